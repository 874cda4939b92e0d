"""A draft: the whole file is one reply."""

from __future__ import annotations

from collections.abc import Iterator

from replylint.model.reply import Reply
from replylint.readers.source import SourceError, SourceText

SUFFIXES = frozenset({".txt", ".text"})


def replies(source: SourceText) -> Iterator[Reply | SourceError]:
    """Yield the reply; nothing when the file is blank."""
    if source.text.strip():
        yield Reply(source.text, source.source)
