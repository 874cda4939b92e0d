"""GitLab's code quality report: a JSON array that merge requests show as annotations.

Fingerprints don't depend on line numbers and are unique in a report: GitLab takes two alike for
one. Paths are relative to the root of the checkout.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import TextIO

from replylint.model.report import Problem, Report
from replylint.model.rule import Severity
from replylint.writers import Options
from replylint.writers.layout.advice import full_message
from replylint.writers.layout.encoded import Streamed, write_json
from replylint.writers.layout.identity import Fingerprints
from replylint.writers.layout.paths import from_root
from replylint.writers.layout.place import Placed, placed
from replylint.writers.layout.visible import visible

_Json = dict[str, object]
_SEVERITIES = {Severity.INFO: "info", Severity.WARNING: "minor", Severity.ERROR: "major"}


def write(report: Report, stream: TextIO, options: Options) -> None:  # noqa: ARG001 - the protocol's
    """Write a report; input that could not be read is critical."""
    write_json(Streamed(lambda: _issues(report)), stream)


def _issues(report: Report) -> Iterator[_Json]:
    fingerprints = Fingerprints()
    yield from (_problem(each) for each in dict.fromkeys(report.problems))
    for file in report.files:
        for each in placed(file):
            yield _issue(each, fingerprints.of(each))


def _issue(each: Placed, fingerprint: str) -> _Json:
    item = each.item
    return {
        # GitLab doesn't show the name of the check.
        "description": f"{item.rule}: {full_message(item, each.reply.reply)}",
        "check_name": item.rule,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[item.severity],
        "location": _location(each.document.path, each.start.line, each.end.line),
    }


def _problem(problem: Problem) -> _Json:
    line = problem.line or 1
    key = f"{from_root(problem.path)}\n{problem.line}\n{problem.column}\n{problem.message}"
    return {
        "description": visible(problem.message),
        "check_name": "unreadable",
        "fingerprint": sha256(key.encode(errors="backslashreplace")).hexdigest(),
        "severity": "critical",
        "location": _location(problem.path, line, line),
    }


def _location(path: str, begin: int, end: int) -> _Json:
    return {"path": from_root(path), "lines": {"begin": begin, "end": end}}
