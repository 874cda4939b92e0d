"""Cuts the text of a table or of JSON Lines into parts, where a record ends and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from replylint.readers.codecs import csv
from replylint.readers.source import SourceError

# So much of a table is looked at for its header.
_FIRST_LOOK = 1_000_000
_END = r"(?:\r\n|\n|\r(?!\Z))"  # a CR at the end of what is known may be half of a CR LF
_LINE = re.compile(rf"[^\r\n]*+{_END}")
_BLANK = re.compile(r"[\r\n]*")
_TABLES = frozenset({".csv", ".tsv"})


class Cut(Struct, frozen=True):
    """A part of a text.

    Attributes:
        text: the part, in a table with the header over again before all but the first.
        head: how many code points of `text` are the header over again.
    """

    text: str
    head: int = 0


def cut(texts: Iterable[str], suffix: str, size: int, most: int) -> Iterator[Cut]:
    """Yield the parts of a text. Without their heads they are the text, one after the other.

    Args:
        texts: the text, in stretches of any length.
        suffix: of the file; in what isn't a table, each line is a record.
        size: a part ends with the record with which it has so many code points.
        most: how many code points a record may have.

    Raises:
        SourceError: a record is longer; its offset counts from the end of what was yielded.
    """
    waiting = iter(texts)
    start = _first_look(waiting) if suffix in _TABLES else ""
    header, record = _header(start) if suffix in _TABLES else ("", _LINE)
    head = ""
    for text in _stretches(start, waiting, record, size, most):
        if text:
            yield Cut(head + text, len(head))
            # With a CR at its end it would make one line end with an LF that a part begins with.
            head = re.sub(r"\r\Z", "\n", header)


def _stretches(
    known: str, waiting: Iterator[str], record: re.Pattern[str], size: int, most: int
) -> Iterator[str]:
    """Yield a text in stretches of whole records."""
    at = 0
    while True:
        match = record.match(known, at)
        if match is not None:
            at = match.end()
            if at >= size:
                yield known[:at]
                known, at = known[at:], 0
            continue
        if len(known) - at > most:
            yield known[:at]
            raise _endless(most)
        more = next(waiting, None)
        if more is None:
            yield known
            return
        known += more


def _first_look(waiting: Iterator[str]) -> str:
    """Take as much of a text as has its header."""
    taken: list[str] = []
    while sum(map(len, taken)) < _FIRST_LOOK and (more := next(waiting, None)) is not None:
        taken.append(more)
    return "".join(taken)


def _header(text: str) -> tuple[str, re.Pattern[str]]:
    """Return the start of a table up to its first row's end, and what matches a row.

    Raises:
        SourceError: the first row is endless.
    """
    row = _row(csv.delimiter(text))
    blank = _BLANK.match(text)
    first = row.match(text, blank.end() if blank else 0)
    if first is None and len(text) >= _FIRST_LOOK:
        raise _endless(_FIRST_LOOK)
    return text[: first.end()] if first else "", row


def _row(delimiter: str) -> re.Pattern[str]:
    """Return what matches a row as `replylint.readers.codecs.csv` reads it, with its line end.

    Nothing in it is tried twice, so that a quote without its end costs no more than its text.
    """
    bare = rf"[^{re.escape(delimiter)}\r\n]*+"
    cell = rf'(?:"[^"]*+(?:""[^"]*+)*+"{bare}|(?!"){bare})'
    return re.compile(rf"{cell}(?:{re.escape(delimiter)}{cell})*+{_END}")


def _endless(most: int) -> SourceError:
    return SourceError(
        f"a record of more than {most:,} characters; maybe a quoted cell lacks its end",
        offset=0,
    )
