"""The command group: finds commands by name, and is the one place where errors end."""

from __future__ import annotations

import os
import sys
from functools import cached_property
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, cast

import click

from replylint.cli import commands
from replylint.cli.exits import Exit
from replylint.cli.streams import flush, is_closed_pipe, prepare, silence
from replylint.model.errors import ReplylintError


class CommandGroup(click.Group):
    """Commands are the modules of `replylint.cli.commands`, imported when they are asked for."""

    @cached_property
    def _names(self) -> list[str]:
        return sorted(module.name for module in iter_modules(commands.__path__))

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names of the commands."""
        return self._names

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, None if there is none of that name."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module = import_module(f"{commands.__name__}.{cmd_name}")
        return cast("click.Command", module.command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command the arguments name; an unknown one is an error with a hint."""
        name = args[0]
        if self.get_command(ctx, name) is None and not name.startswith("-"):
            ctx.fail(f"No such command “{name}”. {self._hint(ctx, name)}")
        return super().resolve_command(ctx, args)

    def _hint(self, ctx: click.Context, name: str) -> str:
        if os.path.exists(name):  # noqa: PTH110 - a Path refuses some names
            return f"To check it: replylint check {name}"
        from difflib import get_close_matches

        near = get_close_matches(name, self.list_commands(ctx), n=1)
        return f"Did you mean “{near[0]}”?" if near else "See replylint --help."

    def main(self, *args: Any, **options: Any) -> Any:  # noqa: ANN401 - click's signature
        """Run, and end the process with an exit code.

        Outside standalone mode errors are raised, for programs that embed the group.
        """
        if options.get("standalone_mode") is False:
            return super().main(*args, **options)
        prepare()
        # One thread multiplies our matrices soonest (`replylint.languages.loading.one_thread`): then
        # NumPy needn't get others ready.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        return sys.exit(self._exit_code(args, {**options, "standalone_mode": False}))

    def _exit_code(self, args: tuple[Any, ...], options: dict[str, Any]) -> int:
        """Run and return the exit code; nothing is raised from here."""
        try:
            result = super().main(*args, **options)
            flush()
        except (click.Abort, KeyboardInterrupt):
            return Exit.INTERRUPTED
        except Exception as error:  # noqa: BLE001 - the one boundary
            return _failed(error)
        return result if isinstance(result, int) else Exit.CLEAN


def _failed(error: Exception) -> int:
    """Say what went wrong and return the exit code for it."""
    if isinstance(error, OSError) and is_closed_pipe(error):
        silence()
        return Exit.CLEAN
    try:
        _explain(error)
    except OSError:
        silence()
    return error.exit_code if isinstance(error, click.ClickException) else Exit.ERROR


def _explain(error: Exception) -> None:
    if isinstance(error, click.ClickException):
        error.show()
    elif isinstance(error, ReplylintError):
        click.echo(f"Error: {error}", err=True)
    elif isinstance(error, FileNotFoundError) and error.filename is None:
        click.echo("Error: the current folder doesn't exist any more.", err=True)
    elif isinstance(error, OSError):
        click.echo(f"Error: {error.filename or 'output'}: {error.strerror or error}", err=True)
    else:
        _own_defect(error)


def _own_defect(error: Exception) -> None:
    """Report an error of ours: one line, the traceback only when asked for."""
    if os.environ.get("REPLYLINT_TRACEBACK"):
        import traceback

        click.echo("".join(traceback.format_exception(error)), err=True)
    name = type(error).__name__
    click.echo(
        f"Error: replylint itself failed ({name}: {error}). Please report it, with the output of"
        " the same command run with REPLYLINT_TRACEBACK=1 in the environment.",
        err=True,
    )
