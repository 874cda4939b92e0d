"""`docs/configuration.md` says of each key what the code says."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from pathlib import Path

import pytest

import replylint
from replylint.cli.settings import file_options, linting_options, verdict_options
from replylint.config import keys
from replylint.config.keys import PER_FILE, default_of
from replylint.sifting.directives import Verb

DOCS = Path(replylint.__file__).parents[1] / "docs" / "configuration.md"

pytestmark = pytest.mark.skipif(not DOCS.exists(), reason="the docs are in the checkout")


def rows() -> Iterator[str]:
    """Yield the rows that the table of keys must have."""
    for name, key in keys():
        yield row(key.name, default(default_of(name)), key.per_file, key.about, key.example)
    yield row(PER_FILE.name, "none", False, PER_FILE.about, PER_FILE.example)


def row(name: str, value: str, per_file: bool, about: str, example: str) -> str:
    return f"| `{name}` | {value} | {'yes' if per_file else ''} | {about} | `{example}` |"


def default(value: object) -> str:
    if value in (None, ()):
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value.value if isinstance(value, Enum) else value)


def test_the_table_of_keys() -> None:
    lines = DOCS.read_text(encoding="utf-8").splitlines()
    table = [line for line in lines if line.startswith("| `") and line.count(" | ") == 4]
    assert table == list(rows())


def test_every_option_and_verb_is_named() -> None:
    text = DOCS.read_text(encoding="utf-8")

    def nothing() -> None: ...

    for add in (linting_options, file_options, verdict_options):
        add(nothing)
    flags = {option.opts[0] for option in nothing.__click_params__}  # type: ignore[attr-defined]
    expected = {"--config", "--isolated", "--exclude", "--extend-exclude", "--force-exclude",
                "--baseline", "--since", "--min-score", "--fail-level"}  # fmt: skip
    assert expected <= flags
    for word in (*expected, *(verb.value for verb in Verb)):
        assert word in text, word
