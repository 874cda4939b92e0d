"""Paths as the readers of a report want them: seen from the root of what is checked out."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote

# Where CI systems say that the checkout is; elsewhere it is the working directory.
_ROOTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")


def from_root(path: str) -> str:
    """Return a path as seen from the root of the checkout, with forward slashes.

    One outside of it comes back absolute, ``<stdin>`` and the like as they are.
    """
    if path.startswith("<"):
        return path
    here = Path.cwd()
    whole = Path(os.path.normpath(here / path))
    for root in (*(Path(os.environ[name]) for name in _ROOTS if os.environ.get(name)), here):
        if whole.is_relative_to(root):
            return whole.relative_to(root).as_posix()
    return whole.as_posix()


def uri(path: str) -> str:
    """Return a path as a URI, relative to the root of the checkout where it lies in it."""
    seen = from_root(path)
    if Path(seen).is_absolute():
        return Path(seen).as_uri()
    # A colon in the first part would read as a scheme.
    return quote(seen, safe="/", errors="replace")
