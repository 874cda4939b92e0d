"""Gorgias macros: actions with their arguments, the text as HTML with a plain copy."""

from __future__ import annotations

from collections.abc import Iterator

from replylint.model.reply import Reply
from replylint.readers.building import About, fragment, in_use, language_of, name_of, twins
from replylint.readers.source import SourceError
from replylint.readers.source_file import SourceFile
from replylint.readers.tree import Record, records


def recognises(file: SourceFile) -> bool:
    """Return whether the records have actions, each a name with its arguments."""
    return any(
        {"name", "arguments"} <= action.keys
        for record in file.records("data")
        for action in records(record.get("actions"))
    )


def replies(file: SourceFile) -> Iterator[Reply | SourceError]:
    """Yield subject and text of each macro in use."""
    for record in file.records("data"):
        if not in_use(record):
            continue
        about = About(name_of(record), language_of(record, file.language))
        for action in records(record.get("actions")):
            arguments = action.get("arguments")
            if isinstance(arguments, Record):
                yield from _action(action.text("name"), arguments, about)


def _action(name: str | None, arguments: Record, about: About) -> Iterator[Reply | SourceError]:
    if name == "setResponseText":
        yield from twins(arguments.get("body_html"), arguments.get("body_text"), about)
    elif name == "setSubject":
        yield from fragment(arguments.get("subject"), about)
