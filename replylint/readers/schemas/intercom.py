"""Intercom macros: HTML with a copy in plain text, or the blocks they are made of."""

from __future__ import annotations

from collections.abc import Iterator

from replylint.model.reply import Reply
from replylint.readers.building import (
    About,
    Format,
    in_use,
    language_of,
    message,
    name_of,
    twins,
)
from replylint.readers.source import SourceError
from replylint.readers.source_file import SourceFile
from replylint.readers.tree import Record, records


def recognises(file: SourceFile) -> bool:
    """Return whether the records are macros."""
    return any(_is_macro(record) for record in file.records("data"))


def _is_macro(record: Record) -> bool:
    return {"body", "body_text"} <= record.keys or any(
        {"type", "text"} <= block.keys for block in records(record.get("blocks"))
    )


def replies(file: SourceFile) -> Iterator[Reply | SourceError]:
    """Yield each macro; one without a body by its blocks, where it has no other text."""
    for record in file.records("data"):
        if not in_use(record):
            continue
        about = About(name_of(record), language_of(record, file.language))
        found = list(twins(record.get("body"), record.get("body_text"), about))
        yield from found
        if not found:
            for block in records(record.get("blocks")):
                yield from message(block.get("text"), about, Format.HTML)
