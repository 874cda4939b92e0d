"""Spans and positions. Inside replylint every offset counts code points of the decoded file."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable

from msgspec import Struct

from replylint.regex import Regex

# The line ends of the field's tools: LF, CRLF, CR. Not U+2028 and the like, which editors
# and code hosts don't count as lines.
_LINE_END = Regex(r"\r\n|\r|\n")


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

    __slots__ = ("_length", "_starts", "_text", "_wide")

    def __init__(self, text: str = "") -> None:
        self._starts = array("Q", [0])
        self._length = 0
        self._wide: dict[int, int] = {}
        self.extend(text)
        self._text: str | None = text

    def extend(self, text: str, places: Iterable[int] = ()) -> None:
        """Go on with the next part of the text, which doesn't start inside a line end.

        Args:
            text: the part.
            places: offsets in it whose `byte_column` will be asked for: the text isn't kept.
        """
        ahead = self._length
        self._starts.extend(ahead + match.end() for match in _LINE_END.finditer(text))
        self._length += len(text)
        self._text = None
        for place in places:
            more = self._more_bytes(text, place, ahead)
            if more:
                self._wide[ahead + place] = more

    def _more_bytes(self, text: str, place: int, ahead: int) -> int:
        """Return how many bytes more than characters a line of some text has before a place."""
        start = self._starts[bisect_right(self._starts, ahead + place) - 1] - ahead
        line = text[start:place]
        return 0 if line.isascii() else len(line.encode(errors="surrogatepass")) - len(line)

    @property
    def length(self) -> int:
        """The length of the text, in code points."""
        return self._length

    @property
    def ends(self) -> int:
        """How many line ends there are."""
        return len(self._starts) - 1

    @property
    def last_line(self) -> Span:
        """The last line; empty where the text ends with a line end."""
        return Span(self._starts[-1], self._length)

    def position(self, offset: int) -> Position:
        """Return the position of an offset; one past the end is allowed."""
        offset = max(0, min(offset, self._length))
        line = bisect_right(self._starts, offset)
        return Position(line, offset - self._starts[line - 1] + 1, offset)

    def byte_column(self, position: Position) -> int:
        """Return the column of a position in bytes of UTF-8, from 1."""
        if self._text is None:
            return position.column + self._wide.get(position.offset, 0)
        return position.column + self._more_bytes(self._text, position.offset, 0)
