"""Finds words as they are spelt, in all their forms: *e-mail* where a team writes *email*."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from replylint.matchers.match import Match
from replylint.model.text import Span

if TYPE_CHECKING:
    from replylint.languages.reading import Reading
    from replylint.prose.line import Line


_HYPHENS = "-‐‑"


class WordingFinder(Struct, frozen=True, eq=False):
    """Finds words and terms, whatever their capitals.

    Attributes:
        forms: what to find, lower-case.
        right: spellings that are meant, in all their forms; what is part of one is left alone.
        pos: parts of speech of which the word must be one; empty for any.
        triggers: words of which one stands in every match.
    """

    forms: frozenset[str]
    right: frozenset[str]
    pos: frozenset[str]
    triggers: frozenset[str]

    @property
    def numbers(self) -> frozenset[int]:
        """None: no phrase stands in every match."""
        return frozenset()

    @property
    def parses(self) -> bool:
        """Whether it looks at the parse."""
        return bool(self.pos)

    def stands(self, line: Line) -> bool:  # noqa: ARG002 (the protocol's)
        """Return True: its triggers tell all that words do."""
        return True

    def suspects(self, reading: Reading, index: int) -> Iterator[Span | None]:
        """Yield the words whose part of speech only the parse can tell."""
        if self.pos:
            yield from self._spans(reading, index)

    def find(self, reading: Reading, index: int) -> Iterator[Match]:
        """Yield the matches in a sentence."""
        for span in self._spans(reading, index):
            if not self.pos or any(
                span.start <= token.idx < span.end and token.pos_ in self.pos
                for token in reading.doc(index)
            ):
                yield Match(index, span)

    def _spans(self, reading: Reading, index: int) -> Iterator[Span]:
        sentence = reading.sentences[index]
        masks = [mask for mask, _ in sentence.masks]
        right = occurrences(self.right, sentence.text)
        for span in occurrences(self.forms, sentence.text):
            if any(mask.overlap(span) for mask in masks) or any(
                other.covers(span) and other != span for other in right
            ):
                continue
            source = sentence.source(span)
            words = reading.text[source.start : source.end]
            if not hyphenated(source, reading.text) and not self._is_right(
                words, sentence.text[: span.start]
            ):
                yield span

    def _is_right(self, words: str, before: str) -> bool:
        """Return whether words are what is meant, as may be where only capitals differ.

        Args:
            words: as they stand in the reply.
            before: the sentence up to them.
        """
        words = " ".join(words.split())
        if words in self.right:
            return True
        opens = not any(map(str.isalnum, before))
        if opens and any(words == each[:1].upper() + each[1:] for each in self.right):
            return True
        return words.isupper() and words.lower() in {each.lower() for each in self.right}


def occurrences(forms: frozenset[str], text: str) -> list[Span]:
    """Return where words or terms stand in a text, in any capitals."""
    return [Span(*found.span()) for found in _pattern(forms).finditer(text)]


def hyphenated(span: Span, text: str) -> bool:
    """Return whether words are part of a longer one with a hyphen: *client-side*.

    Prose has a hyphen for a dash too, so it is the reply itself that tells.
    """
    before, behind = text[max(0, span.start - 2) : span.start], text[span.end : span.end + 2]
    return any(
        len(pair) == 2 and pair[0].isalnum() and pair[1] in _HYPHENS
        for pair in (before, behind[::-1])
    )


@lru_cache(maxsize=1024)
def _pattern(forms: frozenset[str]) -> re.Pattern[str]:
    """Return what finds any of some words or terms, the longest first."""
    ways = sorted(forms, key=lambda form: (-len(form), form))
    inner = "|".join(r"\s+".join(map(re.escape, way.split())) for way in ways)
    return re.compile(rf"(?<!\w)(?:{inner or '(?!)'})(?!\w)", re.IGNORECASE)
