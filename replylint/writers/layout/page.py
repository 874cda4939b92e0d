"""Lays a report out as text for a person, with colours where the stream takes them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TextIO

from replylint.model.finding import Applicability, Finding, Fix, Gap
from replylint.model.reply import Document
from replylint.model.report import FileReport, Fixing, Problem, ReplyReport, Report
from replylint.model.rule import Severity
from replylint.writers import Options
from replylint.writers.layout.excerpt import ExcerptLine, excerpt
from replylint.writers.layout.place import Locator
from replylint.writers.layout.rewrite import offered, placed_change, rewritten
from replylint.writers.layout.styled import Words, painted, plain, words, wrapped
from replylint.writers.layout.visible import visible

_MIN_WIDTH = 40
# Longer lines are hard to read, however wide the terminal.
_MAX_WIDTH = 100
_INDENT = 4
_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.INFO: "bold cyan"}
_MARKS = {
    Applicability.SAFE: "(safe)",
    Applicability.UNSAFE: "(unsafe)",
    Applicability.SUGGESTION: "(fill in)",
}


def write(report: Report, stream: TextIO, options: Options) -> None:
    """Write a report: problems, then each reply that has something, then a summary."""
    page = _Page(stream, options)
    for problem in report.problems:
        page.problem(problem, "error", _STYLES[Severity.ERROR])
    for file in report.files:
        for reply in file.replies:
            page.reply(file, reply)
    for notice in report.notices:
        page.problem(notice, "notice", "bold blue")
    if report.files or report.fixing is None:
        page.summary(report)
    if report.fixing is not None:
        page.fixing(report.fixing, listed=options.show_fixes)
    page.hint(report)


def write_finding(
    finding: Finding, file: FileReport, report: ReplyReport, stream: TextIO, options: Options
) -> None:
    """Write one finding of a reply, with the ways to say it that have words numbered from 1."""
    page = _Page(stream, options)
    page.heading(file, report)
    page.finding(finding, report, page.located(file), numbered=True)


class _Page:
    """Puts the parts of a report on a stream; explains each rule once."""

    def __init__(self, stream: TextIO, options: Options) -> None:
        self.width = max(_MIN_WIDTH, min(options.width, _MAX_WIDTH))
        self.stream = stream
        self.shown = painted if options.color else plain
        self.explained: set[str] = set()
        self.locator: tuple[Document, Locator] | None = None

    def line(self, *parts: tuple[str, str] | str, indent: int = 0) -> None:
        """Print words, wrapped and indented; each part is a text, or one with its style."""
        for each in wrapped(words(*parts), self.width - indent):
            self.put(each, indent)

    def labelled(self, label: str, style: str, text: str, text_style: str = "") -> None:
        """Print a label and, hanging from it, words that may be other people's."""
        self.hanging(words((label, style), ": "), words((visible(text), text_style)))

    def hanging(self, head: Words, body: Words) -> None:
        """Print words, wrapped, with something in front of their first line."""
        length = len(plain(head))
        for at, line in enumerate(wrapped(body, self.width - _INDENT - length)):
            self.put([*(words(" " * length) if at else head), *line], _INDENT)

    def put(self, line: Words, indent: int) -> None:
        """Print one line as it is."""
        self.stream.write(f"{' ' * indent}{self.shown(line)}\n")

    def blank(self) -> None:
        """Print an empty line."""
        self.stream.write("\n")

    def problem(self, problem: Problem, label: str, style: str) -> None:
        """Print what could not be used, or what the reader should know."""
        place = visible(problem.path)
        if problem.line is not None:
            place += f":{problem.line}"
        # Not wrapped: a path is to be found again, by eye or by grep.
        self.put(words((label, style), f": {place}: {visible(problem.message)}"), 0)

    def reply(self, file: FileReport, report: ReplyReport) -> None:
        """Print a reply with its findings and gaps; nothing if it has none."""
        if report.skipped is not None or not (report.findings or report.gaps):
            return
        locator = self.located(file)
        self.heading(file, report)
        for finding in report.findings:
            self.finding(finding, report, locator)
        for gap in sorted(report.gaps, key=lambda each: -each.severity.rank):
            self.gap(gap)

    def located(self, file: FileReport) -> Locator:
        """Return the locator of a file, made once for all its replies."""
        if self.locator is None or self.locator[0] is not file.document:
            self.locator = (file.document, Locator(file.document))
        return self.locator[1]

    def heading(self, file: FileReport, report: ReplyReport) -> None:
        """Print which reply it is, of what kind, with its score."""
        name = f" › {visible(report.reply.name)}" if report.reply.name else ""
        self.line(
            (visible(file.document.path), "bold underline"),
            (name, "bold"),
            (f"  {report.kind}, score {report.score}/100", "dim"),
        )
        self.blank()

    def finding(
        self, finding: Finding, report: ReplyReport, locator: Locator, *, numbered: bool = False
    ) -> None:
        """Print the sentence, the span underlined, and what the rule says about it."""
        line = locator.span(report.reply, finding.span)[0].line
        style = _STYLES[finding.severity]
        self.title((finding.severity, style), f"  {finding.rule}", f"line {line}")
        shown = excerpt(report.reply.text, finding.sentence, finding.span, self.width - _INDENT)
        for each in shown:
            self.excerpt(each, style)
        self.advice(finding)
        self.fixes(finding, report.reply.text, numbered=numbered)
        self.blank()

    def title(self, severity: tuple[str, str], rule: str, place: str) -> None:
        """Print what was found and where, on two lines when one has no room."""
        head = words("  ", severity, rule)
        if len(plain(head)) + len(place) + 2 <= self.width:
            self.put([*head, (f"  {place}", "dim")], 0)
        else:
            self.line(*head)
            self.line((place, "dim"), indent=_INDENT)

    def excerpt(self, line: ExcerptLine, style: str) -> None:
        """Print one line of a sentence and mark the span below it."""
        text, start, end = line.text, line.marked.start, line.marked.end
        self.put(words(text[:start], (text[start:end], style), text[end:]), _INDENT)
        if line.width:
            self.put(words(" " * line.before, ("^" * line.width, style)), _INDENT)

    def advice(self, finding: Finding) -> None:
        """Print the message and why it matters."""
        self.line(visible(finding.message), indent=_INDENT)
        self.why(finding)

    def fixes(self, finding: Finding, text: str, *, numbered: bool) -> None:
        """Print what to say instead: sentences as they would be, and tips."""
        number = 0
        for fix in offered(finding):
            if fix.edits:
                number += 1
                head = f"{number} → " if numbered else "→ "
                self.hanging(words((head, "bold green")), _rewrite(fix, finding, text))
            else:
                self.labelled("tip", "bold green", fix.title)

    def gap(self, gap: Gap) -> None:
        """Print what the reply lacks, with a sentence to start from."""
        self.line((gap.severity, _STYLES[gap.severity]), f"  {gap.rule}", indent=2)
        self.line(visible(gap.message), indent=_INDENT)
        self.why(gap)
        if gap.suggestion:
            self.labelled("add", "bold green", gap.suggestion)
        self.blank()

    def why(self, item: Finding | Gap) -> None:
        """Print why a rule is there, the first time it is met."""
        if item.why and item.rule not in self.explained:
            self.explained.add(item.rule)
            self.labelled("why", "dim", item.why, "dim")

    def summary(self, report: Report) -> None:
        """Print how many replies were checked and what was found."""
        linted = [reply for reply in report.replies() if reply.skipped is None]
        checked = _count(len(linted), "reply", "replies")
        found = report.severities()
        counts = [
            (_count(found[severity], severity, _PLURALS[severity]), _STYLES[severity])
            for severity in reversed(Severity)
            if found[severity]
        ]
        if not counts:
            self.line(f"{checked} checked: ", ("nothing found", "bold green" if linted else ""))
        else:
            flagged = sum(1 for reply in linted if reply.findings or reply.gaps)
            self.line(f"{checked} checked: ", *_joined(counts), f", in {flagged} of them")
        if report.problems:
            number = _count(len(report.problems), "problem", "problems")
            self.line((number, _STYLES[Severity.ERROR]), " with the input, see above")

    def fixing(self, fixing: Fixing, *, listed: bool) -> None:
        """Print how much was fixed, and what if that is asked for."""
        done = "fixed" if fixing.written else "would be fixed"
        if not fixing.applied:
            self.line(f"nothing {done}")
            return
        colon = ":" if listed else ""
        self.line((f"{len(fixing.applied)} {done}", "bold green"), colon)
        for applied in fixing.applied if listed else ():
            self.put(words(placed_change(applied)), 2)

    def hint(self, report: Report) -> None:
        """Print which options would mend more of what is shown."""
        found = [finding for reply in report.replies() for finding in reply.findings]
        safe = sum(Applicability.SAFE in _applicable(finding) for finding in found)
        unsafe = sum(_applicable(finding) == {Applicability.UNSAFE} for finding in found)
        if report.fixing is not None:
            if unsafe and report.fixing.limit is Applicability.SAFE:
                self.line(f"{unsafe} more can be fixed with --unsafe-fixes")
        elif safe:
            more = f", {unsafe} more with --unsafe-fixes" if unsafe else ""
            self.line(f"{safe} can be fixed with --fix{more}")
        elif unsafe:
            self.line(f"{unsafe} can be fixed with --fix --unsafe-fixes")


_PLURALS = {Severity.ERROR: "errors", Severity.WARNING: "warnings", Severity.INFO: "infos"}


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _joined(parts: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str] | str]:
    """Yield parts with commas between them."""
    for at, part in enumerate(parts):
        if at:
            yield ", "
        yield part


def _rewrite(fix: Fix, finding: Finding, text: str) -> Words:
    """Return what to show of a fix: the sentence as it would be, else the fix's title."""
    pieces = rewritten(fix, finding, text)
    shown = [(visible(piece.text), "green" if piece.new else "") for piece in pieces]
    mark = (_MARKS[fix.applicability], "dim")
    return words(*(shown or [(visible(fix.title), "")]), "  ", mark)


def _applicable(finding: Finding) -> set[Applicability]:
    """Return how freely the fixes of a finding may be applied, those that are never left out."""
    return {fix.applicability for fix in finding.fixes if fix.edits} - {Applicability.SUGGESTION}
