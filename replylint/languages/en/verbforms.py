"""What the form of a word says: features, modals, bare forms, participles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.languages.en.wordlist import words

if TYPE_CHECKING:
    from spacy.tokens import Token

# "Happy to help", "Not sure", "Unable to reset it": feelings and powers of who writes.
OWN_STATES = words(
    "happy glad sorry pleased delighted sure afraid able unable thrilled grateful confident "
    "sad curious aware thankful certain ready willing eager keen excited ashamed embarrassed "
    "apology thanks"
)
_CANONICAL = {"ca": "can", "wo": "will", "'ll": "will", "ll": "will", "sha": "shall"}
_THIRD_PERSON = frozenset(["is", "was", "has", "does", "'s", "s"])


def has_feature(token: Token, name: str, value: str) -> bool:
    """Return whether a token has a morphological feature."""
    return value in token.morph.get(name, [])


def modal(token: Token) -> str:
    """Return the canonical form of an auxiliary; *'d* is *would* unless it is *had*."""
    form = token.lower_
    if form in ("'d", "d"):
        return "had" if token.lemma_.lower() == "have" else "would"
    return _CANONICAL.get(form, form)


def is_participle(token: Token) -> bool:
    """Return whether a token is a past participle."""
    return has_feature(token, "VerbForm", "Part") and has_feature(token, "Tense", "Past")


def is_gerund(token: Token) -> bool:
    """Return whether a token is an *-ing* form of a verb."""
    return token.pos_ in ("VERB", "AUX") and token.lower_.endswith("ing")


def is_base(token: Token) -> bool:
    """Return whether a verb stands in its base form."""
    if token.lower_ != token.lemma_.lower():
        return False
    # "Set a password": the parser takes what looks like a participle for one.
    marked = has_feature(token, "VerbForm", "Part") or has_feature(token, "VerbForm", "Ger")
    return not (marked and token.lower_.endswith(("ed", "ing", "en")))


def is_third_person(token: Token) -> bool:
    """Return whether a finite verb can't go with *I*, *we* or *you*."""
    if token.lower_ in _THIRD_PERSON:
        return True
    return (
        token.pos_ == "VERB"
        and token.lower_.endswith("s")
        and not token.lemma_.lower().endswith("s")
    )
