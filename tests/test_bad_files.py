"""Bad files: each gets a clear error, the others are still read."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from replylint.api import check
from replylint.readers import MAX_FILE_BYTES, read

GOOD = '[{"title": "Late", "body": "Hello, we are looking into it."}]'
BAD: dict[str, tuple[bytes, str, int | None]] = {
    "binary.json": (b"\x89PNG\r\n\x1a\n\0", "is not a text file", 3),
    "nul.yaml": (b"a: b\n\0", "NUL byte", 2),
    "truncated.json": (GOOD.encode()[:-20], "a string without its end", 1),
    "cut.json": (GOOD.encode()[:-1], "expected “,” or “]”", 1),
    "tab.yaml": (b"late:\n\ttext: Hi\n", "a tab in the indent", 2),
    "twice.json": (b'{"a": {"text": "Hi"},\n "a": {"text": "Ho"}}', "the key “a” comes twice", 2),
    "twice.yaml": (b"a: {text: Hi}\na: {text: Ho}\n", "the key “a” comes twice", 2),
    "latin.csv": ("title,body\na,café\n".encode("latin-1"), "is not UTF-8 text", 2),
    "utf16.csv": ("title,body\na,b\n".encode("utf-16"), "is UTF-16 text", None),
    "quote.csv": (b'title,body\na,"Hi\n', "a quoted cell without its end", 2),
    "deep.json": (b"[" * 100_000, "nested deeper", 1),
    "deep.yaml": (b"[" * 100_000, "nested deeper", 1),
    "deep.email-meta.xml": (b"<a>" * 100_000, "nested deeper", 1),
    "laughs.xml": (b'<!DOCTYPE a [<!ENTITY b "ha">]><a>&b;</a>', "DOCTYPE", 1),
    "placeholder.yaml": (b"late: {{name}}, hi\n", "starts with a placeholder", 1),
    "comment.yaml": (b"a: {text: x}\nlate: Hi #{name}, hello\n", "is cut off", 2),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_file(tmp_path: Path, name: str) -> None:
    data, message, line = BAD[name]
    (tmp_path / name).write_bytes(data)
    (tmp_path / "good.json").write_text(GOOD)
    report = check([tmp_path])
    assert [(message in each.message, each.line) for each in report.problems] == [(True, line)]
    assert any(file.document.path.endswith("good.json") for file in report.files)


def test_both_of_a_key_that_comes_twice_are_read(tmp_path: Path) -> None:
    path = tmp_path / "twice.json"
    path.write_bytes(BAD["twice.json"][0])
    found = read(path).document
    assert found is not None
    assert [reply.text for reply in found.replies] == ["Hi", "Ho"]


@pytest.mark.parametrize("name", ["big.json", "big.yaml", "big.csv", "big.html"])
def test_too_large(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"x" * (MAX_FILE_BYTES + 1))
    assert "is too large: 20.0 MB" in read(path).problems[0].message


def test_a_large_library_is_read_in_time(tmp_path: Path) -> None:
    rows = [{"title": f"r{number}", "body": "Thanks for it.\n" * 20} for number in range(3000)]
    path = tmp_path / "large.json"
    path.write_text(json.dumps(rows))
    start = time.process_time()
    found = read(path).document
    assert found is not None
    assert len(found.replies) == 3000
    assert time.process_time() - start < 20


def test_empty_files_are_clean(tmp_path: Path) -> None:
    for suffix in (".json", ".yaml", ".csv", ".tsv", ".xml", ".html", ".email", ".md"):
        path = tmp_path / f"empty{suffix}"
        for data in (b"", b"\xef\xbb\xbf", b" \n\n"):
            path.write_bytes(data)
            reading = read(path)
            assert reading.document is not None
            assert (reading.document.replies, reading.problems, reading.notices) == ((), (), ())
