"""Why an example of a rule doesn't do what the rule says: what `replylint rules test` tells."""

from __future__ import annotations

from collections.abc import Iterator

from replylint.authoring import wording
from replylint.authoring.conditions import trace
from replylint.authoring.drafts import Opened
from replylint.authoring.offers import unoffered
from replylint.authoring.reasons import Reason, opened
from replylint.authoring.seen import doer, plain_values, words_of
from replylint.authoring.silence import SentenceAnswer, answers
from replylint.evaluation.examples import ExampleFailure, applied
from replylint.languages.clause import Clause
from replylint.linter import Linter, Work
from replylint.linting.findings import Found, findings
from replylint.matchers.clause import ClauseFinder, ClauseTest
from replylint.matchers.match import Match
from replylint.matchers.phrases import PhraseFinder
from replylint.model.places import SourceMap
from replylint.model.reply import Document, Kind, Reply
from replylint.model.report import FileReport
from replylint.model.rule import Example, RuleInfo, RuleKind
from replylint.rulebook.rules import AvoidRule


def diagnosis(failure: ExampleFailure) -> list[SentenceAnswer | Reason]:
    """Return what was seen of a failing example, sentence by sentence or as a whole."""
    fired = any(item.rule == failure.rule.id for item in failure.report.items())
    if fired and failure.rule.kind is RuleKind.AVOID:
        return list(_offers(failure)) if failure.example.bad else list(_found(failure))
    document = Document("", failure.example.text, (failure.report.reply,))
    file = FileReport(document, (failure.report,))
    answer = next(answers(Opened(file, failure.linter), failure.rule.id))
    return [*answer.reasons, *answer.sentences]


def _offers(failure: ExampleFailure) -> Iterator[Reason]:
    """Yield what is offered instead of the rewrite asked for, and why nothing else is."""
    for finding in failure.report.findings:
        for fix in finding.fixes if finding.rule == failure.rule.id else ():
            shown = applied(fix.edits, failure.example.text) if fix.edits else f"tip: {fix.title}"
            yield Reason(f"offered instead: {shown}")
    work = _work(failure.example, failure.rule, failure.linter)
    refused = list(unoffered(work, failure.rule.id))
    yield from refused
    if not refused and not failure.rule.rewrites:
        yield Reason("the rule has no “rewrite”")


# -- reported, though good ---------------------------------------------------------------------


def _found(failure: ExampleFailure) -> Iterator[Reason]:
    """Yield what was found, by what, and how it differs from the bad examples."""
    work = _work(failure.example, failure.rule, failure.linter)
    bad = [
        clause
        for example in failure.rule.examples
        if example.bad
        for _, clause in _clauses(_work(example, failure.rule, failure.linter))
    ]
    for (rule, match, finding), clause in _clauses(work):
        details = list(_finders(rule, match, work))
        if clause is not None:
            details.append(f"clause “{words_of(clause, clause.tokens)}”: {_described(clause)}")
            details.extend(_apart(clause, [each for each in bad if each is not None]))
        yield Reason(f"“{finding.match}” is found", tuple(details))


def _work(example: Example, info: RuleInfo, linter: Linter) -> Work:
    kind = Kind.EMAIL if info.kind is RuleKind.PREFER else None
    source = SourceMap.identity(0, len(example.text))
    work = linter.open(Reply(example.text, source, kind, info.language))
    assert isinstance(work, Work)  # noqa: S101 - a rule's language has rules
    return work


def _clauses(work: Work) -> Iterator[tuple[Found, Clause | None]]:
    """Yield what the rule finds, each with the clause it stands in where the rule looks at it."""
    for found in findings(work.dispatch, work.reading, work.cues):
        yield found, found[1].clause


def _finders(rule: AvoidRule, match: Match, work: Work) -> Iterator[str]:
    """Yield by what of the rule a match is found."""
    reading, index = work.reading, match.sentence
    for number, search in enumerate(rule.searches, 1):
        finder = opened(search.finder)
        if not any(each.span == match.span for each in finder.find(reading, index)):
            continue
        which = f"entry {number} of “find”" if len(rule.searches) > 1 else "“find”"
        if isinstance(finder, ClauseFinder) and match.clause is not None:
            yield f"by {which}: {_asked(finder.test, match.clause, work, index)}"
        if isinstance(finder, PhraseFinder):
            line = reading.words[index]
            spans = reading.sentences[index]
            for phrase in finder.phrases:
                if any(spans.word_span(*pair) == match.span for pair in phrase.find(line)):
                    yield f"by {which}: {wording.phrase(phrase, reading.language)}"


def _asked(test: ClauseTest, clause: Clause, work: Work, index: int) -> str:
    held = trace(test, clause, work.reading, index).conditions
    return ", ".join(f"{each.name} {each.seen}" for each in held)


def _described(clause: Clause) -> str:
    """Return what a clause is, as conditions have it."""
    parts = [f"predicate “{clause.predicate}”", f"subject {doer(clause)}"]
    if clause.modality:
        parts.append(f"modality {wording.listed(sorted(clause.modality), ' and ')}")
    for name, value in plain_values(clause).items():
        if name != "subject":
            parts.append(f"{name} {_shown(value)}")
    return ", ".join(parts)


def _shown(value: object) -> str:
    return wording.yes_or_no(value) if isinstance(value, bool) else str(value)


def _apart(clause: Clause, bad: list[Clause]) -> Iterator[str]:
    """Yield the conditions that all bad examples meet and this clause doesn't."""
    here = plain_values(clause)
    there = [plain_values(each) for each in bad]
    for name, value in here.items():
        values = list(dict.fromkeys(each[name] for each in there))
        if values and value not in values:
            wanted = values[0] if len(values) == 1 else f"[{', '.join(map(_shown, values))}]"
            shown = _shown(wanted) if isinstance(wanted, bool) else str(wanted)
            shown = f'"{shown}"' if shown in ("yes", "no") else shown
            yield f"every bad example has {name}: {shown}; this one doesn't"
