"""``replylint baseline``: writes down what is found now, so that only what is new is reported."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from replylint.cli.exits import Exit
from replylint.cli.settings import (
    file_options,
    linting_options,
    options_from,
    run_settings,
    work_options,
)
from replylint.cli.streams import write_file
from replylint.config.names import BASELINE
from replylint.model.report import Report
from replylint.writers.layout.visible import visible


@click.command(name="baseline")
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output-file",
    type=click.Path(dir_okay=False, path_type=Path),
    help=f"The file to write. Left out: the one that is configured, else {BASELINE}.",
)
@linting_options
@file_options
@work_options
def command(
    paths: tuple[Path, ...],
    output_file: Path | None,
    **given: Any,  # noqa: ANN401 - the options that several commands have
) -> Exit:
    """Write down the findings there are, so that `check --baseline FILE` reports only new ones.

    PATH is a file or a folder; without one, the current folder. What was fixed since the last
    time is dropped; what is known of other files stays. The file holds rules, names of replies
    and hashes of sentences, no words of them.
    """
    from replylint.api import known_findings

    options = options_from(given)
    target = output_file or run_settings(options).baseline or Path(BASELINE)
    report, text = known_findings(paths or (Path(),), target, options)
    for problem in report.problems:
        place = problem.path if problem.line is None else f"{problem.path}:{problem.line}"
        click.echo(visible(f"{place}: {problem.message}"), err=True)
    write_file(target, text)
    click.echo(f"{target}: {_counted(report)}", err=True)
    return Exit.ERROR if report.problems else Exit.CLEAN


def _counted(report: Report) -> str:
    found = sum(report.severities().values())
    return f"{found} known finding{'' if found == 1 else 's'}"
