"""How a reply speaks: as I or we, with contractions or without, with which apostrophe."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from replylint.regex import Regex

if TYPE_CHECKING:
    from replylint.languages.reading import Reading
    from replylint.prose.line import Line

_SINGULAR = frozenset({"i", "me", "my", "mine", "myself"})
_PLURAL = frozenset({"we", "us", "our", "ours", "ourselves"})
_CONTRACTED = Regex(r"['’](?:(?<=\wn.)t|(?<=\w.)(?:ll|re|ve|m|d))\b", re.IGNORECASE)
_FULL = Regex(
    r"\b(?:(?:do|does|did|is|are|was|were|has|have|had|can|could|will|would|should) ?not|cannot"
    r"|(?:I|we|you|they|it) (?:am|are|will|have|is))\b",
    re.IGNORECASE,
)


class Style(Struct, frozen=True):
    """The habits of one reply.

    Attributes:
        plural: whether the agent is *we*; a sentence with an *I* of its own decides for itself.
        contracted: whether it writes *we'll* rather than *we will*.
        apostrophe: the one it uses.
        lower: whether it writes no capitals at all.
    """

    plural: bool
    contracted: bool
    apostrophe: str
    lower: bool

    @classmethod
    def of(cls, reading: Reading, sentence: int) -> Style:
        """Return the style of a reply, as it counts for one of its sentences.

        What somebody has decided is taken from the reading's manner, the rest from the reply.

        Args:
            reading: of the reply.
            sentence: the index of the sentence to be rewritten.
        """
        formal, habits = reading.manner.formal, _habits(reading)
        return cls(
            plural=_plural(reading, sentence),
            contracted=habits.contracted if formal is None else not formal,
            apostrophe=habits.apostrophe,
            lower=habits.lower,
        )


class _Habits(Struct, frozen=True):
    """What holds for all sentences of a reply; `more_we` is None where *I* is as common."""

    more_we: bool | None
    contracted: bool
    apostrophe: str
    lower: bool


@lru_cache(maxsize=64)  # a reply is asked for it sentence by sentence, among others of its batch
def _habits(reading: Reading) -> _Habits:
    text = reading.text
    return _Habits(
        _more_we(reading.words),
        bool(_CONTRACTED.search(text)) or not _FULL.search(text),
        "’" if "’" in text else "'",
        text == text.lower() and any(map(str.isalpha, text)),
    )


def _plural(reading: Reading, sentence: int) -> bool:
    own = reading.words[sentence]
    speakers = own.words & {"i", "we"}
    if len(speakers) == 1:
        # "I apologise if our tone was harsh": who speaks counts, not whose tone it was.
        return speakers == {"we"}
    for more_we in (_more_we([own]), reading.manner.plural, _habits(reading).more_we):
        if more_we is not None:
            return more_we
    return True


def _more_we(lines: Sequence[Line]) -> bool | None:
    """Return whether *we* and its forms are commoner than *I*; None where they are as common."""
    singular = sum(line.before(_SINGULAR).bit_count() for line in lines)
    plural = sum(line.before(_PLURAL).bit_count() for line in lines)
    return None if singular == plural else plural > singular
