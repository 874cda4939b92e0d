"""Where the characters of a reply stand in its file, whatever it was decoded from."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import overload

from replylint.model.text import Span


class Runs(Sequence[int]):
    """Numbers that mostly go up by one, held as the runs in which they do.

    Args:
        numbers: the first numbers; more may follow them.
        ahead: what to add to each.
    """

    __slots__ = ("_at", "_first", "_length", "_next")

    def __init__(self, numbers: Sequence[int] = (), ahead: int = 0) -> None:
        self._at, self._first = array("Q"), array("Q")
        self._length = 0
        self._next = -1  # what would go on with the last run
        for run in ranges(numbers):
            self.extend(range(run.start + ahead, run.stop + ahead))

    def append(self, number: int) -> None:
        """Add a number."""
        self.extend(range(number, number + 1))

    def extend(self, run: range) -> None:
        """Add numbers that go up by one."""
        if not run:
            return
        if run.start != self._next:
            self._at.append(self._length)
            self._first.append(run.start)
        self._length += len(run)
        self._next = run.stop

    def runs(self, start: int, stop: int) -> Iterator[range]:
        """Yield the numbers from place `start` to `stop`, run by run."""
        run = bisect_right(self._at, start) - 1
        while start < stop:
            end = self._at[run + 1] if run + 1 < len(self._at) else self._length
            first = self._first[run] + start - self._at[run]
            yield range(first, first + min(stop, end) - start)
            start = end
            run += 1

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[int]: ...
    def __getitem__(self, index: int | slice) -> int | Sequence[int]:
        if isinstance(index, slice):
            start, stop, step = index.indices(self._length)
            if step != 1:
                return [self[at] for at in range(start, stop, step)]
            part = Runs()
            for numbers in self.runs(start, stop):
                part.extend(numbers)
            return part
        at = range(self._length)[index]
        run = bisect_right(self._at, at) - 1
        return self._first[run] + at - self._at[run]


def ranges(numbers: Sequence[int], start: int = 0, stop: int | None = None) -> Iterator[range]:
    """Yield numbers from place `start` to `stop`, or to the last, run by run."""
    stop = len(numbers) if stop is None else stop
    if isinstance(numbers, range):
        yield numbers[start:stop]
    elif isinstance(numbers, Runs):
        yield from numbers.runs(start, stop)
    else:
        yield from (range(number, number + 1) for number in numbers[start:stop])


Places = tuple[Sequence[int], Sequence[int]]
"""Of some characters, where the source of each starts, and where it ends."""


class SourceMap:
    r"""Where each character of a reply stands in the decoded file.

    `starts[i]` and `ends[i]` bound the source of the reply's character `i`; an escape such as
    ``\u00e9`` is one character of the reply and six of the source.

    Args:
        starts: the former.
        ends: the latter.
    """

    __slots__ = ("_find", "_found")

    def __init__(self, starts: Sequence[int], ends: Sequence[int]) -> None:
        self._found: Places | None = (starts, ends)
        self._find: Callable[[], Places] | None = None

    @classmethod
    def later(cls, find: Callable[[], Places]) -> SourceMap:
        """Return the map of what is found out when somebody asks: of most replies nobody does."""
        made = cls((), ())
        made._found, made._find = None, find
        return made

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, SourceMap):
            return NotImplemented
        pairs = zip(self._places, other._places, strict=True)
        return all(one == another or list(one) == list(another) for one, another in pairs)

    def __hash__(self) -> int:
        return hash((len(self.starts), *self.starts[:1]))

    def __repr__(self) -> str:
        return f"SourceMap(starts={self.starts!r}, ends={self.ends!r})"

    def __reduce__(self) -> tuple[type[SourceMap], Places]:
        return SourceMap, self._places

    @property
    def starts(self) -> Sequence[int]:
        """Where the source of each character starts."""
        return self._places[0]

    @property
    def ends(self) -> Sequence[int]:
        """Where the source of each character ends."""
        return self._places[1]

    @property
    def _places(self) -> Places:
        if self._found is None and self._find is not None:
            self._found, self._find = self._find(), None
        return self._found or ((), ())

    @classmethod
    def identity(cls, start: int, length: int) -> SourceMap:
        """Map a reply that stands in the file as it is, from offset `start`."""
        return cls(range(start, start + length), range(start + 1, start + length + 1))

    def span(self, span: Span) -> Span:
        """Return the source span of a span of the reply."""
        if not self.starts:
            return Span(0, 0)
        if span.start == span.end:
            at = self.point(span.start)
            return Span(at, at)
        return Span(self.starts[span.start], self.ends[span.end - 1])

    def point(self, offset: int) -> int:
        """Return the source offset of a place between two characters of the reply."""
        if not self.starts:
            return 0
        if offset < len(self.starts):
            return self.starts[offset]
        return self.ends[-1]

    def part(self, start: int, end: int) -> SourceMap:
        """Return the map of the characters from offset `start` to `end`."""
        return SourceMap.later(lambda: (self.starts[start:end], self.ends[start:end]))

    def moved(self, ahead: int) -> SourceMap:
        """Return the map, held in little room, for a reply that stands further on in its file."""
        return SourceMap(_moved(self.starts, ahead), _moved(self.ends, ahead))


def _moved(places: Sequence[int], ahead: int) -> Sequence[int]:
    if isinstance(places, range):
        return range(places.start + ahead, places.stop + ahead, places.step)
    return Runs(places, ahead)
