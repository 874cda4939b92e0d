"""Who uses a cue or a set, as links."""

from __future__ import annotations

from collections.abc import Sequence

from docgen.rulefiles import Shelf


def links(names: Sequence[str], shelf: Shelf) -> str:
    """Return links to rules, cues and sets by their names; a plain word where there are none."""
    return ", ".join(f"[{name}]({_target(name, shelf)})" for name in names) or "nobody"


def _target(name: str, shelf: Shelf) -> str:
    if "/" in name:
        return f"rules/{name}.md"
    known = {cue.name for cue in shelf.cues}
    return f"cues.md#{name}" if name in known else f"sets.md#{name}"
