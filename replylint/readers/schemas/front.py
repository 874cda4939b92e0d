"""Front message templates: HTML with a subject."""

from __future__ import annotations

from collections.abc import Iterator

from replylint.model.reply import Reply
from replylint.readers.building import About, Format, fragment, language_of, message, name_of
from replylint.readers.source import SourceError
from replylint.readers.source_file import SourceFile
from replylint.readers.tree import Record


def recognises(file: SourceFile) -> bool:
    """Return whether the records are templates, with links or under Front's own key."""
    return any(_is_template(record) for record in file.records("_results"))


def _is_template(record: Record) -> bool:
    own = "_links" in record.keys or (record.text("id") or "").startswith("rsp_")
    return own and {"body", "name"} <= record.keys


def replies(file: SourceFile) -> Iterator[Reply | SourceError]:
    """Yield subject and body of each template."""
    for record in file.records("_results"):
        about = About(name_of(record), language_of(record, file.language))
        yield from fragment(record.get("subject"), about)
        yield from message(record.get("body"), about, Format.HTML)
