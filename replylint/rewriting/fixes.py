"""Makes the fixes of findings from their rules' rewrites and tips."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from replylint.languages.reading import Reading
from replylint.matchers.match import Match
from replylint.model.finding import Applicability, Edit, Finding, Fix
from replylint.rulebook.rules import AvoidRule, SpanOf


def with_fixes(
    found: Sequence[tuple[AvoidRule, Match, Finding]], reading: Reading
) -> tuple[Finding, ...]:
    """Return the findings with the fixes their rules offer, best first, a tip last."""
    del reading  # structural rewrites will need it
    return tuple(replace(finding, fixes=_fixes(rule, finding)) for rule, _, finding in found)


def _fixes(rule: AvoidRule, finding: Finding) -> tuple[Fix, ...]:
    fixes = []
    for rewrite in rule.rewrites:
        span = finding.sentence if rewrite.replaces is SpanOf.SENTENCE else finding.span
        fixes.append(Fix(rewrite.text, rewrite.applicability, (Edit(span, rewrite.text),)))
    if rule.tip is not None:
        fixes.append(Fix(rule.tip, Applicability.SUGGESTION))
    return tuple(fixes)
