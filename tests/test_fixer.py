"""Applying fixes: only the intended words change, twice changes nothing more, files are whole."""

from __future__ import annotations

import json
import os
from codecs import BOM_UTF8
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


def test_a_fix_may_uncover_the_next() -> None:
    swaps = {"one": ("two", SAFE), "two": ("three", SAFE), "three": ("four", UNSAFE)}
    result = outcome("say one", swaps, SAFE)
    assert result.after.document.text == "say three"
    assert [(each.before, each.after) for each in result.applied] == [
        ("one", "two"),
        ("two", "three"),
    ]


def test_a_sentence_with_more_findings_than_rounds() -> None:
    text = "bad " * (MAX_ROUNDS + 5)

    def lint_all(document: Document) -> FileReport:
        (reply,) = document.replies
        found = []
        for at in (at for at in range(len(reply.text)) if reply.text.startswith("bad", at)):
            # Each edit is of the whole sentence, so that a round has room for one only.
            new = reply.text[:at] + "good" + reply.text[at + 3 :]
            whole = Span(0, len(reply.text))
            fix = Fix("t", SAFE, (Edit(whole, new),))
            found.append(Finding("r/x", "r", Severity.INFO, "", "", whole, whole, "", (fix,)))
        return FileReport(document, (ReplyReport(reply, Kind.CHAT, "en", tuple(found)),))

    document = read(text, "a.txt")
    assert document is not None
    session = Session(lint_all(document), lambda text: read(text, "a.txt"), lint_all)
    result = fix_document(session, SAFE)
    assert result.after.document.text == text.replace("bad", "good")
    assert result.refused == ()


def test_what_never_ends_is_said() -> None:
    refused = outcome("a", {"a": ("aa", SAFE)}, SAFE).refused
    assert [problem.message.split(";")[0] for problem in refused] == [
        "fixes kept bringing new ones"
    ]


def test_one_refused_fix_keeps_no_other_back() -> None:
    lines = [f'{{"text": "bad {number}"}}' for number in range(7)]
    document = read("\n".join(lines), "a.jsonl")
    assert document is not None
    swaps = {"bad": ("good", SAFE)}

    def read_again(text: str) -> Document | None:
        return None if "good 4" in text else read(text, "a.jsonl")

    result = fix_document(
        Session(lint(document, swaps), read_again, lambda d: lint(d, swaps)), SAFE
    )
    expected = [line.replace("bad", "good") if " 4" not in line else line for line in lines]
    assert result.after.document.text.split("\n") == expected
    assert [each.line for each in result.applied] == [1, 2, 3, 4, 6, 7]
    assert [(each.line, each.path) for each in result.refused] == [(5, "a.jsonl")]


def test_only_the_replies_that_changed_are_linted_again() -> None:
    document = read('{"text": "bad"}\n{"text": "fine"}\n{"text": "bad"}', "a.jsonl")
    assert document is not None
    swaps = {"bad": ("good!", SAFE)}
    linted: list[str] = []

    def lint_again(part: Document) -> FileReport:
        linted.extend(reply.text for reply in part.replies)
        return lint(part, swaps)

    session = Session(lint(document, swaps), lambda text: read(text, "a.jsonl"), lint_again)
    after = fix_document(session, SAFE).after
    assert linted == ["good!", "good!"]
    # What was not linted again knows its new place.
    for report, reply in zip(after.replies, after.document.replies, strict=True):
        assert list(report.reply.source.starts) == list(reply.source.starts)


def test_no_edit_outside_the_sentence() -> None:
    document = read("Is bad. Is fine.", "a.txt")
    assert document is not None
    (reply,) = document.replies
    fix = Fix("t", SAFE, (Edit(Span(3, 11), "good. Was"),))
    found = Finding("r/x", "r", Severity.INFO, "", "", Span(3, 6), Span(0, 7), "bad", (fix,))
    report = FileReport(document, (ReplyReport(reply, Kind.CHAT, "en", (found,)),))
    session = Session(report, lambda text: read(text, "a.txt"), lambda _: report)
    assert not fix_document(session, UNSAFE).changed


def test_what_is_left_stands_where_it_is_in_the_file() -> None:
    result = outcome("bad x bad", {"bad": ("good", SAFE), "x": ("y", UNSAFE)}, SAFE)
    (left,) = result.left().replies
    assert [(item.rule, item.span) for item in left.findings] == [("r/x", Span(4, 5))]
    assert [item.span for item in result.after.replies[0].findings] == [Span(5, 6)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "Send\r\n  us the\treceipt",
            "Please send us the receipt",
            "Please send\r\n  us the\treceipt",
        ),
        ("Send us\r\nthe receipt", "Please send us the receipt", "Please send us\r\nthe receipt"),
        ("one\ntwo", "one - two", "one - two"),
        ("one\n- two", "one two", "one two"),
        ("10\u00a0000 € are\ndue", "Due are 10 000 €", "Due are 10\u00a0000 €"),
        ("a\nb", "a b", "a\nb"),
        ("a b", "a\nb", "a\nb"),
    ],
)
def test_line_ends_stay(old: str, new: str, expected: str) -> None:
    assert rewrapped(Edit(Span(0, len(old)), new), old).text == expected


@given(st.text("ab \n\r\u00a0-", max_size=20), st.text("ab -", max_size=20))
def test_rewrapping_changes_nothing_but_white_space(old: str, new: str) -> None:
    text = rewrapped(Edit(Span(0, len(old)), new), old).text
    assert text.split() == new.split()
    assert len([each for each in text if not each.isspace()]) == len(new.replace(" ", ""))


FILLERS = st.lists(
    st.text('xé\u0301😅👩‍👩‍👧日\r\n\t \ufeff\u2028"\\/\u00a0', max_size=8), min_size=2, max_size=6
)


@given(FILLERS, st.booleans())
def test_all_other_bytes_stay(fillers: list[str], marked: bool) -> None:
    mark = BOM_UTF8 if marked else b""
    data = mark + "bad".join(fillers).encode()
    assert fixed_bytes(data, "a.txt") == mark + "goöd".join(fillers).encode()


@given(FILLERS, st.booleans(), st.booleans())
def test_all_other_bytes_of_a_library_stay(fillers: list[str], marked: bool, ascii_: bool) -> None:
    def line(word: str) -> str:
        text = json.dumps({"id": 1.50, "text": word.join(fillers)}, ensure_ascii=ascii_)
        return f'{{"text": "bat"}}\r\n  {text} \n'

    mark = BOM_UTF8 if marked else b""
    expected = mark + line("bad").replace("bad", "goöd").encode()
    assert fixed_bytes(mark + line("bad").encode(), "a.jsonl") == expected


def fixed_bytes(data: bytes, name: str) -> bytes:
    """Return a file as fixed, having made sure that fixing it again changes nothing."""
    swaps = {"bad": ("goöd", SAFE), "x": ("y", UNSAFE)}

    def fix(data: bytes) -> bytes:
        document = read_bytes(data, name).document
        assert document is not None

        def read_again(text: str) -> Document | None:
            return read_bytes((BOM_UTF8 if document.marked else b"") + text.encode(), name).document

        session = Session(lint(document, swaps), read_again, lambda part: lint(part, swaps))
        return fix_document(session, SAFE).after.document.data

    once = fix(data)
    assert fix(once) == once
    return once


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


@pytest.mark.parametrize("step", ["fsync", "chown", "replace"])
def test_an_interrupt_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    if not hasattr(os, step):
        pytest.skip("not on this system")
    path = tmp_path / "macro.txt"
    path.write_bytes(b"old")

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, step, interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert [item.name for item in tmp_path.iterdir()] == ["macro.txt"]


def test_a_file_that_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "macro.txt"
    before, after = (read(text, "macro.txt") for text in ("old", "new"))
    assert before is not None
    assert after is not None
    path.write_bytes(b"old, edited")
    problem = write(path, before, after)
    assert problem is not None
    assert "has changed since" in problem.message
    assert path.read_bytes() == b"old, edited"
    path.unlink()
    gone = write(path, before, after)
    assert gone is not None
    assert "can't be written" in gone.message
    assert not path.exists()


def test_a_read_only_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "macro.txt"
    path.write_bytes(b"old")
    path.chmod(0o444)
    if os.access(path, os.W_OK):
        pytest.skip("this user may write everything")
    with pytest.raises(PermissionError, match="read-only"):
        write_atomically(path, b"new")


def test_edited() -> None:
    edits = [Edit(Span(2, 2), "x"), Edit(Span(0, 1), ""), Edit(Span(2, 3), "y")]
    assert edited("abcd", edits) == "bxyd"


TWINS = (
    '[{"title": "a", "content_html": "<p>Hi Jo,</p><p>a <b>bad</b> bad day</p>",'
    ' "content": "Hi Jo,\\n\\na bad bad day"}]'
)


def test_a_copy_is_fixed_together_with_its_html() -> None:
    result = fixed(TWINS, {"bad day": ("good day", SAFE)}, SAFE, "a.json")
    assert result == TWINS.replace("bad day", "good day")


def test_a_copy_that_cannot_follow_keeps_both_as_they_are() -> None:
    text = TWINS.replace('bad bad day"', 'bad bad daytime"')
    result = outcome(text, {"bad day": ("good day", SAFE)}, SAFE, "a.json")
    assert not result.changed
    assert len(result.refused) == 1


def test_words_around_tags() -> None:
    swaps = {"must wait": ("can go", SAFE)}
    assert (
        fixed("<p>You <b>must</b> wait.</p>", swaps, SAFE, "a.html") == "<p>You <b>can</b> go.</p>"
    )
    swaps = {"You must": ("Please", SAFE)}
    assert fixed("<p>You <b>must</b> go</p>", swaps, SAFE, "a.html") == "<p>Please<b></b> go</p>"
    # A link would be left without words.
    link = '<p>You <a href="x">must</a> go</p>'
    assert fixed(link, swaps, SAFE, "a.html") == link


def test_files_that_programs_make_are_left_alone() -> None:
    text = "# Generated file, do not edit.\nlate: {text: a bad day}\n"
    result = outcome(text, {"bad": ("good", SAFE)}, SAFE, "a.yaml")
    assert not result.changed
    (refused,) = result.refused
    assert "1 fix not applied: its header says “Generated file, do not edit.”" in refused.message


def test_layers_are_encoded_anew_in_each_round() -> None:
    swaps = {"one": ('"1": x', SAFE), "two": ("it's 2: y", SAFE)}
    text = "late: {text: ab}\nlost:\n  text: one and two\n"
    expected = 'late: {text: ab}\nlost:\n  text: "\\"1\\": x and it\'s 2: y"\n'
    assert fixed(text, swaps, SAFE, "a.yaml") == expected
