"""Writes a rule begun from an example as a rule file, with places for what is still to be said."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from msgspec import Struct

from replylint.authoring.proposals import Proposal

_PLAIN = re.compile(r"[A-Za-z](?:[\w ,.!?'’()-]|(?<! )/)*")
_NOTE_AT = 40  # columns before a note


class Beginning(Struct, frozen=True):
    """A rule begun from a bad example.

    Attributes:
        name: the last part of the rule's id.
        reason: why it is of this category.
        known: the rule that reports the example already; None if none does.
        proposal: what finds the example.
        others: what finds it as well.
        good: a near miss, which the rule leaves alone.
    """

    name: str
    category: str
    reason: str
    known: str | None
    proposal: Proposal
    others: tuple[Proposal, ...]
    bad: str
    good: str

    @property
    def id(self) -> str:
        """The rule's id."""
        return f"{self.category}/{self.name}"


def rule_text(rule: Beginning) -> str:
    """Return the text of a rule file."""
    return "\n".join([*_head(rule), *_find(rule), *_rest(rule)]) + "\n"


def _head(rule: Beginning) -> Iterator[str]:
    yield "# Begun from an example. Replace what stands in [square brackets], then try it:"
    yield "#   replylint rules test THIS-FILE"
    yield f"category: {rule.category}  # {rule.reason}"
    yield ""
    yield "rules:"
    yield f"- id: {rule.name}"
    yield '  message: "“{match}” [says what is wrong with it]."  # {match}: the words found'
    yield '  why: "[What it does to the customer, in a sentence or two.]"'


def _find(rule: Beginning) -> Iterator[str]:
    yield "  find:"
    notes = dict(rule.proposal.notes)
    for at, line in enumerate(rule.proposal.lines):
        text = f"    {line}"
        yield f"{text:<{_NOTE_AT}}  # {notes[at]}" if at in notes else text
    for other in rule.others:
        yield "  # Or by the words alone, whoever says it:"
        yield from (f"  #   {line}" for line in other.lines)
    yield "  # Silent where a cue stands (replylint inspect shows which there are):"
    yield "  # unless:"
    yield "  # - {cue: alternative, in: following}"
    yield "  # What to write instead; a blank in square brackets is filled in by who replies:"
    yield '  # rewrite: "[…]"'


def _rest(rule: Beginning) -> Iterator[str]:
    yield "  examples:"
    yield f"  - bad: {scalar(rule.bad)}"
    yield "  # - bad: [the same in other words, as your team writes it]"
    yield f"  - good: {scalar(rule.good)}"
    yield "  # - good: [like it, but fine: what must never be reported]"


def scalar(text: str) -> str:
    """Return a text as a YAML value on one line."""
    text = " ".join(text.split())
    return (
        text
        if _PLAIN.fullmatch(text) and ": " not in text
        else json.dumps(text, ensure_ascii=False)
    )
