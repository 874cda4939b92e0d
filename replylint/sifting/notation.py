"""Finds directives in a file, in the notation of its format.

Where the format has comments they are comments; a plain draft has lines of their own; JSON, CSV
and YAML may have a key or column ``replylint`` in an entry.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING

from msgspec.structs import replace

from replylint.model.reply import Document
from replylint.model.text import Span
from replylint.readers.source import SourceError, SourceText
from replylint.readers.source_file import SourceFile
from replylint.readers.tree import Items, Node, Record, Scalar, Text, walk
from replylint.regex import Regex
from replylint.sifting.directives import (
    COMMENT_VERBS,
    Directive,
    Misread,
    Said,
    Verb,
    read_directive,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

KEY = "replylint"
_MARKUP = Regex(r"<!--[ \t\r\n]*replylint:(?P<said>.{0,1000}?)-->", re.DOTALL)
_LINE = Regex(r"^[ \t]*\[replylint:(?P<said>[^\]\r\n]{0,1000})\][ \t]*\r?$", re.MULTILINE)
_HASH = Regex(r"(?:^|(?<=[\s]))#[ \t]*replylint:(?P<said>[^\r\n]*)", re.MULTILINE)
_YAML = frozenset({".yaml", ".yml"})
_DRAFTS = frozenset({"", ".txt", ".text", ".md", ".markdown"})
_LINES = frozenset({".jsonl", ".ndjson"})


def directives(document: Document, *, is_part: bool = False) -> list[Directive | Misread]:
    """Return what a file asks of replylint, in its order; `is_part` if it is a part of one."""
    if KEY not in document.text:
        return []
    suffix = PurePath(document.path).suffix.lower()
    found = [*_comments(document, _MARKUP, is_part=is_part)]
    if suffix in _YAML:
        found += _yaml_comments(document.text)
    elif suffix in _DRAFTS or not _is_structured(document, suffix):
        found += _comments(document, _LINE, is_part=is_part)
    found += _keys(document, suffix)
    return sorted(found, key=place)


def place(item: Directive | Misread) -> int:
    """Return where something stands that a file asks for, or seems to."""
    return item.span.start if isinstance(item, Directive) else item.offset


def _is_structured(document: Document, suffix: str) -> bool:
    return suffix in _LINES or bool(_tree(document, suffix))


def _comments(
    document: Document, pattern: Regex, *, is_part: bool
) -> Iterator[Directive | Misread]:
    """Yield the directives in comments; one inside a reply is for that reply only."""
    for match in pattern.finditer(document.text):
        span = Span(*match.span())
        around = None
        if len(document.replies) > 1 or is_part:
            around = next((each for each in _extents(document) if each.covers(span)), None)
        found = read_directive(match["said"], span, COMMENT_VERBS)
        if isinstance(found, Directive) and found.verb in (Verb.DISABLE, Verb.ENABLE):
            found = replace(found, scope=around)
        yield found


def _extents(document: Document) -> Iterator[Span]:
    for reply in document.replies:
        if reply.source.starts:
            yield Span(reply.source.starts[0], reply.source.ends[-1])


def _yaml_comments(text: str) -> Iterator[Directive | Misread]:
    """Yield the directives in comments of YAML; “next line” is the value that starts there."""
    import yaml

    matches = list(_HASH.finditer(text))
    if not matches:
        return
    tokens = (token for token in yaml.scan(text) if isinstance(token, yaml.ScalarToken))
    scalars = [Span(token.start_mark.index, token.end_mark.index) for token in tokens]
    bodies = [Span(_body(text, each), each.end) for each in scalars]
    for match in matches:
        if not any(each.start < match.start() < each.end for each in bodies):
            span = Span(*match.span())
            found = read_directive(match["said"], span, COMMENT_VERBS)
            yield _widened(found, text, scalars)


def _body(text: str, scalar: Span) -> int:
    """Return where a scalar's text starts: behind the line of a block's mark, with its comment."""
    if text[scalar.start : scalar.start + 1] not in ("|", ">"):
        return scalar.start
    return _line_end(text, scalar.start)


def _widened(found: Directive | Misread, text: str, scalars: Sequence[Span]) -> Directive | Misread:
    """Return the directive with the values that start in its line as its scope."""
    if isinstance(found, Misread) or found.verb not in (Verb.LINE, Verb.NEXT_LINE):
        return found
    line = line_of(text, found)
    inside = [each for each in scalars if line.start <= each.start < line.end]
    return replace(found, scope=line.join(inside[-1]) if inside else line)


def with_scopes(said: Said, text: str) -> list[Directive | Misread]:
    """Return what a file asks for, the lines that directives speak of as their scopes."""
    return [
        replace(each, scope=line_of(text, each))
        if isinstance(each, Directive)
        and each.verb in (Verb.LINE, Verb.NEXT_LINE)
        and each.scope is None
        else each
        for each in said
    ]


def line_of(text: str, found: Directive) -> Span:
    """Return the line a directive speaks of; the next one is the next that isn't blank."""
    if found.verb is Verb.LINE:
        start = max(text.rfind(end, 0, found.span.start) for end in "\r\n") + 1
        return Span(start, _line_end(text, found.span.end))
    return next_line(text, _line_end(text, found.span.end))


def next_line(text: str, at: int) -> Span:
    """Return the line of the first character from `at` on that isn't blank."""
    while at < len(text) and text[at].isspace():
        at += 1
    start = max(text.rfind(end, 0, at) for end in "\r\n") + 1
    return Span(start, _line_end(text, at))


def _line_end(text: str, at: int) -> int:
    ends = [place for end in "\r\n" if (place := text.find(end, at)) >= 0]
    return min(ends, default=len(text))


def _keys(document: Document, suffix: str) -> Iterator[Directive | Misread]:
    """Yield the directives in keys or columns of their own."""
    roots = _tree(document, suffix)
    entries = [
        record for root in roots for record in walk(root)
        if isinstance(record, Record) and record.get(KEY) is not None
    ]  # fmt: skip
    if not entries:
        return
    places = sorted(node.offset for root in roots for node in walk(root))
    for record in entries:
        value = record.get(KEY)
        if value is not None:
            yield from _entry(record, value, places, len(document.text))


def _entry(
    record: Record, value: Node, places: Sequence[int], end: int
) -> Iterator[Directive | Misread]:
    """Yield the directive of one entry; an empty cell or text is none."""
    inside = [node.offset for node in walk(record)]
    following = bisect_right(places, max(inside))
    scope = Span(min(inside), places[following] if following < len(places) else end)
    span = Span(value.offset, value.offset)
    if isinstance(value, Record):
        value = _spelled_out(value)
    if isinstance(value, Text) and value.text.strip():
        yield read_directive(value.text, span, (Verb.REPLY,), scope)
    elif not isinstance(value, Text):
        yield Misread(f"“{KEY}” should say “ignore: rule, rule -- reason”", span.start)


def _spelled_out(value: Record) -> Text:
    """Return ``{ignore: [rule], reason: why}`` as the text it stands for."""
    rules = value.get(Verb.REPLY)
    items = rules.items if isinstance(rules, Items) else (rules,)
    names = ", ".join(each.text for each in items if isinstance(each, Text))
    verb = Verb.REPLY if rules is not None else ", ".join(sorted(value.keys))
    reason = value.text("reason")
    return Text(f"{verb}: {names}" + (f" -- {reason}" if reason else ""), value.offset)


def _tree(document: Document, suffix: str) -> tuple[Node, ...]:
    """Return the values of a structured file; none if it isn't one, or broken."""
    source = SourceText.whole(document.text)
    try:
        if suffix in _LINES:
            return tuple(_lines(source))
        return SourceFile(document.path, source, suffix).roots
    except SourceError:
        return ()


def _lines(source: SourceText) -> Iterable[Node]:
    from replylint.readers.codecs import json

    for match in re.finditer(r"[^\r\n]+", source.text):
        if KEY not in match.group():
            yield Scalar(None, match.start())  # what it says is of no interest here, but its place
            continue
        try:
            yield json.parse(source.part(match.start(), match.end()))
        except SourceError:
            continue  # the reader has said so
