"""The JSON report, version 1; `replylint.writers.layout.values` has its fields.

Replies that were skipped stand under ``notices``, not under ``replies``. ``fixed`` is there when
fixing was asked for; ``written`` beside it says whether the files hold the fixes.
"""

from __future__ import annotations

from typing import TextIO

from replylint.model.report import Report
from replylint.writers import Options
from replylint.writers.layout import values
from replylint.writers.layout.encoded import Streamed, write_json


def write(report: Report, stream: TextIO, options: Options) -> None:  # noqa: ARG001 - the protocol's
    """Write a report as one JSON object, indented."""
    write_json(document(report), stream)


def document(report: Report) -> values.Json:
    """Return the report as JSON values."""
    linted = [reply for reply in report.replies() if reply.skipped is None]
    whole: values.Json = {
        "version": values.VERSION,
        "replies": Streamed(
            lambda: (reply for file in report.files for reply in values.replies(file))
        ),
        "errors": [values.problem(problem) for problem in report.problems],
        "notices": [values.problem(notice) for notice in report.notices],
        "summary": {
            "replies": len(linted),
            "findings": sum(len(reply.findings) for reply in linted),
            "gaps": sum(len(reply.gaps) for reply in linted),
            "by_category": dict(sorted(report.categories().items())),
        },
    }
    if report.fixing is not None:
        whole["fixed"] = [values.applied(each) for each in report.fixing.applied]
        whole["written"] = report.fixing.written
    return whole
