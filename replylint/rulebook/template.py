"""Reads rewrite templates: text with slots in braces. What fills them is `rewriting`'s business.

{object}                the words of a part of the clause
{complement.object}     a part of the clause it embeds
{predicate:participle}  a part in another form
{2}                     the words of the second of the patterns the rewrite replaces
{object>need}           a verb that agrees with a part: needs, need
{I'll}                  the agent, in the person the reply speaks in: I'll, We'll
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from replylint.model.errors import hint

PARTS = (
    "match",
    "before",
    "after",
    "subject",
    "object",
    "predicate",
    "oblique",
    "embedded",
    "reason",
    "tail",
    "gloss",
    *"123456789",
)
FORMS = (
    "base",
    "third",
    "past",
    "participle",
    "gerund",
    "lower",
    "capital",
    "sentence-case",
    "as-object",
    "as-subject",
    "bare",
)
PERSONS = (
    "I",
    "I'm",
    "I'll",
    "I've",
    "I'd",
    "me",
    "my",
    "mine",
    "myself",
    "I was",
    "I am",
    "I have",
)
_SLOT = re.compile(r"\{([^{}]*)\}")
_ANY_FORM = re.compile(r"<(\w+)>")


class TemplateSyntaxError(ValueError):
    """A template that can't be read; `column` counts code points from 1."""

    def __init__(self, message: str, column: int) -> None:
        super().__init__(message)
        self.column = column


class Literal(Struct, frozen=True):
    """Words of the template itself."""

    text: str


class Slot(Struct, frozen=True):
    """A part of the clause.

    Attributes:
        part: which, one of `PARTS`.
        embedded: whether it is a part of the embedded clause.
        form: a form to put it in, one of `FORMS`, or empty.
        agreeing: a verb to write instead, in agreement with the part, or empty.
    """

    part: str
    embedded: bool
    form: str
    agreeing: str

    @property
    def written(self) -> str:
        """The slot as templates have it."""
        form = f":{self.form}" if self.form else ""
        verb = f">{self.agreeing}" if self.agreeing else ""
        return f"{{{'complement.' * self.embedded}{self.part}{form}{verb}}}"


class Person(Struct, frozen=True):
    """The agent as the reply speaks of them: a word of `PERSONS`, written as for *I*."""

    word: str


class CueWords(Struct, frozen=True):
    """The words at which a cue stands in the reply; for suggestions of prefer rules."""

    cue: str


Piece = Literal | Slot | Person
SuggestionPiece = Literal | Person | CueWords


def read_suggestion(text: str) -> tuple[SuggestionPiece, ...]:
    """Return the pieces of a suggestion: words, ``{I'll}`` and the like, ``{cue:name}``.

    Raises:
        TemplateSyntaxError: for any other slot, or a lone brace.
    """
    pieces: list[SuggestionPiece] = []
    at = 0
    for match in _SLOT.finditer(text):
        pieces.extend(_literal(text[at : match.start()], at))
        if match[1] in PERSONS:
            pieces.append(Person(match[1]))
        elif match[1].startswith("cue:"):
            pieces.append(CueWords(match[1].removeprefix("cue:")))
        else:
            known = [*PERSONS, "cue:…"]
            raise TemplateSyntaxError(_no_slot(match[1], known), match.start() + 1)
        at = match.end()
    return (*pieces, *_literal(text[at:], at))


def read_template(text: str) -> tuple[Piece, ...]:
    """Return the pieces of a template.

    Raises:
        TemplateSyntaxError: for an unknown slot, form or a lone brace.
    """
    pieces: list[Piece] = []
    at = 0
    for match in _SLOT.finditer(text):
        pieces.extend(_literal(text[at : match.start()], at))
        pieces.append(_slot(match[1], match.start() + 1))
        at = match.end()
    pieces.extend(_literal(text[at:], at))
    return tuple(pieces)


def unfilled(pieces: Sequence[Piece], words: int, *, glosses: bool) -> str | None:
    """Return which slot of a template nothing can fill; None if all can be.

    Args:
        pieces: of the template.
        words: how many patterns the rewrite replaces.
        glosses: whether the rule says what terms mean.
    """
    for piece in pieces:
        part = piece.part if isinstance(piece, Slot) else ""
        if part.isdigit() and int(part) > words:
            return f"{{{part}}} is the pattern number {part} of “words”, and there are {words}"
        if part == "gloss" and not glosses:
            return "{gloss} is what a term means, and the rule has no “glosses”"
    return None


def _literal(text: str, at: int) -> list[Literal]:
    if "{" in text or "}" in text:
        raise TemplateSyntaxError("a brace without its partner; a slot is written {object}", at + 1)
    if (sign := _ANY_FORM.search(text)) is not None:
        raise TemplateSyntaxError(
            f"“{sign[0]}” is for “find” and “words”; here stands the word itself: {sign[1]}. A verb"
            f" that was found takes a form with {{1:base}}, {{1:past}} …; to swap a verb for another in"
            " any form, use prefer-words",
            at + sign.start() + 1,
        )
    return [Literal(text)] if text else []


def _slot(inner: str, column: int) -> Piece:
    if inner in PERSONS:
        return Person(inner)
    name, _, agreeing = inner.partition(">")
    name, _, form = name.partition(":")
    embedded = name.startswith("complement.")
    part = name.removeprefix("complement.")
    if part not in PARTS:
        raise TemplateSyntaxError(_no_slot(inner, (*PARTS, *PERSONS)), column)
    if ":" in inner and form not in FORMS:
        near = (
            hint(form, FORMS) or f"; there are {', '.join(FORMS)}. A word is written without braces"
        )
        raise TemplateSyntaxError(f"no form is named “{form}”{near}", column)
    if ">" in inner and not agreeing.strip():
        raise TemplateSyntaxError("behind “>” stands a verb: {object>need}", column)
    return Slot(part, embedded, form, agreeing)


def _no_slot(inner: str, known: Sequence[str]) -> str:
    near = hint(inner.removeprefix("complement."), known) or f"; there are {', '.join(known)}"
    return f"no slot is named “{inner}”{near}"
