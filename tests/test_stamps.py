"""Files are known to be the same without reading them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from replylint.stamps import stamps


def test_what_counts(tmp_path: Path) -> None:
    for name in ("b.py", "a.py", "c.txt", "__pycache__/a.py", "inner/d.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name, "utf-8")
    found = list(stamps(str(tmp_path), (".py",)))
    assert [Path(path).relative_to(tmp_path).as_posix() for path, _, _ in found] == [
        "a.py",
        "b.py",
        "inner/d.py",
    ]
    assert [size for _, size, _ in found] == [4, 4, 10]
    (tmp_path / "a.py").write_text("A.py", "utf-8")
    os.utime(tmp_path / "a.py", ns=(1, 1))
    assert list(stamps(str(tmp_path), (".py",))) != found


def test_a_file_alone(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("words", "utf-8")
    assert [(path, size) for path, size, _ in stamps(str(file))] == [(str(file), 5)]
    assert list(stamps(str(tmp_path / "none"))) == []


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no links")
def test_an_editors_lock_is_no_file(tmp_path: Path) -> None:
    try:
        (tmp_path / ".#a.py").symlink_to("somebody@somewhere")
    except OSError:
        pytest.skip("no links here")
    assert list(stamps(str(tmp_path))) == []
