"""Chatwoot canned responses, as JSON or as a table; the text is Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from replylint.model.reply import Reply
from replylint.readers.building import About, Format, in_use, language_of, message
from replylint.readers.source import SourceError
from replylint.readers.source_file import SourceFile


def recognises(file: SourceFile) -> bool:
    """Return whether the records have a content with a short code."""
    return any({"short_code", "content"} <= record.keys for record in file.records("payload"))


def replies(file: SourceFile) -> Iterator[Reply | SourceError]:
    """Yield the content of each canned response."""
    for record in file.records("payload"):
        if in_use(record):
            about = About(record.text("short_code"), language_of(record, file.language))
            yield from message(record.get("content"), about, Format.MARKDOWN)
