"""Replies in, reports out: the one pure function in the middle."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from replylint.languages.detection import spoken
from replylint.languages.language import language
from replylint.languages.reading import Reading, Task, begun_again, together
from replylint.linting.cues import Cues
from replylint.linting.findings import Dispatch, Found, findings, to_parse, unmerged
from replylint.linting.gaps import Gaps
from replylint.model.finding import Finding, Gap
from replylint.model.reply import Kind, Reply
from replylint.model.report import ReplyReport
from replylint.model.rule import Manner, RuleInfo, Severity
from replylint.prose.blocks import BlockKind
from replylint.prose.line import Line
from replylint.prose.sentences import is_body
from replylint.rulebook.library import languages, load_rulebook
from replylint.rulebook.packs import Source
from replylint.rulebook.rules import AvoidRule, PreferRule, Rulebook

if TYPE_CHECKING:
    from replylint.rewriting.verifier import Relint

# What each result takes off a score of 100: a reply with one error, or three warnings, or a
# handful of hints is still worth sending; several errors are not.
COSTS = {Severity.ERROR: 20, Severity.WARNING: 8, Severity.INFO: 2}


# Characters of replies that are read and parsed together. A reply has some cost of its own.
_BATCH = 100_000
_LEAST = 100


class Settings(Struct, frozen=True):
    """What the user decides about a run.

    Attributes:
        selected: ids of the rules to run; None means those that run by default.
        kind: kind of replies that don't say it themselves.
        language: language of replies that don't say it themselves.
        extra_rules: further rule files, folders or packs, and what a configuration says of rules.
        severities: rule ids with the severity they have instead of their own.
        known_terms: words that are never reported.
        company_names: what the agent's company is called.
        plural: whether the agent is *we* in rewrites where a sentence doesn't tell; None leaves
            it to the packs of rules, and to the reply.
        formal: whether rewrites and suggestions sound formal, or casual; None leaves it to the
            packs of rules, and to the reply.
        neutral: whether voice and tone of packs are left aside; for the examples of rules, which
            hold whatever a pack wants to sound like.
        supplied: categories of gaps that nobody is asked for.
        cache: the folder for what may be kept from run to run; None keeps nothing.
        shortcut: whether to parse only what a rule can match; False is for tests of that law.
        jobs: how many processes may work at once; 0: as many as pay (`replylint.parallel`).
    """

    selected: frozenset[str] | None = None
    kind: Kind | None = None
    language: str | None = None
    extra_rules: tuple[Source, ...] = ()
    severities: tuple[tuple[str, Severity], ...] = ()
    known_terms: tuple[str, ...] = ()
    company_names: tuple[str, ...] = ()
    plural: bool | None = None
    supplied: frozenset[str] = frozenset()
    formal: bool | None = None
    neutral: bool = False
    cache: Path | None = None
    shortcut: bool = True
    jobs: int = 1

    def runs(self, info: RuleInfo) -> bool:
        """Return whether a rule runs."""
        if info.category in self.supplied:
            return False
        return info.default if self.selected is None else info.id in self.selected


Load = Callable[[str, tuple[Source, ...], Path | None], Rulebook]


def score(found: Sequence[Finding], gaps: Sequence[Gap]) -> int:
    """Return 100 less what each finding and gap costs (`COSTS`), at least 0."""
    severities = [item.severity for item in found] + [gap.severity for gap in gaps]
    return max(0, 100 - sum(COSTS[severity] for severity in severities))


class Linter:
    """Lints replies with the rules of their languages.

    Args:
        settings: what the user decides.
        load: returns the rules of a language, given further rule files and a folder for caches.

    Raises:
        RuleError: if rule files are faulty, at the first reply of their language.
    """

    def __init__(self, settings: Settings, load: Load = load_rulebook) -> None:
        self.settings = settings
        self._load = load
        self._rulebooks: dict[str, Rulebook] = {}
        self._dispatches: dict[str, Dispatch] = {}

    def __reduce__(self) -> tuple[type[Linter], tuple[Settings, Load]]:
        """Another process gets one of its own."""
        return Linter, (self.settings, self._load)

    def lint(self, replies: Iterable[Reply]) -> list[ReplyReport]:
        """Return a report for each reply, in their order.

        A reply in a language without rules comes back with `skipped` saying so.
        """
        return list(self.lint_each(replies))

    def lint_each(self, replies: Iterable[Reply]) -> Iterator[ReplyReport]:
        """Yield a report for each reply, in their order; no more than a batch is held at once."""
        batch: list[Reply] = []
        size = 0
        for reply in replies:
            batch.append(reply)
            size += len(reply.text) + _LEAST
            if size >= _BATCH:
                yield from self._batch(batch)
                batch, size = [], 0
        yield from self._batch(batch)

    def _batch(self, replies: Sequence[Reply]) -> Iterator[ReplyReport]:
        """Lint several replies together: what they must parse is parsed at once, which is faster."""
        opened = [self.open(reply) for reply in replies]
        reports = iter(together([item.steps() for item in opened if isinstance(item, Work)]))
        for item in opened:
            yield next(reports) if isinstance(item, Work) else item

    def rulebook(self, code: str) -> Rulebook:
        """Return the rules of a language, loaded once."""
        if code not in self._rulebooks:
            rulebook = self._load(code, self.settings.extra_rules, self.settings.cache)
            self._rulebooks[code] = _adapted(rulebook, self.settings)
        return self._rulebooks[code]

    def _dispatch(self, code: str) -> Dispatch:
        if code not in self._dispatches:
            rulebook, own = self.rulebook(code), self.settings
            self._dispatches[code] = Dispatch(
                rulebook.avoid, own.known_terms, own.runs, rulebook.candidates
            )
        return self._dispatches[code]

    def open(self, reply: Reply) -> Work | ReplyReport:
        """Return a reply ready to be linted; one in a language without rules as it is reported."""
        code = spoken(reply.language, reply.text, languages(), self.settings.language)
        kind = reply.kind or self.settings.kind
        if code not in languages():
            why = f"there are no rules for the language “{code}”"
            return ReplyReport(reply, kind or Kind.CHAT, code, skipped=why)
        rulebook = self.rulebook(code)
        reading = Reading(
            reply.text,
            language(code),
            rulebook.lexicon,
            shortcut=self.settings.shortcut,
            manner=self._manner(rulebook),
            line=rulebook.phrases.scanner.line if self.settings.shortcut else Line,
        )
        return Work(
            reply,
            reading,
            Cues(reading, rulebook),
            rulebook,
            kind or guess_kind(reading),
            self._dispatch(code),
            [rule for rule in rulebook.prefer if self.settings.runs(rule.info)],
        )

    def _manner(self, rulebook: Rulebook) -> Manner:
        """Return how what is offered speaks: the user's settings outweigh those of packs."""
        own = self.settings
        packs = Manner() if own.neutral else rulebook.manner
        return Manner(
            packs.plural if own.plural is None else own.plural,
            packs.formal if own.formal is None else own.formal,
        )


def _adapted(rulebook: Rulebook, settings: Settings) -> Rulebook:
    """Return the rules with the severities and the company's names as the user has them."""
    levels = dict(settings.severities)
    if levels:
        rulebook = replace(
            rulebook,
            avoid=tuple(_as_grave(rule, levels) for rule in rulebook.avoid),
            prefer=tuple(_as_grave(rule, levels) for rule in rulebook.prefer),
        )
    if settings.company_names:
        # No search is indexed by the words for the agent, so they may be added afterwards.
        forms = language(rulebook.language).forms
        names = (form for name in settings.company_names for form in forms(name.lower()))
        agents = rulebook.lexicon.get("agents", frozenset()).union(names)
        rulebook = replace(rulebook, lexicon={**rulebook.lexicon, "agents": agents})
    return rulebook


_Rule = TypeVar("_Rule", AvoidRule, PreferRule)


def _as_grave(rule: _Rule, levels: Mapping[str, Severity]) -> _Rule:
    severity = levels.get(rule.info.id)
    return rule if severity is None else replace(rule, info=replace(rule.info, severity=severity))


def guess_kind(reading: Reading) -> Kind:
    """Guess what a draft is: an e-mail if it greets, signs off or is longer than three sentences."""
    frame = (BlockKind.GREETING, BlockKind.SIGN_OFF)
    framed = any(sentence.block.kind in frame for sentence in reading.sentences)
    body = sum(1 for sentence in reading.sentences if is_body(sentence))
    return Kind.EMAIL if framed or body > 3 else Kind.CHAT


class Work(Struct):
    """One reply while it is linted, with the rules that run on it."""

    reply: Reply
    reading: Reading
    cues: Cues
    rulebook: Rulebook
    kind: Kind
    dispatch: Dispatch
    prefer: list[PreferRule]

    def steps(self) -> Task[ReplyReport]:
        """Return what was found and is lacking."""
        yield [(self.reading, index) for index in to_parse(self.dispatch, self.reading, self.cues)]
        found = [
            item
            for item in findings(self.dispatch, self.reading, self.cues)
            if not (item[0].customers_words and self.said(item[2].match))
        ]
        fixed = (yield from self._with_fixes(found)) if found else ()
        gaps = yield from begun_again(self.reading, partial(self._gaps, fixed))
        return ReplyReport(
            self.reply, self.kind, self.rulebook.language, fixed, gaps, score(fixed, gaps)
        )

    def _gaps(self, found: Sequence[Finding]) -> tuple[Gap, ...]:
        judge = Gaps(self.reading, self.cues, self.kind, found, self.context)
        return tuple(judge.of(self.prefer))

    def _with_fixes(self, found: Sequence[Found]) -> Task[tuple[Finding, ...]]:
        # Most replies need no rewriting: then it isn't imported either.
        from replylint.rewriting.fixes import with_fixes

        return with_fixes(found, self.reading, self.relint())

    def relint(self) -> Relint:
        """Return how the reply is judged as rewritten."""
        from replylint.rewriting.verifier import Relint

        return Relint(self.reading.reread, self._relint, self._unmerged)

    def _unmerged(self) -> list[Finding]:
        found = unmerged(self.dispatch, self.reading, self.cues)
        return [finding for _, _, finding in found]

    def _relint(self, reading: Reading) -> list[Finding]:
        cues = Cues(reading, self.rulebook)
        return [finding for _, _, finding in findings(self.dispatch, reading, cues)]

    def said(self, words: str) -> bool:
        """Return whether the customer used the same words in the message that is answered."""
        if self.reply.context is None:
            return False
        pattern = rf"(?<!\w){re.escape(words)}(?!\w)"
        return re.search(pattern, self.reply.context, re.IGNORECASE) is not None

    def context(self, cue: str) -> bool:
        """Return whether a cue stands in the customer's message."""
        if self.reply.context is None:
            return False
        reading = self.reading.reread(self.reply.context)
        cues = Cues(reading, self.rulebook)
        return cues.any((cue,), range(len(reading.sentences)))
