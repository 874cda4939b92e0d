"""The one draft or file that a command is about."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from replylint.cli.streams import piped_input, read_input

if TYPE_CHECKING:
    from replylint.api import Draft
    from replylint.authoring.drafts import Opened

_STDIN = Path("-")


def one_source(path: Path | None, stdin_filename: str | None, command: str) -> Path | Draft:
    """Return what a command works on: the file given, or standard input.

    Args:
        path: the file; None or ``-`` for standard input.
        stdin_filename: the name of standard input in reports.
        command: the command, for what it says.

    Raises:
        click.UsageError: there is neither, or the file is a folder.
    """
    from replylint.api import STDIN, Draft

    if path is not None and path != _STDIN:
        if path.is_dir():
            raise click.UsageError(f"{path} is a folder; {command} takes one file.")
        return path
    if path is None and not piped_input():
        raise click.UsageError(
            f"Nothing to {command.split(maxsplit=1)[0]}. Give a file, or pipe a draft in:"
            f" pbpaste | replylint {command}"
        )
    return Draft(read_input(), stdin_filename or STDIN)


def say_notices(opened: Opened) -> None:
    """Say on standard error what is to be said of a file before it is looked into."""
    from replylint.writers.layout.visible import visible

    for notice in opened.notices:
        place = notice.path if notice.line is None else f"{notice.path}:{notice.line}"
        click.echo(visible(f"{place}: {notice.message}"), err=True)
    if not opened.report.replies:
        click.echo(visible(f"{opened.report.document.path}: there is no reply in it"), err=True)
