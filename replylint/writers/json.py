"""The JSON report, version 1, written out field by field.

Fields may be added within version 1; none is renamed or taken away. Replies that were skipped
stand under ``notices``, not under ``replies``. ``fixed`` is there when fixing was asked for;
``written`` beside it says whether the files hold the fixes.
"""

from __future__ import annotations

import json
from typing import TextIO

from replylint.model.finding import Edit, Finding, Fix, Gap
from replylint.model.report import Applied, FileReport, Problem, ReplyReport, Report
from replylint.model.text import Position
from replylint.writers import Options
from replylint.writers.layout.place import Locator

VERSION = 1

_Json = dict[str, object]


def write(report: Report, stream: TextIO, options: Options) -> None:  # noqa: ARG001 - the protocol's
    """Write a report as one JSON object, indented."""
    unicode = (getattr(stream, "encoding", None) or "utf-8").lower().replace("-", "") == "utf8"
    # By parts, so that a large report isn't held twice.
    for part in json.JSONEncoder(ensure_ascii=not unicode, indent=2).iterencode(document(report)):
        stream.write(part)
    stream.write("\n")


def document(report: Report) -> _Json:
    """Return the report as JSON values."""
    linted = [reply for reply in report.replies() if reply.skipped is None]
    values: _Json = {
        "version": VERSION,
        "replies": [reply for file in report.files for reply in _replies(file)],
        "errors": [_problem(problem) for problem in report.problems],
        "notices": [_problem(notice) for notice in report.notices],
        "summary": {
            "replies": len(linted),
            "findings": sum(len(reply.findings) for reply in linted),
            "gaps": sum(len(reply.gaps) for reply in linted),
            "by_category": dict(sorted(report.categories().items())),
        },
    }
    if report.fixing is not None:
        values["fixed"] = [_applied(each) for each in report.fixing.applied]
        values["written"] = report.fixing.written
    return values


def _replies(file: FileReport) -> list[_Json]:
    locator = Locator(file.document)
    path = file.document.path
    return [_reply(path, each, locator) for each in file.replies if each.skipped is None]


def _reply(path: str, report: ReplyReport, locator: Locator) -> _Json:
    return {
        "path": path,
        "name": report.reply.name,
        "kind": str(report.kind),
        "language": report.language,
        "score": report.score,
        "findings": [_finding(each, report, locator) for each in report.findings],
        "gaps": [_gap(each, report, locator) for each in report.gaps],
    }


def _finding(finding: Finding, report: ReplyReport, locator: Locator) -> _Json:
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


def _fix(fix: Fix, report: ReplyReport, locator: Locator) -> _Json:
    return {
        "title": fix.title,
        "applicability": str(fix.applicability),
        "edits": [_edit(edit, report, locator) for edit in fix.edits],
    }


def _edit(edit: Edit, report: ReplyReport, locator: Locator) -> _Json:
    start, end = locator.span(report.reply, edit.span)
    return {
        "start": _position(start),
        "end": _position(end),
        "text": edit.text if edit.encoded is None else edit.encoded,
        "plain": edit.text,
    }


def _applied(applied: Applied) -> _Json:
    return {
        "path": applied.path,
        "line": applied.line,
        "name": applied.reply,
        "rule": applied.rule,
        "applicability": str(applied.applicability),
        "before": applied.before,
        "after": applied.after,
    }


def _gap(gap: Gap, report: ReplyReport, locator: Locator) -> _Json:
    return {
        "rule": gap.rule,
        "category": gap.category,
        "severity": str(gap.severity),
        "message": gap.message,
        "why": gap.why,
        "suggestion": gap.suggestion,
        "insert_at": _position(locator.point(report.reply, gap.insert_at)),
    }


def _position(position: Position) -> _Json:
    return {"line": position.line, "column": position.column, "offset": position.offset}


def _problem(problem: Problem) -> _Json:
    values: _Json = {"path": problem.path, "line": problem.line, "message": problem.message}
    if problem.column is not None:
        values["column"] = problem.column
    return values
