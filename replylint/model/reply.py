"""A reply and the document it comes from."""

from __future__ import annotations

from codecs import BOM_UTF8
from enum import StrEnum
from typing import Self

from msgspec import Struct

from replylint.model.places import SourceMap
from replylint.model.text import LineIndex, Span


class Kind(StrEnum):
    """What a reply is; decides which gaps are asked for."""

    EMAIL = "email"
    MACRO = "macro"
    CHAT = "chat"
    SENTENCE = "sentence"
    FRAGMENT = "fragment"


class Markup(StrEnum):
    """How the words of a reply are marked up."""

    PLAIN = "plain"
    MARKDOWN = "markdown"


class Layer(Struct, frozen=True):
    """A codec around the text of a reply, and the notation the text has in it.

    Attributes:
        codec: the name of a module of `replylint.readers.codecs`.
        style: which of the codec's notations it is, such as ``double`` in YAML.
        newline: what a line end is written as, where the notation leaves a choice.
        extent: where the value stands in the file; None where nobody need know.
    """

    codec: str
    style: str = ""
    newline: str = ""
    extent: Span | None = None


class Reply(Struct, frozen=True):
    """One message as a customer would get it.

    Attributes:
        text: the words, decoded from whatever layers the file has.
        source: where each character of `text` stands in the file.
        kind: what it is; None means it is guessed from the text.
        language: ISO 639-1 code; None means it is guessed from the text.
        name: its name in the library it comes from.
        context: the customer's message it answers, where known.
        layers: the codecs around the text in the file, outermost first; what is put into the
            file must be encoded for each.
        copy: the same message in another field of the file, such as the plain text of an HTML
            body; it isn't linted, and is fixed together with the reply or both are left.
    """

    text: str
    source: SourceMap
    kind: Kind | None = None
    language: str | None = None
    name: str | None = None
    context: str | None = None
    markup: Markup = Markup.PLAIN
    layers: tuple[Layer, ...] = ()
    copy: Reply | None = None

    @classmethod
    def of(
        cls,
        text: str,
        *,
        kind: Kind | str | None = None,
        language: str | None = None,
        name: str | None = None,
        context: str | None = None,
        markup: Markup | str = Markup.PLAIN,
    ) -> Self:
        """Return a reply that stands in no file: its places are those of the text itself.

        Raises:
            ValueError: the name of no kind or markup.
        """
        source = SourceMap.identity(0, len(text))
        of_kind = None if kind is None else Kind(kind)
        return cls(text, source, of_kind, language, name, context, Markup(markup))


class Document(Struct, frozen=True):
    """A file as read.

    Attributes:
        path: as given by the user, with forward slashes; ``<stdin>`` for standard input.
        text: the decoded file without its byte order mark.
        replies: what it holds for customers, in the order of the file.
        marked: whether the file starts with a byte order mark.
        read_only: why the file must not be edited, such as a header that says so; None if it may.
        rest: stands for all values of a structured file that are no replies: an edit that
            changes it has changed too much.
        outline: where the lines of a large file start that was read in parts: `text` is empty
            then, and so is that of replies in which nothing was found.
    """

    path: str
    text: str
    replies: tuple[Reply, ...] = ()
    marked: bool = False
    read_only: str | None = None
    rest: str = ""
    outline: LineIndex | None = None

    def lines(self) -> LineIndex:
        """Return what tells the position of an offset in the file."""
        return LineIndex(self.text) if self.outline is None else self.outline

    @property
    def data(self) -> bytes:
        """The bytes of the file."""
        return (BOM_UTF8 if self.marked else b"") + self.text.encode()
