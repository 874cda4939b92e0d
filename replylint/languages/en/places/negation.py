"""Where a predicate may be denied."""

from __future__ import annotations

from replylint.languages.en.places.scopes import MARKS, new_subjects, onwards
from replylint.languages.en.wordlist import words
from replylint.prose.line import Line

_TO = words("to")
_NEGATORS = words("not never hardly scarcely barely neither nor nowhere without")
_NOBODY = words("nobody nothing none noone")
_NO = words("no neither")
_AFFIRMED = words("doubt doubts problem problems worry worries wonder")  # "no doubt" says yes
_NOT = words("not")
_ONE = words("a an one even single")  # "not one of us"
_LONGER = words("longer more")
_ADDING = words("only merely")  # "not only" denies nothing
_STOPS = frozenset(".?!;:…")


def denied(line: Line) -> int:
    """Return the places where a predicate may be denied.

    A negator stands up to ten words before it or two behind; a negative subject or object up to
    eight before or eight behind, with no mark between.
    """
    negators = line.before(_NEGATORS) & ~(line.before(_ADDING) >> 1)
    negators |= line.before(_NO) & line.before(_LONGER) >> 1
    determined = line.where(str.isalnum) & ~line.before(_AFFIRMED)
    nominals = line.before(_NOBODY) | line.before(_NO) & determined >> 1
    if not negators | nominals:
        return 0
    marks = line.before(MARKS)
    stops = line.before(_STOPS) | new_subjects(line)
    # "no need to …", "nothing to …": what an infinitive belongs to denies nothing behind it.
    to = line.before(_TO)
    subjects = nominals & ~(to >> 1 | to >> 2)
    found = negators | negators >> 1 | negators >> 2 | nominals | nominals << 1
    found |= onwards(negators, 10, stops) | onwards(subjects, 8, stops | marks)
    behind = nominals | line.before(_NOT) & line.before(_ONE) >> 1
    for _ in range(8):
        behind = (behind & ~stops) >> 1 & ~marks
        found |= behind
    return found & line.places
