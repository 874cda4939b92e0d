"""Canned responses of Twilio Flex: plain texts by section."""

from __future__ import annotations

from collections.abc import Iterator

from replylint.model.reply import Reply
from replylint.readers.building import About, Format, language_of, message, name_of
from replylint.readers.source import SourceError
from replylint.readers.source_file import SourceFile
from replylint.readers.tree import Record, records


def recognises(file: SourceFile) -> bool:
    """Return whether there are categories with responses."""
    return any("text" in response.keys for response in _responses(file))


def replies(file: SourceFile) -> Iterator[Reply | SourceError]:
    """Yield each response."""
    for response in _responses(file):
        about = About(name_of(response), language_of(response, file.language))
        yield from message(response.get("text"), about, Format.PLAIN)


def _responses(file: SourceFile) -> Iterator[Record]:
    for root in file.roots:
        for category in records(root.get("categories") if isinstance(root, Record) else None):
            yield from records(category.get("responses"))
