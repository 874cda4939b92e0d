"""Which files a rulebook is made of: the shipped rules, a team's own, and the packs these extend.

A pack is a folder with a manifest (`pack.yaml`) and rule files, or a manifest alone, given by its
file. What it extends comes before it, so that what is nearer to the user has the last word.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from hashlib import sha256
from pathlib import Path, PurePath
from typing import NamedTuple

from msgspec import Struct

from replylint import __version__, storage
from replylint.config.installed import MANIFEST, STANDARD, place_of, short
from replylint.config.names import NAMES
from replylint.config.passages import Passage
from replylint.model.errors import ConfigError, Fault
from replylint.model.rule import RuleInfo
from replylint.rulebook.reading import rule_text
from replylint.stamps import stamps

NOTHING = "nothing"
_SUFFIXES = (".yaml", ".yml")
_KEPT = 32  # manifests a cache folder remembers
_DEEPEST = 20  # packs that extend one another in a row

Source = Path | Passage


class Origin(StrEnum):
    """What a text is."""

    SHIPPED = "shipped"
    VOCABULARY = "vocabulary"  # shipped, but its rules don't count
    RULES = "rules"
    MANIFEST = "manifest"
    PASSAGE = "passage"  # of a configuration; JSON


class RuleText(NamedTuple):
    """A text that rules are made of.

    Attributes:
        path: the name it is reported by.
    """

    path: str
    text: str
    origin: Origin = Origin.RULES


class RuleFiles(Struct, frozen=True):
    """What a rulebook is made of.

    Attributes:
        shipped: the shipped rule files, each with the name it is reported by.
        origin: what these are there for.
        own: all other texts, the nearest to the user last.
        faults: what keeps some of these from being read.
    """

    shipped: tuple[tuple[Path, str], ...]
    origin: Origin
    own: tuple[RuleText, ...]
    faults: tuple[Fault, ...]

    def state(self) -> str:
        """Return what changes with the shipped files: they belong to the package, like its code.

        It changes with faults as well: these are to be reported each time.
        """
        files = [stamp for path, _ in self.shipped for stamp in stamps(str(path.absolute()))]
        return repr((files, self.origin, self.faults))

    def read(self) -> tuple[tuple[RuleText, ...], list[Fault]]:
        """Return the texts, the shipped ones first, and what keeps some from being read."""
        found = [(shown, rule_text(path, shown)) for path, shown in self.shipped]
        texts = [
            RuleText(shown, text, self.origin) for shown, text in found if isinstance(text, str)
        ]
        faults = [text for _, text in found if isinstance(text, Fault)]
        return (*texts, *self.own), [*self.faults, *faults]


class _Extended(Struct, frozen=True):
    """A name that stands behind ``extends``, and where; line and column from 1."""

    name: str
    line: int
    column: int


def gathered(
    shipped: Sequence[tuple[Path, str]], sources: Sequence[Source], cache: Path | None
) -> RuleFiles:
    """Return what a rulebook is made of; the shipped files are read when it is compiled.

    Args:
        shipped: the rule files of a language, each with the name it is reported by.
        sources: rule files, folders, packs, and passages of the configuration.
        cache: the folder for what may be kept from run to run; None keeps nothing.
    """
    # A shipped file may be given by its path, to be tried; it is there already.
    known = frozenset(path.resolve() for path, _ in shipped) if sources else frozenset()
    gatherer = _Gatherer(cache, known)
    for source in sources:
        gatherer.add(source)
    origin = Origin.SHIPPED if gatherer.standard else Origin.VOCABULARY
    return RuleFiles(tuple(shipped), origin, tuple(gatherer.texts), tuple(gatherer.faults))


def files_of(sources: Sequence[Source]) -> tuple[Path, ...]:
    """Return the files and folders that some sources are made of, extended packs among them."""
    gatherer = _Gatherer(None)
    for source in sources:
        gatherer.add(source)
    return tuple(gatherer.places)


def concerns(info: RuleInfo, source: Path) -> bool:
    """Return whether a rule is defined or changed in a rule file, folder or pack."""
    places = (info.path, *(place.rpartition(":")[0] for place in info.changed))
    return any(within(place, source) for place in places)


def within(path: str | Path, source: Path) -> bool:
    """Return whether a file is a rule file that is named, or part of a folder or pack."""
    own = PurePath(source)
    return own in (PurePath(path), *PurePath(path).parents)


class _Gatherer:
    """Reads sources with all they extend.

    Attributes:
        texts: what was read, the nearest to the user last.
        places: where it was read.
    """

    def __init__(self, cache: Path | None, shipped: frozenset[Path] = frozenset()) -> None:
        self.texts: list[RuleText] = []
        self.places: list[Path] = []
        self.faults: list[Fault] = []
        self._cache = cache
        self._shipped = shipped
        self._read: set[Path] = set()
        self._done: set[Path] = set()
        self._chain: list[Path] = []
        self._names: set[str] = set()

    @property
    def standard(self) -> bool:
        """Whether the shipped rules count: unless somebody says no, and nobody says yes."""
        return STANDARD in self._names or NOTHING not in self._names

    def add(self, source: Source) -> None:
        """Read a source, after what it extends."""
        if isinstance(source, Passage):
            self.texts.append(RuleText(source.path, source.text, Origin.PASSAGE))
            return
        if source.is_dir():
            if self._is_new(source):
                self._folder(source)
        elif source.name == MANIFEST:
            self._manifest(source)
        elif self._is_new(source):
            self.texts.extend(self.read(source, source.as_posix(), Origin.RULES))

    def _is_new(self, place: Path) -> bool:
        """Remember a file or folder; return whether it wasn't read before."""
        resolved = place.resolve()
        if resolved in self._done:
            return False
        self._done.add(resolved)
        self.places.append(place)
        return True

    def read(self, path: Path, shown: str, origin: Origin) -> Iterator[RuleText]:
        """Yield the text of a file, if it can be read."""
        if origin is Origin.RULES:
            place = path.resolve()
            if place in self._shipped or place in self._read:
                return  # it is there already: given twice, or by itself and with its folder
            self._read.add(place)
        text = rule_text(path, shown)
        if isinstance(text, Fault):
            self.faults.append(text)
        else:
            yield RuleText(shown, text, origin)

    def _folder(self, folder: Path) -> None:
        found = [path for suffix in _SUFFIXES for path in folder.rglob(f"*{suffix}")]
        files = sorted(path for path in found if path.name not in NAMES)
        packs = [path.parent for path in files if path.name == MANIFEST and path.parent != folder]
        own = [path for path in files if not any(pack in path.parents for pack in packs)]
        if folder / MANIFEST in own:
            own.remove(folder / MANIFEST)
            self._manifest(folder / MANIFEST)
        for path in filter(self._is_new, own):
            self.texts.extend(self.read(path, path.as_posix(), Origin.RULES))
        for pack in packs:
            self.add(pack)

    def _manifest(self, path: Path) -> None:
        if not self._is_new(path):
            return
        for text in self.read(path, path.as_posix(), Origin.MANIFEST):
            self._chain.append(path)
            for each in _extended(text, self._cache):
                self._extend(each, path.parent, text.path)
            self._chain.pop()
            self.texts.append(text)

    def _extend(self, extended: _Extended, folder: Path, path: str) -> None:
        if extended.name in (STANDARD, NOTHING):
            self._names.add(extended.name)
            return
        try:
            place = place_of(extended.name, folder)
            self._check(place, extended.name)
            self.add(place)
        except (ConfigError, OSError) as error:
            problem = error.strerror if isinstance(error, OSError) else error
            self.faults.append(Fault(path, extended.line, extended.column, str(problem)))

    def _check(self, place: Path, name: str) -> None:
        """Look whether a pack may be extended here.

        Raises:
            ConfigError: it is none, or extends itself, or is one of too many.
        """
        if place == place.parent or not (place.is_dir() or place.suffix in _SUFFIXES):
            # What stands in such a file may be nobody's business: it isn't read.
            raise ConfigError(f"“{short(name)}” is no pack: give a folder of rules or a .yaml file")
        chain = [each.resolve() for each in self._chain]
        manifest = place / MANIFEST if place.is_dir() else place
        if manifest.resolve() in chain:
            ring = [*self._chain[chain.index(manifest.resolve()) :], manifest]
            names = " → ".join(each.parent.as_posix() for each in ring)
            raise ConfigError(f"this pack extends itself: {names}; take one of these lines out")
        if len(chain) >= _DEEPEST:
            raise ConfigError(f"more than {_DEEPEST} packs in a row extend one another; join some")


def _extended(text: RuleText, cache: Path | None) -> tuple[_Extended, ...]:
    """Return what a manifest extends; reading YAML is left out if its text is known."""
    key = sha256(f"{__version__}\n{text.text}".encode()).hexdigest()[:16]
    file = None if cache is None else cache / f"pack-{key}.json"
    known = None if file is None else storage.read(file)
    if known is not None:
        try:
            return tuple(_Extended(*each) for each in json.loads(known))
        except (ValueError, TypeError):
            pass
    found = _read_extended(text.text)
    if file is not None and found is not None:
        rows = [[each.name, each.line, each.column] for each in found]
        if storage.write(file, json.dumps(rows).encode()):
            storage.thin_out(file.parent, "pack-*.json", _KEPT)
    return found or ()


@lru_cache(maxsize=32)
def _read_extended(text: str) -> tuple[_Extended, ...] | None:
    """Return what a manifest extends; None if it is broken, which reading it as a whole reports."""
    from replylint.rulebook.nodes import Faults, compose

    faults = Faults()
    node = compose(text, "", faults)
    if node is None:
        return None
    value = node.parts().get("extends")
    if value is None:
        return ()
    if not value.items():  # an empty list
        return (_Extended(NOTHING, value.line, value.column),)
    found = (_Extended(item.text(), item.line, item.column) for item in value.items())
    return tuple(each for each in found if each.name)
