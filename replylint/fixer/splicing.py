"""Puts edits of replies into the text of their file, and makes sure that nothing else changed."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from replylint.model.finding import Edit
from replylint.model.reply import Document, Reply
from replylint.model.text import Span
from replylint.readers.registry import encode, markup_stays, quoted

# Reads the text of a file as that file was read; None if it can't be read any more.
Read = Callable[[str], Document | None]

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")


def spliced(
    document: Document, changes: Mapping[int, Sequence[Edit]], read: Read
) -> Document | None:
    """Return the document with some of its replies edited, None if that would damage it.

    A value without quotes gets some where its new words can't stand without.

    Args:
        document: the file as read.
        changes: for the index of a reply, edits of its text that don't overlap.
        read: reads the text of the file again.
    """
    if document.read_only is not None:
        return None
    wanted = list(document.replies)
    places: list[_Place] = []
    for index, edits in changes.items():
        reply = document.replies[index]
        followed = _followed(reply, [rewrapped(edit, reply.text) for edit in edits])
        if followed is None:
            return None
        wanted[index], changed = followed
        places += changed
    return next((each for each in _attempts(document, places, read, wanted) if each), None)


# A text in the file, with edits of it.
_Place = tuple[Reply, Sequence[Edit]]


def _followed(reply: Reply, edits: Sequence[Edit]) -> tuple[Reply, list[_Place]] | None:
    """Return the reply as it should be, and what to edit: its copy must be able to follow."""
    wanted = replace(reply, text=edited(reply.text, edits))
    if reply.copy is None:
        return wanted, [(reply, edits)]
    moved = transferred(edits, reply.text, reply.copy.text)
    if moved is None:
        return None
    copy = replace(reply.copy, text=edited(reply.copy.text, moved))
    return replace(wanted, copy=copy), [(reply, edits), (reply.copy, moved)]


def _attempts(
    document: Document, places: Sequence[_Place], read: Read, wanted: Sequence[Reply]
) -> Iterator[Document | None]:
    """Yield the document edited as its notation is, then with quotes; None where that fails."""
    for requoted in (False, True):
        # Where several replies are edited at once, the one that needs quotes isn't known.
        if requoted and len({reply.layers[:1] for reply, _ in places}) != 1:
            return
        splices = list(_splices(document.text, places, requoted=requoted))
        if None in splices:
            return
        again = read(_put(document.text, [each for each in splices if each is not None]))
        yield again if again is not None and _is_only(document, again, wanted) else None


def _splices(
    text: str, places: Sequence[_Place], *, requoted: bool
) -> Iterator[tuple[Span, str] | None]:
    """Yield what to put where in the file; None for an edit that has no one place."""
    for reply, edits in places:
        layers, quotes = reply.layers, None
        if requoted:
            quotes = quoted(text, layers)
            if quotes is None:
                yield None
                return
            layers = quotes[0]
        own = list(_replacements(text, replace(reply, layers=layers), edits))
        opening, *others = quotes[1] if quotes else [None]
        if opening is not None:
            yield opening
        yield from own
        replaced = [splice[0] for splice in own if splice]
        for splice in others:
            if splice and not any(span.start <= splice[0].start < span.end for span in replaced):
                yield splice


def _replacements(
    text: str, reply: Reply, edits: Sequence[Edit]
) -> Iterator[tuple[Span, str] | None]:
    """Yield what to put where for edits of one reply; None for one that has no one place."""
    for part in (part for edit in edits for part in minimal(edit, reply.text)):
        runs = list(_runs(text, reply, part.span))
        if None in runs:
            yield None
        # The new words stand in the first run; the tags between the runs stay.
        for number, run in enumerate(runs):
            if run is not None:
                yield reply.source.span(run), "" if number else encode(part.text, reply.layers)


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


def transferred(edits: Sequence[Edit], text: str, copy: str) -> list[Edit] | None:
    """Return edits of a text as edits of a copy of it, whose layout and markup may differ.

    The words an edit replaces are found by how often they came before; None if the copy doesn't
    have them as often.

    Args:
        edits: edits of `text`.
        text: a reply.
        copy: the same message in another form.
    """
    moved: list[Edit] = []
    for edit in edits:
        words = _grown(edit.span, text)
        pattern = re.compile(r"\s+".join(map(re.escape, text[words.start : words.end].split())))
        here = [match.span() for match in pattern.finditer(text)]
        there = [match.span() for match in pattern.finditer(copy)]
        at = [start for start, _ in here]
        if not pattern.pattern or words.start not in at or len(here) != len(there):
            return None
        new = text[words.start : edit.span.start] + edit.text + text[edit.span.end : words.end]
        target = Span(*there[at.index(words.start)])
        moved.append(rewrapped(Edit(target, new), copy))
    ordered = sorted(moved, key=lambda edit: edit.span)
    overlap = any(a.span.end > b.span.start for a, b in pairwise(ordered))
    return None if overlap else moved


def _grown(span: Span, text: str) -> Span:
    """Return a span with the whole words it touches, and no white space at its ends."""
    start, end = span.start, span.end
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


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


def _runs(text: str, reply: Reply, span: Span) -> Iterator[Span | None]:
    """Yield the runs of a span between which markup stays; None if some can't stay as it is."""
    starts, ends = reply.source.starts, reply.source.ends
    first = span.start
    for at in range(span.start, span.end - 1):
        between = text[ends[at] : starts[at + 1]]
        stays = markup_stays(between, reply.layers) if between else False
        if stays is None:
            yield None
        elif stays:
            yield Span(first, at + 1)
            first = at + 1
    yield Span(first, span.end)


def _is_only(before: Document, after: Document, wanted: Sequence[Reply]) -> bool:
    """Return whether the replies are what was wanted, and all else is as it was."""
    if len(before.replies) != len(after.replies) or before.rest != after.rest:
        return False
    return all(_is(old, new) for old, new in zip(wanted, after.replies, strict=True))


def _is(wanted: Reply, found: Reply) -> bool:
    """Return whether a reply is what was wanted, wherever it stands and in whatever quotes."""
    if (wanted.copy is None) is not (found.copy is None):
        return False
    if wanted.copy and found.copy and not _is(wanted.copy, found.copy):
        return False
    codecs = [layer.codec for layer in wanted.layers] == [layer.codec for layer in found.layers]
    placed = replace(wanted, source=found.source, layers=found.layers, copy=found.copy)
    return codecs and placed == found
