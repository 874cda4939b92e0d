"""Words that a team's customers know, and the names of its products: never reported."""

from __future__ import annotations

import re
from collections.abc import Sequence

from replylint.model.text import Span


class KnownTerms:
    """Finds such words in replies.

    Args:
        terms: as the team writes them; case doesn't matter, an *s* for the plural is allowed.
    """

    def __init__(self, terms: Sequence[str]) -> None:
        ways = sorted((r"\s+".join(map(re.escape, term.split())) for term in terms), key=len)
        longest_first = "|".join(reversed([way for way in ways if way]))
        self._pattern = (
            re.compile(rf"(?<!\w)(?:{longest_first})s?(?!\w)", re.IGNORECASE)
            if longest_first
            else None
        )

    def cover(self, span: Span, text: str) -> bool:
        """Return whether all words of a span of a reply are part of such terms."""
        letters = [at for at in range(span.start, span.end) if text[at].isalnum()]
        if self._pattern is None or not letters:
            return False
        places = {at for match in self._pattern.finditer(text) for at in range(*match.span())}
        return places.issuperset(letters)
