"""Salesforce email templates: the ``.email`` file, its ``.email-meta.xml`` saying what it is."""

from __future__ import annotations

from collections.abc import Iterator

from replylint.model.reply import Kind, Reply
from replylint.readers.building import About, Format, fragment, is_off, message
from replylint.readers.source import SourceError, SourceText
from replylint.readers.source_file import SourceFile
from replylint.readers.tree import Record, Text

_ROOT = "EmailTemplate"


def recognises(file: SourceFile) -> bool:
    """Return whether it is a template or the meta file of one."""
    return file.suffix == ".email" or _meta(file) is not None


def replies(file: SourceFile) -> Iterator[Reply | SourceError]:
    """Yield the body of a template, or the subject and plain copy its meta file holds."""
    if file.suffix == ".email":
        yield from _body(file)
        return
    meta = _meta(file)
    if meta is not None:
        about = About(meta.text("name"), file.language, Kind.EMAIL)
        yield from fragment(meta.get("subject"), about)
        yield from message(meta.get("textOnly"), about, Format.PLAIN)


def _body(file: SourceFile) -> Iterator[Reply | SourceError]:
    beside = file.beside(f"{file.name}-meta.xml")
    meta = None
    if beside is not None:
        meta = _meta(SourceFile(f"{file.path}-meta.xml", SourceText.whole(beside), ".xml"))
    kind = "" if meta is None else meta.text("type", "templateType") or ""
    if meta is not None and is_off(meta.get("available")):
        return
    name = meta.text("name") if meta is not None else None
    about = About(name or file.name.removesuffix(".email"), file.language, Kind.EMAIL)
    source = file.source
    # A text without layers: the file is the template.
    node = Text(source.text, 0, locate=lambda: source)
    form = Format.HTML if kind in ("html", "custom", "visualforce") else Format.AUTO
    yield from message(node, about, Format.PLAIN if kind == "text" else form)


def _meta(file: SourceFile) -> Record | None:
    """Return the values of a meta file; None if it isn't one.

    Raises:
        SourceError: it is broken.
    """
    for root in file.roots:
        found = root.get(_ROOT) if isinstance(root, Record) else None
        if isinstance(found, Record):
            return found
    return None
