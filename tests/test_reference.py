"""The generated reference is current, its links lead somewhere, and the site needs no network."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest

from docgen.cues import LAYOUT
from docgen.markdown import anchor, code, escaped, prose
from docgen.reference import left_over, reference
from docgen.rulefiles import read_shelf
from docgen.sets import OF_ROLES
from replylint.rulebook import loading
from replylint.rulebook.rules import LAYOUT_CUES

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
_FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_LINKED = re.compile(r"\[([^\]]+)\]\([^)]+\)")


def test_the_reference_is_current() -> None:
    made = reference(ROOT)
    stale = [
        path for path, text in made.items() if not path.exists() or path.read_text("utf-8") != text
    ]
    assert [*stale, *left_over(ROOT, made)] == [], "run: python -m docgen"


@cache
def anchors(page: Path) -> frozenset[str]:
    text = _FENCED.sub("", page.read_text("utf-8"))
    return frozenset(anchor(_LINKED.sub(r"\1", heading)) for heading in _HEADING.findall(text))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    lost = []
    for path, fragment in _LINK.findall(_FENCED.sub("", page.read_text("utf-8"))):
        target = (page.parent / path).resolve() if path else page
        if not target.is_file() or (fragment and fragment not in anchors(target)):
            lost.append(f"{path}#{fragment}")
    assert lost == []


def test_every_cue_says_what_it_means() -> None:
    shelf = read_shelf(ROOT / "rules" / "en")
    assert [f"{cue.file}: {cue.name}" for cue in shelf.cues if not cue.about] == [], (
        "write a comment right above it"
    )


def test_what_the_program_knows_by_name() -> None:
    assert set(LAYOUT) == LAYOUT_CUES
    assert set(OF_ROLES) == loading._ROLE_SETS


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2 * 3 | {x} _y_ a_b", r"2 \* 3 \| \{x\} \_y\_ a_b"),
        ("<!-- no -->", "&lt;!-- no --&gt;"),
        ("- no item", r"\- no item"),
        ("1. no item", r"1\. no item"),
        ("a\n b", "a b"),
    ],
)
def test_a_text_is_shown_as_it_is(text: str, shown: str) -> None:
    assert escaped(text) == shown


def test_a_bar_in_code_ends_no_cell() -> None:
    assert code("(a|b)*") == "<code>&#40;a&#124;b&#41;&#42;</code>"
    assert code("a  b") == "`a b`"


def test_backticks_of_ours_are_code() -> None:
    assert prose("see `a|*b*`, not *c*") == r"see `a|*b*`, not \*c\*"


@pytest.mark.skipif(find_spec("zensical") is None, reason="the site is built with the extra “docs”")
def test_the_site(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    shutil.copytree(ROOT / "docgen" / "theme", tmp_path / "docgen" / "theme")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    command = [sys.executable, "-m", "zensical", "build", "--strict"]
    built = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    pages = list((tmp_path / "site").rglob("*.html"))
    assert len(pages) >= len(PAGES) - 1
    fetched = re.compile(
        r"<(?:script|img|iframe|link)\b[^>]*?\b(?:src|href)=\"?(?:https?:)?//[^>]*>"
    )
    assert [page.name for page in pages if fetched.search(page.read_text("utf-8"))] == []
