"""The command line: arguments, exit codes, and what it says to bad input."""

from __future__ import annotations

import contextlib
import io
import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from replylint import __version__
from replylint.cli import main
from replylint.cli.streams import takes_color

BLAME = "You failed to attach the invoice."
CLEAN = "The invoice is attached."
MODULE = ["-m", "replylint"]
FRAGMENT = ["--kind", "fragment"]


def run(*arguments: str | Path, stdin: str | bytes = "") -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments], input=stdin)


def process(*arguments: str | Path) -> list[str]:
    return [sys.executable, *MODULE, *(str(each) for each in arguments)]


@pytest.fixture
def drafts(tmp_path: Path) -> Path:
    (tmp_path / "bad.txt").write_text(BLAME, encoding="utf-8")
    (tmp_path / "good.txt").write_text(CLEAN, encoding="utf-8")
    return tmp_path


def test_version_and_help() -> None:
    assert run("--version").output == f"replylint, version {__version__}\n"
    for arguments in (
        [],
        ["check"],
        ["explain"],
        ["rules"],
        ["rules", "list"],
        ["rules", "test"],
        ["eval"],
    ):
        result = run(*arguments, "--help")
        assert (result.exit_code, result.output[:6]) == (0, "Usage:")


@pytest.mark.parametrize("arguments", [[], ["-"]])
def test_a_draft_from_standard_input(arguments: list[str]) -> None:
    result = run("check", *arguments, stdin=BLAME)
    assert result.exit_code == 1
    assert "<stdin>" in result.output
    assert "blame-customer/" in result.output
    assert "^^^" in result.output


def test_the_name_of_standard_input() -> None:
    line = json.dumps({"id": "late", "text": BLAME})
    result = run("check", "--stdin-filename", "m.jsonl", "--output-format", "json", stdin=line)
    (reply,) = json.loads(result.stdout)["replies"]
    assert (reply["path"], reply["name"], reply["kind"]) == ("m.jsonl", "late", "macro")


def test_files_and_folders(drafts: Path) -> None:
    (drafts / "x.pdf").touch()
    result = run("check", *FRAGMENT, "--output-format", "json", drafts, drafts / "bad.txt")
    report = json.loads(result.stdout)
    assert [Path(reply["path"]).name for reply in report["replies"]] == ["bad.txt", "good.txt"]
    assert [bool(reply["findings"]) for reply in report["replies"]] == [True, False]
    assert "x.pdf" in report["notices"][0]["message"]
    assert (report["errors"], result.exit_code) == ([], 1)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ([], 1),
        (["--exit-zero"], 0),
        (["--fail-level", "error"], 1),
        (["--ignore", "ALL"], 0),
        (["--ignore", "blame-customer"], 0),
        (["--select", "blame-customer"], 1),
        (["--select", "jargon,command", "--select", "dead-end"], 0),
        (["--select", "jargon", "--extend-select", "blame-customer"], 1),
        (["--isolated", "--lang", "en", "--color", "never"], 1),
    ],
)
def test_exit_codes(arguments: list[str], code: int) -> None:
    assert run("check", *FRAGMENT, *arguments, stdin=BLAME).exit_code == code


def test_bad_input_outweighs_findings(drafts: Path) -> None:
    result = run("check", "--exit-zero", drafts / "no.txt", drafts / "bad.txt")
    assert result.exit_code == 2
    assert "no.txt: no such file or folder" in result.output
    assert "blame-customer/" in result.output


def test_broken_lines_of_a_library(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": BLAME}) + "\n{broken\n", encoding="utf-8")
    result = run("check", "--output-format", "concise", path)
    assert result.exit_code == 2
    assert f"{path.as_posix()}:2:2: error broken JSON" in result.output
    assert f"{path.as_posix()}:1:" in result.output


WRONG_USE = [
    (["check", "--frobnicate"], "No such option"),
    (["check", "--output-format", "xml"], "'xml' is not one of"),
    (["check", "--kind", "poem"], "'poem' is not one of"),
    (["check", "--select", "blame-custmer"], "did you mean “blame-customer”?"),
    (["check", "--ignore", "zzzz"], "Unknown rule or category “zzzz”"),
    (["check", "--lang", "xx"], "no rules for the language “xx”"),
    (["check", "--context", "no-such-file"], "no-such-file: no such file"),
    (["check", "--rules", "no-such-file"], "there is no file or folder “no-such-file”"),
    (["check", "--output-file", "no-such-folder/x"], "no-such-folder"),
    (["explain"], "Missing argument"),
    (["explain", "blame-custmer"], "did you mean “blame-customer”?"),
    (["explain", "blame-customer/x"], "Unknown rule"),
    (["chekc"], "Did you mean “check”?"),
    (["zzzz"], "See replylint --help"),
    (["rules", "frob"], "No such command"),
    (["eval", "no-such.jsonl"], "no such file"),
    (["--frobnicate"], "No such option"),
]


@pytest.mark.parametrize(
    ("arguments", "message"), WRONG_USE, ids=[" ".join(each[0]) for each in WRONG_USE]
)
def test_wrong_use(arguments: list[str], message: str) -> None:
    result = run(*arguments, stdin=BLAME)
    assert result.exit_code == 2
    assert message in result.output
    assert "Traceback" not in result.output


def test_a_path_instead_of_a_command(drafts: Path) -> None:
    assert "replylint check" in run(drafts / "bad.txt").output


def test_no_path_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("replylint.cli.commands.check.piped_input", lambda: False)
    result = run("check")
    assert (result.exit_code, "Nothing to check" in result.output) == (2, True)


def test_empty_input_is_clean() -> None:
    assert run("check", stdin="").exit_code == 0


def test_binary_input() -> None:
    result = run("check", stdin=b"\x00\x01")
    assert (result.exit_code, "NUL byte" in result.output) == (2, True)


@pytest.mark.parametrize(
    ("name", "text", "checked"),
    [
        ("hr.yaml", "No worries, your badge is ready.", True),
        ("it.yaml", "You have to wait for the courier.", True),
        ("fx.yaml", "Pazienza!", True),
        ("macros.de.yaml", "Bitte warten Sie auf die Rechnung.", False),
        ("de.yaml", "Klicken Sie auf „Reset your password“ und warten Sie.", False),
        ("hr.yaml", "Molimo pričekajte.", False),
        ("locales/fr/a.yaml", "Merci de votre patience.", False),
    ],
)
def test_a_file_named_like_a_language_is_read_if_its_text_is_english(
    tmp_path: Path, name: str, text: str, checked: bool
) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"- name: a\n  body: {text}\n", "utf-8")
    output = run("check", str(path), "--exit-zero").output
    assert ("1 reply checked" in output, "skipped" in output) == (checked, not checked)


def test_a_language_without_rules_is_skipped() -> None:
    line = json.dumps({"id": "a", "text": "Xy zzy plugh.", "lang": "xx"})
    result = run("check", "--stdin-filename", "a.jsonl", stdin=line)
    assert result.exit_code == 0
    assert "“a” skipped" in result.output


def test_output_file(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    result = run("check", "--output-format", "json", "--output-file", path, stdin=BLAME)
    assert (result.exit_code, result.output) == (1, "")
    assert json.loads(path.read_text(encoding="utf-8"))["summary"]["findings"] == 1


def test_context(tmp_path: Path) -> None:
    path = tmp_path / "customer.txt"
    path.write_text("I am so upset!", encoding="utf-8")
    assert run("check", "--context", path, stdin=CLEAN).exit_code in (0, 1)


def test_color(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[" in run("check", "--color", "always", stdin=BLAME).output
    assert "\x1b[" not in run("check", stdin=BLAME).output

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("sys.stdout", Terminal())
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert [takes_color("auto"), takes_color("never"), takes_color("auto", to_file=True)] == [
        True,
        False,
        False,
    ]
    monkeypatch.setenv("NO_COLOR", "1")
    assert [takes_color("auto"), takes_color("always")] == [False, True]


def test_explain() -> None:
    category = run("explain", "blame-customer").output
    rule = category.split()[0]
    assert rule.startswith("blame-customer/")
    result = run("explain", rule)
    assert result.exit_code == 0
    for part in (rule, "Why:", "Reported:", "Fine:", "Asked for by:"):
        assert part in result.output


def test_explain_says_what_to_add_and_no_more_than_is_known(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(
        "category: missing-closing\nrules:\n- id: wish\n  require: thanks\n  message: m\n  why: w\n"
        "  suggestion: Sleep well.\n  examples: [bad: It is so., good: Thank you for it.]\n",
        "utf-8",
    )
    output = run("explain", "missing-closing/wish", "--rules", path).output
    assert "\nAdd:\n" in output
    assert "Say instead" not in output
    assert "Asked for" not in output


def test_rules_list() -> None:
    lines = run("rules", "list").output.splitlines()
    assert all(len(line.split("\t")) == 5 for line in lines)
    listed = json.loads(run("rules", "list", "--format", "json").output)
    assert [rule["id"] for rule in listed] == [line.split("\t")[0] for line in lines]


def test_eval(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(
        json.dumps(
            {
                "id": "one",
                "kind": "fragment",
                "text": BLAME,
                "findings": [{"category": "blame-customer", "quote": "You failed to attach"}],
                "gaps": None,
            }
        ),
        encoding="utf-8",
    )
    result = run("eval", path, "--output-format", "json")
    assert result.exit_code == 0
    scores = json.loads(result.stdout)
    assert scores["findings"]["by_category"]["blame-customer"]["right"] == 1
    assert scores["findings"]["recall"] == 1
    path.write_text('{"text": "no labels"}', encoding="utf-8")
    assert run("eval", path, "--show-errors").exit_code == 2


def test_a_closed_pipe_is_silent(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("{broken\n" * 20_000, encoding="utf-8")
    for form in ("text", "concise", "json"):
        with subprocess.Popen(
            process("check", path, "--output-format", form),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as child:
            assert child.stdout
            assert child.stderr
            child.stdout.readline()
            child.stdout.close()
            assert child.stderr.read() == b""
            assert child.wait(60) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="no way to press Ctrl-C for another process")
def test_ctrl_c() -> None:
    # A test run in the background may have been told to ignore the signal.
    code = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from replylint.cli import main; main(['check'])"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stderr=subprocess.PIPE
    ) as child:
        assert child.stdin
        assert child.stderr
        # More than a pipe holds: once it is taken, the command is up and reading.
        child.stdin.write(b"x" * 1_000_000)
        child.stdin.flush()
        # A signal that comes just before a read blocks is only seen after it: press again.
        for _ in range(100):
            child.send_signal(signal.SIGINT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(0.2)
                break
        assert child.returncode == 130
        assert b"Traceback" not in child.stderr.read()


def test_a_full_disk() -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no such device")
    with full.open("w") as stream:
        result = subprocess.run(
            process("check"),
            input=BLAME.encode(),
            stdout=stream,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert result.returncode == 2
    assert b"Traceback" not in result.stderr
    assert b"Error:" in result.stderr


def test_an_error_of_our_own_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("oops")

    monkeypatch.setattr("replylint.api.check", broken)
    result = run("check", stdin=BLAME)
    assert (result.exit_code, result.output.count("\n")) == (2, 1)
    assert "RuntimeError: oops" in result.output
    monkeypatch.setenv("REPLYLINT_TRACEBACK", "1")
    assert "Traceback" in run("check", stdin=BLAME).output
