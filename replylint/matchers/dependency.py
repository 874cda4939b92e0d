"""spaCy's own `DependencyMatcher`, for what phrases and clause conditions can't say."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from replylint.matchers.match import Match
from replylint.model.text import Span

if TYPE_CHECKING:
    from spacy.matcher import DependencyMatcher
    from spacy.vocab import Vocab

    from replylint.languages.reading import Reading
    from replylint.prose.line import Line


class DependencyFinder(Struct, frozen=True, eq=False, dict=True):
    """Finds a dependency pattern; the match is reported from its first to its last token.

    Attributes:
        pattern: as spaCy documents it for `DependencyMatcher.add`.
        triggers: words of which one stands in every match.
    """

    pattern: list[dict[str, Any]]
    triggers: frozenset[str]

    @cached_property
    def _matchers(self) -> dict[int, DependencyMatcher]:
        return {}

    @property
    def numbers(self) -> frozenset[int]:
        """None: no phrase stands in every match."""
        return frozenset()

    @property
    def parses(self) -> bool:
        """Whether it looks at the parse."""
        return True

    def stands(self, line: Line) -> bool:  # noqa: ARG002 (the protocol's)
        """Return True: its triggers tell all that words do."""
        return True

    def suspects(self, reading: Reading, index: int) -> Iterator[Span | None]:  # noqa: ARG002 (the protocol's)
        """Yield None: only the parse can tell."""
        yield None

    def find(self, reading: Reading, index: int) -> Iterator[Match]:
        """Yield the matches in a sentence."""
        doc = reading.doc(index)
        for _, tokens in self._matcher(doc.vocab)(doc):
            first, last = doc[min(tokens)], doc[max(tokens)]
            yield Match(index, Span(first.idx, last.idx + len(last)))

    def _matcher(self, vocab: Vocab) -> DependencyMatcher:
        """Return the matcher for the words of a pipeline."""
        if id(vocab) not in self._matchers:
            from spacy.matcher import DependencyMatcher

            matcher = DependencyMatcher(vocab)
            matcher.add("pattern", [self.pattern])
            self._matchers[id(vocab)] = matcher
        return self._matchers[id(vocab)]
