"""``check --statistics``: how much was found, instead of what."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TypeVar

from replylint.model.report import ReplyReport, Report

_Name = TypeVar("_Name", bound=str)


def as_text(report: Report) -> str:
    """Return a table of the rules and categories, and how the replies scored."""
    replies = _linted(report)
    rules = _counted(replies)
    room = len(str(max(rules.values(), default=0)))
    lines = [f"{count:{room}}  {rule}" for rule, count in _commonest(rules)]
    categories = _commonest(report.categories())
    if lines:
        lines += ["", *(f"{count:{room}}  {name}" for name, count in categories), ""]
    return "\n".join([*lines, *_summary(replies, report)])


def as_json(report: Report) -> str:
    """Return the same as JSON."""
    replies = _linted(report)
    values = {
        "version": 1,
        "replies": len(replies),
        "flagged": _flagged(replies),
        "rules": dict(_commonest(_counted(replies))),
        "categories": dict(_commonest(report.categories())),
        "severities": {str(name): count for name, count in _commonest(report.severities())},
        "score": {"mean": _mean(replies), "lowest": min((r.score for r in replies), default=None)},
        "errors": len(report.problems),
    }
    return json.dumps(values, indent=2)


def _linted(report: Report) -> list[ReplyReport]:
    return [reply for reply in report.replies() if reply.skipped is None]


def _counted(replies: list[ReplyReport]) -> Counter[str]:
    return Counter(item.rule for reply in replies for item in reply.items())


def _commonest(counts: Mapping[_Name, int]) -> list[tuple[_Name, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def _flagged(replies: list[ReplyReport]) -> int:
    return sum(1 for reply in replies if reply.findings or reply.gaps)


def _mean(replies: list[ReplyReport]) -> float | None:
    return round(sum(reply.score for reply in replies) / len(replies), 1) if replies else None


def _summary(replies: list[ReplyReport], report: Report) -> Iterator[str]:
    noun = "reply" if len(replies) == 1 else "replies"
    yield f"{len(replies)} {noun} checked, {_flagged(replies)} with something to say about"
    if replies:
        yield f"score: {_mean(replies)} on average, {min(r.score for r in replies)} at the lowest"
    if report.problems:
        yield f"{len(report.problems)} that could not be read"
