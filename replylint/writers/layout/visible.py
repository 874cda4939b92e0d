"""Makes characters visible that a terminal would obey instead of showing, and knows their width.

A draft or a file name is other people's text: an escape sequence in it must not move the
cursor, and a direction mark must not turn the words around it.
"""

from __future__ import annotations

import unicodedata

# Format characters that emoji and Indic or Arabic words are made with.
_JOINERS = frozenset("\u200c\u200d\ufe0e\ufe0f")


def visible(text: str) -> str:
    """Return the text with each control character replaced by one that can be seen.

    The length stays, so offsets hold. Line ends and tabs become spaces.
    """
    return text if text.isprintable() else "".join(map(_visible_character, text))


def _visible_character(character: str) -> str:
    if character.isprintable():
        return character
    if character in "\t\n\r\u2028\u2029" or character in _JOINERS:
        return character if character in _JOINERS else " "
    return _substitute(character)


def _substitute(character: str) -> str:
    """Return a character that stands for one that isn't printable."""
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if unicodedata.category(character) == "Zs":
        return " "
    return "\ufffd"


def cells(text: str) -> int:
    """Return how many terminal cells a text takes."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def _cells(character: str) -> int:
    if character in "\u200c\u200d\ufe0e\ufe0f" or unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
