"""Reads the fields a configuration names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from replylint.model.reply import Reply
from replylint.readers.building import About, Format, language_of, message, name_of
from replylint.readers.field_mapping import Condition, FieldMapping, Step, parse_condition, steps
from replylint.readers.source import SourceError
from replylint.readers.source_file import SourceFile
from replylint.readers.tree import Items, Node, Record, Scalar, Text, children, walk


class _Place(NamedTuple):
    """A value, the record it is a field of, and its key if any of them was taken."""

    node: Node
    record: Record | None = None
    key: str | None = None


def mapped(file: SourceFile, mappings: Sequence[FieldMapping]) -> Iterator[Reply | SourceError]:
    """Yield the replies of the fields, in the order of the file."""
    for root in file.roots:
        found = [item for mapping in mappings for item in _field(file, root, mapping)]
        yield from sorted(found, key=_place)


def _place(item: Reply | SourceError) -> int:
    return item.source.point(0) if isinstance(item, Reply) else item.offset or 0


def _field(file: SourceFile, root: Node, mapping: FieldMapping) -> Iterator[Reply | SourceError]:
    conditions = [parse_condition(text) for text in mapping.where]
    for place in _found(root, _path(file, mapping.path)):
        if not all(_met(condition, place.record) for condition in conditions):
            continue
        for item in message(place.node, _about(file, place, mapping), Format(mapping.format)):
            if isinstance(item, Reply) and mapping.split is not None:
                yield from _split(item, re.compile(mapping.split))
            else:
                yield item


def _path(file: SourceFile, path: str) -> tuple[Step, ...]:
    """Return the steps to a field; a column is one of every row."""
    if file.suffix in (".csv", ".tsv"):
        return (Step(), Step(path.removeprefix("$").removeprefix("[*]").removeprefix(".")))
    return steps(path)


def _found(root: Node, path: Sequence[Step]) -> Iterator[_Place]:
    """Yield the values a path leads to, each with the record it is a field of."""
    places = [_Place(root, root if isinstance(root, Record) else None)]
    for step in path:
        places = [found for place in places for found in _stepped(place, step)]
    yield from places


def _stepped(place: _Place, step: Step) -> Iterator[_Place]:
    node = place.node
    if step.deep:
        for inner in walk(node):
            yield from _members(inner, step.key)
    elif step.key is not None:
        yield from _members(node, step.key)
    elif step.index is not None:
        items = node.items if isinstance(node, Items) else ()
        yield from (_Place(item, place.record) for item in items[step.index : step.index + 1])
    elif isinstance(node, Record):
        yield from (_Place(value, node, name.text) for name, value in node.members)
    else:
        yield from (_Place(child, place.record) for child in children(node))


def _members(node: Node, key: str | None) -> Iterator[_Place]:
    members = node.members if isinstance(node, Record) else ()
    record = node if isinstance(node, Record) else None
    yield from (_Place(value, record) for name, value in members if name.text == key)


def _met(condition: Condition, record: Record | None) -> bool:
    found = [] if record is None else list(_found(record, condition.path))
    values = {_value(place.node).strip().lower() for place in found}
    return bool(values & condition.values) is not condition.negated


def _value(node: Node) -> str:
    """Return a value as conditions write it."""
    if isinstance(node, Text):
        return node.text
    if isinstance(node, Scalar):
        number = isinstance(node.value, float)
        return f"{node.value:.15g}" if number else str(node.value).lower()
    return ""


def _about(file: SourceFile, place: _Place, mapping: FieldMapping) -> About:
    record = place.record
    if record is None:
        return About(place.key, mapping.language or file.language, mapping.kind)
    language = _text(record, mapping.locale) or mapping.language
    return About(
        _text(record, mapping.name) or place.key or name_of(record),
        language or language_of(record, file.language),
        mapping.kind,
    )


def _text(record: Record, path: str | None) -> str | None:
    """Return the text a path leads to within a record; None without one."""
    found = [] if path is None else list(_found(record, steps(path)))
    return next((_value(place.node) for place in found if _value(place.node)), None)


def _split(reply: Reply, pattern: re.Pattern[str]) -> Iterator[Reply]:
    """Yield the replies between the matches of a pattern, numbered if there are several."""
    matches = [match.span() for match in pattern.finditer(reply.text)]
    starts = [0, *(end for _, end in matches)]
    ends = [*(start for start, _ in matches), len(reply.text)]
    parts = [
        (start, end)
        for start, end in zip(starts, ends, strict=True)
        if reply.text[start:end].strip()
    ]
    for number, (start, end) in enumerate(parts, 1):
        name = f"{reply.name} ({number})" if reply.name else str(number)
        yield replace(
            reply,
            text=reply.text[start:end],
            source=reply.source.part(start, end),
            name=name if len(parts) > 1 else reply.name,
        )
