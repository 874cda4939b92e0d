"""Applying fixes: only the intended words change, twice changes nothing more, files are whole."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from replylint.fixer import (
    MAX_ROUNDS,
    Fixed,
    Session,
    edited,
    fix_document,
    minimal,
    rewrapped,
    write,
    write_atomically,
)
from replylint.model.finding import Applicability, Edit, Finding, Fix
from replylint.model.reply import Document, Kind
from replylint.model.report import FileReport, ReplyReport
from replylint.model.rule import Severity
from replylint.model.text import Span
from replylint.readers.reading import read_bytes


def read(text: str, name: str) -> Document | None:
    return read_bytes(text.encode(), name).document


def lint(document: Document, swaps: dict[str, tuple[str, Applicability]]) -> FileReport:
    """A linter that finds fixed words, so that the fixer is tested by itself."""
    reports = []
    for reply in document.replies:
        found = []
        for old, (new, applicability) in swaps.items():
            at = reply.text.find(old)
            if at >= 0:
                span = Span(at, at + len(old))
                fix = Fix("t", applicability, (Edit(span, new),))
                found.append(
                    Finding("r/" + old, "r", Severity.INFO, "", "", span, span, old, (fix,))
                )
        reports.append(ReplyReport(reply, Kind.CHAT, "en", tuple(found)))
    return FileReport(document, tuple(reports))


def outcome(
    text: str,
    swaps: dict[str, tuple[str, Applicability]],
    limit: Applicability,
    name: str = "a.txt",
) -> Fixed:
    document = read(text, name)
    assert document is not None
    report = lint(document, swaps)
    session = Session(report, lambda t: read(t, name), lambda d: lint(d, swaps))
    return fix_document(session, limit)


def fixed(
    text: str,
    swaps: dict[str, tuple[str, Applicability]],
    limit: Applicability,
    name: str = "a.txt",
) -> str:
    return outcome(text, swaps, limit, name).after.document.text


SAFE, UNSAFE, TIP = Applicability.SAFE, Applicability.UNSAFE, Applicability.SUGGESTION


@pytest.mark.parametrize(
    ("text", "swaps", "limit", "expected"),
    [
        ("a bad b", {"bad": ("good", SAFE)}, SAFE, "a good b"),
        ("a bad b", {"bad": ("good", UNSAFE)}, SAFE, "a bad b"),
        ("a bad b", {"bad": ("good", UNSAFE)}, UNSAFE, "a good b"),
        ("a bad b", {"bad": ("[x]", TIP)}, UNSAFE, "a bad b"),
        ("bad, worse\r\n", {"bad": ("good", SAFE), "worse": ("better", SAFE)}, SAFE, "good, better\r\n"),
        ("bad bad bad", {"bad": ("good", SAFE)}, SAFE, "good good good"),
        ("abc", {"abc": ("x", SAFE), "bc": ("y", SAFE)}, SAFE, "x"),
        ("Für 😅 bad é\u0301", {"bad": ("good", SAFE)}, SAFE, "Für 😅 good é\u0301"),
    ],
)  # fmt: skip
def test_fixes(
    text: str, swaps: dict[str, tuple[str, Applicability]], limit: Applicability, expected: str
) -> None:
    assert fixed(text, swaps, limit) == expected


def test_a_fix_that_makes_itself_again_ends() -> None:
    assert fixed("a", {"a": ("aa", SAFE)}, SAFE) == "a" * 11


def test_json_lines_are_spliced_in_their_encoding() -> None:
    text = '{"text": "say \\"bad\\"\\u00e9", "id": 1.0}\n\n{"text":"bad"}\n'
    expected = '{"text": "say \\"go\\"od\\"\\"\\u00e9", "id": 1.0}\n\n{"text":"go\\"od\\""}\n'
    assert fixed(text, {"bad": ('go"od"', SAFE)}, SAFE, "a.jsonl") == expected


def test_an_edit_is_refused_where_reading_again_shows_another_change() -> None:
    document = read("a bad b", "a.txt")
    assert document is not None
    swaps = {"bad": ("good", SAFE)}
    session = Session(
        lint(document, swaps), lambda _: read("else", "a.txt"), lambda d: lint(d, swaps)
    )
    result = fix_document(session, SAFE)
    assert (result.after.document.text, result.changed) == ("a bad b", False)
    assert result.applied == ()
    assert "not applied" in result.refused[0].message


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=20))
def test_minimal_edits_make_the_same_change(old: str, new: str, around: str) -> None:
    text = around + old + around
    edit = Edit(Span(len(around), len(around) + len(old)), new)
    result = text
    for part in reversed(minimal(edit, text)):
        result = result[: part.span.start] + part.text + result[part.span.end :]
    assert result == around + new + around


def test_files_are_replaced_as_a_whole_and_keep_their_mode(tmp_path: Path) -> None:
    path = tmp_path / "macro.txt"
    path.write_bytes(b"old\r\n")
    path.chmod(0o640)
    link = tmp_path / "link.txt"
    link.symlink_to(path)
    write_atomically(link, b"new\r\n")
    assert (path.read_bytes(), link.is_symlink()) == (b"new\r\n", True)
    assert os.name == "nt" or path.stat().st_mode & 0o777 == 0o640
    assert sorted(item.name for item in tmp_path.iterdir()) == ["link.txt", "macro.txt"]
