"""The exit codes."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """How a command ended. ERROR beats FOUND, FOUND beats CLEAN."""

    CLEAN = 0
    """Nothing at or above the fail level."""

    FOUND = 1
    """Findings or gaps at or above the fail level, or failing examples."""

    ERROR = 2
    """Wrong use, unreadable input, a bad configuration or rule, or an error of our own."""

    INTERRUPTED = 130
    """Ctrl-C."""
