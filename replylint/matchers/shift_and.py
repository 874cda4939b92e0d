"""Tells which phrases of a rulebook may stand in a sentence, going through it once for all of them.

Shift-And with optional characters (G. Navarro and M. Raffinot, Flexible Pattern Matching in
Strings, 2002, section 4.2): each word that a phrase takes is a bit of one long number, and each
word of the sentence moves all bits a step. Phrases are simplified for it to rows of sets of words
(`rows`): so it finds those that stand there and some more, and `Phrase.find` decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from itertools import accumulate

from msgspec import Struct

from replylint.matchers.phrase import Phrase, is_number, is_word
from replylint.matchers.rows import ANY, ENDS, NUMBER, STARTS, rows_of
from replylint.prose.line import Line

_MOST = 50_000  # words whose bits are kept
_LINES = 2000  # sentences met lately: libraries repeat their phrases


class PhraseTable(Struct, frozen=True, eq=False, dict=True):
    """The phrases of a rulebook, simplified to rows; the bits of a row lie side by side.

    A number with a bit for each step is written in hexadecimal digits.

    Attributes:
        words: by word, the numbers of the sets it is in.
        sets: by number of a set, the bits it is for.
        numbers: of the phrases, in the order of the bits of their rows.
        ends: the last bit of each row.
        first: first bits of the rows that may stand anywhere.
        starts: bits for the start of the sentence, which are the first of other rows.
        last: last bits of the rows that needn't end the sentence.
        closes: bits for the end of the sentence, which are the last of other rows.
        optional: the bits of optional steps.
        anywhere: numbers of phrases that may stand in any sentence.
    """

    words: Mapping[str, Sequence[int]]
    sets: Sequence[Sequence[int]]
    numbers: Sequence[int]
    ends: Sequence[int]
    first: str
    starts: str
    last: str
    closes: str
    optional: str
    anywhere: Sequence[int]

    @cached_property
    def scanner(self) -> Scanner:
        """What goes through sentences for it; it learns as it goes, so all share one."""
        return Scanner(self)


def table_of(phrases: Iterable[Phrase]) -> PhraseTable:
    """Return the table of some phrases, which are known by their numbers."""
    found = {phrase.number: rows_of(phrase.elements) for phrase in phrases}
    rows = [(number, row) for number, ways in found.items() if () not in ways for row in ways]
    steps = [step for _, row in rows for step in row]
    *firsts, end = accumulate((len(row) for _, row in rows), initial=0)
    lasts = [at - 1 for at in (*firsts[1:], end)] if rows else []
    sets: dict[frozenset[str], list[int]] = {}
    for bit, step in enumerate(steps):
        sets.setdefault(step.words, []).append(bit)
    words: dict[str, list[int]] = {}
    for number, members in enumerate(sets):
        for word in members:
            words.setdefault(word, []).append(number)
    return PhraseTable(
        words,
        list(sets.values()),
        [number for number, _ in rows],
        lasts,
        _digits(bit for bit in firsts if steps[bit] != STARTS),
        _digits(bit for bit, step in enumerate(steps) if step == STARTS),
        _digits(bit for bit in lasts if steps[bit] != ENDS),
        _digits(bit for bit, step in enumerate(steps) if step == ENDS),
        _digits(bit for bit, step in enumerate(steps) if step.optional),
        [number for number, ways in found.items() if () in ways],
    )


def _digits(bits: Iterable[int]) -> str:
    return f"{_bits(bits):x}"


class Scanner:
    """Goes through sentences for a table of phrases."""

    def __init__(self, table: PhraseTable) -> None:
        self._table = table
        self._taken: dict[str, int] = {}
        self._lines: dict[tuple[str, ...], Line] = {}
        self._any, self._number = self._bits_of(ANY), self._bits_of(NUMBER)
        self._numbers = dict(zip(table.ends, table.numbers, strict=True))
        self._first, self._last = int(table.first, 16), int(table.last, 16)
        self._closes = int(table.closes, 16)
        # A run of optional bits is skipped by a borrow that runs from the bit behind it to the
        # one before it; no run is the first or the last of its phrase.
        self._optional = int(table.optional, 16)
        self._before = self._optional >> 1 & ~self._optional
        self._ends = self._optional & ~(self._optional >> 1)
        self._opened = self._skipped(int(table.starts, 16))

    def _skipped(self, states: int) -> int:
        """Return states, and those behind optional steps that follow them."""
        filled = states | self._ends
        optional = self._optional
        return states | optional ^ (optional & ((filled - self._before) ^ filled))

    def line(self, words: Iterable[str]) -> Line:
        """Return a line that knows which phrases may stand in it; the same for the same words."""
        key = tuple(words)
        line = self._lines.get(key)
        if line is None:
            if len(self._lines) >= _LINES:
                with suppress(KeyError, RuntimeError, StopIteration):  # another thread was quicker
                    del self._lines[next(iter(self._lines))]
            line = self._lines[key] = Line(key, self.scan)
        return line

    def scan(self, line: Line) -> frozenset[int]:
        """Return the numbers of the phrases that may stand in a sentence; of no other one does."""
        opening, closing = line.start + 1, line.end - 1
        optional, before, ends = self._optional, self._before, self._ends
        known, first, opened = self._taken, self._first, self._opened
        states = inside = closed = 0
        for at, word in enumerate(line):
            if at < opening:
                states |= opened
            taken = known.get(word)
            states = (states << 1 | first) & (self._of(word) if taken is None else taken)
            if states:
                # As in `_skipped`: most of the time goes by here.
                filled = states | ends
                states |= optional ^ (optional & ((filled - before) ^ filled))
                inside |= states
                if at >= closing:
                    closed |= states
        found = inside & self._last | closed << 1 & self._closes
        return frozenset((*self._table.anywhere, *self._phrases(found)))

    def _of(self, word: str) -> int:
        """Return the bits of all steps that take a word."""
        taken = self._bits_of(word)
        if is_word(word):
            taken |= self._any
        if is_number(word):
            taken |= self._number
        if len(self._taken) < _MOST:
            self._taken[word] = taken
        return taken

    def _bits_of(self, word: str) -> int:
        sets = self._table.words.get(word, ())
        return _bits(bit for number in sets for bit in self._table.sets[number])

    def _phrases(self, last: int) -> Iterator[int]:
        while last:
            at = last.bit_length() - 1
            yield self._numbers[at]
            last ^= 1 << at


def _bits(numbers: Iterable[int]) -> int:
    """Return the number that has these bits."""
    places = list(numbers)
    row = bytearray(max(places, default=0) // 8 + 1)
    for place in places:
        row[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(row, "little")
