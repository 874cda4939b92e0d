"""Makes a document of a file's text: its replies, and what could not be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from replylint.model.reply import Document, Reply
from replylint.model.report import Problem
from replylint.model.text import LineIndex
from replylint.readers.field_mapping import FieldMapping
from replylint.readers.provenance import read_only
from replylint.readers.registry import Schema, schema_for
from replylint.readers.source import SourceError
from replylint.readers.source_file import SourceFile

MAX_REPLY_CHARACTERS = 100_000


def document(
    file: SourceFile,
    mappings: Sequence[FieldMapping] = (),
    schema: Schema | None = None,
    *,
    marked: bool = False,
) -> tuple[Document, tuple[Problem, ...]]:
    """Return a file with the replies that could be read, and its problems in their order.

    Args:
        file: its text and name.
        mappings: say where the replies stand in it, if there are any.
        schema: else says it; None for the one that recognises the file.
        marked: whether the file starts with a byte order mark.
    """
    replies: list[Reply] = []
    wrong: list[Reply | SourceError] = []
    for item in _items(file, mappings, schema):
        if isinstance(item, SourceError) or len(item.text) > MAX_REPLY_CHARACTERS:
            wrong.append(item)
        else:
            replies.append(item)
    problems = _problems(file, wrong) if wrong else []
    rest = "" if problems else file.rest
    made = Document(file.path, file.source.text, tuple(replies), marked, read_only(file), rest)
    return made, tuple(problems)


def problem(name: str, error: SourceError, lines: LineIndex | None = None) -> Problem:
    """Return what is wrong with a file as it is reported; `lines` are those of its text."""
    if error.offset is None or lines is None:
        return Problem(name, error.message, error.line, error.column)
    place = lines.position(error.offset)
    return Problem(name, error.message, place.line, place.column)


def _items(
    file: SourceFile, mappings: Sequence[FieldMapping], schema: Schema | None
) -> Iterator[Reply | SourceError]:
    """Yield what the file's schema yields, and what it raises as the last item."""
    try:
        yield from file.tree.problems
        if mappings:
            from replylint.readers.mapping import mapped

            yield from mapped(file, mappings)
        elif schema := schema or schema_for(file):
            yield from schema.replies(file)
    except SourceError as error:
        yield error


def _problems(file: SourceFile, wrong: Sequence[Reply | SourceError]) -> list[Problem]:
    """Return what could not be read as it is reported, and replies too long to be one."""
    lines = LineIndex(file.source.text)
    found = [
        problem(file.path, each, lines)
        if isinstance(each, SourceError)
        else _oversize(file.path, each, lines)
        for each in wrong
    ]
    return sorted(found, key=lambda each: (each.line or 0, each.column or 0))


def _oversize(name: str, reply: Reply, lines: LineIndex) -> Problem:
    which = f"the reply “{reply.name}”" if reply.name else "the reply"
    message = f"{which} has {len(reply.text):,} characters, the limit is {MAX_REPLY_CHARACTERS:,}"
    return Problem(name, message, lines.position(reply.source.point(0)).line)
