"""JSON in which each character of each string knows where it stands in the file.

The standard library's parser says what a string holds, not where: hence a scanner of our own.
It is as strict as RFC 8259, but for two things: of a key that comes twice both are kept, and
half of a surrogate pair reads as U+FFFD, since no file could be written with it.
"""

from __future__ import annotations

import json

from replylint.model.places import Places, SourceMap
from replylint.model.reply import Layer
from replylint.readers.source import Decoding, SourceError, SourceText
from replylint.readers.tree import Items, Node, Record, Scalar, Text, Tree, repeated_keys
from replylint.regex import Regex

# Deeper nesting than any real file has; without it a hostile one could exhaust the stack.
MAX_DEPTH = 200

_SPACE = Regex(r"[ \t\r\n]*")
_PLAIN = Regex(r'[^"\\\x00-\x1f]*')
_NUMBER = Regex(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_ESCAPE = Regex(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    r'|u[0-9a-fA-F]{4}|["\\/bfnrt])'
)
_STRING = json.JSONDecoder()
_HALF = Regex("[\ud800-\udfff]")
_LITERAL = Regex(r"true|false|null")
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
        opening, source, layers = self.at, self.source, self.layers
        try:
            text, self.at = _STRING.raw_decode(self.text, opening)
        except json.JSONDecodeError:
            raise self.broken(opening + 1) from None
        end = self.at - 1
        if not text.isascii():
            text = _HALF.sub("\ufffd", text)

        def locate() -> SourceText:
            # Where their characters stand is found out on demand.
            return SourceText(text, SourceMap.later(lambda: _places(source, opening + 1, end)))

        return Text(text, source.offset(opening), layers, locate)

    def broken(self, at: int) -> SourceError:
        """Return what is wrong with a string whose characters begin at an offset."""
        while escape := _ESCAPE.match(self.text, _end_of(_PLAIN, self.text, at)):
            at = escape.end()
        at = _end_of(_PLAIN, self.text, at)
        found = self.text[at : at + 1]
        if found != "\\":
            message = "a control character in a string" if found else "a string without its end"
            return self.error(message, at)
        letter = self.text[at + 1 : at + 2]
        if letter == "u":
            return self.error(r"“\u” needs four hexadecimal digits", at)
        return self.error(f"unknown escape “\\{letter}”", at)


def _end_of(pattern: Regex, text: str, at: int) -> int:
    """Return where a pattern ends that may match nothing."""
    match = pattern.match(text, at)
    return match.end() if match else at


def _places(source: SourceText, start: int, end: int) -> Places:
    """Return where the characters of a string stand."""
    found = Decoding(source)
    at = start
    for escape in _ESCAPE.finditer(source.text, start, end):
        found.run(at, escape.start())
        found.stand(" ", *escape.span())
        at = escape.end()
    found.run(at, end)
    return found.places()
