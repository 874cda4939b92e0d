"""Finds the schema for a file: a module of `replylint.readers.schemas` that recognises it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol, cast

from replylint.model.reply import Layer, Reply
from replylint.model.text import Span
from replylint.readers import codecs, schemas
from replylint.readers.source import SourceError
from replylint.readers.source_file import SourceFile


class Schema(Protocol):
    """What a module of `replylint.readers.schemas` offers."""

    SUFFIXES: frozenset[str]
    """The endings of the file names it reads, lower case, with the dot."""

    GENERIC: bool
    """Whether it reads what no other schema knows; one for a help desk's own files comes first."""

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
def _schemas() -> tuple[Schema, ...]:
    """Return all schemas, those for one help desk's files first."""
    names = sorted(module.name for module in iter_modules(schemas.__path__))
    found = [cast("Schema", import_module(f"{schemas.__name__}.{name}")) for name in names]
    return tuple(sorted(found, key=lambda schema: schema.GENERIC))


@cache
def suffixes() -> frozenset[str]:
    """Return the endings of the file names that can be read."""
    return frozenset(suffix for schema in _schemas() for suffix in schema.SUFFIXES)


def schema_for(file: SourceFile) -> Schema | None:
    """Return the schema that recognises a file, None if there is none.

    Raises:
        SourceError: the file is broken.
    """
    known = (schema for schema in _schemas() if file.suffix in schema.SUFFIXES)
    return next((schema for schema in known if schema.recognises(file)), None)


def earlier(one: Schema | None, other: Schema | None) -> Schema | None:
    """Return which of two schemas `schema_for` would rather take, if there is any."""
    found = [each for each in (one, other) if each is not None]
    return min(found, key=_schemas().index, default=None)


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
