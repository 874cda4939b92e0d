"""Text that knows where it stands in its file: what codecs take and give."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from msgspec import Struct

from replylint.model.text import SourceMap


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

    def decoded(self, text: str, starts: Sequence[int], ends: Sequence[int]) -> SourceText:
        """Return what a layer inside this text decodes to.

        Args:
            text: the decoded characters.
            starts: for each of them, the offset in this text where it starts.
            ends: for each of them, the offset in this text where it ends. It is the start of
                what has no characters of its own, such as the line end a tag stands for.
        """
        outer = self.source
        if isinstance(outer.starts, range) and outer.starts == range(len(self.text)):
            # The text of the whole file: nothing to translate.
            return SourceText(text, SourceMap(starts, ends))
        bounds = zip(starts, ends, strict=True)
        return SourceText(
            text,
            SourceMap(
                array("I", map(self.offset, starts)),
                array(
                    "I",
                    (outer.ends[b - 1] if b > a else self.offset(a) for a, b in bounds),
                ),
            ),
        )

    def offset(self, at: int) -> int:
        """Return the offset in the file of offset `at` of this text."""
        return self.source.point(at)
