"""Why a rewrite isn't offered: what `rules test` and `explain --why-not` tell."""

from __future__ import annotations

from collections.abc import Iterator

from replylint.authoring.reasons import Reason
from replylint.linter import Work
from replylint.linting.findings import findings
from replylint.model.text import Span
from replylint.rewriting.fixes import refusals
from replylint.rulebook.rules import Rewrite

_LOSES = "it would lose"


def unoffered(work: Work, rule: str, within: Span | None = None) -> Iterator[Reason]:
    """Yield which rewrites of a rule don't hold for what it finds in a reply, and why.

    Args:
        work: the reply.
        rule: the id of the rule.
        within: the stretch of the reply to look at; None for all.
    """
    found = list(findings(work.dispatch, work.reading, work.cues))
    for finding, rewrite, why in refusals(found, work.reading, work.relint()):
        if finding.rule == rule and (within is None or within.overlap(finding.span)):
            title = f"“{rewrite.text}”" if rewrite.text else "taking the words out"
            yield Reason(f"{title} isn't offered: {why}{_advice(why, rewrite)}")


def _advice(why: str, rewrite: Rewrite) -> str:
    """Return what to do about words that a rewrite would lose."""
    if not why.startswith(_LOSES):
        return ""
    if rewrite.words is not None:
        return "; put the piece back in with {1} …, or list the words under “drops:”"
    return (
        "; to say that they may go, write what is replaced as words: instead of “replaces:”, or"
        " list them under “drops:”"
    )
