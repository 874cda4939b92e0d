"""JSON strings: every character knows where it stands."""

from __future__ import annotations

import json
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from replylint.model.reply import Layer
from replylint.model.text import Span
from replylint.readers.codecs.json import MAX_DEPTH, encode, parse
from replylint.readers.source import SourceError, SourceText
from replylint.readers.tree import Items, Node, Record, Scalar, Text

ENCODED = st.one_of(
    st.text(),
    st.text(alphabet='a"\\/\b\f\n\r\té\u2028😀👍🏽 '),
    st.sampled_from(["", "\\u0041", "\x7f"]),
)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def plain(value: Node) -> object:
    match value:
        case Text():
            return value.text
        case Scalar():
            return value.value
        case Items():
            return [plain(item) for item in value.items]
        case Record():
            return {key.text: plain(item) for key, item in value.members}


def string(text: str) -> SourceText:
    value = parse(SourceText.whole(text))
    assert isinstance(value, Text)
    return value.content


@given(VALUES, st.booleans(), st.sampled_from([None, 0, 2]))
def test_reads_what_the_standard_library_writes(
    value: object, ascii_only: bool, indent: int | None
) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    assert plain(parse(SourceText.whole(text))) == json.loads(text)


@given(ENCODED, st.booleans(), st.text(alphabet=" \n\t"))
def test_each_character_maps_to_its_source(text: str, ascii_only: bool, before: str) -> None:
    source = before + json.dumps(text, ensure_ascii=ascii_only)
    found = string(source)
    assert found.text == text
    for at, character in enumerate(text):
        span = found.source.span(Span(at, at + 1))
        assert json.loads(f'"{source[span.start : span.end]}"') == character
    assert pickle.loads(pickle.dumps(found.source)) == found.source
    # Nothing between the characters is left out or counted twice.
    assert list(found.source.starts[1:]) == list(found.source.ends[:-1])


@given(ENCODED)
def test_layers_stack(text: str) -> None:
    inner = json.dumps(text)
    outer = json.dumps(inner)
    found = parse(string(outer))
    assert isinstance(found, Text)
    assert found.content.text == text
    for at, character in enumerate(text):
        span = found.content.source.span(Span(at, at + 1))
        once = json.loads(f'"{outer[span.start : span.end]}"')
        assert json.loads(f'"{once}"') == character


@given(ENCODED)
def test_encode_is_undone_by_reading(text: str) -> None:
    assert string(f'"{encode(text, Layer("json"))}"').text == text


@pytest.mark.parametrize(
    ("source", "text", "pieces"),
    [
        (r'"\u00e9t\u00E9"', "été", [r"\u00e9", "t", r"\u00E9"]),
        (r'"a\ud83d\ude00b"', "a😀b", ["a", r"\ud83d\ude00", "b"]),
        (r'"\/\n"', "/\n", [r"\/", r"\n"]),
        (r'"\ud83d"', "\ufffd", [r"\ud83d"]),
        (r'"\ude00x"', "\ufffdx", [r"\ude00", "x"]),
        (r'"\ud83d\ud83d\ude00"', "\ufffd😀", [r"\ud83d", r"\ud83d\ude00"]),
        (r'"\ud83d\n"', "\ufffd\n", [r"\ud83d", r"\n"]),
    ],
)
def test_escapes(source: str, text: str, pieces: list[str]) -> None:
    found = string(source)
    spans = [found.source.span(Span(at, at + 1)) for at in range(len(text))]
    assert (found.text, [source[span.start : span.end] for span in spans]) == (text, pieces)


@pytest.mark.parametrize(
    ("source", "offset", "message"),
    [
        ("", 0, "unexpected end"),
        ("{", 1, "a key"),
        ('{"a" 1}', 5, "“:”"),
        ('{"a":1,}', 7, "a key"),
        ('{"a":1 "b"}', 7, "“,” or “}”"),
        ("[1,]", 3, "unexpected “]”"),
        ("[1", 2, "“,” or “]”"),
        ("[1] x", 4, "after the JSON value"),
        ('"abc', 4, "without its end"),
        ('"a\tb"', 2, "control character"),
        (r'"\x"', 1, "unknown escape"),
        ('"\\', 1, "unknown escape"),
        (r'"\u12"', 1, "four hexadecimal digits"),
        (r'"\ud83d\u12"', 7, "four hexadecimal digits"),
        ("NaN", 0, "unexpected “N”"),
        ("'a'", 0, "unexpected “'”"),
        ("[" * (MAX_DEPTH + 2), MAX_DEPTH + 1, "nested deeper"),
        ("01", 1, "after the JSON value"),
        ("truely", 4, "after the JSON value"),
    ],
)
def test_broken(source: str, offset: int, message: str) -> None:
    with pytest.raises(SourceError) as caught:
        parse(SourceText.whole(source))
    assert caught.value.offset == offset
    assert message in caught.value.message


def test_a_key_that_comes_twice() -> None:
    value = parse(SourceText.whole('{"a": 1, "a": 2}'))
    assert isinstance(value, Record)
    last = value.get("a")
    assert isinstance(last, Scalar)
    assert (len(value.members), last.value, value.get("b")) == (2, 2, None)
