"""Check and fix replies from Python: all that the command line and other shells call.

from replylint.api import Options, check, fix, save
report = check([Path("macros")], Options(select=("blame-customer",)))
fixes = save(fix([Path("macros")]))
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from replylint.config import Lookup
from replylint.linter import Linter, Settings
from replylint.memory import Memory
from replylint.model.errors import ConfigError
from replylint.model.finding import Applicability, Fix
from replylint.model.reply import Document, Kind, Reply
from replylint.model.report import FileReport, Problem, ReplyReport, Report
from replylint.profile import Options, Profile, Profiles, rules
from replylint.readers.discovery import discover
from replylint.readers.reading import Reading, display_name, read, read_bytes, read_text
from replylint.readers.registry import encode, suffixes
from replylint.readers.source import SourceError
from replylint.sifting.baseline import Baseline, entries, text_of
from replylint.sifting.directives import Said
from replylint.sifting.revisions import UNCHANGED, Before, Revision, as_unchanged
from replylint.sifting.sieve import Sieve

if TYPE_CHECKING:
    from replylint.fixer import FixedFile, Fixes, Opened, Session, save, unified_diff, write
    from replylint.gathering import Gathering
    from replylint.readers.long_files import LongFile

__all__ = [
    "STDIN",
    "Draft",
    "FixedFile",
    "Fixes",
    "Lookup",
    "Opened",
    "Options",
    "Profiles",
    "check",
    "context_from",
    "fix",
    "known_findings",
    "open_for_editing",
    "rules",
    "save",
    "unified_diff",
    "watched",
    "write",
]

STDIN = "<stdin>"

# Bytes from which on tables and JSON Lines are checked part by part.
IN_PARTS = 2_000_000
_OF_FIXER = frozenset({"FixedFile", "Fixes", "Opened", "save", "unified_diff", "write"})


def __getattr__(name: str) -> object:
    """Import what fixes files when it is asked for: checking doesn't need it."""
    if name not in _OF_FIXER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from replylint import fixer

    return getattr(fixer, name)


class Draft(Struct, frozen=True):
    """A reply that isn't a file.

    Attributes:
        data: its bytes, UTF-8.
        name: stands in the report; its suffix says what it is, a plain draft if unknown.
    """

    data: bytes
    name: str = STDIN


def check(
    sources: Sequence[Path | Draft],
    options: Options | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Report:
    """Check files, folders and drafts.

    What can't be read becomes a problem in the report; everything else is checked still.

    Args:
        sources: what to check.
        options: what to check for, and how.
        progress: is told how much is done, of how much: files, and parts of large ones.

    Raises:
        ConfigError: an option that can't be used, such as the name of an unknown rule.
        RuleError: rule files that can't be used.
    """
    return _checked_all(sources, options or Options(), baseline=True, progress=progress)


def watched(paths: Sequence[Path], options: Options) -> tuple[Path, ...]:
    """Return the files that decide what `check` says about some files and folders.

    Raises:
        ConfigError: an option or configuration that can't be used.
        RuleError: rule files that can't be used.
    """
    profiles = Profiles(options)
    files = discover(paths, suffixes(), profiles).files
    for file in files:
        profiles.of(file)
    return (*files, *profiles.sources)


def _checked_all(
    sources: Sequence[Path | Draft],
    options: Options,
    *,
    baseline: bool,
    progress: Callable[[int, int], None] | None = None,
) -> Report:
    profiles, sieve = _prepared(options, baseline=baseline)
    found = list(_readings(sources, profiles, in_parts=IN_PARTS))
    work = _Work(found, progress)
    files: list[FileReport] = []
    notices: list[Problem] = []
    for linted in _reports(found, profiles, options.context, work.advance):
        file, more = sieve.sift(linted.report, linted.settings, linted.asked)
        files.append(file)
        notices.extend((*_skipped(file), *more))
    return Report(
        tuple(files),
        tuple(problem for each in found for problem in each.all_problems()),
        (*(told for each in found for told in each.all_notices()), *notices, *sieve.notices()),
    )


class _Work:
    """How much of a run is done: each file counts once, a large one with each of its parts.

    Args:
        found: all there is to do.
        progress: is told.
    """

    def __init__(
        self, found: Sequence[_Found], progress: Callable[[int, int], None] | None
    ) -> None:
        self._done = 0
        self._all = sum(each.parts.count if each.parts else 1 for each in found if each.is_read)
        self._progress = progress

    def advance(self) -> None:
        """Note that one more is done."""
        self._done += 1
        if self._progress is not None:
            self._progress(self._done, self._all)


def open_for_editing(
    sources: Sequence[Path | Draft], options: Options | None = None
) -> Iterator[Opened]:
    """Open files, those of folders, and drafts one after the other.

    Raises:
        ConfigError: an option that can't be used, such as the name of an unknown rule.
        RuleError: rule files that can't be used.
    """
    from replylint.fixer import Opened

    options = options or Options()
    profiles, sieve = _prepared(options, baseline=True)
    for found in _readings(sources, profiles):
        session, notices = None, found.notices
        if found.document is not None:
            (linted,) = _reports([found], profiles, options.context)
            file, more = sieve.sift(linted.report, linted.settings)
            session = _session(file, found, profiles.linter(found.profile), options.context, sieve)
            notices += (*_skipped(file), *more)
        yield Opened(found.path, session, found.problems, notices)


def fix(
    sources: Sequence[Path | Draft],
    options: Options | None = None,
    limit: Applicability = Applicability.SAFE,
) -> Fixes:
    """Apply the fixes of files, folders and drafts. Nothing is written.

    Args:
        sources: what to fix.
        options: what to check for, and how.
        limit: the freest applicability to apply: `SAFE`, or `UNSAFE` for both.

    Raises:
        ConfigError: an option that can't be used, such as the name of an unknown rule.
        RuleError: rule files that can't be used.
    """
    from replylint.fixer import FixedFile, Fixes, fix_document

    files: list[FixedFile] = []
    problems: list[Problem] = []
    notices: list[Problem] = []
    for opened in open_for_editing(sources, options):
        problems.extend(opened.problems)
        notices.extend(opened.notices)
        if opened.session is not None:
            files.append(FixedFile(opened.path, fix_document(opened.session, limit)))
    return Fixes(tuple(files), tuple(problems), tuple(notices), limit)


def known_findings(
    sources: Sequence[Path | Draft], baseline: Path, options: Options | None = None
) -> tuple[Report, str]:
    """Return what is found without any baseline, and the text of one that knows all of it.

    What the baseline knows of files that aren't among the sources, or that can't be read, stays.

    Args:
        sources: what to check.
        baseline: the file that the text is for; paths in it are seen from its folder.
        options: what to check for, and how.

    Raises:
        ConfigError: an option or a baseline that can't be used.
        RuleError: rule files that can't be used.
    """
    report = _checked_all(sources, options or Options(), baseline=False)
    known = entries(report.files, baseline)
    if baseline.exists():
        broken = {problem.path for problem in report.problems}
        read = {file.document.path for file in report.files} - broken
        known |= Baseline.read(baseline).kept(read)
    return report, text_of(known)


def context_from(path: Path) -> str:
    """Return the customer's message from a file.

    Raises:
        ConfigError: it can't be read.
    """
    try:
        return read_text(path)
    except SourceError as error:
        raise ConfigError(f"{path}: {error.message}") from None


class _Found(Struct, frozen=True):
    """What there was at one place to read, and what applies to it."""

    profile: Profile
    document: Document | None = None
    problems: tuple[Problem, ...] = ()
    notices: tuple[Problem, ...] = ()
    path: Path | None = None
    unchanged: frozenset[int] = frozenset()
    parts: LongFile | None = None
    before: Before | None = None
    gathered: list[Gathering] = []

    @property
    def is_read(self) -> bool:
        """Whether there is something to lint, even if it has no replies."""
        return self.document is not None or self.parts is not None

    def all_problems(self) -> Iterator[Problem]:
        """Yield what could not be read, once it has been linted."""
        yield from self.problems
        for each in self.gathered:
            yield from each.problems

    def all_notices(self) -> Iterator[Problem]:
        """Yield what is to be said about reading it, once it has been linted."""
        yield from self.notices
        for each in self.gathered:
            yield from each.notices


class _Linted(Struct, frozen=True):
    """The report of a file with what it hangs on; see `Sieve.sift`."""

    settings: Settings
    report: FileReport
    asked: Said | None = None


def _prepared(options: Options, *, baseline: bool) -> tuple[Profiles, Sieve]:
    """Return what applies to the files of a run, and what is kept back of what is found."""
    profiles = Profiles(options)
    path = profiles.run.config.baseline if baseline else None
    known = None if path is None else Baseline.read(path)
    return profiles, Sieve(
        known, lambda settings: rules(None, settings.extra_rules, settings.cache)
    )


def _readings(
    sources: Sequence[Path | Draft], profiles: Profiles, in_parts: int | None = None
) -> Iterator[_Found]:
    """Read the sources one after the other, drafts first."""
    paths: list[Path] = []
    for source in sources:
        if isinstance(source, Path):
            paths.append(source)
        else:
            profile = profiles.of(None if source.name == STDIN else Path(source.name))
            reading = read_bytes(source.data, source.name, profile.config.fields, in_parts=in_parts)
            yield _found(profile, reading)
    discovery = discover(paths, suffixes(), profiles)
    yield _Found(profiles.of(None), None, discovery.problems, discovery.notices)
    for file in discovery.files:
        profile = profiles.of(file)
        reading = read(file, profile.config.fields, in_parts=in_parts)
        found = _found(profile, reading, file)
        if profiles.revision is not None and found.is_read:
            found = _compared(found, file, profiles.revision)
        yield found


def _found(profile: Profile, reading: Reading, path: Path | None = None) -> _Found:
    notices, parts = reading.notices, reading.parts
    return _Found(profile, reading.document, reading.problems, notices, path, parts=parts)


def _compared(found: _Found, path: Path, revision: Revision) -> _Found:
    """Return a file with what hasn't changed in it since a revision."""

    def read_old(data: bytes) -> Iterator[Reply]:
        fields = found.profile.config.fields
        old = read_bytes(data, display_name(path), fields, in_parts=IN_PARTS)
        documents = (part.document for part in old.parts.parts()) if old.parts else (old.document,)
        yield from (reply for each in documents if each is not None for reply in each.replies)

    before = revision.before(path, read_old)
    if found.document is None:
        return replace(found, before=before)
    return replace(found, unchanged=before.unchanged(found.document.replies))


def _session(
    report: FileReport, found: _Found, linter: Linter, context: str | None, sieve: Sieve
) -> Session:
    """Return a document ready to be edited, with what is found in it."""
    from replylint.fixer import Session

    document = whole = report.document

    def read_again(text: str) -> Document | None:
        nonlocal whole
        data = replace(document, text=text).data
        again = read_bytes(data, document.path, found.profile.config.fields).document
        whole = again or whole
        return again

    def lint(part: Document) -> FileReport:
        return sieve.sift_part(_checked(part, linter, context), whole, linter.settings)

    return Session(report, read_again, lint)


def _reports(
    found: Sequence[_Found],
    profiles: Profiles,
    context: str | None,
    advance: Callable[[], None] = lambda: None,
) -> Iterator[_Linted]:
    """Yield the reports of what was read; files with one linter are linted together."""
    read = [(profiles.linter(each.profile), each) for each in found if each.is_read]
    for linter, group in groupby(read, key=lambda pair: pair[0]):
        memory = Memory(linter)
        try:
            for is_long, members in groupby((each for _, each in group), lambda e: bool(e.parts)):
                linted = _long_reports if is_long else _whole_reports
                yield from linted(list(members), linter, memory, context, advance)
        finally:
            # Even after Ctrl-C: what has been worked out need not be worked out again.
            memory.keep()


def _whole_reports(
    found: Sequence[_Found],
    linter: Linter,
    memory: Memory,
    context: str | None,
    advance: Callable[[], None],
) -> Iterator[_Linted]:
    """Yield the reports of files that were read as a whole."""
    members = [(each.document, each.unchanged) for each in found if each.document]
    replies = [
        _as_asked(reply, linter.settings.kind, context)
        for document, unchanged in members
        for index, reply in enumerate(document.replies)
        if index not in unchanged
    ]
    reports = memory.lint_each(replies)
    for document, unchanged in members:
        together = (
            as_unchanged(reply) if index in unchanged else _encoded(next(reports), document)
            for index, reply in enumerate(document.replies)
        )
        yield _Linted(linter.settings, FileReport(document, tuple(together)))
        advance()


def _long_reports(
    found: Sequence[_Found],
    linter: Linter,
    memory: Memory,
    context: str | None,
    advance: Callable[[], None],
) -> Iterator[_Linted]:
    """Yield the reports of files that are read part by part, each when it is its turn."""
    from replylint.gathering import Gathering

    kind = linter.settings.kind
    for each in found:
        if each.parts is not None:
            gathered = Gathering(
                each.parts,
                lambda replies: memory.lint_each(_as_asked(r, kind, context) for r in replies),
                _encoded,
                each.before,
                advance,
            )
            each.gathered.append(gathered)
            yield _Linted(linter.settings, gathered.report, gathered.asked)


def _checked(document: Document, linter: Linter, context: str | None) -> FileReport:
    """Lint a document's replies."""
    replies = [_as_asked(reply, linter.settings.kind, context) for reply in document.replies]
    reports = tuple(_encoded(report, document) for report in linter.lint(replies))
    return FileReport(document, reports)


def _as_asked(reply: Reply, kind: Kind | None, context: str | None) -> Reply:
    """Return the reply as the kind asked for, with the customer's message unless it has its own."""
    return replace(reply, kind=kind or reply.kind, context=reply.context or context)


def _encoded(report: ReplyReport, document: Document) -> ReplyReport:
    """Return the report with its edits as they would stand in the file."""
    reply = report.reply
    if not reply.layers or not any(finding.fixes for finding in report.findings):
        return report
    findings = tuple(
        replace(finding, fixes=tuple(_encoded_fix(fix, reply, document) for fix in finding.fixes))
        for finding in report.findings
    )
    return replace(report, findings=findings)


def _encoded_fix(fix: Fix, reply: Reply, document: Document) -> Fix:
    """Return the fix for the file; a mere suggestion if it would lose a link or the like."""
    from replylint.fixer import in_source

    edits = in_source(document.text, reply, fix.edits)
    if edits is None:
        whole = (replace(edit, encoded=encode(edit.text, reply.layers)) for edit in fix.edits)
        return replace(fix, applicability=Applicability.SUGGESTION, edits=tuple(whole))
    return replace(fix, edits=edits)


def _skipped(file: FileReport) -> Iterator[Problem]:
    """Yield a notice for each reply that was not linted."""
    for report in file.replies:
        if report.skipped is not None and report.skipped != UNCHANGED:
            which = f"“{report.reply.name}” skipped" if report.reply.name else "skipped"
            yield Problem(file.document.path, f"{which}: {report.skipped}")
