"""Check and fix replies from Python: all that the command line and other shells call.

from replylint.api import Options, check, fix, save
report = check([Path("macros")], Options(select=("blame-customer",)))
fixes = save(fix([Path("macros")]))
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING

from replylint.config import Lookup
from replylint.linter import Linter
from replylint.model.errors import ConfigError
from replylint.model.finding import Applicability, Edit, Finding
from replylint.model.reply import Document, Kind, Layer, Reply
from replylint.model.report import FileReport, Problem, ReplyReport, Report
from replylint.profile import Options, Profile, Profiles, rules
from replylint.readers.discovery import discover
from replylint.readers.reading import Reading, read, read_bytes, read_text
from replylint.readers.registry import encode, suffixes
from replylint.readers.source import SourceError

if TYPE_CHECKING:
    from replylint.fixer import FixedFile, Fixes, Opened, Session, save, unified_diff, write

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
    "open_for_editing",
    "rules",
    "save",
    "unified_diff",
    "write",
]

STDIN = "<stdin>"
_OF_FIXER = frozenset({"FixedFile", "Fixes", "Opened", "save", "unified_diff", "write"})


def __getattr__(name: str) -> object:
    """Import what fixes files when it is asked for: checking doesn't need it."""
    if name not in _OF_FIXER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from replylint import fixer

    return getattr(fixer, name)


@dataclass(frozen=True, slots=True)
class Draft:
    """A reply that isn't a file.

    Attributes:
        data: its bytes, UTF-8.
        name: stands in the report; its suffix says what it is, a plain draft if unknown.
    """

    data: bytes
    name: str = STDIN


def check(sources: Sequence[Path | Draft], options: Options | None = None) -> Report:
    """Check files, folders and drafts.

    What can't be read becomes a problem in the report; everything else is checked still.

    Raises:
        ConfigError: an option that can't be used, such as the name of an unknown rule.
        RuleError: rule files that can't be used.
    """
    options = options or Options()
    profiles = Profiles(options)
    found = list(_readings(sources, profiles))
    files = tuple(_reports(found, profiles, options.context))
    notices = [notice for each in found for notice in each.notices]
    notices.extend(notice for file in files for notice in _skipped(file))
    problems = tuple(problem for each in found for problem in each.problems)
    return Report(files, problems, tuple(notices))


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
    profiles = Profiles(options)
    for found in _readings(sources, profiles):
        session, notices = None, found.notices
        if found.document is not None:
            linter = profiles.linter(found.profile)
            session = _session(found.document, linter, found.profile, options.context)
            notices += tuple(_skipped(session.report))
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


def context_from(path: Path) -> str:
    """Return the customer's message from a file.

    Raises:
        ConfigError: it can't be read.
    """
    try:
        return read_text(path)
    except SourceError as error:
        raise ConfigError(f"{path}: {error.message}") from None


@dataclass(frozen=True, slots=True)
class _Found:
    """What there was at one place to read, and what applies to it."""

    profile: Profile
    document: Document | None = None
    problems: tuple[Problem, ...] = ()
    notices: tuple[Problem, ...] = ()
    path: Path | None = None


def _readings(sources: Sequence[Path | Draft], profiles: Profiles) -> Iterator[_Found]:
    """Read the sources one after the other, drafts first."""
    paths: list[Path] = []
    for source in sources:
        if isinstance(source, Path):
            paths.append(source)
        else:
            profile = profiles.of(None if source.name == STDIN else Path(source.name))
            reading = read_bytes(source.data, source.name, profile.config.fields)
            yield _found(profile, reading)
    discovery = discover(paths, suffixes(), profiles)
    yield _Found(profiles.of(None), None, discovery.problems, discovery.notices)
    for file in discovery.files:
        profile = profiles.of(file)
        yield _found(profile, read(file, profile.config.fields), file)


def _found(profile: Profile, reading: Reading, path: Path | None = None) -> _Found:
    return _Found(profile, reading.document, reading.problems, reading.notices, path)


def _session(document: Document, linter: Linter, profile: Profile, context: str | None) -> Session:
    """Return a document linted and ready to be edited."""
    from replylint.fixer import Session

    def read_again(text: str) -> Document | None:
        data = replace(document, text=text).data
        return read_bytes(data, document.path, profile.config.fields).document

    def lint(part: Document) -> FileReport:
        return _checked(part, linter, context)

    return Session(lint(document), read_again, lint)


def _reports(
    found: Sequence[_Found], profiles: Profiles, context: str | None
) -> Iterator[FileReport]:
    """Yield the reports of what was read; files with one linter are linted together."""
    read = [(profiles.linter(each.profile), each.document) for each in found if each.document]
    for linter, group in groupby(read, key=lambda pair: pair[0]):
        documents = [document for _, document in group]
        replies = [
            _as_asked(reply, linter.settings.kind, context)
            for document in documents
            for reply in document.replies
        ]
        reports = map(_encoded, linter.lint_each(replies))
        for document in documents:
            yield FileReport(document, tuple(islice(reports, len(document.replies))))


def _checked(document: Document, linter: Linter, context: str | None) -> FileReport:
    """Lint a document's replies."""
    replies = [_as_asked(reply, linter.settings.kind, context) for reply in document.replies]
    reports = tuple(_encoded(report) for report in linter.lint(replies))
    return FileReport(document, reports)


def _as_asked(reply: Reply, kind: Kind | None, context: str | None) -> Reply:
    """Return the reply as the kind asked for, with the customer's message unless it has its own."""
    return replace(reply, kind=kind or reply.kind, context=reply.context or context)


def _encoded(report: ReplyReport) -> ReplyReport:
    """Return the report with its edits as they would stand in the file."""
    layers = report.reply.layers
    if not layers or not any(finding.fixes for finding in report.findings):
        return report
    findings = tuple(_encoded_finding(finding, layers) for finding in report.findings)
    return replace(report, findings=findings)


def _encoded_finding(finding: Finding, layers: tuple[Layer, ...]) -> Finding:
    def encoded(edit: Edit) -> Edit:
        return replace(edit, encoded=encode(edit.text, layers))

    fixes = tuple(
        replace(fix, edits=tuple(encoded(edit) for edit in fix.edits)) for fix in finding.fixes
    )
    return replace(finding, fixes=fixes)


def _skipped(file: FileReport) -> Iterator[Problem]:
    """Yield a notice for each reply that was not linted."""
    for report in file.replies:
        if report.skipped is not None:
            which = f"“{report.reply.name}” skipped" if report.reply.name else "skipped"
            yield Problem(file.document.path, f"{which}: {report.skipped}")
