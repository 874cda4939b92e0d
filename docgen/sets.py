"""The page of all lexical sets."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from docgen import markdown as md
from docgen.rulefiles import Entry, Shelf
from docgen.users import links


def page(shelf: Shelf) -> str:
    """Return the page."""
    ordered = sorted(shelf.sets, key=lambda each: (each.file != "lexicon.yaml", each.file))
    groups = groupby(ordered, key=lambda each: each.file)
    return md.page(
        "the rule files",
        "# Lexical sets",
        "",
        "Named lists of words. A pattern or condition takes one in braces: `{set}`, or `<{set}>` for all forms"
        " of its words; [how to](../rules.md#phrase). A set that a file of yours names too gets your words besides.",
        [line for file, sets in groups for line in _file(file, list(sets), shelf)],
    )


def _file(file: str, sets: list[Entry], shelf: Shelf) -> Iterator[str]:
    titles = {"lexicon.yaml": "Words that categories share", "cues.yaml": "Of the shared cues"}
    yield from ("", f"## {titles.get(file) or 'Of ' + file.removesuffix('.yaml')}")
    for each in sets:
        yield from ("", f"### {each.name}", "")
        if each.about:
            yield from (md.escaped(each.about), "")
        yield f"{len(each.value)}: {', '.join(map(md.escaped, each.value))}."
        yield from ("", f"Used by {_users(each, shelf)}.")


# Sets that the program itself looks at, to tell who a subject is.
OF_ROLES = {
    "company-parts": "the role `company-part`",
    "partners": "the role `partner`",
    "agents": "the role `agent`",
}


def _users(each: Entry, shelf: Shelf) -> str:
    names = shelf.users_of_set(each.name)
    role = OF_ROLES.get(each.name)
    return ", ".join(filter(None, (role, links(names, shelf) if names or not role else None)))
