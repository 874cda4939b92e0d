"""Freshdesk and Freshservice canned responses: HTML with a copy in plain text."""

from __future__ import annotations

from collections.abc import Iterator

from replylint.model.reply import Reply
from replylint.readers.building import About, in_use, language_of, name_of, twins
from replylint.readers.source import SourceError
from replylint.readers.source_file import SourceFile

_LISTS = ("canned_responses", "responses", "canned_response")


def recognises(file: SourceFile) -> bool:
    """Return whether the records have their text as HTML."""
    return any("content_html" in record.keys for record in file.records(*_LISTS))


def replies(file: SourceFile) -> Iterator[Reply | SourceError]:
    """Yield each canned response."""
    for record in file.records(*_LISTS):
        if in_use(record):
            about = About(name_of(record), language_of(record, file.language))
            yield from twins(record.get("content_html"), record.get("content"), about)
