"""Places in the file for spans of a reply."""

from __future__ import annotations

from replylint.model.reply import Document, Reply
from replylint.model.text import LineIndex, Position, Span


class Locator:
    """Says where in a document something of one of its replies stands."""

    def __init__(self, document: Document) -> None:
        self._lines = LineIndex(document.text)

    def span(self, reply: Reply, span: Span) -> tuple[Position, Position]:
        """Return where a span of the reply starts and ends in the file, the end exclusive."""
        source = reply.source.span(span)
        return self._lines.position(source.start), self._lines.position(source.end)

    def point(self, reply: Reply, offset: int) -> Position:
        """Return where in the file a place between two characters of the reply is."""
        return self._lines.position(reply.source.point(offset))
