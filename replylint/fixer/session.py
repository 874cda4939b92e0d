"""A document while it is edited, by rounds of fixes or by a person choosing them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from replylint.fixer.splicing import Read, spliced
from replylint.model.finding import Edit
from replylint.model.reply import Document, Reply
from replylint.model.report import FileReport, Problem


class Session:
    """Applies edits to a document and lints what they changed.

    Args:
        report: what was found in the document.
        read: reads the text of its file again as it was read; None if it can't be read any more.
        lint: lints the replies of a document.

    Attributes:
        report: the document as it is now, with what is found in it.
    """

    def __init__(
        self, report: FileReport, read: Read, lint: Callable[[Document], FileReport]
    ) -> None:
        self.report = report
        self._read = read
        self._lint = lint

    def apply(self, changes: Mapping[int, Sequence[Edit]]) -> bool:
        """Edit replies, given by their index; False if that would damage the file.

        The edits of a reply are those of its text as it is now, and don't overlap.
        """
        document = spliced(self.report.document, changes, self._read)
        if document is None:
            return False
        self.report = self._linted(document, sorted(changes))
        return True

    def _linted(self, document: Document, changed: Collection[int]) -> FileReport:
        """Return the report of the edited document; replies that stayed keep what was found."""
        # Where their file grew or shrank before them, only their places are new.
        reports = [
            replace(old, reply=_moved(old.reply, reply))
            for old, reply in zip(self.report.replies, document.replies, strict=True)
        ]
        part = replace(document, replies=tuple(document.replies[index] for index in changed))
        for index, report in zip(changed, self._lint(part).replies, strict=True):
            reports[index] = report
        return FileReport(document, tuple(reports))


def _moved(old: Reply, new: Reply) -> Reply:
    """Return a reply that was linted with the places it has in the edited file."""
    return replace(old, source=new.source, layers=new.layers, copy=new.copy)


class Opened(Struct, frozen=True):
    """What there was to open at one place.

    Attributes:
        path: the file to write; None for a draft that isn't one.
        session: the document, linted and ready to be edited; None when it couldn't be read.
    """

    path: Path | None
    session: Session | None
    problems: tuple[Problem, ...] = ()
    notices: tuple[Problem, ...] = ()
