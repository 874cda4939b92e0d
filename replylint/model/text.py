"""Spans and positions. Inside replylint every offset counts code points of the decoded file."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from msgspec import Struct

# The line ends of the field's tools: LF, CRLF, CR. Not U+2028 and the like, which editors
# and code hosts don't count as lines.
_LINE_END = re.compile(r"\r\n|\r|\n")


class Span(Struct, frozen=True, order=True):
    """A stretch of text: offsets in code points, `end` exclusive."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def overlap(self, other: Span) -> int:
        """Return how many code points both spans cover."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def covers(self, other: Span) -> bool:
        """Return whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def join(self, other: Span) -> Span:
        """Return the smallest span that covers both."""
        return Span(min(self.start, other.start), max(self.end, other.end))


class Position(Struct, frozen=True):
    """A place in a file: line and column from 1, offset from 0, all in code points."""

    line: int
    column: int
    offset: int


class LineIndex:
    """Turns offsets of one text into positions.

    Args:
        text: the decoded file, without its byte order mark.
    """

    __slots__ = ("_length", "_starts")

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
        self._length = len(text)

    def position(self, offset: int) -> Position:
        """Return the position of an offset; one past the end is allowed."""
        offset = max(0, min(offset, self._length))
        line = bisect_right(self._starts, offset)
        return Position(line, offset - self._starts[line - 1] + 1, offset)


class SourceMap(Struct, frozen=True):
    r"""Where each character of a reply stands in the decoded file.

    `starts[i]` and `ends[i]` bound the source of the reply's character `i`; an escape such as
    ``\u00e9`` is one character of the reply and six of the source.
    """

    starts: Sequence[int]
    ends: Sequence[int]

    @classmethod
    def identity(cls, start: int, length: int) -> SourceMap:
        """Map a reply that stands in the file as it is, from offset `start`."""
        return cls(range(start, start + length), range(start + 1, start + length + 1))

    def span(self, span: Span) -> Span:
        """Return the source span of a span of the reply."""
        if not self.starts:
            return Span(0, 0)
        if span.start == span.end:
            at = self.point(span.start)
            return Span(at, at)
        return Span(self.starts[span.start], self.ends[span.end - 1])

    def point(self, offset: int) -> int:
        """Return the source offset of a place between two characters of the reply."""
        if not self.starts:
            return 0
        if offset < len(self.starts):
            return self.starts[offset]
        return self.ends[-1]

    def part(self, start: int, end: int) -> SourceMap:
        """Return the map of the characters from offset `start` to `end`."""
        return SourceMap(self.starts[start:end], self.ends[start:end])
