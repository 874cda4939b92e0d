"""Zammad text modules, from its API, its translation site or a table; the text is HTML."""

from __future__ import annotations

from collections.abc import Iterator

from replylint.model.reply import Reply
from replylint.readers.building import About, in_use, language_of, message, name_of
from replylint.readers.source import SourceError
from replylint.readers.source_file import SourceFile

_OWN = frozenset({"keywords", "foreign_id"})


def recognises(file: SourceFile) -> bool:
    """Return whether the records have a content, and keywords or the id of another system."""
    return any(
        {"name", "content"} <= record.keys and record.keys & _OWN
        for record in file.records("text_modules")
    )


def replies(file: SourceFile) -> Iterator[Reply | SourceError]:
    """Yield the content of each text module in use."""
    for record in file.records("text_modules"):
        if in_use(record):
            about = About(name_of(record), language_of(record, file.language))
            yield from message(record.get("content"), about)
