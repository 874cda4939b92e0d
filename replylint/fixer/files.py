"""Puts an edited document back in the place of its file."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from replylint.model.reply import Document
from replylint.model.report import Problem


def write(path: Path, before: Document, after: Document) -> Problem | None:
    """Write an edited document, unless its file isn't the one that was read any more.

    Returns:
        why it was not written; None when it was.
    """
    try:
        if path.read_bytes() != before.data:
            return Problem(before.path, "has changed since it was read; it was not written")
        write_atomically(path, after.data)
    except OSError as error:
        return Problem(before.path, f"can't be written: {error.strerror or error}")
    return None


def write_atomically(path: Path, data: bytes) -> None:
    """Replace a file's content as a whole: the old file or the new one, never half of one.

    Mode and owner are kept, and a link is followed rather than replaced.

    Raises:
        OSError: if the file or its folder can't be written to.
    """
    target = path.resolve()
    if not os.access(target, os.W_OK):
        # Replacing it would succeed, but somebody has said that it is not to be changed.
        raise PermissionError(None, "it is read-only", str(path))
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _take_after(Path(name), target)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _take_after(file: Path, model: Path) -> None:
    """Give a file the owner, as far as that is allowed, and the mode of another."""
    status = model.stat()
    if hasattr(os, "chown"):
        with suppress(OSError):
            os.chown(file, status.st_uid, status.st_gid)
    file.chmod(status.st_mode & 0o7777)
