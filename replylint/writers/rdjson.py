"""The JSON that reviewdog reads, for comments with suggested changes on a pull request.

Columns count bytes of UTF-8 from 1, ends are exclusive. Of the fixes that a program may apply,
those with one edit become suggestions: reviewdog takes each suggestion for a whole fix.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from replylint.model.report import FileReport, Problem, Report
from replylint.model.rule import Severity
from replylint.model.text import Position
from replylint.writers import Options
from replylint.writers.layout.advice import full_message, ready, spliced
from replylint.writers.layout.encoded import Streamed, write_json
from replylint.writers.layout.paths import from_root
from replylint.writers.layout.place import Locator, Placed, placed

_Json = dict[str, object]
_SEVERITIES = {Severity.INFO: "INFO", Severity.WARNING: "WARNING", Severity.ERROR: "ERROR"}
_MARK = 3  # bytes of a byte order mark


def write(report: Report, stream: TextIO, options: Options) -> None:  # noqa: ARG001 - the protocol's
    """Write a report."""
    diagnostics = Streamed(lambda: _diagnostics(report))
    source = {"name": "replylint"}
    write_json({"source": source, "severity": "WARNING", "diagnostics": diagnostics}, stream)


def _diagnostics(report: Report) -> Iterator[_Json]:
    yield from (_problem(each) for each in report.problems)
    for file in report.files:
        yield from _File(file).diagnostics()


def _problem(problem: Problem) -> _Json:
    location: _Json = {"path": from_root(problem.path)}
    if problem.line is not None:
        # Without a column: nothing tells how many bytes stand before it.
        location["range"] = {"start": {"line": problem.line}}
    return {"message": problem.message, "location": location, "severity": "ERROR"}


class _File:
    """Makes the diagnostics of a file, whose text says how many bytes a column is."""

    def __init__(self, file: FileReport) -> None:
        self._file = file
        self._locator = Locator(file.document)

    def diagnostics(self) -> Iterator[_Json]:
        return (self._diagnostic(each) for each in placed(self._file, self._locator))

    def _diagnostic(self, each: Placed) -> _Json:
        item = each.item
        values: _Json = {
            "message": full_message(item, each.reply.reply),
            "location": {
                "path": from_root(each.document.path),
                "range": self._range(each.start, each.end),
            },
            "severity": _SEVERITIES[item.severity],
            "code": {"value": item.rule},
        }
        suggestions = [
            {
                "range": self._range(*self._locator.span(each.reply.reply, fix.edits[0].span)),
                "text": spliced(fix.edits[0]),
            }
            for fix in ready(item, each.document)
            if len(fix.edits) == 1
        ]
        return values | ({"suggestions": suggestions} if suggestions else {})

    def _range(self, start: Position, end: Position) -> _Json:
        return {"start": self._bytes(start), "end": self._bytes(end)}

    def _bytes(self, position: Position) -> _Json:
        column = self._locator.byte_column(position)
        if position.line == 1 and self._file.document.marked:
            column += _MARK
        return {"line": position.line, "column": column}
