"""Places in the file for spans of a reply, and for what was found in it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from replylint.model.finding import Finding, Gap
from replylint.model.reply import Document, Reply
from replylint.model.report import FileReport, ReplyReport
from replylint.model.text import Position, Span


class Locator:
    """Says where in a document something of one of its replies stands."""

    def __init__(self, document: Document) -> None:
        self._lines = document.lines()

    def span(self, reply: Reply, span: Span) -> tuple[Position, Position]:
        """Return where a span of the reply starts and ends in the file, the end exclusive."""
        source = reply.source.span(span)
        return self._lines.position(source.start), self._lines.position(source.end)

    def point(self, reply: Reply, offset: int) -> Position:
        """Return where in the file a place between two characters of the reply is."""
        return self._lines.position(reply.source.point(offset))

    def byte_column(self, position: Position) -> int:
        """Return the column of a position of something that was found, in bytes of UTF-8."""
        return self._lines.byte_column(position)


class Placed(Struct, frozen=True):
    """A finding or gap with its place in the file.

    Attributes:
        reply: the report of the reply it is in.
        start: where it starts.
        end: where it ends, exclusive; for a gap the same as `start`.
    """

    document: Document
    reply: ReplyReport
    item: Finding | Gap
    start: Position
    end: Position


def placed(file: FileReport, locator: Locator | None = None) -> Iterator[Placed]:
    """Yield what was found in a file, reply by reply, each in the order of the text."""
    locator = locator or Locator(file.document)
    for reply in file.replies:
        yield from placed_in(reply, file, locator)


def placed_in(reply: ReplyReport, file: FileReport, locator: Locator) -> list[Placed]:
    """Return what was found in a reply of a file, in the order of the text."""
    found = [
        Placed(file.document, reply, each, *locator.span(reply.reply, each.span))
        for each in reply.findings
    ]
    for gap in reply.gaps:
        at = locator.point(reply.reply, gap.insert_at)
        found.append(Placed(file.document, reply, gap, at, at))
    return sorted(found, key=lambda each: each.start.offset)
