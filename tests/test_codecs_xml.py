"""XML: the text of elements with places; edits change the one element."""

from __future__ import annotations

from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

import pytest
from editing import EDITS, TEXTS, THOROUGH, Where, edit_somewhere, read
from hypothesis import given
from hypothesis import strategies as st

from replylint.model.text import Span
from replylint.readers.codecs.xml import MAX_DEPTH, tree
from replylint.readers.source import SourceError, SourceText
from replylint.readers.tree import Text, walk

META = """<?xml version="1.0" encoding="UTF-8"?>
<EmailTemplate xmlns="http://soap.sforce.com/2006/04/metadata">
    <available>true</available>
    <name>Late é</name>
    <subject>{subject}</subject>
    <textOnly>{text}</textOnly>
    <type>html</type>
</EmailTemplate>
"""


def elements(text: str) -> list[tuple[str, str | None]]:
    return [(element.tag, element.text) for element in ET.fromstring(text).iter()]


@THOROUGH
@given(TEXTS, TEXTS, st.booleans(), st.booleans(), EDITS)
def test_edits(subject: str, body: str, cdata: bool, crlf: bool, where: Where) -> None:
    first = f"<![CDATA[{subject}]]>" if cdata else escape(subject)
    text = META.format(subject=first, text=escape(body))
    text = text.replace("\n", "\r\n") if crlf else text
    document = read(text, "Late.email-meta.xml")
    for reply in document.replies:
        assert reply.text in [value for _, value in elements(text)]
    done = edit_somewhere(document, where)
    if done is not None:
        pairs = zip(elements(text), elements(done.after.text), strict=True)
        assert sum(old != new for old, new in pairs) == 1


@pytest.mark.parametrize(
    ("inner", "pieces"),
    [
        ("a&amp;b", ["a", "&amp;", "b"]),
        ("é&#233;\r\n😀", ["é", "&#233;", "\r\n", "😀"]),
        ("<![CDATA[a&b]]>", ["a", "&", "b"]),
        ("&lt;&quot;", ["&lt;", "&quot;"]),
    ],
)
def test_places(inner: str, pieces: list[str]) -> None:
    source = f"<a>\n<b x='ü'>{inner}</b></a>"
    node = next(
        node for node in walk(tree(SourceText.whole(source)).roots[0]) if isinstance(node, Text)
    )
    spans = [node.content.source.span(Span(at, at + 1)) for at in range(len(node.text))]
    assert [source[span.start : span.end] for span in spans] == pieces


@pytest.mark.parametrize(
    ("text", "offset", "message"),
    [
        ("<a>", 3, "broken XML: no element found"),
        ("<a>ü</b>", 6, "mismatched tag"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', 12, "DOCTYPE"),
        ("<a>" * (MAX_DEPTH + 2), MAX_DEPTH * 3, "nested deeper"),
    ],
)
def test_broken(text: str, offset: int, message: str) -> None:
    with pytest.raises(SourceError) as caught:
        tree(SourceText.whole(text))
    assert message in caught.value.message
    assert caught.value.offset == offset
