"""Pages that show files and commands: whoever follows them gets what they show.

A page is followed from top to bottom in an empty folder. A block of YAML is a file, which is
written; its first line says, in a comment, what it is called. If it holds rules, their examples
must hold; if it is a configuration, it must be right.
A block ``console`` is what a terminal shows: each ``$`` line is run, and what it prints stands below.
A table of patterns says what each finds and what it leaves alone; that is tried, too.
"""

from __future__ import annotations

import html
import json
import os
import re
import shlex
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from click.testing import CliRunner

from docgen.category_table import with_categories
from replylint.cli import main
from replylint.cli.exits import Exit

_TABLE = re.compile(
    r"^\| write \| finds \| leaves alone \|\n\|[-|]+\|\n((?:\|.*\|\n)+)", re.MULTILINE
)
_TAG = re.compile(r"`|</?code>")
# Above a file whose examples don't hold, or commands that are refused, on purpose.
_BLOCK = re.compile(r"^(<!-- fails -->\n)?```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_NAME = re.compile(r"# (\S+\.yaml)\n")
# Caches stand beside the folder, not in it, and not in the user's own.
_RUNNER = CliRunner(env={"COLUMNS": "88", "REPLYLINT_CACHE_DIR": "../cache"})


class WalkthroughError(Exception):
    """A page can't be followed."""


def replayed(text: str) -> str:
    """Return a page with the output of its commands as it is today.

    Raises:
        WalkthroughError: a file that doesn't do what the page says, or a command that isn't known.
    """
    text = with_categories(text)
    with tempfile.TemporaryDirectory() as name, _inside(Path(name)):
        parts: list[str] = []
        end = 0
        for block in _BLOCK.finditer(text):
            parts.extend((text[end : block.start(3)], _followed(block)))
            end = block.end(3)
        for table in _TABLE.finditer(text):
            _try_patterns(table[1].splitlines())
        return "".join([*parts, text[end:]])


def is_walkthrough(text: str) -> bool:
    """Return whether a page shows commands."""
    return "\n```console\n" in text


@contextmanager
def _inside(folder: Path) -> Iterator[None]:
    """Make an empty folder inside a folder the current one."""
    before = Path.cwd()
    work = folder / "work"
    work.mkdir()
    os.chdir(work)
    try:
        yield
    finally:
        os.chdir(before)


def _followed(block: re.Match[str]) -> str:
    """Do what a block shows; return what it holds then."""
    fails, language, body = block.groups()
    if language == "console":
        return "".join(_session(body, refused=fails is not None))
    name = _NAME.match(body)
    if name is None:
        raise WalkthroughError(f"a block that nobody can try: ```{language}\n{body}")
    _write(Path(name[1]), body)
    _try_file(Path(name[1]), body, fails=fails is not None)
    return body


def _try_patterns(rows: Iterable[str]) -> None:
    """See that each pattern of a table finds what it should, and no more."""
    rules = []
    for at, row in enumerate(rows):
        pattern, bad, good = (cell.strip() for cell in row.split("|")[1:-1])
        kinds = (("bad", bad), ("good", good))
        examples = [{kind: text} for kind, cell in kinds for text in cell.split(" · ")]
        find = html.unescape(_TAG.sub("", pattern))
        shown = {"id": f"row-{at}", "find": find, "message": find, "why": find}
        rules.append({**shown, "examples": examples})
    path = Path("table.yaml")
    path.write_text(json.dumps({"category": "impersonal", "rules": rules}), "utf-8")
    _expect(["rules", "test", str(path)])
    path.unlink()


def _write(path: Path, body: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(body, "utf-8", newline="\n")


def _try_file(path: Path, body: str, *, fails: bool) -> None:
    """See that the examples of rules hold, or fail where they are to, and that settings are right."""
    if re.search("^rules:$", body, re.MULTILINE):
        _expect(["rules", "test", str(path)], fails=fails)
    elif path.name == "replylint.yaml":
        _expect(["config", "show"], fails=fails)


def _expect(arguments: list[str], *, fails: bool = False) -> None:
    result = _RUNNER.invoke(main, arguments)
    if bool(result.exit_code) != fails:
        raise WalkthroughError(f"replylint {' '.join(arguments)}\n{result.output}")


def _session(body: str, *, refused: bool) -> Iterator[str]:
    for line in body.splitlines():
        if line.startswith("$ "):
            yield f"{line}\n"
            printed = _run(line[2:], refused=refused)
            yield "".join(f"{shown.rstrip()}\n" for shown in printed.splitlines())


def _run(command: str, *, refused: bool) -> str:
    """Run a command as a shell would; return what it prints."""
    words = shlex.split(command)
    given = None
    if words[0] == "echo" and words[2:3] == ["|"]:
        given, words = f"{words[1]}\n", words[3:]
    if "<" in words:
        at = words.index("<")
        given, words = Path(words[at + 1]).read_text("utf-8"), words[:at]
    if words[0] == "cat":
        return Path(words[1]).read_text("utf-8")
    if words[0] != "replylint":
        raise WalkthroughError(f"not a command that is known here: {command}")
    result = _RUNNER.invoke(main, words[1:], input=given)
    if (result.exit_code == Exit.ERROR) != refused:
        raise WalkthroughError(f"{command}\n{result.output}")
    # Where the folder lies is nobody's business.
    return result.output.replace(f"{Path.cwd().as_posix()}/", "")
