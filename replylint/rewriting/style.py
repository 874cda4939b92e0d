"""How a reply speaks: as I or we, with contractions or without, with which apostrophe."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from replylint.model.rule import Manner
from replylint.regex import Regex

NOTHING_SAID = Manner()
_SINGULAR = frozenset({"i", "me", "my", "mine", "myself"})
_PLURAL = frozenset({"we", "us", "our", "ours", "ourselves"})
_CONTRACTED = Regex(r"\w(?:n['’]t|['’](?:ll|re|ve|m|d))\b", re.IGNORECASE)
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
    def of(
        cls,
        text: str,
        words: Sequence[Sequence[str]],
        sentence: int,
        manner: Manner = NOTHING_SAID,
    ) -> Style:
        """Return the style of a reply, as it counts for one of its sentences.

        Args:
            text: the reply.
            words: the word forms of each sentence.
            sentence: the index of the sentence to be rewritten.
            manner: what somebody has decided; the rest is left to the reply.
        """
        return cls(
            plural=_plural(words, sentence, manner.plural),
            contracted=_contracts(text) if manner.formal is None else not manner.formal,
            apostrophe="’" if "’" in text else "'",
            lower=text == text.lower() and any(char.isalpha() for char in text),
        )


@lru_cache(maxsize=64)
def _contracts(text: str) -> bool:
    """Return whether a reply has contractions, or nothing that could be contracted."""
    return _CONTRACTED.search(text) is not None or _FULL.search(text) is None


def _plural(words: Sequence[Sequence[str]], sentence: int, otherwise: bool | None) -> bool:
    own = words[sentence]
    speakers = {word for word in own if word in ("i", "we")}
    if len(speakers) == 1:
        # "I apologise if our tone was harsh": who speaks counts, not whose tone it was.
        return speakers == {"we"}
    for scope in (own, [word for other in words for word in other]):
        singular = sum(word in _SINGULAR for word in scope)
        plural = sum(word in _PLURAL for word in scope)
        if singular != plural:
            return plural > singular
        if otherwise is not None:
            return otherwise
    return True
