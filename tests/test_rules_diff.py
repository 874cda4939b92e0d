"""``replylint rules diff``: what a change of rules changes on a library."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from replylint.cli import main

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="there is no git")

RULES = """\
category: jargon
rules:
- id: frob
  message: "“{match}” is ours."
  why: Nobody else knows it.
  find: frob it
  rewrite: [{text: "mend it", replaces: match, drops: [frob]}]
  examples: [{bad: We frob it., rewrite: We mend it.}, {good: We mend it.}]
"""
ANOTHER = """\
- id: fizzle
  message: "“{match}” is ours."
  why: Nobody else knows it.
  find: fizzle
  examples: [{bad: It will fizzle., note: x}, {good: We mend it.}]
"""


def git(folder: Path, *arguments: str) -> str:
    names = ["-c", "user.name=Ann", "-c", "user.email=ann@example.com", "-c", "core.autocrlf=false"]
    done = subprocess.run(
        ["git", "-C", folder, *names, *arguments], check=True, capture_output=True, text=True
    )
    return done.stdout


@pytest.fixture
def team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "team é"
    (folder / "rules").mkdir(parents=True)
    git(folder, "init", "-q")
    (folder / "rules" / "brand.yaml").write_text(RULES, encoding="utf-8")
    (folder / "replylint.yaml").write_text("rules: [rules]\n", encoding="utf-8")
    lines = [
        {"id": "one", "text": "We frob it."},
        {"id": "two", "text": "It will fizzle.\nWe frob it."},
        {"id": "three", "text": "You failed to attach the invoice."},
    ]
    (folder / "macros.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "first")
    monkeypatch.chdir(folder)
    return folder


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["rules", "diff", "--no-cache", *map(str, arguments)])


def changes(*arguments: str | Path) -> list[tuple[Any, ...]]:
    result = run("--format", "json", *arguments)
    values = json.loads(result.stdout)
    assert result.exit_code == int(bool(values["changes"]))
    return [
        (each["change"], each["line"], each["name"], each["rule"], *each["differences"])
        for each in values["changes"]
    ]


def write(team: Path, text: str) -> None:
    (team / "rules" / "brand.yaml").write_text(text, encoding="utf-8")


def test_nothing_has_changed(team: Path) -> None:
    result = run("HEAD", "--", "macros.jsonl")
    expected = "3 replies, compared with the rules of HEAD: 0 new, 0 gone, 0 changed\n"
    assert (result.exit_code, result.stdout) == (0, expected)
    write(team, f"# another comment\n{RULES}")
    assert changes("HEAD", "--", "macros.jsonl") == []


def test_new_and_gone(team: Path) -> None:
    write(team, RULES + ANOTHER)
    new = [("new", 2, "two", "jargon/fizzle")]
    assert changes("HEAD", "macros.jsonl") == new
    git(team, "commit", "-qam", "fizzle")
    assert changes("HEAD", "macros.jsonl") == []
    assert changes("HEAD~1", "macros.jsonl") == new
    write(team, RULES)
    assert changes("HEAD", "macros.jsonl") == [("gone", 2, "two", "jargon/fizzle")]
    values = json.loads(run("--format", "json", "HEAD", "macros.jsonl").stdout)
    assert (values["added"], values["removed"]) == ([], ["jargon/fizzle"])
    assert values["rules"] == {"jargon/fizzle": {"new": 0, "gone": 1, "changed": 0}}
    assert values["changes"][0]["before"] == {
        "words": "fizzle",
        "severity": "info",
        "message": "“fizzle” is ours.",
        "rewrites": [],
    }
    assert values["changes"][0]["after"] is None


@pytest.mark.parametrize(
    ("before", "after", "difference"),
    [
        ("- id: frob", "- id: frob\n  severity: error", "severity"),
        ("is ours", "is our word", "message"),
        ("mend it", "repair it", "rewrites"),
        ("find: frob it", 'find: "we frob it"', "words"),
    ],
)
def test_changed(team: Path, before: str, after: str, difference: str) -> None:
    head, tail = RULES.split("  examples", 1)
    write(
        team, f"{head.replace(before, after)}  examples{tail}".replace(", rewrite: We mend it.", "")
    )
    found = changes("HEAD", "--", ".")
    assert [each[:4] for each in found] == [
        ("changed", 1, "one", "jargon/frob"),
        ("changed", 2, "two", "jargon/frob"),
    ]
    assert all(difference in each[4:] for each in found)


def test_as_text(team: Path) -> None:
    write(team, (RULES + ANOTHER).replace("- id: frob", "- id: frob\n  severity: error"))
    lines = run("HEAD", "--", "macros.jsonl").stdout.splitlines()
    assert lines[:3] == [
        "~ macros.jsonl:1 “one”: error jargon/frob “frob it”",
        "    severity: info → error",
        "+ macros.jsonl:2 “two”: info jargon/fizzle “fizzle”",
    ]
    assert "     0       0        2  jargon/frob" in lines
    assert "New rules: jargon/fizzle" in lines
    assert lines[-1] == "3 replies, compared with the rules of HEAD: 1 new, 0 gone, 2 changed"


def test_the_work_tree_stays(team: Path) -> None:
    write(team, RULES + ANOTHER)
    (team / "rules" / "more.yaml").write_text("category: jargon\n", encoding="utf-8")
    before = git(team, "status", "--porcelain")
    run("HEAD", "macros.jsonl")
    assert git(team, "status", "--porcelain") == before
    assert (team / "rules" / "brand.yaml").read_text("utf-8") == RULES + ANOTHER


def test_names_of_rules_that_are_new_or_gone(team: Path) -> None:
    """A selection may name a rule that one of the two sides doesn't have."""
    write(team, ANOTHER.join(RULES.split("- id", 1)[:1]) + ANOTHER)
    assert changes("HEAD", "--select", "jargon/fizzle", "macros.jsonl") == [
        ("new", 2, "two", "jargon/fizzle")
    ]
    assert changes("HEAD", "--select", "jargon/frob", "macros.jsonl") == [
        ("gone", 1, "one", "jargon/frob"),
        ("gone", 2, "two", "jargon/frob"),
    ]
    unknown = run("HEAD", "--select", "jargon/fuzzle", "macros.jsonl")
    assert (unknown.exit_code, "did you mean" in unknown.output) == (2, True)


def test_a_file_of_rules_and_what_is_silenced(team: Path) -> None:
    (team / "replylint.yaml").unlink()
    write(team, RULES + ANOTHER)
    (team / "a.txt").write_text("[replylint: disable-file jargon]\nIt will fizzle.\n", "utf-8")
    rules = ["--rules", "rules/brand.yaml"]
    assert changes("HEAD", *rules, "macros.jsonl") == [("new", 2, "two", "jargon/fizzle")]
    assert changes("HEAD", *rules, "--kind", "chat", "a.txt") == []


# -- what can't be compared ----------------------------------------------------------------------


def refused(*arguments: str | Path) -> str:
    result = run(*arguments)
    assert (result.exit_code, "Traceback" in result.output) == (2, False)
    return result.output


@pytest.mark.usefixtures("team")
@pytest.mark.parametrize("revision", ["no-such-branch", "--all", "HEAD:macros.jsonl", ""])
def test_unknown_revisions(revision: str) -> None:
    assert "revision" in refused("--", revision, "macros.jsonl")


def test_no_rules_then(team: Path) -> None:
    (team / "later.yaml").write_text(RULES, encoding="utf-8")
    said = refused("HEAD", "--isolated", "--rules", "later.yaml", "macros.jsonl")
    assert "There are no rule files in “HEAD” at later.yaml" in said


def test_no_repository(tmp_path: Path) -> None:
    (tmp_path / "brand.yaml").write_text(RULES, encoding="utf-8")
    (tmp_path / "a.txt").write_text("We frob it.", encoding="utf-8")
    said = refused("HEAD", "--isolated", "--rules", tmp_path / "brand.yaml", tmp_path / "a.txt")
    assert "stands in no git repository" in said


def test_faulty_rules_then(team: Path) -> None:
    write(team, "category: jargon\nrules: {")
    git(team, "commit", "-qam", "broken")
    write(team, RULES)
    assert "HEAD:rules/brand.yaml:2:9: broken YAML" in refused("HEAD", "macros.jsonl")


def test_no_git(team: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert team.exists()
    monkeypatch.setenv("PATH", "")
    assert "needs git" in refused("HEAD", "macros.jsonl")


@pytest.mark.usefixtures("team")
def test_a_library_that_isnt_there() -> None:
    assert "no such file" in refused("HEAD", "nowhere.jsonl")
    assert "Missing argument" in refused("HEAD")
