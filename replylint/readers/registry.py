"""Finds the schema for a file: a module of `replylint.readers.schemas`, by its suffixes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType
from typing import Protocol, cast

from replylint.model.reply import Reply
from replylint.readers import codecs, schemas
from replylint.readers.source import SourceError, SourceText


class Schema(Protocol):
    """What a module of `replylint.readers.schemas` offers."""

    SUFFIXES: frozenset[str]
    """The endings of the file names it reads, lower case, with the dot."""

    def replies(self, source: SourceText) -> Iterator[Reply | SourceError]:
        """Yield what the file holds for customers, and what in it can't be used.

        Raises:
            SourceError: the file as a whole can't be used.
        """
        ...


class Codec(Protocol):
    """What a module of `replylint.readers.codecs` offers, if text can be put back into it."""

    def encode(self, text: str) -> str:
        """Return plain text as it stands inside the layer."""
        ...


@cache
def schemas_by_suffix() -> MappingProxyType[str, Schema]:
    """Return the schema for each suffix that can be read."""
    found: dict[str, Schema] = {}
    for module in sorted(iter_modules(schemas.__path__), key=lambda each: each.name):
        schema = cast("Schema", import_module(f"{schemas.__name__}.{module.name}"))
        found.update((suffix, schema) for suffix in sorted(schema.SUFFIXES))
    return MappingProxyType(found)


def encode(text: str, layers: tuple[str, ...]) -> str:
    """Return plain text as it is spliced into a file.

    Args:
        layers: names of the codecs around the text, outermost first.
    """
    for layer in reversed(layers):
        text = cast("Codec", import_module(f"{codecs.__name__}.{layer}")).encode(text)
    return text
