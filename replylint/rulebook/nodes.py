"""Reads YAML with the place of every value, and gathers faults instead of stopping at one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

import yaml
from msgspec import Struct, field

from replylint.model.errors import Fault, hint
from replylint.model.text import LineIndex
from replylint.readers.source import SourceError
from replylint.readers.yaml_events import events

__all__ = ["MAX_DEPTH", "Faults", "Node", "compose", "hint", "placed"]

# Deeper nesting than any rule needs.
MAX_DEPTH = 40
# More values than a file of any use has, those behind aliases counted each time.
MAX_VALUES = 200_000
MAX_FAULTS = 500


class Faults(Struct):
    """The faults of one run over rule files, each once; so many at most, to be fixed first."""

    items: list[Fault] = field(default_factory=list)
    _known: set[Fault] = field(default_factory=set)

    def add(self, fault: Fault) -> None:
        """Add a fault, unless it is known already."""
        if fault not in self._known and len(self.items) < MAX_FAULTS:
            self._known.add(fault)
            self.items.append(fault)


class Node(Struct, frozen=True, eq=False):
    """A YAML value and where it stands; readers of it record faults and go on with a default.

    Attributes:
        value: a text, the items of a list, or the keys and values of a mapping.
        path: the file, as it is shown.
        line, column: where it starts, from 1, in code points.
        style: how it is written: “plain”, “quoted”, “block” or “flow” (in brackets).
    """

    value: str | tuple[Node, ...] | tuple[tuple[Node, Node], ...]
    mapping: bool
    path: str
    line: int
    column: int
    style: str
    faults: Faults

    def fault(self, message: str) -> None:
        """Record a fault at this value."""
        self.faults.add(Fault(self.path, self.line, self.column, message))

    def entries(self) -> Iterator[tuple[Node, Node]]:
        """Yield key and value nodes of a mapping, the first of each key; nothing if it is none."""
        seen: set[object] = set()
        for key, value in self.pairs:
            if key.value not in seen:
                seen.add(key.value)
                yield key, value

    @property
    def pairs(self) -> Sequence[tuple[Node, Node]]:
        """All keys and values of a mapping; none if it is none."""
        return self.value if self.mapping else ()  # type: ignore[return-value]  # `mapping` tells

    def parts(self) -> dict[str, Node]:
        """Return a mapping's values by key; what isn't known there has been checked before."""
        return {key.value: value for key, value in self.entries() if isinstance(key.value, str)}

    def items(self) -> Sequence[Node]:
        """Return the items of a list; any other value is a list of itself."""
        return self.value if self.is_list() else (self,)  # type: ignore[return-value]  # as above

    def text(self) -> str:
        """Return a scalar as text, as it is written; empty if it is none."""
        return self.value if isinstance(self.value, str) else ""

    def texts(self) -> list[str]:
        """Return a list of texts, or one text as a list."""
        return [item.text() for item in self.items()]

    def truth(self) -> bool:
        """Return a yes or no; no for anything else."""
        return TRUTHS.get(self.text().lower(), False)

    def choice(self, allowed: Sequence[str]) -> str:
        """Return one of some words; the first of them if it is none."""
        value = self.text()
        return value if value in allowed else allowed[0]

    def is_mapping(self) -> bool:
        """Return whether it is a mapping."""
        return self.mapping

    def is_list(self) -> bool:
        """Return whether it is a list."""
        return not self.mapping and not isinstance(self.value, str)

    def is_nothing(self) -> bool:
        """Return whether a key stands there without a value."""
        return self.style == "plain" and self.value in ("", "~", "null")

    def plain(self) -> object:
        """Return the value as plain Python data."""
        if self.mapping:
            return {key: value.plain() for key, value in self.parts().items()}
        return [item.plain() for item in self.items()] if self.is_list() else self.value


TRUTHS = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}


def compose(text: str, path: str, faults: Faults) -> Node | None:
    """Parse a YAML document; a syntax error is a fault. None for an empty or broken one."""
    builder = _Builder(path, faults)
    try:
        for event in events(text, MAX_DEPTH):
            builder.take(event)
    except SourceError as error:
        place = LineIndex(text).position(error.offset or 0)
        faults.add(Fault(path, place.line, place.column, error.message))
        return None
    if not builder.roots:
        faults.add(Fault(path, 1, 1, "an empty file; write “rules”, “sets” or “cues” into it"))
        return None
    return builder.roots[0]


def placed(text: str, path: str, faults: Faults) -> Node:
    """Return the values of a passage of a configuration (`replylint.config.passages`)."""
    return _placed(json.loads(text), path, faults)


def _placed(triple: list[Any], path: str, faults: Faults) -> Node:
    line, column, content = triple
    value: Any = content
    if isinstance(content, dict):
        value = tuple(
            (_placed(key, path, faults), _placed(each, path, faults))
            for key, each in content["members"]
        )
    elif isinstance(content, list):
        value = tuple(_placed(each, path, faults) for each in content)
    style = "plain" if isinstance(content, str) else "block"
    return Node(value, isinstance(content, dict), path, line, column, style, faults)


class _Open(Struct):
    """A list or mapping whose end has not come yet; keys and values of a mapping alternate."""

    event: Any
    before: int
    nodes: list[Node] = field(default_factory=list)


class _Builder:
    """Makes nodes of the parser's events."""

    def __init__(self, path: str, faults: Faults) -> None:
        self.roots: list[Node] = []
        self._path = path
        self._faults = faults
        self._open: list[_Open] = []
        self._anchored: dict[str, tuple[Node, int]] = {}
        self._count = 0

    def take(self, event: Any) -> None:  # noqa: ANN401 - an event of the parser
        """Take the next event.

        Raises:
            SourceError: it can't be part of such a file.
        """
        if isinstance(event, yaml.ScalarEvent):
            _untagged(event)
            style = "quoted" if event.style else "plain"
            self._put(self._node(event.value, event, style), event.anchor, 1)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._start(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            opened = self._open.pop()
            self._put(self._closed(opened), opened.event.anchor, self._count - opened.before)
        elif isinstance(event, yaml.AliasEvent):
            self._put(*self._alias(event))
        elif isinstance(event, yaml.DocumentStartEvent) and self.roots:
            raise _refused(event, "a second document begins here; put it in a file of its own")

    def _start(self, event: yaml.CollectionStartEvent) -> None:
        _untagged(event)
        self._open.append(_Open(event, self._count))

    def _put(self, node: Node, anchor: str | None, size: int) -> None:
        """Add a value to what is open, and remember it if it has a name.

        Args:
            node: the value.
            anchor: its name.
            size: how many values it is, those inside it included.
        """
        if anchor is not None:
            self._anchored[anchor] = node, size
        (self._open[-1].nodes if self._open else self.roots).append(node)

    def _closed(self, opened: _Open) -> Node:
        mapping = isinstance(opened.event, yaml.MappingStartEvent)
        nodes = tuple(opened.nodes)
        value = tuple(zip(nodes[::2], nodes[1::2], strict=True)) if mapping else nodes
        style = "flow" if opened.event.flow_style else "block"
        return self._node(value, opened.event, style, mapping=mapping)

    def _alias(self, event: yaml.AliasEvent) -> tuple[Node, None, int]:
        name = event.anchor or ""
        if name not in self._anchored:
            raise _refused(
                event,
                f"no value above is named “&{name}”; a text that starts with “*” needs quotes",
            )
        node, size = self._anchored[name]
        self._grow(event, size)
        return node, None, size

    def _grow(self, event: Any, size: int) -> None:  # noqa: ANN401 - an event of the parser
        self._count += size
        if self._count > MAX_VALUES:
            raise _refused(
                event,
                f"more than {MAX_VALUES:,} values, those that “*” repeats included; split the file",
            )

    def _node(self, value: Any, event: Any, style: str, *, mapping: bool = False) -> Node:  # noqa: ANN401
        self._grow(event, 1)
        mark = event.start_mark
        return Node(value, mapping, self._path, mark.line + 1, mark.column + 1, style, self._faults)


def _untagged(event: Any) -> None:  # noqa: ANN401 - an event of the parser
    """Refuse what asks a program to make something of a value.

    Raises:
        SourceError: it has a tag.
    """
    if event.tag is not None and event.tag != "!" and not event.tag.endswith(":str"):
        name = event.tag.replace("tag:yaml.org,2002:", "!!")
        raise _refused(
            event,
            f"“{name}” is a tag, and nothing in a rule file is run; a text that starts with “!”"
            " needs quotes",
        )


def _refused(event: Any, message: str) -> SourceError:  # noqa: ANN401 - an event of the parser
    return SourceError(f"broken YAML: {message}", offset=event.start_mark.index)
