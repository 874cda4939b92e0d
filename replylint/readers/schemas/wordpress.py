"""Predefined replies of the WordPress forums: one file a language, HTML without paragraphs."""

from __future__ import annotations

from collections.abc import Iterator

from replylint.model.reply import Reply
from replylint.readers.building import About, message, name_of
from replylint.readers.source import SourceError
from replylint.readers.source_file import SourceFile
from replylint.readers.tree import Record


def recognises(file: SourceFile) -> bool:
    """Return whether each value is a label with its content."""
    found = [member for root in file.roots for member in _members(root)]
    return bool(found) and all({"label", "content"} <= record.keys for record in found)


def replies(file: SourceFile) -> Iterator[Reply | SourceError]:
    """Yield each content; of a key that comes twice both are read."""
    for root in file.roots:
        for record in _members(root):
            yield from message(record.get("content"), About(name_of(record), file.language))


def _members(root: object) -> Iterator[Record]:
    if isinstance(root, Record):
        yield from (value for _, value in root.members if isinstance(value, Record))
