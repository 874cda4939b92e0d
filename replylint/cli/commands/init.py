"""``replylint init``: a configuration to start from, and what to do with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from replylint import __version__
from replylint.cli.streams import emit, write_file
from replylint.writers.layout.visible import visible

if TYPE_CHECKING:
    from replylint.survey import Surveyed

_HOOKS = f"""\
Before each commit, with pre-commit (.pre-commit-config.yaml):

    repos:
    - repo: local
      hooks:
      - id: replylint
        name: replylint
        entry: replylint check --force-exclude
        language: python
        additional_dependencies: [replylint=={__version__}]
        types_or: [plain-text, markdown, html, yaml, json, csv]
        require_serial: true

In CI, on any system:

    pip install replylint=={__version__}
    replylint check .

To begin with, leave what is there alone and have only what is new reported:

    replylint baseline
    replylint check --baseline replylint-baseline.json .

For an editor that completes and checks the keys of this file (with a YAML language server):

    replylint rules schema config > replylint-config.json
    # yaml-language-server: $schema=replylint-config.json     (first line of replylint.yaml)"""


@click.command(name="init")
@click.argument(
    "folder",
    required=False,
    default=Path(),
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)
@click.option("--force", is_flag=True, help="Overwrite a replylint.yaml that is there.")
def command(folder: Path, force: bool) -> None:
    """Write a commented replylint.yaml and say how to go on.

    FOLDER is where it goes, the current one if left out. Says what there is to read in it.
    """
    from replylint.config.template import template
    from replylint.survey import survey

    target = folder / "replylint.yaml"
    _refuse(folder, target, force=force)
    write_file(target, template())
    wrote = visible(f"wrote {target.as_posix()}")
    text = "\n".join([wrote, "", *_found(survey(folder)), "", _HOOKS])
    emit(lambda stream: click.echo(text, file=stream))


def _refuse(folder: Path, target: Path, *, force: bool) -> None:
    """Refuse to overwrite a configuration, or to write a second one.

    Raises:
        click.UsageError: saying which there is.
    """
    from replylint.config import configurations

    there = [path for path in configurations(folder) if path != target]
    if there:
        raise click.UsageError(f"{there[0].as_posix()} configures this folder already.")
    if target.exists() and not force:
        raise click.UsageError(f"{target.as_posix()} is there already; --force overwrites it.")


def _found(surveyed: tuple[Surveyed, ...]) -> Iterator[str]:
    """Yield what there is to read."""
    if not surveyed:
        yield "Nothing to read yet in this folder."
        return
    yield "To read in this folder:"
    for each in surveyed:
        parts = [
            f"{_count(each.replies, 'reply', 'replies')} in {_count(each.files, 'file', 'files')}"
        ]
        if each.empty:
            parts.append(f"{_count(each.empty, 'file', 'files')} without a reply")
        if each.broken:
            parts.append(f"{each.broken} that can't be read (replylint check says why)")
        yield f"    {each.suffix:8}  {', '.join(parts)}"


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
