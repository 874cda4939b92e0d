"""What a clause is to the clause that governs it."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from replylint.languages.clause import Relation
from replylint.languages.en.inversion import inverted_condition
from replylint.languages.en.polarity import is_negated
from replylint.languages.en.verbforms import is_gerund
from replylint.languages.en.wordlist import words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from replylint.languages.en.nucleus import Nucleus

_BY_DEPENDENCY: Mapping[str, Relation] = {
    "acl:relcl": Relation.RELATIVE,
    "advcl:relcl": Relation.RELATIVE,
    "parataxis": Relation.PARATAXIS,
    "ccomp": Relation.COMPLEMENT,
    "xcomp": Relation.COMPLEMENT,
    "csubj": Relation.COMPLEMENT,
    "acl": Relation.COMPLEMENT,
}
_BY_WORD: Mapping[str, Relation] = {
    **dict.fromkeys(["because", "since", "as", "cos", "cause", "for", "given"], Relation.CAUSE),
    **dict.fromkeys(
        ["if", "unless", "provided", "providing", "assuming", "supposing"], Relation.CONDITION
    ),
    **dict.fromkeys(
        ["although", "though", "whereas", "despite", "notwithstanding"], Relation.CONTRAST
    ),
    **dict.fromkeys(
        ["when", "after", "before", "until", "till", "once", "while", "whenever"], Relation.TIME
    ),
    **dict.fromkeys(["by", "without", "like", "than"], Relation.MANNER),
    "whether": Relation.COMPLEMENT,
    "that": Relation.COMPLEMENT,
}
_SUPPOSING = frozenset(["provided", "providing", "assuming", "supposing"])
# "I'm writing to confirm": an infinitive behind these is an end, no content.
_ERRANDS = words("write email call phone reach contact come work stop")
# "would you mind sending", "I don't know when": content, though it may hang like a circumstance.
_TAKING_GERUND = words(
    "mind avoid start keep try suggest recommend consider enjoy remember forget finish "
    "continue regret risk begin"
)
_UNKNOWING = frozenset(["know", "wonder", "ask", "sure", "see", "say", "remember", "understand"])
_INDIRECT = frozenset(["when", "where", "how", "why"])
# "while I understand that", "while I can't promise it": a concession, no time.
_CONCEDED = frozenset(["understand", "appreciate", "know", "realise", "realize", "sympathise"])
# "as you say", "as mentioned": a comment; "as" gives a reason elsewhere.
_COMMENTS = words(
    "mention say see know describe discuss note explain request write agree state promise ask "
    "tell point expect appear advise report"
)


def relation_of(nucleus: Nucleus) -> Relation:
    """Return what the clause is to the clause above."""
    if inverted_condition(nucleus):
        return Relation.CONDITION
    if nucleus.above is None:
        return Relation.NONE
    if nucleus.dep == "conj":
        contrast = nucleus.joined_by & {"but", "yet"}
        return Relation.CONTRAST if contrast else Relation.COORDINATION
    return _by_construction(nucleus, nucleus.above.token) or _adverbial(nucleus)


def _by_construction(nucleus: Nucleus, above: Token) -> Relation | None:
    if nucleus.hangs_on_joint:
        return None
    if nucleus.dep == "ccomp" and above.dep_ == "advcl" and above.lower_ in _SUPPOSING:
        return Relation.CONDITION  # "provided you kept it" hangs on "provided"
    if nucleus.dep == "xcomp" and nucleus.infinitive and above.lemma_.lower() in _ERRANDS:
        return Relation.PURPOSE
    if nucleus.dep == "acl" and not nucleus.infinitive and not nucleus.finite:
        return Relation.COMPLEMENT if nucleus.joined_by else Relation.RELATIVE
    return _BY_DEPENDENCY.get(nucleus.dep)


def _adverbial(nucleus: Nucleus) -> Relation:
    joined = nucleus.joined_by
    if _is_content(nucleus):
        return Relation.COMPLEMENT
    if "case" in joined or in_case(nucleus):
        return Relation.CONDITION
    if "as" in joined:
        return _as(nucleus)
    if "so" in joined:
        result = "that" not in joined and not nucleus.modals & {"can", "could", "will", "would"}
        return Relation.COORDINATION if result else Relation.PURPOSE
    return _by_word(nucleus)


def _by_word(nucleus: Nucleus) -> Relation:
    if nucleus.joined_by >= {"now", "that"}:
        return Relation.CAUSE
    if "while" in nucleus.joined_by and (is_negated(nucleus) or nucleus.lemma in _CONCEDED):
        return Relation.CONTRAST
    for joint in nucleus.joints:
        found = _BY_WORD.get(joint.lower_)
        if found is not None:
            return found
    return Relation.PURPOSE if nucleus.infinitive else _by_opening(nucleus)


def _is_content(nucleus: Nucleus) -> bool:
    above = nucleus.above
    if above is None or nucleus.head.i < above.head:
        return False
    lemma = above.token.lemma_.lower()
    if lemma in _TAKING_GERUND and nucleus.head.i == above.head + 1:
        return is_gerund(nucleus.head)
    return lemma in _UNKNOWING and above.negated and bool(nucleus.joined_by & _INDIRECT)


def _as(nucleus: Nucleus) -> Relation:
    if not nucleus.finite and nucleus.head.pos_ in ("ADJ", "ADV"):
        return Relation.MANNER  # "as soon as possible"
    joined = nucleus.joined_by | _as_words(nucleus)
    if "soon" in joined:
        return Relation.TIME
    if "long" in joined:
        return Relation.CONDITION
    if joined & {"if", "though", "far", "well", "much"} or nucleus.lemma in _COMMENTS:
        return Relation.MANNER
    return Relation.CAUSE


def _as_words(nucleus: Nucleus) -> frozenset[str]:
    """Return the words around the last *as*: "as soon as"."""
    doc = nucleus.head.doc
    at = next(joint.i for joint in reversed(nucleus.joints) if joint.lower_ == "as")
    return frozenset(token.lower_ for token in doc[max(0, at - 2) : at + 2])


def _by_opening(nucleus: Nucleus) -> Relation:
    """Return the relation of "provided you kept it", whose joint the parser may miss."""
    first = nucleus.head.left_edge
    return _BY_WORD.get(first.lower_, Relation.NONE) if first.i < nucleus.head.i else Relation.NONE


def in_case(nucleus: Nucleus) -> bool:
    """Return whether "in case" opens the clause, however the parser hangs it."""
    doc = nucleus.head.doc
    start = max(0, nucleus.head.left_edge.i - 2)
    forms = [token.lower_ for token in doc[start : min(nucleus.head.i, start + 5)]]
    return any(pair == ("in", "case") for pair in pairwise(forms))
