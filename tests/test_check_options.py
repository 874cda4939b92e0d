"""The options of ``check`` about how it reports: statistics, scores, silence, watching."""

from __future__ import annotations

import io
import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import IO

import click
import pytest
from click.testing import CliRunner, Result

from replylint.api import Options, check
from replylint.cli import main, watching
from replylint.cli.progress import progress

BLAME = "You failed to attach the invoice."
SELECT = ["--kind", "chat", "--select", "blame-customer,shouting"]


def run(*arguments: str | Path, stdin: str | None = None) -> Result:
    options = ["check", "--isolated", *SELECT]
    return CliRunner().invoke(main, [*options, *(str(each) for each in arguments)], input=stdin)


@pytest.fixture
def drafts(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(f"{BLAME}\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text(f"{BLAME} Please!!!\n", encoding="utf-8")
    (tmp_path / "c.txt").write_text("Fine.\n", encoding="utf-8")
    return tmp_path


def test_statistics(drafts: Path) -> None:
    result = run("--statistics", drafts)
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        "2  blame-customer/failed",
        "1  shouting/repeated-marks",
        "",
        "2  blame-customer",
        "1  shouting",
        "",
        "3 replies checked, 2 with something to say about",
        "score: 84.0 on average, 72 at the lowest",
    ]


def test_statistics_as_json(drafts: Path) -> None:
    (drafts / "d.txt").write_bytes(b"\xff")
    result = run("--statistics", "--output-format", "json", drafts)
    assert (result.exit_code, json.loads(result.stdout)) == (
        2,
        {
            "version": 1,
            "replies": 3,
            "flagged": 2,
            "rules": {"blame-customer/failed": 2, "shouting/repeated-marks": 1},
            "categories": {"blame-customer": 2, "shouting": 1},
            "severities": {"error": 2, "warning": 1},
            "score": {"mean": 84.0, "lowest": 72},
            "errors": 1,
        },
    )


def test_statistics_of_nothing() -> None:
    result = run("--statistics", stdin="")
    assert (result.exit_code, result.output) == (
        0, "0 replies checked, 0 with something to say about\n",
    )  # fmt: skip


@pytest.mark.parametrize(("least", "low"), [("0", 0), ("72", 0), ("73", 1), ("81", 2), ("100", 2)])
def test_min_score(drafts: Path, least: str, low: int) -> None:
    # Without a category of errors, nothing but the score can fail.
    select = ["--select", "shouting,blame-customer", "--ignore", "blame-customer"]
    shown = run("--exit-zero", "--min-score", least, drafts)
    assert (shown.exit_code, shown.output.count(f"less than the {least} asked for")) == (0, low)
    alone = run(*select, "--fail-level", "error", "--min-score", least, drafts / "b.txt")
    assert alone.exit_code == (1 if int(least) > 92 else 0)
    (drafts / "replylint.yaml").write_text(f"min-score: {least}\nfail-level: error\n")
    options = ["--kind", "chat", "--select", "shouting"]
    configured = CliRunner().invoke(
        main, ["check", *options, "--config", str(drafts / "replylint.yaml"), str(drafts / "b.txt")]
    )
    assert configured.exit_code == alone.exit_code


@pytest.mark.parametrize("least", ["-1", "101", "x"])
def test_bad_min_score(least: str) -> None:
    assert run(f"--min-score={least}", stdin=BLAME).exit_code == 2


def test_quiet_and_verbose(drafts: Path) -> None:
    assert run("-q", drafts / "c.txt").output == ""
    assert "blame-customer/failed" in run("-q", drafts).output
    (drafts / "x.pdf").touch()
    assert "x.pdf" in run(drafts).output
    assert "x.pdf" not in run("-q", drafts).output
    (drafts / "replylint.yaml").write_text("kind: chat\n")
    result = CliRunner().invoke(main, ["check", "-v", str(drafts)])
    assert f"read {(drafts / 'replylint.yaml').as_posix()}" in result.stderr
    assert "3 files, 3 replies, 0 left out" in result.stderr


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["-q", "-v"], "exclude each other"),
        (["--watch"], "standard input doesn't change"),
        (["--watch", "-"], "standard input doesn't change"),
    ],
)
def test_wrong_use(options: list[str], message: str) -> None:
    result = run(*options, stdin=BLAME)
    assert (result.exit_code, message in result.output) == (2, True)


def test_progress(drafts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[int, int]] = []
    check([drafts], Options(), lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]
    with progress() as nobody:
        assert nobody is None

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    stream = Terminal()
    monkeypatch.setattr("sys.stderr", stream)
    with progress() as update:
        assert update is not None
        update(1, 3)
    assert stream.getvalue() == ""  # it was over before anybody could wonder
    monkeypatch.setattr("replylint.cli.progress._PATIENCE", 0)
    monkeypatch.setenv("TERM", "xterm")
    with progress() as update:
        assert update is not None
        update(2, 3)
    assert "67%" in stream.getvalue()
    with progress(wanted=False) as nobody:
        assert nobody is None


def test_watching_sees_changes(drafts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each round of the loop changes something; the last one ends it as Ctrl-C does."""
    path = drafts / "a.txt"
    rounds: list[str] = []

    def change(_: float) -> None:
        if len(rounds) == 1:
            path.write_text("Longer than it was before, and fine.", encoding="utf-8")
        elif len(rounds) == 2:
            path.unlink()
        else:
            raise KeyboardInterrupt

    monkeypatch.setattr("time.sleep", change)
    with pytest.raises(KeyboardInterrupt):
        watching.watch(
            lambda: rounds.append(path.read_text() if path.exists() else ""),
            drafts.iterdir,
            clears=False,
        )
    assert rounds == [f"{BLAME}\n", "Longer than it was before, and fine.", ""]


def test_watching_survives_a_broken_configuration(
    drafts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = drafts / "replylint.yaml"
    config.write_text("kind: chat\n")
    steps = iter(["kinds: chat\n", "kind: email\n"])

    def change(_: float) -> None:
        text = next(steps, None)
        if text is None:
            raise KeyboardInterrupt
        config.write_text(text)

    monkeypatch.setattr("time.sleep", change)
    result = CliRunner().invoke(main, ["check", "--watch", "--statistics", str(drafts)])
    assert result.output.count("3 replies checked") == 2
    assert "unknown key “kinds”" in result.output
    assert isinstance(result.exception, (KeyboardInterrupt, click.Abort, SystemExit))


@pytest.mark.skipif(sys.platform == "win32", reason="no way to press Ctrl-C for another process")
def test_ctrl_c_ends_watching(drafts: Path) -> None:
    code = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        f"from replylint.cli import main; main(['check', '--isolated', '--watch', {str(drafts)!r}])"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as child:
        assert child.stderr
        _read_until(child.stderr, b"Watching for changes")
        child.send_signal(signal.SIGINT)
        child.wait(30)
        assert child.returncode == 130
        assert b"Traceback" not in child.stderr.read()


def _read_until(stream: IO[bytes], words: bytes) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if words in stream.readline():
            return
    raise AssertionError(words)
