"""Text-like patterns over the words of a sentence; `phrase_syntax` reads them from text.

Patterns see `Sentence.words`, not the parse, so that most of them are decided without spaCy.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Protocol

from msgspec import Struct

from replylint.prose.line import Line

_COMMON_COST = 100  # a common word is worth so many others for telling sentences apart
_PUNCTUATION = frozenset(',;:.!?()"…-')


class Element(Protocol):
    """One part of a pattern."""

    def step(self, words: Sequence[str], at: int) -> Iterator[int]:
        """Yield each place where the part may end if it begins at the word `at`."""
        ...

    def reach(self, line: Line, places: int) -> int:
        """Return all places where the part may end if it begins at one of some places."""
        ...

    def opening(self) -> frozenset[str] | None:
        """Return the words it can begin with: empty if it may be any, None if it takes none."""
        ...


class Words(Struct, frozen=True):
    """One word, or one term of several, out of a set.

    Attributes:
        single: the words.
        terms: of terms of several words, the rest by the first word, longest first.
    """

    single: frozenset[str]
    terms: Mapping[str, tuple[tuple[str, ...], ...]]

    def step(self, words: Sequence[str], at: int) -> Iterator[int]:
        """Yield the end of the terms that stand here, the longest first."""
        if at >= len(words):
            return
        word = words[at]
        for rest in self.terms.get(word, ()):
            end = at + 1 + len(rest)
            if (
                end <= len(words)
                and words[at + 1] == rest[0]
                and tuple(words[at + 1 : end]) == rest
            ):
                yield end
        if word in self.single:
            yield at + 1

    def reach(self, line: Line, places: int) -> int:
        """Return all places where the part may end if it begins at one of some places."""
        found = (places & line.before(self.single)) << 1
        if self.terms:
            for word in self.terms.keys() & line.words:
                starts = places & line.before(frozenset((word,)))
                while starts:
                    at = starts.bit_length() - 1
                    starts ^= 1 << at
                    for rest in self.terms[word]:
                        end = at + 1 + len(rest)
                        if tuple(line[at + 1 : end]) == rest:
                            found |= 1 << end
        return found

    def opening(self) -> frozenset[str] | None:
        """Return the first words of the terms."""
        return self.single | frozenset(self.terms)


class Gap(Struct, frozen=True):
    """From `least` up to `most` words; no punctuation is crossed."""

    least: int
    most: int

    def step(self, words: Sequence[str], at: int) -> Iterator[int]:
        """Yield each end the gap may have, the nearest first."""
        for count in range(self.most + 1):
            if count >= self.least:
                yield at + count
            if at + count >= len(words) or words[at + count] in _PUNCTUATION:
                break

    def reach(self, line: Line, places: int) -> int:
        """Return all places where the part may end if it begins at one of some places."""
        crossed = line.where(is_word)
        found = 0 if self.least else places
        for count in range(1, self.most + 1):
            places = (places & crossed) << 1
            if count >= self.least:
                found |= places
        return found

    def opening(self) -> frozenset[str] | None:
        """Any word."""
        return frozenset()


class Number(Struct, frozen=True):
    """A number in digits."""

    def step(self, words: Sequence[str], at: int) -> Iterator[int]:
        """Yield the end of the number that stands here."""
        if at < len(words) and words[at][0].isdigit():
            yield at + 1

    def reach(self, line: Line, places: int) -> int:
        """Return all places where the part may end if it begins at one of some places."""
        return (places & line.where(is_number)) << 1

    def opening(self) -> frozenset[str] | None:
        """Any word."""
        return frozenset()


class Start(Struct, frozen=True):
    """The start of the sentence; opening marks don't count."""

    def step(self, words: Sequence[str], at: int) -> Iterator[int]:
        """Yield this place if no word stands before it."""
        if all(not word[0].isalnum() and word[0] != "_" for word in words[:at]):
            yield at

    def reach(self, line: Line, places: int) -> int:
        """Return all places where the part may end if it begins at one of some places."""
        return places & ((2 << line.start) - 1)

    def opening(self) -> frozenset[str] | None:
        """Takes no word."""
        return None


class End(Struct, frozen=True):
    """The end of the sentence; closing marks don't count."""

    def step(self, words: Sequence[str], at: int) -> Iterator[int]:
        """Yield this place if no word stands behind it."""
        if all(not word[0].isalnum() for word in words[at:]):
            yield at

    def reach(self, line: Line, places: int) -> int:
        """Return all places where the part may end if it begins at one of some places."""
        return places >> line.end << line.end

    def opening(self) -> frozenset[str] | None:
        """Takes no word, but nothing that follows helps."""
        return frozenset()


class Choice(Struct, frozen=True):
    """One of several sequences; an empty one makes the others optional."""

    options: tuple[tuple[Element, ...], ...]

    def step(self, words: Sequence[str], at: int) -> Iterator[int]:
        """Yield the ends of each option."""
        for option in self.options:
            yield from ends(option, 0, words, at)

    def reach(self, line: Line, places: int) -> int:
        """Return all places where the part may end if it begins at one of some places."""
        found = 0
        for option in self.options:
            found |= _reach(option, line, places)
        return found

    def opening(self) -> frozenset[str] | None:
        """Return the words any option begins with."""
        parts = [first_words(option) for option in self.options]
        return frozenset().union(*parts) if all(parts) else frozenset()


class Phrase(Struct, frozen=True, eq=False, dict=True):
    """A compiled pattern.

    Attributes:
        number: what a rulebook's table knows it by (`shift_and`); -1 if it isn't in one.
    """

    elements: Sequence[Element]
    number: int = -1

    @cached_property
    def first(self) -> frozenset[str]:
        """The words a match can begin with; empty if that isn't known."""
        return first_words(self.elements)

    def stands(self, words: Sequence[str]) -> bool:
        """Return whether there is a match."""
        return bool(self.find(words))

    def find(self, words: Sequence[str]) -> Sequence[tuple[int, int]]:
        """Return (first, last) word of each match, longest at each place, none overlapping."""
        line = Line.of(words)
        known = line.phrases
        if known is not None and self.number >= 0 and self.number not in known:
            return ()
        found: Sequence[tuple[int, int]] | None = line.notes.get(self)
        if found is None:
            found = line.notes[self] = tuple(self._find(line))
        return found

    def _find(self, line: Line) -> Iterator[tuple[int, int]]:
        starts = self._starts(line)
        # Most patterns stand nowhere in a sentence: one look at all starts says so.
        if not starts or not _reach(self.elements, line, starts):
            return
        free = 0
        for at in _each(starts):
            if at < free:
                continue
            end = _reach(self.elements, line, 1 << at).bit_length() - 1
            if end > at:
                yield at, end - 1
                free = end

    def _starts(self, line: Line) -> int:
        return line.before(self.first) if self.first else line.places


def _each(places: int) -> Iterator[int]:
    """Yield places in order."""
    while places:
        lowest = places & -places
        yield lowest.bit_length() - 1
        places ^= lowest


def _reach(elements: Sequence[Element], line: Line, places: int) -> int:
    """Return all places where a sequence may end if it begins at one of some places."""
    for element in elements:
        places = element.reach(line, places)
        if not places:
            break
    return places


def is_word(word: str) -> bool:
    """Return whether a word of a sentence is no punctuation mark."""
    return word not in _PUNCTUATION


def is_number(word: str) -> bool:
    """Return whether a word of a sentence is a number in digits."""
    return word[0].isdigit()


def ends(
    elements: Sequence[Element],
    index: int,
    words: Sequence[str],
    at: int,
    seen: set[tuple[int, int]] | None = None,
) -> Iterator[int]:
    """Yield where a match of the elements from `index` on may end, each place once.

    Args:
        elements: the whole sequence.
        index: of the element to begin with.
        words: of the sentence.
        at: the word to begin at.
        seen: elements that have begun at a word already; so no way is gone twice, and time can't
            grow with the number of ways.
    """
    # Plain words have one way to match: no need to branch for them.
    while index < len(elements):
        element = elements[index]
        if not isinstance(element, Words) or element.terms:
            break
        if at >= len(words) or words[at] not in element.single:
            return
        at += 1
        index += 1
    seen = set() if seen is None else seen
    if (index, at) in seen:
        return
    seen.add((index, at))
    if index == len(elements):
        yield at
        return
    for after in elements[index].step(words, at):
        yield from ends(elements, index + 1, words, after, seen)


def first_words(elements: Sequence[Element]) -> frozenset[str]:
    """Return the words a sequence can begin with; empty if that isn't known."""
    for element in elements:
        words = element.opening()
        if words is not None:
            return words
    return frozenset()


def required(elements: Sequence[Element], common: frozenset[str]) -> frozenset[str]:
    """Return words of which one stands in every match, the rarest there are; empty if none is known.

    Args:
        elements: of a pattern.
        common: words that stand in most sentences.
    """
    known = [words for element in elements if (words := _required_of(element, common))]
    return min(known, key=lambda words: cost(words, common), default=frozenset())


def _required_of(element: Element, common: frozenset[str]) -> frozenset[str]:
    if isinstance(element, Words):
        return element.opening() or frozenset()
    if isinstance(element, Choice):
        parts = [required(option, common) for option in element.options]
        return frozenset().union(*parts) if all(parts) else frozenset()
    return frozenset()


def cost(words: frozenset[str], common: frozenset[str]) -> int:
    """Return how little some words tell: of two sets, the cheaper one is rarer in texts."""
    return sum(_COMMON_COST if word in common else 1 for word in words)
