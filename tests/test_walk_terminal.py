"""``check --interactive`` on a real pseudo-terminal."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")

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
  - good: Please send us the receipt.
- id: frobnicate
  message: "“{match}” is our word."
  why: Nobody knows it.
  find: [frobnicate]
  examples:
  - bad: We frobnicate it.
  - good: We mend it.
"""
DRAFT = "Send us the receipt.\nWe frobnicate it. Now we frobnicate it again.\n"
FIXED = DRAFT.replace("Send us", "Please send us")

# Makes the pseudo-terminal the one that Ctrl-C comes from.
START = (
    "import fcntl, signal, sys, termios\n"
    "fcntl.ioctl(0, termios.TIOCSCTTY, 0)\n"
    "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    "from replylint.cli import main; main(sys.argv[1:])"
)


class Keyboard:
    """Types into a command that runs on a pseudo-terminal."""

    def __init__(self, *words: str) -> None:
        self._screen, inner = pty.openpty()
        environment = {**os.environ, "TERM": "xterm", "COLUMNS": "100", "PYTHONUTF8": "1"}
        self.child = subprocess.Popen(
            [sys.executable, "-c", START, *words],
            stdin=inner,
            stdout=inner,
            stderr=inner,
            start_new_session=True,
            env=environment,
        )
        os.close(inner)
        self.seen = ""

    def type(self, keys: str, *, after: str) -> None:
        """Press keys when the words `after` have come since the last time."""
        deadline = time.monotonic() + 60
        fresh = ""
        while after not in fresh:
            assert select.select([self._screen], [], [], deadline - time.monotonic())[0], fresh
            fresh += os.read(self._screen, 4096).decode(errors="replace")
        self.seen += fresh
        os.write(self._screen, keys.encode())

    def end(self, again: str = "") -> int:
        """Return the exit code, when all has been read.

        Args:
            again: keys to press again where nothing happens: a Ctrl-C between the question and
                the wait for its answer is seen with the next key only.
        """
        while True:
            try:
                while again and not select.select([self._screen], [], [], 5)[0]:
                    os.write(self._screen, again.encode())
                data = os.read(self._screen, 4096)
            except OSError:
                break
            if not data:
                break
            self.seen += data.decode(errors="replace")
        os.close(self._screen)
        return self.child.wait(60)


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    (tmp_path / "rules.yaml").write_text(RULES, encoding="utf-8")
    path = tmp_path / "draft.txt"
    path.write_bytes(DRAFT.encode())
    return path


def arguments(draft: Path) -> list[str]:
    rules = ["--rules", str(draft.parent / "rules.yaml")]
    select = ["--select", "command/send-us,command/frobnicate"]
    return ["check", "--interactive", *rules, *select, str(draft)]


@pytest.fixture
def keyboard(draft: Path) -> Iterator[Keyboard]:
    keys = Keyboard(*arguments(draft))
    yield keys
    keys.child.kill()
    keys.child.wait()


def test_a_walk_on_a_terminal(keyboard: Keyboard, draft: Path) -> None:
    keyboard.type("1\r", after="q(uit), ? ")
    keyboard.type("e\r", after="q(uit), ? ")
    # The sentence is there already where the terminal can do that: it is wiped and typed anew.
    keyboard.type("\x15It is on its way, é 😅.\r", after="write: ")
    keyboard.type("k\r", after="q(uit), ? ")
    assert keyboard.end() == 1
    expected = FIXED.replace("We frobnicate it.", "It is on its way, é 😅.")
    assert draft.read_bytes().decode() == expected
    assert "written, 1 left" in keyboard.seen
    assert "Traceback" not in keyboard.seen


def test_ctrl_d_saves_and_ctrl_c_does_not(draft: Path, keyboard: Keyboard) -> None:
    keyboard.type("1\r", after="q(uit), ? ")
    keyboard.type("\x03", after="q(uit), ? ")
    assert keyboard.end("\x03") == 130
    assert draft.read_bytes() == DRAFT.encode()
    assert "left as it was" in keyboard.seen
    again = Keyboard(*arguments(draft))
    again.type("1\r", after="q(uit), ? ")
    again.type("\x04", after="q(uit), ? ")
    assert again.end() == 1
    assert draft.read_bytes() == FIXED.encode()


def test_what_was_chosen_is_not_lost(keyboard: Keyboard, draft: Path) -> None:
    keyboard.type("1\r", after="q(uit), ? ")
    draft.write_bytes(b"Another.")
    keyboard.type("q\r", after="q(uit), ? ")
    assert keyboard.end() == 2
    assert draft.read_bytes() == b"Another."
    assert "has changed since it was read" in keyboard.seen
    assert "+Please send us the receipt." in keyboard.seen
