"""Runs avoid rules over a reply."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec.structs import replace

from replylint.languages.reading import Reading
from replylint.linting.cues import Cues
from replylint.linting.known_terms import KnownTerms
from replylint.matchers.candidates import Candidates
from replylint.matchers.clause import core_span
from replylint.matchers.match import Match
from replylint.matchers.phrases import clause_at
from replylint.model.finding import Finding
from replylint.model.rule import RuleInfo
from replylint.model.text import Span
from replylint.prose.blocks import BlockKind
from replylint.prose.line import Line
from replylint.prose.sentences import is_body
from replylint.rulebook.rules import AvoidRule, Search, SpanOf

Found = tuple[AvoidRule, Match, Finding]


class Dispatch:
    """Which rules can match in a sentence, by the words that stand in it.

    Args:
        rules: the rules there are.
        known_terms: words that are never reported, as the team writes them.
        runs: tells which of the rules run; all if left out.
        candidates: among the finders of all searches of these rules, where they are known.
    """

    def __init__(
        self,
        rules: Sequence[AvoidRule],
        known_terms: Sequence[str] = (),
        runs: Callable[[RuleInfo], bool] = lambda _info: True,
        candidates: Candidates | None = None,
    ) -> None:
        self.known_terms = KnownTerms(known_terms)
        found = [(rule, search) for rule in rules for search in rule.searches]
        self._candidates = candidates or Candidates.among(search.finder for _, search in found)
        self._finders = [search.finder for _, search in found]
        self._by_number = {at: each for at, each in enumerate(found) if runs(each[0].info)}
        self._searches = tuple(self._by_number.values())

    def searches(self, reading: Reading, index: int) -> Sequence[tuple[AvoidRule, Search]]:
        """Return the searches that may match in a sentence, in the order of the rules."""
        chosen = self._by_words(reading.words[index]) if reading.shortcut else self._searches
        sentence = reading.sentences[index]
        if chosen and (not is_body(sentence) or sentence.block.kind is BlockKind.HEADING):
            return [(rule, search) for rule, search in chosen if not rule.body_only]
        return chosen

    def _by_words(self, line: Line) -> Sequence[tuple[AvoidRule, Search]]:
        """Return the searches that may match in a sentence with these words."""
        # Kept by what all runs with these rules share: lines live longer than a run.
        known: Sequence[int] | None = line.notes.get(self._candidates)
        if known is None:
            known = line.notes[self._candidates] = [
                number for number in self._candidates.of(line) if self._finders[number].stands(line)
            ]
        return [self._by_number[number] for number in known if number in self._by_number]


def to_parse(dispatch: Dispatch, reading: Reading, cues: Cues) -> Iterator[int]:
    """Yield the sentences in which a rule that needs the parse may match."""
    for index in range(len(reading.sentences)):
        if any(
            search.finder.parses and _may_match(rule, search, reading, index, cues)
            for rule, search in dispatch.searches(reading, index)
        ):
            yield index


def findings(dispatch: Dispatch, reading: Reading, cues: Cues) -> list[Found]:
    """Return what the rules find, with the match each came from, in the order of the text."""
    return _merged(unmerged(dispatch, reading, cues), reading)


def unmerged(dispatch: Dispatch, reading: Reading, cues: Cues) -> list[Found]:
    """Return what the rules find, where two of one category on the same words are two."""
    found = [
        item
        for index in range(len(reading.sentences))
        for rule, search in dispatch.searches(reading, index)
        for item in _of_search(rule, search, reading, index, cues)
    ]
    unknown = [item for item in found if not dispatch.known_terms.cover(item[2].span, reading.text)]
    return _settled(unknown)


def _of_search(
    rule: AvoidRule, search: Search, reading: Reading, index: int, cues: Cues
) -> Iterator[Found]:
    if search.finder.parses and not _may_match(rule, search, reading, index, cues):
        return
    for match in search.finder.find(reading, index):
        if not _quoted(rule, reading, index, match.span) and not cues.silence(rule.unless, match):
            yield rule, match, _finding(rule, match, search.span, reading)


def _may_match(rule: AvoidRule, search: Search, reading: Reading, index: int, cues: Cues) -> bool:
    """Return whether a search that needs the parse may come to a finding in a sentence."""
    if not reading.shortcut:
        return True
    key = (id(search), index)
    if key not in cues.suspected:
        cues.suspected[key] = any(
            not (span is not None and _quoted(rule, reading, index, span))
            and not cues.rules_out(rule.unless, index, span)
            for span in search.finder.suspects(reading, index)
        )
    return cues.suspected[key]


def _quoted(rule: AvoidRule, reading: Reading, index: int, span: Span) -> bool:
    """Return whether words are somebody else's, and the rule is for the agent's."""
    return not rule.quoted and reading.sentences[index].quoted(span)


def _finding(rule: AvoidRule, match: Match, extent: SpanOf, reading: Reading) -> Finding:
    sentence = reading.sentences[match.sentence]
    span = _extended(match, extent, reading)
    source = sentence.source(span)
    return Finding(
        rule=rule.info.id,
        category=rule.info.category,
        severity=rule.info.severity,
        message=rule.info.message.replace("{match}", sentence.text[span.start : span.end]),
        why=rule.info.why,
        span=source,
        sentence=sentence.span,
        match=reading.text[source.start : source.end],
    )


def _extended(match: Match, extent: SpanOf, reading: Reading) -> Span:
    if extent is SpanOf.SENTENCE:
        return Span(0, len(reading.sentences[match.sentence].text))
    if extent is SpanOf.CLAUSE:
        clause = match.clause or clause_at(reading, match.sentence, match.span)
        return core_span(clause).join(match.span) if clause else match.span
    return match.span


def _settled(found: Sequence[Found]) -> list[Found]:
    """Drop findings that yield to another category's on the same words."""
    return [
        (rule, match, finding)
        for rule, match, finding in found
        if not any(
            other.category in rule.yields_to and other.span.overlap(finding.span)
            for _, _, other in found
        )
    ]


def _merged(found: Sequence[Found], reading: Reading) -> list[Found]:
    """Merge overlapping findings of one category into one, and sort by place."""
    result: list[Found] = []
    for item in sorted(found, key=lambda item: (item[2].category, item[2].span)):
        last = result[-1] if result else None
        if last and last[2].category == item[2].category and last[2].span.overlap(item[2].span):
            result[-1] = _joined(last, item, reading)
        else:
            result.append(item)
    return sorted(result, key=lambda item: (item[2].span, item[2].category))


def _joined(first: Found, second: Found, reading: Reading) -> Found:
    """Keep one of two findings over the words of both, with the graver severity.

    A team's own rule comes before a shipped one: it was written for these words. Else the graver
    one stays, or the one that may be rewritten.
    """
    keep = max((first, second), key=_weight)
    rule, match, finding = keep
    span = first[2].span.join(second[2].span)
    graver = max(first[2].severity, second[2].severity, key=lambda severity: severity.rank)
    words = reading.text[span.start : span.end]
    return rule, match, replace(finding, span=span, match=words, severity=graver)


def _weight(item: Found) -> tuple[bool, int, bool]:
    rule, _, finding = item
    return not rule.info.shipped, finding.severity.rank, bool(rule.rewrites)
