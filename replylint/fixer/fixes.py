"""What fixing came to, over all files of a run."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from replylint.fixer.files import write
from replylint.fixer.rounds import Fixed
from replylint.model.finding import Applicability
from replylint.model.report import Fixing, Problem, Report


class FixedFile(Struct, frozen=True):
    """A document with its fixes, which are not in its file yet.

    Attributes:
        path: where to write it; None for a draft that isn't a file.
    """

    path: Path | None
    fixed: Fixed


class Fixes(Struct, frozen=True):
    """What fixing came to, in the order of the sources; `save` writes it.

    Attributes:
        limit: the freest applicability that was applied.
    """

    files: tuple[FixedFile, ...] = ()
    problems: tuple[Problem, ...] = ()
    notices: tuple[Problem, ...] = ()
    limit: Applicability = Applicability.SAFE

    def report(self, *, written: bool) -> Report:
        """Return the report of the run: what was fixed, what is left, what was refused.

        Args:
            written: whether the fixes were made; else what is left is reported where it stands
                in the files as they are.
        """
        fixed = [file.fixed for file in self.files]
        applied = tuple(applied for each in fixed for applied in each.applied)
        return Report(
            tuple(each.after if written else each.left() for each in fixed),
            self.problems,
            (*self.notices, *(problem for each in fixed for problem in each.refused)),
            Fixing(applied, self.limit, written),
        )

    def report_before(self) -> Report:
        """Return the report of the run as if nothing had been fixed."""
        return Report(tuple(file.fixed.before for file in self.files), self.problems, self.notices)


def save(fixes: Fixes) -> Fixes:
    """Write the files that were fixed, each as a whole; drafts have none.

    Returns:
        the fixes; a file that couldn't be written is unfixed in them, with a problem.
    """
    saved = [_saved(file) for file in fixes.files]
    problems = (problem for _, problem in saved if problem is not None)
    return replace(
        fixes,
        files=tuple(file for file, _ in saved),
        problems=(*fixes.problems, *problems),
    )


def _saved(file: FixedFile) -> tuple[FixedFile, Problem | None]:
    before, after = file.fixed.before, file.fixed.after
    if file.path is None or not file.fixed.changed:
        return file, None
    problem = write(file.path, before.document, after.document)
    return (
        (file, None) if problem is None else (FixedFile(file.path, Fixed(before, before)), problem)
    )
