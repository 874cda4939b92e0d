"""Keeps compiled rules from run to run, by the content of the rule files.

A file holds the rules of one language and nothing of any reply. Its first line says what it was
made from; whatever doesn't fit is compiled again, silently. What a rule searches with is read
when one of its words stands in a text: a run reads little of the file.
"""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from itertools import accumulate
from pathlib import Path
from typing import Any
from zlib import crc32

from replylint import __version__, storage
from replylint.rulebook.encoding import Reader, Writer
from replylint.rulebook.packs import RuleFiles
from replylint.rulebook.rules import Rulebook
from replylint.stamps import stamps

FORMAT = 4
_LONGEST_HEAD = 1000
_KEPT = 8  # rulebooks a folder holds: languages, and rules of a team's own
_MADE_BY = (
    *("linter.py", "grammar", "languages", "linting", "matchers", "model", "pipelines", "prose"),
    *("rewriting", "rulebook"),
)


def key_of(code: str, files: RuleFiles) -> str:
    """Return what stands for the rules of a language: they are compiled the same if it is."""
    digest = sha256(f"{FORMAT} {__version__} {code} {_code_state()} {files.state()}".encode())
    for text in files.own:
        for part in (f"{text.origin} {text.path}", text.text):
            data = part.encode("utf-8", "surrogateescape")
            digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


@cache
def _code_state() -> str:
    """Return what changes with the code and the pipelines."""
    package = Path(__file__).parents[1]
    places = [str(package / name) for name in _MADE_BY]
    parser = find_spec("spacy")
    if parser is not None and parser.origin is not None:
        places.append(str(Path(parser.origin).with_name("about.py")))  # has its version
    return repr([stamp for place in places for stamp in stamps(place)])


def load(folder: Path, code: str, key: str) -> Rulebook | None:
    """Return the rulebook of a key, None if it isn't there or can't be read."""
    data = storage.read(_path(folder, code, key))
    if data is None:
        return None
    head, _, _ = data[:_LONGEST_HEAD].partition(b"\n")
    rest = memoryview(data)[len(head) + 1 :]
    try:
        header = json.loads(head)
        count = header.pop("lines")
        if header != _header(key, rest):
            return None
        rulebook = Reader(_Lines(rest, count)).rulebook()
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
        return None
    return rulebook if isinstance(rulebook, Rulebook) else None


def store(folder: Path, code: str, key: str, rulebook: Rulebook) -> None:
    """Keep a rulebook, if the folder lets us."""
    lines = Writer().lines(rulebook)
    ends = array("I", accumulate(map(len, lines)))
    rest = ends.tobytes() + b"".join(lines)
    head = json.dumps({**_header(key, memoryview(rest)), "lines": len(lines)}).encode()
    if storage.write(_path(folder, code, key), head + b"\n" + rest):
        storage.thin_out(folder, "rules-*", _KEPT)


class _Lines(Sequence[memoryview]):
    """The lines of a file, each cut out when it is asked for: a run looks at few of them.

    Args:
        data: where each line ends, then all of them.
        count: of the lines.
    """

    def __init__(self, data: memoryview, count: int) -> None:
        self._ends = array("I", [0])
        at = count * self._ends.itemsize
        self._ends.frombytes(data[:at])
        self._data = data[at:]

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, number: Any) -> Any:  # noqa: ANN401 - a Sequence's signature
        if number < 0:
            number += len(self)
        return self._data[self._ends[number] : self._ends[number + 1]]


def _header(key: str, rest: memoryview) -> dict[str, object]:
    return {
        "replylint": __version__,
        "format": FORMAT,
        "order": sys.byteorder,
        "key": key,
        "checksum": crc32(rest),  # against damage: who could write the file could write any digest
    }


def _path(folder: Path, code: str, key: str) -> Path:
    return folder / f"rules-{code}-{key[:16]}.bin"
