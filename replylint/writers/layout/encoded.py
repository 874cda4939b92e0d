"""JSON, XML and HTML put on a stream so that its encoding can't spoil them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple, TextIO

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


_INDENT = "  "


class Streamed(list[object]):
    """A JSON array whose values are made one by one while it is written.

    Args:
        values: yields them; asked twice if the array is written with an indent.
    """

    def __init__(self, values: Callable[[], Iterator[object]]) -> None:
        super().__init__()
        self._values = values

    def __bool__(self) -> bool:
        return next(self._values(), None) is not None

    def __iter__(self) -> Iterator[object]:
        return self._values()


def write_json(value: object, stream: TextIO, indent: int | None = 2) -> None:
    """Write a JSON value and a line end, escaped as far as the stream isn't UTF-8."""
    # By parts, so that a large report isn't held twice.
    encoder = json.JSONEncoder(ensure_ascii=not _is_utf8(stream), indent=indent)
    for part in encoder.iterencode(value):
        stream.write(part)
    stream.write("\n")


def write_xml(root: Element, stream: TextIO, children: Iterable[Branch] = ()) -> None:
    """Write an XML document; characters that its encoding lacks become references.

    Args:
        root: the outermost element.
        stream: where to.
        children: what else stands in the root, made while it is written.
    """
    encoding = "utf-8" if _is_utf8(stream) else "us-ascii"
    stream.write(f'<?xml version="1.0" encoding="{encoding}"?>\n')
    for part in _xml(Branch(root, children), 0):
        stream.write(part.encode(encoding, "xmlcharrefreplace").decode(encoding))
    stream.write("\n")


class Branch(NamedTuple):
    """An XML element that has no children yet, and its children; an element that has all, alone."""

    element: Element
    children: Iterable[Branch] = ()


def _xml(branch: Branch, level: int) -> Iterator[str]:
    """Yield an element as it is written, indented."""
    from xml.etree import ElementTree as ET

    element = branch.element
    ET.indent(element, level=level)
    text = ET.tostring(element, encoding="unicode")
    end = ""
    for child in branch.children:
        if not end:
            yield text.removesuffix(" />") + ">"
            end = "\n" + _INDENT * level + f"</{element.tag}>"
        yield "\n" + _INDENT * (level + 1)
        yield from _xml(child, level + 1)
    yield end or text


def write_html(text: str, stream: TextIO) -> None:
    """Write HTML that says it is UTF-8; characters the stream's encoding lacks become references."""
    if not _is_utf8(stream):
        text = text.encode("ascii", "xmlcharrefreplace").decode()
    stream.write(text)


def _is_utf8(stream: TextIO) -> bool:
    encoding = getattr(stream, "encoding", None) or "utf-8"
    return encoding.lower().replace("-", "").replace("_", "") == "utf8"
