"""The command line: arguments, terminal, exit codes. What a command does is in `replylint.api`."""

from __future__ import annotations

import click

from replylint import __version__
from replylint.cli.group import CommandGroup

__all__ = ["main"]


@click.group(
    cls=CommandGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="replylint")
def main() -> None:
    """Check the language of customer-support replies before they are sent.

    Findings are words to avoid, each with a way to say it; gaps are what a good reply has and
    this one lacks.

    Exit codes: 0 clean, 1 something found, 2 wrong use or unreadable input.
    """
