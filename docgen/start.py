"""The first page of the reference."""

from __future__ import annotations

from docgen import markdown as md
from docgen.rulefiles import Shelf


def page(shelf: Shelf) -> str:
    """Return the page."""
    rows = (
        ("[All rules by category](rules/index.md)", f"{len(shelf.rules)} rules, a page for each"),
        ("[Cues](cues.md)", f"{len(shelf.cues)} named expressions that rules refer to"),
        ("[Lexical sets](sets.md)", f"{len(shelf.sets)} named lists of words"),
        ("[All keys](keys.md)", "of rule files, packs and the configuration"),
        ("[Commands](commands.md)", "with all options"),
    )
    return md.page(
        "the rule files and the program",
        "# Reference",
        "",
        "Made from the rule files and the program itself, so it can't differ from them.",
        "",
        md.table(("page", "holds"), rows),
        "",
        "[Writing rules](../writing-rules.md) is the way in; [the grammar of rules](../rules.md) says what"
        " may stand in a rule.",
    )
