"""Annotations on GitHub: workflow commands, and a summary of the job where there is a place for it.

GitHub shows the first ten of each level, so the worst come first and the summary has them all.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TextIO

from replylint.model.report import Problem, Report
from replylint.model.rule import Severity
from replylint.writers import Options
from replylint.writers.layout import table
from replylint.writers.layout.advice import full_message
from replylint.writers.layout.paths import from_root
from replylint.writers.layout.place import Placed, placed
from replylint.writers.layout.visible import visible

_LEVELS = {Severity.INFO: "notice", Severity.WARNING: "warning", Severity.ERROR: "error"}


def write(report: Report, stream: TextIO, options: Options) -> None:  # noqa: ARG001 - the protocol's
    """Write a report, and append its table to the file GITHUB_STEP_SUMMARY names, if it does."""
    found = [each for file in report.files for each in placed(file)]
    found.sort(key=lambda each: -each.item.severity.rank)
    lines = [_problem(each, "error") for each in report.problems]
    lines += [_annotation(each) for each in found]
    lines += [_problem(each, "notice") for each in report.notices]
    for line in (*lines, table.summary(report)):
        stream.write(line + "\n")
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if summary:
        with Path(summary).open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(table.document(report))


def _annotation(each: Placed) -> str:
    item, start, end = each.item, each.start, each.end
    properties: dict[str, str | int] = {
        "file": from_root(each.document.path),
        "line": start.line,
        "endLine": end.line,
    }
    # Columns of an annotation over several lines are shown wrongly, so GitHub refuses them.
    if start.line == end.line:
        properties |= {"col": start.column, "endColumn": end.column}
    properties["title"] = f"{item.rule} ({each.reply.reply.name})"
    if not each.reply.reply.name:
        properties["title"] = item.rule
    return _command(_LEVELS[item.severity], properties, full_message(item, each.reply.reply))


def _problem(problem: Problem, level: str) -> str:
    properties: dict[str, str | int] = {"file": from_root(problem.path)}
    if problem.line is not None:
        properties["line"] = problem.line
        if problem.column is not None:
            properties["col"] = problem.column
    return _command(level, properties, visible(problem.message))


def _command(name: str, properties: dict[str, str | int], message: str) -> str:
    """Return a workflow command; nothing in its values can end it or start another."""
    pairs = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{name} {pairs}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(visible(text)).replace(":", "%3A").replace(",", "%2C")
