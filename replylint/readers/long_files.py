"""Large files of records, read part by part, so that a library of any size takes little memory."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import BinaryIO

from msgspec import Struct
from msgspec.structs import replace

from replylint.model.reply import Document
from replylint.model.report import Problem
from replylint.model.text import LineIndex
from replylint.readers.codecs.text import decode_each
from replylint.readers.cutting import Cut, cut
from replylint.readers.documents import document
from replylint.readers.field_mapping import FieldMapping
from replylint.readers.registry import Schema, earlier, schema_for
from replylint.readers.source import SourceError, SourceText
from replylint.readers.source_file import SourceFile


class Sizes(Struct, frozen=True):
    """How a file is cut.

    Attributes:
        part: code points with which a part is large enough.
        record: code points that a record may have.
        stretch: bytes that are read at once.
    """

    part: int = 1_000_000
    record: int = 20_000_000
    stretch: int = 1_000_000


SIZES = Sizes()


class Part(Struct, frozen=True):
    """A part of a file.

    Attributes:
        document: the part, read as if it were a file; a table's header stands before it.
        head: how many code points of the document are that header, over again.
        problems: what could not be read, with the lines of the file.
    """

    document: Document
    head: int
    problems: tuple[Problem, ...] = ()


class LongFile:
    """A file to be read part by part. Each part is read when it is asked for.

    What holds for the file as a whole is found out at once: whether it is text, whether its
    quotes end, and where its replies stand.

    Args:
        blank: the file with its path and suffix, without its text.
        opened: opens it for reading, as often as asked.
        mappings: where the replies stand in it; without any, it is one of the known shapes.

    Attributes:
        count: how many parts it has.

    Raises:
        SourceError: it can't be read; the error's line and column are those of the file.
        OSError: it can't be opened.
    """

    def __init__(
        self,
        blank: SourceFile,
        opened: Callable[[], BinaryIO],
        mappings: Sequence[FieldMapping] = (),
    ) -> None:
        self._blank = blank
        self._opened = opened
        self._mappings = mappings
        with opened() as stream:
            self._marked = stream.read(len(BOM_UTF8)) == BOM_UTF8
        self.count = 0
        self._schema = self._surveyed()

    @property
    def path(self) -> str:
        """The file's path, as it is shown."""
        return self._blank.path

    def parts(self) -> Iterator[Part]:
        """Yield the parts of the file.

        Raises:
            SourceError: the file isn't what it was a moment ago.
            OSError: it can't be opened any more.
        """
        lines = LineIndex()
        sealed: str | None = None
        for number, each in enumerate(self._cuts(lines)):
            ahead = lines.ends - LineIndex(each.text[: each.head]).ends
            made, problems = document(
                self._file(each.text), self._mappings, self._schema, marked=self._marked
            )
            sealed = sealed if number else made.read_only
            yield Part(
                replace(made, read_only=sealed, rest=""),
                each.head,
                tuple(replace(found, line=(found.line or 1) + ahead) for found in problems),
            )

    def _surveyed(self) -> Schema | None:
        """Go through the whole file, count its parts and return its schema."""
        lines, last = LineIndex(), Cut("")
        search = _Search(self._file)
        for last in self._cuts(lines):
            self.count += 1
            if not (self._mappings or search.is_over):
                search.look(last)
        try:
            # A quote without an end reaches to the end of the file.
            self._file(last.text).tree  # noqa: B018 - reads it
        except SourceError as error:
            start = lines.length - len(last.text)
            place = lines.position(start + (error.offset or 0))
            raise SourceError(error.message, line=place.line, column=place.column) from None
        return search.found

    def _cuts(self, lines: LineIndex) -> Iterator[Cut]:
        """Yield the parts of the text; `lines` knows what stands before each."""
        sizes = SIZES
        with self._opened() as stream:
            texts = decode_each(stream, sizes.stretch)
            try:
                for each in cut(texts, self._blank.suffix, sizes.part, sizes.record):
                    yield each
                    lines.extend(each.text[each.head :])
            except SourceError as error:
                if error.offset is None:
                    raise
                raise SourceError(error.message, line=lines.ends + 1, column=1) from None

    def _file(self, text: str) -> SourceFile:
        return replace(self._blank, source=SourceText.whole(text))


class _Search:
    """Looks for the schema of a file in its parts, as it would be found in the whole.

    A row may lack cells: then its part may not show what the file is, but another may.

    Args:
        file: makes a file of a text.

    Attributes:
        found: the schema so far.
        is_over: whether no other part can show another one.
    """

    def __init__(self, file: Callable[[str], SourceFile]) -> None:
        self._file = file
        self._wanted: Schema | None = None
        self.found: Schema | None = None
        self.is_over = False

    def look(self, part: Cut) -> None:
        """Look at the next part."""
        with suppress(SourceError):  # the whole file is refused then
            if part.head and self._wanted is None:
                # The header as a row of its own has every cell: no row shows more.
                self._wanted = schema_for(self._file(part.text[: part.head] * 2))
            self.found = earlier(self.found, schema_for(self._file(part.text)))
            self.is_over = self.found is not None and self.found is self._wanted
