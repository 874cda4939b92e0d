"""``replylint config``: which settings count for a file, and where they come from."""

from __future__ import annotations

import json
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from replylint.cli.settings import (
    file_options,
    linting_options,
    options_from,
    run_settings,
    verdict_options,
)
from replylint.cli.streams import emit
from replylint.config.passages import Passage
from replylint.writers.layout.visible import visible

if TYPE_CHECKING:
    from replylint.config import Resolved

_VALUE_ROOM = 40  # of a longer value the origin stands right behind
_NOTHING = "–"


@click.group(name="config")
def command() -> None:
    """Look at the configuration."""


@command.command(name="show")
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option("--output-format", type=click.Choice(["text", "json"]), default="text")
@linting_options
@file_options
@verdict_options
def show(
    path: Path | None,
    output_format: str,
    **given: Any,  # noqa: ANN401 - the options that several commands have
) -> None:
    """Show each setting with its value and where it comes from.

    PATH is a file, which need not exist; a folder stands for a file in it. Without one, the
    settings of a run in the current folder are shown. Options count as for `check`.
    """
    from replylint.api import Profiles

    options = options_from(given)
    run_settings(options)
    place = path / "any" if path is not None and path.is_dir() else path
    resolved = Profiles(options).resolved(place)
    form = _json if output_format == "json" else _text
    text = form(resolved)
    emit(lambda stream: click.echo(text, file=stream))


def _json(resolved: Resolved) -> str:
    from replylint.config import keys

    settings = {
        key.name: {
            "value": _plain(getattr(resolved.config, name)),
            "from": list(resolved.origins[name]),
        }
        for name, key in keys()
    }
    return json.dumps({"version": 1, "settings": settings}, indent=2, ensure_ascii=False)


def _text(resolved: Resolved) -> str:
    from replylint.config import keys

    rows = [
        (key.name, _shown(getattr(resolved.config, name)), ", ".join(resolved.origins[name]))
        for name, key in keys()
    ]
    return "\n".join(_table(rows))


def _table(rows: list[tuple[str, str, str]]) -> Iterator[str]:
    name_room = max(len(name) for name, _, _ in rows)
    value_room = max(len(value) for _, value, _ in rows)
    for name, value, origin in rows:
        cell = value.ljust(min(value_room, _VALUE_ROOM))
        yield visible(f"{name.ljust(name_room)}  {cell}  {origin}")


def _shown(value: object) -> str:
    """Return a value on one line."""
    if value in (None, ()):
        return _NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    plain = _plain(value)
    if isinstance(plain, list):
        return ", ".join(map(_item, plain))
    return (
        ", ".join(f"{k}: {v}" for k, v in plain.items()) if isinstance(plain, dict) else str(plain)
    )


def _item(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _plain(value: object) -> object:
    """Return a value as JSON has it."""
    match value:
        case Enum():
            plain: object = value.value
        case Path():
            plain = value.as_posix()
        case Passage():
            plain = value.plain
        case msgspec.Struct():
            each = msgspec.structs.asdict(value)
            plain = {key: _plain(each) for key, each in each.items() if each not in (None, ())}
        case tuple() if value and all(_is_pair(each) for each in value):
            plain = {str(key): _plain(each) for key, each in value}
        case tuple():
            plain = [_plain(each) for each in value]
        case _:
            plain = value
    return plain


def _is_pair(value: object) -> bool:
    return isinstance(value, tuple) and len(value) == 2 and isinstance(value[1], Enum)
