"""How far a pattern of words gets in a sentence where it has no match.

Its elements decide (`Element.reach`), as they do when rules run.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from replylint.authoring import wording
from replylint.languages.language import Language
from replylint.matchers.phrase import Choice, Element, End, Gap, Phrase, Start
from replylint.prose.line import Line
from replylint.prose.sentences import Sentence

_COMMON = 2
_NOTHING = 10  # as far as no other miss: not a word of the pattern is there


class Attempt(Struct, frozen=True):
    """The longest part of a pattern that stands in a sentence.

    Attributes:
        phrase: the pattern.
        language: whose words they are.
        found: the words that stand there; empty if none does.
        beside: the part of the pattern that would have to stand beside them; None if none is there.
        before: whether it would have to stand before them, not behind.
        seen: the word that stands there instead; None at the sentence's edge.
        distance: how many parts of the pattern aren't there, more if those there say little; never 0.
    """

    phrase: Phrase
    language: Language
    found: str
    beside: Element | None
    before: bool
    seen: str | None
    distance: int

    @property
    def pattern(self) -> str:
        """The pattern, as it could be written."""
        return wording.phrase(self.phrase, self.language)

    def __str__(self) -> str:
        if self.beside is None:
            return "no part of the pattern stands there"
        edge = "start" if self.before else "end"
        seen = f"the {edge} of the sentence" if self.seen is None else f"“{self.seen}”"
        side = "before" if self.before else "behind"
        return f"{side} “{self.found}” stands {seen}, wanted {_wanted(self.beside, self.language)}"


class _Run(Struct, frozen=True):
    """Elements `first` to `stop` (exclusive) that stand from word `start` to word `end`."""

    first: int
    stop: int
    start: int
    end: int
    weight: int


def attempt(phrase: Phrase, line: Line, sentence: Sentence, language: Language) -> Attempt:
    """Return how far a pattern that has no match in a sentence gets in it."""
    elements = phrase.elements
    needed = sum(map(_counts, elements))
    best = max(_runs(elements, line), key=lambda run: run.weight, default=None)
    if best is None or not best.weight:
        return Attempt(phrase, language, "", None, False, None, needed + _NOTHING)
    span = sentence.word_span(best.start, best.end - 1)
    before = best.stop == len(elements)
    at = best.start - 1 if before else best.end
    return Attempt(
        phrase,
        language,
        sentence.text[span.start : span.end],
        _above(elements, best.first) if before else elements[best.stop],
        before,
        line[at] if 0 <= at < len(line) else None,
        max(1, needed - best.weight) + _little(line[best.start : best.end], language),
    )


def _little(words: Sequence[str], language: Language) -> int:
    """Return how much farther off it is if only words stand there that stand everywhere."""
    return _COMMON if language.FUNCTION_WORDS.issuperset(words) else 0


def _runs(elements: Sequence[Element], line: Line) -> Iterator[_Run]:
    """Yield the runs from each element that takes words, at each word; the first ones first."""
    for first, element in enumerate(elements):
        # Most parts of most patterns stand nowhere: one look at all places says so.
        if (first == 0 or _counts(element)) and element.reach(line, line.places):
            for at in range(len(line)):
                yield _run(elements, first, at, line)


def _run(elements: Sequence[Element], first: int, at: int, line: Line) -> _Run:
    places = 1 << at
    weight, stop = 0, first
    for element in elements[first:]:
        after = element.reach(line, places)
        if not after:
            break
        places = after
        weight += _counts(element)
        stop += 1
    nearest = (places & -places).bit_length() - 1
    return _Run(first, stop, at, nearest, weight)


def _above(elements: Sequence[Element], first: int) -> Element:
    """Return the last part before one that can't be left out."""
    needed = (each for each in reversed(elements[:first]) if _counts(each) or each == Start())
    return next(needed, elements[first - 1])


def _counts(element: Element) -> bool:
    """Return whether an element must take words of its own."""
    if isinstance(element, Choice):
        return all(any(map(_counts, option)) for option in element.options)
    return not isinstance(element, Gap | Start | End)


def _wanted(element: Element, language: Language) -> str:
    if isinstance(element, Start):
        return "the start of the sentence"
    if isinstance(element, End):
        return "the end of the sentence"
    return f"“{wording.element(element, language)}”"
