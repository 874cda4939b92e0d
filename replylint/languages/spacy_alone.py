"""Importing this imports spaCy without its command line, in a third less time.

``spacy/__init__.py`` imports ``spacy.cli`` for the sake of ``spacy.info`` alone, and with it all
that commands need: typer, requests, jinja2. While spaCy is imported, modules of ours stand in for
them; afterwards nobody can tell the difference: ``import spacy.cli``, ``spacy.cli`` and a call of
``spacy.info`` bring the real ones. Where spaCy has been imported already, nothing is done.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

_COMMANDS, _INFO = "spacy.cli", "spacy.cli.info"


def _info(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - handed on as it came
    """Do what ``spacy.info`` does."""
    return import_module(_INFO).info(*args, **kwargs)


@contextmanager
def _stand_ins() -> Iterator[None]:
    """Have ``spacy.cli.info`` stand for what it is only while this is entered."""
    made = {_COMMANDS: ModuleType(_COMMANDS), _INFO: ModuleType(_INFO)}
    vars(made[_COMMANDS])["__path__"] = []  # makes it a package
    vars(made[_INFO])["info"] = _info
    sys.modules.update(made)
    try:
        yield
    finally:
        for name, module in made.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]


def _attribute(name: str) -> ModuleType:
    """Return what ``spacy`` lacks as long as its commands aren't imported."""
    if name == "cli":
        return import_module(_COMMANDS)
    raise AttributeError(f"module 'spacy' has no attribute {name!r}")


def _import_spacy() -> None:
    try:
        with _stand_ins():
            spacy = import_module("spacy")
    except (AttributeError, ImportError):  # another version that wants more of its commands
        import_module("spacy")
    else:
        vars(spacy).setdefault("__getattr__", _attribute)


if "spacy" not in sys.modules:
    _import_spacy()
