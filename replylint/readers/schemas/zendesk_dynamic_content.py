"""Zendesk dynamic content: texts by language that macros refer to."""

from __future__ import annotations

from collections.abc import Iterator

from replylint.model.reply import Kind, Reply
from replylint.readers.building import About, in_use, language_of, message, name_of
from replylint.readers.source import SourceError
from replylint.readers.source_file import SourceFile
from replylint.readers.tree import Record, records


def recognises(file: SourceFile) -> bool:
    """Return whether there are variants, each a content with its locale."""
    return any(
        "content" in variant.keys and variant.keys & {"locale_id", "locale"}
        for _, variant in _variants(file)
    )


def replies(file: SourceFile) -> Iterator[Reply | SourceError]:
    """Yield the variants in use. They may be parts of a message, so nothing is missed in them."""
    for item, variant in _variants(file):
        if in_use(variant):
            language = language_of(variant, file.language)
            about = About(name_of(item), language, Kind.FRAGMENT)
            yield from message(variant.get("content"), about)


def _variants(file: SourceFile) -> Iterator[tuple[Record, Record]]:
    for item in file.records("items", "item"):
        found = list(records(item.get("variants")))
        yield from ((item, variant) for variant in found or [item])
