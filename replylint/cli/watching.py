"""``check --watch``: checks again whenever a file has changed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import click

from replylint.model.errors import ReplylintError

PAUSE = 0.5  # seconds between two looks at the files

_State = frozenset[tuple[Path, int, int]]


def watch(once: Callable[[], object], files: Callable[[], Iterable[Path]], *, clears: bool) -> None:
    """Check, and again after each change, until Ctrl-C.

    Args:
        once: checks.
        files: the files that matter, as there are at the moment.
        clears: whether to clear the terminal before each time but the first.
    """
    seen: _State | None = None
    while True:
        now = _state(files)
        if now != seen:
            if clears and seen is not None:
                click.clear()
            _checked(once)
            click.echo("Watching for changes; Ctrl-C to stop.", err=True)
            # What changed while it was checked counts as a change.
            seen = now
        time.sleep(PAUSE)


def _checked(once: Callable[[], object]) -> None:
    """Check; a configuration or rule that is broken for the moment doesn't end it."""
    try:
        once()
    except ReplylintError as error:
        click.echo(f"Error: {error}", err=True)


def _state(files: Callable[[], Iterable[Path]]) -> _State:
    """Return what tells that a file has changed."""
    try:
        return frozenset(_stamp(path) for path in files())
    except ReplylintError as error:
        # A broken configuration: changed when the message is another one.
        return frozenset({(Path(str(error)), 0, 0)})


def _stamp(path: Path) -> tuple[Path, int, int]:
    try:
        status = path.stat()
    except OSError:
        return path, 0, 0
    return path, status.st_mtime_ns, status.st_size


def paths_only(sources: Sequence[object]) -> tuple[Path, ...]:
    """Return the paths among what is to be checked.

    Raises:
        click.UsageError: a draft from standard input is among it.
    """
    if not all(isinstance(each, Path) for each in sources):
        raise click.UsageError("--watch needs a file or folder; standard input doesn't change.")
    return tuple(each for each in sources if isinstance(each, Path))
