"""Large input at the edges: standard input, one endless line, a reader or a user who has enough."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from replylint import api
from replylint.api import Options, check
from replylint.readers import long_files
from replylint.readers.long_files import Sizes

BLAME = "You failed to attach the invoice."
ROWS = 4_000  # over 2 MB: read in parts


def process(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "replylint", "check", *(str(each) for each in arguments)]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {**os.environ, "REPLYLINT_SOCKET": "", "REPLYLINT_CACHE_DIR": str(tmp_path / "cache")}


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "library.csv"
    rows = (f'{row},"{BLAME}\n{"Bye. " * 100}"\n' for row in range(ROWS))
    path.write_text("id,body\n" + "".join(rows), encoding="utf-8")
    return path


def test_a_large_table_on_standard_input(table: Path, environment: dict[str, str]) -> None:
    with table.open("rb") as stream:
        done = subprocess.run(
            process("--stdin-filename", "x.csv", "--output-format", "json"),
            stdin=stream,
            capture_output=True,
            env=environment,
            check=False,
        )
    report = json.loads(done.stdout)
    assert (done.returncode, done.stderr, report["errors"]) == (1, b"", [])
    assert report["summary"]["replies"] == ROWS
    last = report["replies"][-1]["findings"][0]["start"]
    size = len(table.read_text("utf-8"))
    assert (last["line"], last["column"]) == (ROWS * 2, len(str(ROWS)) + 3)
    assert size - 600 < last["offset"] < size


@pytest.mark.parametrize("name", ["<stdin>", "x.csv", "x.jsonl", "x.md"])
def test_ten_megabytes_on_one_line(name: str, environment: dict[str, str]) -> None:
    data = b'{"text": "' + b"x" * 10_000_000
    if name == "x.csv":
        data = b"id,body\n1," + b"x" * 10_000_000
    done = subprocess.run(
        process("--stdin-filename", name, "--output-format", "concise"),
        input=data,
        capture_output=True,
        env=environment,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr == b""
    message = b"a string without its end" if name == "x.jsonl" else b"the limit is 100,000"
    assert message in done.stdout
    assert len(done.stdout) < 1000


@pytest.mark.parametrize("form", ["concise", "json", "text", "jsonl"])
def test_a_reader_that_has_seen_enough(table: Path, environment: dict[str, str], form: str) -> None:
    with subprocess.Popen(
        process(table, "--output-format", form),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    ) as child:
        assert child.stdout
        assert child.stderr
        child.stdout.readline()
        child.stdout.close()
        assert child.stderr.read() == b""
        assert child.wait(60) == 1


def test_ctrl_c_keeps_what_is_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "IN_PARTS", 0)
    monkeypatch.setattr(long_files, "SIZES", Sizes(part=2000))
    path = tmp_path / "library.csv"
    rows = (f'{row},"{BLAME.replace("invoice", f"invoice {row % 50}")}"\n' for row in range(2000))
    path.write_text("id,body\n" + "".join(rows), encoding="utf-8")
    before = path.read_bytes()

    def pressed(done: int, total: int) -> None:
        assert done < total
        raise KeyboardInterrupt

    options = Options(language="en", select=("blame-customer",), cache=tmp_path / "cache")
    with pytest.raises(KeyboardInterrupt):
        check([path], options, pressed)
    (kept,) = (tmp_path / "cache").glob("replies-*")
    assert len(kept.read_text().splitlines()) > 20
    assert path.read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="no way to press Ctrl-C for another process")
def test_ctrl_c_in_the_middle(table: Path, environment: dict[str, str]) -> None:
    # A test run in the background may have been told to ignore the signal.
    code = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from replylint import api; plain = api.Memory.lint_each\n"
        "def noted(*given): print('linting', file=sys.stderr, flush=True); return plain(*given)\n"
        "api.Memory.lint_each = noted\n"
        "from replylint.cli import main; main(['check', *sys.argv[1:]])"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(table), str(table.with_name("missing.txt"))],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    ) as child:
        assert child.stderr
        assert child.stderr.readline() == b"linting\n"
        child.send_signal(signal.SIGINT)
        out, err = child.communicate()
    assert (child.returncode, out, b"Traceback" in err) == (130, b"", False)
