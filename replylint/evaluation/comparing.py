"""What a change of rules changes on a library: the rules as they were, and as they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct

from replylint.evaluation.libraries import Library, Shelf, library
from replylint.evaluation.past_rules import PastRules
from replylint.linter import Linter, Settings
from replylint.model.finding import Finding, Gap
from replylint.model.report import FileReport, Problem, ReplyReport
from replylint.model.rule import RuleInfo
from replylint.profile import Known, Options, Profiles, rules
from replylint.rulebook.packs import Source
from replylint.rulebook.selection import renamed
from replylint.sifting.suppressions import Suppressions


class Change(Struct, frozen=True):
    """A finding or gap that is new, gone or another one.

    Attributes:
        path: the file, with forward slashes.
        line: where it stands in the file, from 1.
        reply: the name of the reply, where it has one.
        before: what was found then; None if it is new.
        after: what is found now; None if it is gone.
        differences: of one that is found both times, what about it is another: ``words``,
            ``severity``, ``message``, ``rewrites``.
    """

    path: str
    line: int
    reply: str | None
    before: Finding | Gap | None
    after: Finding | Gap | None
    differences: tuple[str, ...] = ()

    @property
    def rule(self) -> str:
        """The id of the rule."""
        found = self.after or self.before
        return "" if found is None else found.rule

    @property
    def kind(self) -> str:
        """``new``, ``gone`` or ``changed``."""
        if self.before is None:
            return "new"
        return "gone" if self.after is None else "changed"


class Comparison(Struct, frozen=True):
    """What became of a library by a change of rules.

    Attributes:
        changes: in the order of the library.
        added: ids of rules there were not.
        removed: ids of rules there are no more.
        replies: how many replies were looked at.
        problems: input that could not be used.
        notices: what a user should know and nothing failed by.
    """

    changes: tuple[Change, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    replies: int
    problems: tuple[Problem, ...] = ()
    notices: tuple[Problem, ...] = ()


def compare(revision: str, paths: Sequence[Path], options: Options) -> Comparison:
    """Return what is found in files and folders now and was not with the rules of a git revision.

    Only the rules are those of the revision: replies and configuration are those of today. With
    rule files of one's own, the shipped rules are today's as well, unless they stand in the same
    repository.

    Args:
        revision: as git knows it.
        paths: files and folders of replies.
        options: which rules there are, and how to read the replies.

    Raises:
        ConfigError: an option or configuration that can't be used; no git, no repository around
            the rules, no such revision, or no rule files in it.
        RuleError: rule files that can't be used, of today or of then.
    """
    with TemporaryDirectory(prefix="replylint-") as folder:
        then = PastRules(revision, Path(folder))
        now = Profiles(options, _either(rules, then.rules))
        before = Profiles(options, _either(then.rules, rules))
        found = library(paths, options, now)
        extra = now.of(None).settings.extra_rules
        old, new = ({info.id for info in known(None, extra, None)} for known in (then.rules, rules))
        return Comparison(
            tuple(_changes(found, before, then)),
            tuple(sorted(new - old)),
            tuple(sorted(old - new)),
            sum(1 for _ in found.replies),
            found.problems,
            found.notices,
        )


def _either(first: Known, second: Known) -> Known:
    """Return the rules that names may stand for, if the one or the other knows them."""

    def known(
        language: str | None, extra: Sequence[Source], cache: Path | None
    ) -> tuple[RuleInfo, ...]:
        infos = first(language, extra, cache)
        ids = {info.id for info in infos}
        others = second(language, extra, cache)
        return (*infos, *(info for info in others if info.id not in ids))

    return known


# -- two reports of one library -----------------------------------------------------------------


def _changes(found: Library, before: Profiles, then: PastRules) -> Iterator[Change]:
    """Yield what is found otherwise with the rules of today."""
    today: dict[Settings, Linter] = {}
    past: dict[Settings, Linter] = {}
    for shelf in found.shelves:
        settings = before.of(shelf.path).settings
        old = past.setdefault(settings, Linter(settings, then.load))
        new = today.setdefault(shelf.settings, Linter(shelf.settings))
        pairs = zip(_reports(shelf, old, then.rules), _reports(shelf, new, rules), strict=True)
        for index, (one, other) in enumerate(pairs):
            for first, second in _pairs(one, other):
                if change := _change(shelf, index, first, second):
                    yield change


def _reports(shelf: Shelf, linter: Linter, known: Known) -> Sequence[ReplyReport]:
    reports = FileReport(shelf.document, tuple(linter.lint(shelf.replies)))
    extra = linter.settings.extra_rules
    said = Suppressions(shelf.document, lambda: renamed(known(None, extra, None)))
    return said.sift(reports).replies


_Found = Finding | Gap
_Pair = tuple[_Found | None, _Found | None]


def _pairs(before: ReplyReport, after: ReplyReport) -> Iterator[_Pair]:
    """Yield what one rule found in one place then and now; None where it found nothing."""
    left = list(before.items())
    for item in after.items():
        same = max((each for each in left if _overlap(each, item)), key=_by(item), default=None)
        if same is not None:
            left.remove(same)
        yield same, item
    yield from ((item, None) for item in left)


def _overlap(one: _Found, other: _Found) -> int:
    """Return how many characters two finds of one rule share; a gap is in one place only."""
    if one.rule != other.rule:
        return 0
    if isinstance(one, Finding) and isinstance(other, Finding):
        return one.span.overlap(other.span)
    return int(isinstance(one, Gap) and isinstance(other, Gap))


def _by(item: _Found) -> Callable[[_Found], int]:
    return lambda other: _overlap(other, item)


def _change(shelf: Shelf, index: int, before: _Found | None, after: _Found | None) -> Change | None:
    """Return what is another now; None if nothing is."""
    differences: tuple[str, ...] = ()
    if before is not None and after is not None:
        differences = tuple(_differences(before, after))
        if not differences:
            return None
    found = after or before
    offset = found.span.start if isinstance(found, Finding) else 0
    name = shelf.document.replies[index].name
    line = shelf.line(index, offset)
    return Change(shelf.document.path, line, name, before, after, differences)


def _differences(before: _Found, after: _Found) -> Iterator[str]:
    for name, about in (("words", words), ("severity", severity), ("message", message)):
        if about(before) != about(after):
            yield name
    if rewrites(before) != rewrites(after):
        yield "rewrites"


def words(found: _Found) -> str:
    """Return the words of a finding; a gap has none."""
    return found.match if isinstance(found, Finding) else ""


def severity(found: _Found) -> str:
    """Return how grave it is."""
    return found.severity.value


def message(found: _Found) -> str:
    """Return what is said of it."""
    return found.message


def rewrites(found: _Found) -> tuple[str, ...]:
    """Return what may be written instead: of a finding its fixes, of a gap its suggestion."""
    if isinstance(found, Gap):
        return () if found.suggestion is None else (found.suggestion,)
    return tuple(fix.title for fix in found.fixes)
