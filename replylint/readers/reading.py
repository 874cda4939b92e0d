"""Reads one file, or the bytes of standard input, into a document."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

from replylint.model.reply import Document, Reply
from replylint.model.report import Problem
from replylint.model.text import LineIndex
from replylint.readers.codecs.text import decode
from replylint.readers.registry import Schema, schemas_by_suffix
from replylint.readers.source import SourceError, SourceText

# No reply and no macro library comes near these; they keep one stray file (a log, a database
# dump) from taking minutes.
MAX_FILE_BYTES = 20_000_000
MAX_REPLY_CHARACTERS = 100_000


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of a file.

    Attributes:
        document: the file with the replies that could be read; None if none could.
        problems: what could not be read, in the order of the file.
    """

    document: Document | None
    problems: tuple[Problem, ...] = ()


def read(path: Path) -> Reading:
    """Read a file by its suffix. Never raises for what may be wrong with a file."""
    name = display_name(path)
    try:
        data = file_bytes(path)
        return _document(name, data, _schema(path))
    except SourceError as error:
        return Reading(None, (Problem(name, error.message, error.line),))


def read_bytes(data: bytes, name: str) -> Reading:
    """Read what came by other ways than a file, such as standard input.

    Args:
        name: decides by its suffix what it is (a draft when the suffix is unknown) and stands
            in the report.
    """
    suffix = PurePath(name).suffix.lower()
    schema = schemas_by_suffix().get(suffix, schemas_by_suffix()[".txt"])
    try:
        if len(data) > MAX_FILE_BYTES:
            raise _too_large(len(data))
        return _document(name, data, schema)
    except SourceError as error:
        return Reading(None, (Problem(name, error.message, error.line),))


def read_text(path: Path) -> str:
    """Return the text of a file that isn't a reply itself, such as the customer's message.

    Raises:
        SourceError: it can't be read.
    """
    return decode(file_bytes(path))


def display_name(path: PurePath) -> str:
    """Return a path as it is shown: forward slashes, and no half characters.

    File names may hold bytes that are no text (as lone surrogates); nothing could print them.
    """
    return path.as_posix().encode("utf-8", "replace").decode("utf-8")


def file_bytes(path: Path) -> bytes:
    """Return the bytes of a regular file.

    Raises:
        SourceError: there is none, it can't be opened or is too large.
    """
    try:
        if path.is_dir():
            raise SourceError("is a folder")
        if not path.exists():
            raise SourceError("no such file or folder")
        if not path.is_file():
            raise SourceError("is not a regular file; pipe it in and give “-” as the path")
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:
            raise _too_large(size)
        return path.read_bytes()
    except OSError as error:
        raise SourceError(f"can't be read: {error.strerror or error}") from None
    except ValueError:
        # A NUL in the name, which no system takes.
        raise SourceError("is not a file name") from None


def _too_large(size: int) -> SourceError:
    return SourceError(
        f"is too large: {size / 1e6:.1f} MB, the limit is {MAX_FILE_BYTES / 1e6:.0f} MB"
    )


def _schema(path: Path) -> Schema:
    """Return the schema for a file given by name."""
    known = schemas_by_suffix()
    schema = known.get(path.suffix.lower())
    if schema is None:
        kind = f"“{path.suffix}” files" if path.suffix else "files without a suffix"
        raise SourceError(
            f"replylint doesn't read {kind} (it reads {', '.join(sorted(known))});"
            " to check it as a draft, pipe it in"
        )
    return schema


def _document(name: str, data: bytes, schema: Schema) -> Reading:
    """Return the document of a file's bytes with its problems.

    Raises:
        SourceError: the bytes are no text.
    """
    text = decode(data)
    lines = LineIndex(text)
    replies: list[Reply] = []
    problems: list[Problem] = []
    for item in _items(schema, SourceText.whole(text)):
        if isinstance(item, SourceError):
            problems.append(_problem(name, item, lines))
        elif problem := _oversize(name, item, lines):
            problems.append(problem)
        else:
            replies.append(item)
    document = Document(name, text, tuple(replies), marked=data.startswith(BOM_UTF8))
    return Reading(document, tuple(problems))


def _items(schema: Schema, source: SourceText) -> Iterator[Reply | SourceError]:
    """Yield what the schema yields, and what it raises as the last item."""
    try:
        yield from schema.replies(source)
    except SourceError as error:
        yield error


def _problem(name: str, error: SourceError, lines: LineIndex) -> Problem:
    if error.offset is None:
        return Problem(name, error.message, error.line)
    place = lines.position(error.offset)
    return Problem(name, error.message, place.line, place.column)


def _oversize(name: str, reply: Reply, lines: LineIndex) -> Problem | None:
    """Return the problem of a reply that is too long to be one."""
    if len(reply.text) <= MAX_REPLY_CHARACTERS:
        return None
    which = f"the reply “{reply.name}”" if reply.name else "the reply"
    message = f"{which} has {len(reply.text):,} characters, the limit is {MAX_REPLY_CHARACTERS:,}"
    return Problem(name, message, lines.position(reply.source.point(0)).line)
