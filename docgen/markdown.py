"""Markdown that reads the same in a repository, an editor and the site."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_SPECIAL = re.compile(r"([\\`*\[\]|{}#]|(?<!\w)_|_(?!\w))")
_IN_CODE = re.compile(r"[\\`*_{}\[\]()#|<>&!~]")
_MARK = re.compile(r"^(?=[-+](\s|$))|^\d+(?=[.)](\s|$))")
_CODE = re.compile(r"(`[^`]+`)")


def escaped(text: str) -> str:
    """Return a text so that Markdown shows it as it is; line ends become spaces."""
    return _MARK.sub(lambda found: f"{found[0]}\\", _literal(" ".join(text.split())))


def _literal(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text).replace("<", "&lt;").replace(">", "&gt;")


def prose(text: str) -> str:
    """Return a text of ours as Markdown: what stands in backticks is code."""
    parts = _CODE.split(" ".join(text.split()))
    return "".join(part if at % 2 else _literal(part) for at, part in enumerate(parts))


def code(text: str) -> str:
    """Return a text as code within a line.

    A bar would end the cell of a table; a backslash before it shows in some renderers. So a text
    with one is written in entities, which all of them read.
    """
    plain = " ".join(text.split())
    if "|" not in plain and "`" not in plain:
        return f"`{plain}`"
    entities = _IN_CODE.sub(lambda found: f"&#{ord(found[0])};", plain)
    return f"<code>{entities}</code>"


def anchor(heading: str) -> str:
    """Return the anchor of a heading, as repositories and the site both make it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return the lines of a table; cells are Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return ["| " + " | ".join(cells) + " |" for cells in lines]


def quoted(text: str) -> list[str]:
    """Return the lines of a quotation that keeps the line ends of a text."""
    lines = [escaped(line) for line in text.strip().splitlines()]
    broken = [
        f"{line}<br>" if line and following else line
        for line, following in zip(lines, [*lines[1:], ""], strict=True)
    ]
    return [f"> {line}".rstrip() for line in broken]


def fenced(text: str, language: str = "") -> list[str]:
    """Return the lines of a block of code."""
    return [f"```{language}", *text.splitlines(), "```"]


def page(source: str, *lines: str | Iterable[str]) -> str:
    """Return a page from its lines, with a note saying what it is made from."""
    note = f"<!-- Made by `python -m docgen` from {source}: edit that instead. -->"
    flat = [
        note,
        "",
        *(item for line in lines for item in ([line] if isinstance(line, str) else line)),
    ]
    return "\n".join(flat).rstrip("\n") + "\n"
