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
from replylint.prose.masking import Mask, MaskType, masks
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


class Sentence(Struct, frozen=True, dict=True):
    """One sentence of a reply.

    Attributes:
        text: its prose.
        starts, ends: for each character of `text`, the bounds of its source in the reply.
        index: its number in the reply, from 0.
        masks: spans of `text` that stand for placeholders, addresses and codes.
        quotes: spans of `text` inside quotation marks.
        words: its words in order.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    index: int
    block: Block
    masks: tuple[tuple[Span, MaskType], ...]
    quotes: tuple[Span, ...]
    words: tuple[Word, ...]

    @cached_property
    def forms(self) -> frozenset[str]:
        """The forms of all words."""
        return frozenset(word.form for word in self.words)

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


_BREAK = "\x1e"  # stands where an emoji was: nothing, or the end of a sentence
_EMOJI = Regex(
    "(?:[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u2190-\u21ff\ufe0f\u200d\u20e3\U000e0020-\U000e007f]+"
    r"|(?<!\S)[:;]-?[)(DPp](?!\w))"
)
_EMPHASIS = Regex(
    r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*\n]{1,300}?)(?<=[^\s*])\1(?![\w*])"
    r"|(?<![\w_])(_{1,3})(?=[^\s_])([^_\n]{1,300}?)(?<=[^\s_])\3(?![\w_])"
    r"|(~~)(?=\S)([^~\n]{1,300}?)(?<=\S)\5"
)
_MARKDOWN_LINK = Regex(r"!?\[([^\[\]\n]{1,300})\]\(([^()\s]{0,1000})\)")
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "´": "'", "′": "'", "`": "'",
                           "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
                           "–": "-", "—": "-", "‑": "-", "\xa0": " ", "\u202f": " "})  # fmt: skip
_ZERO_WIDTH = frozenset("\u200b\u200c\ufeff\xad\u2060")
_END = Regex(rf"(?:[.!?…]+[\"')\]]*(?=\s|$|{_BREAK})|{_BREAK}+)\s*")
_WORD = Regex(
    r"_[a-z]+_(?!\w)|e-mail[a-z]*|'(?:s|d|ll|re|ve|m)(?!\w)"
    r"|[^\W\d_]+(?:'[^\W\d_]+)*'?|\d+(?:[.,:]\d+)*|[^\w\s]|_+",
    re.IGNORECASE,
)
_QUOTE = Regex(r'"[^"]{2,400}"|(?<![\w\'])\'(?=\w)[^\']{2,200}(?<=[\w.!?,])\'(?!\w)')
_UPPER_WORD = Regex(r"(?<![\w'-])[A-Z]{2,}(?:'[A-Z]+)?(?![\w'-])")


def sentences(text: str, orthography: Orthography, *, markdown: bool = False) -> list[Sentence]:
    """Return the sentences of a reply in order.

    Args:
        text: the reply.
        orthography: of the language it is in.
        markdown: whether fences and comments are markup.
    """
    found: list[Sentence] = []
    masked = masks(text, markdown=markdown)
    for block in blocks(text, masked, orthography):
        prose = _Prose.of(text, block.span, masked, orthography)
        for start, end in prose.bounds(orthography):
            found.append(prose.sentence(start, end, len(found), block, orthography))
    return found


class _Prose(Struct, dict=True):
    """The prose of one block while it is made."""

    text: str
    starts: list[int]
    ends: list[int]
    masks: list[tuple[Span, MaskType]]

    @cached_property
    def quotes(self) -> list[Span]:
        """Where words stand in quotation marks."""
        # A reply that is quoted as a whole is a reply, not a quotation.
        most = len(self.text) - 1
        return [Span(*m.span()) for m in _QUOTE.finditer(self.text) if len(m.group()) < most]

    @classmethod
    def of(cls, text: str, span: Span, masked: Sequence[Mask], orthography: Orthography) -> _Prose:
        chars: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        stood: list[tuple[Span, MaskType]] = []
        for piece, start, end, kind in _pieces(text, span, masked, orthography):
            if piece == " " and (not chars or chars[-1] == " "):
                continue
            at = len(chars)
            chars.extend(piece)
            if kind is None and len(piece) == end - start:
                starts.extend(range(start, end))
                ends.extend(range(start + 1, end + 1))
            else:
                starts.extend([start] * len(piece))
                ends.extend([end] * len(piece))
            if kind is not None:
                stood.append((Span(at, len(chars)), kind))
        while chars and chars[-1] == " ":
            for part in (chars, starts, ends):
                part.pop()
        return cls("".join(chars), starts, ends, stood)

    def bounds(self, orthography: Orthography) -> Iterator[tuple[int, int]]:
        """Yield the bounds of the sentences."""
        start = 0
        lower = self.text == self.text.lower()
        for match in _END.finditer(self.text):
            if self._ends_here(match, lower, orthography):
                yield from self._trimmed(start, match.end())
                start = match.end()
        yield from self._trimmed(start, len(self.text))

    def _ends_here(self, match: re.Match[str], lower: bool, orthography: Orthography) -> bool:
        after = self.text[match.end() : match.end() + 1]
        if not after:
            return True
        if match.group().startswith(_BREAK):
            return lower or not after.islower()
        before = self.text[: match.start()].rsplit(None, 1)
        word = before[-1].lower().lstrip("(\"'") if before else ""
        if match.group()[0] == "." and (
            word in orthography.abbreviations or re.fullmatch(r"[a-z]", word)
        ):
            return False
        if match.group().strip() in ("...", "…"):
            return not after.islower()
        return True

    def _trimmed(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        drop = " " + _BREAK
        while start < end and self.text[start] in drop:
            start += 1
        while end > start and self.text[end - 1] in drop:
            end -= 1
        if start < end:
            yield start, end

    def sentence(
        self, start: int, end: int, index: int, block: Block, orthography: Orthography
    ) -> Sentence:
        keep = self._kept(start, end)
        kept = dict(zip(keep, range(len(keep)), strict=True))
        stood = tuple(
            (Span(kept[span.start], kept[span.end - 1] + 1), kind)
            for span, kind in self.masks
            if span.start in kept and span.end - 1 in kept
        )
        raw = "".join(self.text[at] for at in keep)
        text = _recased(raw, stood, orthography)
        quotes = tuple(
            Span(inner[0], inner[-1] + 1)
            for quote in self.quotes
            if quote.start < end
            and start < quote.end
            and (inner := [kept[at] for at in range(quote.start, quote.end) if at in kept])
        )
        return Sentence(
            text,
            tuple([self.starts[at] for at in keep]),
            tuple([self.ends[at] for at in keep]),
            index,
            block,
            stood,
            quotes,
            _words(text, stood, orthography),
        )

    def _kept(self, start: int, end: int) -> Sequence[int]:
        """Return the offsets of what is left of a sentence without emoji and double spaces."""
        part = self.text[start:end]
        if _BREAK not in part and "  " not in part:
            return range(start, end)
        keep: list[int] = []
        for at in range(start, end):
            doubled = self.text[at] == " " and keep and self.text[keep[-1]] == " "
            if self.text[at] != _BREAK and not doubled:
                keep.append(at)
        return keep


def _pieces(
    text: str, span: Span, masked: Sequence[Mask], orthography: Orthography
) -> Iterator[tuple[str, int, int, MaskType | None]]:
    """Yield (prose, source start, source end, mask type) for a block."""
    inside = [mask for mask in masked if mask.span.overlap(span)]
    dropped = _markup(text, span)
    at = span.start
    for mask in inside:
        yield from _plain(text, at, max(at, mask.span.start), dropped, orthography)
        stand_in = orthography.stand_ins.get(mask.type)
        if stand_in is not None and mask.span.start not in dropped:
            yield stand_in, mask.span.start, mask.span.end, mask.type
        at = max(at, mask.span.end)
    yield from _plain(text, at, span.end, dropped, orthography)


def _markup(text: str, span: Span) -> set[int]:
    """Return the offsets of emphasis marks and link syntax inside a block."""
    dropped: set[int] = set()
    part = text[span.start : span.end]
    if "*" in part or "_" in part or "~~" in part:
        for match in _EMPHASIS.finditer(part):
            marks = len(match[1] or match[3] or match[5])
            dropped.update(range(span.start + match.start(), span.start + match.start() + marks))
            dropped.update(range(span.start + match.end() - marks, span.start + match.end()))
    if "](" in part:
        for match in _MARKDOWN_LINK.finditer(part):
            dropped.update(range(span.start + match.start(), span.start + match.start(1)))
            dropped.update(range(span.start + match.end(1), span.start + match.end()))
    return dropped


_TOKEN = Regex(r"[^\W\d_]+|\s+|.", re.DOTALL)
# The same, with plain words and the single spaces between them taken together.
_RUN = Regex(r"[A-Za-z]+(?: [A-Za-z]+)+|" + _TOKEN.pattern, re.DOTALL)


def _plain(
    text: str, start: int, end: int, dropped: set[int], orthography: Orthography
) -> Iterator[tuple[str, int, int, MaskType | None]]:
    """Yield the prose of unmasked text piece by piece."""
    for match in (_TOKEN if dropped else _RUN).finditer(text, start, end):
        piece, at = match.group(), match.start()
        if " " in piece and not piece.isspace():
            if orthography.restored.keys().isdisjoint(piece.lower().split(" ")):
                yield piece, at, match.end(), None
            else:
                for word in _TOKEN.finditer(text, at, match.end()):
                    yield from _token(text, start, word, orthography)
        elif piece.isspace() or dropped.isdisjoint(range(at, match.end())):
            yield from _token(text, start, match, orthography)


def _token(
    text: str, start: int, match: re.Match[str], orthography: Orthography
) -> Iterator[tuple[str, int, int, MaskType | None]]:
    """Yield the prose of a word, a space or a sign; `start` is where unmasked text begins."""
    piece, at = match.group(), match.start()
    if piece.isspace():
        yield " ", at, match.end(), None
    elif piece in _ZERO_WIDTH:
        return
    elif piece.isalpha():
        # "dont" is "don't": the apostrophe stands between two characters of the source.
        full = orthography.restored.get(piece.lower())
        following = text[match.end() : match.end() + 1]
        preceding = text[at - 1 : at] if at > start else ""
        if full is None or following in ("'", "’", "@") or preceding in ("'", "’"):
            yield piece, at, match.end(), None
        else:
            yield from _restored(piece, full, at)
    elif _EMOJI.match(piece):
        yield _BREAK, at, match.end(), None
    else:
        yield piece.translate(_STRAIGHT), at, match.end(), None


def _restored(piece: str, full: str, at: int) -> Iterator[tuple[str, int, int, None]]:
    mark = full.index("'")
    head, tail = piece[:mark], piece[mark:]
    if head:
        yield head, at, at + len(head), None
    # The mark stands with the letters behind it: "ll" is what an edit of "'ll" replaces.
    yield ("'", at + mark, at + mark + 1, None) if tail else ("'", at + mark - 1, at + mark, None)
    if tail:
        yield tail, at + mark, at + len(piece), None


def _recased(text: str, stood: Sequence[tuple[Span, MaskType]], orthography: Orthography) -> str:
    """Lower common words that stand in capitals, raise the first letter and the pronoun I."""

    def lowered(match: re.Match[str]) -> str:
        word = match.group()
        if any(span.start <= match.start() < span.end for span, _ in stood):
            return word
        return word.lower() if orthography.is_common(word.lower()) else word

    if _UPPER_WORD.search(text):
        letters = [char for char in text if char.isalpha()]
        if len(letters) > 12 and sum(map(str.isupper, letters)) > 0.8 * len(letters):
            text = text.lower()
        else:
            text = _UPPER_WORD.sub(lowered, text)
    text = re.sub(r"(?<![\w'-])i(?![\w-])", "I", text)
    for at, char in enumerate(text):
        if char.isalpha():
            raised = char.upper()
            return text[:at] + raised + text[at + 1 :] if len(raised) == 1 else text
        if char.isdigit():
            break
    return text


@lru_cache(maxsize=2000)  # libraries repeat their sentences
def _words(
    text: str, stood: tuple[tuple[Span, MaskType], ...], orthography: Orthography
) -> tuple[Word, ...]:
    return tuple(_each_word(text, stood, orthography))


def _each_word(
    text: str, stood: Sequence[tuple[Span, MaskType]], orthography: Orthography
) -> Iterator[Word]:
    at_mask = {span.start: (span, kind) for span, kind in stood}
    skip_to = 0
    for match in _WORD.finditer(text):
        if match.start() < skip_to:
            continue
        if match.start() in at_mask:
            span, kind = at_mask[match.start()]
            skip_to = span.end
            yield Word(f"_{kind.value}_", span.start, span.end)
            continue
        form = match.group().lower()
        if form == "-" and not _is_dash(text, match.start()):
            continue
        if form.endswith("'") and len(form) > 1:
            form = form[:-1]
        yield from _unhyphened(form, match.start(), orthography)


def _unhyphened(form: str, at: int, orthography: Orthography) -> Iterator[Word]:
    """Take a word apart, *e-mail* read as *email*; its places are those of the word as written."""
    joined = form.replace("e-mail", "email")
    longer = len(form) - len(joined)
    for word in _split(joined, at, orthography):
        start = word.start + longer if word.start > at else at
        yield Word(word.form, start, word.end + longer)


def _is_dash(text: str, at: int) -> bool:
    """Return whether a hyphen stands between spaces or at an edge, not inside a word."""
    return not (text[at - 1 : at].strip() and text[at + 1 : at + 2].strip())


def _split(token: str, at: int, orthography: Orthography) -> Iterator[Word]:
    """Take contractions and shorthand apart."""
    end = at + len(token)
    expansion = orthography.expansions.get(token)
    if expansion is not None:
        for form in expansion:
            yield Word(form, at, end)
        return
    if "'" not in token:
        yield Word(token, at, end)
        return
    for clitic, form in orthography.clitics.items():
        if token.endswith(clitic) and len(token) > len(clitic):
            stem = token[: -len(clitic)]
            if stem in orthography.stems:
                yield Word(orthography.stems[stem], at, at + len(stem))
            else:
                yield from _split(stem, at, orthography)
            yield Word(form, end - len(clitic), end)
            return
    yield Word(token, at, end)


def words_of(text: str, orthography: Orthography) -> list[Word]:
    """Return the words of a text that is prose already, such as a term of a lexical set."""
    return list(_each_word(text, (), orthography))


def is_body(sentence: Sentence) -> bool:
    """Return whether a sentence belongs to the message itself, not to its frame."""
    return sentence.block.kind not in (BlockKind.SIGN_OFF, BlockKind.SIGNATURE)
