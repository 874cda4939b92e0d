"""What is known of a rule outside the rulebook: enough to explain, select and report it."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Severity(StrEnum):
    """How much a finding weighs; ordered by `rank`."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"

    @property
    def rank(self) -> int:
        """0 for info, 1 for warning, 2 for error."""
        return _RANKS[self]


_RANKS = {Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}


class RuleKind(StrEnum):
    """An avoid rule makes findings, a prefer rule makes gaps."""

    AVOID = "avoid"
    PREFER = "prefer"


class Manner(Struct, frozen=True):
    """How what is offered speaks; None where nobody has decided that.

    Attributes:
        plural: whether the agent is *we* where a sentence doesn't tell.
        formal: whether the tone is formal, not casual.
    """

    plural: bool | None = None
    formal: bool | None = None


class Example(Struct, frozen=True):
    """A text that shows a rule, and tests it.

    Attributes:
        text: one sentence or a whole reply.
        bad: whether the rule must report something in it (else it must stay silent).
        rewrite: the replacement the rule must offer for the text, where it has one.
        note: why it is good or bad, where that isn't plain.
        line: where it stands in the rule file, from 1; 0 if that isn't known.
        path: the file it stands in, if that is another: what a pack adds; empty if not.
    """

    text: str
    bad: bool
    rewrite: str | None = None
    note: str | None = None
    line: int = 0
    path: str = ""


class RuleInfo(Struct, frozen=True):
    """A rule as its readers see it.

    Attributes:
        id: ``category/name``.
        category: a public category name of the taxonomy.
        why: what the wording does to the customer, one or two sentences.
        sources: the guides that ask for it, such as ``DE`` or ``Field``.
        default: whether it runs without being selected.
        path: the rule file, relative to the rules folder.
        line: where the rule starts in it, from 1.
        formerly: ids it had before; they still name it.
        changed: the places that change it, each a file with a line, the nearest to the user last.
        off: whether one of them switches it off: then it runs only if its own id is selected.
    """

    id: str
    category: str
    kind: RuleKind
    severity: Severity
    language: str
    message: str
    why: str
    sources: tuple[str, ...]
    examples: tuple[Example, ...]
    rewrites: tuple[str, ...]
    default: bool
    path: str
    line: int
    formerly: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    off: bool = False

    @property
    def shipped(self) -> bool:
        """Whether it comes with replylint, and isn't a team's own."""
        return self.path.startswith(f"rules/{self.language}/")
