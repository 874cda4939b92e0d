"""The words of prose as phrases see them: lower-case, contractions taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from replylint.model.text import Span
from replylint.prose.masking import MaskType
from replylint.prose.orthography import Orthography
from replylint.regex import Regex


class Word(Struct, frozen=True):
    """A word as phrases see it: lower-case, contractions taken apart.

    Attributes:
        form: the canonical form; a mask is its type between underscores.
        start, end: its place in the sentence's prose; parts of one contraction may share it.
    """

    form: str
    start: int
    end: int


Stood = tuple[tuple[Span, MaskType], ...]
"""Where in prose something stands for a mask, and for what type of it."""

# A hyphen is a word only beside a space or at an edge, not inside a word.
_WORD = Regex(
    r"_[a-z]+_(?!\w)|e-mail[a-z]*|'(?:s|d|ll|re|ve|m)(?!\w)"
    r"|[^\W\d_]++(?:'[^\W\d_]++)*+'?|\d++(?:[.,:]\d++)*+|[^\w\s-]|(?<!\S)-|-(?!\S)|_++",
    re.IGNORECASE,
)


def words_of(text: str, orthography: Orthography, stood: Stood = ()) -> list[Word]:
    """Return the words of prose, such as a sentence or a term of a lexical set.

    Args:
        text: the prose.
        orthography: of its language.
        stood: what stands there for a mask, and is no word of its own.
    """
    return list(_each(text, orthography, stood))


def forms_of(text: str, orthography: Orthography, stood: Stood = ()) -> tuple[str, ...]:
    """Return the forms of the words of prose; see `words_of`, which says where they stand, too."""
    if stood:
        return tuple([word.form for word in _each(text, orthography, stood)])
    tokens = _tokens(text)
    if "'" in text or "-" in text or not orthography.expansions.keys().isdisjoint(tokens):
        return tuple([form for token in tokens for form, _, _ in _parts(token, orthography)])
    # Most sentences have nothing to take apart.
    return tuple(tokens)


def _tokens(text: str) -> list[str]:
    if text.isascii():
        return _WORD.findall(text.lower())
    # What is one letter may be two in lower case.
    return [token.lower() for token in _WORD.findall(text)]


def _each(text: str, orthography: Orthography, stood: Stood) -> Iterator[Word]:
    masks = {span.start: (span.end, kind) for span, kind in stood}
    skip_to = 0
    for match in _WORD.finditer(text):
        at = match.start()
        if at < skip_to:
            continue
        if at in masks:
            skip_to, kind = masks[at]
            yield Word(f"_{kind.value}_", at, skip_to)
            continue
        for form, start, end in _parts(match.group().lower(), orthography):
            yield Word(form, at + start, at + end)


@lru_cache(maxsize=10_000)
def _parts(token: str, orthography: Orthography) -> tuple[tuple[str, int, int], ...]:
    """Return the words a token stands for, each with its bounds in it.

    *e-mail* is read as *email*; an apostrophe at the end is dropped.
    """
    if token.endswith("'") and len(token) > 1:
        token = token[:-1]
    joined = token.replace("e-mail", "email")
    longer = len(token) - len(joined)
    return tuple(
        (form, start + longer if start else 0, end + longer)
        for form, start, end in _split(joined, orthography)
    )


def _split(token: str, orthography: Orthography) -> Iterator[tuple[str, int, int]]:
    """Take contractions and shorthand apart."""
    end = len(token)
    expansion = orthography.expansions.get(token)
    if expansion is not None:
        for form in expansion:
            yield form, 0, end
        return
    for clitic, form in orthography.clitics.items() if "'" in token else ():
        if token.endswith(clitic) and end > len(clitic):
            mark = end - len(clitic)
            stem = token[:mark]
            if stem in orthography.stems:
                yield orthography.stems[stem], 0, mark
            else:
                yield from _split(stem, orthography)
            yield form, mark, end
            return
    yield token, 0, end
