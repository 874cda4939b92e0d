"""``--since``: only what has changed since a git revision."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from replylint.cli import main
from replylint.readers import long_files

BLAME = "You failed to attach the invoice."

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="there is no git")


def git(folder: Path, *arguments: str) -> None:
    names = ["-c", "user.name=Ann", "-c", "user.email=ann@example.com", "-c", "core.autocrlf=false"]
    subprocess.run(["git", "-C", folder, *names, *arguments], check=True, capture_output=True)


def run(*arguments: str | Path) -> Result:
    options = ["--isolated", "--kind", "chat", "--select", "blame-customer,shouting"]
    return CliRunner().invoke(main, ["check", *options, *(str(each) for each in arguments)])


def found(*arguments: str | Path) -> list[str]:
    report = json.loads(run("--output-format", "json", *arguments).stdout)
    assert report["errors"] == []
    return [
        f"{Path(reply['path']).name}:{reply['name'] or ''}"
        for reply in report["replies"]
        for _ in reply["findings"]
    ]


def library(path: Path, **replies: str) -> None:
    entries = [{"title": name, "body": body} for name, body in replies.items()]
    path.write_text(json.dumps(entries, indent=1), encoding="utf-8")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "macros é"
    folder.mkdir()
    git(tmp_path, "init", "-q")
    library(folder / "a.json", one=BLAME, two=BLAME, three=BLAME)
    (folder / "old.md").write_text(f"{BLAME}\n", encoding="utf-8")
    (folder / "moved.txt").write_text(f"{BLAME}\n\nThis stays as it is, word for word.\n")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "first")
    return folder


def test_only_changed_replies(repository: Path) -> None:
    assert found("--since", "HEAD", repository) == []
    library(repository / "a.json", three=BLAME, two=f"Hello. {BLAME}", four=BLAME, one=BLAME)
    (repository / "new.md").write_text(BLAME, encoding="utf-8")
    assert found("--since", "HEAD", repository) == ["a.json:two", "a.json:four", "new.md:"]
    assert run("--since", "HEAD", repository / "old.md").exit_code == 0
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "second")
    assert found("--since", "HEAD", repository) == []
    assert len(found("--since", "HEAD~1", repository)) == 3


def test_a_file_with_another_name(repository: Path) -> None:
    git(repository, "mv", "moved.txt", "here.txt")
    assert found("--since", "HEAD", repository) == []


def test_line_ends_are_no_change(repository: Path) -> None:
    text = (repository / "moved.txt").read_bytes()
    (repository / "moved.txt").write_bytes(text.replace(b"\n", b"\r\n"))
    assert found("--since", "HEAD", repository / "moved.txt") == []


def test_relative_paths(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository)
    (repository / "old.md").write_text(f"Well. {BLAME}\n", encoding="utf-8")
    assert found("--since", "HEAD", ".") == ["old.md:"]


def test_what_did_not_change_is_not_fixed(repository: Path) -> None:
    library(repository / "a.json", one="Thank you!!!", two="Thanks!!!")
    git(repository, "commit", "-q", "-a", "-m", "loud")
    library(repository / "a.json", one="Thank you!!!", two="Many thanks!!!")
    run("--fix", "--since", "HEAD", repository)
    assert (repository / "a.json").read_text(encoding="utf-8").count("!!!") == 1


def test_a_draft_is_new(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository)
    result = CliRunner().invoke(main, ["check", "--since", "HEAD", "--kind", "chat"], input=BLAME)
    assert result.exit_code == 1


@pytest.mark.parametrize("revision", ["no-such-branch", "--all", "-x", "HEAD:a.json", ""])
def test_unknown_revisions(repository: Path, revision: str) -> None:
    result = run(f"--since={revision}", repository)
    assert (result.exit_code, "Traceback" in result.output) == (2, False)
    assert "revision" in result.output


def test_no_repository(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BLAME, encoding="utf-8")
    result = run("--since", "HEAD", tmp_path)
    assert result.exit_code == 2
    assert "not a git repository" in result.output


def test_no_git(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    result = run("--since", "HEAD", repository)
    assert (result.exit_code, "needs git" in result.output) == (2, True)


def test_a_file_read_in_parts(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = repository / "long.csv"
    rows = [f"r{row},{BLAME}" for row in range(20)]
    table.write_text("\n".join(["title,body", *rows, *rows[:3]]), encoding="utf-8")
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "second")
    rows[12] += " Hello."
    table.write_text("\n".join(["title,body", *rows, *rows[:3], rows[2]]), encoding="utf-8")
    whole = found("--since", "HEAD", table)
    assert whole == ["long.csv:r12", "long.csv:r2"]
    monkeypatch.setattr("replylint.api.IN_PARTS", 0)
    monkeypatch.setattr(long_files, "SIZES", long_files.Sizes(part=100))
    assert found("--since", "HEAD", table) == whole
