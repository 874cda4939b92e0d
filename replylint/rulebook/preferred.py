"""A word that a team prefers, as it is written in a pack or configuration."""

from __future__ import annotations

from msgspec import Struct

from replylint.model.finding import Applicability
from replylint.rulebook.nodes import Node

_SAFE, _UNSAFE = Applicability.SAFE, Applicability.UNSAFE
_HYPHENS = str.maketrans(dict.fromkeys("-‐‑"))


class PreferredWord(Struct, frozen=True, eq=False):
    """A word and what to say instead."""

    node: Node
    other: str
    preferred: str
    kind: str
    applicability: Applicability

    @property
    def may_be_another_class(self) -> bool:
        """Whether the words needn't be checked to be of one part of speech.

        It is said of which they are, or they are one word in two spellings.
        """
        return self.kind != "" or _is_spelling(self.other, self.preferred)


def read_word(key: Node, value: Node) -> PreferredWord:
    """Read a word and what to say instead."""
    other = " ".join(key.text().split())
    if not value.is_mapping():
        preferred = " ".join(value.text().split())
        return PreferredWord(key, other, preferred, "", _applicability(other, preferred))
    parts = value.parts()
    preferred = " ".join(parts["say"].text().split()) if "say" in parts else ""
    kind = parts["as"].text() if "as" in parts else ""
    applicability = _applicability(other, preferred)
    if "applicability" in parts:
        asked = Applicability(parts["applicability"].choice(tuple(Applicability)))
        if asked is _SAFE and applicability is not _SAFE and not kind:
            parts["applicability"].fault(
                "“safe” needs “as” beside it (noun, verb or other), since the words must fit each"
                " other wherever they stand"
            )
        applicability = asked
    return PreferredWord(key, other, preferred, kind, applicability)


def _applicability(other: str, preferred: str) -> Applicability:
    """Return how freely a word may be replaced: another spelling of it changes no meaning."""
    return _SAFE if _is_spelling(other, preferred) else _UNSAFE


def _is_spelling(other: str, preferred: str) -> bool:
    """Return whether words differ in hyphens and capitals only.

    With a space or an apostrophe they are others: *log in* and *login*, *its* and *it's*.
    """
    one, two = (text.casefold().translate(_HYPHENS) for text in (other, preferred))
    return one == two
