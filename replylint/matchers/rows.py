"""Phrases simplified to rows of sets of words, for looking for many of them at once.

A phrase has choices and terms of several words; a row is one word after the other. Each phrase
becomes a few rows of which one stands wherever it does; they may stand elsewhere too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product
from math import prod

from msgspec import Struct

from replylint.matchers.phrase import Choice, Element, End, Gap, Number, Start, Words

# Members of sets that take any word, and any number.
ANY, NUMBER = "\0word", "\0number"
_START, _END = "\0start", "\0end"
_MARKS = frozenset((ANY, NUMBER, _START, _END))
# Steps that the rows of a phrase may have in all. With more of them fewer sentences are taken for
# ones in which it stands, and each word costs more: 32 was the quickest of 8 to 64.
_STEPS = 32


class Step(Struct, frozen=True):
    """A word that a phrase takes, in simplified form; or the start or end of the sentence.

    Attributes:
        words: it is one of these.
        optional: whether it may be missing.
    """

    words: frozenset[str]
    optional: bool = False


Row = tuple[Step, ...]
STARTS, ENDS = Step(frozenset((_START,))), Step(frozenset((_END,)))


def rows_of(elements: Sequence[Element]) -> list[Row]:
    """Return rows of which one stands wherever some elements do; an empty one stands anywhere.

    No row begins or ends with an optional step.
    """
    return list(dict.fromkeys(_trimmed(row) for row in _in_order(elements, whole=True)))


def _trimmed(row: Row) -> Row:
    """Return what must stand of a row: nothing may come before its start and behind its end."""
    if STARTS in row:
        row = row[len(row) - 1 - row[::-1].index(STARTS) :]
    if ENDS in row:
        row = row[: row.index(ENDS) + 1]
    needed = [at for at, step in enumerate(row) if not step.optional]
    if all(row[at] in (STARTS, ENDS) for at in needed):
        return ()
    return row[needed[0] : needed[-1] + 1]


def _in_order(elements: Sequence[Element], *, whole: bool = False) -> list[Row]:
    """Return the rows of elements one after the other, with about `_STEPS` steps at most.

    Args:
        elements: of a phrase, or of a part of one.
        whole: whether it is a phrase: then a word of its first and its last element is enough.
    """
    found = [_ways(element) for element in elements]
    needed = [at for at, ways in enumerate(found) if not _may_be_missing(ways)] if whole else []
    edges = dict(zip((*needed[:1], *needed[-1:]), (-1, 0), strict=False))
    while _size(found) > _STEPS and any(len(ways) > 1 for ways in found):
        # What may be missing tells least, and what stands at the edges can be cut short.
        several = (at for at, ways in enumerate(found) if len(ways) > 1)
        at = max(several, key=lambda at: (_may_be_missing(found[at]), at in edges, len(found[at])))
        found[at] = [_cut(found[at], edges[at]) if at in edges else _one_of(found[at])]
    return [tuple(step for part in parts for step in part) for parts in product(*found)]


def _may_be_missing(ways: Sequence[Row]) -> bool:
    """Return whether one of some rows takes no word."""
    return any(all(step.optional for step in row) for row in ways)


def _cut(rows: Sequence[Row], at: int) -> Row:
    """Return the first or the last step of some rows as one row."""
    steps = [row[at] for row in rows]
    if any(step.optional or _is_edge(step) for step in steps):
        return _one_of(rows)
    return (Step(frozenset().union(*(step.words for step in steps))),)


def _size(found: Sequence[Sequence[Row]]) -> int:
    """Return how many steps all rows have that go through one way of each element."""
    count = prod(map(len, found))
    return sum(count // len(ways) * sum(map(len, ways)) for ways in found)


def _ways(element: Element) -> list[Row]:
    """Return rows of which one takes what an element takes."""
    if isinstance(element, Words):
        return _of_words(element)
    if isinstance(element, Choice):
        found = _alike(row for option in element.options for row in _in_order(option))
        return [_one_of(found)] if _may_be_missing(found) else found
    return [_steps(element)]


def _steps(element: Element) -> Row:
    match element:
        case Number():
            return (Step(frozenset((NUMBER,))),)
        case Gap():
            return _repeated(frozenset((ANY,)), element.least, element.most)
        case Start():
            return (STARTS,)
        case End():
            return (ENDS,)
        case _:
            return ()


def _of_words(element: Words) -> list[Row]:
    rows: list[Row] = [(Step(element.single),)] if element.single else []
    for first, rests in element.terms.items():
        rows += [tuple(Step(frozenset((word,))) for word in (first, *rest)) for rest in rests]
    return _alike(rows)


def _alike(rows: Iterable[Row]) -> list[Row]:
    """Return fewer rows that take the same and more: those of one shape are one."""
    shapes: dict[tuple[object, ...], list[Row]] = {}
    for row in rows:
        shape = tuple((step.optional, *sorted(step.words & _MARKS)) for step in row)
        shapes.setdefault(shape, []).append(row)
    return [
        tuple(
            Step(frozenset().union(*(step.words for step in column)), column[0].optional)
            for column in zip(*same, strict=True)
        )
        for same in shapes.values()
    ]


def _one_of(rows: Sequence[Row]) -> Row:
    """Return one row that takes what any of some rows takes."""
    words = frozenset().union(*(step.words for row in rows for step in row)) - {_START, _END}
    least = min(sum(not step.optional and not _is_edge(step) for step in row) for row in rows)
    most = max(sum(not _is_edge(step) for step in row) for row in rows)
    return _repeated(words, least, most)


def _is_edge(step: Step) -> bool:
    return step in (STARTS, ENDS)


def _repeated(words: frozenset[str], least: int, most: int) -> Row:
    return (*[Step(words)] * least, *[Step(words, optional=True)] * (most - least))
