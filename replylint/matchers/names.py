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
_REACH = 12  # how many words may stand between a name and its verb
_SHORTEST = 3  # a shorter piece may be what is left of a contraction


def is_name(token: Token, language: Language) -> bool:
    """Return whether a token may be a name: by a capital, or since it is no common word."""
    return _may_be_name(token.text, first=token.i == 0, language=language)


def has_name(reading: Reading, index: int) -> bool:
    """Return whether a sentence has a word that may be a name."""
    return bool(_names(reading, index))


def beside_name(reading: Reading, index: int, *, ahead: bool, first: bool) -> int:
    """Return the places (see `Line`) in a sentence at which a verb may belong to a name.

    Args:
        reading: the reply.
        index: of the sentence.
        ahead: whether it may stand ahead of the name, too.
        first: whether the name may be the first word.
    """
    names = _names(reading, index) & ~int(not first)
    found = 0
    for count in range(1, _REACH + 1):
        found |= names << count
        if ahead:
            found |= names >> count
    return found


def _names(reading: Reading, index: int) -> int:
    """Return the places of the words that may be names."""
    sentence, found = reading.sentences[index], 0
    for at, word in enumerate(sentence.words):
        for match in _WORD.finditer(sentence.text, word.start, word.end):
            first = match.start() == 0
            if _may_be_name(match.group(), first=first, language=reading.language):
                found |= 1 << at
    return found


def _may_be_name(word: str, *, first: bool, language: Language) -> bool:
    low = word.lower()
    if word not in (low, _PRONOUN) and not (first and low in language.FUNCTION_WORDS):
        return True
    return len(word) >= _SHORTEST and word.isalpha() and not language.orthography().is_common(low)
