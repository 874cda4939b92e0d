"""Follows the rules through replies: which of their parts do anything, and which meet.

A linter reports what is left in the end; here every step on the way is counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, islice

from msgspec import Struct
from msgspec.structs import replace

from replylint.languages.reading import Reading, parse_all
from replylint.linter import Linter, Settings, Work
from replylint.linting.cues import Cues
from replylint.linting.findings import Dispatch, Found, findings, to_parse
from replylint.linting.gaps import Gaps
from replylint.matchers.match import Match
from replylint.matchers.phrases import PhraseFinder
from replylint.model.reply import Reply
from replylint.rewriting.fixes import Proposals
from replylint.rewriting.verifier import Verifier
from replylint.rulebook.library import load_rulebook
from replylint.rulebook.packs import Source
from replylint.rulebook.rules import AvoidRule, Cue, Search

_BATCH = 200  # replies that are parsed together


class Meeting(Struct, frozen=True, order=True):
    """Two rules on the same words.

    Attributes:
        first: the id of one.
        second: the id of the other.
        outcome: ``both``: both are reported; ``merged``: one finding is made of two of one
            category; ``first`` or ``second``: that one is left, the other yields; ``neither``:
            each yields to the other.
    """

    first: str
    second: str
    outcome: str


class Part(Struct, frozen=True, order=True):
    """A part of a rule or cue, by its number.

    Attributes:
        owner: the rule's id or the cue's name.
        kind: ``pattern``, ``exception`` or ``rewrite``.
        number: which, from 0: of a pattern, its entry of `find`.
        inner: of a pattern, which one of its entry.
    """

    owner: str
    kind: str
    number: int
    inner: int = 0


class Trace:
    """What the rules of one language did in replies.

    Args:
        code: the language.
        extra: rule files, or folders of them, besides the shipped ones.

    Attributes:
        rulebook: the rules; all of them run.
        found: how often each rule found something, before it yielded to another.
        reported: how often it was reported in the end.
        parts: how often a part did its work.
        meetings: how often two rules met.
        words: the words at which two rules met first.

    Raises:
        RuleError: rule files that can't be used.
    """

    def __init__(self, code: str, extra: Sequence[Source] = ()) -> None:
        # Not from a cache: compiled rules that were stored don't tell their patterns apart.
        every = frozenset(info.id for info in load_rulebook(code, extra).infos)
        self._linter = Linter(Settings(every, extra_rules=tuple(extra)))
        self.rulebook = self._linter.rulebook(code)
        self._apart = Dispatch(tuple(map(_by_itself, self.rulebook.avoid)))
        together = [rule.searches for rule in self.rulebook.avoid]
        together += [cue.searches for cue in self.rulebook.cues.values()]
        self._numbers = {
            id(search): number for searches in together for number, search in enumerate(searches)
        }
        self._rules = {rule.info.id: rule for rule in self.rulebook.avoid}
        self.found = Counter[str]()
        self.reported = Counter[str]()
        self.parts = Counter[Part]()
        self.meetings = Counter[Meeting]()
        self.words: dict[Meeting, str] = {}

    def follow(self, replies: Iterable[Reply]) -> Iterator[frozenset[str]]:
        """Follow the rules through replies; yield for each the rules that found something."""
        waiting = iter(replies)
        while batch := list(islice(waiting, _BATCH)):
            opened = [self._linter.open(reply) for reply in batch]
            works = [work for work in opened if isinstance(work, Work)]
            parse_all(
                (work.reading, index)
                for work in works
                for index in to_parse(work.dispatch, work.reading, work.cues)
            )
            yield from map(self._reply, works)

    def _reply(self, work: Work) -> frozenset[str]:
        found = self._all(work, self._apart)
        self.found.update(rule.info.id for rule, _, _ in found)
        self._meet(found)
        for index in range(len(work.reading.sentences)):
            self._matches(work, index)
            for cue in self.rulebook.cues.values():
                self._cue(cue, work, index)
        left = self._all(work, work.dispatch)
        self.reported.update(rule.info.id for rule, _, _ in left)
        self._rewrites(left, work)
        words = [finding for _, _, finding in left]
        judge = Gaps(work.reading, work.cues, work.kind, words, work.context)
        gaps = [gap.rule for gap in judge.of(work.prefer)]
        self.found.update(gaps)
        self.reported.update(gaps)
        return frozenset([*(rule.info.id for rule, _, _ in found), *gaps])

    @staticmethod
    def _all(work: Work, dispatch: Dispatch) -> list[Found]:
        found = findings(dispatch, work.reading, work.cues)
        return [it for it in found if not (it[0].customers_words and work.said(it[2].match))]

    # -- patterns and exceptions ---------------------------------------------------------------

    def _matches(self, work: Work, index: int) -> None:
        """Count what finds something in a sentence, and what silences it."""
        reading = work.reading
        for rule, search in work.dispatch.searches(reading, index):
            for match in search.finder.find(reading, index):
                self._pattern(rule.info.id, search, reading, match)
                if rule.quoted or not reading.sentences[index].quoted(match.span):
                    self._exceptions(rule.info.id, rule, match, work.cues)

    def _cue(self, cue: Cue, work: Work, index: int) -> None:
        for number in work.cues.searches(cue.name, index):
            search = cue.searches[number]
            for match in search.finder.find(work.reading, index):
                self._pattern(cue.name, search, work.reading, match)
                self._exceptions(cue.name, cue, match, work.cues)

    def _exceptions(self, name: str, owner: AvoidRule | Cue, match: Match, cues: Cues) -> None:
        for number, exception in enumerate(owner.unless):
            if cues.silence((exception,), match):
                self.parts[Part(name, "exception", number)] += 1

    def _pattern(self, name: str, search: Search, reading: Reading, match: Match) -> None:
        number = self._numbers[id(search)]
        finder = search.finder
        if not isinstance(finder, PhraseFinder):
            self.parts[Part(name, "pattern", number)] += 1
            return
        sentence, line = reading.sentences[match.sentence], reading.words[match.sentence]
        for inner, phrase in enumerate(finder.phrases):
            spans = (sentence.word_span(first, last) for first, last in phrase.find(line))
            if match.span in spans:
                self.parts[Part(name, "pattern", number, inner)] += 1

    # -- what follows from findings ------------------------------------------------------------

    def _meet(self, found: Sequence[Found]) -> None:
        """Count the pairs of rules that find the same words, and what becomes of them."""
        for one, other in combinations(found, 2):
            if one[0].info.id != other[0].info.id and one[2].span.overlap(other[2].span):
                first, second = sorted((one, other), key=lambda item: item[0].info.id)
                meeting = Meeting(first[0].info.id, second[0].info.id, self._outcome(first, second))
                self.meetings[meeting] += 1
                shorter = min(first[2].match, second[2].match, key=len)
                self.words.setdefault(meeting, shorter)

    def _outcome(self, first: Found, second: Found) -> str:
        one, other = (self._rules[item[0].info.id] for item in (first, second))
        if one.info.category == other.info.category:
            return "merged"
        yields = (
            other.info.category in one.yields_to,
            one.info.category in other.yields_to,
        )
        return {(False, False): "both", (True, False): "second", (False, True): "first"}.get(
            yields, "neither"
        )

    def _rewrites(self, left: Sequence[Found], work: Work) -> None:
        """Count the rewrites that are offered."""
        reading = work.reading
        before = tuple(finding for _, _, finding in left)
        verifier = Verifier(reading, before, work.relint())
        for item in left:
            rule = item[0]
            numbers = {id(rewrite): number for number, rewrite in enumerate(rule.rewrites)}
            for rewrite, _ in Proposals(item, reading, verifier).offered():
                self.parts[Part(rule.info.id, "rewrite", numbers[id(rewrite)])] += 1


def _by_itself(rule: AvoidRule) -> AvoidRule:
    """Return a rule that neither yields to others nor is merged with them."""
    return replace(rule, info=replace(rule.info, category=rule.info.id), yields_to=frozenset())
