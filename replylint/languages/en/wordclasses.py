"""Which parts of speech a word is known to have, wherever it stands.

In a sentence the parser takes whatever stands in the place of a verb for one. So the lexicon of
the lemmatizer, the list of common words and the word standing alone are asked here.
"""

from __future__ import annotations

import json
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from replylint.languages.en import parse
from replylint.languages.en.inflection import is_irregular, plural, verb
from replylint.languages.en.orthography import orthography
from replylint.languages.loading import LEMMAS_FILE, PIPELINES

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOMINAL = frozenset({"NOUN", "PROPN"})
# Of the other words none stands in for another that means the same: *its* and *it's*.
_MODIFIERS = frozenset({"ADJ", "ADV", "INTJ"})
_NOUN_ENDINGS = ("tion", "sion", "ment", "ness", "ship", "ity", "ance", "ence")


@lru_cache(maxsize=1024)
def word_classes(term: str) -> frozenset[str]:
    """Return the parts of speech of a word or term, as universal tags, when it stands alone."""
    words = term.split()
    if not words:
        return frozenset()
    heads = _heads(term)
    found = {head.pos_ for head in heads} & _MODIFIERS
    phrase = len(words) > 1
    if _is_verb(words[0].lower()) and (not phrase or any(head.pos_ == "VERB" for head in heads)):
        found.add("VERB")
    nominal = all(head.pos_ in _NOMINAL for head in heads)
    if _is_noun(words[-1].lower(), alone=nominal) and (not phrase or nominal):
        found.add("NOUN")
    return frozenset(found)


def _heads(term: str) -> list[Token]:
    """Return what a term hangs on where it stands alone, without and with a mark behind it."""
    docs = parse((term, f"{term[:1].upper()}{term[1:]}."))
    return [next(token for token in doc if token.head == token) for doc in docs]


def _is_verb(word: str) -> bool:
    """Return whether a word is used as a verb: some rare ones of the lexicon aren't (*fee*)."""
    forms = verb(word)
    inflected = {*forms.gerund, *forms.past} - {word} - _verbs()
    return word in _verbs() and (is_irregular(word) or bool(inflected & _common()))


def _is_noun(word: str, *, alone: bool) -> bool:
    """Return whether a word is used as a noun.

    Args:
        word: the word.
        alone: whether it is one if it stands alone.
    """
    if _is_verb(word):  # its plural may be a form of the verb
        return alone and plural(word) in _common()
    return alone or plural(word) in _common() or word.endswith(_NOUN_ENDINGS)


def _common() -> frozenset[str]:
    return orthography().common_words


@cache
def _verbs() -> frozenset[str]:
    tables = json.loads((PIPELINES / "en" / LEMMAS_FILE).read_text("utf-8"))
    return frozenset(tables["verbs"].split())
