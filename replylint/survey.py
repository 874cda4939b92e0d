"""What a folder holds for replylint to read."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from msgspec import Struct

from replylint.profile import Options, Profiles
from replylint.readers.discovery import discover
from replylint.readers.reading import read
from replylint.readers.registry import suffixes


class Surveyed(Struct, frozen=True):
    """The files of one type.

    Attributes:
        suffix: of their names, with the dot.
        files: how many hold replies.
        replies: how many they hold.
        empty: how many hold none.
        broken: how many can't be read, or not all of them.
    """

    suffix: str
    files: int
    replies: int
    empty: int
    broken: int


def survey(folder: Path) -> tuple[Surveyed, ...]:
    """Return what there is in a folder, type by type, the commonest first."""
    files, replies, empty, broken = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for path in discover([folder], suffixes(), Profiles(Options())).files:
        suffix = path.suffix.lower()
        reading = read(path)
        count = len(reading.document.replies) if reading.document else 0
        files[suffix] += bool(count)
        replies[suffix] += count
        broken[suffix] += bool(reading.problems)
        empty[suffix] += not count and not reading.problems
    return tuple(
        Surveyed(suffix, files[suffix], replies[suffix], empty[suffix], broken[suffix])
        for suffix, _ in replies.most_common()
    )
