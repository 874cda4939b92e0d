"""What terms mean, and whether the meaning reads well where the term stands.

A term in capitals stands anywhere: *your RMA*, *the RMA desk*, *please RMA it*. What it means is a
nominal of one kind or another and doesn't.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct

from replylint.model.text import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_WHOLE = ("a ", "an ", "the ", "our ", "your ")
_STATE, _MASS, _ATTRIBUTE = "is ", "some ", " …"
_COMPOUND = frozenset({"compound", "amod", "nmod", "nummod", "flat"})
_ENDS_NOMINAL = frozenset(
    {"ADP", "ADV", "AUX", "CCONJ", "DET", "NUM", "PART", "PRON", "PUNCT", "SCONJ", "SYM", "VERB"}
)
_OBJECTS = frozenset({"it", "them", "this", "these", "him", "her", "us", "me"})
_ASKING = frozenset({"please", "not", "n't"})


class Fit(Enum):
    """How a meaning reads in the place of its term."""

    WELL = "well"
    DOUBTFUL = "doubtful"
    BADLY = "badly"


class Gloss(Struct, frozen=True):
    """What a term means.

    Attributes:
        words: the words that stand in for the match.
        term: how many characters at the end of the match are the term.
        kind: what they are: *whole* nominals with their article, *mass* nouns and *plurals* that
            need none, *nouns* that do, *states* that something is in, *attributes* of a noun.
    """

    words: str
    term: int
    kind: str

    @classmethod
    def of(cls, glosses: Mapping[str, str], match: str) -> Gloss | None:
        """Return a match spelt out: all of it, or its last words behind what stays (*by EOD*).

        Args:
            glosses: what terms mean, as a rule has it.
            match: the words found.
        """
        words = match.split(" ")
        for at in range(len(words)):
            term = " ".join(words[at:])
            meaning = glosses.get(term.lower())
            if meaning is not None:
                plural = term.lower().endswith("s") and term.lower()[:-1] in glosses
                said, kind = _kind(meaning, plural=plural)
                return cls(" ".join([*words[:at], said]), len(term), kind)
        return None

    def fit(self, doc: Doc, match: Span) -> Fit:
        """Return how it reads in the place of the match.

        Args:
            doc: the parse of the sentence.
            match: where in its text the match stands.
        """
        start = match.end - self.term
        tokens = [token for token in doc if start <= token.idx < match.end]
        if not tokens:
            return Fit.DOUBTFUL
        return _PLACES[self.kind](_Place(doc, tokens))


class _Place:
    """Where a term stands."""

    def __init__(self, doc: Doc, tokens: list[Token]) -> None:
        first, last = tokens[0].i, tokens[-1].i
        self.before = doc[first - 1] if first > 0 else None
        self.after = doc[last + 1] if last + 1 < len(doc) else None
        self.head = next((each for each in tokens if each.head not in tokens), tokens[-1])
        left = [kid for kid in self.head.lefts if kid.i < first]
        self.determined = any(kid.dep_.startswith(("det", "nmod:poss")) for kid in left) or (
            self.before is not None and (self.before.pos_ == "DET" or self.before.tag_ == "PRP$")
        )
        self.modified = any(kid.dep_ in _COMPOUND for kid in left)
        outside = self.head.head.i > last or self.head.head.i < first
        self.attributive = outside and self.head.head.i > last and self.head.dep_ in _COMPOUND

    @property
    def ends(self) -> bool:
        """Whether the nominal ends with the term: no noun follows that it belongs to."""
        return not self.attributive and (
            self.after is None
            or (
                self.after.pos_ in _ENDS_NOMINAL and self.after.lower_ not in ("'s", "’s", "'", "’")
            )
        )

    @property
    def does(self) -> bool:
        """Whether the term is used as a verb: *please RMA it*."""
        if self.determined:
            return False
        asked = self.before is not None and (
            self.before.lower_ in _ASKING
            or (self.before.pos_ == "AUX" and self.before.lemma_ != "be")
        )
        told = self.after is not None and self.after.lower_ in _OBJECTS
        return asked or told or self.head.pos_ == "VERB"


def _kind(meaning: str, *, plural: bool) -> tuple[str, str]:
    if meaning.startswith(_STATE):
        return meaning.removeprefix(_STATE), "state"
    if meaning.endswith(_ATTRIBUTE):
        return meaning.removesuffix(_ATTRIBUTE), "attribute"
    if meaning.startswith(_MASS):
        return meaning.removeprefix(_MASS), "mass"
    if meaning.startswith(_WHOLE):
        return meaning, "whole"
    return meaning, "plural" if plural else "noun"


def _noun(place: _Place) -> Fit:
    if place.does:
        return Fit.BADLY
    return Fit.WELL if place.determined and place.ends else Fit.DOUBTFUL


def _plural(place: _Place) -> Fit:
    if place.does:
        return Fit.BADLY
    return Fit.WELL if place.ends else Fit.DOUBTFUL


def _whole(place: _Place) -> Fit:
    """Return how a nominal with its article reads: behind a preposition, or as what is done to."""
    before = place.before
    if place.determined or place.modified or place.does:
        return Fit.BADLY
    if before is not None and before.pos_ not in ("ADP", "SCONJ", "PUNCT", "VERB", "AUX", "CCONJ"):
        return Fit.BADLY
    follows = place.after
    named = follows is not None and follows.pos_ == "PROPN" and follows.text[:1].isupper()
    spoken = follows is not None and follows.lower_ in ("today", "tomorrow", "this", "next")
    if before is not None and before.pos_ == "ADP" and (named or spoken):
        return Fit.WELL
    if follows is not None and follows.pos_ in ("NOUN", "PROPN", "ADJ"):
        return Fit.BADLY
    return Fit.WELL if before is not None and before.pos_ == "ADP" else Fit.DOUBTFUL


def _state(place: _Place) -> Fit:
    if place.determined or place.attributive:
        return Fit.BADLY
    before = place.before
    while before is not None and before.pos_ == "ADV" and before.i > 0:
        before = before.doc[before.i - 1]
    return Fit.WELL if before is not None and before.lemma_ == "be" else Fit.DOUBTFUL


def _attribute(place: _Place) -> Fit:
    follows = place.after
    return Fit.WELL if follows is not None and follows.pos_ in ("NOUN", "ADJ") else Fit.BADLY


_PLACES = {
    "noun": _noun,
    "plural": _plural,
    "mass": _plural,
    "whole": _whole,
    "state": _state,
    "attribute": _attribute,
}
