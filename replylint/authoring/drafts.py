"""What people who write rules try them on: one file or draft, with all that applies to it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from replylint.api import STDIN, Draft, Options, check
from replylint.linter import Linter, Work
from replylint.model.errors import ConfigError
from replylint.model.report import FileReport, Problem, ReplyReport
from replylint.model.text import LineIndex
from replylint.profile import Profiles
from replylint.prose.sentences import Sentence


class Opened(Struct, frozen=True):
    """A file, as reported and as linted.

    Attributes:
        report: what is reported of it.
        linter: what linted it.
        notices: what is to be said about it besides.
    """

    report: FileReport
    linter: Linter
    notices: Sequence[Problem] = ()

    def work(self, reply: ReplyReport) -> Work | None:
        """Return one of its replies as it is when it is linted; None if it isn't linted."""
        found = self.linter.open(reply.reply)
        return found if isinstance(found, Work) else None

    def line(self, reply: ReplyReport, sentence: Sentence) -> int:
        """Return the line of the file in which a sentence of a reply starts, from 1."""
        offset = reply.reply.source.point(sentence.span.start)
        return LineIndex(self.report.document.text).position(offset).line


def open_source(source: Path | Draft, options: Options) -> Opened:
    """Open a file or draft.

    Raises:
        ConfigError: it can't be read, or an option can't be used.
        RuleError: rule files that can't be used.
    """
    report = check([source], options)
    if not report.files:
        raise ConfigError(_unread(source, report.problems))
    file = report.files[0]
    named = isinstance(source, Path) or source.name != STDIN
    profiles = Profiles(options)
    linter = profiles.linter(profiles.of(Path(file.document.path) if named else None))
    return Opened(file, linter, (*report.problems, *report.notices))


def _unread(source: Path | Draft, problems: Sequence[Problem]) -> str:
    name = source.as_posix() if isinstance(source, Path) else source.name
    if not problems:
        return f"{name}: there is no reply in it"
    return "\n".join(
        f"{each.path}{'' if each.line is None else f':{each.line}'}: {each.message}"
        for each in problems
    )
