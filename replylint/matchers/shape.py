"""Finds shouting: words in capitals and piled-up marks, as they stand in the reply."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from replylint.matchers.match import Match
from replylint.model.text import Span
from replylint.regex import Regex

if TYPE_CHECKING:
    from replylint.languages.reading import Reading
    from replylint.prose.line import Line
    from replylint.prose.sentences import Sentence


class Shape(StrEnum):
    """What a token looks like."""

    CAPITALS = "capitals"
    ACRONYM = "acronym"
    REPEATED_MARKS = "repeated-marks"


_MARKS = Regex(r"[!?]{3,}|!{2,}|\?{2,}|(?:[!?] ){2,}[!?]")
_CAPITALS = Regex(r"[A-Z]{2,}(?:['’][A-Z]+)?")
_ACRONYM = Regex(r"(?=.*[A-Z].*[A-Z])[A-Z0-9]{2,6}s?")
_CAPITAL_LETTERS = Regex(r"[A-Z][A-Z0-9]*[A-Z]")  # what every word in capitals has
_PHRASE = 3  # so many words in capitals together are shouted, whatever the words are


class ShapeFinder(Struct, frozen=True, eq=False):
    """Finds tokens of a shape.

    Attributes:
        shape: which.
        acronyms: words in capitals to leave alone: read as letters, or known names.
        words: further words that are no acronyms, besides the common ones.
    """

    shape: Shape
    acronyms: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()

    @property
    def triggers(self) -> frozenset[str]:
        """Words of which one stands in every match; empty if any sentence may match."""
        return frozenset("!?") if self.shape is Shape.REPEATED_MARKS else frozenset()

    @property
    def numbers(self) -> frozenset[int]:
        """None: no phrase stands in every match."""
        return frozenset()

    @property
    def parses(self) -> bool:
        """Whether it looks at the parse."""
        return False

    def stands(self, line: Line) -> bool:  # noqa: ARG002 (the protocol's)
        """Return True: its triggers tell all that words do."""
        return True

    def suspects(self, reading: Reading, index: int) -> Iterator[Span | None]:  # noqa: ARG002 (the protocol's)
        """Yield nothing: the letters decide."""
        yield from ()

    def find(self, reading: Reading, index: int) -> Iterator[Match]:
        """Yield the matches in a sentence."""
        sentence = reading.sentences[index]
        if self.shape is Shape.REPEATED_MARKS:
            for match in _MARKS.finditer(sentence.text):
                yield Match(index, Span(*match.span()))
            return
        start, end = sentence.span.start, sentence.span.end
        if not _CAPITAL_LETTERS.search(reading.text, start, end):
            return
        if self.shape is Shape.ACRONYM:
            yield from self._unknown(sentence, reading, index)
            return
        run: list[tuple[int, int, bool]] = []
        for start, end, word in _words(sentence, reading.text):
            if word.isupper() and _CAPITALS.fullmatch(word):
                run.append((start, end, self._loud(word, reading)))
            elif not (word.isupper() and run):
                yield from self._shouted(run, sentence)
                run = []
        yield from self._shouted(run, sentence)

    def _unknown(self, sentence: Sentence, reading: Reading, index: int) -> Iterator[Match]:
        for start, end, word in _words(sentence, reading.text):
            low = word.lower()
            named = low in self.acronyms or self._is_word(low, reading)
            if _ACRONYM.fullmatch(word) and not named:
                yield Match(index, Span(start, end))

    def _loud(self, word: str, reading: Reading) -> bool:
        low = word.lower().replace("’", "'")
        return low not in self.acronyms and self._is_word(low, reading)

    def _is_word(self, low: str, reading: Reading) -> bool:
        spelling = reading.language.orthography()
        return any(
            form in self.words or spelling.is_common(form) for form in (low, low.partition("'")[0])
        )

    def _shouted(self, run: list[tuple[int, int, bool]], sentence: Sentence) -> Iterator[Match]:
        loud = [part for part in run if part[2]]
        # "TEAM OTTO", "ASPIRIN PROTECT": a common word beside a name is part of the name.
        if not loud or (1 < len(run) <= _PHRASE and len(loud) * 2 <= len(run)):
            return
        if len(run) >= _PHRASE and len(loud) * 2 >= len(run):
            loud = run
        end = loud[-1][1]
        # Marks that follow at once belong to the same shout.
        marks = _MARKS.match(sentence.text, end)
        yield Match(sentence.index, Span(loud[0][0], marks.end() if marks else end))


def _words(sentence: Sentence, text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the unmasked words of a sentence as they stand in the reply."""
    masked = {at for span, _ in sentence.masks for at in range(span.start, span.end)}
    for match in re.finditer(r"[^\W\d_]+\d*(?:'[^\W\d_]+)?|\d[\w-]*", sentence.text):
        start, end = match.span()
        if start in masked or sentence.quoted(Span(start, end)):
            continue
        if text[max(0, sentence.starts[start] - 1) : sentence.starts[start]] in (
            "-",
            "_",
            "/",
            "#",
            "@",
            ".",
        ):
            continue
        yield start, end, text[sentence.starts[start] : sentence.ends[end - 1]]
