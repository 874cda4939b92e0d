"""Reads patterns; the syntax is in docs/rules.md."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from replylint.matchers.phrase import (
    Choice,
    Element,
    End,
    Gap,
    Number,
    Phrase,
    Start,
    Words,
)
from replylint.matchers.shift_and import PhraseTable, table_of

# What a written-out word of a pattern also matches: contracted forms that can stand for it.
_SAME = {"is": ("is", "'s"), "has": ("has", "'s"), "would": ("would", "'d"), "had": ("had", "'d")}
_PART = re.compile(
    r"\.{2,3}|<\{[a-z0-9-]+\}>|<[^<>{}]+>|\{[a-z0-9-]+\}|[()|\[\]^$#*]|[,;:!?\"]"
    r"|[^\s()|\[\]<>{}^$#*,;:!?\"]+|[<>{}]"
)
_SIGNS: Mapping[str, Element] = {
    "..": Gap(0, 2),
    "...": Gap(0, 5),
    "*": Gap(1, 1),
    "#": Number(),
    "^": Start(),
    "$": End(),
}
_CLOSING = {"(": ")", "[": "]"}

Part = tuple[str, int]


class PhraseSyntaxError(ValueError):
    """A pattern that can't be read; `column` counts code points of the pattern from 1."""

    def __init__(self, message: str, column: int) -> None:
        super().__init__(message)
        self.column = column


class PhraseCompiler:
    """Compiles patterns against the lexical sets of a language.

    Args:
        sets: named lexical sets, lower-case terms.
        forms: gives all forms of a lemma.
        split: gives the words of a term as the prose layer would (contractions taken apart).
    """

    def __init__(
        self,
        sets: Mapping[str, Sequence[str]],
        forms: Callable[[str], frozenset[str]],
        split: Callable[[str], Sequence[str]],
    ) -> None:
        self._sets = sets
        self._forms = forms
        self._split = split
        self._named_sets: dict[tuple[str, bool], Words] = {}
        self._compiled: list[Phrase] = []
        self._listed = True

    @contextmanager
    def apart(self) -> Iterator[None]:
        """Keep what is compiled within out of the table.

        For phrases that are asked for in few sentences, and stand in many.
        """
        before, self._listed = self._listed, False
        try:
            yield
        finally:
            self._listed = before

    def compile(self, pattern: str, *, in_order: bool = False) -> Phrase:
        """Compile a pattern.

        Args:
            pattern: as written.
            in_order: whether alternatives are tried in the order they are written in; else it
                only matters where they end, and they may be put together.

        Raises:
            PhraseSyntaxError: if it can't be read or names an unknown set.
        """
        parts = [(match.group(), match.start() + 1) for match in _PART.finditer(pattern)]
        elements, rest = self._sequence(parts, 0)
        if rest != len(parts):
            raise PhraseSyntaxError(f"“{parts[rest][0]}” closes nothing", parts[rest][1])
        if not elements:
            raise PhraseSyntaxError("an empty pattern matches nothing", 1)
        if in_order:
            return Phrase(elements)
        if not self._listed:
            return Phrase(_simplified(elements))
        self._compiled.append(Phrase(_simplified(elements), len(self._compiled)))
        return self._compiled[-1]

    def table(self) -> PhraseTable:
        """Return the table of all patterns compiled so far, but those in order and apart."""
        return table_of(self._compiled)

    def _sequence(self, parts: Sequence[Part], at: int) -> tuple[tuple[Element, ...], int]:
        """Read up to the end or a mark that ends the sequence; return where that stands."""
        elements: list[Element] = []
        while at < len(parts) and parts[at][0] not in ("|", ")", "]"):
            if parts[at][0] in _CLOSING:
                choice, at = self._choice(parts, at)
                elements.append(choice)
            else:
                elements.extend(self._elements(*parts[at]))
                at += 1
        return tuple(elements), at

    def _choice(self, parts: Sequence[Part], at: int) -> tuple[Choice, int]:
        opening, column = parts[at]
        options: list[tuple[Element, ...]] = []
        mark = "|"
        while mark == "|":
            option, at = self._sequence(parts, at + 1)
            options.append(option)
            mark = parts[at][0] if at < len(parts) else ""
        if mark != _CLOSING[opening]:
            raise PhraseSyntaxError(f"“{opening}” is never closed", column)
        if opening == "[":
            options.append(())
        return Choice(tuple(options)), at + 1

    def _elements(self, part: str, column: int) -> list[Element]:
        if part in _SIGNS:
            return [_SIGNS[part]]
        if part in ("<", ">", "{", "}"):
            raise PhraseSyntaxError(f"“{part}” is out of place", column)
        if part.startswith("<{"):
            return [self._named(part[2:-2], column, inflected=True)]
        if part.startswith("{"):
            return [self._named(part[1:-1], column, inflected=False)]
        if part.startswith("<"):
            return [self._terms([part[1:-1].strip().lower()], inflected=True)]
        words = self._split(part)
        if not words:
            raise PhraseSyntaxError(f"“{part}” stands for no word; a hyphen is a space", column)
        return [self._terms([word], inflected=False) for word in words]

    def _named(self, name: str, column: int, *, inflected: bool) -> Words:
        if name not in self._sets:
            raise PhraseSyntaxError(f"no lexical set is named “{name}”", column)
        key = (name, inflected)
        if key not in self._named_sets:
            self._named_sets[key] = self._terms(self._sets[name], inflected=inflected)
        return self._named_sets[key]

    def _terms(self, terms: Sequence[str], *, inflected: bool) -> Words:
        single: set[str] = set()
        several: dict[str, set[tuple[str, ...]]] = {}
        for term in terms:
            for form in self._forms(term) if inflected else (term,):
                words = tuple(self._split(form))
                for first in _SAME.get(words[0], words[:1]) if words else ():
                    if len(words) == 1:
                        single.add(first)
                    else:
                        several.setdefault(first, set()).add(words[1:])
        longest_first = {
            first: tuple(sorted(rests, key=lambda rest: (-len(rest), rest)))
            for first, rests in several.items()
        }
        return Words(frozenset(single), longest_first)


def _simplified(elements: Sequence[Element]) -> tuple[Element, ...]:
    """Return elements that end at the same places, alternatives of mere words as one set."""
    return tuple(
        _merged([_simplified(option) for option in element.options])
        if isinstance(element, Choice)
        else element
        for element in elements
    )


def _merged(options: Sequence[tuple[Element, ...]]) -> Element:
    plain: list[Words] = []
    others: list[tuple[Element, ...]] = []
    for option in options:
        words = _as_words(option)
        if words is None:
            others.append(option)
        else:
            plain.append(words)
    merged: list[tuple[Element, ...]] = [(_union(plain),)] if plain else []
    if merged and not others:
        return merged[0][0]
    return Choice((*merged, *others))


def _as_words(option: Sequence[Element]) -> Words | None:
    """Return an alternative as words: one set of them, or a row of single words as a term."""
    if len(option) == 1 and isinstance(option[0], Words):
        return option[0]
    row: list[str] = []
    for element in option:
        if not isinstance(element, Words) or element.terms or len(element.single) != 1:
            return None
        row.extend(element.single)
    return Words(frozenset(), {row[0]: (tuple(row[1:]),)}) if row else None


def _union(sets: Sequence[Words]) -> Words:
    if len(sets) == 1:
        return sets[0]
    several: dict[str, set[tuple[str, ...]]] = {}
    for words in sets:
        for first, rests in words.terms.items():
            several.setdefault(first, set()).update(rests)
    longest_first = {
        first: tuple(sorted(rests, key=lambda rest: (-len(rest), rest)))
        for first, rests in several.items()
    }
    return Words(frozenset().union(*(words.single for words in sets)), longest_first)
