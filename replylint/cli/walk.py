"""``check --interactive``: goes through the findings of documents one by one and asks."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import click

from replylint.cli.streams import width
from replylint.model.finding import Applicability, Edit, Finding, Fix
from replylint.model.report import FileReport, Problem, ReplyReport, Report
from replylint.model.text import Span
from replylint.writers import Options as Layout
from replylint.writers.layout.rewrite import offered, rewritten
from replylint.writers.layout.visible import visible

if TYPE_CHECKING:
    from replylint.api import Draft, Options
    from replylint.fixer import Session

_BLANK = re.compile(r"\[[^\[\]]+\]")
_LINE_END = re.compile(r"\s*[\r\n]\s*")
_HELP = """\
  a number  write that instead; you fill in what is in brackets
  e         write the sentence anew
  s, Enter  skip this one
  k         keep what this rule finds in the rest of this file
  q         stop, and save what was chosen
  Ctrl-C    stop, and leave the file as it was"""


class Person(Protocol):
    """Who is asked."""

    def show(self, finding: Finding, file: FileReport, reply: ReplyReport) -> None:
        """Show a finding with the numbers of its rewrites."""

    def say(self, words: str) -> None:
        """Say something on a line, or on several."""

    def ask(self, question: str, prefilled: str = "") -> str | None:
        """Return the line typed; None when there will be no more."""


class Terminal:
    """Somebody at a terminal.

    Args:
        color: whether to use colours.
    """

    def __init__(self, *, color: bool) -> None:
        self._color = color

    def show(self, finding: Finding, file: FileReport, reply: ReplyReport) -> None:
        """Show a finding with the numbers of its rewrites."""
        from replylint.writers.text import write_finding

        click.echo()
        write_finding(finding, file, reply, sys.stdout, Layout(width(), self._color))

    def say(self, words: str) -> None:
        """Say something on a line, or on several."""
        for line in words.split("\n"):
            click.echo(visible(line))

    def ask(self, question: str, prefilled: str = "") -> str | None:
        """Return the line typed, which starts as `prefilled` where the terminal can do that."""
        while True:
            try:
                line = _input(question, prefilled)
            except EOFError:
                click.echo()
                return None
            except UnicodeDecodeError:
                self.say("That was no text; please type it again.")
            else:
                # Bytes that are no text must not get into the file.
                return line.encode("utf-8", "replace").decode("utf-8")


def _input(question: str, prefilled: str) -> str:
    try:
        import readline
    except ImportError:  # not on every system
        return input(question)
    readline.set_startup_hook(lambda: readline.insert_text(prefilled))
    try:
        return input(question)
    finally:
        readline.set_startup_hook()


def walk(sources: Sequence[Path | Draft], options: Options, *, color: bool) -> Report:
    """Go through the findings of files, write what was chosen, and return what is left.

    A file is written when all its findings have been seen, or the person stops; Ctrl-C leaves
    the file at hand as it was.
    """
    from replylint.api import open_for_editing

    person = Terminal(color=color)
    files: list[FileReport] = []
    problems: list[Problem] = []
    for opened in open_for_editing(sources, options):
        for problem in (*opened.problems, *opened.notices):
            person.say(f"{problem.path}: {problem.message}")
        problems.extend(opened.problems)
        if opened.session is None:
            continue
        file, unwritten, done = _walked(opened.session, opened.path, person)
        files.append(file)
        problems.extend(unwritten)
        if not done:
            break
    return Report(tuple(files), tuple(problems))


def _walked(
    session: Session, path: Path | None, person: Person
) -> tuple[FileReport, list[Problem], bool]:
    """Go through one document.

    Returns:
        what is left in its file, why that was not written, and whether to go on.
    """
    before = session.report
    name, refusal = before.document.path, before.document.read_only
    if refusal is not None:
        person.say(f"{name}: nothing can be changed here: {refusal}")
        return before, [], True
    try:
        done = Walk(session, person).run()
    except KeyboardInterrupt:
        person.say(f"\n{name}: left as it was")
        raise
    unwritten = _finish(before, session.report, path, person)
    return (before if unwritten else session.report), unwritten, done


def _finish(
    before: FileReport, after: FileReport, path: Path | None, person: Person
) -> list[Problem]:
    """Write an edited file and say what became of it; return why it was not written, if so."""
    from replylint.api import unified_diff, write

    name = before.document.path
    if path is None or before.document.text == after.document.text:
        person.say(f"{name}: nothing changed, {_left(after)}")
        return []
    problem = write(path, before.document, after.document)
    if problem is None:
        person.say(f"{name}: written, {_left(after)}")
        return []
    person.say(f"{name}: {problem.message}. What you chose:")
    for line in unified_diff(before.document, after.document):
        person.say(line.rstrip("\r\n"))
    return [problem]


def _left(file: FileReport) -> str:
    """Return how much is left of what was found."""
    findings = sum(len(reply.findings) for reply in file.replies)
    gaps = [gap for reply in file.replies for gap in reply.gaps]
    lacking = f" (not asked about: {', '.join(sorted({gap.rule for gap in gaps}))})" if gaps else ""
    return f"{findings + len(gaps)} left{lacking}"


class Walk:
    """One document, gone through with a person.

    Args:
        session: the document; it holds what the person made of it.
        person: who is asked.
    """

    def __init__(self, session: Session, person: Person) -> None:
        self._session = session
        self._person = person
        self._kept: set[str] = set()
        self._skipped: Counter[tuple[int, str, str]] = Counter()

    def run(self) -> bool:
        """Ask about each finding; False when the person wants to stop."""
        while step := next(self._steps(), None):
            index, finding = step
            reply = self._session.report.replies[index]
            self._person.show(finding, self._session.report, reply)
            if not self._settle(index, finding, reply.reply.text):
                return False
        return True

    def _steps(self) -> Iterator[tuple[int, Finding]]:
        """Yield the findings still to be asked about, with the index of their reply."""
        for index, report in enumerate(self._session.report.replies):
            met: Counter[tuple[int, str, str]] = Counter()
            for finding in sorted(report.findings, key=lambda item: item.span):
                key = (index, finding.rule, finding.match)
                met[key] += 1
                if finding.rule not in self._kept and met[key] > self._skipped[key]:
                    yield index, finding

    def _settle(self, index: int, finding: Finding, text: str) -> bool:
        """Ask about a finding until there is an answer to go by; False to stop."""
        choices = [fix for fix in offered(finding) if fix.edits]
        while True:
            typed = self._person.ask(_question(len(choices), sum(1 for _ in self._steps())))
            answer = "q" if typed is None else typed.strip().lower() or "s"
            if answer == "q":
                return False
            if answer == "s":
                self._skipped[index, finding.rule, finding.match] += 1
                return True
            if answer == "k":
                self._kept.add(finding.rule)
                return True
            if self._rewritten(answer, choices, index, finding, text):
                return True

    def _rewritten(
        self, answer: str, choices: Sequence[Fix], index: int, finding: Finding, text: str
    ) -> bool:
        """Do what an answer says about the words; False if nothing came of it."""
        if answer == "e":
            return self._edited(index, finding, text, _plain(finding, text))
        if not _is_among(answer, choices):
            self._person.say(_HELP)
            return False
        fix = choices[int(answer) - 1]
        if fix.applicability is not Applicability.SUGGESTION:
            return self._applied(index, fix.edits)
        words = "".join(piece.text for piece in rewritten(fix, finding, text))
        return self._edited(index, finding, text, words)

    def _edited(self, index: int, finding: Finding, text: str, words: str) -> bool:
        """Let the person write the sentence, starting from some words; False if nothing came."""
        while True:
            typed = (self._person.ask("write: ", words) or "").strip()
            if not typed or typed == _plain(finding, text):
                self._person.say("Nothing was changed.")
                return False
            blanks = sorted(set(_BLANK.findall(typed)) - set(_BLANK.findall(text)))
            if not blanks:
                return self._applied(index, [Edit(_extent(finding, text), typed)])
            self._person.say(f"Still to fill in: {', '.join(blanks)} (an empty line to leave it)")
            words = typed

    def _applied(self, index: int, edits: Sequence[Edit]) -> bool:
        done = self._session.apply({index: edits})
        if not done:
            self._person.say("That can't be put into the file without changing more of it.")
        return done


def _question(choices: int, left: int) -> str:
    numbers = "" if not choices else "1, " if choices == 1 else f"1-{choices}, "
    return f"[{left} to go] {numbers}e(dit), s(kip), k(eep), q(uit), ? "


def _is_among(answer: str, choices: Sequence[Fix]) -> bool:
    return answer.isdecimal() and answer.isascii() and 1 <= int(answer) <= len(choices)


def _extent(finding: Finding, text: str) -> Span:
    """Return the sentence of a finding without the white space at its ends."""
    sentence = finding.sentence
    words = text[sentence.start : sentence.end]
    start = sentence.start + len(words) - len(words.lstrip())
    return Span(start, max(start, sentence.start + len(words.rstrip())))


def _plain(finding: Finding, text: str) -> str:
    """Return the sentence of a finding on one line."""
    extent = _extent(finding, text)
    return _LINE_END.sub(" ", text[extent.start : extent.end])
