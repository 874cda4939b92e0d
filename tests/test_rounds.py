"""The gate: on each round of fresh sentences the rules are as good as recorded, or better."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from replylint.api import Options, check
from replylint.evaluation.labels import labels
from replylint.evaluation.scoring import evaluate, total

ROUNDS = Path(__file__).parent / "rounds"
FLOORS: dict[str, dict[str, float]] = json.loads((ROUNDS / "floors.json").read_text("utf-8"))


def test_every_round_has_its_floor() -> None:
    assert set(FLOORS) == {path.name for path in ROUNDS.glob("*.jsonl")}


@pytest.mark.parametrize("name", FLOORS)
def test_figures_stay_above_the_floor(name: str) -> None:
    report = check([ROUNDS / name], Options(select=("ALL",), language="en"))
    assert not report.problems
    evaluation = evaluate([case for file in report.files for case in labels(file)[0]])
    findings, gaps = total(evaluation.findings), total(evaluation.gaps)
    reached = {
        "precision": findings.precision or 0.0,
        "recall": findings.recall or 0.0,
        "gaps-f1": gaps.f1 or 0.0,
        "clean-unflagged": 1 - evaluation.clean.flagged / evaluation.clean.replies,
    }
    below = {
        key: (reached[key], floor) for key, floor in FLOORS[name].items() if reached[key] < floor
    }
    assert not below
