"""Makes the fixes of findings: fills the templates of their rules and offers what holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from replylint.languages.reading import Reading, Task, Wanted
from replylint.matchers.match import Match
from replylint.model.finding import Applicability, Finding, Fix
from replylint.rewriting.glosses import Fit, Gloss
from replylint.rewriting.rendering import Draft, Renderer
from replylint.rewriting.verifier import Relint, Verifier
from replylint.rulebook.rules import AvoidRule, Rewrite

# An unknown word in capitals in words that were to lose them, a name or not: “the MUSEUM is open”.
_LEFT_LARGE = re.compile(r"\b[A-Z]{5,} [a-z]|[a-z] [A-Z]{5,}\b")
_OFFERED = 3  # ways to say it that are shown

_Found = tuple[AvoidRule, Match, Finding]


def with_fixes(
    found: Sequence[_Found], reading: Reading, relint: Relint
) -> Task[tuple[Finding, ...]]:
    """Return the findings with the fixes their rules offer, best first, a tip last.

    Args:
        found: the findings, each with its rule and match.
        reading: the reply.
        relint: how to judge the reply as rewritten.
    """
    yield [
        (reading, match.sentence)
        for rule, match, _ in found
        if any(not rewrite.substitutes for rewrite in rule.rewrites)
    ]
    verifier = Verifier(reading, tuple(finding for _, _, finding in found), relint)
    proposed = [Proposals(item, reading, verifier) for item in found]
    yield [wanted for proposals in proposed for wanted in proposals.wanted()]
    return tuple(
        replace(finding, fixes=tuple(_fixes(rule, proposals)))
        for (rule, _, finding), proposals in zip(found, proposed, strict=True)
    )


def _fixes(rule: AvoidRule, proposals: Proposals) -> Iterator[Fix]:
    for _, fix in proposals.offered():
        yield fix
    if rule.tip is not None:
        yield Fix(rule.tip, Applicability.SUGGESTION)


def refusals(
    found: Sequence[_Found], reading: Reading, relint: Relint
) -> Iterator[tuple[Finding, Rewrite, str]]:
    """Yield the rewrites that don't hold for some findings, and why each doesn't.

    Takes what `with_fixes` takes.
    """
    verifier = Verifier(reading, tuple(finding for _, _, finding in found), relint)
    for rule, match, finding in found:
        proposals = Proposals((rule, match, finding), reading, verifier)
        for rewrite in rule.rewrites:
            why = proposals.refusal(rewrite)
            if why is not None:
                yield finding, rewrite, why


class _Drafted(Struct, frozen=True):
    """A rewrite, as it may be offered, with its template filled."""

    rewrite: Rewrite
    draft: Draft

    def fix(self, finding: Finding) -> Fix:
        """Return the fix it is offered as."""
        text, template = self.draft.edit.text, self.rewrite.text
        blank = "[" in text and "[" in template
        applicability = Applicability.SUGGESTION if blank else self.rewrite.applicability
        title = f"Write “{text}”" if text else f"Drop “{finding.match}”"
        return Fix(title, applicability, (self.draft.edit,))


class Proposals:
    """The rewrites of a rule for one of its findings.

    Args:
        found: the finding, with its rule and match.
        reading: the reply.
        verifier: what judges the reply as rewritten.
    """

    def __init__(self, found: _Found, reading: Reading, verifier: Verifier) -> None:
        self._rule, self._match, self._finding = found
        self._reading = reading
        self._verifier = verifier
        self._known: dict[int, _Drafted | str] = {}

    def wanted(self) -> Iterator[Wanted]:
        """Yield the sentences that will be parsed if what is likely to be offered holds."""
        likely = (
            drafted.draft.edit
            for rewrite in self._rule.rewrites
            if not (rewrite.last_resort or rewrite.substitutes) and self._fits(rewrite)
            if isinstance(drafted := self._drafted(rewrite), _Drafted)
            if self._verifier.unfit(drafted.draft.edit, *self._place(rewrite)) is None
        )
        for edit in islice(likely, _OFFERED):
            yield from self._verifier.changed(edit)

    def offered(self) -> Iterator[tuple[Rewrite, Fix]]:
        """Yield the rewrites that hold, best first, as fixes."""
        results: set[str] = set()
        for rewrite in self._rule.rewrites:
            if not self._fits(rewrite) or (rewrite.last_resort and results):
                continue
            drafted = self._drafted(rewrite)
            if isinstance(drafted, str):
                continue
            result = self._verifier.rewritten(drafted.draft.edit)
            if result not in results and self._objection(drafted) is None:
                results.add(result)
                yield rewrite, drafted.fix(self._finding)
            if len(results) == _OFFERED:
                return

    def refusal(self, rewrite: Rewrite) -> str | None:
        """Return why a rewrite can't be offered; None if it can."""
        if not self._fits(rewrite):
            return "it is for another tone"
        drafted = self._drafted(rewrite)
        return drafted if isinstance(drafted, str) else self._objection(drafted)

    def _fits(self, rewrite: Rewrite) -> bool:
        return rewrite.formal in (None, self._reading.manner.formal)

    @cached_property
    def _renderer(self) -> Renderer:
        span, glosses = self._match.span, self._rule.glosses
        words = self._reading.sentences[self._match.sentence].text[span.start : span.end]
        gloss = Gloss.of(glosses, words) if glosses else None
        return Renderer(self._reading, self._match, span, gloss)

    def _drafted(self, rewrite: Rewrite) -> _Drafted | str:
        """Return what a rewrite comes to, worked out once, or why it comes to nothing."""
        known = self._known.get(id(rewrite))
        if known is None:
            known = self._known[id(rewrite)] = _drafted(rewrite, self._renderer)
        return known

    def _objection(self, drafted: _Drafted) -> str | None:
        rewrite, draft = drafted.rewrite, drafted.draft
        if rewrite.substitutes:
            word = rewrite.text if rewrite.same_class else None
            return self._verifier.objection_to_word(
                draft.edit, self._finding, self._match.sentence, word
            )
        drops = rewrite.drops | draft.unused | _own_words(self._renderer, self._match)
        if rewrite.drops_found:
            drops |= self._renderer.words_found()
        sentence, spelt = self._place(rewrite)
        return self._verifier.objection(
            draft.edit, self._finding, sentence, drops, flips=rewrite.flips, spelt=spelt
        )

    def _place(self, rewrite: Rewrite) -> tuple[int, str]:
        """Return the sentence that is rewritten, and the term in it that is spelt out."""
        spelt = self._renderer.term if "{gloss}" in rewrite.text else ""
        return self._match.sentence, spelt


def _drafted(rewrite: Rewrite, renderer: Renderer) -> _Drafted | str:
    if rewrite.where is not None:
        clause = renderer.clause
        sentence = renderer.match.sentence
        if clause is None or not rewrite.where.holds(clause, renderer.reading, sentence):
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
    return _Drafted(rewrite, draft)


def _own_words(renderer: Renderer, match: Match) -> frozenset[str]:
    """Return the predicate's own words: it is for them that the rule spoke up."""
    clause = renderer.clause
    if clause is None or not (match.span.start <= clause.token.idx < match.span.end):
        return frozenset()
    return frozenset({clause.token.lemma_.lower(), clause.token.lower_})
