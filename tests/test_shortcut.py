"""The law of the short cut: parsing only what can matter changes no result."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from replylint.linter import Linter, Settings
from replylint.model.places import SourceMap
from replylint.model.reply import Kind, Reply
from replylint.rulebook.library import load_rulebook

RULEBOOK = load_rulebook("en")
EVERY_RULE = frozenset(info.id for info in RULEBOOK.infos)
EXAMPLES = [example.text for info in RULEBOOK.infos for example in info.examples]
SHARED = Path(__file__).parents[2] / "shared" / "eval" / "dev.jsonl"


def outcomes(texts: list[str], *, shortcut: bool) -> list[object]:
    linter = Linter(Settings(EVERY_RULE, Kind.EMAIL, "en", shortcut=shortcut))
    replies = [Reply(text, SourceMap.identity(0, len(text))) for text in texts]
    return [
        ([(item.rule, item.span) for item in report.findings], [gap.rule for gap in report.gaps])
        for report in linter.lint(replies)
    ]


def check(texts: list[str]) -> None:
    pairs = zip(texts, outcomes(texts, shortcut=True), outcomes(texts, shortcut=False), strict=True)
    different = [(text, short, full) for text, short, full in pairs if short != full]
    assert not different


def test_examples() -> None:
    check(EXAMPLES)


@pytest.mark.skipif(not SHARED.exists(), reason="the labelled replies are not here")
def test_labelled_replies() -> None:
    check([json.loads(line)["text"] for line in SHARED.read_text("utf-8").splitlines()])


_WORDS = sorted({word for text in EXAMPLES for word in text.split()})


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=25))
def test_random_texts(words: list[str]) -> None:
    check([" ".join(words)])
