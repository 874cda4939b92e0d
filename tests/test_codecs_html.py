"""HTML: the text as its reader sees it, each character with its place; edits leave the tags."""

from __future__ import annotations

import html
import re
import time
from html.parser import HTMLParser

import pytest
from editing import EDITS, PIECES, THOROUGH, Where, edit_somewhere, read
from hypothesis import given
from hypothesis import strategies as st

from replylint.model.reply import Layer
from replylint.model.text import Span
from replylint.readers.codecs.html import encode, looks_like_html, rendered
from replylint.readers.source import SourceText

TAGS = (
    "<p>", "</p>", "<br>", "<br/>", "<b>", "</b>", '<a href="{{u}}">', "</a>", "<ul><li>", "</li></ul>", "&nbsp;",
    "&amp;", "&lt;", "&#39;", "&eacute;", "<!-- c -->", "<code>", "</code>", "<style>a<b</style>", "<hr>", "<td>",
    "<ol><li>", "</ol>", "<pre>", "</pre>", "&copy", "<!--", "<", '<a "', "</",
)  # fmt: skip
FRAGMENTS = st.lists(st.sampled_from(PIECES) | st.sampled_from(TAGS), max_size=20).map("".join)


TAG = re.compile(r"</?[a-z]+>|<br/>|<a href=[^<>]*>")


def text_of(source: str) -> str:
    return rendered(SourceText.whole(source))[0].text


class Tags(HTMLParser):
    """The tags of a text in order, as the standard library sees them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(f"<{tag} {attrs}>")

    def handle_endtag(self, tag: str) -> None:
        self.found.append(f"</{tag}>")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>You <b>must</b> wait</p>", "You must wait"),
        ("<p>a</p>\n<p>b</p>", "a\n\nb"),
        ("a<br>b<br/><br />c", "a\nb\n\nc"),
        ("<div>a</div><div>b</div>", "a\nb"),
        ("<div>a</div><div><br></div><div>b</div>", "a\n\nb"),
        ("<p>a\n   b</p>", "a b"),
        ("a\nb <b>c</b>", "a\nb c"),
        ("<p>Do:</p><ul><li>this</li><li>that</li></ul>", "Do:\n\n- this\n- that"),
        ("<ol><li>x</li><li>y</li></ol>", "1. x\n2. y"),
        ("<p>R&D &amp; AT&T &lt;b&gt; &#39;x&#x27; &eacute; caf&eacute</p>", "R&D & AT&T <b> 'x' é café"),
        ("<p>a&nbsp;b</p>", "a\xa0b"),
        ("<p>if {% if a < b %}x{% endif %}</p>", "if {% if a < b %}x{% endif %}"),
        ("<p>Hi <NAME>, your <order number></p>", "Hi <NAME>, your <order number>"),
        ('<p>Hi <attribute key="user.name" default="there"/>,</p>', 'Hi <attribute key="user.name" default="there"/>,'),
        ('<p>Hi {{ n | default: "<b>" }}</p>', 'Hi {{ n | default: "<b>" }}'),
        ("<p>Run <code>npm i</code> now</p>", "Run `npm i` now"),
        ("<p>a</p><pre>code</pre><p>b</p>", "a\n\nb"),
        ("<p>a</p><blockquote><p>old</p></blockquote><p>b</p>", "a\n\nb"),
        ('<p>a</p><div class="gmail_quote">On … wrote: <div>x</div></div>', "a"),
        ("<style>p { a < b }</style><script>if (a<b) '</p>'</script><p>a</p>", "a"),
        ("<!-- note --><p>a<!-- b --></p>", "a"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a\nb"),
        ("<p>a < b and c > d</p>", "a < b and c > d"),
        ("<p title='x > y'>a</p>", "a"),
        ("See <https://x.example/a>", "See <https://x.example/a>"),
        ("<INPUT DISABLED>a<BR>b", "a\nb"),
    ],
)  # fmt: skip
def test_text(source: str, expected: str) -> None:
    assert text_of(source) == expected


def test_a_phrase_with_a_tag_in_it_has_its_place() -> None:
    source = "<p>Sorry,\n you <b>failed</b> to&nbsp;attach it.</p>"
    found, _ = rendered(SourceText.whole(source))
    at = found.text.index("you failed to")
    span = found.source.span(Span(at, at + len("you failed to")))
    assert source[span.start : span.end] == "you <b>failed</b> to"


@THOROUGH
@given(FRAGMENTS)
def test_each_character_has_its_place(source: str) -> None:
    found, _ = rendered(SourceText.whole(source))
    end = 0
    for at, character in enumerate(found.text):
        start, stop = found.source.starts[at], found.source.ends[at]
        assert end <= start <= stop <= len(source) or start == stop
        end = max(end, stop)
        piece = source[start:stop]
        # Itself, an entity, white space drawn together, or nothing: what a tag stands for.
        assert (
            piece in (character, "")
            or html.unescape(piece) == character
            or not piece.split()
            or character in " \n"
        )


@THOROUGH
@given(FRAGMENTS, EDITS)
def test_edits_leave_the_tags(source: str, where: Where) -> None:
    done = edit_somewhere(read(source, "draft.html"), where)
    # What isn't well-formed anyway is read in other ways by the standard library.
    odd = any(mark in where[3] + source for mark in ("{", "%", '"', "<!", "<<", "< ", "</<"))
    if done is not None and not odd and "<" not in TAG.sub("", source):
        before, after = Tags(source).found, Tags(done.after.text).found
        assert [tag for tag in after if tag != "<br []>"] == [
            tag for tag in before if tag != "<br []>"
        ]


@given(st.text(alphabet="ab&<>;'\" \n{}%x", max_size=30))
def test_encode_is_undone_by_reading(text: str) -> None:
    words = " ".join(text.split())
    assert text_of("<p>" + encode(words, Layer("html", "blocks", "<br>")) + "</p>") == words


def test_placeholders_are_put_back_as_they_are() -> None:
    layer = Layer("html", "blocks", "<br>")
    for text in ('{{ a | b: "<i>" }}', '<attribute key="x"/>', "<%= a %>", "{% if a < b %}"):
        assert encode(f"a & {text}", layer) == f"a &amp; {text}"
    assert encode("<Your order number>", layer) == "&lt;Your order number&gt;"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a < b", False), ("a<br>b", True), ("R&D", False), ("it&#39;s", True), ("Hi <NAME>", False), ("<b>x</b>", True),
     ("{{ a | b: '<i>' }}", False)],
)  # fmt: skip
def test_looks_like_html(text: str, expected: bool) -> None:
    assert looks_like_html(text) is expected


@pytest.mark.parametrize(
    "piece", ["<!--", "<a ", '<a "', "<a '", "<", "&", "<p>", "<li><ul>", "</p>", "<a b=c", "<code>", "<pre>", "{{", "<%"]
)  # fmt: skip
def test_hostile_text_takes_one_pass(piece: str) -> None:
    source = piece * (200_000 // len(piece))
    start = time.process_time()
    text_of(source)
    assert time.process_time() - start < 5
