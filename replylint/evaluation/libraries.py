"""The replies of files and folders, for what is measured over them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from replylint.linter import Settings
from replylint.model.reply import Document, Reply
from replylint.model.report import Problem
from replylint.model.text import LineIndex
from replylint.profile import Options, Profiles
from replylint.readers.discovery import discover
from replylint.readers.reading import read
from replylint.readers.registry import suffixes


class Shelf(Struct, frozen=True):
    """A file of replies.

    Attributes:
        path: the file.
        document: what it holds.
        settings: how its replies are linted.
        replies: those of the document, as they are to be linted.
    """

    path: Path
    document: Document
    settings: Settings
    replies: tuple[Reply, ...]

    def line(self, index: int, offset: int) -> int:
        """Return the line, from 1, at which a character of a reply stands in the file."""
        place = self.document.replies[index].source.point(offset)
        return LineIndex(self.document.text).position(place).line


class Library(Struct, frozen=True):
    """What there is to read in some files and folders."""

    shelves: tuple[Shelf, ...] = ()
    problems: tuple[Problem, ...] = ()
    notices: tuple[Problem, ...] = ()

    @property
    def replies(self) -> Iterator[Reply]:
        """All replies, in the order of the files."""
        return (reply for shelf in self.shelves for reply in shelf.replies)


def library(paths: Sequence[Path], options: Options, profiles: Profiles | None = None) -> Library:
    """Read files and folders as `replylint.api.check` would.

    Raises:
        ConfigError: an option or configuration that can't be used.
        RuleError: rule files that can't be used.
    """
    profiles = profiles or Profiles(options)
    found = discover(paths, suffixes(), profiles)
    shelves: list[Shelf] = []
    problems, notices = list(found.problems), list(found.notices)
    for path in found.files:
        profile = profiles.of(path)
        reading = read(path, profile.config.fields)
        problems.extend(reading.problems)
        notices.extend(reading.notices)
        if reading.document is not None:
            replies = _as_asked(reading.document.replies, profile.settings, options.context)
            shelves.append(Shelf(path, reading.document, profile.settings, tuple(replies)))
    return Library(tuple(shelves), tuple(problems), tuple(notices))


def _as_asked(replies: Iterable[Reply], settings: Settings, context: str | None) -> Iterator[Reply]:
    for reply in replies:
        yield replace(reply, kind=settings.kind or reply.kind, context=reply.context or context)
