"""Issue forms of a GitHub repository: what the writer of an issue reads, piece by piece."""

from __future__ import annotations

from collections.abc import Iterator

from replylint.model.reply import Reply
from replylint.readers.building import About, Format, fragment
from replylint.readers.source import SourceError
from replylint.readers.source_file import SourceFile
from replylint.readers.tree import Record, records


def recognises(file: SourceFile) -> bool:
    """Return whether the body is a list of typed elements with attributes."""
    return any({"type", "attributes"} <= element.keys for _, element in _elements(file))


def replies(file: SourceFile) -> Iterator[Reply | SourceError]:
    """Yield the texts of each element."""
    for form, element in _elements(file):
        about = About(form.text("name"), file.language)
        attributes = element.get("attributes")
        if not isinstance(attributes, Record):
            continue
        if element.text("type") == "markdown":
            yield from fragment(attributes.get("value"), about, Format.MARKDOWN)
            continue
        yield from fragment(attributes.get("label"), about, Format.MARKDOWN)
        yield from fragment(attributes.get("description"), about, Format.MARKDOWN)
        for option in records(attributes.get("options")):
            yield from fragment(option.get("label"), about, Format.MARKDOWN)


def _elements(file: SourceFile) -> Iterator[tuple[Record, Record]]:
    for root in file.roots:
        if isinstance(root, Record):
            yield from ((root, element) for element in records(root.get("body")))
