"""The order of subject and auxiliary: questions, and conditions without *if*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.languages.en.nucleus import SUBJECTS, is_expletive
from replylint.languages.en.verbforms import is_participle
from replylint.languages.en.wordlist import words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from replylint.languages.en.nucleus import Nucleus

# Negators that ask for inversion at the start of a clause, and others that do.
_FRONTED = words(
    "not never neither nor hardly scarcely barely no nowhere so only here there rarely seldom "
    "little"
)
_QUESTION_WORDS = frozenset(["who", "what", "which", "where", "when", "why", "how", "whose"])
# What may stand before an inverted condition: "..., had you asked", "but had you asked".
_BEFORE_CONDITION = words(", ; : - but and so or because that")
# The main clause behind a condition that was taken for the main clause itself.
_RESULTS = frozenset(["parataxis", "ccomp", "conj", "advcl"])


def is_inverted(nucleus: Nucleus) -> bool:
    """Return whether an auxiliary stands before the subject: *did you*, *is there*."""
    subject = next((kid for kid in nucleus.kids if kid.dep_ in SUBJECTS or is_expletive(kid)), None)
    if subject is None:
        return False
    if nucleus.auxiliaries:
        return nucleus.auxiliaries[0].i < subject.i
    return nucleus.lemma == "be" and nucleus.head.i < subject.i and is_expletive(subject)


def is_fronted(nucleus: Nucleus) -> bool:
    """Return whether something in front explains the inversion: *nor can we*, *so did you*."""
    first = nucleus.auxiliaries[0].i if nucleus.auxiliaries else nucleus.head.i
    return any(
        kid.i < first and any(word.lower_ in _FRONTED for word in (kid, *kid.children))
        for kid in nucleus.kids
    )


def asks_what(nucleus: Nucleus) -> bool:
    """Return whether a question word opens the clause."""
    return any(
        kid.i < nucleus.head.i and any(word.lower_ in _QUESTION_WORDS for word in (kid, *kid.lefts))
        for kid in nucleus.kids
    )


def inverted_condition(nucleus: Nucleus) -> str | None:
    """Return the auxiliary of a condition without *if*: *had you*, *should you*, *were you to*."""
    if _is_had_done(nucleus):
        return "had"
    if not nucleus.auxiliaries or not is_inverted(nucleus) or asks_what(nucleus):
        return None
    first = nucleus.auxiliaries[0]
    if first.lower_ not in ("had", "should", "were"):
        return None
    if nucleus.dep == "advcl":
        return str(first.lower_)
    if nucleus.asked or not _opens(first) or (first.lower_ == "were" and not nucleus.infinitive):
        return None
    return str(first.lower_)


def _opens(token: Token) -> bool:
    """Return whether a condition may begin at a token."""
    return bool(token.i == 0 or token.nbor(-1).lower_ in _BEFORE_CONDITION)


def _is_had_done(nucleus: Nucleus) -> bool:
    """Return whether it is "had the team done its job, …", parsed as "had the team" and "done"."""
    head = nucleus.head
    if nucleus.asked or head.lower_ != "had" or nucleus.subject is not None or not _opens(head):
        return False
    names = {kid.dep_ for kid in head.rights}
    if "obj" not in names or not names & _RESULTS:
        return False
    behind = [
        *head.rights,
        *(sub for kid in head.rights if kid.dep_ == "obj" for sub in kid.rights),
    ]
    return any(kid.dep_ in ("xcomp", "acl") and is_participle(kid) for kid in behind)
