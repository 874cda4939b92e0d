"""The errors replylint raises on purpose. Anything else is a defect of its own.

A bad document is a value in the report (`replylint.model.report.Problem`), not an exception:
these classes are for what stops the run, such as a broken rule file or an unknown option value.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct


class ReplylintError(Exception):
    """Base of every error a user can cause; its text is fit to be shown to that user."""


class ConfigError(ReplylintError):
    """A configuration file or option that can't be used."""


class SelectionError(ConfigError):
    """A rule or category name in ``--select`` or ``--ignore`` that no rule has."""


class Fault(Struct, frozen=True):
    """One fault of a rule file.

    Line and column count from 1, columns in code points.
    """

    path: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.message}"


class ConfigFileError(ConfigError):
    """Configuration files that can't be used; carries every fault found, not only the first."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        super().__init__("\n".join(str(fault) for fault in faults))


class RuleError(ReplylintError):
    """Rule files that can't be used; carries every fault found, not only the first."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        super().__init__("\n".join(str(fault) for fault in faults))


def hint(name: str, known: Sequence[str]) -> str:
    """Return ``; did you mean “x”?`` for the nearest known name, or nothing."""
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=1, cutoff=0.6)
    return f"; did you mean “{near[0]}”?" if near else ""
