"""What files may say to replylint: in each format, for each stretch, and what is wrong with it."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from replylint.api import Draft, Options, check, fix
from replylint.model.reply import Kind
from replylint.prose.masking import MaskType, masks

BLAME = "You failed to attach the invoice."
NO_IDEA = "I don't know when it ships."
BOTH = f"{BLAME} {NO_IDEA}"
ONLY = ("blame-customer", "dead-end")


def found(name: str, text: str, **options: object) -> tuple[list[str], list[str]]:
    """Return what is reported in a file, as reply:category, and the notices."""
    given = Options(**{"select": ONLY, "kind": Kind.CHAT, **options})  # type: ignore[arg-type]
    report = check([Draft(text.encode(), name)], given)
    assert report.problems == ()
    items = [
        f"{reply.reply.name or ''}:{item.category}"
        for reply in report.replies()
        for item in reply.items()
    ]
    return items, [f"{each.line}: {each.message}" for each in report.notices]


def md(comment: str) -> str:
    return f"<!-- replylint: {comment} -->"


# name, text, what is left
TABLE = [
    ("a.md", f"{md('disable-next-line blame-customer')}\n{BLAME}\n", []),
    ("a.md", f"{md('disable-next-line')}\n{BOTH}\n", []),
    (
        "a.md",
        f"{md('disable-next-line blame-customer/failed -- quoted')}\n\n{BOTH}\n",
        ["dead-end"],
    ),
    ("a.md", f"{BOTH} {md('disable-line blame-customer, dead-end')}\n", []),
    ("a.md", f"{md('disable')}\n{BLAME}\n{md('enable')}\n\n{NO_IDEA}\n", ["dead-end"]),
    ("a.md", f"{md('disable')}\n{BLAME}\n{md('enable dead-end')}\n\n{NO_IDEA}\n", ["dead-end"]),
    ("a.md", f"{BLAME}\n\n{md('disable dead-end')}\n\n{NO_IDEA}\n", ["blame-customer"]),
    ("a.md", f"{BOTH}\n\n{md('disable-file dead-end -- we say so')}\n", ["blame-customer"]),
    ("a.md", f"<!--replylint:disable-file ALL-->\r\n{BOTH}\r\n", []),
    ("a.md", f"{BOTH}\n", ["blame-customer", "dead-end"]),
    ("a.html", f"<p>{md('disable-next-line')}\n{BLAME}</p>\n<p>{NO_IDEA}</p>", ["dead-end"]),
    ("a.html", f"<p>{BLAME}</p>{md('disable-line dead-end')}<p>{NO_IDEA}</p>", ["blame-customer"]),
    ("a.txt", f"[replylint: disable-next-line blame-customer]\n{BLAME}\n", []),
    ("a.txt", f"{BOTH}\n[replylint: disable-file]\n", []),
    ("a.txt", f"{md('disable-file')}\n{BOTH}\n", []),
    ("<stdin>", f"[replylint: disable-file]\n{BOTH}\n", []),
]


@pytest.mark.parametrize(("name", "text", "left"), TABLE)
def test_drafts(name: str, text: str, left: list[str]) -> None:
    items, notices = found(name, text)
    assert (items, notices) == ([f":{each}" for each in left], [])


YAML = """\
- title: one
  body: |
    You failed to attach the invoice.

    I don't know when it ships.
- title: two
  body: You failed to attach the invoice.
"""
YAML_TABLE = [
    ("", "", ["one:blame-customer", "one:dead-end", "two:blame-customer"]),
    ("  body: |", "  # replylint: disable-next-line=blame-customer\n  body: |",
     ["one:dead-end", "two:blame-customer"]),
    ("  body: |", "  body: |  # replylint: disable-line=dead-end, blame-customer -- why not",
     ["two:blame-customer"]),
    ("invoice.\n\n", "invoice.\n    # replylint: disable-line\n",
     ["one:blame-customer", "one:dead-end", "two:blame-customer"]),
    ("- title: two", "# replylint: disable=blame-customer\n- title: two",
     ["one:blame-customer", "one:dead-end"]),
    ("- title: one", "# replylint: disable-file dead-end\n- title: one",
     ["one:blame-customer", "two:blame-customer"]),
    ("body: You failed to attach the invoice.",
     "body: You failed to attach the invoice.  # replylint: disable-line",
     ["one:blame-customer", "one:dead-end"]),
    ("- title: two", "- title: two\n  replylint: {ignore: [blame-customer], reason: why}",
     ["one:blame-customer", "one:dead-end"]),
    ("- title: two", "- title: two\n  replylint: 'ignore: blame-customer -- why'",
     ["one:blame-customer", "one:dead-end"]),
    ("- title: one", "- title: one\n  replylint: ignore", ["two:blame-customer"]),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "left"), YAML_TABLE)
def test_yaml(old: str, new: str, left: list[str]) -> None:
    items, notices = found("a.yaml", YAML.replace(old, new) if old else YAML)
    assert (items, notices) == (left, [])


KEYS = [
    ("", ["one:blame-customer", "one:dead-end", "two:blame-customer", "two:dead-end"]),
    ("ignore", ["two:blame-customer", "two:dead-end"]),
    ("ignore: blame-customer", ["one:dead-end", "two:blame-customer", "two:dead-end"]),
    ("ignore: dead-end, blame-customer/failed -- they ask for it",
     ["two:blame-customer", "two:dead-end"]),
]  # fmt: skip


@pytest.mark.parametrize(("said", "left"), KEYS)
def test_keys_and_columns(said: str, left: list[str]) -> None:
    entries = [{"title": "one", "body": BOTH, "replylint": said}, {"title": "two", "body": BOTH}]
    lines = [{"id": each["title"], "text": each["body"], **({"replylint": said} if at == 0 else {})}
             for at, each in enumerate(entries)]  # fmt: skip
    assert found("a.json", json.dumps(entries)) == (left, [])
    assert found("a.json", json.dumps({"macros": entries})) == (left, [])
    assert found("a.jsonl", "\n".join(map(json.dumps, lines))) == (left, [])
    table = f'title,body,replylint\none,"{BOTH}","{said}"\ntwo,"{BOTH}",\n'
    assert found("a.csv", table) == (left, [])


def test_a_comment_in_a_reply_of_a_library_is_for_that_reply() -> None:
    entries = [
        {"title": "one", "body": f"<p>{BLAME}</p>{md('disable')}<p>{NO_IDEA}</p>"},
        {"title": "two", "body": f"<p>{NO_IDEA}</p>"},
    ]
    assert found("a.json", json.dumps(entries))[0] == ["one:blame-customer", "two:dead-end"]


GAPS = [
    ("", True),
    (md("disable-file"), False),
    (md("disable-file missing-greeting"), False),
    (md("disable missing-greeting/no-greeting"), False),
    (md("disable-line missing-greeting"), False),
    (md("disable-line"), True),
    (md("disable-next-line"), True),
]


@pytest.mark.parametrize(("comment", "asked"), GAPS)
def test_gaps(comment: str, asked: bool) -> None:
    text = f"We have sent it.\n{comment}\nIt left on Monday.\n"
    items, _ = found("a.md", text, select=("missing-greeting",), kind=Kind.EMAIL)
    assert bool(items) is asked


NOTICES = [
    (md("disable-next-line jargon"), ["1: the suppression of “jargon” is unused"]),
    (md("disable-next-line blame-customer, dead-end"), ["1: the suppression of “dead-end” is"]),
    (md("disable-next-line blame-custmer"),
     ["1: Unknown rule or category “blame-custmer”; did you mean “blame-customer”?"]),
    (md("disabel-line"), ["1: replylint can't be asked to “disabel-line”; did you mean"]),
    (md("-- because"), ["1: replylint can't be asked to “”; known: disable-line,"]),
    (md("disable"), []),
    (md("disable-file shouting"), ["1: the suppression of “shouting” is unused"]),
]  # fmt: skip


@pytest.mark.parametrize(("comment", "messages"), NOTICES)
def test_notices(comment: str, messages: list[str]) -> None:
    _, notices = found("a.md", f"{comment}\n{BLAME}\n", select=())
    assert len(notices) == len(messages)
    for notice, message in zip(notices, messages, strict=True):
        assert notice.startswith(message)


def test_what_did_not_run_is_not_unused() -> None:
    for comment in (
        "disable-file",
        "disable-file jargon",
        "disable-file blame-customer/called-wrong",
    ):
        _, notices = found("a.md", f"{md(comment)}\n{NO_IDEA}\n", select=("dead-end/dont-know",))
        assert not any("unused" in notice for notice in notices)


def test_an_unused_one_changes_no_exit_code(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"{md('disable-file jargon')}\nFine.\n", encoding="utf-8")
    report = check([path], Options(kind=Kind.CHAT))
    assert (report.problems, len(report.notices)) == ((), 1)


def test_keys_that_say_nothing_useful() -> None:
    entries = [{"title": "one", "body": "Fine.", "replylint": value} for value in ("hide", True)]
    _, notices = found("a.json", json.dumps(entries))
    assert ["can't be asked to “hide”" in notices[0], "should say" in notices[1]] == [True, True]


SENTENCE = "We will send the parcel by Tuesday and write to you\nwhen it has left our warehouse."


@pytest.mark.parametrize("note", ["[replylint: disable-line jargon]", md("disable-line jargon")])
def test_nobody_reads_them_as_prose(note: str) -> None:
    """The line is as good as not there: the sentences around it stay what they are."""
    from replylint.languages.en import orthography
    from replylint.prose.sentences import sentences

    before, after = SENTENCE.split("\n")
    for at, text in enumerate(
        (f"{note}\n{SENTENCE}", f"{before}\n{note}\n{after}", f"{SENTENCE}\n{note}")
    ):
        assert [mask.type for mask in masks(text)] == [MaskType.NOTE], at
        (plain,) = sentences(SENTENCE, orthography())
        (noted,) = sentences(text, orthography())
        assert noted.text == plain.text


def test_what_is_suppressed_is_not_fixed(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    text = "PLEASE send us the form!!! Thank you!!!\n"
    path.write_text(text, encoding="utf-8")
    options = Options(kind=Kind.CHAT, select=("shouting",))
    assert fix([path], options).files[0].fixed.changed
    path.write_text(f"[replylint: disable-file shouting]\n{text}", encoding="utf-8")
    assert not fix([path], options).files[0].fixed.changed


def test_fixing_around_a_suppression(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(
        "- title: one\n  body: |\n    Thank you!!!\n"
        "- title: two\n  replylint: ignore\n  body: Thank you!!!\n",
        encoding="utf-8",
    )
    (file,) = fix([path], Options(kind=Kind.CHAT, select=("shouting",))).files
    assert file.fixed.after.document.text.count("!!!") == 1
    assert not any(reply.findings for reply in file.fixed.after.replies)


LINES = st.sampled_from(
    [BLAME, NO_IDEA, md("disable"), md("enable"), md("disable dead-end"), md("enable dead-end")]
)


@settings(max_examples=int(os.environ.get("REPLYLINT_EXAMPLES", "25")), deadline=None)
@given(st.lists(LINES, max_size=9))
def test_from_disable_to_enable(lines: list[str]) -> None:
    """What is left is what a reader who goes through line by line would leave."""
    silent = dict.fromkeys(ONLY, False)
    left = []
    for line in lines:
        if line in (BLAME, NO_IDEA):
            category = "blame-customer" if line == BLAME else "dead-end"
            left += [] if silent[category] else [f":{category}"]
        else:
            for category in ONLY if "dead-end" not in line else ("dead-end",):
                silent[category] = "disable" in line
    assert found("a.md", "\n\n".join(lines))[0] == left
