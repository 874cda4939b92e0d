"""Reads one file, or the bytes of standard input, into a document."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath

from msgspec import Struct

from replylint.model.reply import Document, Reply
from replylint.model.report import Problem
from replylint.model.text import LineIndex
from replylint.readers.codecs.text import decode
from replylint.readers.field_mapping import FieldMapping
from replylint.readers.provenance import read_only
from replylint.readers.registry import schema_for, suffixes
from replylint.readers.source import SourceError, SourceText
from replylint.readers.source_file import SourceFile

# No reply and no macro library comes near these; they keep one stray file (a log, a database
# dump) from taking minutes.
MAX_FILE_BYTES = 20_000_000
MAX_REPLY_CHARACTERS = 100_000


class Reading(Struct, frozen=True):
    """What became of a file.

    Attributes:
        document: the file with the replies that could be read; None if none could.
        problems: what could not be read, in the order of the file.
        notices: what a user should know and nothing failed by.
    """

    document: Document | None
    problems: tuple[Problem, ...] = ()
    notices: tuple[Problem, ...] = ()


def read(path: Path, mappings: Sequence[FieldMapping] = ()) -> Reading:
    """Read a file by its suffix and shape. Never raises for what may be wrong with a file.

    Args:
        path: the file.
        mappings: where the replies stand in it; without any, it is one of the known shapes.
    """
    name = display_name(path)
    try:
        data = file_bytes(path)
        _known(path)
        return _document(_Input(name, data, path.suffix.lower(), path.parent), mappings)
    except SourceError as error:
        return Reading(None, (Problem(name, error.message, error.line),))


def read_bytes(data: bytes, name: str, mappings: Sequence[FieldMapping] = ()) -> Reading:
    """Read what came by other ways than a file, such as standard input.

    Args:
        data: UTF-8 text.
        name: decides by its suffix what it is (a draft when the suffix is unknown) and stands
            in the report.
        mappings: where the replies stand in it; without any, it is one of the known shapes.
    """
    suffix = PurePath(name).suffix.lower()
    try:
        if len(data) > MAX_FILE_BYTES:
            raise _too_large(len(data))
        suffix = suffix if suffix in suffixes() else ".txt"
        return _document(_Input(name, data, suffix, Path(name).parent), mappings)
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


def _known(path: Path) -> None:
    """Refuse a file given by name that is of no type we read."""
    if path.suffix.lower() not in suffixes():
        kind = f"“{path.suffix}” files" if path.suffix else "files without a suffix"
        raise SourceError(
            f"replylint doesn't read {kind} (it reads {', '.join(sorted(suffixes()))});"
            " to check it as a draft, pipe it in"
        )


class _Input(Struct, frozen=True):
    """Bytes to be read, with what they are taken for and where they are from."""

    name: str
    data: bytes
    suffix: str
    folder: Path

    def file(self, text: str) -> SourceFile:
        """Return the file as schemas see it."""

        def beside(name: str) -> str | None:
            try:
                return read_text(self.folder / name)
            except SourceError:
                return None

        return SourceFile(self.name, SourceText.whole(text), self.suffix, beside)


def _document(given: _Input, mappings: Sequence[FieldMapping]) -> Reading:
    """Return the document of a file's bytes with its problems.

    Raises:
        SourceError: the bytes are no text.
    """
    text = decode(given.data)
    lines = LineIndex(text)
    file = given.file(text)
    replies: list[Reply] = []
    problems: list[Problem] = []
    for item in _items(file, mappings):
        if isinstance(item, SourceError):
            problems.append(_problem(given.name, item, lines))
        elif problem := _oversize(given.name, item, lines):
            problems.append(problem)
        else:
            replies.append(item)
    marked = given.data.startswith(BOM_UTF8)
    rest = "" if problems else file.rest
    document = Document(given.name, text, tuple(replies), marked, read_only(file), rest)
    notices = () if replies or problems or not text.strip() else (_without(given.name),)
    return Reading(document, tuple(problems), notices)


def _items(file: SourceFile, mappings: Sequence[FieldMapping]) -> Iterator[Reply | SourceError]:
    """Yield what the file's schema yields, and what it raises as the last item."""
    try:
        yield from file.tree.problems
        if mappings:
            from replylint.readers.mapping import mapped

            yield from mapped(file, mappings)
        elif schema := schema_for(file):
            yield from schema.replies(file)
    except SourceError as error:
        yield error


def _without(name: str) -> Problem:
    """Return the notice of a file in which no reply was found."""
    return Problem(
        name, "holds no replies in a shape replylint knows; “fields:” can say where they are"
    )


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
