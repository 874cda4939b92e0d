"""Scoring against labels, on cases small enough to count by hand."""

from __future__ import annotations

import json

import pytest

from replylint.evaluation.labels import Case, Label, Labels, labels
from replylint.evaluation.scoring import Counts, Evaluation, evaluate, matches, total
from replylint.model.finding import Finding, Gap
from replylint.model.places import SourceMap
from replylint.model.reply import Kind, Reply
from replylint.model.report import FileReport, ReplyReport
from replylint.model.rule import Severity
from replylint.model.text import Span
from replylint.readers import read_bytes


def finding(
    start: int, end: int, category: str = "a", severity: Severity = Severity.ERROR
) -> Finding:
    span = Span(start, end)
    return Finding(f"{category}/x", category, severity, "", "", span, span, "")


def label(start: int, end: int, category: str = "a") -> Label:
    return Label(category, Span(start, end))


def case(
    found: list[Finding],
    marked: list[Label],
    gaps: list[str] | None = None,
    gaps_found: tuple[str, ...] = (),
) -> Case:
    reply = Reply("x" * 200, SourceMap.identity(0, 200), name="r")
    reported = tuple(Gap(f"{name}/x", name, Severity.INFO, "", "", None, 0) for name in gaps_found)
    return Case(
        Labels(tuple(marked), None if gaps is None else frozenset(gaps)),
        ReplyReport(reply, Kind.EMAIL, "en", tuple(found), reported),
    )


@pytest.mark.parametrize(
    ("found", "marked", "pairs"),
    [
        ([finding(0, 5)], [label(3, 9)], {0: 0}),
        ([finding(0, 5)], [label(5, 9)], {}),
        ([finding(0, 5)], [label(0, 5, "b")], {}),
        # The greater overlap wins, whatever the order.
        ([finding(0, 4), finding(3, 9)], [label(3, 9)], {1: 0}),
        ([finding(0, 9), finding(0, 9)], [label(0, 9)], {0: 0}),
        ([finding(0, 9), finding(4, 20)], [label(0, 5), label(6, 20)], {1: 1, 0: 0}),
        # Long reports: 60 characters are always allowed, three times the label too.
        ([finding(0, 60)], [label(0, 5)], {0: 0}),
        ([finding(0, 61)], [label(0, 5)], {}),
        ([finding(0, 90)], [label(0, 30)], {0: 0}),
        ([finding(0, 91)], [label(0, 30)], {}),
    ],
)
def test_matches(found: list[Finding], marked: list[Label], pairs: dict[int, int]) -> None:
    assert matches(found, marked) == pairs


def test_counts_per_category_and_over_all() -> None:
    done = evaluate(
        [
            case(
                [finding(0, 5), finding(10, 15), finding(0, 5, "b")], [label(0, 5), label(50, 60)]
            ),
            case([], [label(0, 5, "b")]),
        ]
    )
    assert done.findings == {"a": Counts(1, 1, 1), "b": Counts(0, 1, 1)}
    all_together = total(done.findings)
    assert all_together == Counts(1, 2, 2)
    assert (all_together.precision, all_together.recall) == (1 / 3, 1 / 3)
    assert all_together.f1 == pytest.approx(1 / 3)
    assert [mistake.wrong for mistake in done.mistakes] == [True, True, False, False]


def test_gaps_are_counted_where_they_were_judged() -> None:
    done = evaluate(
        [
            case([], [], ["thanks", "closing"], ("thanks", "thanks", "reason")),
            case([], [], None, ("thanks",)),
            case([], [], [], ("thanks",)),
        ]
    )
    assert done.gaps == {
        "thanks": Counts(1, 1, 0),
        "closing": Counts(0, 0, 1),
        "reason": Counts(0, 1, 0),
    }


def test_clean_replies() -> None:
    info, warning = finding(0, 5, severity=Severity.INFO), finding(0, 5, severity=Severity.WARNING)
    done = evaluate(
        [case([], []), case([info], []), case([warning, info], []), case([warning], [label(0, 5)])]
    )
    assert (done.clean.replies, done.clean.flagged, done.clean.info) == (3, 1, 2)


def test_nothing_to_divide_by() -> None:
    assert (Counts().precision, Counts().recall, Counts().f1) == (None, None, None)
    assert evaluate([]) == Evaluation(0, {}, {}, evaluate([]).clean, ())


def read_labels(*records: object) -> tuple[list[Case], list[tuple[int | None, str]]]:
    data = "\r\n".join(json.dumps(record) for record in records).encode()
    document = read_bytes(data, "a.jsonl").document
    assert document is not None
    reports = tuple(ReplyReport(reply, Kind.CHAT, "en") for reply in document.replies)
    cases, problems = labels(FileReport(document, reports))
    return cases, [(problem.line, problem.message) for problem in problems]


def test_labels() -> None:
    quote = {"category": "a", "quote": "no"}
    cases, problems = read_labels(
        {"text": "no, é no", "findings": [quote, quote], "gaps": ["g"]},
        {"text": "fine", "findings": [], "gaps": None},
    )
    assert problems == []
    assert cases[0].labels == Labels((label(0, 2), label(6, 8)), frozenset({"g"}))
    assert cases[1].labels == Labels((), None)


def test_labels_that_cannot_be_used() -> None:
    cases, problems = read_labels(
        {"text": "one"},
        {"text": "two", "findings": [{"category": "a", "quote": "three"}]},
        {"text": "three", "findings": [{"quote": "three"}]},
        {"text": "four", "findings": ["four"]},
        {"text": "five", "findings": [], "gaps": [5]},
        {"text": "six", "findings": [], "gaps": []},
    )
    assert len(cases) == 1
    assert [line for line, _ in problems] == [1, 2, 3, 4, 5]
    assert "“three” is not in the text" in problems[1][1]
