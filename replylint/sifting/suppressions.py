"""Keeps out of a report what the file itself says, and says what was said for nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from replylint.linter import score
from replylint.model.errors import SelectionError
from replylint.model.finding import Finding, Gap
from replylint.model.reply import Document
from replylint.model.report import FileReport, Problem, ReplyReport
from replylint.model.rule import RuleInfo
from replylint.model.text import Span
from replylint.rulebook.selection import ALL, matching
from replylint.sifting.directives import Directive, Misread, Said, Verb
from replylint.sifting.notation import directives, with_scopes


class _Range(Struct, frozen=True):
    """A stretch of the file in which a directive holds, but for some rules.

    Attributes:
        extent: what may be kept silent; what stands in a line may reach beyond it.
        ids: those of rules by those they had before.
    """

    directive: Directive
    extent: Span
    but: frozenset[str] = frozenset()
    ids: Mapping[str, str] = {}

    def names(self, rule: str) -> str | None:
        """Return by which of its names the directive speaks of a rule; None if it doesn't."""
        if any(self._matches(rule, name) for name in self.but):
            return None
        if not self.directive.names:
            return ALL
        return next((name for name in self.directive.names if self._matches(rule, name)), None)

    def _matches(self, rule: str, name: str) -> bool:
        return name in (ALL, rule, rule.partition("/")[0]) or self.ids.get(name) == rule


class Suppressions:
    """What one file says.

    Args:
        document: the file as read.
        renamed: returns ids of rules by those they had before; asked only if rules are named.
        said: what it asks for, if that is known; None looks for it in its text.
    """

    def __init__(
        self,
        document: Document,
        renamed: Callable[[], Mapping[str, str]],
        said: Said | None = None,
    ) -> None:
        found = with_scopes(directives(document), document.text) if said is None else said
        self._path = document.path
        self._lines = document.lines()
        self._misread = [each for each in found if isinstance(each, Misread)]
        self._directives = [each for each in found if isinstance(each, Directive)]
        ids = renamed() if any(each.names for each in self._directives) else {}
        ranges = _ranges(self._directives, self._lines.length)
        self._ranges = [replace(each, ids=ids) for each in ranges]
        self._used: set[tuple[Span, str]] = set()

    def sift(self, file: FileReport) -> FileReport:
        """Return a report of the file without what it says is to be kept out."""
        if not self._ranges:
            return file
        return replace(file, replies=tuple(map(self._sifted, file.replies)))

    def _sifted(self, report: ReplyReport) -> ReplyReport:
        source = report.reply.source
        whole = source.span(Span(0, len(report.reply.text)))

        def standing(finding: Finding) -> bool:
            place = source.span(finding.span)
            return not self._silences(finding.rule, lambda at, _: at.extent.overlap(place) > 0)

        def lacking(gap: Gap) -> bool:
            # A gap is nowhere: to name it anywhere in the reply is enough.
            return not self._silences(
                gap.rule,
                lambda at, name: (
                    at.extent.covers(whole) or (name != ALL and at.extent.overlap(whole) > 0)
                ),
            )

        findings = tuple(filter(standing, report.findings))
        gaps = tuple(filter(lacking, report.gaps))
        if len(findings) == len(report.findings) and len(gaps) == len(report.gaps):
            return report
        return replace(report, findings=findings, gaps=gaps, score=score(findings, gaps))

    def _silences(self, rule: str, here: Callable[[_Range, str], bool]) -> bool:
        """Return whether a rule is silenced by a range that holds here; all of them were of use."""
        silent = False
        for each in self._ranges:
            name = each.names(rule)
            if name is not None and here(each, name):
                self._used.add((each.directive.span, name))
                silent = True
        return silent

    def __bool__(self) -> bool:
        """Return whether the file says anything."""
        return bool(self._misread or self._directives)

    def notices(self, infos: Collection[RuleInfo], ran: Collection[str]) -> Iterator[Problem]:
        """Yield what is wrong with what the file says, once it has been sifted.

        Args:
            infos: the rules there are.
            ran: ids of those that ran; what is said of others may well be of use.
        """
        for misread in self._misread:
            yield self._notice(misread.message, misread.offset)
        for directive in self._directives:
            for name in directive.names or (ALL,):
                if message := self._complaint(directive, name, infos, ran):
                    yield self._notice(message, directive.span.start)

    def _complaint(
        self, directive: Directive, name: str, infos: Collection[RuleInfo], ran: Collection[str]
    ) -> str | None:
        """Return what is wrong with one name of a directive, None if nothing is."""
        try:
            spoken_of = matching(infos, name)
        except SelectionError as error:
            return str(error)
        used = (directive.span, name) in self._used or directive.verb is Verb.ENABLE
        # What a rule that didn't run would have found isn't known.
        due = (info.id for info in spoken_of if info.default or name != ALL)
        if used or not set(ran).issuperset(due):
            return None
        what = "" if name == ALL else f"of “{name}” "
        return f"the suppression {what}is unused; nothing is found there"

    def _notice(self, message: str, offset: int) -> Problem:
        place = self._lines.position(offset)
        return Problem(self._path, message, place.line, place.column)


def _ranges(found: list[Directive], end: int) -> Iterator[_Range]:
    """Yield where directives hold. From ``disable`` on that is to the end, or to ``enable``."""
    open_ranges: list[_Range] = []
    for each in found:
        if each.verb is Verb.DISABLE:
            extent = Span(each.span.start, each.scope.end if each.scope else end)
            open_ranges.append(_Range(each, extent))
        elif each.verb is not Verb.ENABLE:
            yield _Range(each, Span(0, end) if each.scope is None else each.scope)
        else:
            yield from _closed(open_ranges, each)
    yield from open_ranges


def _closed(ranges: list[_Range], directive: Directive) -> Iterator[_Range]:
    """Yield the ranges that end at an ``enable``; those it leaves open for some rules go on."""
    at = directive.span.start
    for each in list(ranges):
        if at >= each.extent.end:
            continue
        ranges.remove(each)
        yield replace(each, extent=Span(each.extent.start, at))
        if directive.names:
            rest = Span(at, each.extent.end)
            ranges.append(replace(each, extent=rest, but=each.but | frozenset(directive.names)))
