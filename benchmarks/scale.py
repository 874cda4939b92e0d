"""Measures how much memory and time `replylint check` takes for large libraries.

    python benchmarks/scale.py [--megabytes N] [--new N]... [--formats NAME,...]

makes tables with a seeded generator (`texts.py`), checks each in a process of its own and prints
its peak of resident memory, as the system counted it, and its time. Linting hundreds of megabytes
takes hours where every reply is new, which no library is: the large table repeats 2,000 replies,
with rows of their own names. The tables of all-new text (10 and 20 MB if not said otherwise) show
that memory doesn't grow with what is linted either.
"""

from __future__ import annotations

import argparse
import csv
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from itertools import cycle
from pathlib import Path

from texts import made_replies, new_replies

_DISTINCT = 2000
_MEGABYTE = 1_000_000


def table(path: Path, texts: Iterable[str], size: int) -> int:
    """Write a table of texts of so many bytes, and return how many rows it has."""
    rows = 0
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\r\n")
        writer.writerow(["id", "title", "body"])
        for rows, text in enumerate(texts, 1):
            writer.writerow([rows, f"Reply “{rows}”", text])
            if rows % 1000 == 0 and stream.tell() >= size:
                break
    return rows


def measured(path: Path, form: str) -> Iterator[str]:
    """Check a table and yield the cells of its row."""
    output = path.with_suffix(".report")
    command = [sys.executable, "-m", "replylint", "check", "--exit-zero", "--no-cache", "-q"]
    start = time.monotonic()
    with subprocess.Popen(  # noqa: S603 - ourselves
        [*command, "--output-format", form, "--output-file", str(output), str(path)],
        env={**os.environ, "REPLYLINT_SOCKET": ""},
        stderr=subprocess.PIPE,
    ) as child:
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        said = child.stderr.read().decode("utf-8", "replace") if child.stderr else ""
    if child.returncode:
        raise RuntimeError(f"exit code {child.returncode}: {said[-300:]}")
    yield f"{used.ru_maxrss / (1024 if sys.platform != 'darwin' else 1024**2):.0f} MB"
    yield f"{used.ru_utime + used.ru_stime:.0f} s"
    yield f"{time.monotonic() - start:.0f} s"
    yield f"{output.stat().st_size / _MEGABYTE:.0f} MB"


def main() -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--megabytes", type=int, default=200, help="size of the table of repeats")
    parser.add_argument("--new", type=int, action="append", metavar="N", help="MB of new text")
    parser.add_argument("--formats", default="json,concise", help="formats for the first table")
    given = parser.parse_args()
    print("| table | rows | format | peak RSS | CPU | elapsed | report |")
    print("|---|---:|---|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library.csv"
        if given.megabytes:
            texts = cycle(made_replies(_DISTINCT))
            rows = table(path, texts, given.megabytes * _MEGABYTE)
            for form in given.formats.split(","):
                cells = " | ".join(measured(path, form))
                what = f"{given.megabytes} MB, {_DISTINCT:,} replies repeated"
                print(f"| {what} | {rows:,} | {form} | {cells} |", flush=True)
        for size in given.new if given.new is not None else (10, 20):
            if size:
                rows = table(path, new_replies(), size * _MEGABYTE)
                cells = " | ".join(measured(path, "json"))
                print(f"| {size} MB, all new | {rows:,} | json | {cells} |", flush=True)


if __name__ == "__main__":
    main()
