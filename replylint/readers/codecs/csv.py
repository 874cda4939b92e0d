"""CSV and TSV in which each character of each cell knows where it stands in the file.

The standard library's reader says at best in which line a row ends: hence a scanner of our own,
which reads what that one reads, but refuses a quoted cell that never ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from replylint.model.reply import Layer
from replylint.model.text import Span
from replylint.readers.source import Decoding, SourceError, SourceText
from replylint.readers.tree import Items, Node, Record, Text, Tree

_DELIMITERS = ",;\t|"
_FIRST_ROW = re.compile(r'(?:"(?:[^"]|"")*"|[^"\r\n])*')
_QUOTED = re.compile(r'"(?:[^"]|"")*')
_END = re.compile(r"\r\n|\r|\n|\Z")


def tree(source: SourceText) -> Tree:
    """Return the rows under the header, each a record of its cells, and the rows that don't fit.

    Raises:
        SourceError: a quoted cell has no end; its offset says where the cell starts.
    """
    rows = _Scanner(source, delimiter(source.text)).rows()
    header = next(rows, None)
    if header is None:
        return Tree()
    found: list[Node] = []
    problems: list[SourceError] = []
    for row in rows:
        if len(row) > len(header):
            count = f"{len(row)} cells under {len(header)} headings"
            message = f"a row of {count}: a text with the delimiter in it needs quotes"
            problems.append(SourceError(message, offset=row[0].offset))
        elif len(row) > 1 or row[0].text or len(header) == 1:
            found.append(Record(tuple(zip(header, row, strict=False)), row[0].offset))
    return Tree((Items(tuple(found), 0),), tuple(problems))


def delimiter(text: str) -> str:
    """Return what stands between cells: the commonest candidate outside quotes in the header."""
    match = _FIRST_ROW.match(text)
    header = re.sub(r'"(?:[^"]|"")*"', "", match.group()) if match else ""
    return max(_DELIMITERS, key=header.count)


def encode(text: str, layer: Layer) -> str:
    """Return plain text as it stands inside a cell."""
    return text.replace('"', '""') if layer.style == "quoted" else text


def quoted(source: str, layer: Layer) -> tuple[Layer, list[tuple[Span, str]]] | None:
    """Return how to put quotes around a cell that can't hold what it should without.

    Args:
        source: the decoded file.
        layer: of the cell.

    Returns:
        the layer it is in then, and the splices that make it so; None if it has quotes.
    """
    if layer.style != "bare" or layer.extent is None:
        return None
    start, end = layer.extent.start, layer.extent.end
    splices = [(Span(start, start), '"'), (Span(end, end), '"')]
    for match in re.finditer('"', source[start:end]):
        at = start + match.start()
        splices.append((Span(at, at), '"'))
    return Layer("csv", "quoted", extent=layer.extent), splices


class _Scanner:
    """Reads cells one after the other."""

    def __init__(self, source: SourceText, delimiter: str) -> None:
        self.source = source
        self.text = source.text
        self.delimiter = delimiter
        self.bare = re.compile(f"[^{re.escape(delimiter)}\\r\\n]*")

    def rows(self) -> Iterator[list[Text]]:
        """Yield the rows that aren't empty lines."""
        at = 0
        row: list[Text] = []
        while at < len(self.text):
            end = _END.match(self.text, at)
            if not row and end and end.end() > at:
                at = end.end()
                continue
            cell, at = self.cell(at)
            row.append(cell)
            if self.text[at : at + 1] == self.delimiter:
                at += 1
                if at < len(self.text):
                    continue
                row.append(self.cell(at)[0])
            yield row
            row = []
            end = _END.match(self.text, at)
            at = end.end() if end else at

    def cell(self, at: int) -> tuple[Text, int]:
        """Read a cell; return it and where it ends."""
        if self.text[at : at + 1] == '"':
            return self.quoted(at)
        match = self.bare.match(self.text, at)
        end = match.end() if match else at
        return self.made(at, end, [(at, end)], "bare"), end

    def quoted(self, at: int) -> tuple[Text, int]:
        """Read a cell whose opening quote stands at `at`; what follows the quotes belongs to it."""
        match = _QUOTED.match(self.text, at)
        close = match.end() if match else at
        if self.text[close : close + 1] != '"':
            raise SourceError("a quoted cell without its end", offset=self.source.offset(at))
        runs = []
        start = at + 1
        while (pair := self.text.find('""', start, close)) >= 0:
            runs.append((start, pair + 1))
            start = pair + 2
        runs.append((start, close))
        rest = self.bare.match(self.text, close + 1)
        end = rest.end() if rest else close + 1
        if end > close + 1:
            runs.append((close + 1, end))
        return self.made(at, end, runs, "quoted"), end

    def made(self, start: int, end: int, runs: Sequence[tuple[int, int]], style: str) -> Text:
        """Return the cell made of stretches of the source."""
        source = self.source
        text = "".join(self.text[a:b] for a, b in runs)
        offset = source.offset(start)

        def locate() -> SourceText:
            if len(runs) == 1:
                return source.part(*runs[0])
            found = Decoding(source)
            for a, b in runs:
                doubled = a < b and self.text[b - 1 : b + 1] == '""'
                found.run(a, b - doubled)
                if doubled:
                    found.stand('"', b - 1, b + 1)
            return found.done()

        extent = Span(
            offset,
            source.offset(end)
            if end < len(source.text)
            else source.source.ends[end - 1]
            if end
            else offset,
        )
        return Text(text, offset, (Layer("csv", style, extent=extent),), locate)
