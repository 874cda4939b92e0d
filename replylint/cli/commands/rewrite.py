"""``replylint rewrite``: a draft in, the draft with its fixes applied out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from replylint.cli.drafts import one_source
from replylint.cli.exits import Exit
from replylint.cli.settings import linting_options, options_from
from replylint.cli.streams import emit_bytes
from replylint.model.finding import Applicability

if TYPE_CHECKING:
    from replylint.api import Fixes


@click.command(name="rewrite")
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option("--unsafe-fixes", is_flag=True, help="Apply fixes to be looked at as well.")
@linting_options
@click.option("--stdin-filename", metavar="NAME", help="The name to report for standard input.")
def command(
    path: Path | None,
    unsafe_fixes: bool,
    stdin_filename: str | None,
    **given: Any,  # noqa: ANN401 - the options that several commands have
) -> Exit:
    """Print a draft with its safe fixes applied, and say on standard error what was changed.

    PATH is a draft or a library of replies; without one, or with "-", the draft comes from
    standard input. No file is written, and what can't be read comes out as it went in.
    """
    from replylint.api import fix

    source = one_source(path, stdin_filename, "rewrite")
    options = options_from(given)
    limit = Applicability.UNSAFE if unsafe_fixes else Applicability.SAFE
    fixes = fix([source], options, limit)
    if fixes.files:
        emit_bytes(fixes.files[0].fixed.after.document.data)
    elif not isinstance(source, Path):
        emit_bytes(source.data)
    _say(fixes)
    return Exit.ERROR if fixes.problems else Exit.CLEAN


def _say(fixes: Fixes) -> None:
    """Say on standard error what was changed and what could not be."""
    from replylint.writers.layout.rewrite import change
    from replylint.writers.layout.visible import visible

    report = fixes.report(written=True)
    for applied in report.fixing.applied if report.fixing is not None else ():
        click.echo(change(applied), err=True)
    for problem in (*report.problems, *report.notices):
        place = problem.path if problem.line is None else f"{problem.path}:{problem.line}"
        click.echo(visible(f"{place}: {problem.message}"), err=True)
