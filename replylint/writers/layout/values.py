"""The JSON values of the report, version 1, field by field.

Fields may be added within version 1; none is renamed or taken away. Lines and columns count
from 1, offsets from 0, all in code points; ends are exclusive.
"""

from __future__ import annotations

from collections.abc import Iterator

from replylint.model.finding import Edit, Finding, Fix, Gap
from replylint.model.report import Applied, FileReport, Problem, ReplyReport
from replylint.model.text import Position
from replylint.writers.layout.place import Locator

VERSION = 1

Json = dict[str, object]


def replies(file: FileReport) -> Iterator[Json]:
    """Yield the replies of a file that were linted, with what was found in each."""
    locator = Locator(file.document)
    path = file.document.path
    return (_reply(path, each, locator) for each in file.replies if each.skipped is None)


def _reply(path: str, report: ReplyReport, locator: Locator) -> Json:
    return {
        "path": path,
        "name": report.reply.name,
        "kind": str(report.kind),
        "language": report.language,
        "score": report.score,
        "findings": [_finding(each, report, locator) for each in report.findings],
        "gaps": [_gap(each, report, locator) for each in report.gaps],
    }


def _finding(finding: Finding, report: ReplyReport, locator: Locator) -> Json:
    start, end = locator.span(report.reply, finding.span)
    return {
        "rule": finding.rule,
        "category": finding.category,
        "severity": str(finding.severity),
        "message": finding.message,
        "why": finding.why,
        "match": finding.match,
        "start": _position(start),
        "end": _position(end),
        "fixes": [_fix(fix, report, locator) for fix in finding.fixes],
    }


def _fix(fix: Fix, report: ReplyReport, locator: Locator) -> Json:
    return {
        "title": fix.title,
        "applicability": str(fix.applicability),
        "edits": [_edit(edit, report, locator) for edit in fix.edits],
    }


def _edit(edit: Edit, report: ReplyReport, locator: Locator) -> Json:
    start, end = locator.span(report.reply, edit.span)
    return {
        "start": _position(start),
        "end": _position(end),
        "text": edit.text if edit.encoded is None else edit.encoded,
        "plain": edit.text,
    }


def _gap(gap: Gap, report: ReplyReport, locator: Locator) -> Json:
    return {
        "rule": gap.rule,
        "category": gap.category,
        "severity": str(gap.severity),
        "message": gap.message,
        "why": gap.why,
        "suggestion": gap.suggestion,
        "insert_at": _position(locator.point(report.reply, gap.insert_at)),
    }


def _position(position: Position) -> Json:
    return {"line": position.line, "column": position.column, "offset": position.offset}


def applied(fix: Applied) -> Json:
    """Return a fix that was applied."""
    return {
        "path": fix.path,
        "line": fix.line,
        "name": fix.reply,
        "rule": fix.rule,
        "applicability": str(fix.applicability),
        "before": fix.before,
        "after": fix.after,
    }


def problem(each: Problem) -> Json:
    """Return a problem or notice."""
    values: Json = {"path": each.path, "line": each.line, "message": each.message}
    if each.column is not None:
        values["column"] = each.column
    return values
