"""A draft: the whole file is one reply."""

from __future__ import annotations

from collections.abc import Iterator

from replylint.model.reply import Reply
from replylint.readers.source import SourceError
from replylint.readers.source_file import SourceFile


def recognises(_: SourceFile) -> bool:
    """Return True: any text may be a draft."""
    return True


def replies(file: SourceFile) -> Iterator[Reply | SourceError]:
    """Yield the reply; nothing when the file is blank."""
    source = file.source
    if source.text.strip():
        yield Reply(source.text, source.source)
