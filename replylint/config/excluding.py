"""Which files and folders not to look at: patterns of the configuration, and of ``.gitignore``."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_GITIGNORE = ".gitignore"


def matches(patterns: Sequence[str], path: Path, folder: Path, *, is_folder: bool = False) -> bool:
    """Return whether a path fits patterns as in ``.gitignore``.

    Args:
        patterns: of which the last that fits counts; ``!`` takes back.
        path: of a file or folder.
        folder: what the patterns are relative to.
        is_folder: whether the path is one.
    """
    if not patterns:
        return False
    return bool(_verdict(_spec(tuple(patterns)), path, folder, is_folder=is_folder))


class Exclusion:
    """Says what is excluded.

    Args:
        patterns: those of the configuration.
        folder: what these are relative to.
        gitignore: whether ``.gitignore`` files count.
    """

    def __init__(self, patterns: Sequence[str], folder: Path, *, gitignore: bool) -> None:
        self._patterns = tuple(patterns)
        self._folder = folder.absolute()
        self._gitignore = gitignore
        self._known: dict[Path, tuple[tuple[Path, GitIgnoreSpec], ...]] = {}

    def names(self, path: Path, *, is_folder: bool) -> bool:
        """Return whether a file or folder is excluded itself, whatever the folders around it."""
        path = path.absolute()
        if matches(self._patterns, path, self._folder, is_folder=is_folder):
            return True
        if not self._gitignore:
            return False
        for folder, spec in self._ignoring(path.parent):
            verdict = _verdict(spec, path, folder, is_folder=is_folder)
            if verdict is not None:
                return verdict
        return False

    def covers(self, path: Path) -> bool:
        """Return whether a file is excluded, or a folder around it."""
        path = path.absolute()
        around = [each for each in path.parents if each != Path(path.anchor)]
        return self.names(path, is_folder=False) or any(
            self.names(each, is_folder=True) for each in around
        )

    def _ignoring(self, folder: Path) -> tuple[tuple[Path, GitIgnoreSpec], ...]:
        """Return the ``.gitignore`` files that hold in a folder, the nearest first.

        They hold up to the top of the repository, and without one all the way up.
        """
        if folder not in self._known:
            above: tuple[tuple[Path, GitIgnoreSpec], ...] = ()
            if not (folder / ".git").exists() and folder.parent != folder:
                above = self._ignoring(folder.parent)
            self._known[folder] = (*_own(folder), *above)
        return self._known[folder]


def _own(folder: Path) -> tuple[tuple[Path, GitIgnoreSpec], ...]:
    try:
        text = (folder / _GITIGNORE).read_text("utf-8", "replace")
    except OSError:
        return ()
    return ((folder, _spec(tuple(text.splitlines()))),)


@lru_cache(maxsize=256)
def _spec(patterns: tuple[str, ...]) -> GitIgnoreSpec:
    # Only needed by those who exclude something.
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(patterns)


def _verdict(spec: GitIgnoreSpec, path: Path, folder: Path, *, is_folder: bool) -> bool | None:
    """Return whether patterns exclude a path; None if none of them fits.

    Of a path outside the folder only the name counts.
    """
    path, folder = path.absolute(), folder.absolute()
    inside = path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.name
    return spec.check_file(f"{inside}/" if is_folder else inside).include
