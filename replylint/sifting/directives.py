"""What may stand in a file about replylint itself: a verb, rules, and a reason behind ``--``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import TypeAlias

from msgspec import Struct

from replylint.model.errors import hint
from replylint.model.text import Span
from replylint.regex import Regex


class Verb(StrEnum):
    """What is asked for."""

    LINE = "disable-line"
    NEXT_LINE = "disable-next-line"
    FILE = "disable-file"
    DISABLE = "disable"
    ENABLE = "enable"
    REPLY = "ignore"
    """In a key or column of its own: for the replies of that entry."""


COMMENT_VERBS = tuple(verb for verb in Verb if verb is not Verb.REPLY)

_SAID = Regex(r"(?P<verb>[\w-]*)[ \t]*[=: \t]?[ \t]*(?P<names>.*)", re.DOTALL)
_REASON = Regex(r"(?:^|\s)--(?:\s|$)")
_NAME = Regex(r"[^\s,]+")


class Directive(Struct, frozen=True):
    """One of them.

    Attributes:
        names: rules or categories; none means all.
        span: where it stands in the file.
        scope: what it is for, where that isn't what the verb says: the span of an entry.
        reason: why.
    """

    verb: Verb
    names: tuple[str, ...]
    span: Span
    scope: Span | None = None
    reason: str | None = None


class Misread(Struct, frozen=True):
    """Something that looks like a directive and is none."""

    message: str
    offset: int


Said: TypeAlias = Sequence[Directive | Misread]
"""All a file asks for, in its order."""


def read_directive(
    text: str, span: Span, verbs: Sequence[Verb], scope: Span | None = None
) -> Directive | Misread:
    """Return the directive some words are.

    Args:
        text: what stands behind ``replylint:``.
        span: where the whole stands in the file.
        verbs: what may be asked for there.
        scope: what it is for, if the verb doesn't say.
    """
    reason_at = _REASON.search(text)
    said = text[: reason_at.start()] if reason_at else text
    reason = text[reason_at.end() :].strip() if reason_at else ""
    match = _SAID.fullmatch(said.strip())
    word = match["verb"] if match else ""
    if match is None or word not in verbs:
        known = [verb.value for verb in verbs]
        near = hint(word, known) or f"; known: {', '.join(known)}"
        return Misread(f"replylint can't be asked to “{word or said.strip()}”{near}", span.start)
    names = tuple(_NAME.findall(match["names"]))
    return Directive(Verb(word), names, span, scope, reason or None)
