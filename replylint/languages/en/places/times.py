"""Where a predicate may be past, or supposed against the facts."""

from __future__ import annotations

from replylint.languages.en.inflection import is_past
from replylint.languages.en.places.scopes import (
    ADVERBS,
    AUXILIARIES,
    SUBJECTS,
    is_third_person,
    onwards,
    openings,
)
from replylint.languages.en.wordlist import words
from replylint.prose.line import Line

_TO = words("to")
_PAST_AUXILIARIES = words("did was were had got have has having 's 'd")
_HAVE_TO = words("have has 's 'd")
_WAS = words("was were")


def past(line: Line) -> int:
    """Return the places where a predicate in the past may stand.

    It has a past form, an auxiliary, or hangs on a verb that has: "it made the box break".
    """
    forms, to = line.where(is_past), line.before(_TO)
    auxiliaries = line.before(_PAST_AUXILIARIES) & ~(line.before(_HAVE_TO) & to >> 1)
    was = line.before(_WAS)
    found = forms | onwards(auxiliaries, 8) | was >> 1 | was >> 2 | was >> 3  # "what it was about"
    found |= onwards(to & onwards(forms | auxiliaries, 8), 4) | line.where(_is_gerund)
    return (found | onwards(forms, 5) & ~line.where(is_third_person)) & line.places


def _is_gerund(word: str) -> bool:
    return word.endswith("ing")


_WOULD = words("would 'd could might")
_HAVING = words("have has having hav hvae 've ve v 's 'd of as")  # misspelt ones, too
_WISHING = words("wish wishes wished wishing")
_KNOWING = words("know notice see realize realise understand find")
_HAD, _WERE, _IF, _ONLY = words("had"), words("were"), words("if"), words("only")
# What stands before an auxiliary that isn't inverted.
_LEADING = AUXILIARIES | words("i we you he she it they there that who which this these those what")


def against_facts(line: Line) -> int:
    """Return all places if a clause may be supposed against the facts, else none."""
    return line.places if _is_against_facts(line) else 0


def _is_against_facts(line: Line) -> bool:
    would, had = line.before(_WOULD), line.before(_HAD)
    if onwards(would, 5) & line.before(_HAVING) or (line.before(_WISHING) and had | would):
        return True
    knowing = line.before(_KNOWING) & ~(line.before(_TO) << 1) & onwards(would, 4)
    supposed = line.before(_IF)
    if supposed and (knowing or had & onwards(supposed, 16) or line.before(_ONLY)):
        return True
    # "had you", "were you to": the subject stands behind it.
    first = (had | line.before(_WERE)) & ~(line.before(_LEADING) << 1)
    first &= ~((line.where(is_past) | line.before(ADVERBS)) >> 1)
    return bool(first if would else first & (openings(line) | line.before(SUBJECTS) >> 1))
