"""What can be a proper noun by its letters; the parser alone takes too many words for one.

A rule that asks for a proper noun is decided without a parse where no word can be one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.regex import Regex

if TYPE_CHECKING:
    from spacy.tokens import Token

    from replylint.languages.language import Language
    from replylint.languages.reading import Reading

_WORD = Regex(r"[^\W\d_]+")
_PRONOUN = "I"
_SHORTEST = 3  # a shorter piece may be what is left of a contraction


def is_name(token: Token, language: Language) -> bool:
    """Return whether a token may be a name: by a capital, or since it is no common word."""
    return _may_be_name(token.text, first=token.i == 0, language=language)


def has_name(reading: Reading, index: int, *, inside: bool) -> bool:
    """Return whether a sentence has a word that may be a name.

    Args:
        reading: the reply.
        index: of the sentence.
        inside: whether it mustn't be the first word.
    """
    text = reading.sentences[index].text
    for match in _WORD.finditer(text):
        first = match.start() == 0
        if not (first and inside) and _may_be_name(
            match.group(), first=first, language=reading.language
        ):
            return True
    return False


def _may_be_name(word: str, *, first: bool, language: Language) -> bool:
    low = word.lower()
    if word not in (low, _PRONOUN) and not (first and low in language.FUNCTION_WORDS):
        return True
    return len(word) >= _SHORTEST and word.isalpha() and not language.orthography().is_common(low)
