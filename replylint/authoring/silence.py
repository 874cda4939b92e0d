"""Why a rule reports nothing in a reply, or nothing more: what `replylint explain --why-not` says."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from replylint.authoring import lack
from replylint.authoring.avoidance import Verdict, verdicts
from replylint.authoring.drafts import Opened
from replylint.authoring.offers import unoffered
from replylint.authoring.reasons import Reason
from replylint.linter import Work
from replylint.model.finding import Finding
from replylint.model.report import FileReport, ReplyReport
from replylint.model.rule import RuleInfo
from replylint.rulebook.rules import AvoidRule, PreferRule
from replylint.rulebook.selection import renamed
from replylint.sifting.suppressions import Suppressions


class SentenceAnswer(Struct, frozen=True):
    """What a rule comes to in one sentence.

    Attributes:
        line: where the sentence starts in the file, from 1.
        text: the sentence as rules see it.
        fires: the words that are reported, if any are.
        reasons: why nothing is, or nothing more; the nearest miss first.
    """

    line: int
    text: str
    fires: tuple[str, ...]
    reasons: tuple[Reason, ...]


class Answer(Struct, frozen=True):
    """What a rule comes to in one reply.

    Attributes:
        name: the reply's, where it has one.
        fires: whether the rule reports something.
        reasons: why it doesn't, where that is about the reply as a whole.
        sentences: what it comes to in each sentence; for a rule of what a reply should have, none.
    """

    name: str | None
    fires: bool
    reasons: tuple[Reason, ...] = ()
    sentences: tuple[SentenceAnswer, ...] = ()


def answers(opened: Opened, rule: str) -> Iterator[Answer]:
    """Yield what a rule, given by its id, comes to in each reply of a file."""
    for report in opened.report.replies:
        work = opened.work(report)
        if work is None or report.skipped is not None:
            yield _unseen(report, report.skipped or "it wasn't linted")
            continue
        of_rulebook: tuple[AvoidRule | PreferRule, ...] = (
            *work.rulebook.avoid,
            *work.rulebook.prefer,
        )
        found = next((each for each in of_rulebook if each.info.id == rule), None)
        if found is None:
            yield _unseen(report, f"there is no such rule for the language “{report.language}”")
        else:
            yield _Case(opened, report, work, found).answer()


def _unseen(report: ReplyReport, why: str) -> Answer:
    return Answer(report.reply.name, fires=False, reasons=(Reason(why),))


class _Case(Struct, frozen=True):
    opened: Opened
    report: ReplyReport
    work: Work
    rule: AvoidRule | PreferRule

    def answer(self) -> Answer:
        name = self.report.reply.name
        if isinstance(self.rule, PreferRule):
            fires = any(gap.rule == self.info.id for gap in self.report.gaps)
            return Answer(name, fires, () if fires else tuple(self._met(self.rule)))
        off = self._off()
        found = verdicts(
            self.rule,
            self.work.reading,
            self.work.rulebook,
            self.opened.linter.settings.known_terms,
        )
        sentences = tuple(self._sentence(each, self.rule) for each in found)
        fires = any(each.fires for each in sentences)
        empty = None if sentences else Reason("there are no words in it")
        return Answer(name, fires, tuple(filter(None, (off, empty))), sentences)

    @property
    def info(self) -> RuleInfo:
        return self.rule.info

    def _sentence(self, verdict: Verdict, rule: AvoidRule) -> SentenceAnswer:
        sentence = self.work.reading.sentences[verdict.sentence]
        reported = [
            finding
            for finding in self.report.findings
            if finding.rule == self.info.id and finding.sentence == sentence.span
        ]
        lost = [
            finding
            for finding in verdict.found
            if not any(finding.span.overlap(each.span) for each in reported)
        ]
        reasons = [reason for finding in lost for reason in self._lost(finding, rule)]
        if any(not any(fix.edits for fix in finding.fixes) for finding in reported):
            reasons.extend(unoffered(self.work, self.info.id, sentence.span))
        return SentenceAnswer(
            self.opened.line(self.report, sentence),
            sentence.text,
            tuple(finding.match for finding in reported),
            (*reasons, *verdict.reasons),
        )

    # -- what the rule reports by itself, and the run doesn't ------------------------------------

    def _lost(self, finding: Finding, rule: AvoidRule) -> Iterator[Reason]:
        """Yield why a finding that the rule makes by itself isn't in the report."""
        words = f"“{finding.match}”"
        if self._off() is not None:
            yield Reason(f"{words} would be found if the rule ran")
        elif rule.customers_words and self.work.said(finding.match):
            yield Reason(f"the customer used the words {words} (customers-words: yes)")
        elif any(each.span.overlap(finding.span) for each in self._of_rule(self._linted())):
            yield Reason(f"{words} is kept back: {self._keeper(finding)}")
        else:
            yield self._given_way(finding, rule)

    def _off(self) -> Reason | None:
        settings = self.opened.linter.settings
        if self.info.category in settings.supplied:
            return Reason("your configuration says that the help desk supplies this")
        if settings.selected is None:
            name = self.info.id
            off = Reason(f"the rule is off by default; --extend-select {name} runs it")
            return None if self.info.default else off
        if self.info.id not in settings.selected:
            return Reason("your configuration or options leave this rule out")
        return None

    def _linted(self) -> ReplyReport:
        """Return the reply's report before anything is kept back."""
        return self.opened.linter.lint([self.report.reply])[0]

    def _of_rule(self, report: ReplyReport) -> list[Finding]:
        return [each for each in report.findings if each.rule == self.info.id]

    def _keeper(self, finding: Finding | None) -> str:
        """Return what keeps back what the run found: the file itself, or the baseline."""
        document = self.opened.report.document
        file = FileReport(document, (self._linted(),))
        left = Suppressions(document, lambda: renamed([self.info])).sift(file).replies[0]
        if finding is None:
            stays = any(gap.rule == self.info.id for gap in left.gaps)
        else:
            stays = any(each.span.overlap(finding.span) for each in self._of_rule(left))
        return "the baseline knows it" if stays else "a comment in the file suppresses it"

    def _given_way(self, finding: Finding, rule: AvoidRule) -> Reason:
        """Return which other rule's finding on the same words is reported instead."""
        for other in self.work.rulebook.avoid:
            if other.info.category in rule.yields_to and self._stands(other, finding):
                words = f"“{finding.match}”"
                return Reason(f"{words} yields to {other.info.id}, which is found there too")
        for each in self._linted().findings:
            if each.category == self.info.category and each.span.overlap(finding.span):
                return Reason(f"“{finding.match}” is reported as one with {each.rule}")
        return Reason(f"“{finding.match}” gives way to another finding")

    def _stands(self, other: AvoidRule, finding: Finding) -> bool:
        return any(
            each.span.overlap(finding.span)
            for verdict in verdicts(other, self.work.reading, self.work.rulebook)
            for each in verdict.found
        )

    # -- gaps --------------------------------------------------------------------------------

    def _met(self, rule: PreferRule) -> Iterator[Reason]:
        """Yield why a rule of what a reply should have has nothing to report."""
        if (off := self._off()) is not None:
            yield off
        context = None if self.report.reply.context is None else self.work.context
        reply = lack.Reply(
            self.work.reading,
            self.work.rulebook,
            self.work.kind,
            self._linted().findings,
            context,
        )
        found = lack.reasons(rule, reply)
        yield from found
        if not found and off is None:
            yield Reason(f"the gap is kept back: {self._keeper(None)}")
