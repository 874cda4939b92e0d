"""A draft or template in HTML or Liquid: the whole file is one reply."""

from __future__ import annotations

from collections.abc import Iterator

from replylint.model.reply import Reply
from replylint.readers.source import SourceError
from replylint.readers.source_file import SourceFile


def recognises(_: SourceFile) -> bool:
    """Return True: any HTML may be a draft."""
    return True


def replies(file: SourceFile) -> Iterator[Reply | SourceError]:
    """Yield the reply; nothing when there is nothing to read."""
    from replylint.readers.codecs.html import rendered

    content, layer = rendered(file.source)
    if content.text.strip():
        yield Reply(content.text, content.source, language=file.language, layers=(layer,))
