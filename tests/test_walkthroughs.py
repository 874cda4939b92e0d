"""Whoever follows a page of the docs gets what it shows: its files work, its commands print that."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.walkthrough import WalkthroughError, is_walkthrough, replayed

DOCS = Path(__file__).resolve().parents[1] / "docs"
PAGES = [path for path in sorted(DOCS.glob("*.md")) if is_walkthrough(path.read_text("utf-8"))]

RULE = """\
```yaml
# rules/a.yaml
category: impersonal
rules:
- id: a
  find: no worries
  message: m
  why: w
  examples:
  - bad: {bad}
  - good: Gladly.
```
"""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_can_be_followed(page: Path) -> None:
    text = page.read_text("utf-8")
    assert replayed(text) == text, "run: python -m docgen"


def test_there_are_pages() -> None:
    assert [page.name for page in PAGES] == ["writing-rules.md"]


def test_output_is_put_in_place() -> None:
    shown = RULE.format(bad="No worries.") + "```console\n$ cat rules/a.yaml\nstale\n```\n"
    assert "stale" not in replayed(shown)
    assert replayed(shown).count("find: no worries") == 2


@pytest.mark.parametrize(
    "text",
    [
        RULE.format(bad="No problem."),
        "<!-- fails -->\n" + RULE.format(bad="No worries."),
        "```yaml\n# replylint.yaml\nrulez: [rules]\n```\n",
        "```yaml\nfind: no worries\n```\n",
        "```console\n$ rm -r rules\n```\n",
        "```console\n$ replylint rulez\n```\n",
        "<!-- fails -->\n```console\n$ replylint --version\n```\n",
        "| write | finds | leaves alone |\n|---|---|---|\n| `no worries` | No problem. | Gladly. |\n",
    ],
)
def test_what_is_wrong_is_refused(text: str) -> None:
    with pytest.raises(WalkthroughError):
        replayed(text)
