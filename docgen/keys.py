"""The page of all keys that rule files, packs and the configuration may hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docgen import markdown as md
from docgen.forms import choices, heading, table
from replylint.config.forms import config_form
from replylint.grammar.forms import Keys, mappings
from replylint.rulebook.keys import AVOID_FILE, AVOID_RULE, PREFER_RULE
from replylint.rulebook.pack_keys import MANIFEST, PASSAGE


def page() -> str:
    """Return the page."""
    rules = {each.name for each in (PREFER_RULE, *mappings(AVOID_FILE))}
    packs = [each for each in mappings(MANIFEST) if each.name not in rules]
    brand = {key.name: key.form for key in PASSAGE.keys}
    known = rules | {each.name for each in packs}
    return md.page(
        "the declarations that files are checked against",
        "# All keys",
        "",
        "What may stand in the files that people write. Any other key is an error, reported with its line.",
        _part(
            "Rule files",
            "[The grammar of rules](../rules.md) explains them, with examples. In the `missing-…` categories the"
            " rules of a file are ones that ask for something, in all others ones that find something.",
            (AVOID_FILE, AVOID_RULE, PREFER_RULE, *mappings(AVOID_FILE)),
        ),
        _part("Packs", "[Packs](../packs.md) explains them, with examples.", packs),
        _part(
            "The configuration",
            "[Configuration](../configuration.md) says where it stands and what counts.",
            [each for each in mappings(config_form(brand)) if each.name not in known],
        ),
    )


def _part(title: str, about: str, every: Iterable[Keys]) -> Iterator[str]:
    yield from ("", f"## {title}", "", about)
    for keys in {each.name: each for each in every}.values():
        yield from ("", f"### {heading(keys)}", "")
        if keys.one_of:
            names = ", ".join(f"`{name}`" for name in keys.one_of)
            yield from (f"Exactly one of {names} must be there.", "")
        yield from table(keys)
        yield from choices(keys)
