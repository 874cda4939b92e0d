"""What packs and the configuration change of rules and sets that are defined elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, field

from replylint.model.rule import RuleKind
from replylint.rulebook.categories import CATEGORIES
from replylint.rulebook.naming import Known
from replylint.rulebook.nodes import Node, hint
from replylint.rulebook.pack_keys import CHANGE, SWITCHES
from replylint.rulebook.sets import Sets

SWITCH = "switch"
_LISTS = frozenset({"rewrite", "suggestion", "unless", "examples"})
_FIRST = frozenset({"rewrite", "suggestion"})  # the best comes first, and what is added is better
_NOT_OF = {
    RuleKind.AVOID: frozenset({"suggestion"}),
    RuleKind.PREFER: frozenset({"rewrite", "tip", "unless"}),
}


class RuleChange(Struct, frozen=True):
    """What one place says about a rule: the values of its keys."""

    path: str
    line: int
    parts: Mapping[str, Node]

    @property
    def place(self) -> str:
        """Where it stands, fit to be shown."""
        return f"{self.path}:{self.line}"


class Changes(Struct):
    """The changes that were read, the nearest to the user last."""

    rules: list[tuple[Node, Node]] = field(default_factory=list)
    sets: list[tuple[Node, Node]] = field(default_factory=list)

    def gather(self, parts: Mapping[str, Node]) -> None:
        """Take the changes among the values of a pack or passage."""
        for name, found in (("change-rules", self.rules), ("change-sets", self.sets)):
            if name in parts:
                found.extend(parts[name].entries())

    def apply_to_sets(self, sets: Sets) -> None:
        """Change lexical sets; a set or word that isn't there is a fault."""
        for key, value in self.sets:
            sets.edit(key, value)

    def by_rule(self, known: Sequence[Known]) -> Mapping[str, Sequence[RuleChange]]:
        """Return the changes of each rule, by its id; a name that no rule has is a fault."""
        found: dict[str, list[RuleChange]] = {}
        for key, value in self.rules:
            name = key.text()
            ids = [rule.id for rule in known if name in (rule.id, rule.category, *rule.formerly)]
            change = RuleChange(key.path, key.line, _read(value, whole=name in CATEGORIES))
            if not ids:
                names = (*CATEGORIES, *(rule.id for rule in known))
                key.fault(f"no rule or category is named “{name}”{hint(name, names)}")
            for each in ids:
                found.setdefault(each, []).append(change)
        return found


def changed(
    parts: Mapping[str, Node], changes: Iterable[RuleChange], kind: RuleKind
) -> dict[str, Node]:
    """Return the values of a rule as some changes leave them."""
    result = dict(parts)
    for change in changes:
        for key, value in change.parts.items():
            if key in _NOT_OF[kind]:
                value.fault(f"“{key}” can't be changed here: such a rule has none")
            elif key in _LISTS:
                result[key] = _edited(key, result.get(key), value)
            else:
                result[key] = value
    return result


def _read(value: Node, *, whole: bool) -> Mapping[str, Node]:
    """Return what a change says of a rule, or of a whole category.

    ``off`` and ``on``, alone or for a severity, go by a key of their own.
    """
    if not value.is_mapping():
        return {SWITCH if value.text() in SWITCHES else "severity": value}
    parts = {key: each for key, each in value.parts().items() if key in CHANGE.by_name}
    for key in parts.keys() - {"severity"} if whole else ():
        parts.pop(key).fault(
            f"“{key}” can't be changed for a whole category; name the rule: category/name"
        )
    if "severity" in parts and parts["severity"].text() in SWITCHES:
        parts[SWITCH] = parts.pop("severity")
    return parts


def _edited(key: str, own: Node | None, value: Node) -> Node:
    """Return a list of a rule with some items added, removed or replaced."""
    parts = value.parts()
    before = parts.get("replace", own)
    items = [] if before is None else list(before.items())
    for unwanted in parts["remove"].items() if "remove" in parts else ():
        text = _level(unwanted.text())
        kept = [item for item in items if text not in _names(item)]
        if len(kept) == len(items):
            known = [name for item in items for name in _names(item)]
            unwanted.fault(f"the rule has nothing of that kind to remove{hint(text, known)}")
        items = kept
    added = list(parts["add"].items()) if "add" in parts else []
    items = [*added, *items] if key in _FIRST else [*items, *added]
    return Node(tuple(items), False, value.path, value.line, value.column, "block", value.faults)


def _names(item: Node) -> Iterator[str]:
    """Yield the texts that an item of a list may be named by."""
    if not item.is_mapping():
        yield _level(item.text())
    parts = item.parts()
    for key in ("text", "bad", "good", "cue"):
        if key in parts:
            yield _level(" ".join(parts[key].texts()))


def _level(text: str) -> str:
    return " ".join(text.split())
