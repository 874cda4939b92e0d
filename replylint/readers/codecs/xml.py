"""XML as Salesforce writes it: elements with text or with elements, each character with its place.

Attributes and text between elements are left out: nothing there is a reply.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import accumulate
from xml.parsers import expat
from xml.sax.saxutils import escape

from msgspec import Struct, field

from replylint.model.reply import Layer
from replylint.readers.source import Decoding, SourceError, SourceText
from replylint.readers.tree import Node, Record, Text, Tree

# Deeper nesting than any real file has; without it a hostile one could exhaust the stack.
MAX_DEPTH = 200


def tree(source: SourceText) -> Tree:
    """Return the root element, as a record with the one member that is its name.

    Raises:
        SourceError: it isn't XML, or has a document type, which could hold anything.
    """
    if not source.text.strip():
        return Tree()
    return Tree((_Parser(source).parse(),))


def encode(text: str, layer: Layer) -> str:
    """Return plain text as it stands inside an element."""
    if layer.style == "cdata":
        return text.replace("]]>", "]]]]><![CDATA[>")
    return escape(text)


class _Element(Struct):
    """An element whose end has not come yet."""

    name: str
    offset: int
    members: list[tuple[Text, Node]] = field(default_factory=list)
    pieces: list[tuple[str, int, int]] = field(default_factory=list)
    cdata: bool = False


class _Parser:
    """Makes values of what expat calls."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.data = source.text.encode()
        self.offsets = _code_points(source.text, self.data)
        self.open = [_Element("", 0)]
        self.parser = expat.ParserCreate("UTF-8")
        self.parser.buffer_text = False
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters
        self.parser.StartCdataSectionHandler = self.cdata
        self.parser.StartDoctypeDeclHandler = self.doctype

    def parse(self) -> Node:
        """Return the root element."""
        try:
            self.parser.Parse(self.data, True)
        except expat.ExpatError as error:
            at = self.at(self.parser.ErrorByteIndex)
            message = f"broken XML: {expat.ErrorString(error.code)}"
            raise SourceError(message, offset=self.source.offset(at)) from None
        return Record(tuple(self.open[0].members), 0)

    def at(self, byte: int) -> int:
        """Return the offset in the text of a byte."""
        return self.offsets[max(0, min(byte, len(self.offsets) - 1))]

    def here(self) -> int:
        """Return the offset in the text of what expat is at."""
        return self.at(self.parser.CurrentByteIndex)

    def start(self, name: str, _: object) -> None:
        """Open an element."""
        if len(self.open) > MAX_DEPTH:
            message = f"broken XML: nested deeper than {MAX_DEPTH} levels"
            raise SourceError(message, offset=self.source.offset(self.here()))
        self.open.append(_Element(name, self.source.offset(self.here())))

    def end(self, _: str) -> None:
        """Close an element."""
        element = self.open.pop()
        key = Text(element.name, element.offset)
        self.open[-1].members.append((key, self.closed(element)))

    def closed(self, element: _Element) -> Node:
        """Return an element's text, or its elements if it has any."""
        if element.members:
            return Record(tuple(element.members), element.offset, keyed=False)
        source, pieces = self.source, element.pieces
        layer = Layer("xml", "cdata" if element.cdata else "text")

        def locate() -> SourceText:
            found = Decoding(source)
            for piece, start, end in pieces:
                if end - start == len(piece):
                    found.run(start, end)
                else:
                    found.stand(piece, start, end)
            return found.done()

        return Text("".join([piece for piece, _, _ in pieces]), element.offset, (layer,), locate)

    def cdata(self) -> None:
        """Note that the element's text stands in a CDATA section."""
        self.open[-1].cdata = True

    def characters(self, data: str) -> None:
        """Add text: a run, one entity or one line end."""
        element, at = self.open[-1], self.here()
        width = len(data)
        if self.source.text[at : at + 1] == "&" and not element.cdata:
            width = self.source.text.find(";", at) + 1 - at
        elif data == "\n" and self.source.text.startswith("\r\n", at):
            width = 2
        element.pieces.append((data, at, at + width))

    def doctype(self, *_: object) -> None:
        """Refuse a document type: its entities could grow without bounds."""
        message = "broken XML: a document type (DOCTYPE), which no export of replies has"
        raise SourceError(message, offset=self.source.offset(self.here()))


def _code_points(text: str, data: bytes) -> Sequence[int]:
    """Return for each byte of UTF-8 text, and its end, the offset of the character it is in."""
    if len(text) == len(data):
        return range(len(text) + 1)
    starts = (0 if 0x80 <= byte < 0xC0 else 1 for byte in data)
    return array("I", [*(count - 1 for count in accumulate(starts)), len(text)])
