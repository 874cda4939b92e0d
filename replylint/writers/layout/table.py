"""A table in GitHub's Markdown, fit for a comment on a pull request or the summary of a job."""

from __future__ import annotations

import re

from replylint.model.report import Problem, Report
from replylint.model.rule import Severity
from replylint.writers.layout.advice import advice
from replylint.writers.layout.paths import from_root
from replylint.writers.layout.place import Placed, placed
from replylint.writers.layout.visible import visible

# A comment on GitHub may have 65,536 characters.
_ROOM = 60_000
_SPECIAL = re.compile(r"[\\`*_\[\]<>|~&:$]")
_WORD_JOINER = "\u2060"


def document(report: Report) -> str:
    """Return a report as Markdown: how much was found, then a table with the worst first."""
    rows = [_problem_row(each) for each in report.problems]
    found = [each for file in report.files for each in placed(file)]
    found.sort(key=lambda each: -each.item.severity.rank)
    rows += [_row(each) for each in found]
    lines = ["### replylint", "", summary(report)]
    if rows:
        lines += ["", "| | where | what | instead |", "|---|---|---|---|", *_fitting(rows)]
    return "\n".join(lines) + "\n"


def summary(report: Report) -> str:
    """Return a sentence that says how much was found."""
    replies = sum(1 for reply in report.replies() if reply.skipped is None)
    found = sorted(report.severities().items(), key=lambda pair: -pair[0].rank)
    counts = [_counted(count, severity) for severity, count in found]
    said = f"{replies} {'reply' if replies == 1 else 'replies'} checked: "
    said += ", ".join(counts) if counts else "nothing found"
    if report.problems:
        said += f"; {len(report.problems)} could not be read"
    return said + "."


def _counted(count: int, severity: Severity) -> str:
    plural = count != 1 and severity is not Severity.INFO
    return f"{count} {severity}{'s' if plural else ''}"


def escaped(text: str) -> str:
    """Return other people's text so that Markdown shows it as it is, and nobody is called."""
    shown = _SPECIAL.sub(lambda match: f"&#{ord(match.group())};", visible(text))
    # An entity doesn't keep GitHub from reading @name and #12; a character in between does.
    return re.sub(r"(?<!&)([@#])(?=\w)", rf"\1{_WORD_JOINER}", shown)


def _row(each: Placed) -> str:
    item, reply = each.item, each.reply.reply
    where = f"{from_root(each.document.path)}:{each.start.line}"
    if reply.name:
        where += f" › {reply.name}"
    what = f"{escaped(item.message)}<br>{escaped(item.rule)}"
    words = advice(item, reply).removeprefix("Instead: ")
    return f"| {item.severity} | {escaped(where)} | {what} | {escaped(words)} |"


def _problem_row(problem: Problem) -> str:
    where = from_root(problem.path) + ("" if problem.line is None else f":{problem.line}")
    return f"| unreadable | {escaped(where)} | {escaped(problem.message)} | |"


def _fitting(rows: list[str]) -> list[str]:
    """Return the rows there is room for, and a last one that says how many there isn't."""
    used, shown = 0, 0
    while shown < len(rows) and used + len(rows[shown]) < _ROOM:
        used += len(rows[shown]) + 1
        shown += 1
    more = len(rows) - shown
    return [*rows[:shown], *([f"| | | and {more} more | |"] if more else [])]
