"""A draft in Markdown: the whole file is one reply.

Front matter is left out but for a subject; a heading at the top is the reply's name, which nobody
sends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from replylint.model.reply import Kind, Markup, Reply
from replylint.readers.building import About, fragment, in_use, language_of, name_of
from replylint.readers.front_matter import split
from replylint.readers.source import SourceError
from replylint.readers.source_file import SourceFile
from replylint.readers.tree import Record

_TITLE = re.compile(r"\s*#[ \t]+(?P<title>[^\r\n]*?)[ \t#]*(?:\r\n|\r|\n)(?:[ \t]*(?:\r\n|\r|\n))*")


def recognises(_: SourceFile) -> bool:
    """Return True: any Markdown may be a draft."""
    return True


def replies(file: SourceFile) -> Iterator[Reply | SourceError]:
    """Yield the reply; nothing when the file is blank or its front matter says it is unused."""
    head, body = split(file.source)
    if head is not None and not in_use(head):
        return
    name = None if head is None else name_of(head)
    language = file.language if head is None else language_of(head, file.language)
    about = About(name, language, _kind(head))
    if head is not None:
        yield from fragment(head.get("subject"), about)
    title = _TITLE.match(body.text)
    if title and body.text[title.end() :].strip():
        name = name or title["title"] or None
        body = body.part(title.end(), len(body.text))
    if head is not None:
        # The empty line below the front matter isn't sent.
        body = body.part(len(body.text) - len(body.text.lstrip("\r\n")), len(body.text))
    if body.text.strip():
        yield Reply(
            body.text, body.source, kind=about.kind, language=language, name=name,
            markup=Markup.MARKDOWN,
        )  # fmt: skip


def _kind(head: Record | None) -> Kind | None:
    """Return what the front matter says the reply is; a form that asks for issues is no reply."""
    if head is None:
        return None
    said = head.text("kind")
    if said in tuple(Kind):
        return Kind(said)
    return Kind.FRAGMENT if {"about", "labels"} <= head.keys else None
