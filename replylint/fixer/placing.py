"""Says where in a file the edits of a reply go, and how they are written there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from replylint.fixer.edits import minimal, rewrapped
from replylint.model.finding import Edit
from replylint.model.reply import Reply
from replylint.model.text import Span
from replylint.readers.registry import encode, markup_stays


def in_source(text: str, reply: Reply, edits: Sequence[Edit]) -> tuple[Edit, ...] | None:
    """Return edits of a reply with their words encoded, cut where markup stands between them.

    Args:
        text: the file.
        reply: one of its replies.
        edits: edits of the reply's text that don't overlap.

    Returns:
        None if markup would be lost, such as a link without words.
    """
    whole = [list(_runs(text, reply, edit.span)) for edit in edits]
    if all(len(runs) == 1 for runs in whole):
        return tuple(replace(edit, encoded=encode(edit.text, reply.layers)) for edit in edits)
    kept = [rewrapped(edit, reply.text) for edit in edits]
    parts = list(replacements(text, reply, kept))
    return None if None in parts else tuple(part for part in parts if part is not None)


def replacements(text: str, reply: Reply, edits: Sequence[Edit]) -> Iterator[Edit | None]:
    """Yield edits of the words that change, each of one stretch of the file, encoded.

    None stands for one that would lose markup.

    Args:
        text: the file.
        reply: one of its replies.
        edits: edits of the reply's text.
    """
    for part in (part for edit in edits for part in minimal(edit, reply.text)):
        runs = list(_runs(text, reply, part.span))
        if None in runs:
            yield None
        # The new words stand in the first run; the tags between the runs stay.
        for number, run in enumerate(runs):
            words = "" if number else part.text
            if run is not None:
                yield Edit(run, words, encode(words, reply.layers))


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
