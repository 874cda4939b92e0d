"""Puts edits of replies into the text of their file, and makes sure that nothing else changed."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from replylint.model.finding import Edit
from replylint.model.reply import Document, Reply
from replylint.model.text import Span
from replylint.readers.registry import encode

# Reads the text of a file as that file was read; None if it can't be read any more.
Read = Callable[[str], Document | None]

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")


def spliced(
    document: Document, changes: Mapping[int, Sequence[Edit]], read: Read
) -> Document | None:
    """Return the document with some of its replies edited, None if that would damage it.

    Args:
        document: the file as read.
        changes: for the index of a reply, edits of its text that don't overlap.
        read: reads the text of the file again.
    """
    wanted = [reply.text for reply in document.replies]
    splices: list[tuple[Span, str]] = []
    for index, edits in changes.items():
        reply = document.replies[index]
        kept = [rewrapped(edit, reply.text) for edit in edits]
        wanted[index] = edited(reply.text, kept)
        for edit in kept:
            for part in minimal(edit, reply.text):
                span = _contiguous(reply, part.span)
                if span is None:
                    return None
                splices.append((span, encode(part.text, reply.layers)))
    again = read(_put(document.text, splices))
    return again if again is not None and _is_only(document, again, wanted) else None


def edited(text: str, edits: Sequence[Edit]) -> str:
    """Return a reply's text with edits that don't overlap."""
    return _put(text, [(edit.span, edit.text) for edit in edits])


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


def _put(text: str, splices: Sequence[tuple[Span, str]]) -> str:
    """Return a text with stretches of it replaced; inserts at one place keep their order."""
    pieces: list[str] = []
    at = 0
    for span, new in sorted(splices, key=lambda splice: splice[0]):
        pieces += (text[at : span.start], new)
        at = span.end
    return "".join((*pieces, text[at:]))


def _contiguous(reply: Reply, span: Span) -> Span | None:
    """Return the source of a span of the reply, None if something else stands in between."""
    starts, ends = reply.source.starts, reply.source.ends
    if any(ends[at] != starts[at + 1] for at in range(span.start, span.end - 1)):
        return None
    return reply.source.span(span)


def _is_only(before: Document, after: Document, wanted: Sequence[str]) -> bool:
    """Return whether the texts of the replies are what was wanted, and all else is as it was."""
    if len(before.replies) != len(after.replies):
        return False
    return all(
        replace(old, text=text, source=new.source) == new
        for old, new, text in zip(before.replies, after.replies, wanted, strict=True)
    )
