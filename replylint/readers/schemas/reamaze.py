"""Re:amaze response templates."""

from __future__ import annotations

from collections.abc import Iterator

from replylint.model.reply import Reply
from replylint.readers.building import About, in_use, language_of, message, name_of
from replylint.readers.source import SourceError
from replylint.readers.source_file import SourceFile
from replylint.readers.tree import Record

_KEYS = ("response_templates", "response_template")


def recognises(file: SourceFile) -> bool:
    """Return whether there is Re:amaze's own key at the top."""
    return any(isinstance(root, Record) and root.get(*_KEYS) for root in file.roots)


def replies(file: SourceFile) -> Iterator[Reply | SourceError]:
    """Yield the body of each template."""
    for record in file.records(*_KEYS):
        if in_use(record):
            about = About(name_of(record), language_of(record, file.language))
            yield from message(record.get("body"), about)
