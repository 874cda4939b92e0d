"""Help Scout saved replies: HTML for mail, plain text for chat.

A list of them holds only previews, which are cut off: those are told, not read.
"""

from __future__ import annotations

from collections.abc import Iterator

from replylint.model.reply import Reply
from replylint.readers.building import About, in_use, language_of, name_of, twins
from replylint.readers.source import SourceError
from replylint.readers.source_file import SourceFile
from replylint.readers.tree import Record, records


def recognises(file: SourceFile) -> bool:
    """Return whether the records have texts, or previews, for mail and chat."""
    return any(
        "chatText" in record.keys or {"preview", "chatPreview"} <= record.keys
        for record in _records(file)
    )


def replies(file: SourceFile) -> Iterator[Reply | SourceError]:
    """Yield each saved reply, and an error if there are only previews."""
    previews = 0
    for record in _records(file):
        if "text" not in record.keys and "chatText" not in record.keys:
            previews += 1
            if previews == 1:
                message = "only previews of the replies, cut off; fetch each by its id to check it"
                yield SourceError(message, offset=record.offset)
        elif in_use(record):
            about = About(name_of(record), language_of(record, file.language))
            yield from twins(record.get("text"), record.get("chatText"), about)


def _records(file: SourceFile) -> Iterator[Record]:
    for record in file.records("_embedded"):
        lists = [value for name, value in record.members if name.text.endswith("replies")]
        yield from (inner for value in lists for inner in records(value))
        if not lists:
            yield record
