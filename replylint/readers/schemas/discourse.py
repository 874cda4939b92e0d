"""Discourse canned replies: exported as JSON, or as the plugin's locale file; Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from replylint.model.reply import Reply
from replylint.readers.building import About, Format, in_use, language_of, message, name_of
from replylint.readers.source import SourceError
from replylint.readers.source_file import SourceFile
from replylint.readers.tree import Node, Record, records


def recognises(file: SourceFile) -> bool:
    """Return whether the file is an export, or one of a language with replies in it."""
    return any(True for _ in _localised(file)) or any(
        {"title", "content"} <= record.keys and isinstance(root, Record)
        for root in file.roots
        for record in _exported(root)
    )


def replies(file: SourceFile) -> Iterator[Reply | SourceError]:
    """Yield each canned reply."""
    for language, key, record in _localised(file):
        about = About(record.text("title") or key, language)
        yield from message(record.get("body"), about, Format.MARKDOWN)
    for root in file.roots:
        for record in _exported(root):
            if in_use(record):
                about = About(name_of(record), language_of(record, file.language))
                yield from message(record.get("content"), about, Format.MARKDOWN)


def _exported(root: Node) -> Iterator[Record]:
    if isinstance(root, Record):
        yield from records(root.get("replies", "templates"))


def _localised(file: SourceFile) -> Iterator[tuple[str, str, Record]]:
    """Yield language, key and record of the replies of a locale file."""
    for root in file.roots:
        for language, texts in root.members if isinstance(root, Record) else ():
            found = texts.get("replies") if isinstance(texts, Record) else None
            for key, record in found.members if isinstance(found, Record) else ():
                if isinstance(record, Record) and {"title", "body"} <= record.keys:
                    yield language.text, key.text, record
