"""Random edits through readers and fixer, for the property tests of each format.

REPLYLINT_EXAMPLES in the environment says how many; few in CI, more than 10,000 by hand.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import NamedTuple

from hypothesis import HealthCheck, event, settings
from hypothesis import strategies as st

from replylint.fixer import edited, rewrapped
from replylint.fixer.splicing import spliced
from replylint.model.finding import Edit
from replylint.model.reply import Document
from replylint.model.text import Span
from replylint.readers import read_bytes

EXAMPLES = int(os.environ.get("REPLYLINT_EXAMPLES", "150"))
THOROUGH = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
PIECES = (
    "Hi", "we", "can't ", " ", "  ", "\n", "\n\n", ".", ": ", " #", "# ", "- ", '"', "'", "\\", "\\n", ",", ";",
    "{{name}}", "%{ticket.id}", "é", "😀", "&", "<", ">", "a < b", "R&D", "No", "true", "7", "[x]", "{", "}", "\t",
    "it's", "!", "%", "@", "`", "|", "*you*", "?", "…", "”",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map("".join)
WORDS = st.lists(
    st.sampled_from(
        ["Thanks", " ", "please", "it's", "a: b", " # ", '"x"', "\\", "5 < 6", "R&D", "é😀", "\n", ",", "'", "{{x}}", ""]
    ),
    max_size=5,
).map("".join)  # fmt: skip
EDITS = st.tuples(st.floats(0, 1), st.floats(0, 1), st.integers(0, 50), WORDS)
Where = tuple[float, float, int, str]


def read(text: str, name: str) -> Document:
    reading = read_bytes(text.encode(), name)
    assert reading.document is not None, reading.problems
    return reading.document


class Done(NamedTuple):
    """An edit that was made: the document with it, and the index of the reply."""

    after: Document
    which: int


def edit_somewhere(document: Document, where: Where) -> Done | None:
    """Edit one reply and check that the others stay; None if the edit is none or is refused."""
    if not document.replies:
        return None
    which, start, length, new = where
    index = min(int(which * len(document.replies)), len(document.replies) - 1)
    text = document.replies[index].text
    at = int(start * len(text))
    edit = rewrapped(Edit(Span(at, min(len(text), at + length)), new), text)
    expected = edited(text, [edit])
    if not expected.strip() or expected == text:
        return None
    after = spliced(
        document, {index: [edit]}, lambda text: read_bytes(text.encode(), document.path).document
    )
    event("refused" if after is None else "made")
    if after is None:
        return None
    texts = [reply.text for reply in document.replies]
    texts[index] = expected
    assert [reply.text for reply in after.replies] == texts
    return Done(after, index)


def changed_values(before: object, after: object) -> list[object]:
    """The places of the values that differ between two files as a library has read them."""
    old, new = dict(_leaves(before, ())), dict(_leaves(after, ()))
    return [at for at in {**old, **new} if repr(old.get(at)) != repr(new.get(at))]


def _leaves(value: object, at: tuple[object, ...]) -> Iterator[tuple[object, object]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _leaves(item, (*at, key))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _leaves(item, (*at, number))
    else:
        yield at, value
