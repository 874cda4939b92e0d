"""The prose of one block: no markup, single spaces, straight quotes, restored apostrophes."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter
from typing import TypeVar

from msgspec import Struct

from replylint.model.text import Span
from replylint.prose.masking import Mask, MaskType
from replylint.prose.orthography import Orthography
from replylint.prose.pieces import BREAK, Piece, pieces
from replylint.prose.words import Stood
from replylint.regex import Regex

_Item = TypeVar("_Item")

# It begins with what it takes, and looks back from there: such a start is quick to find.
_QUOTE = Regex(
    r"""["'](?:(?<=")[^"]{2,400}"|(?<=')(?<![\w'].)(?=\w)[^']{2,200}(?<=[\w.!?,])'(?!\w))""",
    re.DOTALL,
)


class Prose(Struct, frozen=True):
    """The prose of a block, or of a sentence in it.

    Attributes:
        text: its characters.
        starts, ends: for each of them, the bounds of its source in the reply.
        masks: where something stands for a mask.
        quotes: where words stand in quotation marks.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    masks: Stood
    quotes: tuple[Span, ...]

    @classmethod
    def of(cls, text: str, span: Span, masked: Sequence[Mask], orthography: Orthography) -> Prose:
        """Return the prose of a block; see `pieces`."""
        found = _levelled(pieces(text, span, masked, orthography))
        prose = "".join([piece for piece, _, _, _ in found])
        return cls(prose, *_places(found), _stood(found), _quotes(prose))

    def part(self, start: int, end: int) -> Prose:
        """Return what stands between two offsets, without emoji and the spaces they leave."""
        text, starts, ends = self.text[start:end], self.starts[start:end], self.ends[start:end]
        gone = _gone(text) if BREAK in text else ()
        if gone:
            kept = sorted(set(range(end - start)).difference(gone))
            text = "".join([text[at] for at in kept])
            starts, ends = [starts[at] for at in kept], [ends[at] for at in kept]

        def at(offset: int) -> int:
            offset = max(start, min(offset, end)) - start
            return offset - bisect_left(gone, offset) if gone else offset

        masks = [
            (Span(at(span.start), at(span.end)), kind)
            for span, kind in _met(self.masks, start, end, itemgetter(0))
            if start <= span.start and span.end <= end
        ]
        quotes = [
            Span(at(quote.start), at(quote.end))
            for quote in _met(self.quotes, start, end, lambda quote: quote)
            if at(quote.start) < at(quote.end)
        ]
        return Prose(text, starts, ends, tuple(masks), tuple(quotes))


def _met(
    items: Sequence[_Item], start: int, end: int, span: Callable[[_Item], Span]
) -> Sequence[_Item]:
    """Return those of some items, in order, whose spans reach into a stretch."""
    if not items:
        return ()
    first = bisect_right(items, start, key=lambda item: span(item).end)
    return items[first : bisect_left(items, end, key=lambda item: span(item).start)]


def _gone(text: str) -> list[int]:
    """Return the offsets of emoji in prose, and of the spaces they leave next to others."""
    gone: list[int] = []
    before = ""
    for at, character in enumerate(text):
        if character == BREAK or before == character == " ":
            gone.append(at)
        else:
            before = character
    return gone


def _levelled(pieces: Iterable[Piece]) -> list[Piece]:
    """Return pieces with no space at either end, and none next to another."""
    found: list[Piece] = []
    for text, start, end, kind in pieces:
        if text[0] != " " or (found and found[-1][0][-1] != " "):
            found.append((text, start, end, kind))
        elif len(text) > 1:
            found.append((text[1:], start + 1, end, kind))
    if found and found[-1][0][-1] == " ":
        text, start, end, kind = found.pop()
        if len(text) > 1:
            found.append((text[:-1], start, end - 1, kind))
    return found


def _places(pieces: Sequence[Piece]) -> tuple[Sequence[int], Sequence[int]]:
    """Return for each character of the pieces the bounds of its source."""
    if pieces and _is_even(pieces):
        first, last = pieces[0][1], pieces[-1][2]
        return range(first, last), range(first + 1, last + 1)
    starts: list[int] = []
    ends: list[int] = []
    for piece in pieces:
        text, start, end, _ = piece
        if _is_even((piece,)):
            starts.extend(range(start, end))
            ends.extend(range(start + 1, end + 1))
        else:
            starts.extend([start] * len(text))
            ends.extend([end] * len(text))
    return starts, ends


def _is_even(pieces: Sequence[Piece]) -> bool:
    """Return whether the characters stand in the reply one after the other, as they do here."""
    at = pieces[0][1]
    for text, start, end, kind in pieces:
        if start != at or end - start != len(text) or kind is not None:
            return False
        at = end
    return True


def _stood(pieces: Sequence[Piece]) -> Stood:
    """Return where something stands for a mask."""
    found: list[tuple[Span, MaskType]] = []
    at = 0
    for text, _, _, kind in pieces:
        if kind is not None:
            found.append((Span(at, at + len(text)), kind))
        at += len(text)
    return tuple(found)


def _quotes(text: str) -> tuple[Span, ...]:
    """Return where words stand in quotation marks."""
    if '"' not in text and "'" not in text:
        return ()
    # A reply that is quoted as a whole is a reply, not a quotation.
    most = len(text) - 1
    return tuple([Span(*m.span()) for m in _QUOTE.finditer(text) if len(m.group()) < most])
