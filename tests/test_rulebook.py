"""Rule files: every fault is reported at once, each where it stands, with the nearest name."""

from __future__ import annotations

import pytest

from replylint.languages import en
from replylint.model.errors import RuleError
from replylint.rulebook.loading import build_rulebook

GOOD = """\
category: dead-end
sets:
  ignorance: [no idea, no clue]
cues:
  will-ask: ["i will ask"]
rules:
- id: no-idea
  message: m
  why: w
  find: "have {ignorance}"
  unless: {cue: will-ask, in: following}
  examples:
  - bad: I have no idea.
  - good: I have an idea.
"""


def faults(text: str) -> list[str]:
    with pytest.raises(RuleError) as caught:
        build_rulebook(en, [("brand.yaml", text)])
    return [str(fault) for fault in caught.value.faults]


def test_a_good_file_has_no_faults() -> None:
    rulebook = build_rulebook(en, [("brand.yaml", GOOD)])
    (rule,) = rulebook.avoid
    assert (rule.info.id, rule.info.severity, rule.info.line) == ("dead-end/no-idea", "warning", 7)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("  why: w", "  whi: w", "brand.yaml:9:3: unknown key “whi”; did you mean “why”?"),
        ("  why: w\n", "", "brand.yaml:7:3: the key “why” is missing"),
        (
            "dead-end",
            "deadend",
            "brand.yaml:1:11: unknown word “deadend”; did you mean “dead-end”?",
        ),
        ("cue: will-ask", "cue: wil-ask", "did you mean “will-ask”?"),
        ("{ignorance}", "{ignorence}", "did you mean “ignorance”?"),
        ("in: following", "in: folowing", "did you mean “following”?"),
        ('"have {ignorance}"', '"(have"', "at character 1: “(” is never closed"),
        ('"have {ignorance}"', "{clause: {subject: custmer}}", "did you mean “customer”?"),
        ('"have {ignorance}"', "{clause: {subjct: agent}}", "did you mean “subject”?"),
        ('"have {ignorance}"', "{clause: {negated: perhaps}}", "expected yes or no"),
        ('"have {ignorance}"', "{span: clause}", "has exactly one of phrase, clause"),
        ("  - good: I have an idea.\n", "", "examples of both kinds"),
        ("- good: I have an idea.", "- god: x", "unknown key “god”; did you mean “good”?"),
        ("  message: m", "  message: m\n  message: n", "stands here twice"),
        ("why: w", "why: [", "brand.yaml:11:3: broken YAML"),
    ],
)
def test_faults(old: str, new: str, expected: str) -> None:
    assert old in GOOD
    assert any(expected in fault for fault in faults(GOOD.replace(old, new, 1))), faults(
        GOOD.replace(old, new, 1)
    )


def test_all_faults_come_at_once_in_the_order_of_the_file() -> None:
    text = (
        GOOD.replace("why: w", "whi: w").replace("cue: will-ask", "cue: x").replace("bad:", "bd:")
    )
    found = faults(text)
    assert len(found) >= 4
    lines = [int(fault.split(":")[1]) for fault in found]
    assert lines == sorted(lines)


def test_a_rule_defined_twice_is_a_fault() -> None:
    rules = GOOD.partition("rules:\n")[2]
    assert any("defined twice" in fault for fault in faults(GOOD + rules))
