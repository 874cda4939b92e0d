"""Private files in the user's cache folder: whatever can be made again at any time.

Nothing here raises for a folder that is missing, full or not ours: a cache that can't be used is
no cache.
"""

from __future__ import annotations

import os
import stat
import sys
from contextlib import suppress
from pathlib import Path

_PRIVATE_FILE = 0o600
_PRIVATE_FOLDER = 0o700
_WRITABLE_BY_OTHERS = stat.S_IWGRP | stat.S_IWOTH


def user_folder() -> Path | None:
    """Return the folder for replylint's caches by the system's custom; None if there is none."""
    try:
        return _base() / "replylint"
    except RuntimeError:  # nobody's home
        return None


def _base() -> Path:
    if os.name == "nt":
        local = os.environ.get("LOCALAPPDATA")
        return Path(local) if local else Path.home() / "AppData" / "Local"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    given = os.environ.get("XDG_CACHE_HOME", "")
    # The specification says to ignore a relative path.
    return Path(given) if Path(given).is_absolute() else Path.home() / ".cache"


def read(path: Path) -> bytes | None:
    """Return a file's bytes; None if it isn't there, or if others could have written it."""
    try:
        with path.open("rb") as file:
            return file.read() if _is_ours(os.fstat(file.fileno())) else None
    except OSError:
        return None


def _is_ours(status: os.stat_result) -> bool:
    if not stat.S_ISREG(status.st_mode):
        return False
    if not hasattr(os, "getuid"):
        return True  # the folder of a Windows user is closed to others
    return status.st_uid == os.getuid() and not status.st_mode & _WRITABLE_BY_OTHERS


def write(path: Path, data: bytes) -> bool:
    """Write a file that its user alone can read, all of it or nothing; return whether it is there."""
    part = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.parent.mkdir(parents=True, exist_ok=True)
        path.parent.mkdir(mode=_PRIVATE_FOLDER, exist_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        with os.fdopen(os.open(part, flags, _PRIVATE_FILE), "wb") as file:
            file.write(data)
        part.replace(path)
    except OSError:
        with suppress(OSError):
            part.unlink()
        return False
    return True


def thin_out(folder: Path, pattern: str, keep: int) -> None:
    """Delete the files of a pattern that were written longest ago, all but so many."""
    with suppress(OSError):
        files = sorted(folder.glob(pattern), key=lambda file: file.stat().st_mtime, reverse=True)
        for file in files[keep:]:
            file.unlink()
