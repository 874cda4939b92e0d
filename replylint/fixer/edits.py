"""Edits of a text: applied, cut down to the words that change, kept from moving line ends."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from replylint.model.finding import Edit
from replylint.model.text import Span

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")


def edited(text: str, edits: Sequence[Edit]) -> str:
    """Return a reply's text with edits that don't overlap."""
    return put(text, [(edit.span, edit.text) for edit in edits])


def minimal(edit: Edit, text: str) -> list[Edit]:
    """Split an edit into edits of the words that really change, in order.

    Args:
        edit: an edit of `text`.
        text: the reply.
    """
    old = _TOKEN.findall(text[edit.span.start : edit.span.end])
    new = _TOKEN.findall(edit.text)
    places = [edit.span.start]
    for token in old:
        places.append(places[-1] + len(token))
    return [
        Edit(Span(places[a], places[b]), "".join(new[c:d]))
        for tag, a, b, c, d in _opcodes(old, new)
        if tag != "equal"
    ]


def rewrapped(edit: Edit, text: str) -> Edit:
    """Return an edit that leaves line ends, indents and wide spaces where they are.

    A rewrite has single spaces. Before a word that it keeps, the white space of the reply is
    kept as well.

    Args:
        edit: an edit of `text`.
        text: the reply.
    """
    old = _TOKEN.findall(text[edit.span.start : edit.span.end])
    new = _TOKEN.findall(edit.text)
    pieces: list[str] = []
    for tag, a, _, c, d in _opcodes(list(map(_levelled, old)), list(map(_levelled, new))):
        for at in range(c, d):
            kept = tag == "equal" and at + 1 < d and new[at] == " "
            pieces.append(old[a + at - c] if kept else new[at])
    return replace(edit, text="".join(pieces))


def _opcodes(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, int, int, int, int]]:
    yield from difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def _levelled(token: str) -> str:
    return " " if token.isspace() else token


def put(text: str, splices: Sequence[tuple[Span, str]]) -> str:
    """Return a text with stretches of it replaced; inserts at one place keep their order."""
    pieces: list[str] = []
    at = 0
    for span, new in sorted(splices, key=lambda splice: splice[0]):
        pieces += (text[at : span.start], new)
        at = span.end
    return "".join((*pieces, text[at:]))
