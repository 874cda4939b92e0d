"""The part of `mkdocs.yml` that lists the rules."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.rule_index import KINDS
from docgen.rulefiles import Shelf
from replylint.rulebook.categories import CATEGORIES

_BEGIN = "# rules: made by `python -m docgen`"
_END = "# end of the rules"


def with_rules(text: str, shelf: Shelf) -> str:
    """Return the text of `mkdocs.yml` with the rules between its two marks.

    Raises:
        ValueError: it lacks one of the marks.
    """
    before, begin, rest = text.partition(_BEGIN)
    _, end, after = rest.partition(_END)
    if not begin or not end:
        raise ValueError(f"mkdocs.yml lacks “{_BEGIN}” or “{_END}”")
    indent = before[before.rindex("\n") + 1 :]
    lines = "".join(f"\n{indent}{line}" for line in _lines(shelf))
    return f"{before}{begin}{lines}\n{indent}{end}{after}"


def _lines(shelf: Shelf) -> Iterator[str]:
    yield "- Rules:"
    yield "    - reference/rules/index.md"
    for kind, title in KINDS.items():
        yield f"    - {title}:"
        for name, (_, its_kind) in CATEGORIES.items():
            if its_kind is kind:
                yield f"        - {name}:"
                yield f"            - reference/rules/{name}/index.md"
                for rule in shelf.of(name):
                    short = rule.info.id.partition("/")[2]
                    yield f"            - {short}: reference/rules/{rule.info.id}.md"
