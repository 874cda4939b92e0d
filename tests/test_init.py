"""``replylint init`` and ``replylint config show``."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from replylint.api import Lookup, Options, Profiles
from replylint.cli import main
from replylint.config import Config, keys


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_what_it_writes_changes_nothing(folder: Path) -> None:
    result = run("init")
    assert result.exit_code == 0
    assert "wrote replylint.yaml" in result.output
    assert Profiles(Options(config=Lookup())).of(folder / "a.txt").config == Config()


def test_each_line_may_be_uncommented(folder: Path) -> None:
    (folder / "our-rules").mkdir()
    run("init")
    path = folder / "replylint.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"^# (?=[a-z-]+: )", "", text, flags=re.MULTILINE), encoding="utf-8")
    config = Profiles(Options(config=Lookup())).of(folder / "chat" / "a.txt").config
    assert (config.min_score, config.kind) == (60, "chat")


def test_it_says_what_there_is(folder: Path) -> None:
    (folder / "a.txt").write_text("Fine.")
    (folder / "b.txt").write_text("Fine.")
    (folder / "c.txt").write_text("")
    (folder / "m.json").write_text(
        json.dumps([{"title": "a", "body": "Fine."}, {"title": "b", "body": "Fine."}] * 2)
    )
    (folder / "broken.json").write_text("{")
    output = run("init", ".").output
    assert re.search(r"\.json +4 replies in 1 file, 1 that can't be read", output)
    assert re.search(r"\.txt +2 replies in 2 files, 1 file without a reply", output)
    for part in (".pre-commit-config.yaml", "replylint check --force-exclude", "baseline"):
        assert part in output
    snippet = output.partition("repos:\n")[2].partition("\nIn CI")[0]
    (repository,) = yaml.safe_load(
        re.sub(r"^    ", "", f"    repos:\n{snippet}", flags=re.MULTILINE)
    )["repos"]
    assert repository["hooks"][0]["id"] == "replylint"


def test_it_overwrites_only_when_told_to(folder: Path) -> None:
    (folder / "replylint.yaml").write_text("kind: chat\n")
    result = run("init")
    assert (result.exit_code, "--force overwrites it" in result.output) == (2, True)
    assert (folder / "replylint.yaml").read_text() == "kind: chat\n"
    assert run("init", "--force").exit_code == 0
    assert "# kind: macro" in (folder / "replylint.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "text"),
    [(".replylint.yaml", ""), ("pyproject.toml", "[tool.replylint]\nkind = 'chat'\n")],
)
def test_it_writes_no_second_one(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text)
    result = run("init", "--force")
    assert (result.exit_code, f"{name} configures" in result.output) == (2, True)


def test_no_folder(folder: Path) -> None:
    assert run("init", folder / "none").exit_code == 2


def test_show(folder: Path) -> None:
    (folder / "replylint.yaml").write_text(
        "kind: email\nseverities: {jargon: off}\nper-file:\n- files: chat/\n  kind: chat\n"
    )
    lines = {
        line.split()[0]: line.split(maxsplit=1)[1]
        for line in run("config", "show").output.splitlines()
    }
    assert list(lines) == [key.name for _, key in keys()]
    assert lines["kind"].split() == ["email", "replylint.yaml:1"]
    assert lines["severities"].split() == ["jargon:", "off", "replylint.yaml:2"]
    assert lines["voice"].split() == ["–", "default"]
    shown = run("config", "show", "chat/a.txt", "--output-format", "json", "--ignore", "shouting")
    settings = json.loads(shown.output)["settings"]
    assert settings["kind"] == {"value": "chat", "from": ["replylint.yaml:5"]}
    assert settings["ignore"] == {"value": ["shouting"], "from": ["command line"]}
    assert settings["severities"]["value"] == {"jargon": "off"}
    isolated = run("config", "show", "--isolated", "--output-format", "json").output
    assert json.loads(isolated)["settings"]["kind"] == {"value": None, "from": ["default"]}


def test_show_with_a_bad_file(folder: Path) -> None:
    (folder / "replylint.yaml").write_text("kinds: email\noutput-format: pdf\n")
    result = run("config", "show")
    assert (result.exit_code, "unknown key “kinds”" in result.output) == (2, True)
    (folder / "replylint.yaml").write_text("\noutput-format: jsno\n")
    result = run("config", "show")
    assert result.exit_code == 2
    assert "replylint.yaml:2: “jsno” is not one of" in result.output
    assert "did you mean “json”?" in result.output
    both = run("check", "--isolated", "--config", "replylint.yaml", ".")
    assert (both.exit_code, "leave out --config" in both.output) == (2, True)
