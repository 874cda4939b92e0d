"""Many replies in one Markdown or text file, under numbered headings or ruled titles.

Numbered headings are such as ``### 1. Late parcel``, ruled titles such as ``---- LATE PARCEL``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from replylint.model.reply import Kind, Markup, Reply
from replylint.readers.source import SourceError
from replylint.readers.source_file import SourceFile
from replylint.regex import Regex

_NUMBERED = Regex(r"^#{2,4}[ \t]+\d{1,3}[.):][ \t]+(?P<title>\S.*?)[ \t#]*\r?$", re.MULTILINE)
_RULED = Regex(r"^-{4,}[ \t]+(?P<title>\S.*?)[ \t-]*\r?$", re.MULTILINE)
_END = Regex(r"^(?:#{1,2}[ \t]+\S|-{3,}[ \t]*\r?$)", re.MULTILINE)


def recognises(file: SourceFile) -> bool:
    """Return whether there are two such titles or more."""
    return len(_titles(file)) > 1


def replies(file: SourceFile) -> Iterator[Reply | SourceError]:
    """Yield what stands under each title."""
    source, titles = file.source, _titles(file)
    starts = [title.start() for title in titles]
    for title, following in zip(titles, [*starts[1:], len(source.text)], strict=True):
        other = _END.search(source.text, title.end(), following)
        text = source.text[title.end() : other.start() if other else following]
        start = title.end() + len(text) - len(text.lstrip())
        body = source.part(start, start + len(text.strip()))
        if body.text:
            yield Reply(
                body.text, body.source, kind=Kind.MACRO, language=file.language,
                name=title["title"], markup=Markup.MARKDOWN,
            )  # fmt: skip


def _titles(file: SourceFile) -> list[re.Match[str]]:
    text = file.source.text
    numbered = list(_NUMBERED.finditer(text)) if "##" in text else []
    return numbered or (list(_RULED.finditer(text)) if "----" in text else [])
