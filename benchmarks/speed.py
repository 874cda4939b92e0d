"""Measures speed as ratios of CPU time (user + system), all taken in one run.

    python benchmarks/speed.py [--runs N] [--peers FOLDER]... [FOLDER_OF_REAL_TEXTS]

prints a Markdown table and writes it to `speed.md` beside this file. Peers are looked for on the
PATH and in the folders given (``bin`` of a virtual environment, ``node_modules/.bin``); those
that aren't there are left out. The made texts come from the project's own examples, by a seeded
generator; the real ones are the ``.txt``, ``.md`` and ``.jsonl`` files of the folder.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from replylint.api import rules
from replylint.model.rule import RuleKind

_HERE = Path(__file__).parent
_REPLYLINT = (sys.executable, "-m", "replylint")
_CHAT = (
    "Hi Anna, thanks for the screenshots! I've reset your password, so you can log in again"
    " right away. Is there anything else I can help you with?\n"
)
_FAULTY = "You failed to attach the invoice. We can't refund you without it.\n"
_PARSE = (
    "import sys; from pathlib import Path; from replylint.languages.loading import load_pipeline;"
    " nlp = load_pipeline('en'); list(nlp.pipe(Path(sys.argv[1]).read_text('utf-8').splitlines()))"
)
_REPLIES = 500
_LENGTH = 800  # characters of a made reply
_FAULTS = 10  # one reply in so many has a fault


@dataclass(frozen=True)
class Row:
    """One comparison: what costs how many times what, and how many times it may."""

    what: str
    seconds: float
    against: str
    base: float
    limit: float | None = None

    def cells(self) -> str:
        """Return the row in Markdown."""
        ratio = self.seconds / self.base if self.base else float("inf")
        limit = (
            "" if self.limit is None else f"≤ {self.limit:g} {'✓' if ratio <= self.limit else '✗'}"
        )
        return (
            f"| {self.what} | {self.seconds:.3f} | {self.against} | {self.base:.3f}"
            f" | {ratio:.2f} | {limit} |"
        )


class Bench:
    """Runs commands in a folder of its own, with caches of its own.

    Args:
        folder: where texts and caches are put.
        runs: how often a short command is run; the median counts.
        peers: folders in which to look for peers besides the PATH.
    """

    def __init__(self, folder: Path, runs: int, peers: Sequence[Path]) -> None:
        self.folder = folder
        self.runs = runs
        self._path = os.pathsep.join([*map(str, peers), os.environ.get("PATH", "")])
        self._environment = {
            **os.environ,
            "REPLYLINT_CACHE_DIR": str(folder / "cache"),
            "PYTHONPYCACHEPREFIX": str(folder / "bytecode"),
            "PYTHONDONTWRITEBYTECODE": "",
        }

    def peer(self, name: str) -> str | None:
        """Return the path of a peer's command."""
        return shutil.which(name, path=self._path)

    def cpu(self, *command: str | Path, runs: int | None = None, forget: bool = False) -> float:
        """Return the median CPU seconds of a command, after one run that isn't counted.

        Args:
            command: the command.
            runs: how often, if not as usual; 1 counts the first run.
            forget: whether replylint's memory of replies is deleted before each run.
        """
        found = []
        count = runs or self.runs
        for number in range(count + (count > 1)):
            if forget:
                for file in (self.folder / "cache").glob("replies-*"):
                    file.unlink()
            seconds = self._once(command)
            if number or count == 1:
                found.append(seconds)
        return statistics.median(found)

    def _once(self, command: Sequence[str | Path]) -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        ran = subprocess.run(  # noqa: S603 - commands of this file
            [str(part) for part in command],
            env=self._environment,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            check=False,
        )
        # A command that doesn't run is quick: no figure may come of it. (2 is for a file that
        # can't be read, which the real texts have.)
        marks = (b"Traceback", b"No module named", b"Usage:")
        if ran.returncode > 2 or any(mark in ran.stderr for mark in marks):
            raise RuntimeError(f"{command[0]} failed: {ran.stderr.decode(errors='replace')[-300:]}")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def made_replies(count: int, seed: int = 1) -> Iterator[str]:
    """Yield replies made of the rules' own examples, one in `_FAULTS` with a fault."""
    infos = [info for info in rules("en") if info.kind is RuleKind.AVOID]
    good = [each.text for info in infos for each in info.examples if not each.bad]
    bad = [each.text for info in infos for each in info.examples if each.bad]
    chance = random.Random(seed)  # noqa: S311 - texts, no secrets
    for number in range(count):
        parts: list[str] = []
        while sum(map(len, parts)) < _LENGTH:
            parts.append(chance.choice(good))
        if number % _FAULTS == 0:
            parts[len(parts) // 2] = chance.choice(bad)
        yield " ".join(parts) + "\n"


def made_rules(count: int, seed: int = 2) -> str:
    """Return a rule file of so many rules, of phrases that hardly stand in any text."""
    chance = random.Random(seed)  # noqa: S311 - texts, no secrets
    words = sorted({word.strip(".,!?") for text in made_replies(100) for word in text.split()})
    words = [word.lower() for word in words if word.isalpha()]
    made = [
        {
            "id": f"made-{number}",
            "message": "made",
            "why": "made",
            "find": [
                {"phrase": [" ".join(chance.choices(words, k=3)) for _ in range(20)]},
            ],
            "examples": [{"bad": "made"}, {"good": "made"}],
        }
        for number in range(count)
    ]
    return json.dumps({"category": "jargon", "rules": made})


def short_rows(bench: Bench) -> Iterator[Row]:
    """Yield the rows of single replies."""
    chat, faulty = bench.folder / "chat.txt", bench.folder / "faulty.txt"
    chat.write_text(_CHAT, "utf-8")
    faulty.write_text(_FAULTY, "utf-8")
    clean = bench.cpu(*_REPLYLINT, "check", chat, forget=True)
    for name, limit in (("proselint", 1.2), ("write-good", None), ("alex", None)):
        peer = bench.peer(name)
        if peer:
            command = (peer, "check", chat) if name == "proselint" else (peer, chat)
            yield Row("clean chat reply", clean, name, bench.cpu(*command), limit)
    cold = bench.cpu(*_REPLYLINT, "check", faulty, forget=True)
    parse = bench.cpu(sys.executable, "-c", _PARSE, faulty)
    yield Row("reply with findings", cold, "spaCy + pipeline + its parse", parse, 1.2)
    spacy = bench.cpu(sys.executable, "-c", "import spacy")
    yield Row("reply with findings", cold, "import spacy", spacy)
    again = bench.cpu(*_REPLYLINT, "check", faulty)
    yield Row("the same reply again", again, "the first time", cold)


def library_rows(bench: Bench) -> Iterator[Row]:
    """Yield the rows of many replies: against peers, unchanged, ten times as much."""
    folder, small = bench.folder / "replies", bench.folder / "tenth"
    for number, text in enumerate(made_replies(_REPLIES)):
        for where in (folder, small) if number % 10 == 0 else (folder,):
            where.mkdir(exist_ok=True)
            (where / f"{number:03}.txt").write_text(text, "utf-8")
    check = (*_REPLYLINT, "check", "--exit-zero", "--output-format", "concise")
    what = f"{_REPLIES} replies of {_LENGTH} characters"
    cold = bench.cpu(*check, folder, runs=1, forget=True)
    files = sorted(folder.iterdir())
    for name, limit in (("proselint", 1.0), ("write-good", None), ("alex", None)):
        peer = bench.peer(name)
        if peer:
            command = (peer, "check", *files) if name == "proselint" else (peer, *files)
            yield Row(what, cold, name, bench.cpu(*command, runs=1), limit)
    yield Row("the same, unchanged", bench.cpu(*check, folder, runs=2), "cold", cold, 0.15)
    tenth = bench.cpu(*check, small, runs=1, forget=True)
    start = bench.cpu(*check, bench.folder / "faulty.txt", runs=2, forget=True)
    yield Row("ten times the text, start apart", cold - start, "a tenth", tenth - start, 11)
    more = bench.folder / "more.yaml"
    more.write_text(made_rules(9 * len(rules("en"))), "utf-8")
    bench.cpu(*check, "--rules", more, bench.folder / "chat.txt", runs=1)
    many = bench.cpu(*check, "--rules", more, small, runs=1, forget=True)
    yield Row("ten times the rules", many, "the rules there are", tenth, 1.5)


def real_rows(bench: Bench, folder: Path) -> Iterator[Row]:
    """Yield the rows of real texts, and how much of them is parsed."""
    from replylint.languages import en, reading

    parsed: list[str] = []
    plain = en.parse

    def noted(texts: Iterator[str]) -> Iterator[object]:
        held = list(texts)
        parsed.extend(held)
        return plain(held)

    en.parse = noted  # type: ignore[assignment] # to see what is parsed
    from replylint.api import Options, check

    report = check([folder], Options(language="en"))
    sentences = [
        sentence.text
        for reply in report.replies()
        if reply.skipped is None
        for sentence in reading.Reading(reply.reply.text, en, {}).sentences  # type: ignore[arg-type]
    ]
    # What is parsed besides are rewrites, to judge them: no text of the replies.
    known = set(parsed)
    read = [text for text in sentences if text in known]
    whole, share = sum(map(len, sentences)), sum(map(len, read))
    texts = bench.folder / "parsed.txt"
    texts.write_text("\n".join(read), "utf-8")
    command = (*_REPLYLINT, "check", "--exit-zero", "--lang", "en", "--output-format", "concise")
    seconds = bench.cpu(*command, folder, runs=2, forget=True)
    empty = bench.folder / "empty.txt"
    empty.write_text("", "utf-8")
    start = bench.cpu(sys.executable, "-c", _PARSE, empty)
    start += bench.cpu(*_REPLYLINT, "check", bench.folder / "chat.txt", forget=True)
    piped = bench.cpu(sys.executable, "-c", _PARSE, texts, runs=2) - bench.cpu(
        sys.executable, "-c", _PARSE, empty
    )
    yield Row(f"share of {whole:,} characters that is parsed", share, "all", whole, 0.5)
    yield Row("real texts", seconds, "start + 1.3 × nlp.pipe", start + 1.3 * piped, 1.0)


def table(rows: Sequence[Row]) -> str:
    """Return the rows as a Markdown table."""
    head = "| what | CPU s | against | CPU s | ratio | aim |\n|---|---:|---|---:|---:|---|"
    return "\n".join([head, *(row.cells() for row in rows)])


def _about() -> Mapping[str, str]:
    return {
        "date": datetime.now(UTC).strftime("%Y-%m-%d"),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
    }


def main() -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("texts", nargs="?", type=Path, help="a folder of real texts")
    parser.add_argument("--runs", type=int, default=5, help="runs of short commands")
    parser.add_argument("--peers", type=Path, action="append", default=[], metavar="FOLDER")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        peers = [peer.resolve() for peer in given.peers]
        bench = Bench(Path(folder).resolve(), given.runs, peers)
        rows: list[Row] = []
        parts = [short_rows(bench), library_rows(bench)]
        if given.texts is not None:
            parts.append(real_rows(bench, given.texts.resolve()))
        for part in parts:
            for row in part:
                rows.append(row)
                print(row.cells(), flush=True)
    about = ", ".join(f"{name} {value}" for name, value in _about().items())
    text = f"# Speed\n\nMeasured by `benchmarks/speed.py`: {about}.\n\n{table(rows)}\n"
    (_HERE / "speed.md").write_text(text, "utf-8")


if __name__ == "__main__":
    main()
