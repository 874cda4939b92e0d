"""Words with styles, wrapped to a width and written with or without the codes of a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from replylint.regex import Regex
from replylint.writers.layout.visible import cells

Words = list[tuple[str, str]]
"""Texts, each with its style: words of `_CODES`, or nothing."""

_CODES = {
    "bold": "1", "dim": "2", "underline": "4",
    "red": "31", "green": "32", "yellow": "33", "blue": "34", "cyan": "36",
}  # fmt: skip
_WORD = Regex(r"\s*\S+\s*")


def words(*parts: tuple[str, str] | str) -> Words:
    """Return parts, each a text or one with its style, as words."""
    return [(part, "") if isinstance(part, str) else part for part in parts]


def plain(line: Words) -> str:
    """Return words without their styles."""
    return "".join([text for text, _ in line])


def painted(line: Words) -> str:
    """Return words with the codes of their styles."""
    return "".join([_painted(text, style) for text, style in line])


def _painted(text: str, style: str) -> str:
    if not style or not text:
        return text
    return f"\x1b[{';'.join(_CODES[each] for each in style.split())}m{text}\x1b[0m"


def wrapped(line: Words, width: int) -> Iterator[Words]:
    """Yield the lines of words that fit a width, in terminal cells, without space at their ends."""
    text = plain(line)
    start = 0
    for end in (*_breaks(text, width), len(text)):
        yield list(_cut(line, start, start + len(text[start:end].rstrip())))
        start = end


def _cut(line: Words, start: int, end: int) -> Iterator[tuple[str, str]]:
    """Yield the words between two offsets."""
    at = 0
    for text, style in line:
        part = text[max(0, start - at) : max(0, end - at)]
        if part:
            yield part, style
        at += len(text)


def _breaks(text: str, width: int) -> Iterable[int]:
    """Yield where the lines behind the first start: before words, or in one that fits no line."""
    if cells(text) <= width:
        return
    used = 0
    for match in _WORD.finditer(text):
        start, word = match.start(), match.group()
        size = cells(word.rstrip())
        if size <= width - used:
            used += cells(word)
        elif size <= width:
            yield start
            used = cells(word)
        else:
            *pieces, last = _chopped(word, width)
            for piece in (*pieces, last):
                if start:
                    yield start
                start += len(piece)
            used = cells(last)


def _chopped(word: str, width: int) -> Iterator[str]:
    """Yield a word in pieces that fit a width."""
    start = used = 0
    for at, character in enumerate(word):
        size = cells(character)
        if used + size > width:
            yield word[start:at]
            start, used = at, 0
        used += size
    yield word[start:]
