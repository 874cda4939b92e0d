"""Reports to text, from reports made by hand."""

from __future__ import annotations

import io
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from replylint import writers
from replylint.model.finding import Applicability, Edit, Finding, Fix, Gap
from replylint.model.places import SourceMap
from replylint.model.reply import Document, Kind, Reply
from replylint.model.report import FileReport, Problem, ReplyReport, Report
from replylint.model.rule import Severity
from replylint.model.text import Span
from replylint.readers import read_bytes
from replylint.writers.layout.excerpt import excerpt
from replylint.writers.layout.styled import painted, plain, words, wrapped
from replylint.writers.layout.visible import cells, visible

RULE = "blame-customer/failed-to"


def finding(text: str, match: str, *fixes: Fix, sentence: str | None = None) -> Finding:
    start, whole = text.index(match), sentence or text
    return Finding(
        rule=RULE,
        category="blame-customer",
        severity=Severity.ERROR,
        message=f"“{match}” puts the fault on the customer.",
        why="Who feels accused stops listening.",
        span=Span(start, start + len(match)),
        sentence=Span(text.index(whole), text.index(whole) + len(whole)),
        match=match,
        fixes=fixes,
    )


def gap(at: int = 0) -> Gap:
    return Gap(
        "missing-greeting/none", "missing-greeting", Severity.INFO, "No greeting.", "", "Hi,", at
    )


def report(
    text: str, *findings: Finding, gaps: tuple[Gap, ...] = (), name: str | None = None
) -> Report:
    reply = Reply(text, SourceMap.identity(0, len(text)), name=name)
    done = ReplyReport(reply, Kind.CHAT, "en", findings, gaps, 80)
    return Report((FileReport(Document("a.txt", text, (reply,)), (done,)),))


def rendered(report: Report, form: str = "text", width: int = 80, color: bool = False) -> str:
    stream = io.StringIO()
    writers.load(form).write(report, stream, writers.Options(width, color))
    return stream.getvalue()


TEXT = "Hello. You failed to attach the invoice."
BLAME = finding(
    TEXT,
    "You failed to attach",
    Fix("Say what is missing.", Applicability.SAFE, (Edit(Span(7, 27), "We still need"),)),
    Fix("Offer help.", Applicability.SUGGESTION),
    sentence="You failed to attach the invoice.",
)


def test_formats() -> None:
    assert set(writers.names()) >= {"text", "concise", "json"}
    assert "layout" not in writers.names()
    for name in writers.names():
        assert callable(writers.load(name).write)


def test_text() -> None:
    out = rendered(report(TEXT, BLAME, gaps=(gap(),), name="late"))
    assert (
        out
        == """\
a.txt › late  chat, score 80/100

  error  blame-customer/failed-to  line 1
    You failed to attach the invoice.
    ^^^^^^^^^^^^^^^^^^^^
    “You failed to attach” puts the fault on the customer.
    why: Who feels accused stops listening.
    → We still need the invoice.  (safe)
    tip: Offer help.

  info  missing-greeting/none
    No greeting.
    add: Hi,

1 reply checked: 1 error, 1 info, in 1 of them
1 can be fixed with --fix
"""
    )


def test_text_explains_a_rule_once() -> None:
    assert rendered(report(TEXT, BLAME, BLAME)).count("why:") == 1


def test_text_without_findings() -> None:
    assert rendered(report(TEXT)) == "1 reply checked: nothing found\n"
    assert rendered(Report()) == "0 replies checked: nothing found\n"


def test_text_with_problems() -> None:
    out = rendered(Report((), (Problem("b.txt", "is bad", 3, 1),), (Problem("c", "skipped"),)))
    assert out.splitlines() == [
        "error: b.txt:3: is bad",
        "notice: c: skipped",
        "0 replies checked: nothing found",
        "1 problem with the input, see above",
    ]


LONG = (
    "Well, "
    + "as the record shows and as we said " * 6
    + "you failed to attach it, "
    + "which is a pity " * 9
)
WORDS = "ab é😀日本語 \t\n\x1b[31m\u202e👍🏽x"


@pytest.mark.parametrize("width", [1, 40, 60, 80, 100, 300])
@pytest.mark.parametrize(
    "text", [TEXT, LONG, "日本語" * 40 + "you failed to" + "😀" * 90, "x" * 300 + "you failed to"]
)
def test_text_fits(text: str, width: int) -> None:
    out = rendered(report(text, finding(text, "ou failed to")), width=width)
    room = max(40, min(width, 100))
    lines = out.splitlines()
    assert [line for line in lines if cells(line) > room or line != line.rstrip()] == []
    assert sum(line.count("^") for line in lines) == len("ou failed to")


def test_a_long_sentence_is_shortened_around_the_span() -> None:
    lines = excerpt(LONG, Span(0, len(LONG)), finding(LONG, "you failed").span, 60)
    assert 2 <= len(lines) <= 4
    assert lines[0].text.startswith("…")
    assert lines[-1].text.endswith("…")
    assert "".join(line.text[line.marked.start : line.marked.end] for line in lines) == "you failed"


@given(st.text(WORDS, min_size=1, max_size=400), st.data(), st.integers(30, 100))
def test_excerpts_mark_the_span(text: str, data: st.DataObject, width: int) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start, len(text)))
    lines = excerpt(text, Span(0, len(text)), Span(start, end), width)
    marked = "".join(line.text[line.marked.start : line.marked.end] for line in lines)
    wanted = visible(text[start:end])
    assert "".join(wanted.split()).startswith("".join(marked.split()))
    assert all(cells(line.text) <= width for line in lines)


def test_a_reply_cannot_send_terminal_codes() -> None:
    text = "You failed\x1b]0;gone\x07 \x9b2J\u202e to\r attach it."
    bad = report(text, finding(text, "You failed"), gaps=(gap(),), name="a\x1b[31mb")
    for form in ("text", "concise"):
        assert re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", rendered(bad, form)) is None


@given(st.text())
def test_visible_keeps_the_length(text: str) -> None:
    assert len(visible(text)) == len(text)


def test_color() -> None:
    assert "\x1b[" not in rendered(report(TEXT, BLAME))
    colored = rendered(report(TEXT, BLAME), color=True)
    assert "\x1b[1;31m" in colored
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == rendered(report(TEXT, BLAME))


def test_concise() -> None:
    done = report("One.\nTwo: " + TEXT, finding("One.\nTwo: " + TEXT, "You failed"), gaps=(gap(),))
    out = rendered(
        Report(done.files, (Problem("b", "is bad", 2),), (Problem("c", "x"),)), "concise"
    )
    assert out.splitlines() == [
        "b:2:1: error is bad",
        "a.txt:1:1: info missing-greeting/none No greeting.",
        "a.txt:2:13: error blame-customer/failed-to “You failed” puts the fault on the customer.",
        "c: notice x",
    ]


def test_json() -> None:
    data = '\ufeff{"id": "late", "text": "Hi \\ud83d\\ude00\\nYou failed."}\r\n'.encode()
    document = read_bytes(data, "a.jsonl").document
    assert document is not None
    (reply,) = document.replies
    fix = Fix("t", Applicability.UNSAFE, (Edit(Span(5, 8), 'We "', 'We \\"'),))
    done = ReplyReport(
        reply, Kind.MACRO, "en", (finding(reply.text, "You failed", fix),), (gap(4),), 71
    )
    skipped = ReplyReport(reply, Kind.MACRO, "xx", skipped="no rules")
    out = json.loads(
        rendered(
            Report(
                (FileReport(document, (done, skipped)),),
                (Problem("b", "bad", 3),),
                (Problem("c", "n"),),
            ),
            "json",
        )
    )
    assert out == {
        "version": 1,
        "replies": [
            {
                "path": "a.jsonl",
                "name": "late",
                "kind": "macro",
                "language": "en",
                "score": 71,
                "findings": [
                    {
                        "rule": RULE,
                        "category": "blame-customer",
                        "severity": "error",
                        "message": "“You failed” puts the fault on the customer.",
                        "why": "Who feels accused stops listening.",
                        "match": "You failed",
                        "start": {"line": 1, "column": 42, "offset": 41},
                        "end": {"line": 1, "column": 52, "offset": 51},
                        "fixes": [
                            {
                                "title": "t",
                                "applicability": "unsafe",
                                "edits": [
                                    {
                                        "start": {"line": 1, "column": 42, "offset": 41},
                                        "end": {"line": 1, "column": 45, "offset": 44},
                                        "text": 'We \\"',
                                        "plain": 'We "',
                                    }
                                ],
                            }
                        ],
                    }
                ],
                "gaps": [
                    {
                        "rule": "missing-greeting/none",
                        "category": "missing-greeting",
                        "severity": "info",
                        "message": "No greeting.",
                        "why": "",
                        "suggestion": "Hi,",
                        "insert_at": {"line": 1, "column": 40, "offset": 39},
                    }
                ],
            }
        ],
        "errors": [{"path": "b", "line": 3, "message": "bad"}],
        "notices": [{"path": "c", "line": None, "message": "n"}],
        "summary": {
            "replies": 1,
            "findings": 1,
            "gaps": 1,
            "by_category": {"blame-customer": 1, "missing-greeting": 1},
        },
    }


def test_json_for_a_stream_that_is_not_utf8() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii")
    writers.load("json").write(report("é"), stream, writers.Options())
    stream.flush()
    assert json.loads(raw.getvalue())["summary"]["replies"] == 1


@given(st.lists(st.tuples(st.text("ab 界é"), st.sampled_from(["", "bold red"]))), st.integers(2, 9))
def test_lines_of_styled_words_fit(parts: list[tuple[str, str]], width: int) -> None:
    lines = list(wrapped(parts, width))
    text = plain(parts)
    assert all(cells(plain(line)) <= width for line in lines)
    assert "".join("".join(map(plain, lines)).split()) == "".join(text.split())
    red = "".join(part for line in lines for part, style in line if style)
    assert "".join(red.split()) == "".join("".join(part for part, style in parts if style).split())


def test_styles_are_codes_of_a_terminal() -> None:
    assert painted(words("a ", ("b", "bold red"), ("", "dim"))) == "a \x1b[1;31mb\x1b[0m"
