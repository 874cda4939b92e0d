"""Whether a clause is supposed: openly, or against the facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.languages.clause import Hypothetical, Relation, Role, Tense
from replylint.languages.en.inversion import inverted_condition
from replylint.languages.en.relations import in_case
from replylint.languages.en.verbforms import has_feature, modal
from replylint.languages.en.verbgroup import is_perfect, tense_of
from replylint.languages.en.wordlist import words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from replylint.languages.clause import Clause
    from replylint.languages.en.nucleus import Nucleus

_CONDITIONS = words("if unless provided providing assuming supposing whether whenever")
# With a present tense these say what will be or always is: "when you get it", "once it ships".
_EXPECTED = frozenset(["when", "once", "soon", "until", "till", "as", "after"])
_INHERITING = frozenset(["ccomp", "xcomp", "conj", "acl:relcl", "acl"])
# "if you read it, you would know": knowing would follow from what wasn't done.
_KNOWING = frozenset(["know", "notice", "see", "realise", "realize", "understand", "find"])


def hypothetical_of(nucleus: Nucleus, relation: Relation) -> Hypothetical:
    """Return whether the clause is supposed."""
    inverted = inverted_condition(nucleus)
    if inverted:
        return Hypothetical.OPEN if inverted == "should" else Hypothetical.COUNTERFACTUAL
    if _is_condition(nucleus, relation):
        return _kind(nucleus)
    if "would" in nucleus.modals and is_perfect(nucleus):
        return Hypothetical.COUNTERFACTUAL
    if _is_vain_wish(nucleus):
        return Hypothetical.COUNTERFACTUAL
    if relation is Relation.TIME and _is_expected(nucleus):
        return Hypothetical.OPEN
    return _inherited(nucleus)


def _is_condition(nucleus: Nucleus, relation: Relation) -> bool:
    if nucleus.dep == "xcomp" and not nucleus.joined_by & {"if", "whether"}:
        return False
    joined = nucleus.joined_by
    if joined & {"as", "like", "even"} and relation is not Relation.CONDITION:
        return False  # "it looks as if you forgot"
    if joined & _CONDITIONS or relation is Relation.CONDITION:
        return True
    return nucleus.dep in ("advcl", "acl", "ccomp") and in_case(nucleus)


def _kind(nucleus: Nucleus) -> Hypothetical:
    if "if" not in nucleus.joined_by:
        return Hypothetical.OPEN
    if _is_past_perfect(nucleus) or (_says_only(nucleus) and tense_of(nucleus) is Tense.PAST):
        return Hypothetical.COUNTERFACTUAL
    vain = nucleus.above is not None and _is_vain_result(nucleus.above)
    past = tense_of(nucleus) is Tense.PAST or _may_be_past(nucleus)
    return Hypothetical.COUNTERFACTUAL if vain and past else Hypothetical.OPEN


def _is_past_perfect(nucleus: Nucleus) -> bool:
    forms = nucleus.modals
    return "had" in forms or (is_perfect(nucleus) and bool(forms & {"would", "could"}))


def _says_only(nucleus: Nucleus) -> bool:
    """Return whether it is "if only …" or "if you only …"."""
    return any(kid.lower_ == "only" for kid in nucleus.kids) or any(
        sub.lower_ == "only" for joint in nucleus.joints for sub in joint.children
    )


def _may_be_past(nucleus: Nucleus) -> bool:
    return nucleus.lemma in ("read", "put", "set", "cut", "let") and not nucleus.auxiliaries


def _is_vain_result(above: Clause) -> bool:
    """Return whether the result never came: *you would have seen it*, *you would know*."""
    auxiliaries = [kid for kid in above.token.lefts if kid.dep_ == "aux"]
    forms = {modal(kid) for kid in auxiliaries}
    if any(_is_have(kid) for kid in auxiliaries):
        return bool(forms & {"would", "could", "might"})
    knowing = above.token.lemma_.lower() in _KNOWING
    return knowing and above.role is Role.CUSTOMER and "would" in forms


def _is_have(token: Token) -> bool:
    return bool(token.lemma_.lower() == "have")


def _is_vain_wish(nucleus: Nucleus) -> bool:
    """Return whether it is "I wish you had …"."""
    above = nucleus.above
    if above is None or nucleus.dep not in ("ccomp", "xcomp", "advcl", "parataxis"):
        return False
    return above.token.lemma_.lower() == "wish" and _is_past_perfect(nucleus)


def _is_expected(nucleus: Nucleus) -> bool:
    if not nucleus.joined_by & _EXPECTED and nucleus.head.left_edge.lower_ not in _EXPECTED:
        return False
    first = nucleus.auxiliaries[0] if nucleus.auxiliaries else nucleus.head
    return nucleus.finite and not (
        has_feature(first, "Tense", "Past") or first.lower_ in ("did", "was", "were", "had")
    )


def _inherited(nucleus: Nucleus) -> Hypothetical:
    above = nucleus.above
    if above is None or nucleus.dep not in _INHERITING:
        return Hypothetical.NO
    if nucleus.dep == "conj" and nucleus.subject is not None:
        own_condition = above.relation in (Relation.CONDITION, Relation.TIME)
        return above.hypothetical if own_condition else Hypothetical.NO
    if above.governor is None and above.hypothetical is Hypothetical.OPEN and nucleus.finite:
        return Hypothetical.NO
    return above.hypothetical
