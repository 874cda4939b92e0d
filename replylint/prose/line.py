"""The words of a sentence, each with where it stands, for patterns to run over."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property, reduce
from operator import or_
from typing import Any

Scan = Callable[["Line"], frozenset[int]]


class Line(list[str]):
    """The words of one sentence, and where in it each word stands.

    A set of places between words is a number: the bit of weight 2**n stands for the place before
    word n. So a pattern is followed from all its starts at once.

    Args:
        words: of the sentence.
        scan: returns the numbers of a rulebook's phrases that may stand in a line.

    Attributes:
        notes: what hangs on these words alone, by who found it out.
    """

    def __init__(self, words: Iterable[str], scan: Scan | None = None) -> None:
        super().__init__(words)
        self._scan = scan
        self._by_word: dict[str, int] = {}
        for at, word in enumerate(self):
            self._by_word[word] = self._by_word.get(word, 0) | 1 << at
        self._set = frozenset(self._by_word)
        self._known: dict[object, int] = {}
        self.notes: dict[object, Any] = {}

    @classmethod
    def of(cls, words: Sequence[str]) -> Line:
        """Return words as a line."""
        return words if isinstance(words, Line) else cls(words)

    @cached_property
    def phrases(self) -> frozenset[int] | None:
        """Numbers of the phrases that may stand here, and no other can; None if nobody knows."""
        return None if self._scan is None else self._scan(self)

    @property
    def words(self) -> AbstractSet[str]:
        """The words, each once."""
        return self._by_word.keys()

    @property
    def places(self) -> int:
        """The places before every word."""
        return (1 << len(self)) - 1

    def before(self, words: frozenset[str]) -> int:
        """Return the places before any of some words."""
        places = self._known.get(words)
        if places is None:
            places = 0
            # Of two sets the shorter one is gone through: one may have hundreds of words.
            for word in words & self._set:
                places |= self._by_word[word]
            self._known[words] = places
        return places

    @cached_property
    def start(self) -> int:
        """The place before the first word that is no mark; behind all if there is none."""
        opens = (at for at, word in enumerate(self) if word[0].isalnum() or word[0] == "_")
        return next(opens, len(self))

    @cached_property
    def end(self) -> int:
        """The place behind the last word that is no mark; before all if there is none."""
        closes = (at for at in range(len(self), 0, -1) if self[at - 1][0].isalnum())
        return next(closes, 0)

    def where(self, test: Callable[[str], bool]) -> int:
        """Return the places before words that meet a test."""
        if test not in self._known:
            found = (places for word, places in self._by_word.items() if test(word))
            self._known[test] = reduce(or_, found, 0)
        return self._known[test]
