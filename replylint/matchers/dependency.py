"""spaCy's own `DependencyMatcher`, for what phrases and clause conditions can't say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from replylint.matchers.match import Match
from replylint.model.text import Span

if TYPE_CHECKING:
    from spacy.matcher import DependencyMatcher

    from replylint.languages.reading import Reading


class DependencyFinder:
    """Finds a dependency pattern; the match is reported from its first to its last token.

    Args:
        pattern: as spaCy documents it for `DependencyMatcher.add`.
        triggers: words of which one stands in every match.
    """

    def __init__(self, pattern: list[dict[str, Any]], triggers: frozenset[str]) -> None:
        self._pattern = pattern
        self._triggers = triggers
        self._matcher: DependencyMatcher | None = None

    @property
    def triggers(self) -> frozenset[str]:
        """Words of which one stands in every match; empty if any sentence may match."""
        return self._triggers

    @property
    def parses(self) -> bool:
        """Whether it looks at the parse."""
        return True

    def suspects(self, reading: Reading, index: int) -> Iterator[Span | None]:  # noqa: ARG002 (the protocol's)
        """Yield None: only the parse can tell."""
        yield None

    def find(self, reading: Reading, index: int) -> Iterator[Match]:
        """Yield the matches in a sentence."""
        doc = reading.doc(index)
        if self._matcher is None or self._matcher.vocab is not doc.vocab:
            from spacy.matcher import DependencyMatcher

            self._matcher = DependencyMatcher(doc.vocab)
            self._matcher.add("pattern", [self._pattern])
        for _, tokens in self._matcher(doc):
            first, last = doc[min(tokens)], doc[max(tokens)]
            yield Match(index, Span(first.idx, last.idx + len(last)))
