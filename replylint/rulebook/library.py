"""Where the rules lie, and how a rulebook is had: from the cache, else compiled from its files."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from replylint.model.errors import Fault
from replylint.rulebook import cache
from replylint.rulebook.packs import Origin, RuleFiles, RuleText, Source, gathered, within
from replylint.rulebook.rules import Rulebook


def rules_folder() -> Path:
    """Return the folder of the shipped rules: inside the package, or beside it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "rules"
    return inside if inside.is_dir() else package.parent / "rules"


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """Return the ISO 639-1 codes of the languages there are rules for."""
    return tuple(sorted(path.name for path in rules_folder().iterdir() if path.is_dir()))


def load_rulebook(
    code: str,
    extra: Sequence[Source] = (),
    folder: Path | None = None,
    shipped: Path | None = None,
) -> Rulebook:
    """Load the rules of a language, and further ones of a team's own.

    The files are read at each call; they are compiled again only when one of them has changed.

    Args:
        code: ISO 639-1 code.
        extra: rule files, folders of them, packs, and passages of a configuration.
        folder: where compiled rules are kept from run to run; None keeps none.
        shipped: the folder of the shipped rules, such as those of another day.

    Raises:
        RuleError: with every fault of every file.
        LookupError: if the language isn't known.
    """
    return _kept(code, gathered(_shipped(code, shipped), extra, folder), folder)


def load_alone(code: str, extra: Sequence[Source], _folder: Path | None = None) -> Rulebook:
    """Load the rules of some files alone, with what they refer to of the shipped ones.

    For trying them: it takes a fraction of the time that all rules take to compile.

    Args:
        code: ISO 639-1 code.
        extra: rule files, folders of them, packs, and passages of a configuration; of rules of
            others, those they change.

    Raises:
        RuleError: with every fault of every file.
        LookupError: if the language isn't known.
    """
    texts, faults = gathered(_shipped(code), extra, None).read()
    said = {each.path for each in extra if not isinstance(each, Path)}
    return _alone(code, texts, names_of(code, extra) | said, tuple(faults))


def key(code: str, extra: Sequence[Source] = (), folder: Path | None = None) -> str:
    """Return what stands for the rules of a language: what they find is the same if it is.

    Args:
        code: ISO 639-1 code.
        extra: rule files, folders of them, packs, and passages of a configuration.
        folder: where something may be kept from run to run; None keeps nothing.
    """
    return cache.key_of(code, gathered(_shipped(code), extra, folder))


def rule_texts(code: str, extra: Sequence[Source] = ()) -> tuple[tuple[str, str], ...]:
    """Return the names and texts of the rule files of a language, the shipped ones first."""
    others = (Origin.MANIFEST, Origin.PASSAGE)
    texts, _ = gathered(_shipped(code), extra, None).read()
    return tuple((each.path, each.text) for each in texts if each.origin not in others)


def names_of(code: str, extra: Sequence[Source]) -> frozenset[str]:
    """Return the names of the rule files that were named; shipped ones may be among them."""
    texts, _ = gathered(_shipped(code), extra, None).read()
    paths = [each for each in extra if isinstance(each, Path)]
    own = {text.path for text in texts if any(within(text.path, path) for path in paths)}
    for path, name in _shipped(code):
        if any(within(path.resolve(), each.resolve()) for each in paths):
            own.add(name)
    return frozenset(own)


def _shipped(code: str, folder: Path | None = None) -> list[tuple[Path, str]]:
    """Return the shipped rule files, each with the name it is reported by."""
    files = sorted(((folder or rules_folder()) / code).glob("*.yaml"))
    return [(path, f"rules/{code}/{path.name}") for path in files]


# Rulebooks met lately, by what stands for them, wherever they came from.
_KNOWN: dict[str, Rulebook] = {}
_MOST = 8


def _kept(code: str, files: RuleFiles, folder: Path | None) -> Rulebook:
    """Return the rulebook of some files: known, from the cache, or compiled for the cache."""
    if files.faults:
        return _compiled(code, *files.read())
    key = cache.key_of(code, files)
    known = _KNOWN.pop(key, None) or _loaded(code, files, key, folder)
    if len(_KNOWN) >= _MOST:
        del _KNOWN[next(iter(_KNOWN))]
    _KNOWN[key] = known
    return known


def _loaded(code: str, files: RuleFiles, key: str, folder: Path | None) -> Rulebook:
    rulebook = None if folder is None else cache.load(folder, code, key)
    if rulebook is None:
        rulebook = _compiled(code, *files.read())
        if folder is not None:
            cache.store(folder, code, key, rulebook)
    return rulebook


@lru_cache(maxsize=2)
def _alone(
    code: str,
    texts: tuple[RuleText, ...],
    only: frozenset[str],
    faults: tuple[Fault, ...],
) -> Rulebook:
    return _compiled(code, texts, faults, only)


def _compiled(
    code: str,
    texts: Sequence[RuleText],
    faults: Sequence[Fault] = (),
    only: frozenset[str] | None = None,
) -> Rulebook:
    # What reads YAML and compiles is only imported when there is something to compile.
    from replylint.languages.language import language
    from replylint.rulebook.loading import build_rulebook
    from replylint.rulebook.nodes import Faults

    return build_rulebook(language(code), texts, Faults(list(faults)), only)
