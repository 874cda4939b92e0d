"""Where the rules lie, and how a rulebook is had: from the cache, else compiled from its files."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from replylint.model.errors import Fault
from replylint.rulebook import cache
from replylint.rulebook.packs import RuleText, Source, gathered, within
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


def load_rulebook(code: str, extra: Sequence[Source] = (), folder: Path | None = None) -> Rulebook:
    """Load the rules of a language, and further ones of a team's own.

    The files are read at each call; they are compiled again only when one of them has changed.

    Args:
        code: ISO 639-1 code.
        extra: rule files, folders of them, packs, and passages of a configuration.
        folder: where compiled rules are kept from run to run; None keeps none.

    Raises:
        RuleError: with every fault of every file.
        LookupError: if the language isn't known.
    """
    texts, faults = gathered(_shipped(code), extra, folder)
    if faults:
        return _compiled(code, texts, faults)
    return _kept(code, texts, folder)


def load_alone(code: str, extra: Sequence[Source], _folder: Path | None = None) -> Rulebook:
    """Load the rules of some files alone, with what they refer to of the shipped ones.

    For trying them: it takes a fraction of the time that all rules take to compile.

    Args:
        code: ISO 639-1 code.
        extra: rule files, folders of them, or packs; of rules of others, those they change.

    Raises:
        RuleError: with every fault of every file.
        LookupError: if the language isn't known.
    """
    texts, faults = gathered(_shipped(code), extra, None)
    paths = [each for each in extra if isinstance(each, Path)]
    own = {text.path for text in texts if any(within(text.path, path) for path in paths)}
    for path, name in _shipped(code):
        if any(within(path.resolve(), each.resolve()) for each in paths):
            own.add(name)
    return _alone(code, texts, frozenset(own), tuple(faults))


def key(code: str, extra: Sequence[Source] = (), folder: Path | None = None) -> str:
    """Return what stands for the rules of a language: what they find is the same if it is.

    Args:
        code: ISO 639-1 code.
        extra: rule files, folders of them, packs, and passages of a configuration.
        folder: where something may be kept from run to run; None keeps nothing.
    """
    texts, faults = gathered(_shipped(code), extra, folder)
    # Faulty files have no key of their own: they are to be reported each time.
    return cache.key_of(code, (*_named(texts), *((fault.path, str(fault)) for fault in faults)))


def _shipped(code: str) -> list[tuple[Path, str]]:
    """Return the shipped rule files, each with the name it is reported by."""
    files = sorted((rules_folder() / code).glob("*.yaml"))
    return [(path, f"rules/{code}/{path.name}") for path in files]


def _named(texts: Sequence[RuleText]) -> tuple[tuple[str, str], ...]:
    return tuple((f"{each.origin} {each.path}", each.text) for each in texts)


@lru_cache(maxsize=8)
def _kept(code: str, texts: tuple[RuleText, ...], folder: Path | None) -> Rulebook:
    """Return the rulebook of some texts, from the cache or for the cache."""
    if folder is None:
        return _compiled(code, texts)
    key = cache.key_of(code, _named(texts))
    rulebook = cache.load(folder, code, key)
    if rulebook is None:
        rulebook = _compiled(code, texts)
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


def sources(code: str, extra: Sequence[Path] = ()) -> tuple[tuple[Path, str], ...]:
    """Return the rule files of a language, each with the name it is reported by.

    Args:
        code: ISO 639-1 code.
        extra: rule files, or folders of them.
    """
    return tuple(_files(code, extra))


def rulebook_of(
    code: str, texts: Sequence[tuple[str, str]], folder: Path | None = None
) -> Rulebook:
    """Return the rulebook of rule files given as (name, text), such as those of another day.

    Args:
        code: ISO 639-1 code.
        texts: names and texts of all files, the shipped ones included.
        folder: where compiled rules are kept from run to run; None keeps none.

    Raises:
        RuleError: with every fault of every text.
    """
    return _kept(code, tuple(texts), folder)
