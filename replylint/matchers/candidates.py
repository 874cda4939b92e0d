"""Which of some finders may match in a sentence, by the phrases and words that stand in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from replylint.languages.reading import Reading
    from replylint.matchers.match import Finder


class Candidates:
    """Tells for sentences which finders are worth running.

    Args:
        finders: known by their place in this row.
    """

    def __init__(self, finders: Sequence[Finder]) -> None:
        self._all = range(len(finders))
        self._always: list[int] = []
        self._by_word: dict[str, list[int]] = {}
        self._by_phrase: dict[int, list[int]] = {}
        for number, finder in enumerate(finders):
            for phrase in finder.numbers:
                self._by_phrase.setdefault(phrase, []).append(number)
            if not finder.numbers:
                for word in finder.triggers:
                    self._by_word.setdefault(word, []).append(number)
                if not finder.triggers:
                    self._always.append(number)

    def of(self, reading: Reading, index: int) -> Sequence[int]:
        """Return the numbers of the finders that may match in a sentence, in order."""
        if not reading.shortcut:
            return self._all
        line = reading.words[index]
        known: Sequence[int] | None = line.notes.get(self)
        if known is None:
            found = set(self._always)
            for word in line.words & self._by_word.keys():
                found.update(self._by_word[word])
            phrases = self._by_phrase.keys()
            for phrase in phrases if line.phrases is None else phrases & line.phrases:
                found.update(self._by_phrase[phrase])
            known = line.notes[self] = sorted(found)
        return known
