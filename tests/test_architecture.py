"""The shape of the project: who may import whom, and what nothing may be called."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

import replylint

PACKAGE = Path(replylint.__file__).parent
PROJECT = PACKAGE.parent
GRAB_BAGS = {"utils", "util", "helpers", "helper", "common", "misc", "shared", "tools"}

in_checkout = pytest.mark.skipif(
    not (PROJECT / "pyproject.toml").exists(), reason="the contracts are in the checkout"
)


@in_checkout
def test_import_contracts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PROJECT)
    assert lint_imports(no_cache=True) == EXIT_STATUS_SUCCESS


def test_no_grab_bags() -> None:
    names = {
        path: path.stem.strip("_") for path in PACKAGE.rglob("*") if path.suffix in ("", ".py")
    }
    assert [path for path, name in names.items() if name in GRAB_BAGS] == []


HEAVY = ("spacy", "rich", "yaml", "numpy")
LOADED = f"import json, sys; print(json.dumps([m for m in {HEAVY!r} if m in sys.modules]))"


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["check", "--help"]])
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    code = (
        "import sys, io, contextlib\n"
        "from replylint.cli import main\n"
        "with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()):\n"
        f"    main({arguments!r})\n" + LOADED
    )
    out = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    assert json.loads(out) == []
