"""Splits a reply into blocks by its lines: greeting, paragraphs, list items, sign-off, signature.

A hard line wrap inside a paragraph is no border; a short line that ends without need is one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

from msgspec import Struct

from replylint.model.text import Span
from replylint.prose.masking import Mask, MaskType
from replylint.prose.orthography import Orthography
from replylint.regex import Regex


class BlockKind(StrEnum):
    """What a block is in the reply."""

    PARAGRAPH = "paragraph"
    GREETING = "greeting"
    ITEM = "item"
    HEADING = "heading"
    SIGN_OFF = "sign-off"
    SIGNATURE = "signature"


class Block(Struct, frozen=True):
    """A stretch of the reply that is read by itself.

    Attributes:
        ordered: whether it is a numbered list item.
    """

    kind: BlockKind
    span: Span
    ordered: bool = False


class _Line(Struct, frozen=True):
    span: Span
    text: str


_ITEM = Regex(
    r"[ \t]*(?:(?P<number>\(?\d{1,2}[.)]|(?:[Ss]tep \d{1,2}|[a-z]\))[.:)]?)[ \t]+|(?:[-*+•‣◦–—]|->|→)[ \t]+)(?=\S)"
)
_HEADING = Regex(r"[ \t]{0,3}#{1,6}[ \t]+")
_LINE = Regex(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_ENDS = tuple(".!?:;…")
_MIN_WRAP = 40  # a shorter line was not broken for want of room


def blocks(text: str, masks: Sequence[Mask], orthography: Orthography) -> list[Block]:
    """Return the blocks of a reply in order; what block masks cover belongs to none."""
    text = _levelled(text, masks)
    hidden = [mask.span for mask in masks if mask.type is MaskType.BLOCK]
    notes = [mask.span for mask in masks if mask.type is MaskType.NOTE]
    found: list[Block] = []
    for paragraph in _paragraphs(text, hidden, notes):
        found.extend(_paragraph_blocks(paragraph, orthography))
    return _signed(found, text)


def _levelled(text: str, masks: Sequence[Mask]) -> str:
    """Return the text with a run of X for each placeholder, so that line shapes stay plain."""
    pieces: list[str] = []
    at = 0
    for mask in masks:
        if mask.placeholder:
            pieces += (text[at : mask.span.start], "X" * len(mask.span))
            at = mask.span.end
    return "".join((*pieces, text[at:]))


def _paragraphs(text: str, hidden: Sequence[Span], notes: Sequence[Span]) -> Iterator[list[_Line]]:
    lines: list[_Line] = []
    for match in _LINE.finditer(text):
        content = match.group().rstrip("\r\n")
        span = Span(match.start(), match.start() + len(content))
        if any(note.start <= span.start < note.end for note in notes):
            continue
        covered = any(mask.start <= span.start and span.end <= mask.end for mask in hidden)
        if content.strip() and not covered:
            lines.append(_Line(span, content))
        elif lines:
            yield lines
            lines = []
    if lines:
        yield lines


def _paragraph_blocks(lines: list[_Line], orthography: Orthography) -> Iterator[Block]:
    width = max(len(line.text.rstrip()) for line in lines)
    group: list[_Line] = []
    for line in lines:
        if group and _breaks(group[-1], line, width, orthography):
            yield _block(group, orthography)
            group = []
        group.append(line)
    yield _block(group, orthography)


def _block(group: list[_Line], orthography: Orthography) -> Block:
    first = group[0].text
    item = _ITEM.match(first)
    heading = _HEADING.match(first)
    mark = item or heading
    start = group[0].span.start + (mark.end() if mark else len(first) - len(first.lstrip()))
    span = Span(start, group[-1].span.end)
    if item:
        return Block(BlockKind.ITEM, span, ordered=item.group("number") is not None)
    if heading:
        return Block(BlockKind.HEADING, span)
    if orthography.sign_off.match(first.strip()):
        return Block(BlockKind.SIGN_OFF, span)
    if len(group) == 1 and orthography.greeting.match(first.strip()):
        return Block(BlockKind.GREETING, span)
    return Block(BlockKind.PARAGRAPH, span)


def _breaks(before: _Line, after: _Line, width: int, orthography: Orthography) -> bool:
    """Return whether the line end between two lines of a paragraph is a border."""
    above, below = before.text.rstrip(), after.text.strip()
    if _ITEM.match(after.text) or _HEADING.match(after.text) or _HEADING.match(above):
        return True
    if orthography.sign_off.match(below) or orthography.sign_off.match(above.strip()):
        return True
    if (
        orthography.greeting.match(above.strip())
        and len(above) <= _MIN_WRAP
        and above[-1] in ",!.:-"
    ):
        return True
    if above.endswith(_ENDS):
        return True
    if below[0].islower() and not orthography.greeting.match(above.strip()):
        return False
    wrapped = len(above) + 1 + len(below.split(maxsplit=1)[0]) > width
    return not (wrapped and len(above) >= _MIN_WRAP)


def _signed(found: list[Block], text: str) -> list[Block]:
    """Turn the short lines below a sign-off into the signature they are."""
    result: list[Block] = []
    signing = False
    for block in found:
        length = len(text[block.span.start : block.span.end].strip())
        if block.kind is BlockKind.SIGN_OFF:
            signing = True
        elif signing and block.kind is BlockKind.PARAGRAPH and length <= 60:
            result.append(Block(BlockKind.SIGNATURE, block.span))
            continue
        else:
            signing = False
        result.append(block)
    return result
