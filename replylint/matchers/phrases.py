"""Finds phrases, where asked only in clauses that meet a condition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from replylint.matchers.clause import ClauseTest, fits, possible
from replylint.matchers.match import Match
from replylint.matchers.phrase import Phrase
from replylint.model.text import Span

if TYPE_CHECKING:
    from replylint.languages.clause import Clause
    from replylint.languages.reading import Reading
    from replylint.prose.line import Line


class PhraseFinder(Struct, frozen=True, eq=False, dict=True):
    """Finds any of several phrases.

    Attributes:
        phrases: compiled patterns.
        where: a condition on the clause the match belongs to.
        upper: whether the match must stand in capitals in the reply.
    """

    phrases: tuple[Phrase, ...]
    where: ClauseTest | None = None
    upper: bool = False

    @property
    def triggers(self) -> frozenset[str]:
        """None: its phrases tell more than words do."""
        return frozenset()

    @cached_property
    def numbers(self) -> frozenset[int]:
        """Numbers of the phrases of which one stands in every match."""
        return frozenset(phrase.number for phrase in self.phrases if phrase.number >= 0)

    @property
    def parses(self) -> bool:
        """Whether it looks at the parse."""
        return self.where is not None

    def stands(self, line: Line) -> bool:
        """Return whether a sentence with these words may have a match, as far as words tell."""
        return (self.where is None or fits(self.where, line)) and bool(self._places(line))

    def suspects(self, reading: Reading, index: int) -> Iterator[Span | None]:
        """Yield the spans of phrases whose clauses only the parse can tell."""
        if self.where is not None and possible(self.where, reading, index):
            yield from self.spans(reading, index)

    def find(self, reading: Reading, index: int) -> Iterator[Match]:
        """Yield the matches in a sentence."""
        if self.where is not None and not possible(self.where, reading, index):
            return
        for span in self.spans(reading, index):
            if self.where is None:
                yield Match(index, span)
                continue
            clause = clause_at(reading, index, span)
            if clause is not None and self.where.holds(clause, reading, index):
                yield Match(index, span, clause)

    def spans(self, reading: Reading, index: int) -> Iterator[Span]:
        """Yield the spans of the phrases, whatever their clauses are like."""
        sentence = reading.sentences[index]
        for first, last in self._places(reading.words[index]):
            span = sentence.word_span(first, last)
            if not self.upper or _in_capitals(reading.text, sentence.source(span)):
                yield span

    def _places(self, line: Line) -> Sequence[tuple[int, int]]:
        """Return the first and the last word of each place where a phrase stands."""
        pairs: Sequence[tuple[int, int]] | None = line.notes.get(self)
        if pairs is None:
            # Several phrases may find the same words.
            found = (pair for phrase in self._standing(line) for pair in phrase.find(line))
            pairs = line.notes[self] = tuple(dict.fromkeys(found))
        return pairs

    def _standing(self, line: Line) -> Iterable[Phrase]:
        """Return the phrases that may stand in a sentence, in order."""
        known, order = line.phrases, self._order
        if known is None or len(order) < len(self.phrases):
            return self.phrases
        return (self.phrases[at] for at in sorted(order[number] for number in order.keys() & known))

    @cached_property
    def _order(self) -> Mapping[int, int]:
        """The place of each phrase that has a number, by it."""
        return {phrase.number: at for at, phrase in enumerate(self.phrases) if phrase.number >= 0}


def _in_capitals(text: str, span: Span) -> bool:
    return text[span.start : span.end].isupper()


def clause_at(reading: Reading, index: int, span: Span) -> Clause | None:
    """Return the clause a span belongs to: the outermost whose predicate stands in it.

    Where no predicate stands in the span, it is the clause of its first word.
    """
    inside: list[Clause] = []
    around: Clause | None = None
    for clause in reading.clauses(index):
        token = clause.token
        if span.start <= token.idx < span.end:
            inside.append(clause)
    if inside:
        return min(inside, key=lambda clause: (sum(1 for _ in clause.token.ancestors), clause.head))
    doc = reading.doc(index)
    wanted = {token.i for token in doc if span.start <= token.idx < span.end}
    for clause in reading.clauses(index):
        if wanted & clause.tokens and (
            around is None or min(wanted & clause.tokens) < min(wanted & around.tokens)
        ):
            around = clause
    return around
