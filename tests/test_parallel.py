"""Several processes find what one does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from replylint import parallel
from replylint.linter import Linter, Settings
from replylint.model.places import SourceMap
from replylint.model.reply import Reply
from replylint.model.report import ReplyReport

TEXTS = (
    "You failed to attach the invoice.",
    "Your refund is on its way.",
    "We can't refund you without it.",
    "Das Paket ist unterwegs, und wir melden uns bei Ihnen.",
    "CALL US NOW!!!",
    "I have no idea.",
    "Could you send us the number of your order?",
)


def replies(times: int = 1) -> list[Reply]:
    texts = [f"{text} Number {at}." for at in range(times) for text in TEXTS]
    return [
        Reply(text, SourceMap.identity(0, len(text)), name=str(n)) for n, text in enumerate(texts)
    ]


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_BATCH", 100)


def test_copies_of_the_process() -> None:
    linter = Linter(Settings())
    assert list(parallel.lint_each(linter, replies(), 2)) == linter.lint(replies())


def test_processes_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    # As on systems where a process can't be copied.
    monkeypatch.setattr(parallel, "get_all_start_methods", lambda: ["spawn"])
    linter = Linter(Settings())
    assert list(parallel.lint_each(linter, replies(), 2)) == linter.lint(replies())


def die(batch: slice) -> Sequence[ReplyReport]:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError(batch)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no such signal")
def test_a_process_that_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_lint", die)
    linter = Linter(Settings())
    assert list(parallel.lint_each(linter, replies(), 2)) == linter.lint(replies())


def test_how_many_pay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "processors", lambda: 4)
    monkeypatch.setattr(parallel, "_WORTH", 1000)
    (reply,) = replies()[:1]
    many = [reply] * (2500 // len(reply.text))
    assert parallel.worth(many, 0) == 2
    assert parallel.worth(many[:10], 0) == 1
    assert parallel.worth(many * 9, 0) == 4
    assert parallel.worth(many, 3) == 3


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is another thing there")
def test_ctrl_c_ends_all_of_them(tmp_path: Path) -> None:
    for number in range(400):
        text = " ".join(f"{text} {number}." for text in TEXTS * 3)
        (tmp_path / f"{number}.txt").write_text(text, "utf-8")
    command = (
        sys.executable,
        "-m",
        "replylint",
        "check",
        "--jobs",
        "2",
        "--no-cache",
        str(tmp_path),
    )
    running = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    time.sleep(3)
    os.killpg(running.pid, signal.SIGINT)
    _, errors = running.communicate(timeout=30)
    assert b"Traceback" not in errors
    assert running.returncode in (130, 1)  # 1: it was quicker
    with pytest.raises(ProcessLookupError):
        os.killpg(running.pid, 0)
