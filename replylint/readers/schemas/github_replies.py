"""Replies of a repository for browser extensions (``.github/replies.yml``); Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from replylint.model.reply import Reply
from replylint.readers.building import About, Format, in_use, language_of, message, name_of
from replylint.readers.source import SourceError
from replylint.readers.source_file import SourceFile
from replylint.readers.tree import Record, records


def recognises(file: SourceFile) -> bool:
    """Return whether there is a list of replies, each a body with a name."""
    return any({"name", "body"} <= record.keys for record in _records(file))


def replies(file: SourceFile) -> Iterator[Reply | SourceError]:
    """Yield the body of each reply."""
    for record in _records(file):
        if in_use(record):
            about = About(name_of(record), language_of(record, file.language))
            yield from message(record.get("body"), about, Format.MARKDOWN)


def _records(file: SourceFile) -> Iterator[Record]:
    for root in file.roots:
        if isinstance(root, Record):
            yield from records(root.get("replies"))
