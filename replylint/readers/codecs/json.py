"""JSON in which each character of each string knows where it stands in the file.

The standard library's parser says what a string holds, not where: hence a scanner of our own.
It is as strict as RFC 8259, but for two things: of a key that comes twice both are kept, and
half of a surrogate pair reads as U+FFFD, since no file could be written with it.
"""

from __future__ import annotations

import json
import re
from array import array
from dataclasses import dataclass
from typing import TypeAlias

from replylint.readers.source import SourceError, SourceText

# Deeper nesting than any real file has; without it a hostile one could exhaust the stack.
MAX_DEPTH = 200

_SPACE = re.compile(r"[ \t\r\n]*")
_PLAIN = re.compile(r'[^"\\\x00-\x1f]*')
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_HEX4 = re.compile(r"[0-9a-fA-F]{4}")
_LITERAL = re.compile(r"true|false|null")
_ESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_LITERALS = {"true": True, "false": False, "null": None}


@dataclass(frozen=True, slots=True)
class JsonString:
    """A string: its characters with their places, and where its opening quote stands."""

    content: SourceText
    offset: int


@dataclass(frozen=True, slots=True)
class JsonScalar:
    """A number, true, false or null."""

    value: float | bool | None
    offset: int


@dataclass(frozen=True, slots=True)
class JsonArray:
    """An array and where it starts."""

    items: tuple[JsonValue, ...]
    offset: int


@dataclass(frozen=True, slots=True)
class JsonObject:
    """An object: its members in the order of the file, and where it starts."""

    members: tuple[tuple[JsonString, JsonValue], ...]
    offset: int

    def get(self, key: str) -> JsonValue | None:
        """Return the value of a key, the last one if the key comes twice; None without it."""
        found = [value for name, value in self.members if name.content.text == key]
        return found[-1] if found else None


JsonValue: TypeAlias = JsonString | JsonScalar | JsonArray | JsonObject


def parse(source: SourceText) -> JsonValue:
    """Return the one value a JSON text holds.

    Raises:
        SourceError: it isn't JSON; its offset says where.
    """
    scanner = _Scanner(source)
    value = scanner.value(0)
    scanner.space()
    if scanner.at < len(source.text):
        raise scanner.error("unexpected text after the JSON value")
    return value


def encode(text: str) -> str:
    """Return plain text as it stands inside a JSON string, without the quotes."""
    return json.dumps(text, ensure_ascii=False)[1:-1]


class _Scanner:
    """Reads values one after the other from offset `at`."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
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

    def value(self, depth: int) -> JsonValue:
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

    def object(self, depth: int) -> JsonObject:
        """Read an object; the brace stands at `at`."""
        offset = self.source.offset(self.at)
        self.at += 1
        members: list[tuple[JsonString, JsonValue]] = []
        if self.space() == "}":
            self.at += 1
            return JsonObject((), offset)
        while True:
            if self.space() != '"':
                raise self.error("expected a key in double quotes")
            key = self.string()
            self.expect(":")
            members.append((key, self.value(depth + 1)))
            if not self.more("}"):
                return JsonObject(tuple(members), offset)

    def array(self, depth: int) -> JsonArray:
        """Read an array; the bracket stands at `at`."""
        offset = self.source.offset(self.at)
        self.at += 1
        items: list[JsonValue] = []
        if self.space() == "]":
            self.at += 1
            return JsonArray((), offset)
        while True:
            items.append(self.value(depth + 1))
            if not self.more("]"):
                return JsonArray(tuple(items), offset)

    def more(self, closing: str) -> bool:
        """Step over a comma (True) or the closing bracket (False)."""
        character = self.space()
        if character not in (",", closing) or not character:
            raise self.error(f"expected “,” or “{closing}”")
        self.at += 1
        return character == ","

    def scalar(self) -> JsonScalar:
        """Read a number or a literal."""
        offset = self.source.offset(self.at)
        if literal := _LITERAL.match(self.text, self.at):
            self.at = literal.end()
            return JsonScalar(_LITERALS[literal.group()], offset)
        if number := _NUMBER.match(self.text, self.at):
            self.at = number.end()
            return JsonScalar(float(number.group()), offset)
        found = self.text[self.at : self.at + 1]
        raise self.error(f"unexpected “{found}”" if found else "unexpected end")

    def string(self) -> JsonString:
        """Read a string; its opening quote stands at `at`."""
        opening = self.at
        self.at += 1
        plain = self.plain()
        if self.text[self.at : self.at + 1] == '"':
            content = self.source.part(opening + 1, self.at)
        else:
            content = self.escaped(plain)
        self.at += 1
        return JsonString(content, self.source.offset(opening))

    def plain(self) -> str:
        """Step over characters that stand for themselves and return them."""
        start = self.at
        match = _PLAIN.match(self.text, start)
        self.at = match.end() if match else start
        return self.text[start : self.at]

    def escaped(self, plain: str) -> SourceText:
        """Read the rest of a string with escapes, up to its closing quote."""
        pieces = [plain]
        starts = array("I", range(self.at - len(plain), self.at))
        ends = array("I", range(self.at - len(plain) + 1, self.at + 1))
        while (character := self.text[self.at : self.at + 1]) != '"':
            if character != "\\":
                raise self.error(
                    "a control character in a string" if character else "a string without its end"
                )
            starts.append(self.at)
            pieces.append(self.escape())
            ends.append(self.at)
            plain = self.plain()
            pieces.append(plain)
            starts.extend(range(self.at - len(plain), self.at))
            ends.extend(range(self.at - len(plain) + 1, self.at + 1))
        return self.source.decoded("".join(pieces), starts, ends)

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
