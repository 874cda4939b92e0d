"""The part of a sentence to show around a span, in lines that fit.

Widths are those of terminal cells: an emoji or a CJK character takes two.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from replylint.model.text import Span
from replylint.regex import Regex
from replylint.writers.layout.visible import cells, visible

_WORD = Regex(r"\S+\s*|\s+")
_ELLIPSIS = "…"


class ExcerptLine(Struct, frozen=True):
    """One line of an excerpt.

    Attributes:
        text: what to show, without line ends or control characters.
        marked: the part of `text` that belongs to the span; empty when none does.
    """

    text: str
    marked: Span

    @property
    def before(self) -> int:
        """Cells before the marked part."""
        return cells(self.text[: self.marked.start])

    @property
    def width(self) -> int:
        """Cells of the marked part."""
        return cells(self.text[self.marked.start : self.marked.end])


def excerpt(text: str, sentence: Span, span: Span, width: int, lines: int = 3) -> list[ExcerptLine]:
    """Return the sentence around a span, shortened to what fits.

    Args:
        text: the whole reply.
        width: cells a line may take.
        lines: how many lines may be used.
    """
    sentence = _trimmed(text, sentence.join(span))
    shown = _shown(text, sentence, span, width * lines - width // 2)
    body = visible(text[shown.start : shown.end])
    head = _ELLIPSIS if shown.start > sentence.start else ""
    tail = _ELLIPSIS if shown.end < sentence.end else ""
    start = max(span.start, shown.start) - shown.start + len(head)
    end = min(span.end, shown.end) - shown.start + len(head)
    return list(_wrapped(head + body + tail, Span(start, max(start, end)), width))


def _trimmed(text: str, span: Span) -> Span:
    """Return a span without the white space at its ends."""
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))


def _shown(text: str, sentence: Span, span: Span, room: int) -> Span:
    """Return the part of the sentence that fits into so many cells, the span in its middle."""
    if cells(text[sentence.start : sentence.end]) <= room:
        return sentence
    spare = max(0, room - cells(text[span.start : span.end])) // 2
    start = max(sentence.start, span.start - spare)
    end = min(sentence.end, max(span.end + spare, start + room))
    if end - start > room:
        end = start + room
    return Span(_word_start(text, start, span.start), _word_end(text, end, span.end))


def _word_start(text: str, start: int, limit: int) -> int:
    """Return the start of the first whole word from `start`, at most `limit`."""
    while start < limit and not text[start - 1 : start].isspace():
        start += 1
    return start


def _word_end(text: str, end: int, limit: int) -> int:
    """Return the end of the last whole word before `end`, at least `limit` if that fits."""
    least = min(end, limit)
    while end > least and not text[end : end + 1].isspace():
        end -= 1
    return end


def _wrapped(text: str, span: Span, width: int) -> Iterator[ExcerptLine]:
    """Yield the lines of a text, broken between words, with their parts of the span."""
    for line in _lines(text, width):
        content = text[line.start : line.end].rstrip()
        end = line.start + len(content)
        marked = Span(
            min(max(span.start, line.start), end) - line.start,
            min(max(span.end, line.start), end) - line.start,
        )
        yield ExcerptLine(content, marked)


def _lines(text: str, width: int) -> Iterator[Span]:
    """Yield the stretches of a text that fit a line; a word longer than a line is cut."""
    start = end = used = 0
    for word in _words(text, width):
        size = cells(text[word.start : word.end].rstrip())
        if used + size > width and end > start:
            yield Span(start, end)
            start, used = end, 0
        end = word.end
        used += cells(text[word.start : word.end])
    if end > start:
        yield Span(start, end)


def _words(text: str, width: int) -> Iterator[Span]:
    """Yield the words of a text with the space after them, none longer than a line."""
    # Half the width, as each character may take two cells.
    most = max(1, width // 2)
    for match in _WORD.finditer(text):
        start, end = match.span()
        if cells(match.group().rstrip()) <= width:
            yield Span(start, end)
            continue
        for at in range(start, end, most):
            yield Span(at, min(at + most, end))
