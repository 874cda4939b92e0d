"""Finds the schema for a file: a module of `replylint.readers.schemas` that recognises it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from replylint.model.reply import Layer, Reply
from replylint.model.text import Span
from replylint.readers import codecs, schemas
from replylint.readers.source import SourceError
from replylint.readers.source_file import SourceFile


class Schema(Protocol):
    """What a module of `replylint.readers.schemas` offers."""

    __name__: str

    def recognises(self, file: SourceFile) -> bool:
        """Return whether a file of such a suffix is of this schema's shape.

        Raises:
            SourceError: the file is broken.
        """
        ...

    def replies(self, file: SourceFile) -> Iterator[Reply | SourceError]:
        """Yield what the file holds for customers, and what in it can't be used.

        Raises:
            SourceError: the file as a whole can't be used.
        """
        ...


class Codec(Protocol):
    """What a module of `replylint.readers.codecs` offers, if text can be put back into it."""

    def encode(self, text: str, layer: Layer) -> str:
        """Return plain text as it stands inside the layer."""
        ...


class QuotingCodec(Protocol):
    """What a codec offers besides, if its values may stand without quotes."""

    def quoted(self, source: str, layer: Layer) -> tuple[Layer, list[tuple[Span, str]]] | None:
        """Return the layer with quotes and the splices that put them there; None if it has some."""
        ...


class MarkupCodec(Protocol):
    """What a codec offers besides, if there is markup between the words."""

    def is_formatting(self, markup: str) -> bool:
        """Return whether markup only changes how words look, so that it may stay around none."""
        ...


@cache
def suffixes() -> frozenset[str]:
    """Return the endings of the file names that can be read, lower case, with the dot."""
    return frozenset().union(*schemas.SUFFIXES.values())


def schema_for(file: SourceFile) -> Schema | None:
    """Return the schema that recognises a file, None if there is none.

    Raises:
        SourceError: the file is broken.
    """
    names = (name for name, endings in schemas.SUFFIXES.items() if file.suffix in endings)
    known = (cast("Schema", import_module(f"{schemas.__name__}.{name}")) for name in names)
    return next((schema for schema in known if schema.recognises(file)), None)


def earlier(one: Schema | None, other: Schema | None) -> Schema | None:
    """Return which of two schemas `schema_for` would rather take, if there is any."""
    names = list(schemas.SUFFIXES)
    found = [each for each in (one, other) if each is not None]
    return min(found, key=lambda each: names.index(each.__name__.rpartition(".")[2]), default=None)


def encode(text: str, layers: tuple[Layer, ...]) -> str:
    """Return plain text as it is spliced into a file.

    Args:
        layers: the codecs around the text, outermost first.
    """
    for layer in reversed(layers):
        text = cast("Codec", _codec(layer)).encode(text, layer)
    return text


def quoted(
    source: str, layers: tuple[Layer, ...]
) -> tuple[tuple[Layer, ...], list[tuple[Span, str]]] | None:
    """Return how to put quotes around a value that stands without: its layers then, the splices.

    Args:
        source: the decoded file.
        layers: the codecs around the text, outermost first.

    Returns:
        None if the value has quotes or its syntax has none.
    """
    if not layers or not hasattr(_codec(layers[0]), "quoted"):
        return None
    made = cast("QuotingCodec", _codec(layers[0])).quoted(source, layers[0])
    return None if made is None else ((made[0], *layers[1:]), made[1])


def markup_stays(between: str, layers: tuple[Layer, ...]) -> bool | None:
    """Say what becomes of source between two characters when words around it are replaced.

    Args:
        between: the source there, as in an inline tag or an escaped line end.
        layers: the codecs around the text, outermost first.

    Returns:
        True if it stays, False if it goes with the words, None if the words must not be replaced.
    """
    if not layers or not hasattr(_codec(layers[-1]), "is_formatting"):
        return False
    return cast("MarkupCodec", _codec(layers[-1])).is_formatting(between) or None


def _codec(layer: Layer) -> object:
    return import_module(f"{codecs.__name__}.{layer.codec}")
