"""Report to text: one module per output format, found by its name.

Besides the commands, only writers put anything on a stream.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol, TextIO, cast

from msgspec import Struct

from replylint.model.report import Report


class Options(Struct, frozen=True):
    """How to write, for the formats that leave a choice.

    Attributes:
        width: columns there are.
        color: whether the stream takes colours.
        show_fixes: whether to list what was fixed, not only to count it.
    """

    width: int = 80
    color: bool = False
    show_fixes: bool = False


class Writer(Protocol):
    """What a module of `replylint.writers` offers."""

    def write(self, report: Report, stream: TextIO, options: Options) -> None:
        """Write a report.

        Raises:
            OSError: the stream can't be written to.
        """
        ...


def names() -> tuple[str, ...]:
    """Return the formats there are. Packages beside the modules hold what formats share."""
    return tuple(sorted(module.name for module in iter_modules(__path__) if not module.ispkg))


def load(name: str) -> Writer:
    """Return a format's writer; `name` is one of `names`."""
    return cast("Writer", import_module(f"{__name__}.{name}"))
