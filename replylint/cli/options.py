"""Options that several commands have."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

_Command = TypeVar("_Command", bound=Callable[..., Any])


def _names(
    _ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the names of a comma-separated, repeatable option."""
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())


def names_option(flag: str, text: str) -> Callable[[_Command], _Command]:
    """Return an option that takes rule and category names."""
    return click.option(flag, multiple=True, metavar="NAMES", callback=_names, help=text)


def rules_option(command: _Command) -> _Command:
    """Add ``--rules``."""
    return click.option(
        "--rules",
        "extra_rules",
        multiple=True,
        type=click.Path(exists=True, path_type=Path),
        help="A rule file or folder to use besides the built-in rules. Repeatable.",
    )(command)


def language_option(command: _Command) -> _Command:
    """Add ``--lang``."""
    return click.option(
        "--lang",
        "language",
        metavar="CODE",
        help="The language, such as en. Guessed from the text when not given.",
    )(command)


def color_option(command: _Command) -> _Command:
    """Add ``--color``."""
    return click.option(
        "--color",
        type=click.Choice(["auto", "always", "never"]),
        default="auto",
        help="Colour the output. auto: on a terminal, unless NO_COLOR is set.",
    )(command)
