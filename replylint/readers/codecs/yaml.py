"""YAML in which each character of each scalar knows where it stands in the file.

PyYAML finds the values and where they are; what stands where inside a scalar is worked out by
scanning the scalar's own source again (`replylint.readers.yaml_scalars`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import yaml
from msgspec import Struct, field

from replylint.model.reply import Layer
from replylint.model.text import Span
from replylint.readers.source import SourceError, SourceText
from replylint.readers.tree import Items, Node, Record, Scalar, Text, Tree, repeated_keys
from replylint.readers.yaml_events import events
from replylint.readers.yaml_scalars import block_indent, content_start, located

_STYLES = {"'": "single", '"': "double", "|": "literal", ">": "folded"}
_PREFIX = "tag:yaml.org,2002:"
_TRUE = frozenset({"yes", "true", "on"})
_DECIMAL = re.compile(r"[-+]?\d+(?:\.\d*)?")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\0": "\\0"}
_ESCAPED = re.compile('[\\\\"\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ufeff\\ufffe\\uffff]')
_CUT = re.compile(r"[ \t]+#\{")


def tree(source: SourceText) -> Tree:
    """Return the documents of a YAML file, and what is wrong with parts of them.

    Raises:
        SourceError: it isn't YAML; its offset says where.
    """
    return _Builder(source).build()


def encode(text: str, layer: Layer) -> str:
    """Return plain text as it stands inside a scalar of the layer's style."""
    if layer.style == "double":
        return _ESCAPED.sub(_escape, text)
    if layer.style == "single":
        text = text.replace("'", "''")
    return text.replace("\r\n", "\n").replace("\n", layer.newline)


def quoted(source: str, layer: Layer) -> tuple[Layer, list[tuple[Span, str]]] | None:
    """Return how to put quotes around an unquoted scalar that can't hold what it should.

    Args:
        source: the decoded file.
        layer: of the scalar.

    Returns:
        the layer it is in then, and the splices that make it so; None if it has quotes.
    """
    if layer.style != "plain" or layer.extent is None:
        return None
    start, end = layer.extent.start, layer.extent.end
    splices = [(Span(start, start), '"'), (Span(end, end), '"')]
    for match in re.finditer(r'["\\]', source[start:end]):
        at = start + match.start()
        splices.append((Span(at, at), "\\"))
    return Layer("yaml", "double", extent=layer.extent), splices


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    code = ord(character)
    return _ESCAPES.get(character) or (f"\\x{code:02X}" if code < 0x100 else f"\\u{code:04X}")


def _events(source: SourceText) -> Iterator[Any]:
    """Yield the parser's events; not its nodes, since their aliases could grow without bounds."""
    try:
        yield from events(source.text)
    except SourceError as error:
        raise SourceError(error.message, offset=source.offset(error.offset or 0)) from None


class _Open(Struct):
    """A list or mapping whose end has not come yet; keys and values of a mapping alternate."""

    offset: int
    mapping: bool
    nodes: list[Node] = field(default_factory=list)

    def closed(self) -> Node:
        """Return the list or mapping; a key that isn't a string or number is left out."""
        if not self.mapping:
            return Items(tuple(self.nodes), self.offset)
        pairs = zip(self.nodes[::2], self.nodes[1::2], strict=True)
        return Record(tuple(_members(pairs)), self.offset)


def _members(pairs: Iterable[tuple[Node, Node]]) -> Iterator[tuple[Text, Node]]:
    for key, value in pairs:
        if isinstance(key, Text):
            yield key, value
        elif isinstance(key, Scalar):
            yield Text(str(key.value), key.offset), value


class _Builder:
    """Makes values of the parser's events."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.roots: list[Node] = []
        self.problems: list[SourceError] = []
        self._open: list[_Open] = []
        self._anchored: dict[str, str | None] = {}
        self._newline = "\r\n" if "\r\n" in source.text else "\n"

    def build(self) -> Tree:
        """Return what the file holds."""
        for event in _events(self.source):
            if isinstance(event, yaml.CollectionStartEvent):
                self.start(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self.put(self._open.pop().closed())
            elif isinstance(event, yaml.ScalarEvent):
                self.put(self.scalar(event))
            elif isinstance(event, yaml.AliasEvent):
                self.put(self.alias(event))
        repeated = (error for root in self.roots for error in repeated_keys(root))
        return Tree(tuple(self.roots), (*self.problems, *repeated))

    def start(self, event: yaml.CollectionStartEvent) -> None:
        """Open a list or mapping."""
        offset = self.source.offset(_index(event.start_mark))
        if event.anchor is not None:
            self._anchored[event.anchor] = None
        self._open.append(_Open(offset, isinstance(event, yaml.MappingStartEvent)))

    def put(self, node: Node) -> None:
        """Add a value to what is open."""
        (self._open[-1].nodes if self._open else self.roots).append(node)

    def alias(self, event: yaml.AliasEvent) -> Node:
        """Return what an alias stands for: a text without a place, which can't be a reply."""
        offset = self.source.offset(_index(event.start_mark))
        anchor = event.anchor or ""
        if anchor not in self._anchored:
            message = (
                f"the alias “*{anchor}” has no anchor; a text that starts with “*” needs quotes"
            )
            raise SourceError(f"broken YAML: {message}", offset=offset)
        text = self._anchored[anchor]
        return Scalar(None, offset) if text is None else Text(text, offset)

    def scalar(self, event: yaml.ScalarEvent) -> Node:
        """Return a scalar."""
        offset = self.source.offset(_index(event.start_mark))
        kind = _kind(event)
        if event.anchor is not None:
            self._anchored[event.anchor] = event.value
        if kind == "bool":
            return Scalar(event.value.lower() in _TRUE, offset)
        if kind == "null":
            return Scalar(None, offset)
        if kind in ("int", "float") and _DECIMAL.fullmatch(event.value):
            return Scalar(float(event.value), offset)
        return self.text(event, offset)

    def text(self, event: yaml.ScalarEvent, offset: int) -> Text:
        """Return a string, whose characters are found on demand."""
        source, style = self.source, _STYLES.get(event.style or "", "plain")
        start, end = _index(event.start_mark), _index(event.end_mark)
        if style == "plain" and _CUT.match(source.text, end):
            message = "the text is cut off at “#{”, a comment to YAML; put it in quotes"
            self.problems.append(SourceError(message, offset=source.offset(end)))

        def locate() -> SourceText:
            found = located(source, start, end, style, event.value)
            if found is None:
                raise SourceError("a text whose place can't be told", offset=offset)
            return found

        return Text(event.value, offset, (self.layer(start, end, style),), locate)

    def layer(self, start: int, end: int, style: str) -> Layer:
        """Return the notation of a scalar: how a line end is written in it, and where it is."""
        text = self.source.text
        if style in ("literal", "folded"):
            newline = self._newline * (1 if style == "literal" else 2)
            return Layer("yaml", style, newline + " " * block_indent(text, start, end))
        start = content_start(text, start, end)
        column = start - (text.rfind("\n", 0, start) + 1)
        extent = Span(self.source.offset(start), self.source.offset(end))
        return Layer("yaml", style, self._newline * 2 + " " * max(1, column), extent)


def _index(mark: Any) -> int:  # noqa: ANN401 - the stubs let it be None
    """Return the offset of a place in the text."""
    return int(mark.index)


def _kind(event: yaml.ScalarEvent) -> str:
    """Return what a scalar's tag, or its looks, make of it: str, int, null and so on."""
    if event.tag not in (None, "!"):
        return str(event.tag).removeprefix(_PREFIX)
    if event.style or not event.implicit[0] or event.tag == "!":
        return "str"
    resolvers = yaml.SafeLoader.yaml_implicit_resolvers
    for tag, pattern in resolvers.get(event.value[:1], ()):
        if pattern.match(event.value):
            return str(tag).removeprefix(_PREFIX)
    return "str"
