"""Fixing from the command line: ``check --fix`` and its kin, ``rewrite``, ``--interactive``."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from replylint.api import Draft, Options, fix, open_for_editing
from replylint.cli import main
from replylint.cli.walk import Walk
from replylint.model.finding import Applicability, Finding, Fix
from replylint.model.report import FileReport, ReplyReport

RULES = """\
category: command
rules:
- id: send-us
  message: "“{match}” is an order."
  why: Nobody likes orders.
  find: ["^send us"]
  rewrite:
  - {text: "Please send us {after}", replaces: sentence, applicability: safe}
  examples:
  - bad: Send us the receipt.
    rewrite: Please send us the receipt.
  - good: Please send us the receipt.
- id: straight-away
  message: "“{match}” is an order."
  why: Nobody likes orders.
  find: ["straight away"]
  rewrite:
  - {text: "soon", replaces: match, drops: [straight, away]}
  examples:
  - bad: Do it straight away.
  - good: Do it soon.
- id: frobnicate
  message: "“{match}” is our word."
  why: Nobody knows it.
  find: [frobnicate]
  tip: Say what you do.
  examples:
  - bad: We frobnicate it.
  - good: We mend it.
"""
IDS = "command/send-us,command/straight-away,command/frobnicate"
DRAFT = "Hello Anna,\n\nSend us the receipt.\nIt goes out straight away. We frobnicate it.\n"
FIXED = DRAFT.replace("Send us", "Please send us")
ALL_FIXED = FIXED.replace("straight away", "soon")


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("rules") / "rules.yaml"
    path.write_text(RULES, encoding="utf-8")
    return path


def arguments(rules: Path, *more: str | Path) -> list[str]:
    return ["--rules", str(rules), "--select", IDS, "--kind", "chat", *map(str, more)]


def run(command: str, rules: Path, *more: str | Path, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, [command, *arguments(rules, *more)], input=stdin)


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "draft.txt"
    path.write_bytes(DRAFT.encode())
    return path


@pytest.mark.parametrize(
    ("flags", "expected", "left", "code"),
    [
        (["--fix"], FIXED, ["straight-away", "frobnicate"], 1),
        (["--fix", "--unsafe-fixes"], ALL_FIXED, ["frobnicate"], 1),
        (["--fix", "--unsafe-fixes", "--ignore", "command/frobnicate"], ALL_FIXED, [], 0),
        (["--fix", "--exit-zero"], FIXED, ["straight-away", "frobnicate"], 0),
        (["--fix-only"], FIXED, [], 0),
        (["--fix-only", "--exit-non-zero-on-fix"], FIXED, [], 1),
        (["--diff"], DRAFT, ["straight-away", "frobnicate"], 1),
        (["--diff", "--fix"], DRAFT, ["straight-away", "frobnicate"], 1),
        (["--diff", "--fix-only"], DRAFT, [], 0),
    ],
)
def test_fixing_a_file(
    rules: Path, draft: Path, flags: list[str], expected: str, left: list[str], code: int
) -> None:
    result = run("check", rules, draft, *flags)
    assert draft.read_bytes() == expected.encode()
    assert result.exit_code == code
    for rule in ("send-us", "straight-away", "frobnicate"):
        assert (f"command/{rule}" in result.output) == (rule in left)
    assert [item.name for item in draft.parent.iterdir()] == ["draft.txt"]


def test_fixing_twice_changes_nothing_more(rules: Path, draft: Path) -> None:
    run("check", rules, draft, "--fix", "--unsafe-fixes")
    before = draft.stat()
    result = run("check", rules, draft, "--fix", "--unsafe-fixes", "--fix-only")
    assert (result.exit_code, result.stdout) == (0, "nothing fixed\n")
    assert (draft.stat().st_mtime_ns, draft.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_what_was_fixed_is_counted_and_listed(rules: Path, draft: Path) -> None:
    result = run("check", rules, draft, "--diff", "--show-fixes")
    line = f"{draft.as_posix()}:3: command/send-us: “Send us the receipt” → “Please send us the receipt”"
    assert result.stderr.splitlines()[-3:] == [
        "1 would be fixed:",
        f"  {line}",
        "1 more can be fixed with --unsafe-fixes",
    ]
    result = run("check", rules, draft, "--fix", "--show-fixes", "--output-format", "concise")
    place, _, rest = line.partition(" command")
    assert result.stdout.splitlines()[-1] == f"{place} fixed command{rest}"


def test_the_json_report_of_fixing(rules: Path, draft: Path) -> None:
    def report(*flags: str) -> dict[str, object]:
        result = run("check", rules, draft, "--output-format", "json", *flags)
        values: dict[str, object] = json.loads(result.stdout or result.stderr)
        return values

    assert "fixed" not in report()
    assert report("--fix-only", "--fix") == {
        "version": 1,
        "replies": [],
        "errors": [],
        "notices": [],
        "summary": {"replies": 0, "findings": 0, "gaps": 0, "by_category": {}},
        "fixed": [
            {
                "path": draft.as_posix(),
                "line": 3,
                "name": None,
                "rule": "command/send-us",
                "applicability": "safe",
                "before": "Send us the receipt",
                "after": "Please send us the receipt",
            }
        ],
        "written": True,
    }


def test_a_library_is_mended_in_place(rules: Path, tmp_path: Path) -> None:
    path = tmp_path / "macros.jsonl"
    data = (
        '\ufeff{"id":1.0, "text": "Send us the \\"receipt\\" \\u00fc.\\r\\nThanks \\ud83d\\ude00"}\r\n'
        "\r\n{broken\r\n"
        '{"text": "We frobnicate it."}'
    )
    path.write_bytes(data.encode())
    path.chmod(0o640)
    result = run("check", rules, path, "--fix")
    assert path.read_bytes() == data.replace("Send us", "Please send us").encode()
    assert os.name == "nt" or path.stat().st_mode & 0o777 == 0o640
    assert result.exit_code == 2
    assert "broken JSON" in result.output


def test_a_file_that_cannot_be_written_is_reported_as_it_is(
    rules: Path, draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    result = run("check", rules, draft, "--fix")
    assert (result.exit_code, draft.read_bytes()) == (2, DRAFT.encode())
    assert "can't be written: No space left on device" in result.output
    assert "command/send-us" in result.output
    assert "nothing fixed" in result.output


@pytest.mark.parametrize("flags", [[], ["-"], ["--unsafe-fixes"]])
def test_a_piped_draft(rules: Path, flags: list[str]) -> None:
    result = run("check", rules, "--fix", *flags, stdin=DRAFT)
    assert result.stdout == (ALL_FIXED if "--unsafe-fixes" in flags else FIXED)
    assert "command/frobnicate" in result.stderr
    assert result.exit_code == 1


def test_a_piped_draft_comes_back_even_if_it_is_no_text(rules: Path) -> None:
    for command in (["check", "--fix"], ["rewrite"]):
        result = run(command[0], rules, *command[1:], stdin=b"Send us \xff")
        assert (result.exit_code, result.stdout_bytes) == (2, b"Send us \xff")
        assert "is not UTF-8" in result.stderr


def test_a_diff_that_patch_takes(rules: Path, tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    path.write_bytes(b"\xef\xbb\xbfSend us the receipt.\r\n\r\nSend us the label.")
    result = run("check", rules, path, "--diff")
    name = path.as_posix().encode()
    assert result.stdout_bytes.splitlines(keepends=True) == [
        b"--- " + name + b"\n",
        b"+++ " + name + b"\n",
        b"@@ -1,3 +1,3 @@\n",
        b"-\xef\xbb\xbfSend us the receipt.\r\n",
        b"+\xef\xbb\xbfPlease send us the receipt.\r\n",
        b" \r\n",
        b"-Send us the label.\n",
        b"\\ No newline at end of file\n",
        b"+Please send us the label.\n",
        b"\\ No newline at end of file\n",
    ]
    assert run("check", rules, "--diff", stdin="Fine.").stdout == ""
    colored = run("check", rules, "--diff", "--color", "always", stdin="Send us \x1b[2Jit.").stdout
    assert "\x1b[32m+Please send us" in colored
    assert "\x1b[2J" not in colored


@pytest.mark.parametrize(
    "text",
    ["", "Fine.", "Fine.\r\n", "\ufeffFine é\u0301 😅\r\n\n\r\u2028 x", "  \n", "\ufeff\ufeffa"],
)
def test_rewrite_gives_back_what_is_fine(rules: Path, text: str) -> None:
    result = run("rewrite", rules, stdin=text.encode())
    assert (result.exit_code, result.stdout_bytes, result.stderr) == (0, text.encode(), "")


def test_rewrite(rules: Path, draft: Path) -> None:
    result = run("rewrite", rules, stdin=DRAFT)
    assert (result.exit_code, result.stdout) == (0, FIXED)
    assert result.stderr == (
        "command/send-us: “Send us the receipt” → “Please send us the receipt”\n"
    )
    result = run("rewrite", rules, "--unsafe-fixes", draft)
    assert (result.exit_code, result.stdout) == (0, ALL_FIXED)
    assert "command/straight-away: “straight away” → “soon”\n" in result.stderr
    assert draft.read_bytes() == DRAFT.encode()
    assert run("rewrite", rules, draft.parent / "no.txt").exit_code == 2


WRONG_USE = [
    (["check", "--unsafe-fixes"], "--unsafe-fixes goes with"),
    (["check", "--show-fixes"], "--show-fixes goes with"),
    (["check", "--interactive", "a.txt"], "needs a file to fix and a terminal"),
    (["check", "--interactive", "-"], "needs a file to fix and a terminal"),
    (["check", "--interactive", "--fix", "a.txt"], "goes with no other option"),
    (["check", "--interactive", "--output-format", "json", "a.txt"], "no other form of report"),
    (["rewrite", "."], "is a folder"),
    (["rewrite", "--fix"], "No such option"),
]


@pytest.mark.parametrize(("words", "message"), WRONG_USE)
def test_wrong_use(words: list[str], message: str) -> None:
    result = CliRunner().invoke(main, words, input=DRAFT)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_rewrite_without_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("replylint.cli.drafts.piped_input", lambda: False)
    result = CliRunner().invoke(main, ["rewrite"])
    assert (result.exit_code, "Nothing to rewrite" in result.output) == (2, True)


SENTENCES = st.sampled_from(
    [
        "Send us the receipt.",
        "Send us\nthe label 😅!",
        "It goes out straight away.",
        "It\r\ngoes é\u0301 out straight\taway.",
        "We frobnicate it.",
        "Fine — as 日本 is.",
        "“Send us it”, said Anna.",
        "\n\n- Send us the receipt {{order.id}}.\n",
        "\r\n\r\nHi {{name}},\r\n\r\n",
    ]
)


@given(
    st.lists(SENTENCES, max_size=6), st.sampled_from(["", "\ufeff"]), st.sampled_from(list("\n "))
)
@settings(
    max_examples=int(os.environ.get("REPLYLINT_EXAMPLES", "15")),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_only_the_sentences_found_change(
    rules: Path, sentences: list[str], mark: str, gap: str
) -> None:
    data = (mark + gap.join(sentences)).encode()
    options = Options(select=tuple(IDS.split(",")), rules=(rules,))
    for name in ("a.txt", "a.md"):
        (file,) = fix([Draft(data, name)], options, Applicability.UNSAFE).files
        before, after = file.fixed.before, file.fixed.after.document.data
        expected = before.document.text
        # From the last to the first, so that the places of the others hold.
        for reply in before.replies:
            for finding in sorted(reply.findings, key=lambda item: item.span, reverse=True):
                if any(item.edits for item in finding.fixes):
                    start, end = finding.sentence.start, finding.sentence.end
                    new = expected[start:end].replace("Send us", "Please send us")
                    new = new.replace("straight away", "soon").replace("straight\taway", "soon")
                    expected = expected[:start] + new + expected[end:]
        assert after == mark.encode() + expected.encode()
        (again,) = fix([Draft(after, name)], options, Applicability.UNSAFE).files
        assert not again.fixed.changed


# ------------------------------------------------------------------------- interactive


class Script:
    """A person who answers what was written down for them."""

    def __init__(self, *answers: str) -> None:
        self._answers = iter(answers)
        self.asked: list[tuple[str, str]] = []
        self.said: list[str] = []
        self.shown: list[str] = []

    def show(self, finding: Finding, file: FileReport, reply: ReplyReport) -> None:
        assert reply in file.replies
        self.shown.append(finding.match)

    def say(self, words: str) -> None:
        self.said.append(words)

    def ask(self, question: str, prefilled: str = "") -> str | None:
        self.asked.append((question, prefilled))
        return next(self._answers, None)


def walked(rules: Path, text: str, *answers: str) -> tuple[str, Script, bool]:
    options = Options(select=tuple(IDS.split(",")), rules=(rules,))
    (opened, _) = open_for_editing([Draft(text.encode())], options)
    assert opened.session is not None
    script = Script(*answers)
    done = Walk(opened.session, script).run()
    return opened.session.report.document.text, script, done


@pytest.mark.parametrize(
    ("answers", "expected", "done"),
    [
        (["1", "1", "s"], ALL_FIXED, True),
        (["s", " 1 ", ""], DRAFT.replace("straight away", "soon"), True),
        (["1", "q"], FIXED, False),
        (["1"], FIXED, False),
        (["9", "x", "?", "1", "S", "K"], FIXED, True),
        (
            ["e", "May we have the receipt?", "s", "k"],
            DRAFT.replace("Send us the receipt.", "May we have the receipt?"),
            True,
        ),
        (["e", "", "e", "Send us the receipt.", "1", "s", "s"], FIXED, True),
    ],
)
def test_answers(rules: Path, answers: list[str], expected: str, done: bool) -> None:
    text, _, finished = walked(rules, DRAFT, *answers)
    assert (text, finished) == (expected, done)


def test_what_is_edited_is_linted_again_and_starts_as_it_is(rules: Path) -> None:
    text, script, _ = walked(rules, "Send us\r\n  the receipt.", "e", "Now we frobnicate it.", "s")
    assert text == "Now we frobnicate it."
    assert script.shown == ["Send us", "frobnicate"]
    assert script.asked[1] == ("write: ", "Send us the receipt.")


def test_keeping_and_skipping(rules: Path) -> None:
    text = "Send us one. Send us two. Send us three."
    assert walked(rules, text, "k")[0:3:2] == (text, True)
    mended, script, _ = walked(rules, text, "s", "1", "s")
    assert mended == "Send us one. Please send us two. Send us three."
    assert len(script.shown) == 3


def test_blanks_are_filled_in(rules: Path) -> None:
    options = Options(select=tuple(IDS.split(",")), rules=(rules,))
    (opened, _) = open_for_editing([Draft(b"Send us the [big] label.")], options)
    assert opened.session is not None
    (reply,) = opened.session.report.replies
    (finding,) = reply.findings
    (safe,) = finding.fixes
    blank = "Please send us the [big] label by [date]"
    suggestion = Fix(
        "t", Applicability.SUGGESTION, tuple(type(edit)(edit.span, blank) for edit in safe.edits)
    )
    opened.session.report = FileReport(
        opened.session.report.document,
        (type(reply)(reply.reply, reply.kind, "en", (with_fix(finding, suggestion),)),),
    )
    script = Script("1", blank + ".", "Please send us the [big] label by Monday.")
    assert Walk(opened.session, script).run()
    assert script.asked[1][1] == script.asked[2][1] == blank + "."
    assert script.said == ["Still to fill in: [date] (an empty line to leave it)"]
    assert opened.session.report.document.text == "Please send us the [big] label by Monday."


def with_fix(finding: Finding, fix: Fix) -> Finding:
    return type(finding)(
        finding.rule,
        finding.category,
        finding.severity,
        finding.message,
        finding.why,
        finding.span,
        finding.sentence,
        finding.match,
        (fix,),
    )


@pytest.mark.skipif(sys.platform == "win32", reason="no way to press Ctrl-C for another process")
def test_ctrl_c_while_fixing(rules: Path, tmp_path: Path) -> None:
    old = b'{"text": "Send us the receipt."}\n' * 300
    new = old.replace(b"Send us", b"Please send us")
    path = tmp_path / "macros.jsonl"
    for wait in (0.5, 1.5, 2.5):
        path.write_bytes(old)
        child = subprocess.Popen(
            [sys.executable, "-m", "replylint", "check", *arguments(rules, "--fix-only", path)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        time.sleep(wait)
        child.send_signal(signal.SIGINT)
        _, errors = child.communicate(timeout=60)
        assert path.read_bytes() in (old, new)
        assert [item.name for item in tmp_path.iterdir()] == ["macros.jsonl"]
        assert child.returncode in (0, 130, -signal.SIGINT), errors
