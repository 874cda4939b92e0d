"""A library of replies, one JSON object a line.

``text`` is the reply; ``id``, ``kind``, ``lang`` and ``context`` (the customer's message) may
stand beside it. Other keys, such as the labels of an evaluation set, are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from replylint.model.reply import Kind, Reply
from replylint.readers.codecs import json
from replylint.readers.source import SourceError
from replylint.readers.source_file import SourceFile
from replylint.readers.tree import Node, Record, Scalar, Text

_LINE = re.compile(r"[^\r\n]+")


def recognises(_: SourceFile) -> bool:
    """Return True: lines that can't be used are told one by one."""
    return True


def replies(file: SourceFile) -> Iterator[Reply | SourceError]:
    """Yield each line's reply, or what is wrong with the line; nothing for a blank one."""
    source = file.source
    for match in _LINE.finditer(source.text):
        if not match.group().strip():
            continue
        try:
            reply = _reply(json.parse(source.part(match.start(), match.end())))
        except SourceError as error:
            yield error
        else:
            if reply.text.strip():
                yield reply


def _reply(record: Node) -> Reply:
    """Return the reply of one line.

    Raises:
        SourceError: the line lacks a text, or a field can't be used.
    """
    if not isinstance(record, Record):
        raise SourceError("expected a JSON object with a “text”", offset=record.offset)
    text = record.get("text")
    if text is None:
        raise SourceError("the object has no “text”", offset=record.offset)
    if not isinstance(text, Text):
        raise SourceError("“text” is not a string", offset=text.offset)
    return Reply(
        text.content.text,
        text.content.source,
        kind=_kind(record),
        language=_optional(record, "lang"),
        name=_name(record),
        context=_optional(record, "context"),
        layers=text.layers,
    )


def _kind(record: Record) -> Kind:
    """Return what the line says the reply is; a library holds macros."""
    name = _optional(record, "kind")
    if name is None:
        return Kind.MACRO
    if name not in tuple(Kind):
        known = ", ".join(Kind)
        value = record.get("kind")
        raise SourceError(
            f"unknown kind “{name}” (known: {known})", offset=value.offset if value else None
        )
    return Kind(name)


def _name(record: Record) -> str | None:
    """Return the reply's name; a number may be one."""
    value = record.get("id")
    return record.text("id") if isinstance(value, Scalar) else _optional(record, "id")


def _optional(record: Record, key: str) -> str | None:
    """Return a string that may be missing or null."""
    value = record.get(key)
    if value is None or (isinstance(value, Scalar) and value.value is None):
        return None
    if not isinstance(value, Text):
        raise SourceError(f"“{key}” is not a string", offset=value.offset)
    return value.text or None
