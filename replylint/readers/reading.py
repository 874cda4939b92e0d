"""Reads one file, or the bytes of standard input, into a document."""

from __future__ import annotations

import stat
from codecs import BOM_UTF8
from collections.abc import Callable, Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, BinaryIO

from msgspec import Struct

from replylint.model.reply import Document
from replylint.model.report import Problem
from replylint.readers.codecs.text import decode
from replylint.readers.documents import document, problem
from replylint.readers.field_mapping import FieldMapping
from replylint.readers.registry import suffixes
from replylint.readers.source import SourceError, SourceText
from replylint.readers.source_file import SourceFile

if TYPE_CHECKING:
    from replylint.readers.long_files import LongFile

# Files that can be cut where a record ends.
_OF_RECORDS = frozenset({".csv", ".jsonl", ".ndjson", ".tsv"})

# What is read as a whole takes many times its bytes of memory.
MAX_FILE_BYTES = 20_000_000


class Reading(Struct, frozen=True):
    """What became of a file.

    Attributes:
        document: the file with the replies that could be read; None if none could.
        problems: what could not be read, in the order of the file.
        notices: what a user should know and nothing failed by.
        parts: instead of a document, a large file to be read part by part.
    """

    document: Document | None
    problems: tuple[Problem, ...] = ()
    notices: tuple[Problem, ...] = ()
    parts: LongFile | None = None


def read(
    path: Path, mappings: Sequence[FieldMapping] = (), *, in_parts: int | None = None
) -> Reading:
    """Read a file by its suffix and shape. Never raises for what may be wrong with a file.

    Args:
        path: the file.
        mappings: where the replies stand in it; without any, it is one of the known shapes.
        in_parts: bytes from which on a file whose records can be told apart is left to be read
            part by part; None to read it as a whole, or refuse it.
    """
    name = display_name(path)
    given = _Input(name, path.suffix.lower(), path.parent)
    try:
        size = _size(path)
        if given.suffix in _OF_RECORDS and in_parts is not None and size >= in_parts:
            return given.read_long(lambda: path.open("rb"), mappings)
        data = file_bytes(path)
        _known(path)
    except SourceError as error:
        return Reading(None, (problem(name, error),))
    except OSError as error:
        return Reading(None, (Problem(name, f"can't be read: {error.strerror or error}"),))
    return given.read(data, mappings)


def read_bytes(
    data: bytes, name: str, mappings: Sequence[FieldMapping] = (), *, in_parts: int | None = None
) -> Reading:
    """Read what came by other ways than a file, such as standard input.

    Args:
        data: UTF-8 text.
        name: decides by its suffix what it is (a draft when the suffix is unknown) and stands
            in the report.
        mappings: where the replies stand in it; without any, it is one of the known shapes.
        in_parts: as for `read`.
    """
    suffix = PurePath(name).suffix.lower()
    given = _Input(name, suffix if suffix in suffixes() else ".txt", Path(name).parent)
    if given.suffix in _OF_RECORDS and in_parts is not None and len(data) >= in_parts:
        from io import BytesIO

        return given.read_long(lambda: BytesIO(data), mappings)
    return given.read(data, mappings)


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
    size = _size(path)
    if size > MAX_FILE_BYTES:
        raise _too_large(size, path.suffix.lower())
    try:
        return path.read_bytes()
    except OSError as error:
        raise SourceError(f"can't be read: {error.strerror or error}") from None


def _size(path: Path) -> int:
    """Return the bytes of a regular file.

    Raises:
        SourceError: there is none.
    """
    try:
        status = path.stat()
    except OSError as error:
        # What can't be there differs from system to system.
        message = f"can't be read: {error.strerror or error}"
        raise SourceError(message if _exists(path) else "no such file or folder") from None
    except ValueError:
        # A NUL in the name, which no system takes.
        raise SourceError("is not a file name") from None
    if stat.S_ISDIR(status.st_mode):
        raise SourceError("is a folder")
    if not stat.S_ISREG(status.st_mode):
        raise SourceError("is not a regular file; pipe it in and give “-” as the path")
    return status.st_size


def _exists(path: Path) -> bool:
    """Return whether there is something that can't be looked at."""
    try:
        return path.exists()
    except OSError:
        return True


def _too_large(size: int, suffix: str) -> SourceError:
    why = f"is too large: {size / 1e6:.1f} MB, the limit is {MAX_FILE_BYTES / 1e6:.0f} MB"
    if suffix in _OF_RECORDS:
        why += " for a file to be fixed; checking it without fixing has no limit"
    return SourceError(why)


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
    suffix: str
    folder: Path

    def file(self, text: str = "") -> SourceFile:
        """Return the file as schemas see it."""

        def beside(name: str) -> str | None:
            try:
                return read_text(self.folder / name)
            except SourceError:
                return None

        return SourceFile(self.name, SourceText.whole(text), self.suffix, beside)

    def read(self, data: bytes, mappings: Sequence[FieldMapping]) -> Reading:
        """Return the document of all of its bytes, with its problems."""
        try:
            if len(data) > MAX_FILE_BYTES:
                raise _too_large(len(data), self.suffix)
            file = self.file(decode(data))
            made, problems = document(file, mappings, marked=data.startswith(BOM_UTF8))
        except SourceError as error:
            return Reading(None, (problem(self.name, error),))
        empty = made.replies or problems or not made.text.strip()
        return Reading(made, problems, () if empty else (without_replies(self.name),))

    def read_long(
        self, opened: Callable[[], BinaryIO], mappings: Sequence[FieldMapping]
    ) -> Reading:
        """Return the file ready to be read part by part."""
        # Few files are that large; the others shouldn't pay for the import.
        from replylint.readers.long_files import LongFile

        try:
            return Reading(None, parts=LongFile(self.file(), opened, mappings))
        except SourceError as error:
            # Text whose records are broken is a document all the same, one without replies.
            made = None if error.column is None else Document(self.name, "")
            return Reading(made, (problem(self.name, error),))


def without_replies(name: str) -> Problem:
    """Return the notice of a file in which no reply was found."""
    return Problem(
        name, "holds no replies in a shape replylint knows; “fields:” can say where they are"
    )
