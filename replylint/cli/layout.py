"""Lines that fit the terminal: texts, named values and branches, indented and wrapped."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator

import click
from msgspec import Struct

from replylint.cli.streams import width
from replylint.writers.layout.visible import visible

_MAX_WIDTH = 100
_LEAST = 20  # columns for words, however deep they stand
_NAME = 11  # columns for the name of a value

Style = Callable[[str], str]


def strong(text: str) -> str:
    """Return a text that stands out."""
    return click.style(text, bold=True)


def faint(text: str) -> str:
    """Return a text that stands back."""
    return click.style(text, dim=True)


class Tree(Struct, frozen=True):
    """Lays out lines at a depth."""

    depth: int = 0

    def deeper(self) -> Tree:
        """Return the layout for what stands below."""
        return Tree(self.depth + 1)

    def text(
        self, text: str, mark: str = "", style: Style = str, mark_style: Style = str
    ) -> Iterator[str]:
        """Yield words behind a mark; further lines stand beneath the words where there is room."""
        room = min(width(), _MAX_WIDTH)
        indent = " " * max(0, min(2 * self.depth, room - _LEAST))
        beside = indent + " " * len(mark)
        if len(beside) + _LEAST <= room:
            head = indent + mark_style(mark)
        else:
            beside = indent + "  "
            yield indent + mark_style(mark.rstrip())
            head = beside
        # Styles are put on line by line: a line end mustn't stand inside of one.
        for line in _wrapped(text, max(_LEAST - 2, room - len(beside))):
            yield head + style(line)
            head = beside

    def field(self, name: str, value: str) -> Iterator[str]:
        """Yield a named value."""
        yield from self.deeper().text(value, f"{name:<{_NAME}}", mark_style=faint)

    def branch(self, name: str, words: str) -> Iterator[str]:
        """Yield the head of what stands below."""
        yield from self.deeper().text(f"“{words}”", f"{name} ", mark_style=_branch)


def _branch(text: str) -> str:
    return click.style(text, fg="cyan")


def _wrapped(text: str, room: int) -> list[str]:
    return textwrap.wrap(visible(text), room, break_on_hyphens=False) or [""]
