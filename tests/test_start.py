"""What a command imports: nothing heavy where nothing heavy is needed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("numpy", "pydantic", "rich", "spacy", "thinc", "yaml")
CLEAN = "Hi Anna, thanks for the screenshots! I've reset your password, so you can log in again.\n"
CODE = f"""
import sys, io, contextlib
from replylint.cli import main
with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()):
    main(sys.argv[1:])
print([name for name in {HEAVY!r} if name in sys.modules])
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a warm cache and drafts."""
    folder = tmp_path_factory.mktemp("start")
    (folder / "first.txt").write_text(CLEAN.replace("Anna", "Tom"), "utf-8")
    (folder / "clean.txt").write_text(CLEAN, "utf-8")
    (folder / "again.txt").write_text("You failed to attach the invoice.\n", "utf-8")
    for name in ("first.txt", "again.txt"):
        loaded(folder, "check", name)
    for _ in range(2):
        loaded(folder, "explain", "blame-customer")
    return folder


def loaded(folder: Path, *arguments: str) -> list[str]:
    """Return which heavy modules a command has imported when it is through."""
    environment = {
        **os.environ,
        "REPLYLINT_SOCKET": "",
        "REPLYLINT_CACHE_DIR": str(folder / "cache"),
    }
    done = subprocess.run(
        [sys.executable, "-c", CODE, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=folder,
        env=environment,
        check=True,
    )
    found: list[str] = json.loads(done.stdout.splitlines()[-1].replace("'", '"'))
    return found


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["--version"],
        ["check", "--help"],
        ["rules", "list"],
        ["explain", "blame-customer"],
        ["explain", "blame-customer/failed-to"],
        ["check", "clean.txt"],
        ["check", "--output-format", "json", "clean.txt"],
    ],
    ids=" ".join,
)
def test_nothing_heavy(folder: Path, arguments: list[str]) -> None:
    assert loaded(folder, *arguments) == []


def test_a_reply_that_has_been_checked_needs_no_parser(folder: Path) -> None:
    # The report for people is laid out by rich; the parser is what takes time.
    assert not {"spacy", "numpy", "thinc"} & set(loaded(folder, "check", "again.txt"))
    assert "spacy" in loaded(folder, "check", "--no-cache", "again.txt")


def imported(code: str, folder: Path) -> list[str]:
    """Return what is imported when some code has run."""
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        cwd=folder,
        env={**os.environ, "REPLYLINT_SOCKET": "", "REPLYLINT_CACHE_DIR": str(folder / "cache")},
        check=True,
    )
    return done.stdout.splitlines()[-1].split(" ")


def test_who_asks_a_server_has_little_to_import(folder: Path) -> None:
    code = "from replylint.warm import ask, identity; ask(['check', 'clean.txt']); identity()"
    heavy = {"click", "msgspec", "pathlib", "typing", "hashlib", "replylint.cli"}
    assert heavy.isdisjoint(imported(code, folder))


def test_a_draft_needs_few_schemas(folder: Path) -> None:
    code = "from replylint.api import check, Path; check([Path('clean.txt')])"
    prefix = "replylint.readers.schemas."
    schemas = [name for name in imported(code, folder) if name.startswith(prefix)]
    assert [name.removeprefix(prefix) for name in schemas] == ["markdown_library", "plain"]
