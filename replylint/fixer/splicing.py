"""Puts edits of replies into the text of their file, and makes sure that nothing else changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from replylint.fixer.copies import transferred
from replylint.fixer.edits import edited, put, rewrapped
from replylint.fixer.placing import replacements
from replylint.model.finding import Edit
from replylint.model.reply import Document, Reply
from replylint.model.text import Span
from replylint.readers.registry import quoted

# Reads the text of a file as that file was read; None if it can't be read any more.
Read = Callable[[str], Document | None]


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
        if requoted and len({_notation(reply) for reply, _ in places}) != 1:
            return
        splices = list(_splices(document.text, places, requoted=requoted))
        if None in splices:
            return
        again = read(put(document.text, [each for each in splices if each is not None]))
        yield again if again is not None and _is_only(document, again, wanted) else None


def _notation(reply: Reply) -> tuple[str, ...]:
    """Return how the outermost codec writes a reply, wherever it stands."""
    return tuple(name for layer in reply.layers[:1] for name in (layer.codec, layer.style))


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
        own = [
            None if part is None else (reply.source.span(part.span), part.encoded or "")
            for part in replacements(text, replace(reply, layers=layers), edits)
        ]
        opening, *others = quotes[1] if quotes else [None]
        if opening is not None:
            yield opening
        yield from own
        replaced = [splice[0] for splice in own if splice]
        for splice in others:
            if splice and not any(span.start <= splice[0].start < span.end for span in replaced):
                yield splice


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
