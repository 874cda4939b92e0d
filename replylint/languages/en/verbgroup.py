"""Voice, tense and modality: what the verb group says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.languages.clause import Tense
from replylint.languages.en.inversion import inverted_condition
from replylint.languages.en.verbforms import has_feature, is_base, is_gerund, is_participle
from replylint.languages.en.wordlist import words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from replylint.languages.clause import Clause
    from replylint.languages.en.nucleus import Nucleus

_MODALS = words("can could must should will would may might shall ought")
# Predicates whose infinitive carries the meaning: "have to pay" is a duty to pay.
_SEMI_MODALS = words(
    "have need able unable go suppose get require oblige expect allow permit ought necessary "
    "mandatory obliged supposed required"
)
# "going to ship", "you've got to sign": no matter what the tense of the semi-modal is.
_SEMI_MODAL_TENSES = {"going": Tense.FUTURE, "got": Tense.PRESENT}
_LEMMAS = {"obliged": "oblige", "supposed": "suppose", "required": "require"}
# "you're confused" says how somebody is, not what was done to them.
_STATES = words(
    "confuse mistake please disappoint frustrate upset annoy worry concern interest satisfy "
    "delight thrill excite sadden tire determine"
)
_PAST_AUXILIARIES = frozenset(["did", "was", "were", "had", "got"])
_ELLIPTIC = frozenset(["acl", "advcl", "xcomp"])
# What "by" names when it is no doer: means, cause and time, all without a determiner.
_MEANS = words(
    "message voicemail ticket app email e-mail mail post phone telephone text sms fax card hand chat letter cheque check "
    "transfer default mistake accident error law design chance courier air sea train car ship "
    "means way paypal invoice debit credit name itself themselves far contract"
)
_TIMES = words(
    "monday tuesday wednesday thursday friday saturday sunday today tomorrow tonight noon "
    "midnight morning afternoon evening night day week weekend month year hour minute end "
    "date deadline january february march april may june july august september october "
    "november december christmas easter then now time close mon tue wed thu fri sat sun "
    "spring summer autumn winter am pm quarter start beginning percent amount"
)


def is_passive(nucleus: Nucleus) -> bool:
    """Return whether the subject undergoes it."""
    if any(kid.dep_ in ("aux:pass", "nsubj:pass") for kid in nucleus.kids):
        # "the app crashed" has no auxiliary: no passive, whatever the parser says
        felt = nucleus.lemma in _STATES and by_phrase(nucleus) is None
        return not felt and (bool(nucleus.auxiliaries) or is_participle(nucleus.head))
    if nucleus.auxiliaries or nucleus.subject is not None or not is_participle(nucleus.head):
        return False
    if nucleus.coordinated and nucleus.above is not None:
        return nucleus.above.passive
    return nucleus.dep in _ELLIPTIC and not any(kid.dep_ == "obj" for kid in nucleus.kids)


def by_phrase(nucleus: Nucleus) -> Token | None:
    """Return the doer that a passive names."""
    for kid in nucleus.kids:
        if kid.dep_ not in ("obl", "obl:agent"):
            continue
        by = next((sub for sub in kid.lefts if sub.lower_ == "by"), None)
        if by is not None and _can_do(kid):
            return kid
    return None


def _can_do(token: Token) -> bool:
    parts = {kid.dep_ for kid in token.lefts}
    if token.pos_ not in ("NOUN", "PROPN", "PRON") and "det" not in parts:
        return False
    if token.lower_ in _TIMES or token.lemma_.lower() in _TIMES:
        return False
    bare = not parts & {"det", "nmod:poss", "amod"}
    return not (bare and token.lower_ in _MEANS)


def tense_of(nucleus: Nucleus) -> Tense:
    """Return when it happens; what is not finite takes the time of the clause above."""
    above = nucleus.above
    if nucleus.modals & {"will", "shall"}:
        return Tense.FUTURE
    if is_perfect(nucleus):
        return Tense.PAST
    if above is not None and nucleus.dep == "xcomp":
        return _SEMI_MODAL_TENSES.get(above.token.lower_, above.tense)
    if nucleus.auxiliaries:
        return Tense.PAST if nucleus.auxiliaries[0].lower_ in _PAST_AUXILIARIES else Tense.PRESENT
    if above is not None and nucleus.shares_all and _continues(nucleus.head, above):
        return above.tense
    return Tense.PAST if _is_past_form(nucleus) else Tense.PRESENT


def is_perfect(nucleus: Nucleus) -> bool:
    """Return whether a form of *have* stands before a participle."""
    return any(kid.lemma_.lower() == "have" for kid in nucleus.auxiliaries)


def _is_past_form(nucleus: Nucleus) -> bool:
    head = nucleus.head
    if has_feature(head, "Tense", "Past"):
        return True
    # The parser is unsure of some verbs; no other form of a verb ends so.
    return head.pos_ == "VERB" and head.lower_.endswith("ed") and not is_base(head)


def _continues(head: Token, above: Clause) -> bool:
    """Return whether a coordinated verb shares the auxiliary: *will check and send*."""
    if is_participle(head) or is_gerund(head):
        return True
    return is_base(head) and (above.tense is Tense.FUTURE or _has_auxiliary(above))


def _has_auxiliary(clause: Clause) -> bool:
    return any(kid.dep_ == "aux" for kid in clause.token.lefts)


def modality_of(nucleus: Nucleus) -> frozenset[str]:
    """Return its modals, those that it shares, and the semi-modal that governs it."""
    above = nucleus.above
    found = nucleus.modals & _MODALS
    if inverted_condition(nucleus):
        found -= {"should"}  # "should you need it" is a condition, no advice
    if any(kid.lower_ == "better" for kid in nucleus.kids) and nucleus.modals & {"would", "had"}:
        found = (found - {"would"}) | {"should"}  # "you'd better read it"
    if above is not None and nucleus.shares_all:
        found |= above.modality
    if above is not None and nucleus.dep == "xcomp" and is_semi_modal(above):
        lemma = above.token.lemma_.lower()
        found |= {f"{_LEMMAS.get(lemma, lemma)} to"} | above.modality
        return found | {"have to"} if above.token.lower_ == "got" else found
    return found


def is_semi_modal(clause: Clause) -> bool:
    """Return whether a clause only says that its infinitive must, can or will be."""
    if clause.token.lemma_.lower() not in _SEMI_MODALS:
        return False
    # "we need you to sign", "we allow you to": a subject of its own makes it a wish of ours
    return clause.passive or not clause.objects
