"""Tells which phrases of a rulebook may stand in a sentence, going through it once for all of them.

Shift-And with optional characters (G. Navarro and M. Raffinot, Flexible Pattern Matching in
Strings, 2002, section 4.2): each word that a phrase takes is a bit of one long number, and each
word of the sentence moves all bits a step. Phrases are simplified for it to rows of sets of words:
so it finds those that stand there and some more, and `Phrase.find` decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate

from msgspec import Struct

from replylint.matchers.phrase import (
    Choice,
    Element,
    End,
    Gap,
    Number,
    Phrase,
    Start,
    Words,
    is_number,
    is_word,
)
from replylint.prose.line import Line

# Members of sets that take any word, and any number.
_ANY, _NUMBER = "\0word", "\0number"
_BYTE = re.compile(rb"[^\0]", re.DOTALL)
_BITS = tuple(tuple(at for at in range(8) if byte >> at & 1) for byte in range(256))
_MOST = 50_000  # words whose bits are kept
_LINES = 2000  # sentences met lately: libraries repeat their phrases


class Step(Struct, frozen=True):
    """A word that a phrase takes, in simplified form.

    Attributes:
        words: it is one of these.
        optional: whether it may be missing.
    """

    words: frozenset[str]
    optional: bool = False


class Row(Struct, frozen=True):
    """A phrase in simplified form: no optional step is its first or last.

    Attributes:
        at_start, at_end: whether it must begin or end the sentence.
    """

    steps: tuple[Step, ...]
    at_start: bool
    at_end: bool

    @classmethod
    def of(cls, elements: Sequence[Element]) -> Row:
        """Return the row that stands wherever some elements do."""
        row = [step for element in elements for step in _steps(element)]
        needed = [at for at, step in enumerate(row) if not step.optional]
        if not needed:
            return cls((), at_start=False, at_end=False)
        first, last = needed[0], needed[-1]
        return cls(
            tuple(row[first : last + 1]),
            first == 0 and isinstance(elements[0], Start),
            last == len(row) - 1 and isinstance(elements[-1], End),
        )


def _steps(element: Element) -> list[Step]:
    match element:
        case Words():
            return _of_words(element)
        case Number():
            return [Step(frozenset((_NUMBER,)))]
        case Gap():
            return _repeated(frozenset((_ANY,)), element.least, element.most)
        case Choice():
            options = [
                [step for part in option for step in _steps(part)] for option in element.options
            ]
            return _one_of(options)
        case _:
            return []


def _of_words(element: Words) -> list[Step]:
    first = Step(element.single.union(element.terms))
    rests = [rest for several in element.terms.values() for rest in several]
    if not rests:
        return [first]
    words = frozenset(word for rest in rests for word in rest)
    least = 0 if element.single else min(map(len, rests))
    return [first, *_repeated(words, least, max(map(len, rests)))]


def _repeated(words: frozenset[str], least: int, most: int) -> list[Step]:
    return [Step(words)] * least + [Step(words, optional=True)] * (most - least)


def _one_of(options: Sequence[Sequence[Step]]) -> list[Step]:
    """Return steps that take what any of some options takes."""
    lengths = {len(option) for option in options}
    if len(lengths) == 1 and not any(step.optional for option in options for step in option):
        columns = zip(*options, strict=True)
        return [Step(frozenset().union(*(step.words for step in column))) for column in columns]
    words = frozenset().union(*(step.words for option in options for step in option))
    least = min(sum(not step.optional for step in option) for option in options)
    return _repeated(words, least, max(lengths))


class PhraseTable(Struct, frozen=True, eq=False, dict=True):
    """The phrases of a rulebook, simplified; the bits of a phrase lie side by side.

    A number with a bit for each step is written in hexadecimal digits.

    Attributes:
        words: by word, the numbers of the sets it is in.
        sets: by number of a set, the bits it is for.
        numbers: of the phrases, in the order of their bits.
        ends: the last bit of each.
        first, first_at_start: first bits of the phrases that may stand anywhere; of all.
        last, last_at_end: last bits of those that needn't end the sentence; of all.
        optional: the bits of optional steps.
        anywhere: numbers of phrases that may stand in any sentence.
    """

    words: Mapping[str, Sequence[int]]
    sets: Sequence[Sequence[int]]
    numbers: Sequence[int]
    ends: Sequence[int]
    first: str
    first_at_start: str
    last: str
    last_at_end: str
    optional: str
    anywhere: Sequence[int]

    @cached_property
    def scanner(self) -> Scanner:
        """What goes through sentences for it; it learns as it goes, so all share one."""
        return Scanner(self)


def table_of(phrases: Iterable[Phrase]) -> PhraseTable:
    """Return the table of some phrases, which are known by their numbers."""
    rows = [(phrase.number, Row.of(phrase.elements)) for phrase in phrases]
    kept = [(number, row) for number, row in rows if row.steps]
    *starts, end = accumulate((len(row.steps) for _, row in kept), initial=0)
    firsts = list(zip(starts, (row for _, row in kept), strict=True))
    lasts = [(at - 1, row) for at, (_, row) in zip((*starts[1:], end), kept, strict=False)]
    sets: dict[frozenset[str], list[int]] = {}
    steps = [step for _, row in kept for step in row.steps]
    for bit, step in enumerate(steps):
        sets.setdefault(step.words, []).append(bit)
    words: dict[str, list[int]] = {}
    for number, members in enumerate(sets):
        for word in members:
            words.setdefault(word, []).append(number)
    return PhraseTable(
        words,
        list(sets.values()),
        [number for number, _ in kept],
        [last for last, _ in lasts],
        _digits(first for first, row in firsts if not row.at_start),
        _digits(starts),
        _digits(last for last, row in lasts if not row.at_end),
        _digits(last for last, _ in lasts),
        _digits(bit for bit, step in enumerate(steps) if step.optional),
        [number for number, row in rows if not row.steps],
    )


def _digits(bits: Iterable[int]) -> str:
    return f"{_bits(bits):x}"


class Scanner:
    """Goes through sentences for a table of phrases."""

    def __init__(self, table: PhraseTable) -> None:
        self._table = table
        self._taken: dict[str, int] = {}
        self._lines: dict[tuple[str, ...], Line] = {}
        self._any, self._number = self._bits_of(_ANY), self._bits_of(_NUMBER)
        self._numbers = dict(zip(table.ends, table.numbers, strict=True))
        self._bytes = max(table.ends, default=0) // 8 + 1
        self._first, self._first_at_start = int(table.first, 16), int(table.first_at_start, 16)
        self._last, self._last_at_end = int(table.last, 16), int(table.last_at_end, 16)
        # A run of optional bits is skipped by a borrow that runs from the bit behind it to the
        # one before it; no run is the first or the last of its phrase.
        self._optional = int(table.optional, 16)
        self._before = self._optional >> 1 & ~self._optional
        self._ends = self._optional & ~(self._optional >> 1)

    def line(self, words: Iterable[str]) -> Line:
        """Return a line that knows which phrases may stand in it; the same for the same words."""
        key = tuple(words)
        line = self._lines.get(key)
        if line is None:
            if len(self._lines) >= _LINES:
                del self._lines[next(iter(self._lines))]
            line = self._lines[key] = Line(key, self.scan)
        return line

    def scan(self, line: Line) -> frozenset[int]:
        """Return the numbers of the phrases that may stand in a sentence; of no other one does."""
        everywhere = line.places << 1 | 1
        start = Start().reach(line, everywhere).bit_length()
        end = End().reach(line, everywhere)
        end = (end & -end).bit_length() - 2  # the word behind which it ends
        optional, before, ends = self._optional, self._before, self._ends
        known = self._taken
        states = inside = at_end = 0
        for at, word in enumerate(line):
            first = self._first_at_start if at < start else self._first
            taken = known.get(word)
            states = (states << 1 | first) & (self._of(word) if taken is None else taken)
            if states:
                filled = states | ends
                states |= optional ^ (optional & ((filled - before) ^ filled))
                inside |= states
                if at >= end:
                    at_end |= states
        found = inside & self._last | at_end & self._last_at_end
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
        for match in _BYTE.finditer(last.to_bytes(self._bytes, "little")):
            first = match.start() * 8
            for at in _BITS[match.group()[0]]:
                yield self._numbers[first + at]


def _bits(numbers: Iterable[int]) -> int:
    """Return the number that has these bits."""
    places = set(numbers)
    row = bytearray(max(places, default=0) // 8 + 1)
    for place in places:
        row[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(row, "little")
