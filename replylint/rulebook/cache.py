"""Keeps compiled rules from run to run, by the content of the rule files.

A file holds the rules of one language and nothing of any reply. Its first line says what it was
made from; whatever doesn't fit is compiled again, silently. What a rule searches with is read
when one of its words stands in a text: a run reads little of the file.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from replylint import __version__, storage
from replylint.rulebook.encoding import Reader, Writer
from replylint.rulebook.rules import Rulebook

FORMAT = 2
_KEPT = 8  # rulebooks a folder holds: languages, and rules of a team's own
_MADE_BY = ("languages", "linting", "matchers", "prose", "rewriting", "rulebook")


def key_of(code: str, texts: Sequence[tuple[str, str]]) -> str:
    """Return what stands for the rules of a language: they are compiled the same if it is."""
    digest = sha256(f"{FORMAT} {__version__} {code} {_code_state()}".encode())
    for name, text in texts:
        for part in (name.encode("utf-8", "surrogateescape"), text.encode()):
            digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


def _code_state() -> str:
    """Return what changes with the code that compiles: in a checkout the version doesn't."""
    package = Path(__file__).parents[1]
    files = (file for name in _MADE_BY for file in sorted((package / name).glob("**/*.py")))
    return " ".join(
        f"{status.st_size}:{status.st_mtime_ns}" for file in files for status in [file.stat()]
    )


def load(folder: Path, code: str, key: str) -> Rulebook | None:
    """Return the rulebook of a key, None if it isn't there or can't be read."""
    data = storage.read(_path(folder, code, key))
    if data is None:
        return None
    head, _, body = data.partition(b"\n")
    try:
        header = json.loads(head)
        if header != _header(key, body):
            return None
        rulebook = Reader(body.decode().split("\n")).rulebook()
    except (ValueError, TypeError, KeyError, IndexError, RecursionError):
        return None
    return rulebook if isinstance(rulebook, Rulebook) else None


def store(folder: Path, code: str, key: str, rulebook: Rulebook) -> None:
    """Keep a rulebook, if the folder lets us."""
    body = "\n".join(Writer().lines(rulebook)).encode()
    head = json.dumps(_header(key, body)).encode()
    if storage.write(_path(folder, code, key), head + b"\n" + body):
        storage.thin_out(folder, "rules-*.jsonl", _KEPT)


def _header(key: str, body: bytes) -> dict[str, object]:
    return {
        "replylint": __version__,
        "format": FORMAT,
        "key": key,
        "digest": sha256(body).hexdigest(),
    }


def _path(folder: Path, code: str, key: str) -> Path:
    return folder / f"rules-{code}-{key[:16]}.jsonl"
