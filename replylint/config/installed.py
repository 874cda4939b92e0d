"""Packs of rules that installed Python packages bring along, by name.

A package says so by an entry point of the group ``replylint.packs``: the name of the pack, and
the package (or a folder in it) that holds its files. Nothing of the package is run: its metadata
says what there is, and the folder is found without importing it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

from replylint.model.errors import ConfigError, hint
from replylint.regex import Regex

GROUP = "replylint.packs"
STANDARD = "standard"
MANIFEST = "pack.yaml"
_SHOWN = 60  # characters of a name in a message
_NAME = Regex(r"[A-Za-z0-9][\w.-]*")


def place_of(text: str, folder: Path) -> Path:
    """Return the file or folder that a path or the name of an installed pack stands for.

    Args:
        text: a path, or a name if nothing is at that path.
        folder: what relative paths are relative to.

    Raises:
        ConfigError: there is neither; the message says what there is.
    """
    try:
        path = Path(os.path.normpath(folder / text))
        if path.exists():
            return path
    except (OSError, ValueError):  # longer than a system takes, or with what it can't have
        raise ConfigError(f"“{short(text)}” can't be a file or folder") from None
    missing = f"there is no file or folder “{short(text)}”"
    if not _NAME.fullmatch(text) or path.suffix in (".yaml", ".yml"):
        raise ConfigError(missing)
    known = _announced()
    if text not in known:
        raise ConfigError(f"{missing}, and {_nearest(text, known)}")
    places = known[text]
    if len(places) > 1:
        raise ConfigError(
            f"several installed packages bring a pack named “{text}”: {', '.join(sorted(places))};"
            " uninstall all but one, or give its folder"
        )
    return _folder(text, places[0])


def short(name: str) -> str:
    """Return a name as it is shown in a message: not longer than a line."""
    return name if len(name) <= _SHOWN else f"{name[:_SHOWN]}…"


def _nearest(name: str, known: Mapping[str, list[str]]) -> str:
    name = short(name)
    near = hint(name, [STANDARD, *known])
    there = f"installed: {', '.join(sorted(known))}" if known else "none is installed"
    return f"no installed pack is named “{name}”{near} ({there})"


def _announced() -> Mapping[str, list[str]]:
    """Return where the installed packs say they are, by name."""
    # Only those who name a pack pay for this.
    from importlib.metadata import entry_points

    found: dict[str, list[str]] = {}
    for each in entry_points(group=GROUP):
        places = found.setdefault(each.name, [])
        if each.value not in places:
            places.append(each.value)
    return found


def _folder(name: str, value: str) -> Path:
    """Return the folder of a package, or one in it; nothing of the package is imported."""
    from importlib.util import find_spec

    package, *inner = re.split(r"[.:]", value.strip())
    try:
        # Of a package on the top level this only looks; for one inside, it would import the outer.
        spec = find_spec(package)
    except (ImportError, ValueError):
        spec = None
    for each in (spec.submodule_search_locations or ()) if spec is not None else ():
        folder = Path(each).joinpath(*inner)
        if folder.is_dir():
            return _with_rules(name, folder)
    raise ConfigError(
        f"the installed pack “{name}” says that it lies in “{value}”, but there is no such folder;"
        " install its package again, or tell its authors"
    )


def _with_rules(name: str, folder: Path) -> Path:
    """Return the folder of a pack if there is a rule file in it."""
    if not any(each.suffix in (".yaml", ".yml") for each in folder.rglob("*.y*ml")):
        raise ConfigError(
            f"the installed pack “{name}” has no rule file (.yaml) in its folder; tell its authors"
        )
    return folder
