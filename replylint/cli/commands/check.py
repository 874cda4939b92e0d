"""``replylint check``: lint files, folders or a draft from standard input."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from replylint import writers
from replylint.cli.exits import Exit
from replylint.cli.fixing import Flags, run
from replylint.cli.options import (
    color_option,
    context_option,
    fix_options,
    kind_option,
    language_option,
    rules_option,
    selection_options,
)
from replylint.cli.streams import emit, piped_input, read_input, takes_color, width
from replylint.model.reply import Kind
from replylint.model.report import Report
from replylint.model.rule import Severity

if TYPE_CHECKING:
    from replylint.api import Draft

_STDIN = Path("-")


@click.command(name="check")
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@click.option(
    "--output-format",
    type=click.Choice(writers.names()),
    default="text",
    show_default=True,
    help="How to write the report.",
)
@click.option(
    "--output-file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the report to a file instead of standard output.",
)
@selection_options
@kind_option
@language_option
@context_option
@rules_option
@click.option(
    "--fail-level",
    type=click.Choice(Severity, case_sensitive=False),
    default=Severity.WARNING,
    show_default="warning",
    help="The lowest severity that makes the exit code 1.",
)
@fix_options
@click.option("--exit-zero", is_flag=True, help="Exit with 0 even when something is found.")
@click.option("--isolated", is_flag=True, help="Read no configuration file. (None is read yet.)")
@click.option("--stdin-filename", metavar="NAME", help="The name to report for standard input.")
@color_option
def command(
    paths: tuple[Path, ...],
    output_format: str,
    output_file: Path | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    extend_select: tuple[str, ...],
    kind: Kind | None,
    language: str | None,
    context: Path | None,
    extra_rules: tuple[Path, ...],
    fail_level: Severity,
    exit_zero: bool,
    isolated: bool,  # noqa: ARG001 - there is no configuration file to leave unread yet
    stdin_filename: str | None,
    color: str,
    **fixing: bool,
) -> int:
    """Check replies for wording to avoid and for what they lack.

    PATH is a file or a folder: drafts (.txt, .md) or libraries of replies (.jsonl). Without one,
    or with "-", the draft comes from standard input.
    """
    from replylint.api import Options, context_from

    flags = Flags(**fixing)
    flags.refuse_misuse(
        reports_as_text=output_format == "text" and output_file is None,
        reads_input=not paths or _STDIN in paths,
    )
    sources = _sources(paths, stdin_filename)
    options = Options(
        select=select,
        ignore=ignore,
        extend_select=extend_select,
        kind=kind,
        language=language,
        context=None if context is None else context_from(context),
        rules=extra_rules,
    )
    outcome = run(sources, options, flags, color)
    if outcome.shown is not None:
        to_file, to_stderr = output_file is not None, outcome.to_stderr
        colored = takes_color(color, to_file=to_file, to_stderr=to_stderr)
        layout = writers.Options(width(), colored, flags.show_fixes)
        writer, shown = writers.load(output_format), outcome.shown
        emit(lambda to: writer.write(shown, to, layout), output_file, to_stderr=to_stderr)
    code = exit_code(outcome.judged, fail_level, exit_zero=exit_zero)
    fixed = flags.exit_non_zero_on_fix and outcome.fixed and not exit_zero
    return Exit.FOUND if fixed and code is Exit.CLEAN else code


def exit_code(report: Report, fail_level: Severity, *, exit_zero: bool) -> Exit:
    """Return what a report means to the caller: input that can't be read outweighs findings."""
    if report.problems:
        return Exit.ERROR
    failed = any(severity.rank >= fail_level.rank for severity in report.severities())
    return Exit.FOUND if failed and not exit_zero else Exit.CLEAN


def _sources(paths: tuple[Path, ...], stdin_filename: str | None) -> list[Path | Draft]:
    """Return what to check: the paths given, or standard input."""
    from replylint.api import STDIN, Draft

    if not paths and not piped_input():
        raise click.UsageError(
            "Nothing to check. Give a file or a folder, or pipe a draft in:"
            ' echo "You failed to attach the invoice." | replylint check'
        )
    sources: list[Path | Draft] = [path for path in paths if path != _STDIN]
    if not paths or _STDIN in paths:
        sources.insert(0, Draft(read_input(), stdin_filename or STDIN))
    return sources
