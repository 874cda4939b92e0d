"""Large files of records, read part by part: the outcome is that of the whole, in little memory."""

from __future__ import annotations

import csv
import io
import json
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from replylint import api, writers
from replylint.api import Draft, Options, check, fix, known_findings
from replylint.config import Lookup
from replylint.model.places import Runs, ranges
from replylint.model.report import Report
from replylint.readers import long_files, read
from replylint.readers.codecs.text import decode, decode_each
from replylint.readers.cutting import cut
from replylint.readers.long_files import Sizes
from replylint.readers.source import SourceError

BLAME = "You failed to attach the invoice."
THOROUGH = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
OPTIONS = Options(select=("blame-customer", "shouting", "missing-next-step"), language="en")
CELLS = st.lists(
    st.sampled_from(
        [
            *(
                BLAME,
                "CALL US NOW.",
                "Thanks, Anna!",
                "Hi {{name}},",
                "<b>You failed</b> to pay.",
                "é😀",
            ),
            *("\n", "\r\n", '"', ",", " ", "x", "<!-- replylint: disable-next-line -->"),
            *("<!-- replylint: disable -->", "<!-- replylint: enable -->"),
            *("<!-- replylint: disable-line shouting -->", "<!-- replylint: disable-file x -->"),
        ]
    ),
    max_size=5,
).map("".join)
HEADERS = st.sampled_from(
    [
        ("title", "body", "note"),
        ("name", "content", "keywords"),
        ("title", "subject", "body"),
        ("title", "body", "replylint"),
        ("note", "note", "note"),
    ]
)
SIZES = st.builds(Sizes, st.integers(1, 200), st.just(10_000), st.integers(3, 90))


def shown(report: Report) -> dict[str, str]:
    """Return what each format makes of a report, and what is in it besides."""
    made = {"problems": repr(report.problems), "notices": repr(report.notices)}
    for name in writers.names():
        stream = io.StringIO()
        writers.load(name).write(report, stream, writers.Options())
        made[name] = stream.getvalue()
    return made


def both(data: bytes, name: str, sizes: Sizes, options: Options = OPTIONS) -> tuple[object, object]:
    """Return what is shown of a file read as a whole, and of one read in parts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(api, "IN_PARTS", len(data) + 1)
        whole = shown(check([Draft(data, name)], options))
        patch.setattr(api, "IN_PARTS", 0)
        patch.setattr(long_files, "SIZES", sizes)
        return whole, shown(check([Draft(data, name)], options))


@THOROUGH
@given(
    HEADERS,
    st.lists(st.lists(CELLS, min_size=1, max_size=4), max_size=12),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(",;\t|"),
    st.booleans(),
    SIZES,
)
def test_a_table_in_parts_is_the_same(
    header: tuple[str, ...],
    rows: list[list[str]],
    end: str,
    sign: str,
    bom: bool,
    sizes: Sizes,
) -> None:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=sign, lineterminator=end)
    writer.writerow(header)
    writer.writerows(rows)
    data = ("\ufeff" * bom + stream.getvalue()).encode()
    whole, parts = both(data, "library.csv", sizes)
    assert parts == whole


@THOROUGH
@given(
    st.lists(st.sampled_from([*'",;\t\r\n ab', "title,body", "é", '""', "\r\n"])).map("".join),
    SIZES,
)
def test_any_table_in_parts_is_the_same(text: str, sizes: Sizes) -> None:
    whole, parts = both(text.encode(), "library.csv", sizes)
    assert parts == whole


@THOROUGH
@given(
    st.lists(
        st.one_of(
            CELLS.map(lambda text: json.dumps({"id": "a", "text": text})),
            CELLS.map(lambda text: json.dumps({"text": text, "replylint": "ignore: shouting"})),
            st.sampled_from(["", "{broken", '{"no": 1}', '{"text": "Hi", "kind": "x"}', "\r"]),
        )
    ),
    st.sampled_from(["\n", "\r\n", "\r"]),
    SIZES,
)
def test_json_lines_in_parts_are_the_same(lines: list[str], end: str, sizes: Sizes) -> None:
    whole, parts = both(end.join(lines).encode(), "library.jsonl", sizes)
    assert parts == whole


@THOROUGH
@given(
    st.lists(
        st.sampled_from(
            [b"a,b\n", b"x\r", b"\n", "é".encode(), b"\xff", b"\xe2\x82", b"\0", b"\xef\xbb\xbf"]
        )
    ).map(b"".join),
    st.integers(3, 9),
)
def test_bytes_that_are_no_text_are_told_the_same(data: bytes, size: int) -> None:
    def outcome(texts: Iterator[str]) -> tuple[object, ...]:
        try:
            return ("".join(texts),)
        except SourceError as error:
            return error.message, error.line

    assert outcome(decode_each(io.BytesIO(data), size)) == outcome(map(decode, [data]))


@given(st.lists(st.sampled_from('",\r\nab')).map("".join), SIZES)
def test_parts_are_the_text(text: str, sizes: Sizes) -> None:
    stretches = [text[at : at + 3] for at in range(0, len(text), 3)]
    cuts = list(cut(stretches, ".csv", sizes.part, sizes.record))
    assert "".join(each.text[each.head :] for each in cuts) == text


@given(st.lists(st.integers(0, 99)), st.integers(0, 9))
def test_runs(numbers: list[int], ahead: int) -> None:
    runs = Runs(numbers, ahead)
    assert list(runs) == [number + ahead for number in numbers]
    assert list(runs[1:3]) == [number + ahead for number in numbers[1:3]]
    assert list(runs[::2]) == [number + ahead for number in numbers[::2]]
    assert [number for run in ranges(runs, 1, len(runs)) for number in run] == list(runs)[1:]


def library(rows: int, body: str = BLAME) -> str:
    lines = [f'r{row},"{body}\n({row})"' for row in range(rows)]
    return "\n".join(["title,body", *lines]) + "\n"


@pytest.fixture
def in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "IN_PARTS", 0)
    monkeypatch.setattr(long_files, "SIZES", Sizes(100, 10_000, 50))


@pytest.mark.usefixtures("in_parts")
def test_a_schema_shows_in_a_later_part() -> None:
    rows = "\n".join(["name,content,keywords", *["late,Hi"] * 9, f"x,{BLAME},k"])
    assert (
        both(rows.encode(), "a.csv", Sizes(5, 1000, 9))[1]
        == both(rows.encode(), "a.csv", Sizes())[0]
    )
    (file,) = check([Draft(rows.encode(), "a.csv")], OPTIONS).files
    assert [reply.reply.name for reply in file.replies] == ["late"] * 9 + ["x"]


@pytest.mark.usefixtures("in_parts")
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path) -> None:
    def told(name: str, text: str | bytes) -> list[tuple[str, int | None, int | None]]:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        report = check([path], OPTIONS)
        assert not any(file.replies for file in report.files) or name == "wide.csv"
        return [(each.message[:22], each.line, each.column) for each in report.problems]

    rows = library(50)
    assert told("cut.csv", rows + 'x,"Hi\nHo') == [("a quoted cell without ", 102, 3)]
    assert told("nul.csv", rows.encode() + b"\0") == [("is not a text file: NU", 102, None)]
    assert told("latin.csv", rows.encode() + b"x,caf\xe9") == [
        ("is not UTF-8 text: byt", 102, None)
    ]
    assert told("wide.csv", rows + "a,b,c\n") == [("a row of 3 cells under", 102, 1)]
    assert told("long.csv", rows + 'x,"' + "Hi\n" * 9000) == [("a record of more than ", 102, 1)]


@pytest.mark.usefixtures("in_parts")
def test_a_baseline_counts_over_all_parts(tmp_path: Path) -> None:
    path, baseline = tmp_path / "a.csv", tmp_path / "known.json"
    path.write_text(library(30))
    _, text = known_findings([path], baseline, OPTIONS)
    baseline.write_text(text)
    known = replace(OPTIONS, baseline=baseline)
    report = check([path], known)
    assert (list(report.severities()), report.notices) == ([], ())
    path.write_text(library(30) + f"r31,{BLAME}\n")
    (found,) = (each for reply in check([path], known).replies() for each in reply.findings)
    assert found.rule.startswith("blame-customer/")


@pytest.mark.usefixtures("in_parts")
def test_a_fix_reads_the_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(library(30))
    fixes = fix([path], OPTIONS)
    assert fixes.problems == ()
    assert len(fixes.files[0].fixed.before.replies) == 30


def test_a_file_too_large_to_be_fixed_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from replylint.readers import reading

    monkeypatch.setattr(reading, "MAX_FILE_BYTES", 1000)
    path = tmp_path / "a.csv"
    path.write_text(library(30))
    before = path.read_bytes()
    (problem,) = fix([path], OPTIONS).problems
    assert "for a file to be fixed; checking it without fixing has no limit" in problem.message
    assert path.read_bytes() == before
    assert "is too large" in read(path).problems[0].message


@pytest.mark.usefixtures("in_parts")
def test_a_file_that_changes_meanwhile_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(library(30))
    plain = long_files.LongFile.parts

    def meddled(self: long_files.LongFile) -> Iterator[long_files.Part]:
        path.write_bytes(b"title,body\nx,caf\xe9")
        yield from plain(self)

    monkeypatch.setattr(long_files.LongFile, "parts", meddled)
    report = check([path], OPTIONS)
    assert "has changed while it was read" in report.problems[0].message
    assert not list(report.replies())


def test_a_part_that_begins_with_a_line_end_of_another_kind() -> None:
    data = b"title,body,note\rYou failed to attach the invoice.\n\n,,,\r"
    whole, parts = both(data, "library.csv", Sizes(2, 10_000, 3))
    assert parts == whole
    assert "library.csv:4" in str(whole)


def test_columns_of_the_configuration(tmp_path: Path) -> None:
    config = tmp_path / "replylint.yaml"
    config.write_text("fields:\n- {path: second}\n- {path: first}\n")
    rows = "\n".join(["first,second", *[f"{BLAME},CALL US NOW."] * 6])
    options = Options(select=("blame-customer", "shouting"), language="en", config=Lookup(config))
    whole, parts = both(rows.encode(), "a.csv", Sizes(30, 1000, 9), options)
    assert parts == whole
    assert "blame-customer" in str(whole)


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    def peak(rows: int) -> int:
        path = tmp_path / f"{rows}.csv"
        text = "Would you like it? " * 80
        path.write_text("\n".join(["title,body", *(f"r{row},{text}" for row in range(rows))]))
        tracemalloc.start()
        check([path], OPTIONS)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(api, "IN_PARTS", 0)
        patch.setattr(long_files, "SIZES", Sizes(100_000, 10_000, 50_000))
        peak(100)  # what is loaded once
        # 6 MB more, of which name and place of each reply are kept, some 1200 bytes.
        assert peak(5000) - peak(1000) < 6_500_000
