"""Kustomer shortcuts: Markdown in the draft of each."""

from __future__ import annotations

from collections.abc import Iterator

from replylint.model.reply import Reply
from replylint.readers.building import (
    About,
    Format,
    fragment,
    in_use,
    language_of,
    message,
    name_of,
)
from replylint.readers.source import SourceError
from replylint.readers.source_file import SourceFile
from replylint.readers.tree import Record


def recognises(file: SourceFile) -> bool:
    """Return whether the records have attributes with a draft."""
    return any(True for _ in _shortcuts(file))


def replies(file: SourceFile) -> Iterator[Reply | SourceError]:
    """Yield subject and text of each shortcut in use."""
    for attributes, draft in _shortcuts(file):
        if in_use(attributes):
            about = About(name_of(attributes), language_of(attributes, file.language))
            yield from fragment(draft.get("subject"), about)
            yield from message(draft.get("text"), about, Format.MARKDOWN)


def _shortcuts(file: SourceFile) -> Iterator[tuple[Record, Record]]:
    for record in file.records("data"):
        attributes = record.get("attributes")
        draft = attributes.get("draft") if isinstance(attributes, Record) else None
        if isinstance(attributes, Record) and isinstance(draft, Record) and "text" in draft.keys:
            yield attributes, draft
