"""Reads the text of a rule file, foreign ones included."""

from __future__ import annotations

from pathlib import Path

from replylint.model.errors import Fault

# A rule file of a thousand rules has half a megabyte.
MAX_FILE_BYTES = 2_000_000


def rule_text(path: Path, shown: str) -> str | Fault:
    """Return the text of a rule file, or what keeps it from being read.

    Args:
        path: the file.
        shown: the path as it is to be shown.
    """
    try:
        if not path.is_file():
            problem = "no such file" if not path.exists() else "no file with text in it"
            return Fault(shown, 1, 1, f"{problem}; give a rule file or a folder of them")
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:
            limit = f"{MAX_FILE_BYTES / 1e6:.0f} MB"
            return Fault(shown, 1, 1, f"is too large: {size / 1e6:.1f} MB, the limit is {limit}")
        data = path.read_bytes()
    except OSError as error:
        return Fault(shown, 1, 1, f"can't be read: {error.strerror or error}")
    try:
        if b"\0" not in data:
            return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    return _undecodable(data, shown)


def _undecodable(data: bytes, shown: str) -> str | Fault:
    # Good files don't pay for what tells bad ones apart.
    from replylint.readers.codecs.text import decode
    from replylint.readers.source import SourceError

    try:
        return decode(data)
    except SourceError as error:
        return Fault(shown, error.line or 1, 1, error.message)
