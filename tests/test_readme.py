"""The README's example is what the program prints."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from replylint.cli import main

README = Path(__file__).parents[1] / "README.md"
COMMAND = re.compile(
    r'^    \$ echo "(.*)" \| replylint check\n((?:    .*\n|\n)*?)(?=^## )', re.MULTILINE
)


@pytest.mark.skipif(not README.exists(), reason="the README is in the checkout")
def test_the_example_is_real() -> None:
    example = COMMAND.search(README.read_text(encoding="utf-8"))
    assert example, "the README shows what the program prints"
    shown = [line.removeprefix("    ") for line in example[2].strip("\n").splitlines()]
    printed = (
        CliRunner(env={"COLUMNS": "80"}).invoke(main, ["check"], input=example[1] + "\n").output
    )
    assert shown == printed.splitlines()
