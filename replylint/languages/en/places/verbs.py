"""Which words of a sentence can be the predicate of a clause at all."""

from __future__ import annotations

from replylint.languages.en.inflection import is_past
from replylint.languages.en.places.scopes import ADVERBS, ARTICLES, JOINTS, PERSONS, onwards
from replylint.languages.en.wordlist import words
from replylint.prose.line import Line

_BE = words("am is are was were be been being 's")
_DO = words("do does did")
_HAVE = words("have has had having")
_BETWEEN = (PERSONS | ADVERBS | words("you")) - words("no")
# What no verb is: "I can do it", "as you did then".
_NO_VERBS = JOINTS | words(
    "the a an this that these those it them him her us me any all both some no your our my his "
    "its their everything anything nothing something more either too for with without at in on by "
    "to of"
)


def main_verbs(line: Line) -> int:
    """Return the places of all words but forms of *do* and *have* that help another verb."""
    helping = sum(1 << at for at, word in enumerate(line) if _helps(line, at, word))
    return line.places & ~helping


def _helps(line: Line, at: int, word: str) -> bool:
    if word not in _DO and word not in _HAVE:
        return False
    after = at + 1
    while after < len(line) and line[after] in _BETWEEN:
        after += 1
    if after == len(line):
        return False
    if word in _HAVE:
        return is_past(line[after])
    return after > at + 1 and line[after].isalpha() and line[after] not in _NO_VERBS


def no_nouns(line: Line) -> int:
    """Return all places but those behind articles, unless a form of *be* stands before."""
    nouns = line.before(ARTICLES) << 1
    return line.places & ~(nouns and nouns & ~onwards(line.before(_BE), 10))
