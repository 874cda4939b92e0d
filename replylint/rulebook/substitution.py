"""What stands in for a word that a team doesn't use, in the form and capitals of that word."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct


class Substitute(Struct, frozen=True):
    """A word to write instead.

    Attributes:
        text: the word.
        form: which form of its lemma it is: base, plural, third, gerund, past or participle.
        verbatim: whether it keeps its own capitals, whatever those of the word it stands in for.
    """

    text: str
    form: str
    verbatim: bool


def only(substitutes: Sequence[Substitute]) -> Substitute | None:
    """Return what to write whatever the form is; None if that makes a difference."""
    same = len({each.text for each in substitutes}) == 1
    return substitutes[0] if same else None


def written(words: str, substitute: Substitute, *, opens: bool) -> str:
    """Return a substitute as it stands in the place of some words.

    Args:
        words: as they stand there.
        substitute: what is written instead.
        opens: whether they open a sentence.
    """
    text = substitute.text
    if not substitute.verbatim:
        if len(words) > 1 and words.isupper():
            return text.upper()
        opens = opens or words[:1].isupper()
    return text[:1].upper() + text[1:] if opens else text
