"""Which of some finders may match in a sentence, by the phrases and words that stand in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from replylint.matchers.match import Finder
    from replylint.prose.line import Line


class Candidates(Struct, frozen=True, eq=False):
    """Tells for sentences which finders are worth running; finders are numbers here.

    Attributes:
        by_word: finders of which a word stands in every match, by each of these words.
        by_phrase: finders of which a phrase stands in every match, by the phrase's number.
        always: finders that may match in any sentence.
    """

    by_word: Mapping[str, Sequence[int]]
    by_phrase: Sequence[Sequence[int]]
    always: Sequence[int]

    @classmethod
    def among(cls, finders: Iterable[Finder]) -> Candidates:
        """Return the candidates among finders, which are known by their place."""
        by_word: dict[str, list[int]] = {}
        by_phrase: list[list[int]] = []
        always: list[int] = []
        for number, finder in enumerate(finders):
            for phrase in finder.numbers:
                by_phrase += [[] for _ in range(len(by_phrase), phrase + 1)]
                by_phrase[phrase].append(number)
            if not finder.numbers:
                for word in finder.triggers:
                    by_word.setdefault(word, []).append(number)
                if not finder.triggers:
                    always.append(number)
        return cls(by_word, by_phrase, always)

    def of(self, line: Line) -> list[int]:
        """Return the finders that may match in a sentence with these words, in order."""
        found = set(self.always)
        for word in line.words:
            found.update(self.by_word.get(word, ()))
        phrases = range(len(self.by_phrase)) if line.phrases is None else line.phrases
        for phrase in phrases:
            if phrase < len(self.by_phrase):
                found.update(self.by_phrase[phrase])
        return sorted(found)
