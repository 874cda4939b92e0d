"""Why a rule of what a reply should have reports a gap, or doesn't.

As with wording to avoid, the rule is run with one of its conditions at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from replylint.authoring import wording
from replylint.authoring.reasons import Reason
from replylint.languages.reading import Reading
from replylint.linting.cues import Cues
from replylint.linting.gaps import Gaps
from replylint.model.finding import Finding
from replylint.model.reply import Kind
from replylint.prose.sentences import is_body
from replylint.rulebook.rules import PreferRule, Rulebook


class Reply(Struct, frozen=True):
    """A reply as gaps are judged by.

    Attributes:
        findings: what was found in it.
        context: whether a cue stands in the customer's message; None if that isn't known.
    """

    reading: Reading
    rulebook: Rulebook
    kind: Kind
    findings: Sequence[Finding] = ()
    context: Callable[[str], bool] | None = None

    def lacks(self, rule: PreferRule) -> bool:
        """Return whether the rule reports a gap."""
        cues = Cues(self.reading, self.rulebook)
        judge = Gaps(self.reading, cues, self.kind, self.findings, self.context)
        return any(True for _ in judge.of([rule]))


def reasons(rule: PreferRule, reply: Reply) -> list[Reason]:
    """Return why a rule reports no gap in a reply; empty if it does."""
    if reply.lacks(rule):
        return []
    if not any(is_body(sentence) for sentence in reply.reading.sentences):
        return [Reason("the reply has no words besides sign-off and signature")]
    return list(_reasons(rule, reply))


def _reasons(rule: PreferRule, reply: Reply) -> Iterator[Reason]:
    free = replace(
        rule, require=(), kinds=frozenset({reply.kind}), when=(), when_context=(), without=()
    )
    if not reply.lacks(replace(free, kinds=rule.kinds)):
        kinds = wording.listed(sorted(kind.value for kind in rule.kinds))
        yield Reason(f"the reply is of kind {reply.kind.value}; the rule asks {kinds}")
    for name in rule.without:
        if not reply.lacks(replace(free, without=(name,))):
            yield _standing(f"“{name}” stands in it, without which it is asked", name, reply)
    if not reply.lacks(replace(free, when=rule.when, when_context=rule.when_context)):
        wanted = wording.listed(f"“{name}”" for name in (*rule.when, *rule.when_context))
        yield Reason(f"it is only asked where {wanted} stands, and that isn't there")
    for name in rule.require:
        if not reply.lacks(replace(free, require=(name,))):
            yield _standing(f"the reply has what is asked for, “{name}”", name, reply)


def _standing(message: str, name: str, reply: Reply) -> Reason:
    """Return a reason with the words at which a cue stands."""
    cues = Cues(reply.reading, reply.rulebook)
    details = [
        f"“{sentence.text[span.start : span.end]}” in “{sentence.text}”"
        for sentence in reply.reading.sentences
        for span in wording.widest(cues.spans(name, sentence.index))
    ]
    return Reason(message, tuple(details))
