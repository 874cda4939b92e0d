"""Whose view a clause gives, where it isn't stated outright."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.languages.clause import Hypothetical, Mood, Relation, Reported, Role
from replylint.languages.en.comments import AGENT_VIEW, SAYING, comment_on
from replylint.languages.en.wordlist import words

if TYPE_CHECKING:
    from replylint.languages.clause import Clause
    from replylint.languages.en.nucleus import Nucleus

_TELLING = frozenset(["tell", "inform", "advise", "notify", "assure", "warn"])
# What the customer felt or told is taken up, not held against them.
_SYMPATHY = words(
    "sorry glad happy pleased hear understand thank thanks appreciate regret sad frustrating "
    "delighted grateful apologize apologise disappointed disappointing frustrated annoying "
    "upsetting pity shame imagine maddening hope great empathize sympathize empathise "
    "sympathise saddened upset unpleasant thankful apology realize realise wonderful lovely "
    "good awful unacceptable unfortunate"
)
_APPEARING = frozenset(["seem", "appear", "look", "sound", "turn"])
_SHOWING = words(
    "show indicate say suggest state confirm tell reveal report record reflect inform claim "
    "mention note advise write log"
)
_EMBEDDED = frozenset(["ccomp", "xcomp", "csubj", "acl", "parataxis"])
# "I don't know when it ships" gives nobody's view.
_ASKING = frozenset(["whether", "if", "when", "where", "how", "why", "which"])


def reported_of(nucleus: Nucleus, relation: Relation) -> Reported:
    """Return whose view the clause gives."""
    above = nucleus.above
    found = Reported.NO
    if above is None:
        found = comment_on(nucleus)
    elif _is_told(nucleus, above):
        found = _view_of_speech(nucleus, above, "tell") or above.reported
    elif nucleus.dep in ("conj", "acl:relcl"):
        found = _continued(nucleus, above)
    elif _is_content(nucleus, relation):
        found = _content(nucleus, above)
    elif nucleus.dep == "advcl" and above.reported is Reported.BY_CUSTOMER:
        found = above.reported
    if found is Reported.NO and nucleus.quoted:
        return Reported.BY_OTHER
    return found


def _is_told(nucleus: Nucleus, above: Clause) -> bool:
    """Return whether it is "you told my colleague that …", though hung on the colleague."""
    told = above.token.lemma_.lower() in _TELLING
    return told and nucleus.dep == "acl:relcl" and nucleus.head.left_edge.lower_ == "that"


def _is_content(nucleus: Nucleus, relation: Relation) -> bool:
    """Return whether the clause is what is said, seen or felt."""
    if nucleus.dep in _EMBEDDED:
        return nucleus.finite or nucleus.dep == "xcomp"
    if nucleus.dep != "advcl":
        return False
    if relation is Relation.MANNER:  # "looks like you forgot", "as if"
        return nucleus.finite and not nucleus.joined_by & {"by", "without", "than"}
    return nucleus.finite and relation in (Relation.NONE, Relation.COMPLEMENT)


def _continued(nucleus: Nucleus, above: Clause) -> Reported:
    if nucleus.dep == "conj" and nucleus.joined_by & {"but", "yet", "so"} and nucleus.finite:
        return Reported.NO if above.governor is None else above.reported
    return above.reported


def _content(nucleus: Nucleus, above: Clause) -> Reported:
    if above.reported is Reported.BY_CUSTOMER:
        return above.reported
    if nucleus.dep == "parataxis" and not (nucleus.quoted or nucleus.finite):
        return Reported.NO
    return _view(nucleus, above) or above.reported


def _view(nucleus: Nucleus, above: Clause) -> Reported | None:
    lemma = above.token.lemma_.lower()
    if lemma in _APPEARING and nucleus.dep != "parataxis":
        return Reported.BY_AGENT
    if _reports_nothing(nucleus, above, lemma):
        return None
    if nucleus.dep == "parataxis":
        return _view_of_speech(nucleus, above, lemma)
    if lemma in _SYMPATHY and above.role in (Role.AGENT, Role.OTHER, Role.UNSTATED):
        return Reported.BY_CUSTOMER
    return _view_of_speech(nucleus, above, lemma)


def _reports_nothing(nucleus: Nucleus, above: Clause, lemma: str) -> bool:
    if lemma == "sure" and above.token.head.lemma_.lower() == "make":
        return True  # "we'll make sure you get it"
    if nucleus.dep == "xcomp" or (nucleus.dep == "parataxis" and not nucleus.quoted):
        return True  # "happy to help", "told the driver to ring"
    if above.mood is Mood.QUESTION and above.modality:
        return True  # "can you tell us which browser you use?"
    return above.mood is Mood.COMMAND or above.hypothetical is Hypothetical.COUNTERFACTUAL


def _view_of_speech(nucleus: Nucleus, above: Clause, lemma: str) -> Reported | None:
    if lemma == "know" and above.token.head.lemma_.lower() == "let":
        return Reported.BY_CUSTOMER if _told_us(above) else None
    if above.role is Role.CUSTOMER:
        return Reported.BY_CUSTOMER if lemma in SAYING else None
    if nucleus.joined_by & _ASKING:
        return None
    if lemma in AGENT_VIEW and above.role in (Role.AGENT, Role.OTHER):
        return Reported.BY_AGENT
    return Reported.BY_OTHER if lemma in _SHOWING else None


def _told_us(above: Clause) -> bool:
    """Return whether it is "(you) let us know": not as a request, nor "we'll let you know"."""
    let = above.token.head
    asked = let.dep_ == "ROOT" and not any(kid.dep_ == "nsubj" for kid in let.lefts)
    return above.role is Role.AGENT and not asked
