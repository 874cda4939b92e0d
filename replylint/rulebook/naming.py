"""What rules are called, and were called before; no name may stand for two of them."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from replylint.rulebook.nodes import Node


class Known(Struct, frozen=True):
    """A rule as far as it must be known to be named.

    Attributes:
        id: ``category/name``.
        formerly: ids it had before.
    """

    id: str
    category: str
    formerly: tuple[str, ...] = ()


def identify(category: str, node: Node) -> Known:
    """Return what a rule is called, and was called before."""
    parts = node.parts()
    old = parts["formerly"].texts() if "formerly" in parts else ()
    return Known(
        f"{category}/{parts['id'].text() if 'id' in parts else '?'}",
        category,
        tuple(name if "/" in name else f"{category}/{name}" for name in old),
    )


def named_rules(rules: Sequence[tuple[str, Node]]) -> list[Known]:
    """Return what rules, given by category and node, are called; names that clash are faults."""
    known = [(identify(category, node), node.parts().get("id", node)) for category, node in rules]
    taken: dict[str, Node] = {}
    for each, node in known:
        _take(each.id, node, taken)
    for each, node in known:
        for old in each.formerly:
            _take_old(old, each.id, node, taken)
    return [each for each, _ in known]


def _take(name: str, node: Node, taken: dict[str, Node]) -> None:
    if name in taken:
        there = taken[name]
        node.fault(
            f"the rule “{name}” is defined twice: also in {there.path}, line {there.line}; give it"
            " another id, or change that one in a pack or in the configuration, under"
            " “change-rules”"
        )
    taken.setdefault(name, node)


def _take_old(old: str, now: str, node: Node, taken: dict[str, Node]) -> None:
    if old == now or taken.get(old, node) is not node:
        there = taken[old]
        node.fault(
            f"“{old}” stands under “formerly”, but names a rule in {there.path}, line"
            f" {there.line}, too; a name must stand for one rule"
        )
    taken.setdefault(old, node)
