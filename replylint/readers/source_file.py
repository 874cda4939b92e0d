"""A file as schemas see it: its text, the values in it, and what its path says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from importlib import import_module
from pathlib import PurePosixPath
from typing import Protocol, cast

from msgspec import Struct

from replylint.readers import codecs
from replylint.readers.source import SourceText
from replylint.readers.tree import Node, Record, Tree, records, rest
from replylint.regex import Regex

_CODECS = {
    ".json": "json",
    ".yaml": "yaml",
    ".yml": "yaml",
    ".csv": "csv",
    ".tsv": "csv",
    ".xml": "xml",
}
# “cs/macros.yaml” may be customer support: a folder needs a region, or such a parent.
_LOCALE_FOLDERS = frozenset(
    {"i18n", "l10n", "lang", "languages", "locale", "locales", "translations"}
)
_REGION = Regex(r"[a-z]{2}[-_][A-Z]{2}")
_LANGUAGE = Regex(r"[a-z]{2}(?:[-_][A-Za-z]{2,4})?")
_STEM = Regex(r"(?:.*\.)?(([a-z]{2})(?:[-_][A-Z]{2})?)")
# The codes of ISO 639-1: “fx.yaml” is about exchange rates.
_CODES = frozenset(
    ["aa", "ab", "ae", "af", "ak", "am", "an", "ar", "as", "av", "ay", "az", "ba", "be", "bg", "bi", "bm", "bn", "bo", "br", "bs", "ca", "ce", "ch", "co", "cr", "cs", "cu", "cv", "cy", "da", "de", "dv", "dz", "ee", "el", "en", "eo", "es", "et", "eu", "fa", "ff", "fi", "fj", "fo", "fr", "fy", "ga", "gd", "gl", "gn", "gu", "gv", "ha", "he", "hi", "ho", "hr", "ht", "hu", "hy", "hz", "ia", "id", "ie", "ig", "ii", "ik", "io", "is", "it", "iu", "ja", "jv", "ka", "kg", "ki", "kj", "kk", "kl", "km", "kn", "ko", "kr", "ks", "ku", "kv", "kw", "ky", "la", "lb", "lg", "li", "ln", "lo", "lt", "lu", "lv", "mg", "mh", "mi", "mk", "ml", "mn", "mr", "ms", "mt", "my", "na", "nb", "nd", "ne", "ng", "nl", "nn", "no", "nr", "nv", "ny", "oc", "oj", "om", "or", "os", "pa", "pi", "pl", "ps", "pt", "qu", "rm", "rn", "ro", "ru", "rw", "sa", "sc", "sd", "se", "sg", "si", "sk", "sl", "sm", "sn", "so", "sq", "sr", "ss", "st", "su", "sv", "sw", "ta", "te", "tg", "th", "ti", "tk", "tl", "tn", "to", "tr", "ts", "tt", "tw", "ty", "ug", "uk", "ur", "uz", "ve", "vi", "vo", "wa", "wo", "xh", "yi", "yo", "za", "zh", "zu"]
)  # fmt: skip


class TreeCodec(Protocol):
    """What a codec of a structured syntax offers."""

    def tree(self, source: SourceText) -> Tree:
        """Return the values a file holds.

        Raises:
            SourceError: it is broken.
        """
        ...


def _nothing_beside(_: str) -> str | None:
    return None


class SourceFile(Struct, frozen=True, dict=True):
    """A file to be read.

    Attributes:
        path: as it is shown, with forward slashes.
        source: its text.
        suffix: lower case, with the dot; what the file is taken for.
        beside: returns the text of a file in the same folder, None if it can't be read.
    """

    path: str
    source: SourceText
    suffix: str
    beside: Callable[[str], str | None] = _nothing_beside

    @cached_property
    def tree(self) -> Tree:
        """The values in the file; none unless it is of a structured syntax.

        Raises:
            SourceError: the file is broken.
        """
        codec = _CODECS.get(self.suffix)
        if codec is None:
            return Tree()
        module = cast("TreeCodec", import_module(f"{codecs.__name__}.{codec}"))
        return module.tree(self.source)

    @property
    def roots(self) -> tuple[Node, ...]:
        """The values of the tree."""
        return self.tree.roots

    @property
    def rest(self) -> str:
        """What stands for the values that aren't read; see `replylint.model.reply.Document`."""
        return rest(self.roots)

    def records(self, *keys: str) -> Iterator[Record]:
        """Yield the records of the lists that stand at the top, or under one of the keys there.

        A single record under a key counts as a list of one.
        """
        for root in self.roots:
            under = root.get(*keys) if isinstance(root, Record) and keys else None
            yield from records(root if under is None else under)

    @property
    def name(self) -> str:
        """The file's name without folders."""
        return PurePosixPath(self.path).name

    @property
    def language(self) -> str | None:
        """The language the path says the file is in, None if it says none."""
        path = PurePosixPath(self.path)
        stem = _STEM.fullmatch(path.stem)
        if stem and stem[2] in _CODES:
            return stem[1]
        folders = path.parts[:-1]
        for parent, folder in reversed(list(zip(("", *folders), folders, strict=False))):
            if _REGION.fullmatch(folder):
                return folder
            if parent.lower() in _LOCALE_FOLDERS and _LANGUAGE.fullmatch(folder):
                return folder
        return None
