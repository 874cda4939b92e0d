"""Finds the files to read: those named, and those of known types in the folders named."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from replylint.model.report import Problem
from replylint.readers.reading import display_name

# Folders that hold what programs made, never a team's replies. Hidden ones are skipped anyway.
_MACHINE_MADE = frozenset({"__pycache__", "build", "dist", "env", "node_modules", "venv"})

# So many names are given of the files skipped for their type; the rest is counted.
_NAMES_SHOWN = 10


class Discovery(Struct, frozen=True):
    """What there is to read.

    Attributes:
        files: in the order of the arguments, sorted by name within a folder, each once.
        problems: folders that can't be listed.
        notices: which files of a folder were skipped for their type.
    """

    files: tuple[Path, ...]
    problems: tuple[Problem, ...] = ()
    notices: tuple[Problem, ...] = ()


class Excluding(Protocol):
    """Says what not to look at."""

    def excludes(self, path: Path, *, is_folder: bool) -> bool:
        """Return whether something inside a folder that was given is excluded."""
        ...

    def excludes_given(self, path: Path) -> bool:
        """Return whether something that was given by name is excluded all the same."""
        ...


def discover(
    paths: Sequence[Path], suffixes: Collection[str], excluding: Excluding | None = None
) -> Discovery:
    """Return the files among `paths` and in the folders among them.

    Args:
        paths: as given by the user.
        suffixes: the types taken from folders, lower case. A file named itself is always
            taken: whether it can be read is for the reader to say.
        excluding: says what to leave out; None leaves nothing out.
    """
    files: dict[Path, Path] = {}
    folders: dict[Path, Path] = {}
    problems: list[Problem] = []
    notices: list[Problem] = []
    for path in paths:
        if excluding is not None and excluding.excludes_given(path):
            continue
        skipped: list[Path] = []
        for file in _walk(path, problems, excluding) if _is_folder(path) else [path]:
            if file is path:
                files.setdefault(_identity(file), file)
            elif file.suffix.lower() in suffixes:
                files.setdefault(_identity_within(file, folders), file)
            else:
                skipped.append(file)
        notices.extend(_skipped(path, skipped))
    return Discovery(tuple(files.values()), tuple(problems), tuple(notices))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _identity(file: Path) -> Path:
    """Return what two spellings of one file have in common."""
    try:
        return file.resolve()
    except (OSError, ValueError, RuntimeError):
        return file


def _identity_within(file: Path, folders: dict[Path, Path]) -> Path:
    """Return the identity of a file met in a folder; `folders` has that of the folders so far."""
    folder = file.parent
    if file.is_symlink():
        return _identity(file)
    if folder not in folders:
        folders[folder] = _identity(folder)
    return folders[folder] / file.name


def _walk(folder: Path, problems: list[Problem], excluding: Excluding | None) -> Iterator[Path]:
    """Yield the files of a folder, sorted; add what can't be listed to `problems`."""

    def keeps(path: Path, *, is_folder: bool) -> bool:
        return excluding is None or not excluding.excludes(path, is_folder=is_folder)

    def unlisted(error: OSError) -> None:
        name = display_name(Path(str(error.filename)))
        problems.append(Problem(name, f"can't be listed: {error.strerror}"))

    for parent, folders, names in os.walk(folder, onerror=unlisted):
        folders[:] = sorted(
            name
            for name in folders
            if not _is_skipped(Path(parent, name)) and keeps(Path(parent, name), is_folder=True)
        )
        files = (Path(parent, name) for name in sorted(names) if not name.startswith("."))
        yield from (file for file in files if keeps(file, is_folder=False))


def _is_skipped(folder: Path) -> bool:
    """Return whether a folder holds nothing a person wrote for customers."""
    return folder.name.startswith(".") or folder.name in _MACHINE_MADE or _is_environment(folder)


def _is_environment(folder: Path) -> bool:
    """Return whether a folder is a Python virtual environment; a locked one isn't known to be."""
    try:
        return (folder / "pyvenv.cfg").exists()
    except OSError:
        return False


def _skipped(folder: Path, files: Sequence[Path]) -> Iterator[Problem]:
    """Yield one notice for each type of file that was skipped in a folder."""
    by_type = sorted(files, key=lambda file: (file.suffix.lower(), file))
    for suffix, group in groupby(by_type, key=lambda file: file.suffix.lower()):
        names = [display_name(file.relative_to(folder)) for file in group]
        shown = ", ".join(names[:_NAMES_SHOWN])
        more = f" and {len(names) - _NAMES_SHOWN} more" if len(names) > _NAMES_SHOWN else ""
        count = f"{len(names)} {suffix or 'suffixless'} file{'s' if len(names) > 1 else ''}"
        yield Problem(
            display_name(folder), f"skipped {count}, a type replylint doesn't read: {shown}{more}"
        )
