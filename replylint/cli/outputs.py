"""Where reports go: ``--output-format`` and ``--output-file``, several times over.

A file belongs to the format before it; one before any format has the configured format.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click
from msgspec import Struct

from replylint import writers

_Command = TypeVar("_Command", bound=Callable[..., Any])
_ORDER = "replylint.outputs"
_OPTIONS = ("output_format", "output_file")


class Output(Struct, frozen=True):
    """A report to write.

    Attributes:
        form: its format; None for the configured one.
        path: its file; None for standard output.
    """

    form: str | None = None
    path: Path | None = None


class WithOutputs(click.Command):
    """A command that remembers in which order its outputs were given, which click doesn't."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments, noting the order of the options for outputs."""
        if not ctx.resilient_parsing:
            _, _, given = self.make_parser(ctx).parse_args(args=list(args))
            ctx.meta[_ORDER] = [each.name for each in given if each.name in _OPTIONS]
        return super().parse_args(ctx, args)


def output_options(command: _Command) -> _Command:
    """Add ``--output-format`` and ``--output-file``; `outputs` makes one value of them."""
    command = click.option(
        "--output-file",
        multiple=True,
        type=click.Path(dir_okay=False, path_type=Path),
        help="Write the report of the --output-format before it to a file. Repeatable.",
    )(command)
    return click.option(
        "--output-format",
        multiple=True,
        type=click.Choice(writers.names()),
        show_default="text",
        help="How to write the report. Repeatable: all but one of them with an --output-file.",
    )(command)


def outputs(forms: Sequence[str], paths: Sequence[Path]) -> tuple[Output, ...]:
    """Return the outputs of the command that runs, given the values of its two options.

    Raises:
        click.UsageError: several for standard output, or for one file.
    """
    left, files = iter(forms), iter(paths)
    found: list[Output] = []
    for name in click.get_current_context().meta[_ORDER]:
        if name == "output_format":
            found.append(Output(next(left)))
        elif found and found[-1].path is None:
            found[-1] = Output(found[-1].form, next(files))
        else:
            found.append(Output(found[-1].form if found else None, next(files)))
    for at, each in enumerate(found):
        if any(each.path == other.path for other in found[:at]):
            where = each.path or "standard output"
            raise click.UsageError(f"Two reports can't both go to {where}; see --output-file.")
    return tuple(found) or (Output(),)
