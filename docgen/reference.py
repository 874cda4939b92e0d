"""All generated pages: what they hold, and whether the files in the checkout hold the same."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from docgen import commands, cues, keys, rule_index, rule_page, sets, start
from docgen.guides import read_guides
from docgen.navigation import with_rules
from docgen.rulefiles import read_shelf

FOLDER = "docs/reference"
SITE = "mkdocs.yml"


def reference(root: Path) -> Mapping[Path, str]:
    """Return the text of every file that is generated, or has a generated part.

    Args:
        root: the checkout.
    """
    shelf = read_shelf(root / "rules" / "en")
    guides = read_guides(root / "docs" / "sources.md")
    pages = {
        "index.md": start.page(shelf),
        "cues.md": cues.page(shelf),
        "sets.md": sets.page(shelf),
        "keys.md": keys.page(),
        "commands.md": commands.page(),
        **rule_index.pages(shelf),
        **{path: text for rule in shelf.rules for path, text in rule_page.signposts(rule).items()},
        **{rule_page.path(rule): rule_page.page(rule, shelf, guides) for rule in shelf.rules},
    }
    site = root / SITE
    made = {root / FOLDER / name: text for name, text in pages.items()}
    return {**made, site: with_rules(site.read_text("utf-8"), shelf)}


def left_over(root: Path, made: Mapping[Path, str]) -> list[Path]:
    """Return the pages of the reference that nothing makes any more."""
    return [path for path in sorted((root / FOLDER).rglob("*.md")) if path not in made]
