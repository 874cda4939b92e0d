"""What ``check`` does with its options about fixing: check only, fix, show a diff, or ask."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import Struct
from msgspec.structs import replace

from replylint.cli.progress import progress
from replylint.cli.streams import emit_bytes, on_terminal, takes_color
from replylint.model.finding import Applicability
from replylint.model.report import Report

if TYPE_CHECKING:
    from replylint.api import Draft, FixedFile, Fixes, Options


class Flags(Struct, frozen=True):
    """The options about fixing, each as given."""

    fix: bool
    unsafe_fixes: bool
    diff: bool
    fix_only: bool
    show_fixes: bool
    exit_non_zero_on_fix: bool
    interactive: bool

    @property
    def fixes(self) -> bool:
        """Whether anything is to be fixed, or to be shown as if it were."""
        return self.fix or self.fix_only or self.diff

    def refuse_misuse(self, *, reports_as_text: bool, reads_input: bool) -> None:
        """Refuse options that would do nothing, or that exclude each other.

        Args:
            reports_as_text: whether the report goes to the terminal as text.
            reads_input: whether a draft comes from standard input.

        Raises:
            click.UsageError: saying which.
        """
        if self.interactive:
            others = (self.fixes, self.unsafe_fixes, self.show_fixes, self.exit_non_zero_on_fix)
            if any(others) or not reports_as_text:
                raise click.UsageError(
                    "--interactive asks for each finding: it goes with no other option about"
                    " fixing, and with no other form of report."
                )
            if reads_input or not on_terminal():
                raise click.UsageError(
                    "--interactive needs a file to fix and a terminal to ask on."
                )
        elif not self.fixes:
            for flag, given in (
                ("--unsafe-fixes", self.unsafe_fixes),
                ("--show-fixes", self.show_fixes),
            ):
                if given:
                    raise click.UsageError(f"{flag} goes with --fix, --fix-only or --diff.")


class Outcome(Struct, frozen=True):
    """What a run came to.

    Attributes:
        judged: the report that decides about the exit code.
        shown: the report to write; None when all has been said.
        fixed: whether anything was fixed, or would be.
        to_stderr: whether standard output has been used for something else.
    """

    judged: Report
    shown: Report | None
    fixed: bool = False
    to_stderr: bool = False


def run(
    sources: Sequence[Path | Draft],
    options: Options,
    flags: Flags,
    color: str,
    *,
    quiet: bool = False,
) -> Outcome:
    """Check the sources, and fix them if that is asked for.

    Args:
        sources: files, folders and drafts.
        options: what to check for, and how.
        flags: what to fix, and how to show it.
        color: when to colour a diff and questions: auto, always or never.
        quiet: whether to show no progress.
    """
    from replylint import api

    if flags.interactive:
        from replylint.cli.walk import walk

        return Outcome(walk(sources, options, color=takes_color(color)), None)
    if not flags.fixes:
        with progress(wanted=not quiet) as update:
            report = api.check(sources, options, update)
        return Outcome(report, report)
    limit = Applicability.UNSAFE if flags.unsafe_fixes else Applicability.SAFE
    fixes = api.fix(sources, options, limit)
    return _shown(fixes, flags, color) if flags.diff else _made(sources, fixes, flags)


def _made(sources: Sequence[Path | Draft], fixes: Fixes, flags: Flags) -> Outcome:
    """Write what was fixed to its files, a draft to standard output."""
    from replylint.api import save

    fixes = save(fixes)
    drafts = [source for source in sources if not isinstance(source, Path)]
    for draft in drafts:
        emit_bytes(_data(draft, fixes.files))
    report = _reported(fixes.report(written=True), flags)
    return Outcome(report, report, _is_any(report), to_stderr=bool(drafts))


def _shown(fixes: Fixes, flags: Flags, color: str) -> Outcome:
    """Show what would be fixed."""
    changed = (file for file in fixes.files if file.fixed.changed)
    emit_bytes("".join(line for file in changed for line in diff_lines(file, color)).encode())
    report = _reported(fixes.report(written=False), flags)
    judged = _reported(fixes.report_before(), flags)
    return Outcome(judged, report, _is_any(report), to_stderr=True)


def _reported(report: Report, flags: Flags) -> Report:
    return replace(report, files=()) if flags.fix_only else report


def _is_any(report: Report) -> bool:
    return report.fixing is not None and bool(report.fixing.applied)


def _data(draft: Draft, files: Sequence[FixedFile]) -> bytes:
    """Return the bytes of a draft as fixed; one that couldn't be read comes back as it is."""
    for file in files:
        if file.path is None and file.fixed.before.document.path == draft.name:
            return file.fixed.after.document.data
    return draft.data


def diff_lines(file: FixedFile, color: str) -> Iterator[str]:
    """Yield the lines of a file's diff, as they are for a program, readable for a person."""
    from replylint.api import unified_diff
    from replylint.writers.layout.visible import visible

    colored = takes_color(color)
    for line in unified_diff(file.fixed.before.document, file.fixed.after.document):
        if not colored:
            yield line
            continue
        words = visible(line.removesuffix("\n").removesuffix("\r"))
        yield click.style(words, fg=_COLORS.get(line[:1])) + "\n"


_COLORS = {"@": "cyan", "+": "green", "-": "red"}
