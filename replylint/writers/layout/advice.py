"""What to do about a finding or gap, in a line or two."""

from __future__ import annotations

from collections.abc import Iterator

from replylint.model.finding import Applicability, Edit, Finding, Fix, Gap
from replylint.model.reply import Document, Reply
from replylint.writers.layout.rewrite import offered, rewritten
from replylint.writers.layout.visible import visible


def advice(item: Finding | Gap, reply: Reply) -> str:
    """Return the best way to mend something: the sentence as it would be, a tip, or nothing."""
    if isinstance(item, Gap):
        return f"Add: {visible(item.suggestion)}" if item.suggestion else ""
    for fix in offered(item):
        words = sentence(fix, item, reply)
        return f"Instead: {words}" if words else visible(fix.title)
    return ""


def sentence(fix: Fix, finding: Finding, reply: Reply) -> str:
    """Return a finding's sentence as a fix would leave it; empty for a tip."""
    return visible("".join(piece.text for piece in rewritten(fix, finding, reply.text)))


def full_message(item: Finding | Gap, reply: Reply) -> str:
    """Return what is wrong and, in a second line, what to do about it."""
    lines = (visible(item.message), advice(item, reply))
    return "\n".join(line for line in lines if line)


def ready(item: Finding | Gap, document: Document) -> Iterator[Fix]:
    """Yield the fixes that a program may put into the file: they have words, and no blanks."""
    if isinstance(item, Finding) and document.read_only is None:
        for fix in item.fixes:
            if fix.edits and fix.applicability is not Applicability.SUGGESTION:
                yield fix


def spliced(edit: Edit) -> str:
    """Return the text of an edit as it would stand in the file."""
    return edit.text if edit.encoded is None else edit.encoded
