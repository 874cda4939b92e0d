"""JSON Lines: a reply a line, as under ``replies`` in the JSON report; problems as ``error`` lines.

Each line is complete in itself, so a long report can be read while it is written.
"""

from __future__ import annotations

from typing import TextIO

from replylint.model.report import Report
from replylint.writers import Options
from replylint.writers.layout import values
from replylint.writers.layout.encoded import write_json


def write(report: Report, stream: TextIO, options: Options) -> None:  # noqa: ARG001 - the protocol's
    """Write a report: problems, then the replies, then notices."""
    for problem in report.problems:
        write_json({"error": values.problem(problem)}, stream, indent=None)
    for file in report.files:
        for reply in values.replies(file):
            write_json(reply, stream, indent=None)
    for notice in report.notices:
        write_json({"notice": values.problem(notice)}, stream, indent=None)
