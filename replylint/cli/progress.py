"""A progress bar on standard error, for runs that take long enough to wonder."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

_PATIENCE = 1.0  # seconds until it is worth a bar

Report = Callable[[int, int], None]


@contextmanager
def progress(*, wanted: bool = True) -> Iterator[Report | None]:
    """Give what takes how much is done, of how much; None where nobody would see it.

    Args:
        wanted: whether there may be a bar at all.
    """
    if not wanted or sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    bar = _Bar()
    try:
        yield bar.update
    finally:
        bar.close()


class _Bar:
    """A bar that shows itself after a while, and leaves nothing behind."""

    def __init__(self) -> None:
        self._started = time.monotonic()
        self._progress: Progress | None = None

    def update(self, done: int, total: int) -> None:
        """Show how much is done: files, and parts of large ones."""
        if self._progress is None:
            if time.monotonic() - self._started < _PATIENCE:
                return
            self._progress = _shown()
            self._progress.start()
            self._progress.add_task("checking", total=total)
        self._progress.update(self._progress.task_ids[0], completed=done, total=total)

    def close(self) -> None:
        """Take the bar away."""
        if self._progress is not None:
            self._progress.stop()


def _shown() -> Progress:
    # Rich takes a while to import; only those who wait for something else pay for it.
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)
