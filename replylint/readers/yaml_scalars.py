"""Where each character of a YAML scalar stands: scans the scalar's source once more.

What comes out is compared with what the YAML library has read, and dropped if it differs, so a
rule of YAML that isn't followed here can never put an edit in the wrong place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from replylint.readers.source import Decoding, SourceText

# Line ends of YAML 1.1. The last two stay as they are when a text is read, the others become LF.
_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_FOLD = re.compile(
    "[ \t]*(?:\r\n|[\r\n\x85\u2028\u2029])(?:[ \t]*(?:\r\n|[\r\n\x85\u2028\u2029]))*[ \t]*"
)
_PROPERTY = re.compile(r"(?:!<[^>\s]*>|[&!][^\s]*)(?:[ \t]+|(?=[\r\n]|\Z))")
_SPACE = re.compile("(?:[ \t\r\n\x85\u2028\u2029]|(?<=[\\s\x85])#[^\r\n]*)*")
_HEADER = re.compile(
    "[|>](?P<marks>[-+0-9]*)[^\r\n\x85\u2028\u2029]*(?:\r\n|[\r\n\x85\u2028\u2029]|\\Z)"
)
_LINE = re.compile("([^\r\n\x85\u2028\u2029]*)(\r\n|[\r\n\x85\u2028\u2029]|\\Z)")
_ESCAPES = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f",
    "r": "\r", "e": "\x1b", " ": " ", '"': '"', "/": "/", "\\": "\\", "N": "\x85", "_": "\xa0",
    "L": "\u2028", "P": "\u2029",
}  # fmt: skip
_WIDTHS = {"x": 2, "u": 4, "U": 8}
_MAX_INDENT = 40


def located(source: SourceText, start: int, end: int, style: str, value: str) -> SourceText | None:
    """Return the characters of a scalar with their places, None if they can't be told.

    Args:
        source: the file.
        start, end: the bounds of the scalar, tag and anchor included.
        style: plain, single, double, literal or folded.
        value: what the scalar means.
    """
    start = content_start(source.text, start, end)
    if style in ("literal", "folded"):
        candidates = (
            _block(source, start, end, indent, folded=style == "folded")
            for indent in _indents(source.text, start, end)
        )
    else:
        candidates = (_flow(source, start, end, style) for _ in range(1))
    return next((found.done() for found in candidates if found and found.text == value), None)


def content_start(text: str, start: int, end: int) -> int:
    """Return where a scalar starts behind its tag and anchor."""
    while start < end and text[start] in "&!":
        match = _PROPERTY.match(text, start, end)
        if match is None:
            return start
        space = _SPACE.match(text, match.end(), end)
        start = space.end() if space else match.end()
    return start


def block_indent(text: str, start: int, end: int) -> int:
    """Return the indent of a literal or folded scalar's lines; a guess if it has none."""
    return next(_indents(text, content_start(text, start, end), end))


def _indents(text: str, start: int, end: int) -> Iterator[int]:
    """Yield the indents a block scalar may have, the likeliest first."""
    header = _HEADER.match(text, start)
    first = None
    at = header.end() if header else end
    blank = 0
    while at < end:
        line = _LINE.match(text, at)
        if line is None or line.end() == at:
            break
        content = line[1].lstrip(" ")
        blank = max(blank, len(line[1]) - len(content))
        if content:
            first = len(line[1]) - len(content)
            break
        at = line.end()
    before = text[text.rfind("\n", 0, start) + 1 : start]
    outer = len(before) - len(before.lstrip(" "))
    yield first or max(blank, outer + 2)
    yield from (indent for indent in range(1, _MAX_INDENT) if indent != first)


def _flow(source: SourceText, start: int, end: int, style: str) -> Decoding | None:
    """Scan a plain or quoted scalar."""
    text = source.text
    if style != "plain":
        start, end = start + 1, end - 1
    found = Decoding(source)
    special = {"plain": "\r\n\x85\u2028\u2029 \t", "single": "'\r\n\x85\u2028\u2029 \t"}.get(
        style, '\\"\r\n\x85\u2028\u2029 \t'
    )
    plain = re.compile(f"[^{re.escape(special)}]+")
    at = start
    while at < end:
        run = plain.match(text, at, end)
        if run:
            found.run(at, run.end())
            at = run.end()
            continue
        following = _special(text, at, end, found)
        if following is None:
            return None
        at = following
    return found


def _special(text: str, at: int, end: int, found: Decoding) -> int | None:
    """Scan what doesn't stand for itself; return where it ends, None if it can't be."""
    if text[at] == "'":
        found.stand("'", at, at + 2)
        return at + 2
    if text[at] == "\\":
        return _escape(text, at, end, found)
    fold = _FOLD.match(text, at, end)
    if fold:
        _folded(text, fold, found)
        return fold.end()
    found.run(at, at + 1)
    return at + 1


def _folded(text: str, fold: re.Match[str], found: Decoding) -> None:
    """Add what line ends inside a flow scalar mean: one is a space, more are one less."""
    breaks = list(_BREAK.finditer(text, fold.start(), fold.end()))
    marks = [(_line_end(each.group()), each.end()) for each in breaks]
    if marks[0][0] == "\n":
        marks = marks[1:] or [(" ", fold.end())]
    start = fold.start()
    # The indent behind the last line end belongs to it.
    stops = [stop for _, stop in marks[:-1]] + [fold.end()]
    for (character, _), stop in zip(marks, stops, strict=True):
        found.stand(character, start, stop)
        start = stop


def _line_end(found: str) -> str:
    return found if found in "\u2028\u2029" else "\n"


def _escape(text: str, at: int, end: int, found: Decoding) -> int | None:
    """Scan an escape of a double-quoted scalar."""
    letter = text[at + 1 : at + 2]
    if letter in _WIDTHS:
        stop = at + 2 + _WIDTHS[letter]
        found.stand(chr(int(text[at + 2 : stop], 16)), at, stop)
        return stop
    if letter in _ESCAPES:
        found.stand(_ESCAPES[letter], at, at + 2)
        return at + 2
    # An escaped line end is nothing; blank lines behind it are line ends.
    fold = _FOLD.match(text, at + 1, end)
    if fold is None or fold.start() != at + 1:
        return None
    start = at
    breaks = list(_BREAK.finditer(text, at + 1, fold.end()))
    for number, each in enumerate(breaks[1:], 2):
        stop = fold.end() if number == len(breaks) else each.end()
        found.stand(_line_end(each.group()), start, stop)
        start = stop
    return fold.end()


def _block(
    source: SourceText, start: int, end: int, indent: int, *, folded: bool
) -> Decoding | None:
    """Scan a literal or folded scalar whose lines have an indent."""
    header = _HEADER.match(source.text, start)
    if header is None:
        return None
    scan = _Block(source, indent, folded=folded)
    scan.lines(header.end(), end)
    scan.chomp(header["marks"])
    return scan.found


class _Block:
    """A block scalar while it is scanned."""

    def __init__(self, source: SourceText, indent: int, *, folded: bool) -> None:
        self.text = source.text
        self.indent = indent
        self.folds = folded
        self.found = Decoding(source)
        self.breaks: list[tuple[str, int, int]] = []  # line ends since the last line with text
        self.spaced = True  # whether the last line with text starts with white space
        self.length = 0  # of what was found, line ends at its end left out

    def lines(self, at: int, end: int) -> None:
        """Scan lines until one has less indent."""
        while at < len(self.text):
            line = _LINE.match(self.text, at)
            if line is None:
                return
            content = line[1]
            margin = len(content) - len(content.lstrip(" "))
            if len(content) > self.indent and margin >= self.indent:
                self.line(at + self.indent, line.end(1))
            elif margin < len(content) or at >= end:
                return
            if line.end(1) == line.end():
                return
            self.breaks.append((_line_end(line[2]), line.start(2), line.end()))
            at = line.end()

    def line(self, start: int, end: int) -> None:
        """Add a line's text, and what the line ends before it mean."""
        spaced = self.text[start] in " \t"
        self.flush(start, spaced=spaced)
        self.found.run(start, end)
        self.spaced = spaced
        self.length = self.found.length

    def flush(self, start: int, *, spaced: bool) -> None:
        """Add the line ends before a line that starts at `start`."""
        marks = [character for character, _, _ in self.breaks]
        bounds = [stop for _, _, stop in self.breaks]
        first = self.length == 0 and not self.found.length
        if self.folds and not first and marks[0] == "\n" and not self.spaced and not spaced:
            marks = marks[1:] or [" "]
            bounds = bounds[1:] or [start]
        at = self.breaks[0][1] if self.breaks else start
        # The indent behind the last line end belongs to it.
        for character, stop in zip(marks, [*bounds[:-1], start][-len(marks) :], strict=False):
            self.found.stand(character, at, stop)
            at = stop
        self.breaks = []

    def chomp(self, marks: str) -> None:
        """Add the line ends at the end that the header keeps: one, all or none."""
        kept = self.breaks if "+" in marks else self.breaks[: 0 if "-" in marks else 1]
        if not self.found.length and "+" not in marks:
            kept = []
        for each in kept:
            self.found.stand(*each)
