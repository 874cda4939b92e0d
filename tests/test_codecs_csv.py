"""CSV and TSV: what the standard library reads, with places; JSON inside a cell."""

from __future__ import annotations

import csv
import io
import json
from typing import Literal

import pytest
from editing import EDITS, TEXTS, THOROUGH, Where, changed_values, edit_somewhere, read
from hypothesis import given
from hypothesis import strategies as st

from replylint.model.text import Span
from replylint.readers import read_bytes
from replylint.readers.codecs.csv import delimiter, tree
from replylint.readers.source import SourceError, SourceText
from replylint.readers.tree import Record, Text, records

ROWS = st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=4)
ENDS = st.sampled_from(["\n", "\r\n"])
QUOTE_ALL = st.booleans()


def table(rows: list[tuple[str, str, str]], sign: str, end: str, quote_all: bool) -> str:
    stream = io.StringIO()
    quoting: Literal[0, 1] = csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL
    writer = csv.writer(stream, delimiter=sign, lineterminator=end, quoting=quoting)
    writer.writerow(["title", "body", "note"])
    writer.writerows(rows)
    return stream.getvalue()


def loaded(text: str, sign: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=sign))


@THOROUGH
@given(ROWS, st.sampled_from(",;\t|"), ENDS, QUOTE_ALL)
def test_reads_what_the_standard_library_reads(
    rows: list[tuple[str, str, str]], sign: str, end: str, quote_all: bool
) -> None:
    text = table(rows, sign, end, quote_all)
    found = list(records(tree(SourceText.whole(text)).roots[0]))
    assert [
        [record.text(name) for name in ("title", "body", "note")] for record in found
    ] == loaded(text, sign)[1:]
    for record in found:
        for _, cell in record.members:
            assert isinstance(cell, Text)
            assert cell.content.text == cell.text
            for at, character in enumerate(cell.text):
                span = cell.content.source.span(Span(at, at + 1))
                assert text[span.start : span.end] in (character, character * 2)


@THOROUGH
@given(ROWS, st.sampled_from(",;\t|"), ENDS, QUOTE_ALL, st.booleans(), EDITS)
def test_edits(
    rows: list[tuple[str, str, str]], sign: str, end: str, quote_all: bool, bom: bool, where: Where
) -> None:
    text = table(rows, sign, end, quote_all)
    document = read(("\ufeff" if bom else "") + text, "library.csv")
    assert document.marked is bom
    done = edit_somewhere(document, where)
    if done is not None:
        assert len(changed_values(loaded(text, sign), loaded(done.after.text, sign))) == 1


@THOROUGH
@given(ROWS, EDITS)
def test_edits_of_json_in_a_cell(rows: list[tuple[str, str, str]], where: Where) -> None:
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(["title", "active", "actions_json"])
    for title, body, note in rows:
        actions = [{"field": "tags", "value": note}, {"field": "comment_value", "value": body}]
        writer.writerow([title, "True", json.dumps(actions)])
    text = stream.getvalue()
    done = edit_somewhere(read(text, "macros.csv"), where)
    if done is not None:
        old, new = (
            [[*row[:2], json.loads(row[2])] for row in loaded(each)[1:]]
            for each in (text, done.after.text)
        )
        assert len(changed_values(old, new)) == 1


@pytest.mark.parametrize(
    ("header", "sign"),
    [("a,b", ","), ("a;b;c", ";"), ("a\tb", "\t"), ("a|b", "|"), ('"a,b,c";d', ";"), ("a", ",")],
)
def test_delimiters(header: str, sign: str) -> None:
    assert delimiter(header + "\n1,2,3,4;5") == sign


def test_a_cell_gets_quotes_when_it_needs_them() -> None:
    from replylint.fixer.splicing import spliced
    from replylint.model.finding import Edit

    document = read('title,body\na,5" you\n', "a.csv")
    edit = Edit(Span(3, 6), "x, y")
    after = spliced(document, {0: [edit]}, lambda text: read_bytes(text.encode(), "a.csv").document)
    assert after is not None
    assert after.text == 'title,body\na,"5"" x, y"\n'


def test_a_quote_without_its_end() -> None:
    with pytest.raises(SourceError) as caught:
        tree(SourceText.whole('title,body\na,"b\nc,d\n'))
    assert (caught.value.offset, caught.value.message) == (13, "a quoted cell without its end")


def test_a_row_with_too_many_cells_is_told() -> None:
    reading = read_bytes(b"title,body\na,Hello, you there\nb,Hello you\n", "a.csv")
    assert reading.document is not None
    assert [reply.name for reply in reading.document.replies] == ["b"]
    assert [(each.line, "3 cells" in each.message) for each in reading.problems] == [(2, True)]


def test_short_rows_and_blank_lines() -> None:
    found = tree(SourceText.whole("\ntitle,body\n\na\nb,c\n"))
    rows = list(records(found.roots[0]))
    assert all(isinstance(row, Record) for row in rows)
    assert [row.text("body") for row in rows] == [None, "c"]
