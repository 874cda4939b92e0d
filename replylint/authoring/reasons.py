"""Why a finder has no match in a sentence, the nearest miss first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from replylint.authoring.attempts import Attempt, attempt
from replylint.authoring.conditions import Trace, trace, traces
from replylint.authoring.seen import words_of
from replylint.languages.reading import Reading
from replylint.matchers.clause import ClauseFinder
from replylint.matchers.dependency import DependencyFinder
from replylint.matchers.match import Finder
from replylint.matchers.phrases import PhraseFinder, clause_at
from replylint.matchers.shape import Shape, ShapeFinder
from replylint.model.text import Span
from replylint.rulebook.encoding import StoredFinder

_NEVER = 99  # farther off than whatever was tried and missed


class Reason(Struct, frozen=True):
    """Why a rule is silent.

    Attributes:
        message: what is in the way, or what was looked at.
        details: what failed there, one each.
        distance: how far it is from firing; the nearest miss has the least.
    """

    message: str
    details: tuple[str, ...] = ()
    distance: int = 0


def misses(finder: Finder, reading: Reading, index: int) -> list[Reason]:
    """Return why a finder that has no match in a sentence has none; never empty.

    Args:
        finder: of a rule or cue.
        reading: the reply.
        index: of the sentence.
    """
    finder = opened(finder)
    if isinstance(finder, ClauseFinder):
        found = [_clause(each) for each in traces(finder.test, reading, index) if each.missed]
        return found or [Reason("there is no clause in it", distance=_NEVER)]
    if isinstance(finder, PhraseFinder):
        return _phrases(finder, reading, index)
    if isinstance(finder, ShapeFinder):
        return [Reason(_SHAPES[finder.shape], distance=_NEVER)]
    if isinstance(finder, DependencyFinder):
        return [_dependency(finder, reading, index)]
    return [Reason("it isn't there", distance=_NEVER)]


def opened(finder: Finder) -> Finder:
    """Return a finder as what it is, not as what the cache has of it."""
    return finder.finder if isinstance(finder, StoredFinder) else finder


def _clause(found: Trace, head: str = "clause") -> Reason:
    words = words_of(found.clause, found.clause.tokens)
    return Reason(f"{head} “{words}”", tuple(map(str, found.missed)), found.distance)


def _phrases(finder: PhraseFinder, reading: Reading, index: int) -> list[Reason]:
    spans = list(finder.spans(reading, index))
    if spans and finder.where is not None:
        return sorted(_wheres(finder, spans, reading, index), key=lambda reason: reason.distance)
    lower = list(replace(finder, upper=False).spans(reading, index)) if finder.upper else []
    if lower:
        words = _words(reading, index, lower[0])
        return [Reason(f"“{words}” stands there, but not in capitals", distance=1)]
    language = reading.language
    line, sentence = reading.words[index], reading.sentences[index]
    tried = [attempt(phrase, line, sentence, language) for phrase in finder.phrases]
    near = [each for each in tried if each.beside is not None]
    if not near:
        return [_nothing(tried)]
    found = [Reason(str(each), (f"pattern: {each.pattern}",), each.distance) for each in near]
    return sorted(found, key=lambda reason: reason.distance)


def _nothing(tried: Sequence[Attempt]) -> Reason:
    """Return that no word of some patterns stands there."""
    which = "the pattern" if len(tried) == 1 else f"its {len(tried)} patterns"
    details = tuple(f"pattern: {each.pattern}" for each in tried[:1])
    return Reason(f"no part of {which} stands there", details, _NEVER)


def _wheres(
    finder: PhraseFinder, spans: Sequence[Span], reading: Reading, index: int
) -> Iterator[Reason]:
    """Yield what the clauses miss in which the words stand."""
    for span in spans:
        words = _words(reading, index, span)
        clause = clause_at(reading, index, span)
        if finder.where is None or clause is None:
            yield Reason(f"“{words}” stands in no clause", distance=1)
        else:
            head = f"“{words}” stands there; its clause"
            yield _clause(trace(finder.where, clause, reading, index), head)


def _words(reading: Reading, index: int, span: Span) -> str:
    return reading.sentences[index].text[span.start : span.end]


def _dependency(finder: DependencyFinder, reading: Reading, index: int) -> Reason:
    forms = reading.sentences[index].forms
    if finder.triggers and finder.triggers.isdisjoint(forms):
        return Reason("none of the words in “triggers” stands there", distance=_NEVER)
    return Reason("the parse doesn't fit the dependency pattern", distance=3)


_SHAPES = {
    Shape.CAPITALS: "no common word stands there in capitals",
    Shape.ACRONYM: "no unknown abbreviation stands there",
    Shape.REPEATED_MARKS: "no marks are repeated there",
}
