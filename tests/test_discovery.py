"""Which files of a folder are taken."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from replylint.readers.discovery import discover

SUFFIXES = {".txt", ".md"}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in [
        "b.txt",
        "a.md",
        "Z.TXT",
        "x.pdf",
        "y.pdf",
        "README",
        ".hidden.txt",
        "sub/c.txt",
        ".git/d.txt",
        "node_modules/e.txt",
        "env1/pyvenv.cfg",
        "env1/f.txt",
        "sub/__pycache__/g.txt",
    ]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return tmp_path


def names(tree: Path, *paths: Path) -> list[str]:
    return [file.relative_to(tree).as_posix() for file in discover(paths, SUFFIXES).files]


def test_a_folder(tree: Path) -> None:
    assert names(tree, tree) == ["Z.TXT", "a.md", "b.txt", "sub/c.txt"]


def test_what_is_named_is_taken_once_whatever_it_is(tree: Path) -> None:
    found = names(
        tree, tree / "x.pdf", tree / "b.txt", tree, tree / "sub" / "c.txt", tree / "no.txt"
    )
    assert found == ["x.pdf", "b.txt", "Z.TXT", "a.md", "sub/c.txt", "no.txt"]


def test_hidden_folders_can_be_named(tree: Path) -> None:
    assert names(tree, tree / ".git") == [".git/d.txt"]


def test_skipped_types_are_summed_up(tree: Path) -> None:
    notices = [notice.message for notice in discover([tree], SUFFIXES).notices]
    assert notices == [
        "skipped 1 suffixless file, a type replylint doesn't read: README",
        "skipped 2 .pdf files, a type replylint doesn't read: x.pdf, y.pdf",
    ]


def test_many_skipped_files_are_counted(tmp_path: Path) -> None:
    for number in range(15):
        (tmp_path / f"{number:02}.pdf").touch()
    (notice,) = discover([tmp_path], SUFFIXES).notices
    assert notice.message.startswith("skipped 15 .pdf files")
    assert notice.message.endswith("09.pdf and 5 more")


def test_links_that_go_round(tree: Path) -> None:
    try:
        (tree / "sub" / "up").symlink_to(tree, target_is_directory=True)
        (tree / "again.txt").symlink_to(tree / "b.txt")
    except OSError:
        pytest.skip("links are not allowed here")
    assert names(tree, tree) == ["Z.TXT", "a.md", "again.txt", "sub/c.txt"]


def test_a_locked_folder(tree: Path) -> None:
    (tree / "sub").chmod(0)
    try:
        if os.access(tree / "sub", os.R_OK):
            pytest.skip("this user may read everything")
        discovery = discover([tree], SUFFIXES)
    finally:
        (tree / "sub").chmod(0o755)
    assert [problem.path for problem in discovery.problems] == [(tree / "sub").as_posix()]
    assert len(discovery.files) == 3
