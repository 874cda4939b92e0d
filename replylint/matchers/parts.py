"""Patterns that stand one behind the other, to take a stretch of words apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from replylint.matchers.phrase import Choice, Element, Gap, Number, Phrase, ends

# First and last word of a part, exclusive; equal if it takes none.
Stretch = tuple[int, int]


class Parts(Struct, frozen=True):
    """A row of patterns, each beginning where the one before ends."""

    phrases: tuple[Phrase, ...]

    def find(self, words: Sequence[str]) -> Iterator[tuple[Stretch, ...]]:
        """Yield where the parts stand, for each place where all of them do."""
        failed: set[tuple[int, int]] = set()
        for at in range(len(words)):
            found = next(self._from(0, words, at, failed), None)
            if found is not None and found[-1][1] > at:
                yield found

    def _from(
        self, part: int, words: Sequence[str], at: int, failed: set[tuple[int, int]]
    ) -> Iterator[tuple[Stretch, ...]]:
        """Yield ways to place the parts from `part` on.

        Args:
            part: the first of them.
            words: of the sentence.
            at: where it begins.
            failed: parts with places from where there is no way; so none is tried twice.
        """
        if part == len(self.phrases):
            yield ()
            return
        if (part, at) in failed:
            return
        for end in ends(self.phrases[part].elements, 0, words, at):
            for rest in self._from(part + 1, words, end, failed):
                yield ((at, end), *rest)
        failed.add((part, at))

    def spelled_out(self, part: int) -> bool:
        """Return whether a part can only be words that stand in the pattern."""
        return _spelled_out(self.phrases[part].elements)


def _spelled_out(elements: Sequence[Element]) -> bool:
    return all(
        all(map(_spelled_out, element.options))
        if isinstance(element, Choice)
        else not isinstance(element, Gap | Number)
        for element in elements
    )
