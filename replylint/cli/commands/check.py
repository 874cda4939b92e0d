"""``replylint check``: lint files, folders or a draft from standard input."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from replylint import writers
from replylint.cli.exits import Exit
from replylint.cli.fixing import Flags, run
from replylint.cli.options import color_option, fix_options
from replylint.cli.settings import (
    file_options,
    linting_options,
    options_from,
    run_settings,
    verdict_options,
)
from replylint.cli.streams import emit, piped_input, read_input, takes_color, width
from replylint.model.report import Report

if TYPE_CHECKING:
    from replylint.api import Draft
    from replylint.config import Config

_STDIN = Path("-")


@click.command(name="check")
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@click.option(
    "--output-format",
    type=click.Choice(writers.names()),
    default=None,
    show_default="text",
    help="How to write the report.",
)
@click.option(
    "--output-file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the report to a file instead of standard output.",
)
@linting_options
@file_options
@verdict_options
@fix_options
@click.option("--exit-zero", is_flag=True, help="Exit with 0 even when something is found.")
@click.option("--stdin-filename", metavar="NAME", help="The name to report for standard input.")
@color_option
def command(
    paths: tuple[Path, ...],
    output_format: str | None,
    output_file: Path | None,
    exit_zero: bool,
    stdin_filename: str | None,
    color: str,
    **given: Any,  # noqa: ANN401 - the options that several commands have
) -> int:
    """Check replies for wording to avoid and for what they lack.

    PATH is a file or a folder: drafts (.txt, .md, .html) or libraries of replies (.jsonl, and what
    help desks export as JSON, YAML, CSV or XML). Without one, or with "-", the draft comes from
    standard input.
    """
    options = replace(options_from(given), output_format=output_format)
    flags = Flags(**given)
    settings = run_settings(options)
    output_format = settings.output_format
    flags.refuse_misuse(
        reports_as_text=output_format == "text" and output_file is None,
        reads_input=not paths or _STDIN in paths,
    )
    sources = _sources(paths, stdin_filename)
    outcome = run(sources, options, flags, color)
    if outcome.shown is not None:
        to_file, to_stderr = output_file is not None, outcome.to_stderr
        colored = takes_color(color, to_file=to_file, to_stderr=to_stderr)
        layout = writers.Options(width(), colored, flags.show_fixes)
        writer, shown = writers.load(output_format), outcome.shown
        emit(lambda to: writer.write(shown, to, layout), output_file, to_stderr=to_stderr)
    code = exit_code(outcome.judged, settings, exit_zero=exit_zero)
    fixed = flags.exit_non_zero_on_fix and outcome.fixed and not exit_zero
    return Exit.FOUND if fixed and code is Exit.CLEAN else code


def exit_code(report: Report, settings: Config, *, exit_zero: bool) -> Exit:
    """Return what a report means to the caller: input that can't be read outweighs findings."""
    if report.problems:
        return Exit.ERROR
    level, least = settings.fail_level.rank, settings.min_score
    failed = any(severity.rank >= level for severity in report.severities())
    failed = failed or any(reply.score < least for reply in report.replies())
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
