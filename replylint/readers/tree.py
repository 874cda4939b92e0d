"""The values of a structured file, whatever its syntax: what codecs make and schemas read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from hashlib import sha256
from typing import TypeAlias

from msgspec import Struct

from replylint.model.reply import Layer
from replylint.readers.source import SourceError, SourceText


class Text(Struct, frozen=True, dict=True):
    """A string.

    Attributes:
        text: its characters.
        offset: where it starts in the file.
        layers: the codecs around it, outermost first.
        locate: finds the places of its characters, called only for what is a reply; None for a
            text that stands elsewhere, such as a YAML alias.
    """

    text: str
    offset: int
    layers: tuple[Layer, ...] = ()
    locate: Callable[[], SourceText] | None = None

    @cached_property
    def content(self) -> SourceText:
        """The characters with their places.

        Raises:
            SourceError: they can't be found.
        """
        if self.locate is None:
            raise SourceError("a text that stands elsewhere", offset=self.offset)
        return self.locate()

    @property
    def located(self) -> bool:
        """Whether somebody asked for the places."""
        return "content" in self.__dict__


class Scalar(Struct, frozen=True):
    """A number, a yes or no, or nothing."""

    value: float | bool | None
    offset: int


class Items(Struct, frozen=True):
    """A list and where it starts."""

    items: tuple[Node, ...]
    offset: int


class Record(Struct, frozen=True):
    """An object or mapping: its members in the order of the file, and where it starts.

    Attributes:
        keyed: whether a key must not come twice, as it may in XML.
    """

    members: tuple[tuple[Text, Node], ...]
    offset: int
    keyed: bool = True

    def get(self, *keys: str) -> Node | None:
        """Return the value of the first of these keys there is; None without one.

        Of a key that comes twice the last counts, as in most programs.
        """
        for key in keys:
            found = [value for name, value in self.members if name.text == key]
            if found:
                return found[-1]
        return None

    def text(self, *keys: str) -> str | None:
        """Return the first of these keys that is a string, or a number as it is written."""
        for key in keys:
            value = self.get(key)
            if isinstance(value, Text):
                return value.text
            if isinstance(value, Scalar) and type(value.value) is float:
                return f"{value.value:.15g}"
        return None

    @property
    def keys(self) -> frozenset[str]:
        """The names of the members."""
        return frozenset(name.text for name, _ in self.members)


Node: TypeAlias = Text | Scalar | Items | Record


class Tree(Struct, frozen=True):
    """What a structured file holds.

    Attributes:
        roots: its values; a YAML file may have several documents.
        problems: what is wrong with parts of it, the rest being readable.
    """

    roots: tuple[Node, ...] = ()
    problems: tuple[SourceError, ...] = ()


def walk(node: Node | None) -> Iterator[Node]:
    """Yield a value and all values inside it, in the order of the file."""
    if node is None:
        return
    yield node
    for child in children(node):
        yield from walk(child)


def children(node: Node) -> Iterator[Node]:
    """Yield the values right inside a value."""
    if isinstance(node, Items):
        yield from node.items
    elif isinstance(node, Record):
        for _, value in node.members:
            yield value


def records(node: Node | None) -> Iterator[Record]:
    """Yield the objects of a list, or the object itself; nothing for anything else."""
    if isinstance(node, Record):
        yield node
    elif isinstance(node, Items):
        yield from (item for item in node.items if isinstance(item, Record))


def rest(roots: Iterable[Node]) -> str:
    """Return a digest of all values but the texts whose places were asked for: the replies."""
    digest = sha256()
    for root in roots:
        for node in walk(root):
            digest.update(_described(node).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _described(node: Node) -> str:
    """Return what makes a value that one, its children left out."""
    if isinstance(node, Text):
        return "\0reply" if node.located else f"\0text {node.text}"
    if isinstance(node, Scalar):
        return f"\0value {node.value!r}"
    if isinstance(node, Items):
        return f"\0items {len(node.items)}"
    return "\0record " + "\0".join(name.text for name, _ in node.members)


def repeated_keys(root: Node) -> Iterator[SourceError]:
    """Yield an error for each key that comes twice in one object."""
    for node in walk(root):
        if not isinstance(node, Record) or not node.keyed:
            continue
        seen: set[str] = set()
        for key, _ in node.members:
            if key.text in seen:
                message = f"the key “{key.text}” comes twice; most programs lose one of the two"
                yield SourceError(message, offset=key.offset)
            seen.add(key.text)
