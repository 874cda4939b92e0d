"""The public categories: how grave each is, and whether it is about what is there or what lacks."""

from __future__ import annotations

from collections.abc import Mapping

from replylint.model.rule import RuleKind, Severity

CATEGORIES: Mapping[str, tuple[Severity, RuleKind]] = {
    "blame-customer": (Severity.ERROR, RuleKind.AVOID),
    "hostility": (Severity.ERROR, RuleKind.AVOID),
    "indifference": (Severity.ERROR, RuleKind.AVOID),
    "dead-end": (Severity.WARNING, RuleKind.AVOID),
    "overpromise": (Severity.WARNING, RuleKind.AVOID),
    "pass-the-buck": (Severity.WARNING, RuleKind.AVOID),
    "blame-others": (Severity.WARNING, RuleKind.AVOID),
    "contradiction": (Severity.WARNING, RuleKind.AVOID),
    "command": (Severity.WARNING, RuleKind.AVOID),
    "false-apology": (Severity.WARNING, RuleKind.AVOID),
    "impersonal": (Severity.WARNING, RuleKind.AVOID),
    "shouting": (Severity.WARNING, RuleKind.AVOID),
    "liability": (Severity.WARNING, RuleKind.AVOID),
    "negative-framing": (Severity.INFO, RuleKind.AVOID),
    "jargon": (Severity.INFO, RuleKind.AVOID),
    "vague-timing": (Severity.INFO, RuleKind.AVOID),
    "missing-empathy": (Severity.WARNING, RuleKind.PREFER),
    "missing-next-step": (Severity.WARNING, RuleKind.PREFER),
    "missing-reason": (Severity.WARNING, RuleKind.PREFER),
    "missing-alternative": (Severity.WARNING, RuleKind.PREFER),
    "missing-greeting": (Severity.INFO, RuleKind.PREFER),
    "missing-thanks": (Severity.INFO, RuleKind.PREFER),
    "missing-closing": (Severity.INFO, RuleKind.PREFER),
}
