"""Where the cues of a rulebook stand in a reply, worked out when somebody asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from replylint.languages.reading import Reading
from replylint.matchers.match import Match, triggered
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


class Cues:
    """The cues of one reply.

    Args:
        reading: the reply.
        rulebook: where the cues are defined.
    """

    def __init__(self, reading: Reading, rulebook: Rulebook) -> None:
        self._reading = reading
        self._rulebook = rulebook
        self._known: dict[tuple[str, int], tuple[Span, ...]] = {}

    def spans(self, name: str, index: int) -> tuple[Span, ...]:
        """Return the spans of a sentence's prose at which a cue stands."""
        if name in _LAYOUT:
            sentence = self._reading.sentences[index]
            return (Span(0, len(sentence.text)),) if _LAYOUT[name](sentence.block) else ()
        key = (name, index)
        if key not in self._known:
            self._known[key] = ()  # a cue that hangs on itself is not there
            self._known[key] = tuple(self._found(name, index))
        return self._known[key]

    def _found(self, name: str, index: int) -> Iterator[Span]:
        cue = self._rulebook.cues[name]
        for search in cue.searches:
            if triggered(search.finder, self._reading, index):
                for match in search.finder.find(self._reading, index):
                    if not self.silence(cue.unless, match):
                        yield match.span

    def silence(self, unless: tuple[Unless, ...], match: Match) -> bool:
        """Return whether one of the exceptions holds for a match."""
        return any(self._holds(exception, match) for exception in unless)

    def _holds(self, unless: Unless, match: Match) -> bool:
        if unless.place in _ELSEWHERE:
            return any(
                self.spans(unless.cue, index) for index in self._reach(match.sentence, unless.place)
            )
        text = self._reading.sentences[match.sentence].text
        return any(
            _stands(span, match, unless.place, text)
            for span in self.spans(unless.cue, match.sentence)
        )

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
