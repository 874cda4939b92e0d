"""A reply and the document it comes from."""

from __future__ import annotations

from codecs import BOM_UTF8
from dataclasses import dataclass, field
from enum import StrEnum

from replylint.model.text import SourceMap


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


@dataclass(frozen=True, slots=True)
class Reply:
    """One message as a customer would get it.

    Attributes:
        text: the words, decoded from whatever layers the file has.
        source: where each character of `text` stands in the file.
        kind: what it is; None means it is guessed from the text.
        language: ISO 639-1 code; None means it is guessed from the text.
        name: its name in the library it comes from.
        context: the customer's message it answers, where known.
        layers: names of the codecs around the text in the file, outermost first; what is put
            into the file must be encoded for each.
    """

    text: str
    source: SourceMap
    kind: Kind | None = None
    language: str | None = None
    name: str | None = None
    context: str | None = None
    markup: Markup = Markup.PLAIN
    layers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read.

    Attributes:
        path: as given by the user, with forward slashes; ``<stdin>`` for standard input.
        text: the decoded file without its byte order mark.
        replies: what it holds for customers, in the order of the file.
        marked: whether the file starts with a byte order mark.
    """

    path: str
    text: str = field(repr=False)
    replies: tuple[Reply, ...] = ()
    marked: bool = False

    @property
    def data(self) -> bytes:
        """The bytes of the file."""
        return (BOM_UTF8 if self.marked else b"") + self.text.encode()
