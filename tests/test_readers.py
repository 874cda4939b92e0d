"""Files to replies: positions are checked by slicing the source, bad input by its message."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from replylint.model.reply import Kind, Layer, Markup
from replylint.model.text import LineIndex, Span
from replylint.readers import MAX_FILE_BYTES, MAX_REPLY_CHARACTERS, Reading, read, read_bytes
from replylint.readers.registry import encode, suffixes


def written(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def jsonl(*lines: str) -> Reading:
    return read_bytes("\n".join(lines).encode(), "library.jsonl")


@pytest.mark.parametrize(
    ("name", "data", "text", "markup"),
    [
        ("a.txt", "Hi there,\r\nthanks!", "Hi there,\r\nthanks!", Markup.PLAIN),
        ("a.TXT", "Hi", "Hi", Markup.PLAIN),
        ("a.md", "# Hi", "# Hi", Markup.MARKDOWN),
        ("a.txt", b"\xef\xbb\xbfHi", "Hi", Markup.PLAIN),
        ("a.txt", "😀 héllo", "😀 héllo", Markup.PLAIN),
    ],
)
def test_drafts(tmp_path: Path, name: str, data: bytes | str, text: str, markup: Markup) -> None:
    path = written(tmp_path, name, data)
    reading = read(path)
    assert reading.problems == ()
    assert reading.document is not None
    (reply,) = reading.document.replies
    assert (reply.text, reply.markup, reply.kind, reply.layers) == (text, markup, None, ())
    assert reading.document.path == path.as_posix()
    assert reply.source.span(Span(0, len(text))) == Span(0, len(reading.document.text))


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \n\t\r\n"])
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.jsonl"])
def test_an_empty_file_is_clean(tmp_path: Path, name: str, data: bytes) -> None:
    reading = read(written(tmp_path, name, data))
    assert reading.document is not None
    assert (reading.document.replies, reading.problems) == ((), ())


def test_library() -> None:
    reading = jsonl(
        '{"id": "late", "text": "Caf\\u00e9\\n\\ud83d\\ude00 ok", "findings": [], "near": ["x"]}',
        "",
        '{"id": 7, "text": "Hej", "kind": "chat", "lang": "da", "context": "Where is it?"}',
        '{"text": " "}',
        '{"text": "no name", "id": null, "kind": null}',
    )
    assert reading.problems == ()
    assert reading.document is not None
    first, second, third = reading.document.replies
    assert (first.name, first.kind, first.language, first.layers) == (
        "late",
        Kind.MACRO,
        None,
        (Layer("json"),),
    )
    assert first.text == "Café\n😀 ok"
    assert (second.name, second.kind, second.language, second.context) == (
        "7",
        Kind.CHAT,
        "da",
        "Where is it?",
    )
    assert (third.name, third.kind) == (None, Kind.MACRO)
    source = reading.document.text
    for reply in reading.document.replies:
        for at, character in enumerate(reply.text):
            span = reply.source.span(Span(at, at + 1))
            assert json.loads(f'"{source[span.start : span.end]}"') == character


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_broken_lines_do_not_hide_the_others(end: str) -> None:
    lines = [
        '{"text": "one"}',
        '{"text": "two"',
        '["three"]',
        '{"reply": "four"}',
        '{"text": 5}',
        '{"text": "six", "kind": "poem"}',
        '{"text": "seven", "lang": 7}',
        '{"text": "eight"} {"text": "eight"}',
        '{"text": "nine"}',
    ]
    reading = read_bytes(end.join(lines).encode(), "a.jsonl")
    assert reading.document is not None
    assert [reply.text for reply in reading.document.replies] == ["one", "nine"]
    assert [(each.line, each.column) for each in reading.problems] == [
        (2, 15),
        (3, 1),
        (4, 1),
        (5, 10),
        (6, 25),
        (7, 27),
        (8, 19),
    ]
    messages = " / ".join(each.message for each in reading.problems)
    for part in [
        "expected “,” or “}”",
        "object with a “text”",
        "no “text”",
        "not a string",
        "unknown kind “poem”",
    ]:
        assert part in messages


BAD = [
    ("nul.txt", b"Hi\nthere\0", "NUL byte at byte 9, line 2", 2),
    ("png.txt", b"\x89PNG\r\n\x1a\n", "byte 0x89 at byte 1, line 1", 1),
    ("latin.txt", "a\r\nb\rcafé".encode("latin-1"), "byte 0xE9 at byte 9, line 3", 3),
    ("utf16.txt", "Hi".encode("utf-16"), "UTF-16", None),
    ("utf16be.txt", b"\xfe\xff\0H", "UTF-16", None),
    ("utf32.txt", "Hi".encode("utf-32"), "UTF-32", None),
    ("long.txt", "x " * (MAX_REPLY_CHARACTERS // 2) + "x", "has 100,001 characters", 1),
    ("line.txt", b"x" * 10_000_000, "has 10,000,000 characters", 1),
    ("big.txt", b"x" * (MAX_FILE_BYTES + 1), "is too large: 20.0 MB", None),
    ("a.pdf", b"%PDF", "doesn't read “.pdf” files", None),
    ("README", b"Hi", "files without a suffix", None),
    ("surrogate.txt", b"\xed\xa0\x80", "byte 0xED", 1),
]


@pytest.mark.parametrize(("name", "data", "message", "line"), BAD, ids=[each[0] for each in BAD])
def test_bad_files(
    tmp_path: Path, name: str, data: bytes | str, message: str, line: int | None
) -> None:
    path = written(tmp_path, name, data)
    (problem,) = read(path).problems
    assert (problem.path, problem.line) == (path.as_posix(), line)
    assert message in problem.message


def test_paths_that_are_no_files(tmp_path: Path) -> None:
    missing, folder, nul = read(tmp_path / "no.txt"), read(tmp_path), read(Path("a\0b.txt"))
    assert "no such file" in missing.problems[0].message
    assert "is a folder" in folder.problems[0].message
    assert nul.document is None
    assert nul.problems


def test_unreadable_file(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", "Hi")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    assert "can't be read" in read(path).problems[0].message


@pytest.mark.skipif(sys.platform == "win32", reason="no such files")
def test_device() -> None:
    assert "not a regular file" in read(Path(os.devnull)).problems[0].message


def test_a_long_reply_is_named() -> None:
    text = "x" * (MAX_REPLY_CHARACTERS + 1)
    reading = jsonl('{"text": "fine"}', json.dumps({"id": "huge", "text": text}))
    assert reading.document is not None
    assert [reply.text for reply in reading.document.replies] == ["fine"]
    assert [(each.line, "“huge”" in each.message) for each in reading.problems] == [(2, True)]


def test_ten_megabytes_on_a_line_of_a_library() -> None:
    huge = json.dumps({"text": "x" * 10_000_000 + "\n"})
    reading = jsonl(huge, '{"text": "fine"}')
    assert reading.document is not None
    assert [reply.text for reply in reading.document.replies] == ["fine"]
    assert "10,000,001" in reading.problems[0].message
    assert "200,000" in jsonl(json.dumps({"text": "\né" * 100_000})).problems[0].message


def test_bytes_of_an_unknown_suffix_are_a_draft() -> None:
    reading = read_bytes(b"Hi", "<stdin>")
    assert reading.document is not None
    assert reading.document.replies[0].markup is Markup.PLAIN
    assert read_bytes(b"x" * (MAX_FILE_BYTES + 1), "<stdin>").document is None


def test_names_that_are_no_text() -> None:
    assert read(Path("caf\udce9.txt")).problems[0].path == "caf?.txt"


def test_schemas() -> None:
    assert set(suffixes()) >= {".txt", ".md", ".jsonl"}
    assert all(suffix == suffix.lower() and suffix[0] == "." for suffix in suffixes())


def test_encode() -> None:
    assert encode('say "hi"\n', ()) == 'say "hi"\n'
    assert encode('say "é"\n', (Layer("json"),)) == 'say \\"é\\"\\n'
    assert encode('"', (Layer("json"), Layer("json"))) == '\\\\\\"'


def test_line_ends() -> None:
    index = LineIndex("a\r\nb\rc\nd")
    assert [(p.line, p.column) for p in map(index.position, (0, 3, 5, 7, 99))] == [
        (1, 1),
        (2, 1),
        (3, 1),
        (4, 1),
        (4, 2),
    ]
