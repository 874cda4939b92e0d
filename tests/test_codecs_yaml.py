"""YAML: every character of every scalar knows where it stands, and edits change that scalar."""

from __future__ import annotations

import json

import pytest
import yaml
from editing import EDITS, TEXTS, THOROUGH, Where, changed_values, edit_somewhere, read
from hypothesis import assume, given
from hypothesis import strategies as st

from replylint.model.text import Span
from replylint.readers.codecs.yaml import tree
from replylint.readers.source import SourceError, SourceText
from replylint.readers.tree import Items, Node, Record, Scalar, Text, walk
from replylint.readers.yaml_events import MAX_DEPTH

STYLES = st.sampled_from([None, '"', "'", "|", ">"])
_RAW = ["x", "a ", "  ", "\n", "\n\n", "\t", "'", '"', "\\n", "\\\n", "é😀", ": ", " #", "{{x}}", "\r\n", "\u2028", "\x85"]  # fmt: skip
RAW = st.lists(st.sampled_from(_RAW), max_size=8).map("".join)


def plain(node: Node) -> object:
    match node:
        case Text():
            return node.text
        case Scalar():
            return node.value
        case Items():
            return [plain(item) for item in node.items]
        case Record():
            return {key.text: plain(item) for key, item in node.members}


def pieces(text: str) -> list[str]:
    """The source of each character of the first text that isn't a key."""
    node = next(
        node for node in walk(tree(SourceText.whole(text)).roots[0]) if isinstance(node, Text)
    )
    spans = [node.content.source.span(Span(at, at + 1)) for at in range(len(node.text))]
    return [text[span.start : span.end] for span in spans]


@given(st.dictionaries(TEXTS, TEXTS, max_size=4), STYLES, st.sampled_from([20, 80]), st.booleans())
def test_reads_what_the_library_writes(
    value: dict[str, str], style: str | None, width: int, unicode: bool
) -> None:
    text = yaml.safe_dump(value, default_style=style, width=width, allow_unicode=unicode)
    # The library folds some texts so that it reads them otherwise itself.
    assume(yaml.safe_load(text) == value)
    (root,) = tree(SourceText.whole(text)).roots
    assert plain(root) == value
    for node in walk(root):
        if isinstance(node, Text):
            assert node.content.text == node.text
            # In order, and none counted twice.
            source = node.content.source
            assert all(a <= b for a, b in zip(source.ends, source.starts[1:], strict=False))


@THOROUGH
@given(
    st.sampled_from(["", "'", '"', "|", ">", "|-", ">-", "|+", ">+"]),
    RAW,
    st.sampled_from(["", "&a ", "!!str "]),
)
def test_every_scalar_can_be_placed(style: str, raw: str, properties: str) -> None:
    if style[:1] in ("|", ">"):
        scalar = (
            style + "\n" + "\n".join(f"   {line}" for line in raw.replace("\r", "").split("\n"))
        )
    else:
        inner = raw.replace("'", "''") if style == "'" else raw
        scalar = style + inner.replace("\n", "\n   ") + style
    text = f"k: {properties}{scalar}\nz: end\n"
    try:
        expected = yaml.safe_load(text)
        found = tree(SourceText.whole(text))
    except (yaml.YAMLError, SourceError):
        return
    for node in walk(found.roots[0]):
        if isinstance(node, Text):
            assert node.content.text == node.text
    if isinstance(expected, dict) and isinstance(expected.get("k"), str) and len(expected) == 2:
        (record,) = found.roots
        assert isinstance(record, Record)
        assert record.text("k") == expected["k"]


@THOROUGH
@given(
    st.lists(st.fixed_dictionaries({"title": TEXTS, "body": TEXTS}), min_size=1, max_size=3),
    STYLES,
    st.sampled_from([20, 80, 1000]),
    st.booleans(),
    st.booleans(),
    EDITS,
)
def test_edits(
    library: list[dict[str, str]],
    style: str | None,
    width: int,
    unicode: bool,
    crlf: bool,
    where: Where,
) -> None:
    text = yaml.safe_dump(library, default_style=style, width=width, allow_unicode=unicode)
    text = text.replace("\n", "\r\n") if crlf else text
    done = edit_somewhere(read(text, "library.yaml"), where)
    if done is not None:
        assert len(changed_values(yaml.safe_load(text), yaml.safe_load(done.after.text))) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("k: it's\n", ["i", "t", "'", "s"]),
        ("k: a\n  b\n", ["a", "\n  ", "b"]),
        ("k: a\n\n  b\n", ["a", "\n\n  ", "b"]),
        ("k: 'a''b'\n", ["a", "''", "b"]),
        ('k: "a\\u00e9\\\n  b"\n', ["a", "\\u00e9", "b"]),
        ("k: |\n  a\n  b\n", ["a", "\n  ", "b", "\n"]),
        ("k: |\r\n  a\r\n  b\r\n", ["a", "\r\n  ", "b", "\r\n"]),
        ("k: >-\n  a\n  b\n\n  c\n", ["a", "\n  ", "b", "\n\n  ", "c"]),
        ("k: |2\n    a\n", [" ", " ", "a", "\n"]),
        ("k: &x !!str a\n", ["a"]),
    ],
)
def test_places(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a: b\n\tc: d\n", 2, "a tab in the indent"),
        ("a: {{ x }} hi\n", 1, "placeholder needs quotes"),
        ("a: %{x}, hi\n", 1, "placeholder needs quotes"),
        ("a: [Name], hi\n", 1, "“[” needs quotes"),
        ("a: Note: x\n", 1, "needs quotes"),
        ("a: *b*\n", 1, "needs quotes"),
        ("a: *b\n", 1, "has no anchor"),
        ("a: 'b\n", 1, "broken YAML"),
        ("a: \x07\n", 1, "control character"),
        ("[" * (MAX_DEPTH + 1), 1, "nested deeper"),
        ("- " * (MAX_DEPTH + 1) + "a", 1, "nested deeper"),
    ],
)
def test_broken(text: str, line: int, message: str) -> None:
    with pytest.raises(SourceError) as caught:
        tree(SourceText.whole(text))
    assert message in caught.value.message
    assert caught.value.offset is not None
    assert text.count("\n", 0, caught.value.offset) + 1 in (line, line + 1)


def test_deep_nesting_ends_at_once() -> None:
    for text in ("[" * 100_000, "- " * 100_000, '{"a":' * 100_000):
        with pytest.raises(SourceError):
            tree(SourceText.whole(text))


def test_what_is_wrong_with_parts() -> None:
    found = tree(SourceText.whole("a: 1\nb: Hi #{name}, hello\na: 2\n"))
    assert [(error.offset, error.message[:30]) for error in found.problems] == [
        (10, "the text is cut off at “#{”, a"),
        (29 - 3, "the key “a” comes twice; most "),
    ]


def test_an_alias_is_read_where_it_stands() -> None:
    document = read("- {title: a, body: &x Hello you}\n- {title: b, body: *x}\n", "a.yaml")
    assert [reply.name for reply in document.replies] == ["a"]


def test_a_bomb_of_anchors_is_small() -> None:
    lines = ["a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    lines.append("replies:\n  late: Hello there, we are on it.")
    document = read("\n".join(lines), "bomb.yaml")
    assert [reply.name for reply in document.replies] == ["late"]


@pytest.mark.parametrize(
    ("text", "old", "new", "expected"),
    [
        ("- {title: a, body: Hi you}\n", "you", "you: x", '- {title: a, body: "Hi you: x"}\n'),
        ('- title: a\n  body: Say "you"\n', "Say", "# you said", '- title: a\n  body: "# you said \\"you\\""\n'),
        ("- title: a\n  body: 'it''s you'\n", "you", "they're", "- title: a\n  body: 'it''s they''re'\n"),
        ('- title: a\n  body: "a you"\n', "you", 'b "c"\n', '- title: a\n  body: "a b \\"c\\"\\n"\n'),
        ("- title: a\n  body: |\n    a you b\n", "you", "x\ny", "- title: a\n  body: |\n    a x\n    y b\n"),
        ("- title: a\n  body: >\n    a you\n    b\n", "you", "x\ny", "- title: a\n  body: >\n    a x\n\n    y\n    b\n"),
        ("- title: a\n  body: a you b\n", "you", "x\ny", "- title: a\n  body: a x\n\n        y b\n"),
        ("- title: a\n  body: you\n", "you", "No", '- title: a\n  body: "No"\n'),
    ],
)  # fmt: skip
def test_new_words_in_each_style(text: str, old: str, new: str, expected: str) -> None:
    from replylint.fixer.splicing import spliced
    from replylint.model.finding import Edit
    from replylint.readers import read_bytes

    document = read(text, "a.yaml")
    at = document.replies[0].text.index(old)
    edit = Edit(Span(at, at + len(old)), new)
    after = spliced(
        document, {0: [edit]}, lambda text: read_bytes(text.encode(), "a.yaml").document
    )
    assert after is not None
    assert after.text == expected
    assert json.dumps(yaml.safe_load(after.text))
