"""Takes a block apart into pieces of prose: what is no prose as it stands is left out or replaced.

Most of a reply is prose as it stands. So only what isn't is looked for, by the characters it may
begin with, and what stands between is taken over as it is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter

from replylint.model.text import Span
from replylint.prose.masking import Mask, MaskType
from replylint.prose.orthography import Orthography
from replylint.regex import Regex

BREAK = "\x1e"
"""Stands where an emoji was: nothing, or the end of a sentence."""

Piece = tuple[str, int, int, MaskType | None]
"""Some prose, the bounds of its source in the reply, and the type of the mask it stands for."""

_STRAIGHT = {"’": "'", "‘": "'", "´": "'", "′": "'", "`": "'",
             "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
             "–": "-", "—": "-", "‑": "-"}  # fmt: skip
_EMOJI = (
    "\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u2190-\u21ff\ufe0f\u200d\u20e3"
    "\U000e0020-\U000e007f"
)
# Signs that aren't prose as they stand. The first class is quick to look for.
_ODD = (
    r"[^ -_a-~](?:(?<=\s)(?P<space>\s*)|(?<=[\u200b\u200c\ufeff\xad\u2060])(?P<nothing>)"
    rf"|(?<=[{_EMOJI}])(?P<emoji>)|(?<=[{''.join(_STRAIGHT)}]))"
)
_LETTERS = Regex(r"[^\W\d_]+")
_SIGNS = Regex(_ODD)
_SIGNS_AND_WORDS = Regex(rf"(?P<word>[^\W\d_]+)| (?P<spaces>\s+)|{_ODD}")
_EMPHASIS = Regex(
    r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*\n]{1,300}?)(?<=[^\s*])\1(?![\w*])"
    r"|(?<![\w_])(_{1,3})(?=[^\s_])([^_\n]{1,300}?)(?<=[^\s_])\3(?![\w_])"
    r"|(~~)(?=\S)([^~\n]{1,300}?)(?<=\S)\5"
)
_MARKDOWN_LINK = Regex(r"!?\[([^\[\]\n]{1,300})\]\(([^()\s]{0,1000})\)")


def pieces(
    text: str, span: Span, masked: Sequence[Mask], orthography: Orthography
) -> Iterator[Piece]:
    """Yield the prose of a block piece by piece, with a space on both sides of what is left out.

    Args:
        text: the reply.
        span: where in it the block stands.
        masked: all masks of the reply, in order.
        orthography: of its language.
    """
    at, restored = span.start, orthography.restored
    for start, end, stand_in, kind in _holes(text, span, masked, orthography.stand_ins):
        yield from _plain(text, at, start, restored)
        if stand_in:
            yield stand_in, start, end, kind
        at = max(at, end)
    yield from _plain(text, at, span.end, restored)


def _holes(
    text: str, span: Span, masked: Sequence[Mask], stand_ins: Mapping[MaskType, str]
) -> list[tuple[int, int, str, MaskType | None]]:
    """Return the bounds of masks and markup in a block, and what stands for each."""
    markup = _markup(text[span.start : span.end], span.start)
    holes: list[tuple[int, int, str, MaskType | None]]
    holes = [(start, end, "", None) for start, end in markup]
    hidden = {at for start, end in markup for at in range(start, end)}
    for mask in _inside(masked, span) if masked else ():
        start = mask.span.start
        stand_in = "" if start in hidden else stand_ins.get(mask.type, "")
        holes.append((start, mask.span.end, stand_in, mask.type))
    return sorted(holes, key=itemgetter(0, 1))


def _inside(masked: Sequence[Mask], span: Span) -> Iterator[Mask]:
    """Yield the masks that stand in a block, or reach into it."""
    first = bisect_right(masked, span.start, key=lambda mask: mask.span.end)
    for mask in masked[first:]:
        if mask.span.start >= span.end:
            return
        yield mask


def _markup(part: str, ahead: int) -> list[tuple[int, int]]:
    """Return the bounds of emphasis marks and link syntax in a part of a text, `ahead` of it."""
    found: list[tuple[int, int]] = []
    if "*" in part or "_" in part or "~~" in part:
        for match in _EMPHASIS.finditer(part):
            marks = len(match[1] or match[3] or match[5])
            found.append((match.start(), match.start() + marks))
            found.append((match.end() - marks, match.end()))
    if "](" in part:
        for match in _MARKDOWN_LINK.finditer(part):
            found.append((match.start(), match.start(1)))
            found.append((match.end(1), match.end()))
    return [(ahead + start, ahead + end) for start, end in found]


def _plain(text: str, start: int, end: int, restored: Mapping[str, str]) -> Iterator[Piece]:
    """Yield the prose of text without masks and markup."""
    at, part = start, text[start:end]
    lost = not restored.keys().isdisjoint(_LETTERS.findall(part.lower()))
    finer = lost or "  " in part
    for match in (_SIGNS_AND_WORDS if finer else _SIGNS).finditer(text, start, end):
        found, stop = match.span()
        if match.lastgroup == "word":
            word = _whole(text, start, match, restored)
            if word is None:
                continue
            pieces = _restored(match.group(), word, found)
        else:
            if match.lastgroup == "space" and found > at and text[found - 1] == " ":
                found -= 1
            pieces = _instead(match, found)
        if at < found:
            yield text[at:found], at, found, None
        yield from pieces
        at = stop
    if at < end:
        yield text[at:end], at, end, None


def _instead(match: re.Match[str], start: int) -> Iterator[Piece]:
    """Yield what stands for odd signs, with the spaces before them, from an offset on."""
    if match.lastgroup == "emoji":
        yield BREAK, start, match.end(), None
    elif match.lastgroup is None:
        yield _STRAIGHT[match.group()], start, match.end(), None
    elif match.lastgroup != "nothing":
        yield " ", start, match.end(), None


def _whole(text: str, start: int, match: re.Match[str], restored: Mapping[str, str]) -> str | None:
    """Return the full form of a word that lost its apostrophe; unmasked text begins at `start`."""
    before = text[match.start() - 1 : match.start()] if match.start() > start else ""
    if before in ("'", "’") or text[match.end() : match.end() + 1] in ("'", "’", "@"):
        return None
    return restored.get(match.group().lower())


def _restored(word: str, full: str, at: int) -> Iterator[Piece]:
    """Yield a word with its apostrophe, which stands between two characters of the source."""
    mark = full.index("'")
    head, tail = word[:mark], word[mark:]
    if head:
        yield head, at, at + len(head), None
    # The mark stands with the letters behind it: "ll" is what an edit of "'ll" replaces.
    yield ("'", at + mark, at + mark + 1, None) if tail else ("'", at + mark - 1, at + mark, None)
    if tail:
        yield tail, at + mark, at + len(word), None
