"""Applies the fixes of a document, round by round, until there is none left to apply."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from replylint.fixer.edits import edited
from replylint.fixer.session import Session
from replylint.model.finding import Applicability, Edit, Finding, Fix, Gap
from replylint.model.report import Applied, FileReport, Problem, ReplyReport
from replylint.model.text import LineIndex, Span

# A fix may uncover the next one; so many rounds are enough for any reply that isn't made to
# keep rewriting itself.
MAX_ROUNDS = 10
_RANK = {Applicability.SAFE: 0, Applicability.UNSAFE: 1, Applicability.SUGGESTION: 2}


class Fixed(Struct, frozen=True):
    """What became of a document.

    Attributes:
        before: what was found in it.
        after: the document with the fixes applied, and what is found in it now.
        applied: the fixes applied: by replies, in each by rounds.
        refused: messages about fixes that were not applied, since they would have damaged the
            file.
    """

    before: FileReport
    after: FileReport
    applied: tuple[Applied, ...] = ()
    refused: tuple[Problem, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether the file would be another one."""
        return self.before.document.text != self.after.document.text

    def left(self) -> FileReport:
        """Return what the fixes don't mend, where it stands in the file before them."""
        pairs = zip(self.before.replies, self.after.replies, strict=True)
        return replace(self.before, replies=tuple(_left(old, new) for old, new in pairs))


def fix_document(session: Session, limit: Applicability) -> Fixed:
    """Apply the fixes of a document up to an applicability.

    Args:
        session: the document; it holds the fixed one afterwards.
        limit: the freest applicability to apply: `SAFE`, or `UNSAFE` for both.
    """
    before = session.report
    rounds = _Rounds(session, limit)
    rounds.run()
    applied = sorted(rounds.applied, key=lambda pair: pair[0])
    return Fixed(before, session.report, tuple(each for _, each in applied), tuple(rounds.refused))


class _Choice(Struct, frozen=True):
    """A fix to be applied to the reply of that index."""

    index: int
    finding: Finding
    fix: Fix


class _Rounds:
    """What was applied and refused so far."""

    def __init__(self, session: Session, limit: Applicability) -> None:
        self._session = session
        self._limit = limit
        self._barred: set[tuple[int, str, str]] = set()
        self.applied: list[tuple[int, Applied]] = []
        self.refused: list[Problem] = []

    def run(self) -> None:
        """Apply all there is to apply; each round mends at least one finding of a reply."""
        if self._session.report.document.read_only is not None:
            self._refuse_all(self._session.report.document.read_only)
            return
        most = max((len(reply.findings) for reply in self._session.report.replies), default=0)
        for _ in range(max(MAX_ROUNDS, most)):
            choices = list(self._choices())
            if not choices:
                return
            self._apply(choices)
        if any(True for _ in self._choices()):
            message = "fixes kept bringing new ones; stopped, look at what they made of it"
            self.refused.append(Problem(self._session.report.document.path, message))

    def _refuse_all(self, reason: str) -> None:
        """Tell once why none of a file's fixes is applied; nothing if it has none."""
        count = sum(1 for _ in self._choices())
        if count:
            fixes = f"{count} {'fix' if count == 1 else 'fixes'}"
            path = self._session.report.document.path
            self.refused.append(Problem(path, f"{fixes} not applied: {reason}"))

    def _choices(self) -> Iterator[_Choice]:
        for index, report in enumerate(self._session.report.replies):
            yield from self._of_reply(index, report)

    def _of_reply(self, index: int, report: ReplyReport) -> Iterator[_Choice]:
        """Yield the best fix of each finding that may be applied, none overlapping another."""
        end = -1
        for finding in sorted(report.findings, key=lambda item: item.span):
            fix = next((fix for fix in finding.fixes if self._may(fix, finding)), None)
            if fix is None or _extent(fix).start < end:
                continue
            choice = _Choice(index, finding, fix)
            if self._identity(choice) not in self._barred:
                end = _extent(fix).end
                yield choice

    def _may(self, fix: Fix, finding: Finding) -> bool:
        return (
            bool(fix.edits)
            and _RANK[fix.applicability] <= _RANK[self._limit]
            and fix.applicability is not Applicability.SUGGESTION
            and _reach(fix, finding).covers(_extent(fix))
        )

    def _apply(self, choices: Sequence[_Choice]) -> None:
        """Apply fixes at once; if that fails, those that can be, the rest in the next round."""
        if self._succeed(choices):
            return
        replies = sorted({choice.index for choice in choices})
        if len(replies) > 1:
            middle = replies[len(replies) // 2]
            self._apply([choice for choice in choices if choice.index < middle])
            self._apply([choice for choice in choices if choice.index >= middle])
            return
        for choice in choices:
            if len(choices) > 1 and self._succeed([choice]):
                return  # the words behind it have moved
            self._refuse(choice)

    def _succeed(self, choices: Sequence[_Choice]) -> bool:
        edits: dict[int, list[Edit]] = {}
        for choice in choices:
            edits.setdefault(choice.index, []).extend(choice.fix.edits)
        applied = list(self._described(choices))
        if not self._session.apply(edits):
            return False
        self.applied.extend(applied)
        return True

    def _refuse(self, choice: _Choice) -> None:
        self._barred.add(self._identity(choice))
        path = self._session.report.document.path
        message = f"the fix for {choice.finding.rule} would change more than its words; not applied"
        line = self._line(choice, LineIndex(self._session.report.document.text))
        self.refused.append(Problem(path, message, line))

    def _described(self, choices: Sequence[_Choice]) -> Iterator[tuple[int, Applied]]:
        """Yield what to report of fixes, while their words are still there."""
        document = self._session.report.document
        lines = LineIndex(document.text)
        for choice in choices:
            reply = document.replies[choice.index]
            before, after = _words(choice.fix, reply.text)
            yield (
                choice.index,
                Applied(
                    document.path,
                    self._line(choice, lines),
                    reply.name,
                    choice.finding.rule,
                    choice.fix.applicability,
                    before,
                    after,
                ),
            )

    def _line(self, choice: _Choice, lines: LineIndex) -> int:
        reply = self._session.report.document.replies[choice.index]
        return lines.position(reply.source.span(_extent(choice.fix)).start).line

    def _identity(self, choice: _Choice) -> tuple[int, str, str]:
        """Return what a fix that was refused is known by when the reply is linted again."""
        sentence = choice.finding.sentence
        text = self._session.report.replies[choice.index].reply.text
        return choice.index, choice.finding.rule, text[sentence.start : sentence.end]


def _extent(fix: Fix) -> Span:
    """Return the stretch from a fix's first edit to its last."""
    spans = [edit.span for edit in fix.edits]
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _reach(fix: Fix, finding: Finding) -> Span:
    """Return where a fix may change something: in the sentence; to delete, a space beside it."""
    sentence = finding.sentence
    if any(edit.text for edit in fix.edits):
        return sentence
    return Span(sentence.start - 1, sentence.end + 1)


def _words(fix: Fix, text: str) -> tuple[str, str]:
    """Return the words a fix replaces and those it puts there, white space levelled."""
    extent = _extent(fix)
    after = edited(text[: extent.end], fix.edits)[extent.start :]
    return " ".join(text[extent.start : extent.end].split()), " ".join(after.split())


def _left(before: ReplyReport, after: ReplyReport) -> ReplyReport:
    """Return the report of a reply with only what is found in the fixed one as well."""
    remaining = Counter(map(_key, after.items()))
    findings: list[Finding] = []
    for finding in before.findings:
        if remaining[_key(finding)]:
            remaining[_key(finding)] -= 1
            findings.append(finding)
    gaps = tuple(gap for gap in before.gaps if remaining[_key(gap)])
    return replace(before, findings=tuple(findings), gaps=gaps, score=after.score)


def _key(item: Finding | Gap) -> tuple[str, str]:
    return item.rule, " ".join(item.match.split()) if isinstance(item, Finding) else ""
