"""A table in Markdown for a comment on a pull request."""

from __future__ import annotations

from typing import TextIO

from replylint.model.report import Report
from replylint.writers import Options
from replylint.writers.layout import table


def write(report: Report, stream: TextIO, options: Options) -> None:  # noqa: ARG001 - the protocol's
    """Write a report: how much was found, and a table with the worst first."""
    stream.write(table.document(report))
