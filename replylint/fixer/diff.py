"""What an edited document changes, as a unified diff."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from replylint.model.reply import Document


def unified_diff(before: Document, after: Document) -> Iterator[str]:
    """Yield the lines of a diff that ``patch`` takes, each with its line end.

    Lines end with LF only, as ``patch`` has it; a CR before it is part of its line, and so is
    the byte order mark of the first one.
    """
    lines = difflib.unified_diff(_lines(before), _lines(after), before.path, after.path)
    for line in lines:
        yield line.removesuffix("\n") + "\n"
        if not line.endswith("\n"):
            yield "\\ No newline at end of file\n"


def _lines(document: Document) -> list[str]:
    lines = document.data.decode().split("\n")
    return [*(line + "\n" for line in lines[:-1]), *filter(None, lines[-1:])]
