"""The hooks for pre-commit, run by the real pre-commit in a scratch repository; the action's shape.

The run builds an environment with pip, which takes a minute or two: set REPLYLINT_SLOW_TESTS=1.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml

import replylint

PROJECT = Path(replylint.__file__).parent.parent
HOOKS = PROJECT / ".pre-commit-hooks.yaml"
SHIPPED = ("LICENSE", "README.md", "pyproject.toml", "replylint", "rules", ".pre-commit-hooks.yaml")
OFFLINE = (
    "No matching distribution",
    "Could not find a version",
    "Connection",
    "Temporary failure",
)
BAD = "You failed to attach the invoice.\n"
LOUD = "The invoice is attached!!!\n"
QUIET = "The invoice is attached!\n"

pytestmark = pytest.mark.skipif(not HOOKS.exists(), reason="the hooks are in the checkout")


def test_hooks_are_whole() -> None:
    hooks = yaml.safe_load(HOOKS.read_text(encoding="utf-8"))
    assert [hook["id"] for hook in hooks] == ["replylint", "replylint-fix"]
    for hook in hooks:
        assert hook["language"] == "python"
        assert hook["entry"].startswith("replylint check --force-exclude")
        assert hook["require_serial"] is True


def test_action_is_whole() -> None:
    action = yaml.safe_load((PROJECT / "action.yml").read_text(encoding="utf-8"))
    assert action["runs"]["using"] == "composite"
    for step in action["runs"]["steps"]:
        # An input in a script would be run as part of it.
        assert "${{" not in step.get("run", "")
        assert "uses" in step or "shell" in step


@pytest.mark.skipif(shutil.which("bash") is None, reason="the action's script is for bash")
def test_the_action_passes_its_inputs_on(tmp_path: Path) -> None:
    action = yaml.safe_load((PROJECT / "action.yml").read_text(encoding="utf-8"))
    folder = tmp_path / "replylint" / "bin"
    folder.mkdir(parents=True)
    fake = folder / "replylint"
    fake.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n', encoding="utf-8")
    fake.chmod(0o755)
    inputs = {
        "PATHS": "a b\n$(touch gone)\n",
        "ARGS": "--fail-level=error\n",
        "SARIF_FILE": "o.sarif",
    }
    done = subprocess.run(
        ["bash", "-e", "-c", action["runs"]["steps"][-1]["run"]],
        env={**os.environ, **inputs, "RUNNER_TEMP": str(tmp_path)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines() == [
        *("check", "--output-format", "github", "--fail-level=error"),
        *("--output-format", "sarif", "--output-file", "o.sarif", "--", "a b", "$(touch gone)"),
    ]
    assert not (tmp_path / "gone").exists()


class Scratch:
    """Two repositories: one with replylint, one with macros that are hooked to it."""

    def __init__(self, folder: Path) -> None:
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": "a",
            "GIT_AUTHOR_EMAIL": "a@example.org",
            "GIT_COMMITTER_NAME": "a",
            "GIT_COMMITTER_EMAIL": "a@example.org",
            "PRE_COMMIT_HOME": str(folder / "cache"),
            "PYTHONPATH": "",
        }
        self.hooks = folder / "hooks"
        self.macros = folder / "macros"
        self.hooks.mkdir()
        self.macros.mkdir()
        for name in SHIPPED:
            source = PROJECT / name
            if source.is_dir():
                ignored = shutil.ignore_patterns("__pycache__")
                shutil.copytree(source, self.hooks / name, ignore=ignored)
            else:
                shutil.copy(source, self.hooks / name)
        revision = self.commit(self.hooks)
        repository = {"repo": str(self.hooks), "rev": revision}
        both = [{"id": "replylint-fix"}, {"id": "replylint"}]
        config = yaml.safe_dump({"repos": [{**repository, "hooks": both}]})
        (self.macros / ".pre-commit-config.yaml").write_text(config, encoding="utf-8")
        self.git(self.macros, "init", "-q")

    def git(self, folder: Path, *arguments: str) -> str:
        command = ["git", "-C", str(folder), *arguments]
        return subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=True
        ).stdout.strip()

    def commit(self, folder: Path) -> str:
        self.git(folder, "init", "-q")
        self.git(folder, "add", "-A", "-f")
        self.git(folder, "commit", "-q", "-m", "all")
        return self.git(folder, "rev-parse", "HEAD")

    def pre_commit(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        self.git(self.macros, "add", "-A")
        return subprocess.run(
            [sys.executable, "-m", "pre_commit", *arguments],
            cwd=self.macros,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.mark.skipif(
    not os.environ.get("REPLYLINT_SLOW_TESTS")
    or find_spec("pre_commit") is None
    or shutil.which("git") is None,
    reason="slow; needs REPLYLINT_SLOW_TESTS=1, pre-commit and git",
)
def test_pre_commit(tmp_path: Path) -> None:
    scratch = Scratch(tmp_path)
    installed = scratch.pre_commit("install-hooks")
    if installed.returncode and any(word in installed.stdout for word in OFFLINE):
        pytest.skip("pip can't install here")
    assert installed.returncode == 0, installed.stdout + installed.stderr
    macro = scratch.macros / "late.md"
    macro.write_text(BAD, encoding="utf-8")
    failed = scratch.pre_commit("run", "replylint", "--all-files")
    assert failed.returncode == 1, failed.stdout
    assert "blame-customer/" in failed.stdout
    assert macro.read_text(encoding="utf-8") == BAD
    macro.write_text(LOUD, encoding="utf-8")
    fixed = scratch.pre_commit("run", "replylint-fix", "--all-files")
    assert fixed.returncode == 1, fixed.stdout
    assert macro.read_text(encoding="utf-8") == QUIET
    passed = scratch.pre_commit("run", "--all-files")
    assert passed.returncode == 0, passed.stdout
