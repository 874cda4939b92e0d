"""The guides that rules come from, as `docs/sources.md` names them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from docgen.markdown import anchor

_HEADING = re.compile(r"^## ((\w+): (.+))$", re.MULTILINE)


@dataclass(frozen=True)
class Guide:
    """A guide: what rule files call it, its name, and its heading's anchor in `sources.md`."""

    key: str
    name: str
    anchor: str


def read_guides(path: Path) -> Mapping[str, Guide]:
    """Return the guides by the short names of the rule files."""
    found = _HEADING.findall(path.read_text("utf-8"))
    return {key: Guide(key, name, anchor(heading)) for heading, key, name in found}
