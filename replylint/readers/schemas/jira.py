"""Canned responses of the Jira Server app: wiki markup, also by the key of their user."""

from __future__ import annotations

from collections.abc import Iterator

from replylint.model.reply import Reply
from replylint.readers.building import About, Format, in_use, language_of, message, name_of
from replylint.readers.source import SourceError
from replylint.readers.source_file import SourceFile
from replylint.readers.tree import Node, Record, records


def recognises(file: SourceFile) -> bool:
    """Return whether there are records with the text of a template."""
    return any(
        "templateText" in record.keys or any(key.startswith("USER.") for key in record.keys)
        for record in file.records()
    )


def replies(file: SourceFile) -> Iterator[Reply | SourceError]:
    """Yield each template."""
    for root in file.roots:
        for record in _records(root):
            if in_use(record):
                about = About(name_of(record), language_of(record, file.language))
                text = record.get("templateText", "content")
                yield from message(text, about, Format.PLAIN)


def _records(root: Node) -> Iterator[Record]:
    """Yield the templates, those of users too."""
    for record in records(root):
        if "templateText" in record.keys:
            yield record
        for name, value in record.members:
            if name.text.startswith("USER."):
                yield from records(value)
