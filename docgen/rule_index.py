"""The index of all rules, and a page for each category."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from docgen import markdown as md
from docgen.rule_page import shown_message
from docgen.rulefiles import Category, Rule, Shelf
from replylint.model.rule import RuleKind
from replylint.rulebook.categories import CATEGORIES

KINDS = {
    RuleKind.AVOID: "Wording to avoid",
    RuleKind.PREFER: "What a reply lacks",
}


def pages(shelf: Shelf) -> Mapping[str, str]:
    """Return the index and the pages of the categories."""
    return {
        "rules/index.md": _index(shelf),
        **{f"rules/{name}/index.md": _category(name, shelf) for name in CATEGORIES},
    }


def _index(shelf: Shelf) -> str:
    return md.page(
        "the rule files",
        "# All rules by category",
        "",
        f"{len(shelf.rules)} rules in {len(shelf.categories)} categories. A category's page says what it"
        " leaves alone; a rule's page says why it is there and what to write instead.",
        [line for kind in KINDS for line in _part(kind, shelf)],
    )


def _part(kind: RuleKind, shelf: Shelf) -> Iterator[str]:
    yield from ("", f"## {KINDS[kind]}")
    for name, (_, its_kind) in CATEGORIES.items():
        if its_kind is kind:
            yield from (
                "",
                f"### [{name}]({name}/index.md)",
                "",
                _title(shelf.categories[name]),
                "",
            )
            yield from _rules(shelf.of(name), f"{name}/")


def _category(name: str, shelf: Shelf) -> str:
    category = shelf.categories[name]
    severity, kind = CATEGORIES[name]
    return md.page(
        f"rules/en/{name}.yaml",
        f"# {name}",
        "",
        _title(category),
        *(["", md.escaped(category.note)] if category.note else []),
        "",
        f"{KINDS[kind]}; {severity.value}, where a rule doesn't say otherwise."
        f" All of it is switched off with `severities: {{{name}: off}}`"
        " in the [configuration](../../../configuration.md), or with"
        f" `--ignore {name}`.",
        "",
        _rules(shelf.of(name), ""),
    )


def _title(category: Category) -> str:
    return f"{md.escaped(category.title)}."


def _rules(rules: list[Rule], folder: str) -> list[str]:
    return md.table(("rule", "severity", "runs", "says"), [_row(rule, folder) for rule in rules])


def _row(rule: Rule, folder: str) -> tuple[str, str, str, str]:
    info, name = rule.info, rule.info.id.partition("/")[2]
    runs = "yes" if info.default else "when selected"
    return f"[{name}]({folder}{name}.md)", info.severity.value, runs, shown_message(info)
