"""What a run found: plain frozen data that writers turn into text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from replylint.model.finding import Applicability, Finding, Gap
from replylint.model.reply import Document, Kind, Reply
from replylint.model.rule import Severity


class ReplyReport(Struct, frozen=True):
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


class Problem(Struct, frozen=True):
    """Input that could not be used: a reason for exit code 2. Line and column from 1."""

    path: str
    message: str
    line: int | None = None
    column: int | None = None


class FileReport(Struct, frozen=True):
    """One document with what was found in each of its replies."""

    document: Document
    replies: tuple[ReplyReport, ...]


class Applied(Struct, frozen=True):
    """A fix that was applied.

    Attributes:
        path: the document's.
        line: where it was, from 1.
        reply: the name of the reply, where it has one.
        before: the words that were replaced, as the customer would have read them.
        after: the words that stand there now.
    """

    path: str
    line: int
    reply: str | None
    rule: str
    applicability: Applicability
    before: str
    after: str


class Fixing(Struct, frozen=True):
    """What a run fixed.

    Attributes:
        applied: the fixes, in the order of the files.
        limit: the freest applicability that was asked for.
        written: whether they were made, rather than only tried.
    """

    applied: tuple[Applied, ...] = ()
    limit: Applicability = Applicability.SAFE
    written: bool = True


class Report(Struct, frozen=True):
    """A whole run.

    Attributes:
        files: what is found in each document; after fixing, what is left.
        problems: input that could not be used.
        notices: what a user should know and nothing failed by, such as a skipped file.
        fixing: what was fixed; None when that wasn't asked for.
    """

    files: tuple[FileReport, ...] = ()
    problems: tuple[Problem, ...] = ()
    notices: tuple[Problem, ...] = ()
    fixing: Fixing | None = None

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
