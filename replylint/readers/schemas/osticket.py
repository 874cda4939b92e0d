"""osTicket's canned responses and templates of mails and pages: HTML in YAML."""

from __future__ import annotations

from collections.abc import Iterator

from replylint.model.reply import Kind, Reply
from replylint.readers.building import (
    About,
    Format,
    fragment,
    in_use,
    language_of,
    message,
    name_of,
)
from replylint.readers.source import SourceError
from replylint.readers.source_file import SourceFile
from replylint.readers.tree import Record


def recognises(file: SourceFile) -> bool:
    """Return whether the records are canned responses, or the file is one template."""
    return any(_is_canned(record) or _is_template(record) for record in file.records())


def _is_canned(record: Record) -> bool:
    return {"title", "response"} <= record.keys and bool(record.keys & {"isenabled", "notes"})


def _is_template(record: Record) -> bool:
    return {"notes", "body"} <= record.keys or {"topicId", "message"} <= record.keys


def replies(file: SourceFile) -> Iterator[Reply | SourceError]:
    """Yield each canned response in use, or the subject and body of the template."""
    for record in file.records():
        if not in_use(record):
            continue
        about = About(name_of(record), language_of(record, file.language))
        if _is_canned(record):
            yield from message(record.get("response"), about, Format.HTML)
        elif _is_template(record):
            mail = About(record.text("name") or file.name, about.language, Kind.EMAIL)
            yield from fragment(record.get("subject"), mail)
            yield from message(record.get("body", "message"), mail, Format.HTML)
