"""Reads YAML with the place of every value, and gathers faults instead of stopping at one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml
from msgspec import Struct, field

from replylint.model.errors import Fault, hint

__all__ = ["Faults", "Node", "compose", "hint"]

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Faults(Struct):
    """The faults of one run over rule files."""

    items: list[Fault] = field(default_factory=list)


class Node(Struct, frozen=True):
    """A YAML value and where it stands; readers of it record faults and go on with a default."""

    node: yaml.Node
    path: str
    faults: Faults

    @property
    def line(self) -> int:
        """The line the value starts in, from 1."""
        return self.node.start_mark.line + 1

    def fault(self, message: str, column_offset: int = 0) -> None:
        """Record a fault at this value."""
        mark = self.node.start_mark
        self.faults.items.append(
            Fault(self.path, mark.line + 1, mark.column + 1 + column_offset, message)
        )

    def entries(self) -> Iterator[tuple[Node, Node]]:
        """Yield key and value nodes of a mapping; a fault if it is none or a key comes twice."""
        if not isinstance(self.node, yaml.MappingNode):
            self.fault(f"expected a mapping of keys and values, found {self._shape()}")
            return
        seen: set[str] = set()
        for key, value in self.node.value:
            wrapped = Node(key, self.path, self.faults)
            if str(key.value) in seen:
                wrapped.fault(f"the key “{key.value}” stands here twice")
                continue
            seen.add(str(key.value))
            yield wrapped, Node(value, self.path, self.faults)

    def mapping(self, allowed: tuple[str, ...], required: tuple[str, ...] = ()) -> dict[str, Node]:
        """Return a mapping's values by key; unknown and missing keys are faults."""
        found: dict[str, Node] = {}
        for key, value in self.entries():
            name = key.text()
            if name not in allowed:
                key.fault(f"unknown key “{name}”{hint(name, allowed)}")
            else:
                found[name] = value
        if isinstance(self.node, yaml.MappingNode):
            for name in required:
                if name not in found:
                    self.fault(f"the key “{name}” is missing")
        return found

    def items(self) -> list[Node]:
        """Return the items of a list; any other value is a list of itself."""
        if isinstance(self.node, yaml.SequenceNode):
            return [Node(item, self.path, self.faults) for item in self.node.value]
        return [self]

    def text(self) -> str:
        """Return a scalar as text; a fault if it is none."""
        if isinstance(self.node, yaml.ScalarNode):
            return str(self.node.value)
        self.fault(f"expected text, found {self._shape()}")
        return ""

    def texts(self) -> list[str]:
        """Return a list of texts, or one text as a list."""
        return [item.text() for item in self.items()]

    def truth(self) -> bool:
        """Return a yes or no."""
        value = self.text().lower()
        if value in ("yes", "true", "on"):
            return True
        if value not in ("no", "false", "off"):
            self.fault(f"expected yes or no, found “{value}”")
        return False

    def choice(self, allowed: tuple[str, ...]) -> str:
        """Return one of some words; the first of them if it is a fault."""
        value = self.text()
        if value in allowed:
            return value
        self.fault(f"“{value}” is not one of {', '.join(allowed)}{hint(value, allowed)}")
        return allowed[0]

    def is_mapping(self) -> bool:
        """Return whether it is a mapping."""
        return isinstance(self.node, yaml.MappingNode)

    def is_list(self) -> bool:
        """Return whether it is a list."""
        return isinstance(self.node, yaml.SequenceNode)

    def plain(self) -> object:
        """Return the value as plain Python data."""
        if isinstance(self.node, yaml.MappingNode):
            return {key.text(): value.plain() for key, value in self.entries()}
        if isinstance(self.node, yaml.SequenceNode):
            return [item.plain() for item in self.items()]
        return self.node.value

    def _shape(self) -> str:
        if isinstance(self.node, yaml.MappingNode):
            return "a mapping"
        return "a list" if isinstance(self.node, yaml.SequenceNode) else "a single value"


def compose(text: str, path: str, faults: Faults) -> Node | None:
    """Parse a YAML document; a syntax error is a fault. None for an empty or broken one."""
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        faults.items.append(Fault(path, line, column, f"not valid YAML: {error.problem or error}"))
        return None
    except yaml.YAMLError as error:
        faults.items.append(Fault(path, 1, 1, f"not valid YAML: {str(error).splitlines()[0]}"))
        return None
    return Node(node, path, faults) if node is not None else None
