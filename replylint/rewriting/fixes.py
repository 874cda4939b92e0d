"""Makes the fixes of findings: fills the templates of their rules and offers what holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from replylint.languages.reading import Reading
from replylint.matchers.match import Match
from replylint.model.finding import Applicability, Finding, Fix
from replylint.model.text import Span
from replylint.rewriting.glosses import Fit, Gloss
from replylint.rewriting.rendering import Draft, Renderer
from replylint.rewriting.verifier import Relint, Verifier
from replylint.rulebook.rules import AvoidRule, Rewrite

# An unknown word in capitals in words that were to lose them, a name or not: “the MUSEUM is open”.
_LEFT_LARGE = re.compile(r"\b[A-Z]{5,} [a-z]|[a-z] [A-Z]{5,}\b")
_OFFERED = 3  # ways to say it that are shown


def with_fixes(
    found: Sequence[tuple[AvoidRule, Match, Finding]], reading: Reading, relint: Relint
) -> tuple[Finding, ...]:
    """Return the findings with the fixes their rules offer, best first, a tip last.

    Args:
        found: the findings, each with its rule and match.
        reading: the reply.
        relint: how to judge the reply as rewritten.
    """
    verifier = Verifier(reading, tuple(finding for _, _, finding in found), relint)
    return tuple(
        replace(finding, fixes=tuple(_fixes(rule, match, finding, reading, verifier)))
        for rule, match, finding in found
    )


def _fixes(
    rule: AvoidRule, match: Match, finding: Finding, reading: Reading, verifier: Verifier
) -> Iterator[Fix]:
    for _, fix in offered(rule, match, finding, reading, verifier):
        yield fix
    if rule.tip is not None:
        yield Fix(rule.tip, Applicability.SUGGESTION)


def offered(
    rule: AvoidRule, match: Match, finding: Finding, reading: Reading, verifier: Verifier
) -> Iterator[tuple[Rewrite, Fix]]:
    """Yield the rewrites of a rule that hold for one of its findings, best first, as fixes."""
    if not rule.rewrites:
        return
    results: set[str | None] = set()
    words = reading.sentences[match.sentence].text[match.span.start : match.span.end]
    gloss = Gloss.of(rule.glosses, words) if rule.glosses else None
    renderer = Renderer(reading, match, _prose_span(match), gloss)
    for rewrite in rule.rewrites:
        fits = rewrite.formal in (None, reading.manner.formal)
        if not fits or (rewrite.last_resort and results):
            continue
        fix = _fix(rewrite, renderer, finding, match, verifier)
        result = _result(fix, reading.text) if isinstance(fix, Fix) else None
        if isinstance(fix, Fix) and result not in results and len(results) < _OFFERED:
            results.add(result)
            yield rewrite, fix


def refusals(
    found: Sequence[tuple[AvoidRule, Match, Finding]], reading: Reading, relint: Relint
) -> Iterator[tuple[Finding, Rewrite, str]]:
    """Yield the rewrites that don't hold for some findings, and why each doesn't.

    Takes what `with_fixes` takes.
    """
    verifier = Verifier(reading, tuple(finding for _, _, finding in found), relint)
    for rule, match, finding in found:
        words = reading.sentences[match.sentence].text[match.span.start : match.span.end]
        renderer = Renderer(reading, match, _prose_span(match), Gloss.of(rule.glosses, words))
        for rewrite in rule.rewrites:
            if rewrite.formal not in (None, reading.manner.formal):
                yield finding, rewrite, "it is for another tone"
                continue
            why = _fix(rewrite, renderer, finding, match, verifier)
            if isinstance(why, str):
                yield finding, rewrite, why


def _fix(
    rewrite: Rewrite, renderer: Renderer, finding: Finding, match: Match, verifier: Verifier
) -> Fix | str:
    """Return what a rewrite comes to for a finding, or why it can't be offered."""
    if rewrite.where is not None:
        clause = renderer.clause
        if clause is None or not rewrite.where.holds(clause, renderer.reading, match.sentence):
            return "its “where” doesn't hold for the clause"
    fit = renderer.gloss_fit() if rewrite.text == "{gloss}" else Fit.WELL
    if fit is Fit.BADLY:
        return "what the term means doesn't read well there"
    draft = renderer.render(rewrite)
    if draft is None:
        return renderer.wanting
    doubtful = fit is Fit.DOUBTFUL or _LEFT_LARGE.search(draft.edit.text)
    if rewrite.applicability is Applicability.SAFE and doubtful:
        rewrite = replace(rewrite, applicability=Applicability.UNSAFE)
    why = _objection(rewrite, draft, renderer, finding, match, verifier)
    return _offered(rewrite, draft, finding) if why is None else why


def _objection(
    rewrite: Rewrite,
    draft: Draft,
    renderer: Renderer,
    finding: Finding,
    match: Match,
    verifier: Verifier,
) -> str | None:
    if rewrite.substitutes:
        return verifier.objection_to_word(
            draft.edit, finding, match.sentence, rewrite.text if rewrite.same_class else None
        )
    drops = rewrite.drops | draft.unused | _own_words(renderer, match)
    if rewrite.drops_found:
        drops |= renderer.words_found()
    spelt = renderer.term if "{gloss}" in rewrite.text else ""
    return verifier.objection(
        draft.edit, finding, match.sentence, drops, flips=rewrite.flips, spelt=spelt
    )


def _offered(rewrite: Rewrite, draft: Draft, finding: Finding) -> Fix:
    """Return the fix that a rewrite is offered as."""
    applicability = rewrite.applicability
    if "[" in draft.edit.text and "[" in rewrite.text:
        applicability = Applicability.SUGGESTION
    title = f"Write “{draft.edit.text}”" if draft.edit.text else f"Drop “{finding.match}”"
    return Fix(title, applicability, (draft.edit,))


def _result(fix: Fix, text: str) -> str:
    """Return the reply as a fix of one edit leaves it."""
    (edit,) = fix.edits
    return text[: edit.span.start] + edit.text + text[edit.span.end :]


def _own_words(renderer: Renderer, match: Match) -> frozenset[str]:
    """Return the predicate's own words: it is for them that the rule spoke up."""
    clause = renderer.clause
    if clause is None or not (match.span.start <= clause.token.idx < match.span.end):
        return frozenset()
    return frozenset({clause.token.lemma_.lower(), clause.token.lower_})


def _prose_span(match: Match) -> Span:
    return match.span
