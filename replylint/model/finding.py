"""Findings, gaps and the fixes they come with. Offsets are those of the reply's text."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from replylint.model.rule import Severity
from replylint.model.text import Span


class Applicability(StrEnum):
    """How freely a fix may be applied.

    SAFE: a change of wording that can't change what is said or promised.
    UNSAFE: right in most cases, to be looked at.
    SUGGESTION: has a blank to fill or is only a tip; never applied.
    """

    SAFE = "safe"
    UNSAFE = "unsafe"
    SUGGESTION = "suggestion"


class Edit(Struct, frozen=True):
    """Put `text` in the place of `span`. An empty span inserts, an empty text deletes.

    Attributes:
        encoded: the text as it is spliced into the file, where the file's layers change it.
    """

    span: Span
    text: str
    encoded: str | None = None


class Fix(Struct, frozen=True):
    """One way to mend a finding. Without edits it is a tip: `title` says it all."""

    title: str
    applicability: Applicability
    edits: tuple[Edit, ...] = ()


class Finding(Struct, frozen=True):
    """A wording to avoid, at a place.

    Attributes:
        span: the words at fault.
        sentence: the sentence they stand in.
        match: the words as the customer reads them.
        fixes: ways to say it, best first.
    """

    rule: str
    category: str
    severity: Severity
    message: str
    why: str
    span: Span
    sentence: Span
    match: str
    fixes: tuple[Fix, ...] = ()


class Gap(Struct, frozen=True):
    """Something a good reply has and this one lacks.

    Attributes:
        suggestion: a sentence to start from, where the rule has one.
        insert_at: the offset where it would stand.
    """

    rule: str
    category: str
    severity: Severity
    message: str
    why: str
    suggestion: str | None
    insert_at: int
