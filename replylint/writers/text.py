"""What a person reads in a terminal: the words, what is wrong with them, what to say instead."""

from __future__ import annotations

from typing import TextIO

from replylint.model.finding import Finding
from replylint.model.report import FileReport, ReplyReport, Report
from replylint.writers import Options


def write(report: Report, stream: TextIO, options: Options) -> None:
    """Write a report: problems, then each reply that has something, then a summary."""
    if _has_little_to_say(report) and not options.color:
        replies = sum(1 for reply in report.replies() if reply.skipped is None)
        stream.write(f"{replies} {'reply' if replies == 1 else 'replies'} checked: nothing found\n")
        return
    from replylint.writers.layout import page

    page.write(report, stream, options)


def write_finding(
    finding: Finding, file: FileReport, report: ReplyReport, stream: TextIO, options: Options
) -> None:
    """Write one finding of a reply, with the ways to say it that have words numbered from 1."""
    from replylint.writers.layout import page

    page.write_finding(finding, file, report, stream, options)


def _has_little_to_say(report: Report) -> bool:
    """Return whether one plain line says it all: no need of a layout then."""
    if report.problems or report.notices or report.fixing is not None:
        return False
    return not any(reply.findings or reply.gaps for reply in report.replies())
