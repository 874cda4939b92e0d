"""Where a clause may state, command or leave open."""

from __future__ import annotations

from replylint.languages.en.places.scopes import (
    ARTICLES,
    MARKS,
    PERSONS,
    governed,
    is_third_person,
    onwards,
    pronouns,
)
from replylint.languages.en.wordlist import words
from replylint.prose.line import Line

_TO, _DO, _NOT = words("to"), words("do does did"), words("not")
_POLITE = words("please kindly")
_LINKS = words("be get")
_VOWELS = frozenset("aeiouy")
# Bare verbs that speak for who writes: see `mood`.
_OWN_WORDS = words(
    "hope thank apologize apologise appreciate wish regret guess suppose think doubt love bet "
    "beg reckon greet congratulate welcome know"
)
_POSSIBLE = words("can could will would should")
# What a command doesn't stand behind.
_LEADING = ARTICLES | _TO | _POSSIBLE | words("shall may might must 'd")


def stated(line: Line) -> int:
    """Return the places of all verbs but those of commands: *don't …*."""
    opening = (line.before(MARKS) | line.before(_POLITE)) << 1 | 1
    told = line.before(_DO) & opening & line.before(_NOT) >> 1
    return line.places & ~(told | governed(line, told) & ~line.before(_OWN_WORDS))


def commanded(line: Line) -> int:
    """Return the places where a command may have its predicate: bare, with no subject before."""
    linked = onwards(line.before(_LINKS), 6)  # "be at the desk", "don't get lost"
    led = line.before(_LEADING) << 1
    led |= governed(line, pronouns(line, PERSONS))
    return (linked | line.where(_is_bare) & ~led) & line.places


def _is_bare(word: str) -> bool:
    # "bring" and "shed" have no vowel but that of what looks like an ending.
    ending = next((end for end in ("ing", "ed") if word.endswith(end)), "")
    inflected = bool(ending) and not _VOWELS.isdisjoint(word.removesuffix(ending))
    inflected = inflected and not word.endswith(("eed", "embed"))
    return word[0].isalpha() and not inflected and not is_third_person(word)


def actual(line: Line) -> int:
    """Return the places of verbs that *can*, *will* and their like don't stand before."""
    return line.places & ~governed(line, line.before(_POSSIBLE))
