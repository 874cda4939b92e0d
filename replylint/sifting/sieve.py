"""Everything that is kept back from the reports of one run, and what is to be said about it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from replylint.linter import Settings
from replylint.model.reply import Document
from replylint.model.report import FileReport, Problem
from replylint.model.rule import RuleInfo
from replylint.rulebook.selection import renamed
from replylint.sifting.baseline import Baseline
from replylint.sifting.directives import Said
from replylint.sifting.suppressions import Suppressions


class Sieve:
    """What is kept back in one run.

    Args:
        baseline: the known findings, if there are any.
        infos: returns the rules there are for some settings; asked only if somebody must know.
    """

    def __init__(
        self, baseline: Baseline | None, infos: Callable[[Settings], Collection[RuleInfo]]
    ) -> None:
        self._baseline = baseline
        self._infos = infos
        self._linted: list[str] = []
        self._ran: set[str] = set()

    def sift(
        self, file: FileReport, settings: Settings, asked: Said | None = None
    ) -> tuple[FileReport, Sequence[Problem]]:
        """Return the report of a whole file without what is kept back, and what to say about it.

        Args:
            file: the report.
            settings: those it was made with.
            asked: what the file asks for, where that isn't in the document's text.
        """
        said = Suppressions(file.document, lambda: renamed(self._infos(settings)), asked)
        file = said.sift(file)
        notices: list[Problem] = []
        if said or self._baseline is not None:
            infos = self._infos(settings)
            ran = _ran(infos, settings)
            if self._baseline is not None:
                self._baseline.rename(renamed(infos))
            notices.extend(said.notices(infos, ran))
            self._ran |= ran
            self._linted.append(file.document.path)
        return self._unknown(file), notices

    def sift_part(self, file: FileReport, whole: Document, settings: Settings) -> FileReport:
        """Return the report of some replies of a file without what is kept back.

        Args:
            file: the report.
            whole: the file with all its replies.
            settings: those the replies were linted with.
        """
        said = Suppressions(whole, lambda: renamed(self._infos(settings)))
        return self._unknown(said.sift(file))

    def notices(self) -> Sequence[Problem]:
        """Return what is to be said when all files have been sifted."""
        stale = self._baseline and self._baseline.stale(self._linted, self._ran)
        return [stale] if stale else []

    def _unknown(self, file: FileReport) -> FileReport:
        return file if self._baseline is None else self._baseline.sift(file)


def _ran(infos: Collection[RuleInfo], settings: Settings) -> set[str]:
    """Return the ids of the rules that run with some settings."""
    return {info.id for info in infos if settings.runs(info)}
