"""What ``check`` says and where: the report, how much was found, what was read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import Struct
from msgspec.structs import replace

from replylint import writers
from replylint.cli.outputs import Output
from replylint.cli.statistics import as_json, as_text
from replylint.cli.streams import emit, takes_color, width
from replylint.model.report import Problem, Report
from replylint.writers.layout.visible import visible

if TYPE_CHECKING:
    from replylint.api import Options
    from replylint.config import Config


class Shape(Struct, frozen=True):
    """How the report is to look, as far as it isn't configured."""

    outputs: tuple[Output, ...]
    color: str
    statistics: bool
    quiet: bool
    verbose: bool
    show_fixes: bool

    def refuse_misuse(self, form: str) -> None:
        """Refuse options that exclude each other.

        Raises:
            click.UsageError: saying which.
        """
        if self.quiet and self.verbose:
            raise click.UsageError("--quiet and --verbose exclude each other.")
        if not self.statistics:
            return
        for each in (output.form or form for output in self.outputs):
            if each not in ("text", "concise", "json"):
                raise click.UsageError(
                    f"--statistics comes as text or JSON, not in the format {each}."
                )


def write(report: Report, settings: Config, shape: Shape, *, to_stderr: bool) -> None:
    """Write the reports that are asked for, or how much was found.

    Args:
        report: what was found.
        settings: those of the run.
        shape: what is asked for besides.
        to_stderr: whether standard output has another use.
    """
    report = _with_reasons(report, settings)
    if shape.quiet:
        report = replace(report, notices=())
    for output in shape.outputs:
        form = output.form or settings.output_format
        _write(report, Output(form, output.path), shape, to_stderr=to_stderr)


def _write(report: Report, output: Output, shape: Shape, *, to_stderr: bool) -> None:
    """Write one report of those that are asked for."""
    form, path = output.form or "text", output.path
    silent = not (report.problems or report.severities() or report.fixing)
    if shape.quiet and form == "text" and silent:
        return
    if shape.statistics:
        text = (as_json if form == "json" else as_text)(report)
        emit(lambda to: click.echo(text, file=to), path, to_stderr=to_stderr)
        return
    colored = takes_color(shape.color, to_file=path is not None, to_stderr=to_stderr)
    layout = writers.Options(width(), colored, shape.show_fixes)
    writer = writers.load(form)
    emit(lambda to: writer.write(report, to, layout), path, to_stderr=to_stderr)


def _with_reasons(report: Report, settings: Config) -> Report:
    """Return the report with a notice for each reply whose score makes the command fail."""
    low = tuple(
        Problem(
            file.document.path,
            (f"“{each.reply.name}” scores" if each.reply.name else "scores")
            + f" {each.score}, less than the {settings.min_score} asked for",
        )
        for file in report.files
        for each in file.replies
        if each.score < settings.min_score
    )
    return replace(report, notices=(*report.notices, *low))


def say(options: Options, report: Report) -> None:
    """Say on standard error what was read, and which configuration counts."""
    from replylint.api import Profiles

    profiles = Profiles(options)
    for file in report.files:
        profiles.of(Path(file.document.path))
    for path in profiles.sources:
        click.echo(visible(f"read {path.as_posix()}"), err=True)
    replies = sum(1 for _ in report.replies())
    left_out = sum(reply.skipped is not None for reply in report.replies())
    click.echo(f"{len(report.files)} files, {replies} replies, {left_out} left out", err=True)
