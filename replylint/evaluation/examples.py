"""Runs the examples that rules carry: they are the rules' tests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, repeat
from pathlib import Path

from msgspec import Struct

from replylint.linter import Linter, Load, Settings
from replylint.model.finding import Edit
from replylint.model.places import SourceMap
from replylint.model.reply import Kind, Reply
from replylint.model.report import ReplyReport
from replylint.model.rule import Example, RuleInfo, RuleKind
from replylint.rulebook.library import load_rulebook
from replylint.rulebook.packs import Source


class ExampleFailure(Struct, frozen=True):
    """An example that doesn't do what its rule says.

    Attributes:
        message: what is wrong with it.
        report: what came of it with its rule alone.
        linter: what made the report.
    """

    rule: RuleInfo
    example: Example
    message: str
    report: ReplyReport
    linter: Linter


def failing_examples(
    infos: Sequence[RuleInfo],
    extra: Sequence[Source] = (),
    load: Load = load_rulebook,
    cache: Path | None = None,
) -> Iterator[ExampleFailure]:
    """Yield the examples that aren't reported though bad, or are though good.

    Args:
        infos: the rules to test.
        extra: the rule files they come from, where these aren't the built-in ones.
        load: loads the rules.
        cache: the folder for what may be kept from run to run; None keeps nothing.
    """

    def linting(some: Sequence[RuleInfo], *, neutral: bool = False) -> Linter:
        """Return a linter with some rules alone."""
        selected = frozenset(info.id for info in some)
        own = Settings(selected, extra_rules=tuple(extra), neutral=neutral, cache=cache)
        return Linter(own, load)

    linter = linting(infos)
    for info, together in zip(infos, _reports(infos, linter), strict=True):
        doubtful = any(map(_is_doubtful, repeat(info), info.examples, together))
        # Other rules may have hidden this one's findings: in doubt it is tested by itself.
        alone = linting([info]) if doubtful else linter
        reports = _reports([info], alone)[0] if doubtful else together
        # A rewrite may be written down as the pack wants it to sound, or as it is without a pack.
        plain = (
            _reports([info], linting([info], neutral=True))[0] if doubtful and extra else reports
        )
        for example, report, other in zip(info.examples, reports, plain, strict=True):
            message = _failure(info, example, report)
            if message and _failure(info, example, other):
                yield ExampleFailure(info, example, message, report, alone)


def _reports(infos: Sequence[RuleInfo], linter: Linter) -> list[list[ReplyReport]]:
    """Return the reports of each rule's examples, all linted at once."""
    reports = iter(linter.lint([reply for info in infos for reply in _replies(info)]))
    return [list(islice(reports, len(info.examples))) for info in infos]


def _replies(info: RuleInfo) -> Iterator[Reply]:
    """Yield a rule's examples; one of what a reply should have is a whole reply."""
    kind = Kind.EMAIL if info.kind is RuleKind.PREFER else None
    for example in info.examples:
        source = SourceMap.identity(0, len(example.text))
        yield Reply(example.text, source, kind, info.language)


def _is_doubtful(info: RuleInfo, example: Example, report: ReplyReport) -> bool:
    """Return whether an outcome with all rules may differ from that of the rule alone."""
    return bool(_failure(info, example, report)) or (not example.bad and bool(report.findings))


def _failure(info: RuleInfo, example: Example, report: ReplyReport) -> str | None:
    """Return what is wrong with the outcome of an example."""
    findings = [finding for finding in report.findings if finding.rule == info.id]
    text = " ".join(example.text.split())
    reported = bool(findings) or any(gap.rule == info.id for gap in report.gaps)
    if reported != example.bad:
        return f"{'not reported' if example.bad else 'reported'}: {text}"
    offered = {
        applied(fix.edits, example.text)
        for finding in findings
        for fix in finding.fixes
        if fix.edits
    } | {fix.title for finding in findings for fix in finding.fixes}
    if example.rewrite is not None and example.rewrite not in offered:
        return f"the rewrite “{example.rewrite}” is not offered: {text}"
    return None


def applied(edits: Sequence[Edit], text: str) -> str:
    """Return a text with edits applied."""
    for edit in sorted(edits, key=lambda each: each.span, reverse=True):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text
