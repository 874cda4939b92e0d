"""Reads the fields a configuration names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from replylint.model.reply import Reply
from replylint.readers.building import About, Format, language_of, message, name_of
from replylint.readers.field_mapping import Condition, FieldMapping, Step, parse_condition, steps
from replylint.readers.source import SourceError
from replylint.readers.source_file import SourceFile
from replylint.readers.tree import Items, Node, Record, Scalar, Text, children, walk

_Place = tuple[Node, Record | None]


def mapped(file: SourceFile, mappings: Sequence[FieldMapping]) -> Iterator[Reply | SourceError]:
    """Yield the replies of the fields, in the order of the mappings."""
    for mapping in mappings:
        for root in file.roots:
            yield from _field(file, root, mapping)


def _field(file: SourceFile, root: Node, mapping: FieldMapping) -> Iterator[Reply | SourceError]:
    conditions = [parse_condition(text) for text in mapping.where]
    for node, record in _found(root, _path(file, mapping.path)):
        if all(_met(condition, record) for condition in conditions):
            about = _about(file, record, mapping)
            for item in message(node, about, Format(mapping.format)):
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
    places: list[_Place] = [(root, root if isinstance(root, Record) else None)]
    for step in path:
        places = [place for node, record in places for place in _stepped(node, record, step)]
    yield from places


def _stepped(node: Node, record: Record | None, step: Step) -> Iterator[_Place]:
    if step.deep:
        for inner in walk(node):
            if isinstance(inner, Record):
                yield from _members(inner, step.key)
    elif step.key is not None:
        if isinstance(node, Record):
            yield from _members(node, step.key)
    elif step.index is not None:
        if isinstance(node, Items) and step.index < len(node.items):
            yield node.items[step.index], record
    else:
        within = node if isinstance(node, Record) else record
        yield from ((child, within) for child in children(node))


def _members(record: Record, key: str | None) -> Iterator[_Place]:
    yield from ((value, record) for name, value in record.members if name.text == key)


def _met(condition: Condition, record: Record | None) -> bool:
    found = [] if record is None else list(_found(record, condition.path))
    values = {_value(node).strip().lower() for node, _ in found}
    return bool(values & condition.values) is not condition.negated


def _value(node: Node) -> str:
    """Return a value as conditions write it."""
    if isinstance(node, Text):
        return node.text
    if isinstance(node, Scalar):
        number = isinstance(node.value, float)
        return f"{node.value:.15g}" if number else str(node.value).lower()
    return ""


def _about(file: SourceFile, record: Record | None, mapping: FieldMapping) -> About:
    language = mapping.language or file.language
    name = None
    if record is not None:
        language = _text(record, mapping.locale) or mapping.language
        language = language or language_of(record, file.language)
        name = _text(record, mapping.name) or name_of(record)
    return About(name, language, mapping.kind)


def _text(record: Record, path: str | None) -> str | None:
    """Return the text a path leads to within a record; None without one."""
    found = [] if path is None else list(_found(record, steps(path)))
    return next((_value(node) for node, _ in found if _value(node)), None)


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
