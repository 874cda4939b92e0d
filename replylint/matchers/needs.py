"""What words a sentence must have for a matcher to find something in it, and where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from functools import cached_property

from msgspec import Struct

from replylint.languages.language import language
from replylint.prose.line import Line


class Need(Struct, frozen=True, eq=False, dict=True):
    """One of some words, or all words of one of some terms.

    Attributes:
        single: words of which each is enough.
        several: terms of several words: by one of their words, the others.
    """

    single: frozenset[str]
    several: Mapping[str, tuple[frozenset[str], ...]]

    @classmethod
    def of(cls, terms: Iterable[Iterable[str]]) -> Need | None:
        """Return the need for one of some terms, each given by its words.

        None if a term has no words: then there is no need.
        """
        single: set[str] = set()
        several: dict[str, set[frozenset[str]]] = {}
        wanted = {frozenset(term) for term in terms}
        if frozenset() in wanted:
            return None
        single = {word for term in wanted if len(term) == 1 for word in term}
        for term in wanted:
            if single.isdisjoint(term):
                # Long words are rarer than short ones.
                word = max(term, key=lambda word: (len(word), word))
                several.setdefault(word, set()).add(term - {word})
        return cls(frozenset(single), {word: tuple(rests) for word, rests in several.items()})

    @cached_property
    def words(self) -> frozenset[str]:
        """Words of which one stands wherever the need is met."""
        return self.single.union(self.several)

    def met(self, forms: AbstractSet[str]) -> bool:
        """Return whether a sentence with these words meets the need."""
        if not self.single.isdisjoint(forms):
            return True
        return any(
            rest <= forms for word in self.several.keys() & forms for rest in self.several[word]
        )


class Beside(Struct, frozen=True, eq=False):
    """Near one of some words or terms.

    Attributes:
        words: their forms.
        reach: how many words away at most; 0 for the words themselves.
        behind: whether the words may stand behind it, too.
        terms: of terms of several words, the others by the first; they follow it in order.
    """

    words: frozenset[str]
    reach: int = 0
    behind: bool = True
    terms: Mapping[str, tuple[tuple[str, ...], ...]] = {}

    def places(self, line: Line) -> int:
        """Return the places of a line that are near enough."""
        known: int | None = line.notes.get(self)
        if known is None:
            known = here = line.before(self.words) | self._terms(line)
            for count in range(1, self.reach + 1):
                known |= here << count
                if self.behind:
                    known |= here >> count
            known = line.notes[self] = known & line.places
        return known

    def _terms(self, line: Line) -> int:
        """Return the places before terms of several words."""
        found = 0
        for first in self.terms.keys() & line.words:
            for at, word in enumerate(line):
                if word == first and any(_follow(rest, line, at + 1) for rest in self.terms[first]):
                    found |= 1 << at
        return found


def _follow(wanted: Iterable[str], line: Line, start: int) -> bool:
    following = iter(line[start:])
    return all(word in following for word in wanted)


class Sign(Struct, frozen=True):
    """Where words leave room for a predicate of some kind.

    Attributes:
        language: whose grammar it is, an ISO 639-1 code.
        name: one of the language's `signs`.
    """

    language: str
    name: str

    def places(self, line: Line) -> int:
        """Return the places of a line at which such a predicate may stand."""
        known: int | None = line.notes.get(self)
        if known is None:
            known = line.notes[self] = language(self.language).signs()[self.name](line)
        return known
