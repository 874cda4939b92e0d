"""Options that several commands have."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from replylint.model.errors import ConfigError
from replylint.model.reply import Kind

_Command = TypeVar("_Command", bound=Callable[..., Any])


def _names(
    _ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the names of a comma-separated, repeatable option."""
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())


def names_option(flag: str, text: str, metavar: str = "NAMES") -> Callable[[_Command], _Command]:
    """Return an option that takes names, of rules and categories if not said otherwise."""
    return click.option(flag, multiple=True, metavar=metavar, callback=_names, help=text)


def selection_options(command: _Command) -> _Command:
    """Add ``--select``, ``--ignore`` and ``--extend-select``."""
    for flag, text in (
        ("--extend-select", "Rules or categories to run besides the default ones."),
        ("--ignore", "Rules or categories not to run."),
        ("--select", "Rules or categories to run instead of the default ones; ALL for all."),
    ):
        command = names_option(flag, text)(command)
    return command


def kind_option(command: _Command) -> _Command:
    """Add ``--kind``."""
    return click.option(
        "--kind",
        type=click.Choice(Kind, case_sensitive=False),
        help="What the replies are, whatever their file says. Guessed when not given.",
    )(command)


def context_option(command: _Command) -> _Command:
    """Add ``--context``."""
    return click.option(
        "--context",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="The customer's message that the replies answer.",
    )(command)


_FIX_FLAGS = (
    ("--fix", "Apply the safe fixes and report what is left. A piped draft is printed."),
    ("--unsafe-fixes", "With --fix, --fix-only or --diff: apply fixes to be looked at as well."),
    ("--diff", "Show what --fix would change, and change nothing."),
    ("--fix-only", "Apply fixes, but don't report what is left."),
    ("--show-fixes", "With --fix, --fix-only or --diff: list what is fixed."),
    ("--exit-non-zero-on-fix", "Exit with 1 when anything is fixed, even if nothing is left."),
    ("--interactive", "Go through the findings one by one and choose what to write."),
)


def fix_options(command: _Command) -> _Command:
    """Add the options that decide about fixing; `replylint.cli.fixing.Flags` takes them."""
    for flag, text in reversed(_FIX_FLAGS):
        command = click.option(flag, is_flag=True, help=text)(command)
    return command


def rules_option(command: _Command) -> _Command:
    """Add ``--rules``."""
    return click.option(
        "--rules",
        "extra_rules",
        multiple=True,
        metavar="PACK",
        callback=_packs,
        help="A rule file, folder or pack to use besides the built-in rules. Repeatable.",
    )(command)


def _packs(
    _ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]
) -> tuple[Path, ...]:
    return tuple(place for value in values for place in pack_places(value))


def pack_places(name: str) -> tuple[Path, ...]:
    """Return the file or folder of a pack, given by that or by its name; nothing for the shipped.

    Raises:
        click.BadParameter: there is none.
    """
    from replylint.config.installed import STANDARD, place_of

    try:
        return () if name == STANDARD else (place_of(name, Path()),)
    except ConfigError as error:
        raise click.BadParameter(str(error)) from None


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


def cache_options(command: _Command) -> _Command:
    """Add ``--no-cache`` and ``--cache-dir``; `cache_folder` makes one value of them."""
    command = click.option(
        "--cache-dir",
        type=click.Path(file_okay=False, path_type=Path),
        envvar="REPLYLINT_CACHE_DIR",
        metavar="FOLDER",
        help="Where to keep what makes the next run faster. Default: the user's cache folder.",
    )(command)
    return click.option(
        "--no-cache", is_flag=True, help="Keep nothing from run to run, and use nothing kept."
    )(command)


def cache_folder(given: dict[str, Any]) -> Path | None:
    """Take the options of `cache_options` out of those given.

    Returns:
        The folder for what is kept from run to run; None to keep nothing.
    """
    from replylint.storage import user_folder

    folder: Path | None = given.pop("cache_dir", None)
    if given.pop("no_cache", False):
        return None
    return folder or user_folder()
