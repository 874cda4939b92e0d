"""Carries edits of a reply over to its copy in another field, such as the plain text of HTML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from replylint.fixer.edits import rewrapped
from replylint.model.finding import Edit
from replylint.model.text import Span


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
        sought = r"\s+".join(map(re.escape, text[words.start : words.end].split()))
        pattern = re.compile(rf"(?<!\w){sought}(?!\w)")
        here = [match.span() for match in pattern.finditer(text)]
        there = [match.span() for match in pattern.finditer(copy)]
        at = [start for start, _ in here]
        if not sought or words.start not in at or len(here) != len(there):
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
