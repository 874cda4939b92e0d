"""Salesforce records of quick texts and email templates, from a table or a data tree."""

from __future__ import annotations

from collections.abc import Iterator

from replylint.model.reply import Kind, Reply
from replylint.readers.building import About, fragment, in_use, is_off, language_of, message, twins
from replylint.readers.source import SourceError
from replylint.readers.source_file import SourceFile
from replylint.readers.tree import Record


def recognises(file: SourceFile) -> bool:
    """Return whether the records have Salesforce's fields."""
    return any(_is_quick_text(r) or _is_template(r) for r in file.records("records"))


def _is_quick_text(record: Record) -> bool:
    return {"Name", "Message"} <= record.keys


def _is_template(record: Record) -> bool:
    return {"Subject", "Body"} <= record.keys or "HtmlValue" in record.keys


def replies(file: SourceFile) -> Iterator[Reply | SourceError]:
    """Yield the texts of the records in use."""
    for record in file.records("records"):
        if is_off(record.get("IsActive")) or not in_use(record):
            continue
        language = language_of(record, record.text("LanguageCode") or file.language)
        if _is_quick_text(record):
            yield from message(record.get("Message"), About(record.text("Name"), language))
        elif _is_template(record):
            about = About(record.text("Name", "DeveloperName"), language, Kind.EMAIL)
            yield from fragment(record.get("Subject"), about)
            yield from twins(record.get("HtmlValue"), record.get("Body"), about)
