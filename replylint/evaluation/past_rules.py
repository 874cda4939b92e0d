"""The rules as they were at a git revision."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePath

from msgspec.structs import replace

from replylint.model.errors import ConfigError, Fault, RuleError
from replylint.model.rule import RuleInfo
from replylint.profile import primary
from replylint.rulebook.library import languages, load_rulebook, rules_folder
from replylint.rulebook.packs import Source, files_of
from replylint.rulebook.rules import Rulebook
from replylint.sifting.revisions import Revision

_SUFFIXES = (".yaml", ".yml")


class PastRules:
    """The rules of a git revision, put into a folder of their own.

    Args:
        revision: as git knows it.
        folder: an empty one.
    """

    def __init__(self, revision: str, folder: Path) -> None:
        self._name = revision
        self._revision = Revision(revision)
        self._folder = folder
        self._tops: list[Path] = []
        self._loaded: dict[tuple[str, tuple[Source, ...]], Rulebook] = {}

    def rules(
        self, language: str | None, extra: Sequence[Source], cache: Path | None
    ) -> tuple[RuleInfo, ...]:
        """Return the rules there were, of one language or of all."""
        codes = languages() if language is None else (primary(language),)
        return tuple(info for code in codes for info in self.load(code, tuple(extra), cache).infos)

    def load(self, code: str, extra: tuple[Source, ...], _cache: Path | None) -> Rulebook:
        """Return the rules of a language as they were."""
        key = (code, extra)
        if key not in self._loaded:
            self._loaded[key] = self._load(code, extra)
        return self._loaded[key]

    def _load(self, code: str, extra: tuple[Source, ...]) -> Rulebook:
        paths = [each for each in extra if isinstance(each, Path)]
        own = [copy for path in paths if (copy := self._copy(path)) is not None]
        if paths and not own:
            raise self._without(paths)
        for path in files_of(paths):
            # A pack that is extended lies beside those who extend it, or is installed.
            # Files of a folder that was copied are there already.
            if (
                not any(given in (path, *path.parents) for given in paths)
                and self._revision.top(path) is not None
            ):
                self._copy(path)
        shipped = rules_folder()
        top = self._revision.top(shipped)
        theirs = None
        if top is not None and (not paths or top in map(self._revision.top, paths)):
            theirs = self._copy(shipped)
        if theirs is None and not paths:
            raise self._without((shipped,))
        # What a configuration says of rules is as it is today.
        passages = (each for each in extra if not isinstance(each, Path))
        try:
            # Shipped rules that git doesn't know are those of the installed package.
            return load_rulebook(code, (*own, *passages), None, theirs)
        except RuleError as error:
            raise RuleError(tuple(map(self._as_of, error.faults))) from None

    def _copy(self, path: Path) -> Path | None:
        """Write the rule files there were at a path; return where, None if there were none."""
        top = self._revision.top(path)
        if top is None:
            raise ConfigError(
                f"{path.as_posix()} stands in no git repository: there are no rules of"
                f" “{self._name}” to compare with. --rules says which rules are meant."
            )
        if top not in self._tops:
            self._tops.append(top)
        root = self._folder / str(self._tops.index(top))
        files = [each for each in self._revision.files(path) if each[0].endswith(_SUFFIXES)]
        for name, data in files:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(data)
        return root / path.resolve().relative_to(top.resolve()) if files else None

    def _as_of(self, fault: Fault) -> Fault:
        """Return a fault of an old file with the name git has for it: ``REV:path``."""
        path = PurePath(fault.path)
        if self._folder in path.parents:
            _, *names = path.relative_to(self._folder).parts
            return replace(fault, path=f"{self._name}:{'/'.join(names)}")
        return replace(fault, path=f"{self._name}:{fault.path}")

    def _without(self, paths: Sequence[Path]) -> ConfigError:
        """Return the error of there having been no rules."""
        places = ", ".join(path.as_posix() for path in paths)
        return ConfigError(
            f"There are no rule files in “{self._name}” at {places}. --rules says which rules to"
            " compare: a file or folder that git keeps."
        )
