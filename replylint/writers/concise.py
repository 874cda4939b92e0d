"""One line for each finding and gap: ``path:line:col: severity rule message``."""

from __future__ import annotations

from typing import TextIO

from replylint.model.report import Problem, Report
from replylint.writers import Options
from replylint.writers.layout.place import Placed, placed
from replylint.writers.layout.rewrite import change
from replylint.writers.layout.visible import visible


def write(report: Report, stream: TextIO, options: Options) -> None:
    """Write a report, problems first, notices and fixes last."""
    for problem in report.problems:
        stream.write(_problem(problem, "error") + "\n")
    for file in report.files:
        for each in placed(file):
            stream.write(_line(each) + "\n")
    for notice in report.notices:
        stream.write(_problem(notice, "notice") + "\n")
    if report.fixing is not None and options.show_fixes:
        label = "fixed" if report.fixing.written else "fixable"
        for applied in report.fixing.applied:
            place = f"{visible(applied.path)}:{applied.line}"
            stream.write(f"{place}: {label} {change(applied)}\n")


def _line(each: Placed) -> str:
    item = each.item
    place = f"{each.document.path}:{each.start.line}:{each.start.column}"
    return visible(f"{place}: {item.severity} {item.rule} {item.message}")


def _problem(problem: Problem, label: str) -> str:
    place = problem.path
    if problem.line is not None:
        place += f":{problem.line}:{problem.column or 1}"
    return visible(f"{place}: {label} {problem.message}")
