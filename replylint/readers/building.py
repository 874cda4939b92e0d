"""Makes replies of the texts a schema has found."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from replylint.model.placeholders import filled
from replylint.model.reply import Kind, Markup, Reply
from replylint.readers.source import SourceError
from replylint.readers.tree import Node, Record, Scalar, Text
from replylint.regex import Regex

# Two fields with this share of their words in common are one message in two forms.
_SAME = 0.6
_WORD = r"[\u3040-\u9fff\uac00-\ud7af]|[^\W\d_]+"
_LANGUAGE = Regex(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,4}){0,2}")
_OFF = frozenset({"0", "f", "false", "inactive", "n", "no", "off"})
_OUT_OF_USE = frozenset({"archived", "deleted", "disabled", "draft", "inactive", "retired"})
_NAMES = (
    "title",
    "name",
    "label",
    "shortcut",
    "short_code",
    "shortcode",
    "template_name",
    "key",
    "id",
)


class Format(StrEnum):
    """How the words of a field are marked up; AUTO looks whether they are HTML."""

    AUTO = "auto"
    PLAIN = "plain"
    MARKDOWN = "markdown"
    HTML = "html"


class About(Struct, frozen=True):
    """What is known of a reply besides its text; see `Reply`."""

    name: str | None = None
    language: str | None = None
    kind: Kind | None = Kind.MACRO
    context: str | None = None


def message(
    node: Node | None, about: About, form: Format = Format.AUTO
) -> Iterator[Reply | SourceError]:
    """Yield the reply a field holds; nothing for a blank field or what isn't text.

    What comes by a YAML alias is left out too: it is read where it stands.
    """
    if not isinstance(node, Text) or node.locate is None or not node.text.strip():
        return
    try:
        reply = _reply(node, about, form)
    except SourceError as error:
        yield error
        return
    if reply.text.strip():
        yield reply


def fragment(
    node: Node | None, about: About, form: Format = Format.PLAIN
) -> Iterator[Reply | SourceError]:
    """Yield a subject, or another short text a customer reads beside the message."""
    yield from message(node, replace(about, kind=Kind.FRAGMENT), form)


def twins(
    markup: Node | None, plain: Node | None, about: About, form: Format = Format.PLAIN
) -> Iterator[Reply | SourceError]:
    """Yield the reply of an HTML field and its copy without markup: one, unless they differ."""
    first = list(message(markup, about, Format.HTML))
    second = list(message(plain, about, form))
    if len(first) == len(second) == 1:
        (one,), (other,) = first, second
        if isinstance(one, Reply) and isinstance(other, Reply) and _same(one.text, other.text):
            yield replace(one, copy=other)
            return
    yield from (*first, *second)


def name_of(record: Record) -> str | None:
    """Return what a record calls its reply."""
    return record.text(*_NAMES) or None


def language_of(record: Record, otherwise: str | None) -> str | None:
    """Return the language a record says it is in; the other one if it says none."""
    said = record.text("locale", "language", "lang", "locale_code", "language_code")
    return said if said and _LANGUAGE.fullmatch(said) else otherwise


def is_off(node: Node | None) -> bool:
    """Return whether a field says no, in whatever way; one that isn't there doesn't."""
    if isinstance(node, Text):
        return node.text.strip().lower() in _OFF
    return isinstance(node, Scalar) and node.value in (False, 0) and node.value is not None


def is_on(node: Node | None) -> bool:
    """Return whether a field says yes; one that isn't there doesn't."""
    if isinstance(node, Text):
        return node.text.strip().lower() in ("1", "on", "t", "true", "y", "yes")
    return isinstance(node, Scalar) and node.value in (True, 1)


def in_use(record: Record) -> bool:
    """Return whether customers get what a record holds: it is neither inactive nor internal."""
    switches = (
        "active",
        "enabled",
        "isenabled",
        "is_enabled",
        "is_active",
        "isActive",
        "published",
    )
    if any(is_off(record.get(key)) for key in switches):
        return False
    if any(is_on(record.get(key)) for key in ("archived", "deleted", "disabled", "is_deleted")):
        return False
    if (record.text("status") or "").lower() in _OUT_OF_USE:
        return False
    return not _internal(record)


def _internal(record: Record) -> bool:
    """Return whether a record is for the team only."""
    if any(is_off(record.get(key)) for key in ("public", "is_public", "comment_mode_is_public")):
        return True
    if any(is_on(record.get(key)) for key in ("internal", "is_internal", "private_note")):
        return True
    kinds = {"internal", "internal_note", "internal note", "note", "private_note"}
    return any((record.text(key) or "").strip().lower() in kinds for key in ("audience", "type"))


def _reply(node: Text, about: About, form: Format) -> Reply:
    """Return the reply of a text.

    Raises:
        SourceError: the places of its characters can't be told.
    """
    content, layers = node.content, node.layers
    if form is Format.HTML or (form is Format.AUTO and ("<" in node.text or "&" in node.text)):
        from replylint.readers.codecs.html import looks_like_html, rendered

        if form is Format.HTML or looks_like_html(node.text):
            content, layer = rendered(content)
            layers = (*layers, layer)
    return Reply(
        content.text,
        content.source,
        kind=about.kind,
        language=about.language,
        name=about.name,
        context=about.context,
        markup=Markup.MARKDOWN if form is Format.MARKDOWN else Markup.PLAIN,
        layers=layers,
    )


def _same(one: str, other: str) -> bool:
    """Return whether two texts are one message in two forms."""
    first, second = _words(one), _words(other)
    return 2 * sum((first & second).values()) >= _SAME * (first.total() + second.total())


def _words(text: str) -> Counter[str]:
    return Counter(word.lower() for word in re.findall(_WORD, filled(text, lambda _: " ")))
