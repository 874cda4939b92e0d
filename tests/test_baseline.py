"""Known findings: written, kept out, fixed, gone stale, written anew."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from replylint.api import Options, check, known_findings
from replylint.cli import main
from replylint.model.errors import ConfigError
from replylint.model.reply import Kind

BLAME = "You failed to attach the invoice."
NO_IDEA = "I don't know when it ships."


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments])


def library(path: Path, **replies: str) -> Path:
    entries = [{"title": name, "body": body} for name, body in replies.items()]
    path.write_text(json.dumps(entries, indent=1), encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "replylint.yaml").write_text(
        "kind: chat\nselect: [blame-customer, dead-end, shouting]\nbaseline: base.json\n"
    )
    library(tmp_path / "a.json", one=BLAME, two=f"{BLAME} {NO_IDEA}")
    (tmp_path / "draft.txt").write_text(f"{BLAME}\n\n{BLAME}\n", encoding="utf-8")
    return tmp_path


def left(*paths: str) -> tuple[int, list[str]]:
    """Return the exit code, and what is found: path, reply and category."""
    result = run("check", "--output-format", "json", *paths)
    report = json.loads(result.stdout)
    found = [
        f"{reply['path']}:{reply['name'] or ''}:{item['category']}"
        for reply in report["replies"]
        for item in reply["findings"]
    ]
    return result.exit_code, found + [each["message"] for each in report["notices"]]


def test_the_life_of_a_baseline(folder: Path) -> None:
    assert "the baseline can't be read" in run("check", ".").output
    result = run("baseline")
    assert (result.exit_code, result.output) == (0, "base.json: 5 known findings\n".replace(
        "base.json", (folder / "base.json").as_posix()))  # fmt: skip
    assert left(".") == (0, [])

    # Edits elsewhere, other order, curly quotes and line wraps don't revive what is known.
    library(folder / "a.json", new="Fine.", two=f"Hello. {BLAME}  I don’t know\nwhen it ships.",
            one=f"{BLAME} Thanks.")  # fmt: skip
    assert left(".") == (0, [])

    # One more than is known is new; so is another sentence, and another reply.
    (folder / "draft.txt").write_text(f"{BLAME}\n\n{BLAME}\n\n{BLAME}\n", encoding="utf-8")
    assert left("draft.txt") == (1, ["draft.txt::blame-customer"])
    library(folder / "a.json", one="You failed to send it.", three=BLAME)
    code, found = left(".")
    assert code == 1
    assert found[:3] == [
        "a.json:one:blame-customer", "a.json:three:blame-customer", "draft.txt::blame-customer",
    ]  # fmt: skip
    assert found[3].startswith("3 known findings are gone; write the baseline anew")

    assert run("baseline").exit_code == 0
    assert left(".") == (0, [])
    (folder / "a.json").unlink()
    assert left("draft.txt")[1][0].startswith("2 known findings are gone")


def test_it_holds_no_words(folder: Path) -> None:
    assert run("baseline", "-o", "other.json", ".").exit_code == 0
    text = (folder / "other.json").read_text(encoding="utf-8")
    assert "invoice" not in text
    known = json.loads(text)["known"]
    assert [(each["path"], each["reply"], each["count"]) for each in known] == [
        ("a.json", "one", 1), ("a.json", "two", 1), ("a.json", "two", 1), ("draft.txt", "", 2),
    ]  # fmt: skip
    assert all(len(each["sentence"]) == 16 for each in known)


def test_from_another_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("baseline")
    inner = folder / "inner"
    inner.mkdir()
    monkeypatch.chdir(inner)
    assert run("check", "--baseline", "../base.json", "../a.json").exit_code == 0
    assert run("check", "--baseline", folder / "base.json", folder / "a.json").exit_code == 0


@pytest.mark.usefixtures("folder")
def test_what_is_not_looked_at_is_not_stale() -> None:
    run("baseline")
    assert left("a.json") == (0, [])
    assert left("--select", "dead-end", ".") == (0, [])


def test_gaps(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("We have sent it. It left on Monday.", encoding="utf-8")
    base = tmp_path / "base.json"
    options = Options(kind=Kind.EMAIL, select=("missing-greeting", "missing-closing"))
    report, text = known_findings([path], base, options)
    assert sum(report.severities().values()) == 2
    base.write_text(text, encoding="utf-8")
    path.write_text("We sent it on Monday. It will be there soon.", encoding="utf-8")
    known = Options(kind=Kind.EMAIL, select=options.select, baseline=base)
    report = check([path], known)
    assert report.severities() == {}
    assert [reply.score for reply in report.replies()] == [100]


def test_known_findings_are_not_fixed(folder: Path) -> None:
    path = folder / "draft.txt"
    path.write_text("Thank you!!!\n", encoding="utf-8")
    assert run("baseline").exit_code == 0
    path.write_text("Thank you!!!\n\nSee you!!!\n", encoding="utf-8")
    run("check", "--fix", "draft.txt")
    assert path.read_text(encoding="utf-8").startswith("Thank you!!!")
    assert path.read_text(encoding="utf-8").count("!!!") == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is no baseline"),
        ("[]", "is no baseline"),
        ('{"version": 2, "known": []}', "of version 2, this replylint reads 1"),
        ('{"version": 1, "known": [{"path": 1}]}', "is no baseline"),
        ('{"version": 1, "known": [{"path": 1, "reply": "", "rule": "", "sentence": "", "count": 1}]}',
         "is no baseline"),
    ],
)  # fmt: skip
def test_bad_files(tmp_path: Path, text: str, message: str) -> None:
    base = tmp_path / "base.json"
    base.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=message):
        check([], Options(baseline=base))


def test_what_is_not_read_stays_known(folder: Path) -> None:
    run("baseline")
    (folder / "a.json").write_text("{", encoding="utf-8")
    (folder / "draft.txt").write_text("Fine.", encoding="utf-8")
    result = run("baseline")
    assert (result.exit_code, "a.json:1: " in result.output) == (2, True)
    known = json.loads((folder / "base.json").read_text(encoding="utf-8"))["known"]
    assert [each["path"] for each in known] == ["a.json"] * 3
    assert run("baseline", "draft.txt").exit_code == 0
    assert json.loads((folder / "base.json").read_text(encoding="utf-8"))["known"] == known
    (folder / "a.json").unlink()
    assert run("baseline", "draft.txt").exit_code == 0
    assert json.loads((folder / "base.json").read_text(encoding="utf-8"))["known"] == []


def test_what_is_no_baseline_is_not_overwritten(folder: Path) -> None:
    result = run("baseline", "-o", "draft.txt")
    assert (result.exit_code, "is no baseline" in result.output) == (2, True)
    assert BLAME in (folder / "draft.txt").read_text(encoding="utf-8")
    assert run("baseline", "-o", "no/such/folder", "a.json").exit_code == 2
