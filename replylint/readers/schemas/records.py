"""Lists and maps of replies in any structured file: a name or title beside a text.

Such as ``[{"title": "Late parcel", "body": "Hi"}]``, ``late-parcel: {text: Hi}``,
``{"replies": {"late-parcel": "Hi"}}``, or a table with the columns ``title,response``.
"""

from __future__ import annotations

from collections.abc import Iterator

from replylint.model.reply import Kind, Reply
from replylint.readers.building import (
    About,
    fragment,
    in_use,
    language_of,
    message,
    name_of,
    twins,
)
from replylint.readers.source import SourceError
from replylint.readers.source_file import SourceFile
from replylint.readers.tree import Items, Node, Record, Text

_PLAIN = ("body", "content", "text", "response", "reply", "message", "answer", "polished_text")
_HTML = ("html", "body_html", "html_body", "content_html", "text_html", "response_html")
_NAMES = frozenset(
    {"id", "key", "label", "name", "question", "short_code", "shortcode", "shortcut", "slug",
     "subject", "tag", "title", "trigger", "Name", "Title", "original_text"}
)  # fmt: skip
_LISTS = frozenset(
    {"canned_responses", "cannedResponses", "macros", "quick_replies", "replies", "responses",
     "saved_replies", "snippets", "templates"}
)  # fmt: skip
# Texts of this many words are sentences rather than settings.
_WORDS = 4


def recognises(_: SourceFile) -> bool:
    """Return True: whether there is a reply shows when it is read."""
    return True


def replies(file: SourceFile) -> Iterator[Reply | SourceError]:
    """Yield each reply found, in the order of the file."""
    for root in file.roots:
        if isinstance(root, Record) and _is_map_of_texts(root):
            yield from _texts(root, file)
        else:
            yield from _within(root, file, None)


def _within(node: Node, file: SourceFile, name: str | None) -> Iterator[Reply | SourceError]:
    """Yield the replies inside a value that stands under a name."""
    if isinstance(node, Items):
        for item in node.items:
            yield from _within(item, file, None)
    elif isinstance(node, Record):
        if _is_reply(node, name):
            yield from _record(node, file, name)
            return
        for key, value in node.members:
            if key.text in _LISTS and isinstance(value, Record) and not _nested(value):
                yield from _texts(value, file)
            else:
                yield from _within(value, file, key.text)


def _is_reply(record: Record, name: str | None) -> bool:
    """Return whether a record has a text and a name, its own or its key."""
    texts = [record.get(*_keys(keys)) for keys in (_PLAIN, _HTML)]
    if not any(isinstance(text, Text) for text in texts):
        return False
    return bool(record.keys & _NAMES) or name is not None


def _record(record: Record, file: SourceFile, key: str | None) -> Iterator[Reply | SourceError]:
    if not in_use(record):
        return
    kind = record.text("kind")
    about = About(
        name_of(record) or record.text("Title", "Name", "question", "subject") or key,
        language_of(record, file.language),
        Kind(kind) if kind in tuple(Kind) else Kind.MACRO,
    )
    yield from fragment(record.get("subject", "Subject"), about)
    markup, plain = record.get(*_keys(_HTML)), record.get(*_keys(_PLAIN))
    if markup is None:
        yield from message(plain, about)
    else:
        yield from twins(markup, plain, about)


def _keys(names: tuple[str, ...]) -> tuple[str, ...]:
    return (*names, *(name.capitalize() for name in names))


def _nested(record: Record) -> bool:
    return any(isinstance(value, Items | Record) for _, value in record.members)


def _texts(record: Record, file: SourceFile) -> Iterator[Reply | SourceError]:
    for key, value in record.members:
        yield from message(value, About(key.text, file.language))


def _is_map_of_texts(record: Record) -> bool:
    """Return whether a file is a map from names to sentences."""
    texts = [value.text for _, value in record.members if isinstance(value, Text)]
    sentences = sum(len(text.split()) >= _WORDS for text in texts)
    return 0 < len(record.members) == len(texts) and sentences * 2 > len(texts)
