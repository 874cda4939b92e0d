"""Markdown files whose replies are the code fences under headings, to be copied from there.

HTML comments in them are hints for their authors.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from replylint.model.reply import Kind, Markup, Reply
from replylint.readers.source import SourceError
from replylint.readers.source_file import SourceFile

_FENCE = re.compile(
    r"^(?P<fence>`{3,}|~{3,})[ \t]*(?:markdown|md|text)[ \t]*\r?\n(?P<body>.*?)^(?P=fence)[ \t]*$",
    re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
_HEADING = re.compile(r"^#{1,4}[ \t]+(.*?)[ \t#]*$", re.MULTILINE)


def recognises(file: SourceFile) -> bool:
    """Return whether there is a fence of Markdown below a heading."""
    fence = _FENCE.search(file.source.text)
    return fence is not None and bool(_HEADING.search(file.source.text, 0, fence.start()))


def replies(file: SourceFile) -> Iterator[Reply | SourceError]:
    """Yield what stands in each fence, with the heading above it as its name."""
    source = file.source
    headings = [(match.end(), match[1].strip()) for match in _HEADING.finditer(source.text)]
    for match in _FENCE.finditer(source.text):
        above = [title for end, title in headings if end <= match.start()]
        body = source.part(*match.span("body"))
        if body.text.strip():
            yield Reply(
                body.text, body.source, kind=Kind.MACRO, language=file.language,
                name=above[-1] if above else None, markup=Markup.MARKDOWN,
            )  # fmt: skip
