"""Passages of a configuration that are written in the language of rules.

They are handed on as they are, each value with its place: whoever reads rules reads them too.
"""

from __future__ import annotations

import json
from collections.abc import Callable

from msgspec import Struct

from replylint.model.text import LineIndex
from replylint.readers.tree import Items, Node, Record


class Passage(Struct, frozen=True):
    """One key of a configuration with its value.

    Attributes:
        path: the file as it is shown.
        text: JSON: ``[line, column, value]``, the value a text, a list of such triples, or
            ``{"members": [[key, value], …]}`` with triples for both.
    """

    path: str
    text: str

    @property
    def plain(self) -> object:
        """The value without places, as it is shown to people."""
        ((_, value),) = json.loads(self.text)[2]["members"]
        return _plain(value)


def passage(
    key: str, node: Node, path: str, lines: LineIndex, string: Callable[[Node], str]
) -> Passage:
    """Return a key and its value as a passage.

    Args:
        key: as written.
        node: the value.
        path: the file as it is shown.
        lines: where the lines of the file are.
        string: returns a scalar as it is written.
    """

    def placed(value: Node, content: object) -> list[object]:
        place = lines.position(value.offset)
        return [place.line, place.column, content]

    def written(value: Node) -> list[object]:
        if isinstance(value, Record):
            members = [[placed(name, name.text), written(each)] for name, each in value.members]
            return placed(value, {"members": members})
        if isinstance(value, Items):
            return placed(value, [written(each) for each in value.items])
        return placed(value, string(value))

    whole = placed(node, {"members": [[placed(node, key), written(node)]]})
    return Passage(path, json.dumps(whole, ensure_ascii=False))


def _plain(triple: list[object]) -> object:
    content = triple[2]
    if isinstance(content, dict):
        return {key[2]: _plain(value) for key, value in content["members"]}
    if isinstance(content, list):
        return [_plain(each) for each in content]
    return content
