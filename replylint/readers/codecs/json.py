"""JSON in which each character of each string knows where it stands in the file.

The standard library's parser says what a string holds, not where: hence a scanner of our own.
It is as strict as RFC 8259, but for two things: of a key that comes twice both are kept, and
half of a surrogate pair reads as U+FFFD, since no file could be written with it.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator, Sequence

from replylint.model.reply import Layer
from replylint.readers.source import SourceError, SourceText
from replylint.readers.tree import Items, Node, Record, Scalar, Text, Tree, repeated_keys
from replylint.regex import Regex

# Deeper nesting than any real file has; without it a hostile one could exhaust the stack.
MAX_DEPTH = 200

_SPACE = Regex(r"[ \t\r\n]*")
_PLAIN = Regex(r'[^"\\\x00-\x1f]*')
_NUMBER = Regex(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_HEX4 = Regex(r"[0-9a-fA-F]{4}")
_LITERAL = Regex(r"true|false|null")
_ESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_LITERALS = {"true": True, "false": False, "null": None}


def tree(source: SourceText) -> Tree:
    """Return the value of a JSON file, and the keys that come twice in it.

    Raises:
        SourceError: it isn't JSON; its offset says where.
    """
    if not source.text.strip():
        return Tree()
    root = parse(source)
    return Tree((root,), tuple(repeated_keys(root)))


def parse(source: SourceText, layers: tuple[Layer, ...] = ()) -> Node:
    """Return the one value a JSON text holds.

    Args:
        source: the JSON text.
        layers: the codecs around it.

    Raises:
        SourceError: it isn't JSON; its offset says where.
    """
    scanner = _Scanner(source, layers)
    value = scanner.value(0)
    scanner.space()
    if scanner.at < len(source.text):
        raise scanner.error("unexpected text after the JSON value")
    return value


def encode(text: str, layer: Layer) -> str:  # noqa: ARG001 - JSON has one notation
    """Return plain text as it stands inside a JSON string, without the quotes."""
    return json.dumps(text, ensure_ascii=False)[1:-1]


class _Scanner:
    """Reads values one after the other from offset `at`."""

    def __init__(self, source: SourceText, layers: tuple[Layer, ...]) -> None:
        self.source = source
        self.layers = (*layers, Layer("json"))
        self.text = source.text
        self.at = 0

    def error(self, message: str, at: int | None = None) -> SourceError:
        """Return the error for a place, the present one if none is given."""
        return SourceError(
            f"broken JSON: {message}",
            offset=self.source.offset(self.at if at is None else at),
        )

    def space(self) -> str:
        """Skip white space; return the character after it, "" at the end."""
        match = _SPACE.match(self.text, self.at)
        self.at = match.end() if match else self.at
        return self.text[self.at : self.at + 1]

    def expect(self, character: str) -> None:
        """Step over a character that must come next."""
        if self.space() != character:
            raise self.error(f"expected “{character}”")
        self.at += 1

    def value(self, depth: int) -> Node:
        """Read a value of any kind."""
        if depth > MAX_DEPTH:
            raise self.error(f"nested deeper than {MAX_DEPTH} levels")
        first = self.space()
        if first == '"':
            return self.string()
        if first == "{":
            return self.object(depth)
        if first == "[":
            return self.array(depth)
        return self.scalar()

    def object(self, depth: int) -> Record:
        """Read an object; the brace stands at `at`."""
        offset = self.source.offset(self.at)
        self.at += 1
        members: list[tuple[Text, Node]] = []
        if self.space() == "}":
            self.at += 1
            return Record((), offset)
        while True:
            if self.space() != '"':
                raise self.error("expected a key in double quotes")
            key = self.string()
            self.expect(":")
            members.append((key, self.value(depth + 1)))
            if not self.more("}"):
                return Record(tuple(members), offset)

    def array(self, depth: int) -> Items:
        """Read an array; the bracket stands at `at`."""
        offset = self.source.offset(self.at)
        self.at += 1
        items: list[Node] = []
        if self.space() == "]":
            self.at += 1
            return Items((), offset)
        while True:
            items.append(self.value(depth + 1))
            if not self.more("]"):
                return Items(tuple(items), offset)

    def more(self, closing: str) -> bool:
        """Step over a comma (True) or the closing bracket (False)."""
        character = self.space()
        if character not in (",", closing) or not character:
            raise self.error(f"expected “,” or “{closing}”")
        self.at += 1
        return character == ","

    def scalar(self) -> Scalar:
        """Read a number or a literal."""
        offset = self.source.offset(self.at)
        if literal := _LITERAL.match(self.text, self.at):
            self.at = literal.end()
            return Scalar(_LITERALS[literal.group()], offset)
        if number := _NUMBER.match(self.text, self.at):
            self.at = number.end()
            return Scalar(float(number.group()), offset)
        found = self.text[self.at : self.at + 1]
        raise self.error(f"unexpected “{found}”" if found else "unexpected end")

    def string(self) -> Text:
        """Read a string; its opening quote stands at `at`."""
        opening = self.at
        self.at += 1
        pieces = list(self.pieces())
        self.at += 1
        source, end = self.source, self.at - 1

        def locate() -> SourceText:
            # Most strings are no replies: where their characters stand is found out on demand.
            return _located(source, opening + 1, end, pieces)

        text = "".join(piece for piece, _ in pieces)
        return Text(text, source.offset(opening), self.layers, locate)

    def pieces(self) -> Iterator[tuple[str, int]]:
        """Yield what a string decodes to, piece by piece, with the width of an escape or 0."""
        yield self.plain(), 0
        while (character := self.text[self.at : self.at + 1]) != '"':
            if character != "\\":
                raise self.error(
                    "a control character in a string" if character else "a string without its end"
                )
            start = self.at
            escaped = self.escape()
            yield escaped, self.at - start
            yield self.plain(), 0

    def plain(self) -> str:
        """Step over characters that stand for themselves and return them."""
        start = self.at
        match = _PLAIN.match(self.text, start)
        self.at = match.end() if match else start
        return self.text[start : self.at]

    def escape(self) -> str:
        """Read one escape, or the two of a surrogate pair; the backslash stands at `at`."""
        letter = self.text[self.at + 1 : self.at + 2]
        if letter != "u":
            if letter not in _ESCAPES or not letter:
                raise self.error(f"unknown escape “\\{letter}”")
            self.at += 2
            return _ESCAPES[letter]
        code = self.unit()
        if 0xD800 <= code < 0xDC00 and self.text.startswith("\\u", self.at):
            return self.pair(code)
        return "\ufffd" if 0xD800 <= code < 0xE000 else chr(code)

    def pair(self, high: int) -> str:
        """Read the second half of a surrogate pair; leave it if it isn't one."""
        before = self.at
        low = self.unit()
        if 0xDC00 <= low < 0xE000:
            return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
        self.at = before
        return "\ufffd"

    def unit(self) -> int:
        r"""Read ``\uXXXX`` and return its number."""
        digits = _HEX4.match(self.text, self.at + 2)
        if not digits:
            raise self.error(r"“\u” needs four hexadecimal digits")
        self.at = digits.end()
        return int(digits.group(), 16)


def _located(
    source: SourceText, start: int, end: int, pieces: Sequence[tuple[str, int]]
) -> SourceText:
    """Return the characters of a string with their places."""
    if len(pieces) == 1:
        return source.part(start, end)
    starts, ends = array("I"), array("I")
    at = start
    for piece, width in pieces:
        if width:
            starts.append(at)
            ends.append(at + width)
        else:
            starts.extend(range(at, at + len(piece)))
            ends.extend(range(at + 1, at + len(piece) + 1))
        at += width or len(piece)
    return source.decoded("".join(piece for piece, _ in pieces), starts, ends)
