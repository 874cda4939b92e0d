"""Finds and reads configuration files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from replylint.config.checking import Checker, Layer, Reference
from replylint.config.names import NAMES
from replylint.model.errors import ConfigError, Fault
from replylint.model.text import LineIndex
from replylint.readers.reading import display_name, read_text
from replylint.readers.source import SourceError, SourceText
from replylint.readers.tree import Node

PYPROJECT = "pyproject.toml"
TABLE = ("tool", "replylint")


class Lookup(Struct, frozen=True):
    """How configuration files are found.

    Attributes:
        path: the one for all files; None: for each file the nearest one, in its folder or above.
    """

    path: Path | None = None


class ConfigFile(Struct, frozen=True):
    """A configuration file as read.

    Attributes:
        path: where it is.
        base: what it says for all files.
        per_file: what it says for some of them, in its order.
        references: the names of rules and categories in it.
        faults: what is wrong with it, unknown rules left out.
    """

    path: Path
    base: Layer
    per_file: tuple[Layer, ...] = ()
    references: tuple[Reference, ...] = ()
    faults: tuple[Fault, ...] = ()


def find(folder: Path) -> Path | None:
    """Return the configuration file for a folder: in it, or in the nearest folder above it.

    Raises:
        ConfigError: there are two in one folder.
    """
    start = folder.absolute()
    for each in (start, *start.parents):
        found = list(configurations(each))
        if len(found) > 1:
            names = " and ".join(path.name for path in found)
            raise ConfigError(f"{display_name(each)}: has two configurations, {names}; keep one.")
        if found:
            return found[0]
    return None


def configurations(folder: Path) -> Iterator[Path]:
    """Yield the configuration files in a folder; a project file only if it speaks of us."""
    for name in NAMES:
        if _is_file(folder / name):
            yield folder / name
    project = folder / PYPROJECT
    # A project may be broken, or depend on replylint, without configuring it.
    if _is_file(project) and "tool.replylint" in (text := _text(project)) and _has(project, text):
        yield project


def _has(project: Path, text: str) -> bool:
    try:
        return _table(project, text) is not None
    except SourceError:
        return True  # reading it will say what is wrong


def read_config(path: Path, shown: str | None = None) -> ConfigFile:
    """Read a configuration file.

    Args:
        path: a YAML file, or a ``pyproject.toml`` or other TOML file with ``[tool.replylint]``.
        shown: the path as it is to be shown.

    Raises:
        ConfigError: there is none, or it can't be read as text.
    """
    shown = shown or shown_path(path)
    text = _text(path, shown)
    checker = Checker(text, shown, path.absolute().parent)
    try:
        node = _table(path, text) if path.suffix == ".toml" else _document(text)
    except SourceError as error:
        place = LineIndex(text).position(error.offset or 0)
        fault = Fault(shown, place.line, place.column, error.message)
        return ConfigFile(path, Layer(shown, checker.folder), faults=(fault,))
    base, *per_file = checker.layers(node)
    return ConfigFile(path, base, tuple(per_file), tuple(checker.references), tuple(checker.faults))


def shown_path(path: Path) -> str:
    """Return a path as it is shown: from the current folder if it lies there."""
    absolute = path.absolute()
    here = Path.cwd()
    return display_name(absolute.relative_to(here) if absolute.is_relative_to(here) else absolute)


def _document(text: str) -> Node | None:
    """Return what a YAML file says; nothing but comments says nothing."""
    # PyYAML is only needed by those who have such a file.
    from replylint.readers import yaml_events
    from replylint.readers.codecs import yaml

    yaml_events.check_plain(text)
    roots = yaml.tree(SourceText.whole(text)).roots
    return roots[0] if roots else None


def _table(path: Path, text: str) -> Node | None:
    from replylint.config import toml

    node = toml.table(text, *TABLE)
    if node is None and path.name != PYPROJECT:
        raise SourceError("there is no table [tool.replylint]", offset=0)
    return node


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False


def _text(path: Path, shown: str | None = None) -> str:
    try:
        return read_text(path)
    except SourceError as error:
        raise ConfigError(f"{shown or shown_path(path)}: {error.message}") from None
