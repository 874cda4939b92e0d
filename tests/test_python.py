"""`import replylint`: texts in, reports and rewritten texts out; and what its docs show."""

from __future__ import annotations

import doctest
import json
import subprocess
import sys
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

import replylint
from replylint import texts
from replylint.api import Draft, Options, check
from replylint.fixer import fix_document
from replylint.linter import Linter as Engine
from replylint.texts import LinterOptions

DOCS = Path(replylint.__file__).parents[1] / "docs" / "python.md"
FAULT = "You failed to attach the invoice."
LIMIT = 100_000


# -- what it costs, and what it offers ---------------------------------------------------------


def test_the_import_loads_nothing_else() -> None:
    code = "import sys, json; old = set(sys.modules); import replylint; print(json.dumps([*(set(sys.modules) - old)]))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(out.stdout) == ["replylint"]


def test_every_name_is_there() -> None:
    for name in replylint.__all__:
        assert getattr(replylint, name) is not None
    assert set(replylint.__all__) <= set(dir(replylint))
    with pytest.raises(AttributeError, match="has no attribute 'chek'"):
        replylint.chek  # type: ignore[attr-defined] # noqa: B018


# -- the docs ----------------------------------------------------------------------------------


@pytest.mark.parametrize("module", [replylint, texts])
def test_docstrings(module: object) -> None:
    failed, tried = doctest.testmod(module)  # type: ignore[arg-type]
    assert (failed, tried > 0) == (0, True)


@pytest.fixture
def _library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Have the files that the page speaks of."""
    monkeypatch.chdir(tmp_path)
    Path("replylint.yaml").write_text("ignore: [blame-customer, blame-others]\n", "utf-8")
    lines = [{"id": "late", "text": FAULT}, {"id": "thanks", "text": "Thanks for the invoice!"}]
    Path("macros.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")
    yield
    for name in ("replylint", "findings", "gaps", "score"):
        if Doc.has_extension(name):
            Doc.remove_extension(name)


@pytest.mark.usefixtures("_library")
@pytest.mark.skipif(not DOCS.exists(), reason="the docs are in the checkout")
def test_the_page() -> None:
    # In a checkout that isn't installed spaCy doesn't see the entry point.
    from replylint import component

    assert component.NAME == "replylint"
    failed, tried = doctest.testfile(str(DOCS), module_relative=False)
    assert (failed, tried > 25) == (0, True)


@pytest.mark.skipif(not DOCS.exists(), reason="the docs are in the checkout")
def test_every_option_is_on_the_page() -> None:
    page = DOCS.read_text("utf-8")
    for name in LinterOptions.__annotations__:
        assert f"`{name}`" in page, name


# -- one engine, whichever way it is called ----------------------------------------------------

SAMPLES = [
    FAULT,
    "Hi Ana,\n\nYour parcel is lost. I don't know when it comes.\r\n\r\nKind regards\nTom",
    "PLEASE SEND US THE RECEIPT!!",
    f"[replylint: disable-file blame-customer]\n\n{FAULT} I don't know why.\n",
    "Sie haben die Rechnung vergessen. Das ist nicht unser Problem.",
]


@pytest.mark.parametrize("text", SAMPLES)
def test_a_text_gets_the_report_of_a_draft(text: str) -> None:
    (draft,) = check([Draft(text.encode())], Options()).replies()
    report = replylint.check(text, cache=False)
    assert report.findings == draft.findings
    assert (report.gaps, report.score, report.kind) == (draft.gaps, draft.score, draft.kind)
    assert (report.skipped, report.language) == (draft.skipped, draft.language)


@pytest.mark.parametrize("text", SAMPLES)
@pytest.mark.parametrize("unsafe", [False, True])
def test_a_text_is_fixed_as_a_draft(text: str, unsafe: bool) -> None:
    from replylint.api import open_for_editing
    from replylint.model.finding import Applicability

    limit = Applicability.UNSAFE if unsafe else Applicability.SAFE
    opened = [each for each in open_for_editing([Draft(text.encode())]) if each.session]
    session = opened[0].session
    assert session is not None
    fixed = fix_document(session, limit).after
    ours = replylint.fix(text, unsafe=unsafe, cache=False)
    assert ours.text == fixed.document.text
    assert ours.report.findings == fixed.replies[0].findings
    assert replylint.fix(ours.text, unsafe=unsafe, cache=False).text == ours.text


LINTER = replylint.Linter(language="en", cache=False)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.one_of(st.sampled_from([*SAMPLES, ""]), st.text(max_size=60)), max_size=6))
def test_together_or_one_by_one(batch: list[str]) -> None:
    together = list(LINTER.lint_each(batch))
    assert together == [LINTER.check(text) for text in batch]
    for text, report in zip(batch, together, strict=True):
        for finding in report.findings:
            assert text[finding.span.start : finding.span.end] == finding.match
        assert all(0 <= gap.insert_at <= len(text) for gap in report.gaps)


def test_an_iterable_without_end() -> None:
    reports = LINTER.lint_each(cycle([FAULT, "Fine."]))
    assert [len(report.findings) for report in islice(reports, 501)] == [1, 0] * 250 + [1]


def test_a_text_too_long_doesnt_stop_the_others() -> None:
    long = "a" * (LIMIT + 1)
    first, refused, last = LINTER.lint_each([FAULT, long, FAULT])
    assert refused.skipped == "100,001 characters are too many; the limit is 100,000"
    assert (first, len(last.findings)) == (last, 1)
    assert LINTER.fix(long).text == long
    assert LINTER.check("Fine.\n" * (LIMIT // 6)).skipped is None


# -- options -----------------------------------------------------------------------------------


def test_context_and_what_a_reply_says_of_itself() -> None:
    linter = replylint.Linter(select="jargon", kind="chat")
    text = "Your SLA is one day."
    assert len(linter.check(text).findings) == 1
    assert linter.check(text, context="What is my SLA?").findings == ()
    reply = replylint.Reply.of(text, kind="email", context="What is my SLA?", name="sla")
    report = linter.check(reply)
    assert (report.findings, report.kind, report.reply.name) == ((), "email", "sla")
    assert linter.check(text).kind == "chat"
    with pytest.raises(ValueError, match="mail"):
        replylint.Reply.of(text, kind="mail")


def test_rules_and_terms_of_ones_own(tmp_path: Path) -> None:
    rule = tmp_path / "brand.yaml"
    rule.write_text(
        "category: jargon\nrules:\n- id: frob\n  find: frob\n  message: Ours.\n  why: Ours.\n"
        "  examples: [{bad: We frob it.}, {good: We mend it.}]\n",
        "utf-8",
    )
    linter = replylint.Linter(rules=rule, select="jargon/frob", cache=tmp_path / "cache")
    assert [info.id for info in linter.rules] == ["jargon/frob"]
    assert len(linter.check("We frob it.").findings) == 1
    assert replylint.check("We frob it.", rules=[str(rule)], known_terms="frob").findings == ()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"select": "dead-ends"}, "did you mean “dead-end”"),
        ({"kind": "mail"}, "did you mean “email”"),
        ({"selct": "ALL"}, "no option “selct”; did you mean “select”"),
        ({"rules": "nowhere.yaml"}, "nowhere.yaml: no such rule file or folder"),
        ({"config": "nowhere.yaml"}, "nowhere.yaml"),
        ({"language": "xx"}, "no rules for the language “xx”"),
    ],
)
def test_what_cant_be_used(options: dict[str, str], message: str) -> None:
    with pytest.raises(replylint.ConfigError, match=message):
        replylint.Linter(**options)


def test_the_engine_is_one() -> None:
    """The public linter adds no verdict of its own."""
    from replylint.linter import Settings

    engine = Engine(Settings(language="en"))
    replies = [replylint.Reply.of(text) for text in SAMPLES[:3]]
    assert engine.lint(replies) == list(LINTER.lint_each(replies))


def test_half_a_character_is_refused_and_the_rest_is_checked() -> None:
    reports = list(
        LINTER.lint_each(["\ud800 You failed to attach it.", "You failed to attach it."])
    )
    assert reports[0].skipped == "character 1 is half of a surrogate pair"
    assert reports[1].findings
