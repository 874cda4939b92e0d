"""Measures speed as ratios of CPU time (user + system), all taken in one run.

    python benchmarks/speed.py [--runs N] [--peers FOLDER]... [FOLDER_OF_REAL_TEXTS]...

prints a Markdown table and writes it to `speed.md` beside this file. Peers are looked for on the
PATH and in the folders given (``bin`` of a virtual environment, ``node_modules/.bin``); those
that aren't there are left out. To have them all, in a folder outside of the project:

    python -m venv peers && peers/bin/pip install proselint
    npm install --prefix peers textlint textlint-rule-write-good write-good alex
    python benchmarks/speed.py --peers peers/bin --peers peers/node_modules/.bin

The made texts come from all replies of the project, by the seeded generator of `texts.py`: 500
drafts of 800 characters, of which one in ten has a sentence with a fault. How much of them is
parsed stands beside the ratio, since that is what most of the time goes into. Two rows without an
aim show the span: drafts made of rules' near misses alone, which hardly any real text is like,
and drafts cut from the real texts at random places (those hold less than 500 drafts: sentences
come several times). The real texts are the files of the folders given that replylint reads.

Through the socket, the CPU time of a check is the client's and that of the server's copy that
does the work; each check has a text of its own, so that none is answered from memory.
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
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from texts import in_paragraphs, made_replies, near_misses, split

from replylint.api import Options, check, rules

_HERE = Path(__file__).parent
_REPLYLINT = (sys.executable, "-m", "replylint")
_CHECK = (*_REPLYLINT, "check", "--exit-zero", "--output-format", "concise")
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
_WARM = 40  # checks through the socket
# What a peer is called with before the files; {modules} are those beside its command.
_PEERS = {
    "proselint": ("check",),
    "textlint": ("--rules-base-directory", "{modules}", "--rule", "write-good"),
    "write-good": (),
    "alex": ("--quiet",),
}


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
            "REPLYLINT_SOCKET": "",
        }

    def peers(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield the peers there are, each with its command before the files."""
        for name, arguments in _PEERS.items():
            found = shutil.which(name, path=self._path)
            if found:
                modules = str(Path(found).parents[1])
                yield name, (found, *(each.format(modules=modules) for each in arguments))

    def served(self, checks: Sequence[Sequence[str | Path]]) -> float:
        """Return the CPU seconds of checks through the socket of a server, which starts first."""
        path = self.folder / "serve.sock"
        environment = {**self._environment, "REPLYLINT_SOCKET": str(path)}
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        with subprocess.Popen(  # noqa: S603 - ourselves
            [*_REPLYLINT, "serve"], env=environment, cwd=self.folder, stderr=subprocess.PIPE
        ) as server:
            if server.stderr is None or b"listening" not in server.stderr.readline():
                raise RuntimeError("the server didn't start")
            for command in checks:
                self._once(command, environment)
            server.terminate()
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - used.ru_utime - used.ru_stime

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

    def _once(
        self, command: Sequence[str | Path], environment: Mapping[str, str] | None = None
    ) -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        ran = subprocess.run(  # noqa: S603 - commands of this file
            [str(part) for part in command],
            env=environment or self._environment,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            check=False,
        )
        # A command that doesn't run is quick: no figure may come of it. (2 is for a file that
        # can't be read, which the real texts have; write-good's code counts what it found.)
        marks = (b"Traceback", b"No module named", b"Usage:")
        broken = ran.returncode < 0 or (ran.returncode > 2 and command[0] == sys.executable)
        if broken or any(mark in ran.stderr for mark in marks):
            raise RuntimeError(f"{command[0]} failed: {ran.stderr.decode(errors='replace')[-300:]}")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


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
    for name, command in bench.peers():
        limit = 1.2 if name == "proselint" else None
        yield Row("clean chat reply", clean, name, bench.cpu(*command, chat), limit)
    cold = bench.cpu(*_REPLYLINT, "check", faulty, forget=True)
    parse = bench.cpu(sys.executable, "-c", _PARSE, faulty)
    yield Row("reply with findings", cold, "spaCy + pipeline + its parse", parse, 1.2)
    spacy = bench.cpu(sys.executable, "-c", "import spacy")
    yield Row("reply with findings", cold, "import spacy", spacy)
    again = bench.cpu(*_REPLYLINT, "check", faulty)
    yield Row("the same reply again", again, "the first time", cold)
    yield Row("through the socket", warm_seconds(bench), "cold", cold, 0.15)


def warm_seconds(bench: Bench) -> float:
    """Return the CPU seconds of a check through the socket, the server's start apart."""
    checks = []
    for number in range(_WARM + 1):
        path = bench.folder / f"warm-{number}.txt"
        path.write_text(_FAULTY.replace("invoice", f"invoice {number}"), "utf-8")
        checks.append((*_REPLYLINT, "check", path))
    bench.served(checks[:1])  # the first server to start compiles modules and rules
    return (bench.served(checks) - bench.served(checks[:1])) / _WARM


def library_rows(bench: Bench) -> Iterator[Row]:
    """Yield the rows of many replies: against peers, unchanged, ten times as much."""
    made = list(made_replies(_REPLIES))
    folder, small = written(bench, "replies", made), written(bench, "tenth", made[::10])
    what = f"{_REPLIES} replies of {_LENGTH} characters"
    cold = bench.cpu(*_CHECK, folder, runs=1, forget=True)
    files = sorted(folder.iterdir())
    for name, command in bench.peers():
        limit = 1.0 if name == "proselint" else None
        seconds = bench.cpu(*command, *files, runs=1)
        yield Row(what, cold, name, seconds, limit)
        if name == "proselint":
            yield worst_row(bench, command)
    parsed = Parsed([folder])
    yield Row(f"{what}, plain nlp.pipe over all", cold, "nlp.pipe", parsed.pipe(bench, parsed.all))
    yield parsed.row("made", limit=None)
    yield Row("the same, unchanged", bench.cpu(*_CHECK, folder, runs=2), "cold", cold, 0.15)
    tenth = bench.cpu(*_CHECK, small, runs=1, forget=True)
    start = bench.cpu(*_CHECK, bench.folder / "faulty.txt", runs=2, forget=True)
    yield Row("ten times the text, start apart", cold - start, "a tenth", tenth - start, 11)
    more = bench.folder / "more.yaml"
    more.write_text(made_rules(9 * len(rules("en"))), "utf-8")
    bench.cpu(*_CHECK, "--rules", more, bench.folder / "chat.txt", runs=1)
    many = bench.cpu(*_CHECK, "--rules", more, small, runs=1, forget=True)
    yield Row("ten times the rules", many, "the rules there are", tenth, 1.5)


def worst_row(bench: Bench, proselint: Sequence[str]) -> Row:
    """Return the row of texts made of near misses alone."""
    folder = written(bench, "near", near_misses(_REPLIES))
    seconds = bench.cpu(*_CHECK, folder, runs=1, forget=True)
    base = bench.cpu(*proselint, *sorted(folder.iterdir()), runs=1)
    return Row(f"{_REPLIES} replies of near misses", seconds, "proselint", base)


def written(bench: Bench, name: str, texts: Iterable[str]) -> Path:
    """Return a folder with texts as drafts."""
    folder = bench.folder / name
    folder.mkdir()
    for number, text in enumerate(texts):
        (folder / f"{number:03}.txt").write_text(text, "utf-8")
    return folder


class Parsed:
    """What replylint parses of some texts.

    Args:
        paths: files and folders.

    Attributes:
        all: the sentences of their replies.
        read: those of them that are parsed.
    """

    def __init__(self, paths: Sequence[Path]) -> None:
        from replylint.languages import en, reading

        seen: set[str] = set()
        plain = en.parse

        def noted(texts: Iterable[str]) -> Iterator[object]:
            held = list(texts)
            seen.update(held)
            return plain(held)

        en.parse = noted  # type: ignore[assignment] # to see what is parsed
        try:
            report = check(paths, Options(language="en"))
        finally:
            en.parse = plain
        self.replies = [each.reply.text for each in report.replies() if each.skipped is None]
        # What is parsed besides are rewrites, to judge them: no text of the replies.
        self.all = [
            sentence.text
            for text in self.replies
            for sentence in reading.Reading(text, en, {}).sentences  # type: ignore[arg-type]
        ]
        self.read = [text for text in self.all if text in seen]

    def row(self, what: str, limit: float | None) -> Row:
        """Return the share that is parsed as a row."""
        whole, share = sum(map(len, self.all)), sum(map(len, self.read))
        return Row(f"{what}: characters that are parsed", share, "all", whole, limit)

    @staticmethod
    def pipe(bench: Bench, texts: Sequence[str]) -> float:
        """Return the CPU seconds of spaCy's own pipe over texts, its start apart."""
        empty, full = bench.folder / "empty.txt", bench.folder / "piped.txt"
        empty.write_text("", "utf-8")
        full.write_text("\n".join(texts), "utf-8")
        start = bench.cpu(sys.executable, "-c", _PARSE, empty)
        return bench.cpu(sys.executable, "-c", _PARSE, full, runs=2) - start


def real_rows(bench: Bench, folders: Sequence[Path]) -> Iterator[Row]:
    """Yield the rows of real texts, and how much of them is parsed."""
    parsed = Parsed(folders)
    yield parsed.row("real texts", limit=0.5)
    seconds = bench.cpu(*_CHECK, "--lang", "en", *folders, runs=2, forget=True)
    start = bench.cpu(sys.executable, "-c", _PARSE, bench.folder / "empty.txt")
    start += bench.cpu(*_REPLYLINT, "check", bench.folder / "chat.txt", forget=True)
    piped = parsed.pipe(bench, parsed.read)
    yield Row("real texts", seconds, "start + 1.3 × nlp.pipe", start + 1.3 * piped, 1.0)
    folder = written(bench, "real", cut(parsed.replies))
    cold = bench.cpu(*_CHECK, folder, runs=1, forget=True)
    for name, command in bench.peers():
        if name == "proselint":
            base = bench.cpu(*command, *sorted(folder.iterdir()), runs=1)
            yield Row(f"{_REPLIES} drafts cut from real texts", cold, name, base)


def cut(replies: Sequence[str], seed: int = 4) -> Iterator[str]:
    """Yield drafts of 800 characters from replies: sentences as they follow each other."""
    chance = random.Random(seed)  # noqa: S311 - texts, no secrets
    sentences = [each for text in replies for each in split(text)]
    for _ in range(_REPLIES):
        at = chance.randrange(len(sentences))
        parts: list[str] = []
        while sum(map(len, parts)) + len(parts) < _LENGTH:
            parts.append(sentences[at % len(sentences)])
            at += 1
        yield in_paragraphs(parts)


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
    parser.add_argument("texts", nargs="*", type=Path, help="folders of real texts")
    parser.add_argument("--runs", type=int, default=5, help="runs of short commands")
    parser.add_argument("--peers", type=Path, action="append", default=[], metavar="FOLDER")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        peers = [peer.resolve() for peer in given.peers]
        bench = Bench(Path(folder).resolve(), given.runs, peers)
        rows: list[Row] = []
        parts = [short_rows(bench), library_rows(bench)]
        if given.texts:
            parts.append(real_rows(bench, [folder.resolve() for folder in given.texts]))
        for part in parts:
            for row in part:
                rows.append(row)
                print(row.cells(), flush=True)
    about = ", ".join(f"{name} {value}" for name, value in _about().items())
    text = f"# Speed\n\nMeasured by `benchmarks/speed.py`: {about}.\n\n{table(rows)}\n"
    (_HERE / "speed.md").write_text(text, "utf-8")


if __name__ == "__main__":
    main()
