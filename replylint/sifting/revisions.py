"""Files as they were at a git revision, and which replies have changed since.

Everything is read from git's objects: nothing is checked out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from pathlib import Path

from msgspec import Struct, field

from replylint.model.errors import ConfigError
from replylint.model.reply import Kind, Reply
from replylint.model.report import ReplyReport

UNCHANGED = "not changed since the revision asked for"


def as_unchanged(reply: Reply) -> ReplyReport:
    """Return the report of a reply that isn't linted, since it hasn't changed."""
    return ReplyReport(reply, reply.kind or Kind.CHAT, reply.language or "", skipped=UNCHANGED)


class Revision:
    """A state of the repositories that files stand in.

    Args:
        name: as git knows it: a commit, a branch, a tag, ``HEAD~1``.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._trees: dict[Path, _Tree] = {}

    def before(self, path: Path, read: Callable[[bytes], Iterable[Reply]]) -> Before:
        """Return the replies that were in a file then.

        Args:
            path: of the file.
            read: reads the bytes it had.

        Raises:
            ConfigError: there is no git, no repository around the file, or no such revision.
        """
        tree = self._tree(path.absolute().parent)
        data = tree.data(path)
        return Before(() if data is None else read(data))

    def files(self, path: Path) -> tuple[tuple[str, bytes], ...]:
        """Return the files that were at a path, itself or those of a folder, with their bytes.

        Each is named by its path in the repository, with forward slashes.

        Raises:
            ConfigError: there is no git, no repository around the path, or no such revision.
        """
        path = path.absolute()
        tree = self._tree(path if path.is_dir() else path.parent)
        inside = tree.inside(path)
        below = "" if inside == "." else f"{inside}/"
        names = (name for name in sorted(tree.files) if name == inside or name.startswith(below))
        return tuple((name, tree.blob(name)) for name in names)

    def top(self, path: Path) -> Path | None:
        """Return the repository that a path stands in, None if it stands in none."""
        path = path.absolute()
        try:
            return _top(path if path.is_dir() else path.parent)
        except _GitError:
            return None

    def _tree(self, folder: Path) -> _Tree:
        if folder not in self._trees:
            top = _top(folder)
            known = next((tree for tree in self._trees.values() if tree.top == top), None)
            self._trees[folder] = known or _Tree.of(top, self._name)
        return self._trees[folder]


class Before:
    """The replies of a file at a revision.

    Args:
        replies: as they were.
    """

    def __init__(self, replies: Iterable[Reply]) -> None:
        self._left = Counter(map(_key, replies))

    def unchanged(self, replies: Sequence[Reply]) -> frozenset[int]:
        """Return the indices of replies that were there, under the same name, with the same text.

        Of a file read in parts those of each part are asked for in their order: a reply that was
        there once is known once.
        """
        found = set()
        for index, reply in enumerate(replies):
            key = _key(reply)
            if self._left[key]:
                self._left[key] -= 1
                found.add(index)
        return frozenset(found)


def _key(reply: Reply) -> bytes:
    """Return what a reply is known by, in little room."""
    parts = (reply.name, "\n".join(reply.text.splitlines()), reply.context)
    return sha256(repr(parts).encode("utf-8", "surrogatepass")).digest()


class _Tree(Struct, frozen=True):
    """The files of one repository at one revision.

    Attributes:
        renamed: paths of today, and what they were called then.
    """

    top: Path
    commit: str
    files: frozenset[str]
    renamed: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, top: Path, name: str) -> _Tree:
        if name.startswith("-"):
            raise ConfigError(f"“{name}” is no git revision.")
        try:
            commit = _git(top, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
        except _GitError:
            raise ConfigError(f"git knows no revision “{name}” in {top.as_posix()}.") from None
        digest = commit.decode().strip()
        listed = _git(top, "ls-tree", "-r", "--name-only", "-z", digest)
        files = frozenset(_paths(listed))
        return cls(top, digest, files, _renamed(top, digest))

    def data(self, path: Path) -> bytes | None:
        """Return the bytes a file had; None if it wasn't there."""
        try:
            inside = self.inside(path)
        except ValueError:
            return None
        inside = self.renamed.get(inside, inside)
        return self.blob(inside) if inside in self.files else None

    def inside(self, path: Path) -> str:
        """Return a path as git names it; raises ValueError if it stands elsewhere."""
        return path.resolve().relative_to(self.top.resolve()).as_posix()

    def blob(self, name: str) -> bytes:
        """Return the bytes of one of the files."""
        return _git(self.top, "cat-file", "blob", f"{self.commit}:{name}")


class _GitError(ConfigError):
    """Git refused to do something."""


def _top(folder: Path) -> Path:
    return Path(_git(folder, "rev-parse", "--show-toplevel").decode().rstrip("\n"))


def _renamed(top: Path, commit: str) -> dict[str, str]:
    """Return the files that have another name now; as far as git knows of their new one."""
    parts = _paths(
        _git(top, "diff", "--no-ext-diff", "--name-status", "-M", "-z", "--diff-filter=R", commit)
    )
    return {new: old for _, old, new in zip(*[iter(parts)] * 3, strict=False)}


def _paths(listed: bytes) -> list[str]:
    return [part.decode("utf-8", "surrogateescape") for part in listed.split(b"\0") if part]


def _git(folder: Path, *arguments: str) -> bytes:
    """Run git and return what it says.

    Raises:
        ConfigError: there is no git, or it failed.
    """
    from shutil import which  # brings along what unpacks archives

    program = which("git")
    if program is None:
        raise ConfigError("To look at a revision needs git, and there is no git to be found.")
    import subprocess

    done = subprocess.run(  # noqa: S603 - no shell, and the arguments are ours
        [program, "-C", str(folder), *arguments],
        capture_output=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise _GitError(f"git can't tell what there was: {said[0] if said else 'it failed'}")
    return done.stdout
