"""``replylint rules coverage``: what of some rules does anything."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from replylint.cli import main
from replylint.evaluation.tracing import Trace
from replylint.linter import Linter, Settings
from replylint.model.reply import Reply
from replylint.rulebook.library import languages, load_rulebook, rule_texts
from replylint.rulebook.written import RuleFiles

RULES = """\
category: jargon
yields-to: [dead-end]
sets:
  used: [frobs]
  by-a-cue: [gizmo]
  unused: [whatsit, "{by-unused}"]
  by-unused: [thingy]
cues:
  explained: ["that means", "that is to say", "the {by-a-cue}"]
  nobodys: ["{used}"]
rules:
- id: frob
  message: "“{match}” is ours."
  why: Nobody else knows it.
  find:
  - phrase: ["<frob> it", "never flumped"]
  - clause: {predicate: fizzle, subject: agent, negated: yes}
  unless:
  - {cue: explained, in: [sentence, next-sentence]}
  - {phrase: ["not ever"], in: before}
  rewrite:
  - {text: "mend it", replaces: match, drops: [frob]}
  - {text: "{oblique}", replaces: match}
  examples:
  - bad: We frob it.
  - good: We frob it, that means we mend it.
  - good: We mend it.
- id: any-frob
  message: "“{match}” is ours."
  why: Nobody else knows it.
  find: "(<frob>|{used})"
  examples:
  - bad: We frob it.
  - good: We mend it.
- id: no-idea
  message: "“{match}” is ours."
  why: It yields.
  find: I have no idea
  examples:
  - bad: I have no idea.
  - good: We mend it.
- id: silent
  message: "“{match}” is ours."
  why: Its example has a mistake.
  find: bliff
  examples:
  - bad: We blif it.
  - good: We mend it.
"""


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("rules") / "brand.yaml"
    path.write_text(RULES, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def by_examples(rules: Path) -> dict[str, Any]:
    return found("--rules", rules)


def run(*arguments: str | Path) -> Result:
    command = ["rules", "coverage", "--isolated", *map(str, arguments)]
    return CliRunner().invoke(main, command)


def found(*arguments: str | Path) -> dict[str, Any]:
    result = run("--format", "json", *arguments)
    values: dict[str, Any] = json.loads(result.stdout)
    return values


def places(entries: list[dict[str, Any]], *names: str) -> Iterator[tuple[Any, ...]]:
    for entry in entries:
        yield (entry["line"], *(entry[name] for name in names))


def test_what_does_nothing_in_the_examples(by_examples: dict[str, Any]) -> None:
    values = by_examples
    assert [entry["rule"] for entry in values["silent"]] == ["jargon/silent"]
    assert list(places(values["unused"], "kind", "name", "by")) == [
        (6, "set", "unused", []),
        (7, "set", "by-unused", ["set unused"]),
        (10, "cue", "nobodys", []),
    ]
    assert [entry["rule"] for entry in values["hidden"]] == ["jargon/no-idea"]
    assert list(places(values["patterns"], "owner", "text")) == [
        (16, "jargon/frob", "never flumped"),
        (17, "jargon/frob", "clause {predicate: fizzle, subject: agent, negated: yes}"),
        (45, "jargon/silent", "bliff"),
        (9, "cue explained", "that is to say"),
        (9, "cue explained", "the {by-a-cue}"),
    ]
    assert list(places(values["exceptions"], "owner", "text")) == [
        (20, "jargon/frob", "not ever (in: before)")
    ]
    assert list(places(values["rewrites"], "text")) == [(23, "{oblique}")]
    assert values["unseen"] == []
    assert values["summary"] == {
        "examples": 9,
        "replies": None,
        "patterns": 9,
        "exceptions": 2,
        "rewrites": 2,
    }


def test_overlaps(by_examples: dict[str, Any]) -> None:
    overlaps = {
        tuple(entry["rules"]): (entry["outcome"], entry["words"], entry["count"])
        for entry in by_examples["overlaps"]
    }
    assert overlaps["jargon/any-frob", "jargon/frob"] == ("merged", "frob", 2)
    assert overlaps["dead-end/no-idea", "jargon/no-idea"][:2] == ("first", "I have no idea")
    assert all(any("jargon/" in rule for rule in pair) for pair in overlaps)


def test_replies(rules: Path, tmp_path: Path) -> None:
    library = tmp_path / "library.jsonl"
    texts = [
        "We frob it.",
        "Never flumped.",
        "We don't fizzle.",
        "Fine.",
        "“We frob it”, you wrote.",
    ]
    lines = [json.dumps({"id": str(at), "text": text}) for at, text in enumerate(texts)]
    library.write_text("\n".join(lines), encoding="utf-8")
    values = found(library, "--rules", rules)
    assert values["summary"]["replies"] == 5
    assert [entry["line"] for entry in values["patterns"] if entry["owner"] == "jargon/frob"] == []
    assert {entry["rule"] for entry in values["unseen"]} == {"jargon/no-idea", "jargon/silent"}
    counts = {entry["rule"]: (entry["replies"], entry["shown"]) for entry in values["rules"]}
    assert counts["jargon/frob"] == (3, 1)
    assert counts["jargon/any-frob"] == (1, 1)


def test_misuse(rules: Path, tmp_path: Path) -> None:
    assert run("--rules", rules, "--fail-on", "nonsense").exit_code == 2
    missing = run(tmp_path / "nowhere.jsonl", "--rules", rules)
    assert (missing.exit_code, "no such file" in missing.output) == (2, True)
    broken = tmp_path / "broken.yaml"
    broken.write_text(RULES.replace("find: bliff", "fnd: bliff"), encoding="utf-8")
    result = run("--rules", broken)
    assert (result.exit_code, "did you mean “find”" in result.output) == (2, True)


def test_the_table(rules: Path) -> None:
    result = run("--rules", rules, "--fail-on", "unseen")
    text = result.stdout
    assert result.exit_code == 0
    head = "4 rules, 9 examples\n\nRules that find nothing in their own bad examples (1)\n"
    assert text.startswith(head)
    assert "(named by set unused, unused as well)" in text
    assert "one finding of both" in text
    assert "Patterns that never matched (5 of 9)" in text
    positions = [text.index(title) for title in ("Cues and sets", "Rules on the same", "Patterns")]
    assert positions == sorted(positions)
    assert run("--rules", rules, "--fail-on", "silent").exit_code == 1


# -- the shipped rules -------------------------------------------------------------------------


@pytest.mark.parametrize("code", languages())
def test_no_shipped_cue_or_set_is_unused(code: str) -> None:
    unused = RuleFiles.of(rule_texts(code)).unused(load_rulebook(code).lexicon)
    assert [f"{each.place.path}:{each.place.line} {each.place.text}" for each in unused] == []


@pytest.mark.parametrize("code", languages())
def test_what_is_written_is_what_is_compiled(code: str) -> None:
    """So the parts of every shipped rule can be told by their lines."""
    rulebook = load_rulebook(code)
    files = RuleFiles.of(rule_texts(code))
    for rule in rulebook.avoid:
        written = files.rules[rule.info.id]
        assert (written.place.path, written.place.line) == (rule.info.path, rule.info.line)
        assert len(written.exceptions) == len(rule.unless), rule.info.id
        assert [each.text for each in written.rewrites] == [each.text for each in rule.rewrites]
        assert [len(entry) for entry in written.patterns] == [
            len(getattr(search.finder, "phrases", "1")) for search in rule.searches
        ], rule.info.id


def test_the_trace_agrees_with_the_linter() -> None:
    """Two ways through the same rules: what is counted as reported is what is reported."""
    rulebook = load_rulebook("en")
    replies = [
        Reply.of(example.text, kind="email", language="en", context="It broke. What about my SLA?")
        for info in rulebook.infos[::3]
        for example in info.examples
    ]
    trace = Trace("en")
    assert len(list(trace.follow(replies))) == len(replies)
    linter = Linter(Settings(frozenset(info.id for info in rulebook.infos)))
    reports = linter.lint(replies)
    reported = [item.rule for report in reports for item in report.items()]
    offered = sum(bool(fix.edits) for r in reports for each in r.findings for fix in each.fixes)
    assert trace.reported.total() == len(reported)
    assert {rule: reported.count(rule) for rule in reported} == dict(trace.reported)
    rewrites = sum(n for part, n in trace.parts.items() if part.kind == "rewrite")
    assert rewrites == offered
