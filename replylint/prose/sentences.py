"""Turns blocks into sentences of plain prose that rules and parsers read.

Prose has no markup, one space between words, straight quotes, restored apostrophes and a word
in the place of each placeholder. Since two spellings of one sentence give the same prose, they
get the same verdict. Each character of the prose keeps its place in the reply.

Sentences are split here by punctuation and layout, not by the parser: so they don't depend on
what is parsed, and each can be parsed alone and only if a rule needs it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache

from msgspec import Struct

from replylint.model.text import Span
from replylint.prose.blocks import Block, BlockKind, blocks
from replylint.prose.masking import masks
from replylint.prose.orthography import Orthography
from replylint.prose.pieces import BREAK
from replylint.prose.plain import Prose
from replylint.prose.words import Stood, Word, forms_of, words_of
from replylint.regex import Regex

_KEPT = 2000  # sentences whose words are known: libraries repeat theirs


class Sentence(Struct, frozen=True, dict=True):
    """One sentence of a reply.

    Attributes:
        text: its prose.
        starts, ends: for each character of `text`, the bounds of its source in the reply.
        index: its number in the reply, from 0.
        masks: spans of `text` that stand for placeholders, addresses and codes.
        quotes: spans of `text` inside quotation marks.
        tokens: the forms of its words in order.
        orthography: of its language.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    index: int
    block: Block
    masks: Stood
    quotes: tuple[Span, ...]
    tokens: tuple[str, ...]
    orthography: Orthography

    @cached_property
    def forms(self) -> frozenset[str]:
        """The forms of all words."""
        return frozenset(self.tokens)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Its words in order, with their places."""
        return _words(self.text, self.orthography, self.masks)

    @property
    def span(self) -> Span:
        """Where the sentence stands in the reply."""
        return Span(self.starts[0], self.ends[-1])

    def source(self, span: Span) -> Span:
        """Return the span of the reply for a span of the prose."""
        return Span(self.starts[span.start], self.ends[span.end - 1])

    def word_span(self, first: int, last: int) -> Span:
        """Return the prose span from the word `first` to the word `last`, inclusive."""
        return Span(self.words[first].start, max(w.end for w in self.words[first : last + 1]))

    def places(self, offset: int) -> int:
        """Return the places (see `Line`) of the words at an offset of the prose."""
        return sum(1 << at for at, word in enumerate(self.words) if word.start <= offset < word.end)

    def quoted(self, span: Span) -> bool:
        """Return whether a span of the prose stands inside quotation marks."""
        return any(quote.covers(span) for quote in self.quotes)


# Each pattern begins with what it takes, and looks back from there: such a start is quick to find.
_END = Regex(
    rf"[.!?…{BREAK}](?:(?<={BREAK}){BREAK}*|(?<!{BREAK})[.!?…]*[\"')\]]*(?=\s|$|{BREAK}))\s*"
)
_UPPER_WORD = Regex(r"[A-Z](?<![\w'-].)[A-Z]+(?:'[A-Z]+)?(?![\w'-])")
_LONE_I = Regex(r"i(?<![\w'-].)(?![\w-])")


def sentences(text: str, orthography: Orthography) -> list[Sentence]:
    """Return the sentences of a reply in order, by the spelling of its language."""
    found: list[Sentence] = []
    masked = masks(text)
    for block in blocks(text, masked, orthography):
        whole = Prose.of(text, block.span, masked, orthography)
        for start, end in _bounds(whole.text, orthography):
            part = whole.part(start, end)
            prose, tokens = _read(part.text, orthography, part.masks)
            found.append(
                Sentence(
                    prose,
                    part.starts,
                    part.ends,
                    len(found),
                    block,
                    part.masks,
                    part.quotes,
                    tokens,
                    orthography,
                )
            )
    return found


def _bounds(text: str, orthography: Orthography) -> Iterator[tuple[int, int]]:
    """Yield the bounds of the sentences in the prose of a block."""
    start = 0
    lower = BREAK in text and text == text.lower()
    for match in _END.finditer(text):
        if _ends_here(text, match, orthography, lower=lower):
            yield from _trimmed(text, start, match.end())
            start = match.end()
    yield from _trimmed(text, start, len(text))


def _ends_here(text: str, match: re.Match[str], orthography: Orthography, *, lower: bool) -> bool:
    """Return whether a sentence ends with a sign; in `lower` text, any may begin behind an emoji."""
    after = text[match.end() : match.end() + 1]
    if not after:
        return True
    sign = match.group()
    if sign[0] == BREAK:
        return lower or not after.islower()
    if sign[0] == "." and _is_abbreviation(text, match.start(), orthography):
        return False
    if sign.strip() in ("...", "…"):
        return not after.islower()
    return True


def _is_abbreviation(text: str, end: int, orthography: Orthography) -> bool:
    """Return whether the word before a full stop is one, or a single letter."""
    start = max(text.rfind(" ", 0, end), text.rfind(BREAK, 0, end)) + 1
    before = [text[start:end]] if start < end else text[:end].rsplit(None, 1)
    word = before[-1].lower().lstrip("(\"'") if before else ""
    return word in orthography.abbreviations or (len(word) == 1 and "a" <= word <= "z")


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    drop = " " + BREAK
    while start < end and text[start] in drop:
        start += 1
    while end > start and text[end - 1] in drop:
        end -= 1
    if start < end:
        yield start, end


@lru_cache(maxsize=_KEPT)
def _read(text: str, orthography: Orthography, stood: Stood) -> tuple[str, tuple[str, ...]]:
    """Return a sentence as it is read, in the case it would have, and the forms of its words."""
    recased = _recased(text, stood, orthography)
    return recased, forms_of(recased, orthography, stood)


@lru_cache(maxsize=_KEPT)
def _words(text: str, orthography: Orthography, stood: Stood) -> tuple[Word, ...]:
    return tuple(words_of(text, orthography, stood))


def _recased(text: str, stood: Stood, orthography: Orthography) -> str:
    """Lower common words that stand in capitals, raise the first letter and the pronoun I."""

    def lowered(match: re.Match[str]) -> str:
        word = match.group()
        if any(span.start <= match.start() < span.end for span, _ in stood):
            return word
        low = "".join([_lower(char) for char in word])
        return low if orthography.is_common(low) else word

    if _UPPER_WORD.search(text):
        letters = [char for char in text if char.isalpha()]
        if len(letters) > 12 and sum(map(str.isupper, letters)) > 0.8 * len(letters):
            text = "".join([_lower(char) for char in text])
        else:
            text = _UPPER_WORD.sub(lowered, text)
    text = _LONE_I.sub("I", text)
    for at, char in enumerate(text):
        if char.isalpha():
            raised = char.upper()
            return text[:at] + raised + text[at + 1 :] if len(raised) == 1 else text
        if char.isdigit():
            break
    return text


def _lower(char: str) -> str:
    """Return a character in lower case, unless that takes two of them, as of İ."""
    low = char.lower()
    return low if len(low) == 1 else char


def is_body(sentence: Sentence) -> bool:
    """Return whether a sentence belongs to the message itself, not to its frame."""
    return sentence.block.kind not in (BlockKind.SIGN_OFF, BlockKind.SIGNATURE)
