"""The page of all cues."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from docgen import markdown as md
from docgen.rulefiles import Entry, Shelf
from docgen.users import links

_PATTERNS = 4
_WIDTH = 150

# Made by the program from the layout of a reply; the test compares the names.
LAYOUT = {
    "layout:item": "An item of a list.",
    "layout:step": "An item of a numbered list.",
    "layout:greeting": "The line that the layout shows to be the greeting.",
}


def page(shelf: Shelf) -> str:
    """Return the page."""
    return md.page(
        "the rule files",
        "# Cues",
        "",
        "Named expressions: a rule refers to them in `unless`, a rule for what lacks in `require` and `when`."
        " Your own rules may use all of them; [how to](../rules.md#cues)."
        " Of long ones, the first patterns are shown.",
        "",
        "## From the layout",
        "",
        md.table(("cue", "is"), [(f"`{name}`", about) for name, about in LAYOUT.items()]),
        [line for file, cues in _by_file(shelf) for line in _file(file, cues, shelf)],
    )


def _by_file(shelf: Shelf) -> list[tuple[str, list[Entry]]]:
    """Return the cues by the file they stand in: those that are there for all rules come first."""
    ordered = sorted(shelf.cues, key=lambda cue: (cue.file != "cues.yaml", cue.file))
    return [(file, list(cues)) for file, cues in groupby(ordered, key=lambda cue: cue.file)]


def _file(file: str, cues: list[Entry], shelf: Shelf) -> Iterator[str]:
    shared = file == "cues.yaml"
    yield from ("", "## For all rules" if shared else f"## Of {file.removesuffix('.yaml')}")
    for cue in cues:
        yield from ("", f"### {cue.name}", "")
        if cue.about:
            yield from (md.escaped(cue.about), "")
        yield from _patterns(cue)
        yield from ("", f"Used by {links(shelf.users_of_cue(cue.name), shelf)}.")


def _patterns(cue: Entry) -> Iterator[str]:
    shown = list(_written(cue.value))
    yield from md.fenced("\n".join(_short(line) for line in shown[:_PATTERNS]), "yaml")
    rest = len(shown) - _PATTERNS
    if rest > 0:
        yield from ("", f"And {rest} more, in `rules/en/{cue.file}`.")


def _written(value: Any) -> Iterator[str]:  # noqa: ANN401 - whatever the file holds
    """Yield the patterns and conditions of a cue, one a line."""
    if isinstance(value, list):
        for item in value:
            yield from _written(item)
    elif isinstance(value, dict) and "find" in value:
        yield from _written(value["find"])
    elif isinstance(value, dict) and isinstance(value.get("phrase"), list):
        more = {key: inner for key, inner in value.items() if key != "phrase"}
        behind = f"  # {_flow(more)}" if more else ""
        yield from (f'- "{pattern}"{behind}' for pattern in value["phrase"])
    else:
        yield f'- "{value}"' if isinstance(value, str) else f"- {_flow(value)}"


def _flow(value: Any) -> str:  # noqa: ANN401 - as above
    """Return a value in one line of YAML."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    plain = value.replace("-", "").replace(" ", "").isalnum()
    return value if plain else f'"{value}"'


def _short(line: str) -> str:
    return line if len(line) <= _WIDTH else f"{line[:_WIDTH]}…"
