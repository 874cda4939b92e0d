"""One line for each finding and gap: ``path:line:col: severity rule message``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from replylint.model.finding import Finding, Gap
from replylint.model.report import FileReport, Problem, Report
from replylint.model.text import Position
from replylint.writers import Options
from replylint.writers.layout.place import Locator
from replylint.writers.layout.rewrite import change
from replylint.writers.layout.visible import visible


def write(report: Report, stream: TextIO, options: Options) -> None:
    """Write a report, problems first, notices and fixes last."""
    for problem in report.problems:
        stream.write(_problem(problem, "error") + "\n")
    for file in report.files:
        for line in _lines(file):
            stream.write(line + "\n")
    for notice in report.notices:
        stream.write(_problem(notice, "notice") + "\n")
    if report.fixing is not None and options.show_fixes:
        label = "fixed" if report.fixing.written else "fixable"
        for applied in report.fixing.applied:
            place = f"{visible(applied.path)}:{applied.line}"
            stream.write(f"{place}: {label} {change(applied)}\n")


def _lines(file: FileReport) -> Iterator[str]:
    """Yield a file's lines in the order of the text."""
    locator = Locator(file.document)
    for reply in file.replies:
        placed: list[tuple[Position, Finding | Gap]] = [
            (locator.span(reply.reply, item.span)[0], item) for item in reply.findings
        ]
        placed += [(locator.point(reply.reply, gap.insert_at), gap) for gap in reply.gaps]
        for position, item in sorted(placed, key=lambda pair: pair[0].offset):
            yield _line(file.document.path, position, item)


def _line(path: str, position: Position, item: Finding | Gap) -> str:
    place = f"{path}:{position.line}:{position.column}"
    return visible(f"{place}: {item.severity} {item.rule} {item.message}")


def _problem(problem: Problem, label: str) -> str:
    place = problem.path
    if problem.line is not None:
        place += f":{problem.line}:{problem.column or 1}"
    return visible(f"{place}: {label} {problem.message}")
