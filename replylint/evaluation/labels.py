"""Labels: what a person found in a reply, to measure a report against."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from replylint.model.report import FileReport, Problem, ReplyReport
from replylint.model.text import LineIndex, Span


class Label(Struct, frozen=True):
    """A finding as a person marked it; the span is one of the reply's text."""

    category: str
    span: Span


class Labels(Struct, frozen=True):
    """What a person found in a reply. `gaps` is None where they weren't judged."""

    findings: tuple[Label, ...]
    gaps: frozenset[str] | None


class Case(Struct, frozen=True):
    """A labelled reply with what was reported."""

    labels: Labels
    report: ReplyReport


def labels(file: FileReport) -> tuple[list[Case], list[Problem]]:
    """Return the replies of a JSON Lines file with their labels, and labels that can't be used.

    A line without labels for its findings is left out.
    """
    lines = LineIndex(file.document.text)
    # Numbered as `LineIndex` does it.
    records = file.document.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    cases: list[Case] = []
    problems: list[Problem] = []
    for report in file.replies:
        line = lines.position(report.reply.source.point(0)).line
        try:
            found = _labels(json.loads(records[line - 1]), report.reply.text)
        except (TypeError, ValueError) as error:
            problems.append(Problem(file.document.path, str(error), line))
        else:
            cases.append(Case(found, report))
    return cases, problems


def _labels(record: Mapping[str, Any], text: str) -> Labels:
    """Return the labels of one line.

    Raises:
        TypeError: they aren't what they should be.
        ValueError: they don't fit the text.
    """
    marked = record.get("findings")
    if not isinstance(marked, list):
        raise TypeError("no “findings” to compare with")
    gaps = record.get("gaps")
    if gaps is not None and not _is_names(gaps):
        raise TypeError("“gaps” is not a list of categories")
    taken: dict[str, int] = {}
    return Labels(
        tuple(_label(each, text, taken) for each in marked),
        None if gaps is None else frozenset(gaps),
    )


def _label(marked: object, text: str, taken: dict[str, int]) -> Label:
    """Return a label; a quote marked twice stands for its next place in the text."""
    category = marked.get("category") if isinstance(marked, dict) else None
    quote = marked.get("quote") if isinstance(marked, dict) else None
    if not isinstance(category, str) or not isinstance(quote, str) or not quote:
        raise ValueError("a finding lacks its “category” or “quote”")
    key = f"{category} {quote}"
    start = text.find(quote, taken.get(key, 0))
    if start < 0:
        raise ValueError(f"the quote “{quote}” is not in the text")
    taken[key] = start + len(quote)
    return Label(category, Span(start, start + len(quote)))


def _is_names(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(name, str) for name in value)
