"""Rewrites as they are shown: the sentence as it would be, or words before and after."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from replylint.model.finding import Finding, Fix
from replylint.model.report import Applied
from replylint.regex import Regex
from replylint.writers.layout.visible import visible

_SPACE = Regex(r"\s+")
_FIXES_SHOWN = 3


def offered(finding: Finding) -> tuple[Fix, ...]:
    """Return the fixes and tips that are shown with a finding, best first."""
    return finding.fixes[:_FIXES_SHOWN]


class Piece(Struct, frozen=True):
    """Words of a rewritten sentence; `new` if the rewrite put them there."""

    text: str
    new: bool


def rewritten(fix: Fix, finding: Finding, text: str) -> list[Piece]:
    """Return the sentence of a finding as a fix would leave it, white space levelled.

    Empty for a tip, for a fix that leaves nothing and for one that reaches beyond the sentence.

    Args:
        text: the whole reply.
    """
    sentence = finding.sentence
    if not fix.edits or not all(sentence.covers(edit.span) for edit in fix.edits):
        return []
    pieces: list[Piece] = []
    at = sentence.start
    for edit in sorted(fix.edits, key=lambda each: each.span):
        pieces += (Piece(text[at : edit.span.start], new=False), Piece(edit.text, new=True))
        at = edit.span.end
    return list(_levelled([*pieces, Piece(text[at : sentence.end], new=False)]))


def _levelled(pieces: list[Piece]) -> Iterator[Piece]:
    """Yield the pieces with single spaces, none at the start and the end of all."""
    whole = "".join(piece.text for piece in pieces).rstrip()
    used, gap = 0, True
    for piece in pieces:
        room = max(0, len(whole) - used)
        used += len(piece.text)
        words = _SPACE.sub(" ", piece.text[:room])
        if gap:
            words = words.lstrip()
        if words:
            gap = words.endswith(" ")
            yield Piece(words, piece.new)


def change(applied: Applied) -> str:
    """Return what a fix changed, on one line: its rule, the words before and after."""
    after = f"“{applied.after}”" if applied.after else "nothing"
    return visible(f"{applied.rule}: “{applied.before}” → {after}")


def placed_change(applied: Applied) -> str:
    """Return what a fix changed with its file and line in front."""
    return f"{visible(applied.path)}:{applied.line}: {change(applied)}"
