"""``replylint check``: lint files, folders or a draft from standard input."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec.structs import replace

from replylint.cli.exits import Exit
from replylint.cli.fixing import Flags, run
from replylint.cli.options import color_option, fix_options
from replylint.cli.outputs import Output, WithOutputs, output_options, outputs
from replylint.cli.reporting import Shape, say, write
from replylint.cli.settings import (
    file_options,
    linting_options,
    options_from,
    run_settings,
    verdict_options,
    work_options,
)
from replylint.cli.streams import on_terminal, piped_input, read_input
from replylint.cli.watching import paths_only
from replylint.cli.watching import watch as watch_files
from replylint.model.report import Report

if TYPE_CHECKING:
    from replylint.api import Draft, Options
    from replylint.config import Config

_STDIN = Path("-")


@click.command(name="check", cls=WithOutputs)
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@output_options
@linting_options
@file_options
@work_options
@verdict_options
@fix_options
@click.option("--statistics", is_flag=True, help="Count what is found instead of showing it.")
@click.option("--watch", is_flag=True, help="Check again whenever a file changes.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but what is found.")
@click.option("-v", "--verbose", is_flag=True, help="Say what was read and what counts.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 even when something is found.")
@click.option("--stdin-filename", metavar="NAME", help="The name to report for standard input.")
@color_option
def command(
    paths: tuple[Path, ...],
    output_format: tuple[str, ...],
    output_file: tuple[Path, ...],
    statistics: bool,
    watch: bool,
    quiet: bool,
    verbose: bool,
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
    reports = outputs(output_format, output_file)
    options = replace(options_from(given), output_format=reports[0].form)
    flags = Flags(**given)
    shape = Shape(reports, color, statistics, quiet, verbose, flags.show_fixes)
    form = run_settings(options).output_format
    shape.refuse_misuse(form)
    plain = form == "text" and reports == (Output(reports[0].form),)
    flags.refuse_misuse(
        reports_as_text=plain,
        reads_input=not paths or _STDIN in paths,
    )
    sources = _sources(paths, stdin_filename)

    def once() -> Exit:
        settings = run_settings(options)
        outcome = run(sources, options, flags, color, quiet=quiet)
        if outcome.shown is not None:
            write(outcome.shown, settings, shape, to_stderr=outcome.to_stderr)
        if verbose:
            say(options, outcome.judged)
        code = exit_code(outcome.judged, settings, exit_zero=exit_zero)
        fixed = flags.exit_non_zero_on_fix and outcome.fixed and not exit_zero
        return Exit.FOUND if fixed and code is Exit.CLEAN else code

    if watch:
        _watch(once, sources, options, flags)
    return once()


def _watch(
    once: Callable[[], object], sources: Sequence[Path | Draft], options: Options, flags: Flags
) -> None:
    """Check until Ctrl-C."""
    from replylint.api import watched

    if flags.interactive:
        raise click.UsageError("--interactive asks for each finding; it can't be watched.")
    paths = paths_only(sources)
    watch_files(once, lambda: watched(paths, options), clears=on_terminal())


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
