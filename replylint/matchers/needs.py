"""What words a sentence must have for a matcher to find something in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from functools import cached_property

from msgspec import Struct


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
