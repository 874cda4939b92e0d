"""JSON, XML and HTML put on a stream so that its encoding can't spoil them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


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


def write_xml(root: Element, stream: TextIO) -> None:
    """Write an XML document; characters that its encoding lacks become references."""
    from xml.etree import ElementTree as ET

    ET.indent(root)
    encoding = "utf-8" if _is_utf8(stream) else "us-ascii"
    text = ET.tostring(root, encoding="unicode")
    text = text.encode(encoding, "xmlcharrefreplace").decode(encoding)
    stream.write(f'<?xml version="1.0" encoding="{encoding}"?>\n{text}\n')


def write_html(text: str, stream: TextIO) -> None:
    """Write HTML that says it is UTF-8; characters the stream's encoding lacks become references."""
    if not _is_utf8(stream):
        text = text.encode("ascii", "xmlcharrefreplace").decode()
    stream.write(text)


def _is_utf8(stream: TextIO) -> bool:
    encoding = getattr(stream, "encoding", None) or "utf-8"
    return encoding.lower().replace("-", "").replace("_", "") == "utf8"
