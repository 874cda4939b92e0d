"""Where the rules lie, and how a rulebook is had: from the cache, else compiled from its files."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from replylint.model.errors import Fault
from replylint.rulebook import cache
from replylint.rulebook.reading import rule_text
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


def load_rulebook(code: str, extra: Sequence[Path] = (), folder: Path | None = None) -> Rulebook:
    """Load the rules of a language, and further rule files of a team's own.

    The files are read at each call; they are compiled again only when one of them has changed.

    Args:
        code: ISO 639-1 code.
        extra: rule files, or folders of them.
        folder: where compiled rules are kept from run to run; None keeps none.

    Raises:
        RuleError: with every fault of every file.
        LookupError: if the language isn't known.
    """
    texts, faults = _texts(code, extra)
    if faults:
        return _compiled(code, texts, faults)
    return _kept(code, texts, folder)


def load_alone(code: str, extra: Sequence[Path], _folder: Path | None = None) -> Rulebook:
    """Load the rules of some files alone, with what they refer to of the shipped ones.

    For trying them: it takes a fraction of the time that all rules take to compile.

    Args:
        code: ISO 639-1 code.
        extra: rule files, or folders of them.

    Raises:
        RuleError: with every fault of every file.
        LookupError: if the language isn't known.
    """
    texts, faults = _texts(code, extra)
    return _alone(
        code, texts, frozenset(shown for _, shown in _own_files(code, extra)), tuple(faults)
    )


def key(code: str, extra: Sequence[Path] = ()) -> str:
    """Return what stands for the rules of a language: what they find is the same if it is.

    Args:
        code: ISO 639-1 code.
        extra: rule files, or folders of them.
    """
    texts, faults = _texts(code, extra)
    # Faulty files have no key of their own: they are to be reported each time.
    return cache.key_of(code, (*texts, *((fault.path, str(fault)) for fault in faults)))


def _texts(code: str, extra: Sequence[Path]) -> tuple[tuple[tuple[str, str], ...], list[Fault]]:
    """Return the names and texts of the rule files, and what keeps some from being read."""
    texts: list[tuple[str, str]] = []
    faults: list[Fault] = []
    for path, shown in _files(code, extra):
        text = rule_text(path, shown)
        if isinstance(text, Fault):
            faults.append(text)
        else:
            texts.append((shown, text))
    return tuple(texts), faults


def _files(code: str, extra: Sequence[Path]) -> list[tuple[Path, str]]:
    """Return the rule files, each with the name it is reported by."""
    shipped = _shipped(code)
    own = (pair for pair in _own_files(code, extra) if pair[0].resolve() not in shipped)
    return [*shipped.items(), *own]


def _shipped(code: str) -> dict[Path, str]:
    root = rules_folder() / code
    return {path.resolve(): f"rules/{code}/{path.name}" for path in sorted(root.glob("*.yaml"))}


def _own_files(code: str, extra: Sequence[Path]) -> list[tuple[Path, str]]:
    """Return the files that were named; shipped ones may be among them."""
    shipped = _shipped(code)
    files: list[Path] = []
    for path in extra:
        if path.is_dir():
            files.extend(sorted((*path.glob("**/*.yaml"), *path.glob("**/*.yml"))))
        else:
            files.append(path)
    return [(each, shipped.get(each.resolve(), each.as_posix())) for each in files]


@lru_cache(maxsize=8)
def _kept(code: str, texts: tuple[tuple[str, str], ...], folder: Path | None) -> Rulebook:
    """Return the rulebook of some texts, from the cache or for the cache."""
    if folder is None:
        return _compiled(code, texts)
    key = cache.key_of(code, texts)
    rulebook = cache.load(folder, code, key)
    if rulebook is None:
        rulebook = _compiled(code, texts)
        cache.store(folder, code, key, rulebook)
    return rulebook


@lru_cache(maxsize=2)
def _alone(
    code: str,
    texts: tuple[tuple[str, str], ...],
    only: frozenset[str],
    faults: tuple[Fault, ...],
) -> Rulebook:
    return _compiled(code, texts, faults, only)


def _compiled(
    code: str,
    texts: Sequence[tuple[str, str]],
    faults: Sequence[Fault] = (),
    only: frozenset[str] | None = None,
) -> Rulebook:
    # What reads YAML and compiles is only imported when there is something to compile.
    from replylint.languages.language import language
    from replylint.rulebook.loading import build_rulebook
    from replylint.rulebook.nodes import Faults

    return build_rulebook(language(code), texts, Faults(list(faults)), only)
