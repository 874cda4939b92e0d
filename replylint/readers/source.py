"""Text that knows where it stands in its file: what codecs take and give."""

from __future__ import annotations

from msgspec import Struct

from replylint.model.places import Places, Runs, SourceMap, ranges


class SourceError(Exception):
    """A file, or a part of one, that is not in the form it should be.

    Args:
        message: what is wrong, fit to be shown to a user.
        offset: where, in code points of the decoded file; None when nothing was decoded.
        line: where, from 1, for what has no offset.
        column: where in that line, from 1, if that is known.
    """

    def __init__(
        self,
        message: str,
        *,
        offset: int | None = None,
        line: int | None = None,
        column: int | None = None,
    ) -> None:
        self.message = message
        self.offset = offset
        self.line = line
        self.column = column
        super().__init__(message)


class SourceText(Struct, frozen=True):
    """Decoded text with the place of each of its characters in the file."""

    text: str
    source: SourceMap

    @classmethod
    def whole(cls, text: str) -> SourceText:
        """Return the text of a whole file."""
        return cls(text, SourceMap.identity(0, len(text)))

    def part(self, start: int, end: int) -> SourceText:
        """Return the text from offset `start` to `end` of this text."""
        return SourceText(self.text[start:end], self.source.part(start, end))

    def offset(self, at: int) -> int:
        """Return the offset in the file of offset `at` of this text."""
        return self.source.point(at)


class Decoding:
    """What a layer inside a text decodes to, put together from the first character to the last.

    Args:
        source: the text.

    Attributes:
        length: of what was put together so far.
    """

    __slots__ = ("_pieces", "_source", "_spans", "length")

    def __init__(self, source: SourceText) -> None:
        self._source = source
        self._pieces: list[str] = []
        self._spans: list[tuple[int, int, int]] = []
        self.length = 0

    def run(self, start: int, end: int) -> None:
        """Add the characters between two offsets of the text, which stand for themselves."""
        if start < end:
            self._pieces.append(self._source.text[start:end])
            self._spans.append((start, end, 0))
            self.length += end - start

    def stand(self, decoded: str, start: int, end: int) -> None:
        """Add characters each of which stands for all that is between two offsets of the text.

        `end` is `start` for what has no characters of its own, such as the line end a tag means.
        """
        self._pieces.append(decoded)
        self._spans.append((start, end, len(decoded)))
        self.length += len(decoded)

    @property
    def text(self) -> str:
        """The characters so far."""
        return "".join(self._pieces)

    def done(self) -> SourceText:
        """Return the characters with their places."""
        return SourceText(self.text, SourceMap.later(self.places))

    def places(self) -> Places:
        """Return where the characters stand in the file."""
        source, known = self._source, self._source.source
        starts, ends = Runs(), Runs()
        for start, end, characters in self._spans:
            if characters:
                first = source.offset(start)
                last = known.ends[end - 1] if end > start else first
                for _ in range(characters):
                    starts.append(first)
                    ends.append(last)
            else:
                for run in ranges(known.starts, start, end):
                    starts.extend(run)
                for run in ranges(known.ends, start, end):
                    ends.extend(run)
        return starts, ends
