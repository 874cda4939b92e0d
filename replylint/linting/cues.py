"""Where the cues of a rulebook stand in a reply, worked out when somebody asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from replylint.languages.reading import Reading
from replylint.matchers.match import Match
from replylint.matchers.phrases import clause_at
from replylint.model.text import Span
from replylint.prose.blocks import Block, BlockKind
from replylint.rulebook.rules import LAYOUT_CUES, Place, Rulebook, Unless

_LAYOUT: Mapping[str, Callable[[Block], bool]] = {
    "layout:item": lambda block: block.kind is BlockKind.ITEM,
    "layout:step": lambda block: block.ordered,
    "layout:greeting": lambda block: block.kind is BlockKind.GREETING,
}
assert set(_LAYOUT) == LAYOUT_CUES  # noqa: S101 (two modules name the same cues)
_ELSEWHERE = frozenset(
    {Place.NEXT_SENTENCE, Place.PREVIOUS_SENTENCE, Place.FOLLOWING, Place.NEAR, Place.ANYWHERE}
)
_WHEREVER = _ELSEWHERE | {Place.SENTENCE}


class Cues:
    """The cues of one reply.

    Args:
        reading: the reply.
        rulebook: where the cues are defined.

    Attributes:
        suspected: whether a search (by its identity) may come to a finding in a sentence.
    """

    def __init__(self, reading: Reading, rulebook: Rulebook) -> None:
        self._reading = reading
        self._rulebook = rulebook
        self._known: dict[tuple[str, int, int], tuple[Span, ...]] = {}
        self._asked: set[tuple[str, int]] = set()
        self._plain: dict[str, bool] = {}
        self._by_sentence: dict[int, Mapping[str, Sequence[int]]] = {}
        self.suspected: dict[tuple[int, int], bool] = {}

    def spans(self, name: str, index: int) -> tuple[Span, ...]:
        """Return the spans of a sentence's prose at which a cue stands."""
        if name in _LAYOUT:
            sentence = self._reading.sentences[index]
            return (Span(0, len(sentence.text)),) if _LAYOUT[name](sentence.block) else ()
        return tuple(
            span
            for number in self.searches(name, index)
            for span in self._found(name, number, index)
        )

    def searches(self, name: str, index: int) -> Sequence[int]:
        """Return which searches of a cue may match in a sentence."""
        if self._reading.shortcut and name in self._rulebook.index.names:
            return self._standing(index).get(name, ())
        return range(len(self._rulebook.cues[name].searches))

    def _standing(self, index: int) -> Mapping[str, Sequence[int]]:
        """Return which searches of all cues may match in a sentence."""
        standing = self._by_sentence.get(index)
        if standing is None:
            standing = self._rulebook.index.standing(self._reading.words[index])
            self._by_sentence[index] = standing
        return standing

    def any(
        self,
        names: Sequence[str],
        where: Sequence[int],
        accepts: Callable[[int, Span], bool] = lambda _index, _span: True,
    ) -> bool:
        """Return whether one of some cues stands in one of some sentences.

        What words decide is tried first, and sentences that are parsed already before others.

        Args:
            names: the cues.
            where: indices of the sentences.
            accepts: whether a span of a sentence counts.
        """
        parsed = self._reading.parsed
        known = [index for index in where if index in parsed]
        others = [index for index in where if index not in parsed]
        for parses, indices in ((False, where), (True, known), (True, others)):
            for name in names:
                for index in indices:
                    if not self._may_stand(name, index):
                        continue
                    spans = self._decided(name, index, parses=parses)
                    if any(accepts(index, span) for span in spans):
                        return True
        return False

    def _may_stand(self, name: str, index: int) -> bool:
        return name in _LAYOUT or bool(self.searches(name, index))

    def _decided(self, name: str, index: int, *, parses: bool) -> Iterator[Span]:
        """Yield the spans of a cue that words decide, or those that the parse does."""
        if name in _LAYOUT:
            yield from () if parses else self.spans(name, index)
            return
        cue = self._rulebook.cues[name]
        for number in self.searches(name, index):
            if cue.searches[number].finder.parses is parses:
                yield from self._found(name, number, index)

    def _found(self, name: str, number: int, index: int) -> tuple[Span, ...]:
        """Return the spans that one of a cue's searches finds in a sentence."""
        key = (name, number, index)
        if key in self._known:
            return self._known[key]
        if (name, index) in self._asked:
            return ()  # a cue that hangs on itself is not there
        self._asked.add((name, index))
        cue = self._rulebook.cues[name]
        finder = cue.searches[number].finder
        try:
            matches = finder.find(self._reading, index)
            found = tuple(match.span for match in matches if not self.silence(cue.unless, match))
        finally:
            self._asked.discard((name, index))
        self._known[key] = found
        return found

    def silence(self, unless: tuple[Unless, ...], match: Match) -> bool:
        """Return whether one of the exceptions holds for a match."""
        plain = [exception for exception in unless if self._is_plain(exception)]
        if any(self._holds(exception, match) for exception in plain):
            return True
        return any(self._holds(exception, match) for exception in unless if exception not in plain)

    def rules_out(self, unless: tuple[Unless, ...], index: int, span: Span | None) -> bool:
        """Return whether words alone silence whatever match stands at a span of a sentence.

        Args:
            unless: the exceptions.
            index: of the sentence.
            span: where the match would stand; None if that isn't known.
        """
        match = Match(index, span or Span(0, 0))
        return any(
            (span is not None or exception.place in _WHEREVER)
            and self._is_plain(exception)
            and self._holds(exception, match)
            for exception in unless
        )

    def _is_plain(self, unless: Unless) -> bool:
        """Return whether words alone decide about an exception."""
        return unless.place is not Place.CLAUSE and self._is_plain_cue(unless.cue)

    def _is_plain_cue(self, name: str) -> bool:
        if name in _LAYOUT:
            return True
        if name not in self._plain:
            self._plain[name] = False  # what hangs on itself needn't be told apart
            cue = self._rulebook.cues[name]
            self._plain[name] = not any(search.finder.parses for search in cue.searches) and all(
                self._is_plain(exception) for exception in cue.unless
            )
        return self._plain[name]

    def _holds(self, unless: Unless, match: Match) -> bool:
        if unless.place in _ELSEWHERE:
            return self.any((unless.cue,), self._reach(match.sentence, unless.place))
        return any(True for _ in self._beside(unless, match))

    def places(self, unless: Unless, match: Match) -> Iterator[tuple[int, Span]]:
        """Yield where the words stand by which an exception holds for a match, by sentence."""
        if unless.place in _ELSEWHERE:
            for index in self._reach(match.sentence, unless.place):
                for span in self.spans(unless.cue, index):
                    yield index, span
            return
        for span in self._beside(unless, match):
            yield match.sentence, span

    def _beside(self, unless: Unless, match: Match) -> Iterator[Span]:
        """Yield the spans of a cue in a match's sentence that stand in the place asked for."""
        spans = self.spans(unless.cue, match.sentence)
        if spans and unless.place is Place.CLAUSE and match.clause is None:
            clause = clause_at(self._reading, match.sentence, match.span)
            match = replace(match, clause=clause)
        text = self._reading.sentences[match.sentence].text
        yield from (span for span in spans if _stands(span, match, unless.place, text))

    def _reach(self, index: int, place: Place) -> list[int]:
        last = len(self._reading.sentences) - 1
        after = [index + 1] if index < last else []
        before = [index - 1] if index > 0 else []
        return {
            Place.NEXT_SENTENCE: after,
            Place.PREVIOUS_SENTENCE: before,
            Place.FOLLOWING: [index, *after],
            Place.NEAR: [*before, index, *after],
        }.get(place, list(range(last + 1)))


def _stands(span: Span, match: Match, place: Place, text: str) -> bool:
    """Return whether a cue's span stands in the place asked for, within the match's sentence."""
    if place is Place.MATCH:
        return span.overlap(match.span) > 0
    if place in (Place.BEFORE, Place.DIRECTLY_BEFORE):
        between = text[span.end : match.span.start]
        before = span.end <= match.span.start
        return before and (place is Place.BEFORE or not between.strip(" ,"))
    if place in (Place.AFTER, Place.DIRECTLY_AFTER):
        between = text[match.span.end : span.start]
        after = span.start >= match.span.end
        return after and (place is Place.AFTER or not between.strip(" ,"))
    if place is Place.CLAUSE and match.clause is not None:
        return match.clause.extent.covers(span)
    return True
