"""A team's own rules beside the shipped ones."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from replylint.cli import main

RULE = """\
category: blame-customer
rules:
- id: bent
  severity: info
  find: bent the card
  message: Ours.
  why: w
  examples:
  - bad: You bent the card.
  - good: The card is bent.
"""


def test_an_own_rule_comes_before_a_shipped_one_on_the_same_words(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(RULE, "utf-8")
    arguments = ["check", "--isolated", "--rules", str(tmp_path), "--output-format", "json"]
    printed = CliRunner().invoke(main, arguments, input="You bent the card.\n")
    findings = json.loads(printed.stdout)["replies"][0]["findings"]
    # What is graver about the shipped one stays.
    assert [(each["rule"], each["severity"]) for each in findings] == [
        ("blame-customer/bent", "error")
    ]
    assert findings[0]["match"] == "You bent the card"
