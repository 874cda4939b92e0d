"""The options that say what to check for, and how: for all commands that lint."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from replylint import writers
from replylint.cli.options import (
    cache_folder,
    cache_options,
    context_option,
    kind_option,
    language_option,
    names_option,
    rules_option,
    selection_options,
)
from replylint.model.errors import ConfigError, hint
from replylint.model.rule import Severity

if TYPE_CHECKING:
    from replylint.api import Options
    from replylint.config import Config

_Command = TypeVar("_Command", bound=Callable[..., Any])
_NAMES = ("select", "ignore", "extend_select", "kind", "language")
_GIVEN = (
    *_NAMES, "context", "extra_rules", "config", "isolated",
    "exclude", "extend_exclude", "force_exclude", "respect_gitignore",
    "fail_level", "min_score", "baseline", "since", "jobs", "shortcut",
)  # fmt: skip


def config_options(command: _Command) -> _Command:
    """Add ``--config`` and ``--isolated``."""
    for option in (
        click.option("--isolated", is_flag=True, help="Read no configuration file."),
        click.option(
            "--config",
            type=click.Path(path_type=Path),
            metavar="FILE",
            help="The configuration to use, instead of the nearest one above each file.",
        ),
    ):
        command = option(command)
    return command


def linting_options(command: _Command) -> _Command:
    """Add the options about rules, replies and configuration; `options_from` takes them."""
    for add in (
        cache_options,
        config_options,
        rules_option,
        context_option,
        language_option,
        kind_option,
    ):
        command = add(command)
    return selection_options(command)


def file_options(command: _Command) -> _Command:
    """Add the options about which files to look at."""
    for option in (
        click.option(
            "--respect-gitignore/--no-respect-gitignore",
            default=None,
            help="Leave out what .gitignore files name. On by default.",
        ),
        click.option(
            "--force-exclude/--no-force-exclude",
            default=None,
            help="Leave out excluded files even if they are given by name, as hooks do.",
        ),
        names_option(
            "--extend-exclude", "The same, besides those of the configuration.", "PATTERNS"
        ),
        names_option(
            "--exclude", "Files and folders not to look at, as in .gitignore.", "PATTERNS"
        ),
    ):
        command = option(command)
    return command


def work_options(command: _Command) -> _Command:
    """Add the options about how the work is done, whatever comes of it."""
    for option in (
        click.option(
            "--no-shortcut",
            "shortcut",
            is_flag=True,
            flag_value=False,
            default=True,
            hidden=True,
            help="Parse every sentence, to test that nothing else is found then.",
        ),
        click.option(
            "--jobs",
            type=click.IntRange(min=0),
            default=0,
            metavar="N",
            show_default="as many as pay",
            help="How many processes may work at once.",
        ),
    ):
        command = option(command)
    return command


def verdict_options(command: _Command) -> _Command:
    """Add the options about what counts as a failure."""
    for option in (
        click.option(
            "--since",
            metavar="REV",
            help="Check only replies that have changed since a git revision.",
        ),
        click.option(
            "--baseline",
            type=click.Path(path_type=Path),
            metavar="FILE",
            help="Known findings, kept out of the report; made by replylint baseline.",
        ),
        click.option(
            "--min-score",
            type=click.IntRange(0, 100),
            metavar="N",
            help="Exit with 1 when a reply scores lower.",
        ),
        click.option(
            "--fail-level",
            type=click.Choice(Severity, case_sensitive=False),
            default=None,
            show_default="warning",
            help="The lowest severity that makes the exit code 1.",
        ),
    ):
        command = option(command)
    return command


def options_from(given: dict[str, Any]) -> Options:
    """Take the options added here out of those given, and return what they ask for.

    Raises:
        click.UsageError: they exclude each other.
        ConfigError: the customer's message can't be read.
    """
    from replylint.api import Lookup, Options, context_from

    taken = {name: given.pop(name) for name in _GIVEN if name in given}
    isolated, config = taken.pop("isolated", False), taken.pop("config", None)
    if isolated and config is not None:
        raise click.UsageError("--isolated reads no configuration file; leave out --config.")
    context = taken.pop("context", None)
    return Options(
        cache=cache_folder(given),
        context=None if context is None else context_from(context),
        rules=taken.pop("extra_rules", ()),
        config=None if isolated else Lookup(config),
        **taken,
    )


def run_settings(options: Options) -> Config:
    """Return the settings that hold for the run as a whole.

    Raises:
        ConfigError: a configuration file or option that can't be used.
    """
    from replylint.api import Profiles

    resolved = Profiles(options).run
    form = resolved.config.output_format
    if form not in writers.names():
        place = resolved.origins["output_format"][-1]
        names = ", ".join(writers.names())
        near = hint(form, writers.names())
        raise ConfigError(f"{place}: “{form}” is not one of {names}{near}")
    return resolved.config
