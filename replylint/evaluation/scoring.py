"""Measures a report against labelled replies: precision and recall per category and over all.

How the two are compared:

- Reports and labels of one category are matched one to one, greatest overlap first. A report left
  over is a false alarm, a label left over a miss.
- A report longer than three times its label, and than 60 characters, doesn't match it.
- Gaps belong to the whole reply: each category is asked for or not. They are counted where they
  were judged.
- Clean replies have no labelled finding; flagged ones among them have a finding at warning or
  above; those with a finding at info are counted apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

from msgspec import Struct

from replylint.evaluation.labels import Case, Label
from replylint.model.finding import Finding
from replylint.model.rule import Severity

_LONG_FACTOR = 3
_LONG_CHARACTERS = 60


class Counts(Struct, frozen=True):
    """How often reports and labels agreed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.right + other.right, self.wrong + other.wrong, self.missed + other.missed
        )

    @property
    def precision(self) -> float | None:
        """The part of the reports that is right; None without reports."""
        return _ratio(self.right, self.right + self.wrong)

    @property
    def recall(self) -> float | None:
        """The part of the labels that was found; None without labels."""
        return _ratio(self.right, self.right + self.missed)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both; None without reports and labels."""
        return _ratio(2 * self.right, 2 * self.right + self.wrong + self.missed)


class Clean(Struct, frozen=True):
    """What was reported in replies without a labelled finding."""

    replies: int = 0
    flagged: int = 0
    info: int = 0


class Mistake(Struct, frozen=True):
    """A false alarm or a miss.

    Attributes:
        wrong: True for a false alarm, False for a miss.
        rule: the rule that raised the alarm.
        match: the words in question; None for a gap.
    """

    reply: str | None
    category: str
    wrong: bool
    rule: str | None
    match: str | None
    text: str


class Evaluation(Struct, frozen=True):
    """The outcome over all replies, by category."""

    replies: int
    findings: Mapping[str, Counts]
    gaps: Mapping[str, Counts]
    clean: Clean
    mistakes: tuple[Mistake, ...]


def evaluate(cases: Iterable[Case]) -> Evaluation:
    """Return how well the reports of labelled replies agree with the labels."""
    findings: dict[str, Counts] = {}
    gaps: dict[str, Counts] = {}
    mistakes: list[Mistake] = []
    clean = Clean()
    replies = 0
    for case in cases:
        replies += 1
        mistakes.extend(_count_findings(case, findings))
        mistakes.extend(_count_gaps(case, gaps))
        clean = _count_clean(case, clean)
    return Evaluation(replies, findings, gaps, clean, tuple(mistakes))


def total(counts: Mapping[str, Counts]) -> Counts:
    """Return the counts over all categories (for micro averages)."""
    return sum(counts.values(), Counts())


def matches(findings: Sequence[Finding], labels: Sequence[Label]) -> dict[int, int]:
    """Return for each matched finding (by index) the label (by index) it stands for."""
    pairs = sorted(
        (
            (-finding.span.overlap(label.span), at, to)
            for (at, finding), (to, label) in product(enumerate(findings), enumerate(labels))
            if _comparable(finding, label)
        ),
    )
    found: dict[int, int] = {}
    for _, at, to in pairs:
        if at not in found and to not in found.values():
            found[at] = to
    return found


def _comparable(finding: Finding, label: Label) -> bool:
    """Return whether a finding may stand for a label."""
    size = len(finding.span)
    too_long = size > _LONG_FACTOR * len(label.span) and size > _LONG_CHARACTERS
    return (
        finding.category == label.category and finding.span.overlap(label.span) > 0 and not too_long
    )


def _count_findings(case: Case, counts: dict[str, Counts]) -> Iterator[Mistake]:
    """Add a reply's findings to the counts; yield the mistakes among them."""
    reply = case.report.reply
    found = matches(case.report.findings, case.labels.findings)
    for at, finding in enumerate(case.report.findings):
        right = at in found
        _add(counts, finding.category, Counts(right=right, wrong=not right))
        if not right:
            yield Mistake(
                reply.name, finding.category, True, finding.rule, finding.match, reply.text
            )
    for to, label in enumerate(case.labels.findings):
        if to not in found.values():
            _add(counts, label.category, Counts(missed=1))
            quote = reply.text[label.span.start : label.span.end]
            yield Mistake(reply.name, label.category, False, None, quote, reply.text)


def _count_gaps(case: Case, counts: dict[str, Counts]) -> Iterator[Mistake]:
    """Add a reply's gaps to the counts, if they were judged; yield the mistakes among them."""
    if case.labels.gaps is None:
        return
    reply = case.report.reply
    rules = {gap.category: gap.rule for gap in case.report.gaps}
    for category in sorted(case.labels.gaps | rules.keys()):
        labelled, reported = category in case.labels.gaps, category in rules
        _add(counts, category, Counts(labelled and reported, not labelled, not reported))
        if labelled != reported:
            yield Mistake(reply.name, category, reported, rules.get(category), None, reply.text)


def _count_clean(case: Case, clean: Clean) -> Clean:
    """Return the counts of clean replies with this one, if it is clean."""
    if case.labels.findings:
        return clean
    severities = {finding.severity for finding in case.report.findings}
    return Clean(
        clean.replies + 1,
        clean.flagged + any(each.rank >= Severity.WARNING.rank for each in severities),
        clean.info + (Severity.INFO in severities),
    )


def _add(counts: dict[str, Counts], category: str, more: Counts) -> None:
    counts[category] = counts.get(category, Counts()) + more


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None
