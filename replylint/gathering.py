"""Puts together what was found in a large file that is read part by part.

Of each part only what writers need is kept: where lines start; of a reply without findings its
name and place, of the others their words too. The outcome is that of a file read as a whole.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec.structs import replace

from replylint.model.places import SourceMap
from replylint.model.reply import Document, Reply
from replylint.model.report import FileReport, Problem, ReplyReport
from replylint.model.text import LineIndex, Span
from replylint.readers.long_files import LongFile, Part
from replylint.readers.reading import without_replies
from replylint.readers.source import SourceError
from replylint.sifting.directives import Directive, Misread, Said, Verb
from replylint.sifting.notation import directives, next_line, place, with_scopes
from replylint.sifting.revisions import Before, as_unchanged

# So many texts are compared with those that follow.
_WORDS = 20_000
_LINE_END = re.compile(r"[\r\n]")

Lint = Callable[[Iterable[Reply]], Iterator[ReplyReport]]
Finish = Callable[[ReplyReport, Document], ReplyReport]


class Gathering:
    """What was found in one file.

    Args:
        file: the file; it is read, linted and gathered at once.
        lint: yields the reports of replies, in their order.
        finish: completes a report with what is known of the document alone.
        before: the replies that are left out; None leaves out none.
        tell: is told of each part that is done.

    Attributes:
        report: all of it, before anything is kept back.
        asked: what the file asks for.
        problems: what could not be read.
        notices: what is to be said besides.
    """

    def __init__(
        self,
        file: LongFile,
        lint: Lint,
        finish: Finish,
        before: Before | None = None,
        tell: Callable[[], None] = lambda: None,
    ) -> None:
        heap = _Heap()
        self.problems: tuple[Problem, ...]
        try:
            for part, reports in _linted(file, lint, before):
                heap.add(part, [finish(each, part.document) for each in reports])
                tell()
            self.problems = tuple(heap.problems)
        except (SourceError, OSError) as error:
            # It was read a moment ago: whatever is wrong, it isn't the file that it was.
            heap = _Heap()
            why = f"has changed while it was read ({error})"
            self.problems = (Problem(file.path, why),)
        self.report = heap.report(file.path)
        self.asked = heap.asked.all(heap.lines)
        empty = heap.has_words and not heap.reports and not self.problems
        self.notices = (without_replies(file.path),) if empty else ()


def _linted(
    file: LongFile, lint: Lint, before: Before | None
) -> Iterator[tuple[Part, list[ReplyReport]]]:
    """Yield the parts of a file with what was found in them.

    Replies of several parts are linted together where that suits the linter: those parts wait.
    """
    waiting: deque[tuple[Part, frozenset[int]]] = deque()

    def changed() -> Iterator[Reply]:
        for part in file.parts():
            replies = part.document.replies
            known = frozenset[int]() if before is None else before.unchanged(replies)
            waiting.append((part, known))
            yield from (reply for at, reply in enumerate(replies) if at not in known)

    done: list[ReplyReport] = []
    for report in lint(changed()):
        while len(done) == _due(*waiting[0]):
            yield _together(*waiting.popleft(), done)
            done = []
        done.append(report)
    while waiting:
        yield _together(*waiting.popleft(), done)
        done = []


def _due(part: Part, known: frozenset[int]) -> int:
    return len(part.document.replies) - len(known)


def _together(
    part: Part, known: frozenset[int], done: Sequence[ReplyReport]
) -> tuple[Part, list[ReplyReport]]:
    """Return a part with the reports of all its replies, those that weren't linted among them."""
    reports = iter(done)
    return part, [
        as_unchanged(reply) if at in known else next(reports)
        for at, reply in enumerate(part.document.replies)
    ]


class _Heap:
    """What is kept of the parts so far."""

    def __init__(self) -> None:
        self.lines = LineIndex()
        self.reports: list[ReplyReport] = []
        self.problems: list[Problem] = []
        self.asked = _Asked()
        self.has_words = False
        self._first: Document | None = None
        self._words: dict[str, str] = {}

    def add(self, part: Part, reports: Sequence[ReplyReport]) -> None:
        """Add a part with what was found in it."""
        document = part.document
        body = document.text[part.head :]
        self._first = self._first or document
        self.has_words = self.has_words or bool(body.strip())
        self.problems += part.problems
        self.asked.add(part, body, self.lines.length)
        ahead = self.lines.length - part.head
        places = (place - part.head for each in reports for place in _places(each))
        self.lines.extend(body, places)
        self.reports += (_thinned(each, ahead, self._once) for each in reports)

    def _once(self, text: str) -> str:
        """Return a text that is held once, even if several replies have it."""
        if len(self._words) >= _WORDS:
            self._words.clear()
        return self._words.setdefault(text, text)

    def report(self, path: str) -> FileReport:
        """Return the report of all parts together."""
        first = self._first or Document(path, "")
        replies = tuple(each.reply for each in self.reports)
        whole = replace(first, text="", replies=replies, outline=self.lines)
        return FileReport(whole, tuple(self.reports))


class _Asked:
    """What the parts so far ask for, by places in the file."""

    def __init__(self) -> None:
        self._found: list[Directive | Misread] = []
        self._open: list[Directive] = []  # those that speak of a line in a part to come

    def add(self, part: Part, body: str, offset: int) -> None:
        """Add what a part asks for; without its head it starts at an offset of the file."""
        if self._open and body.strip():
            self._close(_moved(next_line(body, 0), offset))
        text = part.document.text
        found = [
            each for each in directives(part.document, is_part=True) if place(each) >= part.head
        ]
        for each, scoped in zip(found, with_scopes(found, text), strict=True):
            moved = _asked_at(scoped, offset - part.head)
            if (
                isinstance(each, Directive)
                and isinstance(moved, Directive)
                and _is_open(each, text)
            ):
                self._open.append(moved)
            else:
                self._found.append(moved)

    def all(self, lines: LineIndex) -> Said:
        """Return all of it in the order of the file, whose lines these are."""
        self._close(lines.last_line)
        return sorted(self._found, key=place)

    def _close(self, scope: Span) -> None:
        self._found += (replace(each, scope=scope) for each in self._open)
        self._open = []


def _is_open(directive: Directive, text: str) -> bool:
    """Return whether a directive is for the next line and that isn't in its part."""
    if directive.verb is not Verb.NEXT_LINE or directive.scope is not None:
        return False
    line_end = _LINE_END.search(text, directive.span.end)
    return line_end is None or not text[line_end.end() :].strip()


def _asked_at(item: Directive | Misread, ahead: int) -> Directive | Misread:
    """Return what a part asks for with its place in the file."""
    if isinstance(item, Misread):
        return replace(item, offset=item.offset + ahead)
    scope = None if item.scope is None else _moved(item.scope, ahead)
    return replace(item, span=_moved(item.span, ahead), scope=scope)


def _moved(span: Span, ahead: int) -> Span:
    return Span(span.start + ahead, span.end + ahead)


def _has_found(report: ReplyReport) -> bool:
    return bool(report.findings or report.gaps)


def _places(report: ReplyReport) -> Iterator[int]:
    """Yield the places in the source of all that is shown of a report."""
    source = report.reply.source
    for finding in report.findings:
        edits = (edit.span for fix in finding.fixes for edit in fix.edits)
        for span in map(source.span, (finding.span, *edits)):
            yield span.start
            yield span.end
    for gap in report.gaps:
        yield source.point(gap.insert_at)


def _thinned(report: ReplyReport, ahead: int, once: Callable[[str], str]) -> ReplyReport:
    """Return a report with no more of its reply than is shown of it, and its place in the file."""
    reply = report.reply
    kept = Reply("", SourceMap((), ()), reply.kind, reply.language, reply.name)
    if _has_found(report):
        kept = replace(kept, text=once(reply.text), source=reply.source.moved(ahead))
    else:
        start = (reply.source.point(0) + ahead,)
        kept = replace(kept, source=SourceMap(start, start))
    return replace(report, reply=kept)
