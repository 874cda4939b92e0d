"""Check and fix replies from Python: all that the command line and other shells call.

from replylint.api import Options, check, fix, save
report = check([Path("macros")], Options(select=("blame-customer",)))
fixes = save(fix([Path("macros")]))
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from replylint.fixer import (
    FixedFile,
    Fixes,
    Opened,
    Session,
    fix_document,
    save,
    unified_diff,
    write,
)
from replylint.linter import Linter, Settings
from replylint.model.errors import ConfigError
from replylint.model.finding import Applicability, Edit, Finding
from replylint.model.reply import Document, Kind, Reply
from replylint.model.report import FileReport, Problem, ReplyReport, Report
from replylint.model.rule import RuleInfo
from replylint.readers.discovery import discover
from replylint.readers.reading import Reading, read, read_bytes, read_text
from replylint.readers.registry import encode, schemas_by_suffix
from replylint.readers.source import SourceError
from replylint.rulebook.loading import languages, load_rulebook
from replylint.rulebook.selection import select

__all__ = [
    "STDIN",
    "Draft",
    "FixedFile",
    "Fixes",
    "Opened",
    "Options",
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


@dataclass(frozen=True, slots=True)
class Draft:
    """A reply that isn't a file.

    Attributes:
        data: its bytes, UTF-8.
        name: stands in the report; its suffix says what it is, a plain draft if unknown.
    """

    data: bytes
    name: str = STDIN


@dataclass(frozen=True, slots=True)
class Options:
    """What to check for, and how.

    Attributes:
        select: rules or categories to run instead of the default ones.
        ignore: rules or categories not to run.
        extend_select: rules or categories to run besides.
        kind: what the replies are, whatever their file says; None leaves it to the file, or to
            a guess.
        language: ISO 639-1 code; None leaves it to the file, or to a guess.
        context: the customer's message, for replies that don't bring it.
        rules: rule files or folders besides the built-in ones.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    kind: Kind | None = None
    language: str | None = None
    context: str | None = None
    rules: tuple[Path, ...] = ()


def check(sources: Sequence[Path | Draft], options: Options | None = None) -> Report:
    """Check files, folders and drafts.

    What can't be read becomes a problem in the report; everything else is checked still.

    Raises:
        ConfigError: an option that can't be used, such as the name of an unknown rule.
        RuleError: rule files that can't be used.
    """
    options = options or Options()
    linter = Linter(_settings(options))
    files: list[FileReport] = []
    problems: list[Problem] = []
    notices: list[Problem] = []
    for found in _readings(sources):
        problems.extend(found.problems)
        notices.extend(found.notices)
        if found.document is not None:
            file = _checked(found.document, linter, options)
            files.append(file)
            notices.extend(_skipped(file))
    return Report(tuple(files), tuple(problems), tuple(notices))


def open_for_editing(
    sources: Sequence[Path | Draft], options: Options | None = None
) -> Iterator[Opened]:
    """Open files, those of folders, and drafts one after the other.

    Raises:
        ConfigError: an option that can't be used, such as the name of an unknown rule.
        RuleError: rule files that can't be used.
    """
    options = options or Options()
    linter = Linter(_settings(options))
    for found in _readings(sources):
        session, notices = None, found.notices
        if found.document is not None:
            session = _session(found.document, linter, options)
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
    files: list[FixedFile] = []
    problems: list[Problem] = []
    notices: list[Problem] = []
    for opened in open_for_editing(sources, options):
        problems.extend(opened.problems)
        notices.extend(opened.notices)
        if opened.session is not None:
            files.append(FixedFile(opened.path, fix_document(opened.session, limit)))
    return Fixes(tuple(files), tuple(problems), tuple(notices), limit)


def rules(language: str | None = None, extra: Sequence[Path] = ()) -> tuple[RuleInfo, ...]:
    """Return the rules there are, of one language or of all.

    Raises:
        ConfigError: there are none for the language.
        RuleError: rule files that can't be used.
    """
    known = languages()
    code = None if language is None else _primary(language)
    if code is not None and code not in known:
        raise ConfigError(
            f"There are no rules for the language “{language}” (known: {', '.join(known)})."
        )
    chosen = known if code is None else (code,)
    return tuple(info for each in chosen for info in load_rulebook(each, extra).infos)


def context_from(path: Path) -> str:
    """Return the customer's message from a file.

    Raises:
        ConfigError: it can't be read.
    """
    try:
        return read_text(path)
    except SourceError as error:
        raise ConfigError(f"{path}: {error.message}") from None


def _primary(language: str) -> str:
    """Return the language of a tag such as ``en-GB``: rules aren't kept by region."""
    return re.split("[-_]", language.lower(), maxsplit=1)[0]


@dataclass(frozen=True, slots=True)
class _Found:
    """What there was at one place to read."""

    document: Document | None = None
    problems: tuple[Problem, ...] = ()
    notices: tuple[Problem, ...] = ()
    path: Path | None = None


def _readings(sources: Sequence[Path | Draft]) -> Iterator[_Found]:
    """Read the sources one after the other, drafts first."""
    paths: list[Path] = []
    for source in sources:
        if isinstance(source, Path):
            paths.append(source)
        else:
            yield _found(read_bytes(source.data, source.name))
    discovery = discover(paths, schemas_by_suffix())
    yield _Found(None, discovery.problems, discovery.notices)
    for file in discovery.files:
        yield _found(read(file), file)


def _found(reading: Reading, path: Path | None = None) -> _Found:
    return _Found(reading.document, reading.problems, path=path)


def _session(document: Document, linter: Linter, options: Options) -> Session:
    """Return a document linted and ready to be edited."""

    def read_again(text: str) -> Document | None:
        return read_bytes(replace(document, text=text).data, document.path).document

    def lint(part: Document) -> FileReport:
        return _checked(part, linter, options)

    return Session(lint(document), read_again, lint)


def _settings(options: Options) -> Settings:
    """Return the engine's settings; the rules are only read here when some were chosen."""
    selected = None
    if options.language is not None or options.select or options.ignore or options.extend_select:
        infos = rules(options.language, options.rules)
        selected = select(infos, options.select, options.ignore, options.extend_select)
    return Settings(
        selected=selected,
        kind=options.kind,
        language=options.language,
        extra_rules=options.rules,
    )


def _checked(document: Document, linter: Linter, options: Options) -> FileReport:
    """Lint a document's replies."""
    replies = [_as_asked(reply, options) for reply in document.replies]
    reports = tuple(_encoded(report) for report in linter.lint(replies))
    return FileReport(document, reports)


def _as_asked(reply: Reply, options: Options) -> Reply:
    """Return the reply as the kind asked for, with the customer's message unless it has its own."""
    return replace(reply, kind=options.kind or reply.kind, context=reply.context or options.context)


def _encoded(report: ReplyReport) -> ReplyReport:
    """Return the report with its edits as they would stand in the file."""
    layers = report.reply.layers
    if not layers or not any(finding.fixes for finding in report.findings):
        return report
    findings = tuple(_encoded_finding(finding, layers) for finding in report.findings)
    return replace(report, findings=findings)


def _encoded_finding(finding: Finding, layers: tuple[str, ...]) -> Finding:
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
