"""What a run found: plain frozen data that writers turn into text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from replylint.model.finding import Finding, Gap
from replylint.model.reply import Document, Kind, Reply
from replylint.model.rule import Severity


@dataclass(frozen=True, slots=True)
class ReplyReport:
    """What was found in one reply.

    Attributes:
        kind: the reply's kind, given or guessed.
        language: its language, given or guessed.
        score: 0 to 100; see `replylint.linter.score` for what each finding costs.
        skipped: why the reply was not linted; None when it was.
    """

    reply: Reply
    kind: Kind
    language: str
    findings: tuple[Finding, ...] = ()
    gaps: tuple[Gap, ...] = ()
    score: int = 100
    skipped: str | None = None

    def items(self) -> Iterator[Finding | Gap]:
        """Yield the findings, then the gaps."""
        yield from self.findings
        yield from self.gaps


@dataclass(frozen=True, slots=True)
class Problem:
    """Input that could not be used: a reason for exit code 2. Line and column from 1."""

    path: str
    message: str
    line: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class FileReport:
    """One document with what was found in each of its replies."""

    document: Document
    replies: tuple[ReplyReport, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A whole run.

    Attributes:
        problems: input that could not be used.
        notices: what a user should know and nothing failed by, such as a skipped file.
    """

    files: tuple[FileReport, ...] = ()
    problems: tuple[Problem, ...] = ()
    notices: tuple[Problem, ...] = ()

    def replies(self) -> Iterator[ReplyReport]:
        """Yield each reply's report in the order of the files."""
        for file in self.files:
            yield from file.replies

    def severities(self) -> Counter[Severity]:
        """Count findings and gaps by severity."""
        return Counter(item.severity for reply in self.replies() for item in reply.items())

    def categories(self) -> Counter[str]:
        """Count findings and gaps by category."""
        return Counter(item.category for reply in self.replies() for item in reply.items())
