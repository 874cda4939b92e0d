"""A warm server gives the same output, byte for byte, and nobody misses it when it is gone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no local sockets to fork behind")
TEXT = "You forgot to attach the invoice.\n"


def environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "REPLYLINT_CACHE_DIR": str(folder), "REPLYLINT_SOCKET": str(folder / "s")}


def run(
    folder: Path, *arguments: str, given: str = TEXT, **more: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "replylint", *arguments],
        input=given,
        env={**environment(folder), **more},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    # The path of a socket has to be short.
    place = tmp_path_factory.mktemp("s")
    with subprocess.Popen(
        [sys.executable, "-m", "replylint", "serve", "--idle-timeout", "120"],
        env=environment(place),
        stderr=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stderr is not None
        assert "listening" in server.stderr.readline()
        yield place
        server.send_signal(signal.SIGTERM)
        assert server.wait(10) == 0
    assert not (place / "s").exists()


@pytest.mark.parametrize(
    ("arguments", "given"),
    [
        (("check",), TEXT),
        (("check", "--output-format", "json"), TEXT),
        (("check", "--color", "always"), "Thanks, Anna!\n"),
        (("check", "no-such-file.txt"), ""),
        (("check", "--select", "nothing-like-it"), TEXT),
        (("check",), "Grüße – “quoted” 🙂 you failed to read it\r\n"),
    ],
)
def test_same_output(folder: Path, arguments: tuple[str, ...], given: str) -> None:
    served = run(folder, *arguments, given=given)
    alone = run(folder, *arguments, given=given, REPLYLINT_SOCKET="")
    assert (served.stdout, served.stderr) == (alone.stdout, alone.stderr)
    assert served.returncode == alone.returncode


def test_a_folder_that_is_gone(folder: Path, tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    script = (
        "import os, sys; os.rmdir(os.getcwd());"
        " from replylint.cli import main; main(['check', '-'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        input=TEXT,
        env=environment(folder),
        cwd=gone,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == "Error: the current folder doesn't exist any more.\n"
    assert done.returncode == 2


def test_says_so_when_asked(folder: Path) -> None:
    assert "answered by the server" in run(folder, "check", "-v").stderr
    assert "answered by the server" not in run(folder, "check", "-v", REPLYLINT_SOCKET="").stderr


def test_only_its_user_can_connect(folder: Path) -> None:
    assert (folder / "s").stat().st_mode & 0o077 == 0


def test_works_without_a_server(tmp_path: Path) -> None:
    (tmp_path / "s").write_text("no socket")
    assert run(tmp_path, "check").returncode == 1


def test_ctrl_c_ends_the_client_and_the_copy_that_works_for_it(folder: Path) -> None:
    many = folder / "many"
    many.mkdir()
    for number in range(400):
        (many / f"{number}.txt").write_text(
            f"You failed to read page {number} of it. " * 20, "utf-8"
        )
    with subprocess.Popen(
        [sys.executable, "-m", "replylint", "check", "--isolated", "--no-cache", str(many)],
        env=environment(folder),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as client:
        with pytest.raises(subprocess.TimeoutExpired):
            client.wait(1)
        client.send_signal(signal.SIGINT)
        # Both pipes close only when the copy has ended, too.
        output, errors = client.communicate(timeout=30)
    assert (client.returncode, output) == (130, "")
    assert "Traceback" not in errors
