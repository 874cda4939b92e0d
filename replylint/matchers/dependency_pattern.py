"""Checks dependency patterns as spaCy does, so that a wrong one is found when it is read."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import Any


def refusal(pattern: Sequence[dict[str, Any]]) -> str | None:
    """Return why spaCy refuses a pattern for its `DependencyMatcher`; None if it takes it."""
    from spacy.errors import MatchPatternError
    from spacy.matcher import DependencyMatcher
    from spacy.vocab import Vocab

    matcher = DependencyMatcher(Vocab(), validate=True)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            matcher.add("pattern", [list(pattern)])
    except MatchPatternError as error:
        lines = [line.strip("- ") for line in str(error).splitlines() if line.startswith("- ")]
        return "; ".join(lines) or str(error).splitlines()[0]
    except Warning as error:
        return _without_code(error)
    except Exception as error:  # noqa: BLE001 - spaCy raises many kinds for what a user wrote
        return _without_code(error)
    return None


def _without_code(error: BaseException) -> str:
    """Return spaCy's message without its number: “[E100] …”."""
    first = next(iter(str(error).splitlines()), type(error).__name__)
    return first.split("] ", 1)[-1] if first.startswith("[") else first
