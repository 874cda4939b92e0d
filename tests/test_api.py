"""`replylint.api`, with a rule of the test's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from replylint.api import Draft, Options, check, context_from, rules
from replylint.evaluation.examples import failing_examples
from replylint.model.errors import ConfigError, RuleError
from replylint.model.reply import Kind

RULE = """\
category: jargon
rules:
- id: frobnicate
  find:
    phrase: "frobnicate"
  message: "“{match}” is our word."
  why: Nobody else knows it.
  source: [Field]
  rewrite:
  - 'We say "mend".'
  examples:
  - bad: We frobnicate it.
  - good: We mend it.
"""


@pytest.fixture
def rule(tmp_path: Path) -> Path:
    path = tmp_path / "rule.yaml"
    path.write_text(RULE, encoding="utf-8")
    return path


def test_a_fix_is_encoded_for_its_file(tmp_path: Path, rule: Path) -> None:
    line = '{"id": "a", "text": "Here is the caf\\u00e9. We \\"really\\" frobnicate it."}'
    path = tmp_path / "a.jsonl"
    path.write_text(line, encoding="utf-8")
    report = check([path], Options(select=("jargon/frobnicate",), rules=(rule,), language="en-GB"))
    (file,) = report.files
    (found,) = file.replies[0].findings
    source = file.replies[0].reply.source
    span = source.span(found.span)
    assert line[span.start : span.end] == found.match == "frobnicate"
    (edit,) = found.fixes[0].edits
    assert (edit.text, edit.encoded) == ('We say "mend".', 'We say \\"mend\\".')


def test_drafts_and_options(rule: Path) -> None:
    options = Options(select=("ALL",), ignore=("missing-greeting",), kind=Kind.EMAIL, rules=(rule,))
    report = check([Draft(b"We frobnicate it.", "one"), Draft(b"\xff", "two")], options)
    assert [file.document.path for file in report.files] == ["one"]
    assert [problem.path for problem in report.problems] == ["two"]
    assert next(report.replies()).kind is Kind.EMAIL
    assert report.categories()["jargon"] == 1
    assert "missing-greeting" not in report.categories()


def test_what_is_asked_for_and_what_the_file_says() -> None:
    lines = b'{"text": "Fine."}\n{"text": "Fine.", "kind": "email", "context": "own", "lang": "en"}'
    report = check([Draft(lines, "a.jsonl")], Options(kind=Kind.CHAT, context="Where is it?"))
    assert [(each.kind, each.reply.context) for each in report.replies()] == [
        (Kind.CHAT, "Where is it?"),
        (Kind.CHAT, "own"),
    ]
    report = check([Draft(lines, "a.jsonl")])
    assert [each.kind for each in report.replies()] == [Kind.MACRO, Kind.EMAIL]


def test_nothing_to_check() -> None:
    assert check([]).files == ()


def test_rules(rule: Path) -> None:
    assert [each.id for each in rules("en", [rule]) if each.path.endswith("rule.yaml")] == [
        "jargon/frobnicate"
    ]
    with pytest.raises(ConfigError, match="no rules for the language “xx”"):
        rules("xx")


def test_failing_examples(rule: Path) -> None:
    text = RULE.replace("We mend it", "We never frobnicate it").replace(
        "- bad: We f", "- bad: We do f"
    )
    text = text.replace("frobnicate it.\n  - good", "xyz it.\n  - good")
    rule.write_text(text, encoding="utf-8")
    infos = [each for each in rules("en", [rule]) if each.id == "jargon/frobnicate"]
    assert [failure.message for failure in failing_examples(infos, [rule])] == [
        "not reported: We do xyz it.",
        "reported: We never frobnicate it.",
    ]


def test_a_broken_rule_file(rule: Path) -> None:
    rule.write_text("rules: [", encoding="utf-8")
    with pytest.raises(RuleError):
        check([Draft(b"Hi")], Options(rules=(rule,)))


def test_context_from(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbfWhere is it?")
    assert context_from(tmp_path / "a.txt") == "Where is it?"
    with pytest.raises(ConfigError, match="no such file"):
        context_from(tmp_path / "b.txt")
