"""How word lists are written down here."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """Return the words of a text as a set: easier to read and to extend than a list."""
    return frozenset(text.split())
