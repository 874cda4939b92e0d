"""Report in, edited source out: edits that don't overlap, applied until nothing more changes.

Nothing is dumped anew: an edit is spliced into the text of the file, encoded for the layers it
stands in, and the file read again. If anything but the intended reply changed, or that reply
not as intended, the edit is refused.
"""

from __future__ import annotations

import difflib
import os
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from replylint.model.finding import Applicability, Edit, Finding, Fix
from replylint.model.reply import Document, Reply
from replylint.model.report import FileReport, ReplyReport
from replylint.model.text import Span
from replylint.readers.registry import encode

# A fix may uncover the next one; so many rounds are enough for any reply that isn't made to
# keep rewriting itself.
MAX_ROUNDS = 10
_RANK = {Applicability.SAFE: 0, Applicability.UNSAFE: 1, Applicability.SUGGESTION: 2}


@dataclass(frozen=True, slots=True)
class Applied:
    """A fix that was applied.

    Attributes:
        reply: the name of the reply, where it has one.
        before: the words that were replaced, as the customer would have read them.
        after: the words that stand there now.
    """

    reply: str | None
    rule: str
    title: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Fixed:
    """What became of a document.

    Attributes:
        text: the decoded file with the fixes applied.
        report: what is found in it now.
        applied: the fixes applied, in order.
        refused: messages about fixes that would have damaged the file.
    """

    text: str
    report: FileReport
    applied: tuple[Applied, ...]
    refused: tuple[str, ...]


def fix_document(
    report: FileReport,
    limit: Applicability,
    read: Callable[[str], Document | None],
    lint: Callable[[Document], FileReport],
) -> Fixed:
    """Apply the fixes of a document up to an applicability.

    Args:
        report: what was found in it.
        limit: the freest applicability to apply: `SAFE`, or `UNSAFE` for both.
        read: reads the text of the file again as it was read; None if it can't be read any more.
        lint: lints a document.
    """
    applied: list[Applied] = []
    refused: dict[str, None] = {}
    barred: set[tuple[str, str]] = set()
    for _ in range(MAX_ROUNDS):
        round_ = _Round(report, limit, read, barred)
        document = round_.run()
        refused.update(dict.fromkeys(round_.refused))
        barred.update(round_.barred)
        if not round_.applied:
            break
        applied.extend(round_.applied)
        report = lint(document)
    return Fixed(report.document.text, report, tuple(applied), tuple(refused))


class _Round:
    """One pass over a document; each reply's fixes are spliced in together, or one by one."""

    def __init__(
        self,
        report: FileReport,
        limit: Applicability,
        read: Callable[[str], Document | None],
        barred: set[tuple[str, str]],
    ) -> None:
        self._report = report
        self._limit = limit
        self._read = read
        self._known = barred
        self.applied: list[Applied] = []
        self.refused: list[str] = []
        self.barred: set[tuple[str, str]] = set()

    def run(self) -> Document:
        """Return the document with the fixes of this round."""
        document = self._report.document
        # From the last reply to the first, so that the places of the others still hold.
        for index in reversed(range(len(self._report.replies))):
            document = self._fix_reply(document, index)
        self.applied.reverse()
        return document

    def _fix_reply(self, document: Document, index: int) -> Document:
        report = self._report.replies[index]
        chosen = list(self._chosen(report))
        if not chosen:
            return document
        together = self._spliced(document, index, [fix for _, fix in chosen])
        if together is not None:
            self.applied.extend(_applied(report, finding, fix) for finding, fix in reversed(chosen))
            return together
        for finding, fix in reversed(chosen):
            alone = self._spliced(document, index, [fix])
            if alone is not None:
                self.applied.append(_applied(report, finding, fix))
                return alone  # the rest has moved: it is the next round's
            self.barred.add((finding.rule, finding.match))
            self.refused.append(
                f"the fix for {finding.rule} would change more than its words; it was not applied"
            )
        return document

    def _chosen(self, report: ReplyReport) -> Iterator[tuple[Finding, Fix]]:
        """Yield the best fix of each finding that may be applied, none overlapping another."""
        end = -1
        for finding in sorted(report.findings, key=lambda item: item.span):
            if (finding.rule, finding.match) in self._known:
                continue
            fix = next((fix for fix in finding.fixes if self._may(fix)), None)
            if fix is None or min(edit.span.start for edit in fix.edits) < end:
                continue
            end = max(edit.span.end for edit in fix.edits)
            yield finding, fix

    def _may(self, fix: Fix) -> bool:
        return bool(fix.edits) and _RANK[fix.applicability] <= _RANK[self._limit] < 2

    def _spliced(self, document: Document, index: int, fixes: Sequence[Fix]) -> Document | None:
        """Return the document with a reply's fixes, None if they would damage it."""
        reply = self._report.replies[index].reply
        edits = sorted((edit for fix in fixes for edit in fix.edits), key=lambda edit: edit.span)
        wanted = _edited(reply.text, edits)
        small = [part for edit in edits for part in minimal(edit, reply.text)]
        text = document.text
        for edit in reversed(small):
            span = _contiguous(reply, edit.span)
            if span is None:
                return None
            text = text[: span.start] + encode(edit.text, reply.layers) + text[span.end :]
        again = self._read(text)
        return again if again is not None and _only(document, again, index, wanted) else None


def _edited(text: str, edits: Sequence[Edit]) -> str:
    for edit in reversed(edits):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


def minimal(edit: Edit, text: str) -> list[Edit]:
    """Split an edit into edits of the words that really change, in order.

    Args:
        edit: an edit of `text`.
        text: the reply.
    """
    old = re.findall(r"\w+|\s+|[^\w\s]", text[edit.span.start : edit.span.end])
    new = re.findall(r"\w+|\s+|[^\w\s]", edit.text)
    places = [edit.span.start]
    for word in old:
        places.append(places[-1] + len(word))
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    return [
        Edit(Span(places[a], places[b]), "".join(new[c:d]))
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
    ]


def _contiguous(reply: Reply, span: Span) -> Span | None:
    """Return the source of a span of the reply, None if something else stands in between."""
    starts, ends = reply.source.starts, reply.source.ends
    if any(ends[at] != starts[at + 1] for at in range(span.start, span.end - 1)):
        return None
    return reply.source.span(span)


def _only(before: Document, after: Document, index: int, wanted: str) -> bool:
    """Return whether just one reply changed, and to what was wanted."""
    if len(before.replies) != len(after.replies):
        return False
    for at, (old, new) in enumerate(zip(before.replies, after.replies, strict=True)):
        same = replace(old, text="", source=new.source) == replace(new, text="")
        if not same or new.text != (wanted if at == index else old.text):
            return False
    return True


def _applied(report: ReplyReport, finding: Finding, fix: Fix) -> Applied:
    text = report.reply.text
    start = min(edit.span.start for edit in fix.edits)
    end = max(edit.span.end for edit in fix.edits)
    shifted = [
        replace(edit, span=Span(edit.span.start - start, edit.span.end - start))
        for edit in fix.edits
    ]
    before = text[start:end]
    return Applied(report.reply.name, finding.rule, fix.title, before, _edited(before, shifted))


def write_atomically(path: Path, data: bytes) -> None:
    """Replace a file's content as a whole: the old file or the new one, never half of one.

    The mode is kept, and a link is followed rather than replaced.

    Raises:
        OSError: if the folder can't be written to.
    """
    target = path.resolve()
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(target.stat().st_mode & 0o7777)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
