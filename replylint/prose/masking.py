"""Finds what the agent didn't write to the customer as prose: placeholders, addresses, code, quotes.

A mask has a type, and stands in the prose as something of its kind ("by {{date}}" is a time,
"Hi {{name}}" a greeting), so that the words around it parse as the customer will read them.
The families of placeholders are those of the help desks' own documentation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache

from msgspec import Struct

from replylint.model.placeholders import CONTROL, placeholders
from replylint.model.text import Span
from replylint.regex import Regex


class MaskType(StrEnum):
    """What a masked stretch is."""

    NAME = "name"
    DATE = "date"
    AMOUNT = "amount"
    LINK = "link"
    CODE = "code"
    THING = "thing"
    MARKUP = "markup"
    BLOCK = "block"
    NOTE = "note"
    """A line that nobody sends: what is said to replylint itself. Sentences go on behind it."""


class Mask(Struct, frozen=True):
    """A masked stretch of a reply. A placeholder is never altered by a fix."""

    span: Span
    type: MaskType
    placeholder: bool = False


_LINK = Regex(
    r"""
    (?:https?://|www\.)[^\s<>"')\]]{1,2000}
    | [\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}
    | (?<![\w@/.])[a-z0-9-]{2,63}(?:\.[a-z0-9-]{2,63}){0,3}\.(?:com|org|net|io|dev|co\.uk|de|fr|eu|app)(?:/[^\s<>"')\]]{0,500})?(?![\w-])
    """,
    re.VERBOSE | re.IGNORECASE,
)
# What every link has in it, and what every code has. Neither has a space: so only the words around
# such a sign are searched.
_LINK_SIGN = Regex(
    r"[.@:](?:(?<=@)|(?<=:)//|(?<=www\.)|(?<=\.)(?:com|org|net|io|dev|co\.uk|de|fr|eu|app))",
    re.IGNORECASE,
)
_DIGIT = Regex(r"\d")
_UNBROKEN = Regex(r"[^ \n]*")
# Order numbers and the like: letters or marks with digits, at least three digits in all.
_CODE = Regex(
    r"(?<![\w#/-])(?:#\d{2,}|[A-Z]{1,6}[-#]?\d{3,}[A-Z0-9-]*|\d{2,}-[A-Z0-9-]+|[A-Z0-9]{3,}-[A-Z0-9-]{2,}\d[A-Z0-9-]*)(?![\w-])"
)
_CODE_SPAN = Regex(r"(`{1,3})(?!`)[^\n]{1,500}?(?<!`)\1(?!`)")
_FENCE = Regex(r"^(```|~~~)[^\n]*\n.*?(?:^\1[^\n]*$|\Z)", re.MULTILINE | re.DOTALL)
_NOTE = Regex(
    r"^[ \t]*(?:<!--\s*replylint:.{0,1000}?-->|\[replylint:[^\]\r\n]{0,1000}\])[ \t]*(?:\r\n|\r|\n|\Z)",
    re.MULTILINE | re.DOTALL,
)
_COMMENT = Regex(r"<!--.{0,5000}?-->", re.DOTALL)
_TAG = Regex(r"</?[a-z][a-z0-9]{0,15}(?:\s[^<>\n]{0,300})?/?>")
_QUOTED_LINE = Regex(r"^[ \t]{0,3}>[^\n]*(?:\n|\Z)", re.MULTILINE)
_ATTRIBUTION = Regex(
    r"^(?:On\b[^\n]{5,200}\bwrote:|Am\b[^\n]{5,200}\bschrieb\b[^\n]{0,100}:"
    r"|Le\b[^\n]{5,200}\ba écrit ?:|[^\n]{3,120}<[^<>\s]+@[^<>\s]+>[^\n]{0,40}wrote:)[ \t]*$"
    r"|^-{2,}[ ]?Original Message[ ]?-{2,}[ \t]*$|^_{10,}[ \t]*$"
    r"|^From:[^\n]+\n(?:Sent|Date|To):",
    re.MULTILINE,
)
# What a line that opens a quotation has.
_OPENS = ("wrote:", "schrieb", "a écrit", "Original Message", "_" * 10, "From:")
_SAYS = Regex(r"\bwrote:|\bschrieb\b|\ba écrit")
_REPLY_MARKER = Regex(r"^##- .{3,120}-##[ \t]*$", re.MULTILINE)
_SIGNATURE = Regex(r"^-- ?$", re.MULTILINE)

# By a placeholder's own words, what will stand there; the first that fits.
_TYPES = (
    (
        Regex(
            r"first.?name|last.?name|full.?name|(?:customer|user|agent|contact|requester|recipient)\W*\.?\W*name",
            re.IGNORECASE,
        ),
        MaskType.NAME,
    ),
    (
        Regex(
            r"(?:order|item|product|device|asset|plan|brand|shop|store|subject|company)\W?s?\.?(?:name|model|title|type)",
            re.IGNORECASE,
        ),
        MaskType.THING,
    ),
    (Regex(r"url|link|href|website|address\.web", re.IGNORECASE), MaskType.LINK),
    (
        Regex(r"amount|price|total|refund|cost|balance|fee|value|currency", re.IGNORECASE),
        MaskType.AMOUNT,
    ),
    (
        Regex(
            r"date|time|day|eta\b|deadline|until|month|hour|closed|since|expir|due|created_at|updated_at",
            re.IGNORECASE,
        ),
        MaskType.DATE,
    ),
    (
        Regex(
            r"number|\bid\b|_id|code|tracking|reference|\bref\b|ticket\.id|invoice|\bno\b|phone",
            re.IGNORECASE,
        ),
        MaskType.CODE,
    ),
    (
        Regex(
            r"name|customer|user|agent|requester|contact|client|first|last|sender|recipient|signature",
            re.IGNORECASE,
        ),
        MaskType.NAME,
    ),
)


@lru_cache(maxsize=1000)  # a library has few, and each often
def placeholder_type(text: str) -> MaskType:
    """Guess from a placeholder's own words what will stand there."""
    found = (kind for words, kind in _TYPES if words.search(text))
    return next(found, MaskType.THING)


def masks(text: str) -> list[Mask]:
    """Return the masked stretches of a reply in order, none overlapping."""
    covered = bytearray(len(text))
    found: list[Mask] = []
    for mask in _candidates(text):
        start, end = mask.span.start, mask.span.end
        if start < end and covered.find(1, start, end) < 0:
            covered[start:end] = b"\x01" * (end - start)
            found.append(mask)
    found.sort(key=lambda mask: mask.span)
    return found


def _candidates(text: str) -> Iterator[Mask]:
    """Yield stretches by rank: the wider kind wins where two overlap."""
    yield from _all("replylint:", _NOTE, text, MaskType.NOTE)
    yield from _history(text)
    yield from _all("```", _FENCE, text, MaskType.BLOCK)
    yield from _all("~~~", _FENCE, text, MaskType.BLOCK)
    yield from _all("<!--", _COMMENT, text, MaskType.MARKUP)
    yield from _all("##-", _REPLY_MARKER, text, MaskType.BLOCK)
    yield from _all("`", _CODE_SPAN, text, MaskType.CODE)
    for match in placeholders(text):
        yield Mask(Span(*match.span()), _type_of(match.group()), placeholder=True)
    for match in _beside(_LINK_SIGN, _LINK, text):
        end = match.start() + len(match.group().rstrip(".,;:!?"))
        yield Mask(Span(match.start(), end), MaskType.LINK)
    yield from _all("<", _TAG, text, MaskType.MARKUP)
    for match in _beside(_DIGIT, _CODE, text):
        yield Mask(Span(*match.span()), MaskType.CODE)


def _beside(sign: Regex, pattern: Regex, text: str) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern that always has a sign in it and never a space."""
    end = 0
    for match in sign.finditer(text):
        at = match.start()
        if at >= end:
            start = max(end, text.rfind(" ", end, at) + 1, text.rfind("\n", end, at) + 1)
            rest = _UNBROKEN.match(text, at)
            end = rest.end() if rest else at
            yield from pattern.finditer(text, start, end)


def _all(sign: str, pattern: Regex, text: str, kind: MaskType) -> Iterator[Mask]:
    """Yield the matches of a pattern that always has a sign in it."""
    if sign in text:
        for match in pattern.finditer(text):
            yield Mask(Span(*match.span()), kind)


def _type_of(placeholder: str) -> MaskType:
    if CONTROL.match(placeholder):
        return MaskType.MARKUP
    return placeholder_type(placeholder)


def _history(text: str) -> Iterator[Mask]:
    """Yield quoted lines, quoted mail below an attribution line, and a marked signature."""
    yield from _all(">", _QUOTED_LINE, text, MaskType.BLOCK)
    if any(sign in text for sign in _OPENS):
        yield from _quoted_mail(text)
    signature = _SIGNATURE.search(text) if "--" in text else None
    if signature is not None:
        yield Mask(Span(signature.start(), len(text)), MaskType.BLOCK)


def _quoted_mail(text: str) -> Iterator[Mask]:
    """Yield the first line that opens a quotation, with what stands below it."""
    for match in _ATTRIBUTION.finditer(text):
        line = match.group()
        rest = text[match.end() :].lstrip()
        # "On Monday our engineer wrote:" opens no quotation unless quoted lines follow.
        if not _SAYS.search(line) or rest.startswith(">") or re.search(r"\d:\d\d|@", line):
            end = match.end() if rest.startswith(">") else len(text)
            yield Mask(Span(match.start(), end), MaskType.BLOCK)
            return
