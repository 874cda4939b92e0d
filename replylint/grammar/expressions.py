"""Regular expressions that can't hang: the part of their syntax that takes bounded time.

Python tries one way after the other, so a repetition inside a repetition, or many of them in a
row, can take more than a lifetime on a text made for it. Here a repetition without an end is of
one character or class only, they are few, and all other ways to match are counted.
"""

from __future__ import annotations

import re
import warnings

from msgspec import Struct

_LENGTH = 500
_DEPTH = 10
_WAYS = 1_000  # so many ways to match, open-ended repetitions left out
_LONG = 30  # a repetition of up to more than so many is taken for an open-ended one
_QUANTIFIER = re.compile(r"(?:([*+?])|\{(\d*)(,?)(\d*)\})[?+]?")
_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
_GROUP = re.compile(r"\((?:\?:|\?P<\w+>|(?!\?))")
# With “x” blanks would be none, with “m” each line a start.
_FLAGS = re.compile(r"\(\?[aisu]+\)")


class UnsafeExpressionError(ValueError):
    """A regular expression that is none, or might take too long; its text says why."""


class _Cost(Struct, frozen=True):
    """What a part can take.

    Attributes:
        ways: how many ways there are to match it.
        open: how many open-ended repetitions are in one way.
        single: whether it is one character.
        anchored: whether it begins at the start of the text.
    """

    ways: int = 1
    open: int = 0
    single: bool = False
    anchored: bool = False


def check(expression: str, *, open_ended: int = 1, anchored: bool = True) -> None:
    """Check that a regular expression takes bounded time.

    Args:
        expression: as `re` has it.
        open_ended: how many open-ended repetitions it may have.
        anchored: whether it must begin with ``^`` if it has one, since else each character of a
            long text is a new start.

    Raises:
        UnsafeExpressionError: it doesn't, or is none.
    """
    if len(expression) > _LENGTH:
        raise UnsafeExpressionError(f"it is longer than {_LENGTH} characters")
    reader = _Reader(expression)
    cost = reader.choice(0)
    try:
        with warnings.catch_warnings(action="ignore", category=FutureWarning):
            re.compile(expression)
    except (re.error, OverflowError, RecursionError) as error:
        raise UnsafeExpressionError(f"it can't be read: {error}") from None
    if cost.ways > _WAYS:
        raise UnsafeExpressionError("it has too many ways to match; make it simpler")
    if cost.open > open_ended:
        raise UnsafeExpressionError(
            f"it repeats more than {open_ended} thing{'s' if open_ended > 1 else ''} without an end"
            " (“*”, “+”, “{2,}”), which can take very long; give them an end, as in “{0,9}”"
        )
    if anchored and cost.open and not cost.anchored:
        raise UnsafeExpressionError(
            "it repeats something without an end (“*”, “+”, “{2,}”), so it must begin with “^”"
        )


class _Reader:
    """Reads an expression from left to right."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def choice(self, depth: int) -> _Cost:
        """Read alternatives up to the end or a closing bracket."""
        if depth > _DEPTH:
            raise UnsafeExpressionError(f"it is nested deeper than {_DEPTH} levels")
        branches = [self._sequence(depth)]
        while self._sign() == "|":
            self._at += 1
            branches.append(self._sequence(depth))
        return _Cost(
            sum(branch.ways for branch in branches),
            max(branch.open for branch in branches),
            single=len(branches) == 1 and branches[0].single,
            anchored=all(branch.anchored for branch in branches if branch.open),
        )

    def _sequence(self, depth: int) -> _Cost:
        parts: list[_Cost] = []
        while self._sign() not in ("", "|", ")"):
            if flags := _FLAGS.match(self._text, self._at):
                self._at = flags.end()
                continue
            parts.append(self._repeated(self._atom(depth)))
        if depth == 0 and self._sign() == ")":
            raise UnsafeExpressionError("a “)” closes nothing")
        ways = 1
        for part in parts:
            ways = min(ways * part.ways, _WAYS + 1)
        return _Cost(
            ways,
            sum(part.open for part in parts),
            single=len(parts) == 1 and parts[0].single,
            anchored=bool(parts) and parts[0].anchored,
        )

    def _atom(self, depth: int) -> _Cost:
        sign = self._sign()
        if sign == "(":
            return self._group(depth)
        if sign == "[":
            return self._class()
        if sign == "\\":
            return self._escape()
        self._at += 1
        return _Cost(anchored=True) if sign == "^" else _Cost(single=sign != "$")

    def _group(self, depth: int) -> _Cost:
        opening = _GROUP.match(self._text, self._at)
        if opening is None:
            raise UnsafeExpressionError("groups that begin with “(?” can't be used, but “(?:”")
        self._at = opening.end()
        inner = self.choice(depth + 1)
        if self._sign() != ")":
            raise UnsafeExpressionError("a “(” is never closed")
        self._at += 1
        return inner

    def _class(self) -> _Cost:
        found = _CLASS.match(self._text, self._at)
        if found is None:
            raise UnsafeExpressionError("a “[” is never closed")
        self._at = found.end()
        return _Cost(single=True)

    def _escape(self) -> _Cost:
        sign = self._text[self._at + 1 : self._at + 2]
        if sign.isdigit() and sign != "0":
            raise UnsafeExpressionError(f"“\\{sign}”, what a group has found, can't be used")
        self._at += 2
        return _Cost(single=sign not in "AbBZ", anchored=sign == "A")

    def _repeated(self, part: _Cost) -> _Cost:
        """Read what says how often a part may stand."""
        found = _QUANTIFIER.match(self._text, self._at)
        # “{x}” and “{,}” are plain characters, as Python reads them.
        if found is None or (found[1] is None and not (found[2] or found[4])):
            return part
        self._at = found.end()
        least, most = _bounds(found)
        if most is None or most > _LONG:
            if not part.single:
                raise UnsafeExpressionError(
                    "a group is repeated without an end, which can take very long; repeat a single"
                    " character or class, or give it an end, as in “{0,9}”"
                )
            return _Cost(open=1)
        if part.open:
            raise UnsafeExpressionError("a repetition without an end is repeated itself")
        ways = sum(min(part.ways**count, _WAYS + 1) for count in range(least, most + 1))
        return _Cost(min(ways, _WAYS + 1), anchored=part.anchored and least > 0)

    def _sign(self) -> str:
        return self._text[self._at : self._at + 1]


def _bounds(found: re.Match[str]) -> tuple[int, int | None]:
    """Return how often at least and at most; None for any number."""
    if found[1]:
        return {"*": (0, None), "+": (1, None), "?": (0, 1)}[found[1]]
    if len(found[2]) > 4 or len(found[4]) > 4:
        raise UnsafeExpressionError("a number in “{…}” is too large")
    least = int(found[2] or 0)
    if not found[3]:
        return least, least
    return least, int(found[4]) if found[4] else None
