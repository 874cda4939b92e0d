"""TOML with places: ``tomllib`` reads it, and its lines are looked for in the text."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping

from replylint.readers.source import SourceError
from replylint.readers.tree import Items, Node, Record, Scalar, Text

_HEADER = re.compile(r"^[ \t]*(\[\[?)([^\[\]\n]+)\]\]?[ \t]*(?:#.*)?$")
_ASSIGNED = re.compile(r"^[ \t]*((?:[\w. -]|\"[^\"\n]*\"|'[^'\n]*')+?)[ \t]*=")
_PART = re.compile(r"\"([^\"]*)\"|'([^']*)'|([\w-]+)")
_AT = re.compile(r"\(at line (\d+), column (\d+)\)|\(at end of document\)")

# By what ``tomllib`` says.
_ADVICE = {
    "Invalid value": '; a text needs quotes: kind = "macro"',
    "Expected '='": '; a key and its value are written key = "value"',
    "Expected ']'": "; a table is written [tool.replylint]",
    "Unclosed array": "; a “]” or a comma is missing",
    "Cannot overwrite": "; the key stands there twice",
    "Cannot declare": "; the table stands there twice",
    "Illegal character": "; the text has to end with its quote on the same line",
}


def table(text: str, *path: str) -> Node | None:
    """Return a table of a TOML file; None if there is none at the path.

    The offset of each value is where its key starts, or that of the value around it.

    Raises:
        SourceError: it isn't TOML.
    """
    try:
        value: object = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _broken(text, str(error)) from None
    for key in path:
        value = value.get(key) if isinstance(value, Mapping) else None
    return None if value is None else _Placed(text).node(value, path, 0)


def _broken(text: str, message: str) -> SourceError:
    place = _AT.search(message)
    words = message[: place.start()].strip() if place else message
    words += next((advice for sign, advice in _ADVICE.items() if sign in words), "")
    offset = len(text)
    if place and place[1]:
        lines = text.split("\n")
        offset = sum(len(line) + 1 for line in lines[: int(place[1]) - 1]) + int(place[2]) - 1
    return SourceError(f"broken TOML: {words}", offset=min(offset, len(text)))


class _Placed:
    """Puts places to the values of a text."""

    def __init__(self, text: str) -> None:
        self._places = _places(text)

    def node(self, value: object, path: tuple[str, ...], around: int) -> Node:
        """Return a value with its place, those inside it with theirs.

        Args:
            value: as ``tomllib`` gives it.
            path: its keys, and the numbers of the tables of a list.
            around: the offset of the value around it.
        """
        offset = self._places.get(path, around)
        if isinstance(value, Mapping):
            members = (
                (Text(key, self._places.get((*path, key), offset)), each, (*path, key))
                for key, each in value.items()
            )
            return Record(
                tuple((key, self.node(each, inner, offset)) for key, each, inner in members),
                offset,
            )
        if isinstance(value, list):
            inside = (
                self.node(each, (*path, str(number)), offset) for number, each in enumerate(value)
            )
            return Items(tuple(inside), offset)
        if isinstance(value, bool):
            return Scalar(value, offset)
        return Text(str(value), offset)


def _places(text: str) -> dict[tuple[str, ...], int]:
    """Return the offsets of headers and keys; the first of several counts."""
    found: dict[tuple[str, ...], int] = {}
    counts: Counter[tuple[str, ...]] = Counter()
    table: tuple[str, ...] = ()
    at = 0
    for line in text.split("\n"):
        content = line.rstrip("\r")
        indent = len(content) - len(content.lstrip())
        header = _HEADER.match(content)
        assigned = _ASSIGNED.match(content)
        if header:
            table = _keys(header[2])
            if header[1] == "[[":
                counts[table] += 1
                table = (*table, str(counts[table] - 1))
            found.setdefault(table, at + indent)
        elif assigned:
            found.setdefault((*table, *_keys(assigned[1])), at + indent)
        at += len(line) + 1
    return found


def _keys(dotted: str) -> tuple[str, ...]:
    return tuple(next(part for part in match.groups() if part is not None)
                 for match in _PART.finditer(dotted))  # fmt: skip
