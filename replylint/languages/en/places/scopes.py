"""How far words reach in a sentence that isn't parsed: from a subject, over auxiliaries, to a verb.

All of it is in places (see `Line`).
"""

from __future__ import annotations

from replylint.languages.en.wordlist import words
from replylint.prose.line import Line

WE = words("i we")
THEY = words("he she they")
PERSONS = WE | THEY
# Subjects or objects: subjects where they begin a clause.
EITHER = words("you it there")
ARTICLES = words("the a an our my your their his her every each")
# What joins clauses; some of it joins words, too.
_JOINING_WORDS = words("and or that then yet as before after")
_JOINING_CLAUSES = words(
    "but so because if when while since though although whether how what where who which once "
    "until unless"
)
JOINTS = _JOINING_CLAUSES | _JOINING_WORDS
MARKS = frozenset(',;:.!?()"…-')
SUBJECTS = PERSONS | EITHER | words("this these those everyone everybody")
AUXILIARIES = words(
    "can could will would shall should may might must do does did have has had am are is was "
    "were 's 'd be been being got to"
)
ADVERBS = words(
    "not never no just also already simply really always even still only actually probably "
    "certainly clearly ever since now then recently both all"
)


def onwards(places: int, most: int, stops: int = 0) -> int:
    """Return up to so many places behind some, as far as no stop stands between."""
    reached = 0
    for _ in range(most):
        places = (places << 1) & ~stops
        reached |= places
    return reached


def openings(line: Line) -> int:
    """Return the places at which a clause may begin: the first, and those behind joints and marks."""
    return (line.before(JOINTS) | line.before(MARKS)) << 1 | 1


def new_subjects(line: Line) -> int:
    """Return the places of pronouns and articles that begin another clause: ", so I", ", the"."""
    opened = (line.before(_JOINING_CLAUSES) | line.before(MARKS)) << 1 | 1
    return line.before(SUBJECTS) & openings(line) | line.before(ARTICLES) & opened


def governed(line: Line, subjects: int) -> int:
    """Return the places of verbs that subjects stand before, with auxiliaries between at most."""
    between = line.before(AUXILIARIES) | line.before(ADVERBS)
    places = reached = subjects << 1
    while places:
        places = (places & between) << 1
        reached |= places
    return reached


def pronouns(line: Line, always: frozenset[str]) -> int:
    """Return the places of pronouns that are subjects, and of those that are where a clause begins.

    Args:
        line: the words.
        always: those that are subjects wherever they stand.
    """
    return line.before(always) | line.before(EITHER) & openings(line)


def is_third_person(word: str) -> bool:
    """Return whether a word ends as a verb in the third person does."""
    return word.endswith("s") and not word.endswith(("ss", "us", "is", "as"))
