"""The table of sources names only rules and categories that exist, and leaves no category out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from replylint.rulebook.categories import CATEGORIES
from replylint.rulebook.library import load_rulebook

TABLE = Path(__file__).resolve().parents[1] / "docs" / "sources.md"
RULES = frozenset(info.id for info in load_rulebook("en").infos)
_GUIDES = ("DA", "TL", "FI", "DE", "PL", "Field")


def rows() -> list[tuple[str, list[str], str]]:
    """Return the rows of all tables: the point, the names in its second cell, the note."""
    found = []
    for line in TABLE.read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and not line.startswith("|---") and cells[0] != "point":
            assert len(cells) == 3, line
            found.append((cells[0], re.findall(r"`([^`]+)`", cells[1]), cells[2]))
    return found


@pytest.mark.parametrize("name", sorted({name for _, names, _ in rows() for name in names}))
def test_a_name_exists(name: str) -> None:
    assert name in RULES or name in CATEGORIES


def test_a_point_without_rules_says_why() -> None:
    assert not [point for point, names, note in rows() if not names and not note]


def test_no_category_is_without_a_source() -> None:
    named = {name.partition("/")[0] for _, names, _ in rows() for name in names}
    assert named == set(CATEGORIES)


def test_every_guide_has_its_table() -> None:
    text = TABLE.read_text("utf-8")
    assert [guide for guide in _GUIDES if f"\n## {guide}: " not in text] == []
