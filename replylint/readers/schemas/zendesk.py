"""Zendesk macros, as its API gives them or as a table with the actions as JSON in a cell.

A macro is left out when it is inactive or its comment is an internal note.
"""

from __future__ import annotations

from collections.abc import Iterator

from replylint.model.reply import Reply
from replylint.readers.building import About, Format, fragment, in_use, is_off, name_of, twins
from replylint.readers.source import SourceError
from replylint.readers.source_file import SourceFile
from replylint.readers.tree import Items, Node, Record, Text, records

_CELL = "actions_json"


def recognises(file: SourceFile) -> bool:
    """Return whether the records have actions, each a field with its value."""
    return any(
        _CELL in macro.keys or any(_is_action(action) for action in records(macro.get("actions")))
        for macro in file.records("macros", "macro")
    )


def _is_action(action: Record) -> bool:
    return {"field", "value"} <= action.keys


def replies(file: SourceFile) -> Iterator[Reply | SourceError]:
    """Yield the comment and the subject of each macro in use."""
    for macro in file.records("macros", "macro"):
        if not in_use(macro):
            continue
        try:
            yield from _macro(macro, About(name_of(macro), file.language))
        except SourceError as error:
            yield error


def _macro(macro: Record, about: About) -> Iterator[Reply | SourceError]:
    actions: dict[str, Node] = {}
    for action in records(_actions(macro)):
        value = action.get("value")
        if value is not None:
            actions.setdefault(action.text("field") or "", value)
    yield from fragment(actions.get("subject"), about)
    if not is_off(actions.get("comment_mode_is_public")):
        html, plain = _text(actions, "comment_value_html"), _text(actions, "comment_value")
        yield from twins(html, plain, about, Format.MARKDOWN)


def _actions(macro: Record) -> Node | None:
    """Return the actions of a macro.

    Raises:
        SourceError: they stand in a cell and are broken.
    """
    cell = macro.get(_CELL)
    if not isinstance(cell, Text) or not cell.text.strip():
        return macro.get("actions")
    from replylint.readers.codecs import json

    return json.parse(cell.content, cell.layers)


def _text(actions: dict[str, Node], field: str) -> Node | None:
    """Return the text of an action; in old accounts it stands behind the channel's name."""
    value = actions.get(field)
    if isinstance(value, Items):
        return value.items[-1] if value.items else None
    return value
