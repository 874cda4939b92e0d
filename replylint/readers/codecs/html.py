"""HTML as its reader sees it, each character with its place in the file.

Tags go: those of blocks and line breaks leave line ends, list items get their mark, so that the
text has the layout of a plain draft; inside a line they leave nothing, so that a phrase with a
tag in it is one phrase. Code stands between backticks; quotations, preformatted text, scripts and
the like are left out. What a tag stands for has a place but no width: it can't be edited.
"""

from __future__ import annotations

import html
import re
from html.entities import html5

from replylint.model.placeholders import filled, placeholders
from replylint.model.reply import Layer
from replylint.readers.source import Decoding, SourceText

# Possessive throughout: hostile text must not take more than one pass.
_TOKEN = re.compile(
    r"""
      (?P<comment><!--(?:.*?-->|.*)|<[!?][^<>]*+>)
    | (?P<tag><(?P<close>/)?(?P<name>[a-zA-Z][a-zA-Z0-9-]*+(?::[a-zA-Z]++)?)(?=[\s/>])
        (?P<attributes>(?:[^<>"']++|"[^"]*+"|'[^']*+'){0,200})>)
    | (?P<entity>&(?:\#\d{1,7};?|\#[xX][0-9a-fA-F]{1,6};?|[A-Za-z][A-Za-z0-9]{1,31};?))
    | (?P<space>[ \t\r\n\f]++)
    | (?P<text>[^<&\ \t\r\n\f]++(?:\ [^<&\ \t\r\n\f]++)*+|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_BREAKS = {
    **dict.fromkeys(
        ("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "hr", "form"), 2
    ),
    **dict.fromkeys(
        (
            "address", "article", "aside", "body", "caption", "center", "dd", "details", "div",
            "dt", "fieldset", "figcaption", "figure", "footer", "header", "html", "legend", "li",
            "main", "nav", "option", "section", "summary", "tbody", "td", "tfoot", "th", "thead",
            "tr",
        ),
        1,
    ),
}  # fmt: skip
_LEFT_OUT = frozenset(
    {"blockquote", "head", "math", "noscript", "object", "pre", "script", "style", "svg",
     "template", "textarea", "title"}
)  # fmt: skip
_RAW = frozenset({"script", "style", "textarea", "title"})
_CODE = frozenset({"code", "kbd", "samp", "tt"})
_VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta",
                   "source", "track", "wbr"})  # fmt: skip
# Quoted history and signatures of mail programs.
_HISTORY = re.compile(
    r"class\s*=\s*[\"']?[^\"'>]*\b(?:gmail_(?:quote|signature|attr)|moz-cite-prefix|yahoo_quoted|zd_quote)"
)
# Placeholders that look like tags: written out they would be text to the customer.
_LIKE_TAG = re.compile(r"<(?!%|attribute\b|variable\b)")
_TAGS = re.compile(r"</?[a-z][a-z0-9]{0,15}(?:\s[^<>]{0,2000})?/?>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{2,5}|#[xX][0-9a-fA-F]{2,5}|[A-Za-z]{2,8});")
_FORMATTING = re.compile(
    r"(?:</?(?:b|big|em|font|i|mark|small|span|strong|sub|sup|u)\b[^<>]{0,2000}>)+", re.IGNORECASE
)
_BLOCK_TAGS = re.compile(
    r"<(?:p|br|div|table|ul|ol|h[1-6]|body|html)\b[^<>]{0,2000}>", re.IGNORECASE
)


def looks_like_html(text: str) -> bool:
    """Return whether a text has tags or entities, placeholders aside."""
    if "<" not in text and "&" not in text:
        return False
    shown = _hidden(text)
    return bool(_TAGS.search(shown) or _ENTITY.search(shown))


def rendered(source: SourceText) -> tuple[SourceText, Layer]:
    """Return the text of HTML as its reader sees it, and the layer it stands in.

    Line ends of the source are spaces, unless no tag says where lines end: then the help desk
    makes lines of them.
    """
    lines = not _BLOCK_TAGS.search(source.text)
    layer = Layer("html", "lines", "\n") if lines else Layer("html", "blocks", "<br>")
    return _Renderer(source, lines=lines).render(), layer


def encode(text: str, layer: Layer) -> str:
    """Return plain text as it stands in HTML, its placeholders as they are."""
    pieces: list[str] = []
    at = 0
    for match in placeholders(text):
        if not _LIKE_TAG.match(match.group()):
            pieces += (html.escape(text[at : match.start()], quote=False), match.group())
            at = match.end()
    pieces.append(html.escape(text[at:], quote=False))
    return "".join(pieces).replace("\n", layer.newline)


def is_formatting(markup: str) -> bool:
    """Return whether markup only changes how words look, so that it may stay around none."""
    return bool(_FORMATTING.fullmatch(markup))


def _hidden(text: str) -> str:
    """Return the text with placeholders covered, so that none is taken for a tag."""
    return filled(text, lambda placeholder: "\ue000" * len(placeholder))


class _Renderer:
    """Puts the text together while the tags go by."""

    def __init__(self, source: SourceText, *, lines: bool) -> None:
        self.source = source
        self.text = source.text
        self.hidden = _hidden(source.text)
        self.lines = lines
        self.found = Decoding(source)
        self.blocks = self.brs = 0  # line ends due to blocks and to breaks
        self.break_at = 0
        self.space: tuple[int, int] | None = None
        self.prefix = ""
        self.lists: list[int | None] = []
        self.left_out: list[str] = []
        self.code: str | None = None
        self.skip_to = 0

    def render(self) -> SourceText:
        """Return the text."""
        for match in _TOKEN.finditer(self.hidden):
            if match.start() < self.skip_to:
                continue
            if match["tag"]:
                self.tag(match)
            elif not self.left_out and not match["comment"]:
                self.data(match)
        return self.found.done()

    def data(self, match: re.Match[str]) -> None:
        """Take in text, white space or an entity."""
        start, end = match.span()
        if match["space"]:
            self.space = (self.space[0] if self.space else start, end)
        elif match["entity"] and (decoded := _decoded(match.group())) is not None:
            self.before(start)
            self.found.stand(decoded, start, end)
        else:
            self.before(start)
            self.found.run(start, end)

    def before(self, at: int) -> None:
        """Add what is due before text at an offset: line ends, or a space, then a list mark."""
        breaks = min(2, self.blocks + self.brs)
        if self.found.length and breaks:
            self.found.stand("\n" * breaks, self.break_at, self.break_at)
        elif self.found.length and self.space:
            self.spaced(*self.space)
        if self.prefix:
            self.found.stand(self.prefix, at, at)
        self.blocks = self.brs = 0
        self.space, self.prefix = None, ""

    def spaced(self, start: int, end: int) -> None:
        """Add white space: as it is where lines count, else as one space."""
        space = self.text[start:end]
        if not self.lines:
            self.found.stand(" ", start, end)
        elif space.isspace():
            self.found.run(start, end)
        else:
            # A tag stands in it.
            self.found.stand("\n" if "\n" in space else " ", start, start + 1)

    def broken(self, at: int, blocks: int, brs: int = 0) -> None:
        """Note that a line ends here."""
        if not self.blocks and not self.brs:
            self.break_at = at
        self.blocks = max(self.blocks, blocks)
        self.brs += brs

    def tag(self, match: re.Match[str]) -> None:
        """Take in a tag."""
        name, closing = match["name"].lower(), bool(match["close"])
        if self.left_out or name in _LEFT_OUT or self.is_history(match, name):
            self.outside(match, name, closing=closing)
        elif name in _CODE:
            self.mark_code(match, name, closing=closing)
        elif name == "br":
            self.broken(match.start(), 0, 1)
        elif name in _BREAKS:
            self.broken(match.start(), _BREAKS[name])
            self.listed(name, closing=closing)

    def is_history(self, match: re.Match[str], name: str) -> bool:
        """Return whether a tag opens quoted mail or a signature."""
        attributes = match["attributes"]
        return name not in _VOID and "class" in attributes and bool(_HISTORY.search(attributes))

    def outside(self, match: re.Match[str], name: str, *, closing: bool) -> None:
        """Keep count of what is left out; a tag that opens it ends the line."""
        if not self.left_out:
            if closing:
                return
            self.broken(match.start(), 2)
        if closing:
            if name == self.left_out[-1]:
                self.left_out.pop()
        elif not self.left_out or name == self.left_out[-1]:
            self.left_out.append(name)
        if name in _RAW and not closing:
            end = re.compile(rf"</{name}\b", re.IGNORECASE).search(self.hidden, match.end())
            self.skip_to = end.start() if end else len(self.hidden)

    def listed(self, name: str, *, closing: bool) -> None:
        """Keep count of lists and their items."""
        if name in ("ul", "ol"):
            if closing:
                del self.lists[-1:]
            else:
                self.lists.append(0 if name == "ol" else None)
        elif name == "li" and not closing:
            number = self.lists[-1] if self.lists else None
            self.prefix = "- "
            if number is not None:
                self.lists[-1] = number + 1
                self.prefix = f"{number + 1}. "

    def mark_code(self, match: re.Match[str], name: str, *, closing: bool) -> None:
        """Put backticks around code, as Markdown does; none if it has some of its own."""
        at = match.start()
        if not closing and self.code is None:
            end = self.hidden.find(f"</{name}", match.end())
            inside = self.hidden[match.end() : end] if end >= 0 else "`"
            if inside.strip() and not re.search(r"[`\n<]", inside):
                self.before(at)
                self.found.stand("`", at, at)
                self.code = name
        elif closing and self.code == name:
            self.found.stand("`", at, at)
            self.space, self.code = None, None


def _decoded(entity: str) -> str | None:
    """Return what an entity stands for; None for an ampersand that isn't one."""
    if entity.startswith("&#") or entity[1:] in html5:
        return html.unescape(entity) or None
    return None
