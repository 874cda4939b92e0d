"""Lays out why a rule is silent, for the commands that say it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from replylint.cli.layout import Tree, strong
from replylint.writers.layout.visible import visible

if TYPE_CHECKING:
    from replylint.authoring.reasons import Reason
    from replylint.authoring.silence import Answer, SentenceAnswer

NEAREST = 3  # misses shown of a sentence
_FAR = 2  # of misses farther off than this, one is enough
_BEYOND = 3  # a miss so much farther off than the nearest one says little


def lines_of(answer: Answer, rule: str, most: int | None) -> Iterator[str]:
    """Yield the lines of an answer.

    Args:
        answer: what the rule comes to in a reply.
        rule: its id.
        most: how many misses to show of a sentence; None for all.
    """
    tree = Tree()
    head = visible(f"{answer.name}: {rule}" if answer.name else rule)
    verdict = _alarm("fires") if answer.fires else click.style("doesn't fire", fg="green")
    yield f"{strong(head)} {verdict}"
    yield from reason_lines(answer.reasons, tree, None)
    for sentence in answer.sentences:
        yield ""
        yield from sentence_lines(sentence, tree, most)
    yield ""


def sentence_lines(sentence: SentenceAnswer, tree: Tree, most: int | None) -> Iterator[str]:
    """Yield what a rule comes to in a sentence."""
    yield from tree.text(sentence.text, f"{sentence.line}: ", strong)
    for words in sentence.fires:
        yield from tree.deeper().text(f"“{words}”", "fires on ", mark_style=_alarm)
    yield from reason_lines(sentence.reasons, tree, most)


def reason_lines(reasons: Sequence[Reason], tree: Tree, most: int | None) -> Iterator[str]:
    """Yield reasons, the nearest misses first; `most` of them, None for all."""
    shown = reasons if most is None else _nearest(reasons, most)
    for reason in shown:
        yield from tree.deeper().text(reason.message, "- ")
        for detail in reason.details:
            yield from tree.deeper().deeper().text(detail)
    if len(shown) < len(reasons):
        more = len(reasons) - len(shown)
        noun = "miss" if more == 1 else "misses"
        yield from tree.deeper().text(f"{more} more {noun}, farther off (--all shows them)")


def _nearest(reasons: Sequence[Reason], most: int) -> list[Reason]:
    if not reasons:
        return []
    nearest = reasons[0].distance
    shown = most if nearest <= _FAR else 1
    return [reason for reason in reasons[:shown] if reason.distance <= nearest + _BEYOND]


def _alarm(text: str) -> str:
    return click.style(text, fg="red")
