"""SARIF 2.1.0, for code scanning: rules, results with fixes, and what could not be read.

Columns count code points, paths are relative to the root of the checkout, and fingerprints don't
depend on line numbers. Fixes with a blank to fill, which no program may apply, are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from replylint import __version__
from replylint.model.finding import Finding, Fix, Gap
from replylint.model.report import Problem, Report
from replylint.model.rule import Severity
from replylint.model.text import Position
from replylint.writers import Options
from replylint.writers.layout.advice import full_message, ready, spliced
from replylint.writers.layout.encoded import Streamed, write_json
from replylint.writers.layout.identity import Fingerprints
from replylint.writers.layout.paths import uri
from replylint.writers.layout.place import Locator, Placed, placed

_Json = dict[str, object]
_LEVELS = {Severity.INFO: "note", Severity.WARNING: "warning", Severity.ERROR: "error"}
_SEVERITIES = _LEVELS | {Severity.INFO: "recommendation"}


def write(report: Report, stream: TextIO, options: Options) -> None:  # noqa: ARG001 - the protocol's
    """Write a report as one run."""
    run = _Run(report)
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run.values()],
    }
    write_json(log, stream)


class _Run:
    """The values of a run: the rules first, then what they found."""

    def __init__(self, report: Report) -> None:
        self._report = report
        found = (item for reply in report.replies() for item in reply.items())
        self._rules = {item.rule: item for item in found}
        self._numbers = {rule: number for number, rule in enumerate(sorted(self._rules))}

    def values(self) -> _Json:
        rules = [_rule(self._rules[rule]) for rule in self._numbers]
        return {
            "tool": {"driver": {"name": "replylint", "version": __version__, "rules": rules}},
            "columnKind": "unicodeCodePoints",
            "invocations": [_invocation(self._report)],
            "results": Streamed(self._results),
        }

    def _results(self) -> Iterator[_Json]:
        fingerprints = Fingerprints()
        for file in self._report.files:
            locator = Locator(file.document)
            for each in placed(file, locator):
                yield self._result(each, locator, fingerprints.of(each))

    def _result(self, each: Placed, locator: Locator, fingerprint: str) -> _Json:
        item = each.item
        values: _Json = {
            "ruleId": item.rule,
            "ruleIndex": self._numbers[item.rule],
            "level": _LEVELS[item.severity],
            "message": {"text": full_message(item, each.reply.reply) or item.rule},
            "locations": [_location(each)],
            "partialFingerprints": {"replylint/v1": fingerprint},
        }
        fixes = [_fix(fix, each, locator) for fix in ready(item, each.document)]
        return values | ({"fixes": fixes} if fixes else {})


def _rule(item: Finding | Gap) -> _Json:
    title = item.rule.replace("/", ": ").replace("-", " ").capitalize()
    why = item.why or title
    return {
        "id": item.rule,
        "name": item.rule,
        "shortDescription": {"text": title},
        "fullDescription": {"text": why},
        "help": {"text": f"{why}\n\nExamples and sources: replylint explain {item.rule}"},
        "defaultConfiguration": {"level": _LEVELS[item.severity]},
        "properties": {
            "tags": [item.category],
            "problem": {"severity": _SEVERITIES[item.severity]},
        },
    }


def _location(each: Placed) -> _Json:
    values: _Json = {
        "physicalLocation": {
            "artifactLocation": {"uri": uri(each.document.path)},
            "region": _region(each.start, each.end),
        }
    }
    if each.reply.reply.name:
        values["logicalLocations"] = [{"name": each.reply.reply.name}]
    return values


def _region(start: Position, end: Position) -> _Json:
    return {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    }


def _fix(fix: Fix, each: Placed, locator: Locator) -> _Json:
    replacements = [
        {
            "deletedRegion": _region(*locator.span(each.reply.reply, edit.span)),
            "insertedContent": {"text": spliced(edit)},
        }
        for edit in fix.edits
    ]
    change = {
        "artifactLocation": {"uri": uri(each.document.path)},
        "replacements": replacements,
    }
    return {
        "description": {"text": f"{fix.title} ({fix.applicability})"},
        "artifactChanges": [change],
    }


def _invocation(report: Report) -> _Json:
    told = [_notification(each, "error") for each in report.problems]
    told += [_notification(each, "note") for each in report.notices]
    return {"executionSuccessful": not report.problems, "toolExecutionNotifications": told}


def _notification(problem: Problem, level: str) -> _Json:
    place: _Json = {"artifactLocation": {"uri": uri(problem.path)}}
    if problem.line is not None:
        place["region"] = {"startLine": problem.line} | (
            {"startColumn": problem.column} if problem.column is not None else {}
        )
    return {
        "level": level,
        "message": {"text": problem.message},
        "locations": [{"physicalLocation": place}],
    }
