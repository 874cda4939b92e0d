"""What every matcher yields, and what it must offer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from replylint.model.text import Span

if TYPE_CHECKING:
    from replylint.languages.clause import Clause
    from replylint.languages.reading import Reading
    from replylint.prose.line import Line


class Match(Struct, frozen=True):
    """Words of a sentence that a rule asked for.

    Attributes:
        sentence: index of the sentence in the reply.
        span: the words, as a span of the sentence's prose.
        clause: the clause they belong to, where the matcher looked at clauses.
    """

    sentence: int
    span: Span
    clause: Clause | None = None


class Finder(Protocol):
    """One compiled `find` of a rule or cue.

    Attributes:
        triggers: a sentence without any of these words has no match; empty means any may.
        numbers: a sentence without any of these phrases has none either.
        parses: whether it looks at the parse.
    """

    @property
    def triggers(self) -> frozenset[str]:
        """Words of which one stands in every match; empty if any sentence may match."""
        ...

    @property
    def numbers(self) -> frozenset[int]:
        """Numbers of the phrases of which one stands in every match; empty if it has none."""
        ...

    @property
    def parses(self) -> bool:
        """Whether it looks at the parse."""
        ...

    def stands(self, line: Line) -> bool:
        """Return whether a sentence with these words may have a match, as far as words tell."""
        ...

    def suspects(self, reading: Reading, index: int) -> Iterator[Span | None]:
        """Yield where in a sentence a match may stand that only the parse can confirm.

        None stands for anywhere. Nothing is yielded where words alone decide.
        """
        ...

    def find(self, reading: Reading, index: int) -> Iterator[Match]:
        """Yield the matches in a sentence."""
        ...
