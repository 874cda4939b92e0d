"""Guesses the category of a wording from the rules there are."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from replylint.authoring.attempts import attempt
from replylint.authoring.conditions import traces
from replylint.authoring.reasons import opened
from replylint.languages.reading import Reading
from replylint.linting.cues import Cues
from replylint.linting.findings import Dispatch, findings
from replylint.matchers.clause import ClauseFinder
from replylint.matchers.match import Finder
from replylint.matchers.phrases import PhraseFinder
from replylint.model.text import Span
from replylint.rulebook.rules import AvoidRule, Rulebook

MILDEST = "negative-framing"
_LEAST = 3  # words of a pattern that must stand there for it to be near
_CLAUSE = 4  # a clause that misses one condition is worth so many words


class Guess(Struct, frozen=True):
    """A category, and why it may be the right one.

    Attributes:
        found_by: the rule that reports the wording already; None if none does.
        span: what it reports, in the sentence's prose.
    """

    category: str
    reason: str
    found_by: str | None = None
    span: Span | None = None


def guess(reading: Reading, rulebook: Rulebook) -> Guess:
    """Return the category that the only sentence of a text seems to belong to."""
    rules = [rule for rule in rulebook.avoid if rule.info.default]
    known = findings(Dispatch(rules), reading, Cues(reading, rulebook))
    if known:
        _, match, finding = known[0]
        reason = f"{finding.rule} reports it already"
        return Guess(finding.category, reason, finding.rule, match.span)
    near = [(_nearness(rule, reading), rule) for rule in rules]
    most = max((nearness for nearness, _ in near), default=0)
    if most < _LEAST:
        return Guess(MILDEST, "no shipped rule comes near it, and this is the mildest category")
    rule = next(rule for nearness, rule in near if nearness == most)
    return Guess(rule.info.category, f"guessed: {rule.info.id} comes nearest to it")


def _nearness(rule: AvoidRule, reading: Reading) -> int:
    """Return how many words of a rule stand there where only one thing is missing."""
    found = (each for search in rule.searches for each in _near(opened(search.finder), reading))
    return max(found, default=0)


def _near(finder: Finder, reading: Reading) -> Iterator[int]:
    if isinstance(finder, ClauseFinder):
        yield from (_CLAUSE for each in traces(finder.test, reading, 0)[:1] if each.distance == 1)
    if isinstance(finder, PhraseFinder):
        sentence, line = reading.sentences[0], reading.words[0]
        for phrase in finder.phrases:
            if not phrase.first or not phrase.first.isdisjoint(sentence.forms):
                tried = attempt(phrase, line, sentence, reading.language)
                if tried.distance == 1:
                    yield len(tried.found.split())
