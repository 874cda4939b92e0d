"""Who does it: subjects stated, passed on by coordination and control, and left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from replylint.languages.clause import Clause, Mood, Role
from replylint.languages.en.inversion import inverted_condition
from replylint.languages.en.roles import role_of
from replylint.languages.en.verbforms import OWN_STATES, is_third_person
from replylint.languages.en.wordlist import words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from replylint.languages.en.nucleus import Nucleus

# "we asked you to send": the object of these does what the infinitive says.
_OBJECT_CONTROL = words(
    "ask tell want need force allow help let make urge advise remind invite encourage expect "
    "require see hear have get enable cause like instruct request permit warn trust order "
    "prefer beg love hate notice watch keep stop prevent leave lead direct recommend "
    "appreciate oblige persuade convince forbid challenge teach show"
)
_BIDDING = words("ask tell advise instruct remind invite urge request beg warn")
# "thank you for letting us know": so does theirs, in a clause with "for".
_FAVOURS = frozenset(["thank", "thanks", "excuse", "forgive", "pardon", "appreciate", "blame"])
# What nobody does: their subject, where it is left out, is "it".
_IMPERSONAL = words("seem appear happen depend mean arrive cost matter occur expire")


def passed_on(nucleus: Nucleus) -> Token | None:
    """Return the grammatical subject that a clause without one shares with another."""
    above = nucleus.above
    if above is None:
        return None
    if nucleus.dep == "xcomp":
        return _controller(nucleus, above)
    if nucleus.dep == "acl":
        return _of_noun(nucleus, above)
    if nucleus.dep == "advcl":
        return None if nucleus.finite and not nucleus.infinitive else _of_adverbial(nucleus, above)
    content = nucleus.dep == "ccomp" and not nucleus.finite and not nucleus.joined_by
    return surface(above) if nucleus.coordinated or content else None


def surface(clause: Clause) -> Token | None:
    """Return the grammatical subject of a clause, its own or passed on."""
    at = clause.subject
    if clause.passive:
        at = clause.objects[0] if clause.objects else None
    return None if at is None else clause.doc[at]


def _controller(nucleus: Nucleus, above: Clause) -> Token | None:
    if not above.passive and above.token.lemma_.lower() in _OBJECT_CONTROL:
        acted_on = next((kid for kid in above.token.rights if kid.dep_ in ("obj", "iobj")), None)
        if acted_on is not None and acted_on.i < nucleus.head.i:
            return acted_on
    return surface(above)


def _of_noun(nucleus: Nucleus, above: Clause) -> Token | None:
    """Return who does what is said of a noun: *your failure to pay*, *the file sent by us*."""
    noun: Token = nucleus.head.head
    if nucleus.joined_by & {"for", "of"} and not nucleus.infinitive:
        return None  # "thanks for telling us"
    if not nucleus.infinitive:
        return noun
    owner = next((kid for kid in noun.lefts if kid.dep_ == "nmod:poss"), None)
    return owner if owner is not None else surface(above)


def _of_adverbial(nucleus: Nucleus, above: Clause) -> Token | None:
    lemma = above.token.lemma_.lower()
    if lemma in _FAVOURS and "for" in nucleus.joined_by:
        return above.doc[above.objects[0]] if above.objects else None
    if lemma in _BIDDING and nucleus.infinitive and not above.passive:
        return _controller(nucleus, above)  # "I'll ask my manager to look at it"
    return surface(above)


def doer_role(
    nucleus: Nucleus,
    doer: Token | None,
    form: tuple[bool, Mood],
    lexicon: Mapping[str, frozenset[str]],
) -> Role:
    """Return the role of who does it.

    Args:
        nucleus: of the clause.
        doer: the nominal, where one is stated or passed on.
        form: whether the clause is passive, and its mood.
        lexicon: see `role_of`.
    """
    passive, mood = form
    if doer is not None:
        return role_of(doer, lexicon)
    if passive:
        return Role.UNSTATED
    if mood is Mood.COMMAND:
        return Role.CUSTOMER
    if nucleus.expletive:
        return Role.OTHER
    return _shared_role(nucleus) or _left_out(nucleus, mood)


def _shared_role(nucleus: Nucleus) -> Role | None:
    above = nucleus.above
    if above is None or nucleus.dep not in ("conj", "xcomp", "advcl", "ccomp", "acl"):
        return None
    if above.token.lemma_.lower() in _FAVOURS and "for" in nucleus.joined_by:
        return Role.CUSTOMER
    if nucleus.dep == "advcl" and nucleus.finite:
        return Role.OTHER
    return above.role


def _left_out(nucleus: Nucleus, mood: Mood) -> Role:
    """Return who is meant where no subject is said: "Can't help", "Forgot to attach it?"."""
    head = nucleus.head
    first = nucleus.auxiliaries[0] if nucleus.auxiliaries else head
    if nucleus.dep not in ("ROOT", "parataxis", "conj", "ccomp"):
        return Role.OTHER
    if nucleus.lemma in _IMPERSONAL or is_third_person(first):
        return Role.OTHER
    if nucleus.infinitive or inverted_condition(nucleus):
        return Role.OTHER
    copula = any(kid.dep_ == "cop" for kid in nucleus.auxiliaries)
    if copula or (head.pos_ not in ("VERB", "AUX") and not nucleus.auxiliaries):
        own = nucleus.lemma in OWN_STATES
        return Role.AGENT if own else Role.OTHER
    return Role.CUSTOMER if mood is Mood.QUESTION else Role.AGENT
