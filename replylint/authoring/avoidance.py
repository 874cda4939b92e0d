"""Why a rule of wording to avoid fires on a sentence, or doesn't.

What may silence a rule is taken from it one by one, and the rule run again: the code that finds
is the code that explains.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from replylint.authoring.reasons import Reason, misses
from replylint.authoring.wording import listed, widest
from replylint.languages.reading import Reading
from replylint.linting.cues import Cues
from replylint.linting.findings import Dispatch, Found, findings
from replylint.model.finding import Finding
from replylint.model.text import Span
from replylint.prose.blocks import BlockKind
from replylint.rulebook.rules import AvoidRule, Rulebook, Unless


class Verdict(Struct, frozen=True):
    """What a rule, by itself, comes to in one sentence.

    Attributes:
        sentence: its index.
        found: what the rule finds there.
        reasons: why it finds nothing, or not more, the nearest miss first.
    """

    sentence: int
    found: tuple[Finding, ...]
    reasons: tuple[Reason, ...]


def verdicts(
    rule: AvoidRule, reading: Reading, rulebook: Rulebook, known_terms: Sequence[str] = ()
) -> list[Verdict]:
    """Return what a rule comes to in each sentence of a reply.

    Args:
        rule: the rule.
        reading: the reply.
        rulebook: the rule's, for its cues.
        known_terms: words that are never reported.
    """
    trial = _Trial(rule, reading, rulebook, tuple(known_terms))
    return [trial.verdict(index) for index in range(len(reading.sentences))]


class _Trial(Struct, frozen=True, dict=True):
    rule: AvoidRule
    reading: Reading
    rulebook: Rulebook
    known_terms: tuple[str, ...]

    def verdict(self, index: int) -> Verdict:
        found = tuple(finding for _, match, finding in self.left if match.sentence == index)
        held_back = [item for item in self.freed if item[1].sentence == index]
        reasons = [
            reason
            for item in held_back
            if not any(each.span.overlap(item[2].span) for each in found)
            for reason in self._silenced(item)
        ]
        if not found and not reasons:
            reasons = self._missed(index)
        return Verdict(index, found, tuple(reasons))

    @cached_property
    def left(self) -> list[Found]:
        """What the rule finds."""
        return self._run(self.rule, self.known_terms)

    @cached_property
    def free(self) -> AvoidRule:
        """The rule without what may silence it."""
        return replace(self.rule, unless=(), quoted=True, body_only=False)

    @cached_property
    def freed(self) -> list[Found]:
        """What the rule would find if nothing silenced it."""
        return self._run(self.free, ())

    def _run(self, rule: AvoidRule, known_terms: Sequence[str] = ()) -> list[Found]:
        # Cues remember what a rule comes to: each variant of it has its own.
        cues = Cues(self.reading, self.rulebook)
        return findings(Dispatch([rule], known_terms), self.reading, cues)

    def _missed(self, index: int) -> list[Reason]:
        found = [
            reason
            for search in self.rule.searches
            for reason in misses(search.finder, self.reading, index)
        ]
        return sorted(found, key=lambda reason: reason.distance) or [Reason("it looks for nothing")]

    def _silenced(self, item: Found) -> Iterator[Reason]:
        """Yield each of the things that alone would keep a finding back."""
        words = item[2].match
        if self._gone(item, replace(self.free, body_only=self.rule.body_only)):
            kind = self.reading.sentences[item[1].sentence].block.kind
            part = "a heading" if kind is BlockKind.HEADING else f"the {kind.value}"
            yield Reason(f"“{words}” stands in {part}, where the rule doesn't look (frame: yes)")
        if self._gone(item, replace(self.free, quoted=self.rule.quoted)):
            yield Reason(f"“{words}” stands in quotation marks (quoted: yes would count it)")
        if self._gone(item, self.free, self.known_terms):
            yield Reason(f"“{words}” is one of your known terms")
        for unless in self.rule.unless:
            if self._gone(item, replace(self.free, unless=(unless,))):
                yield self._excepted(unless, item)

    def _gone(self, item: Found, rule: AvoidRule, known_terms: Sequence[str] = ()) -> bool:
        left = self._run(rule, known_terms)
        return not any(each.span.overlap(item[2].span) for _, _, each in left)

    def _excepted(self, unless: Unless, item: Found) -> Reason:
        """Return which exception keeps a finding back, and where its words stand."""
        cues = Cues(self.reading, self.rulebook)
        places: dict[int, list[Span]] = {}
        for index, span in cues.places(unless, item[1]):
            places.setdefault(index, []).append(span)
        details = []
        for index, spans in places.items():
            text = self.reading.sentences[index].text
            words = listed(f"“{text[span.start : span.end]}”" for span in widest(spans))
            same = index == item[1].sentence
            details.append(f"{words} in {'the same sentence' if same else f'“{text}”'}")
        message = f"“{item[2].match}” is silenced by {cue_name(unless.cue)} (in: {unless.place})"
        return Reason(message, tuple(details))


def cue_name(name: str) -> str:
    """Return how to speak of a cue; one without a name by its place in the rule file."""
    path, _, place = name.rpartition(":")
    if place.isdigit() and path:
        return f"the “unless” at {path}"
    return f"the cue “{name}”"
