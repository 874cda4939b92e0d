"""Fixtures of Django apps such as django-helpdesk: mails as HTML with a plain copy."""

from __future__ import annotations

from collections.abc import Iterator

from replylint.model.reply import Kind, Reply
from replylint.readers.building import (
    About,
    fragment,
    in_use,
    language_of,
    message,
    name_of,
    twins,
)
from replylint.readers.source import SourceError
from replylint.readers.source_file import SourceFile
from replylint.readers.tree import Record

_TEXTS = ("plain_text", "body", "content", "text", "response", "message")
_OWN = frozenset({"html", *_TEXTS})


def recognises(file: SourceFile) -> bool:
    """Return whether the records have a model and fields with a text among them."""
    return any(fields.keys & _OWN for fields in _fields(file))


def replies(file: SourceFile) -> Iterator[Reply | SourceError]:
    """Yield subject, heading and text of each record."""
    for fields in _fields(file):
        if not in_use(fields):
            continue
        kind = Kind.EMAIL if "subject" in fields.keys else Kind.MACRO
        about = About(name_of(fields), language_of(fields, file.language), kind)
        yield from fragment(fields.get("subject"), about)
        yield from fragment(fields.get("heading"), about)
        if "html" in fields.keys:
            yield from twins(fields.get("html"), fields.get(*_TEXTS), about)
        else:
            yield from message(fields.get(*_TEXTS), about)


def _fields(file: SourceFile) -> Iterator[Record]:
    for record in file.records():
        fields = record.get("fields")
        if "model" in record.keys and isinstance(fields, Record):
            yield fields
