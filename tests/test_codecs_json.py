"""Edits of replies in JSON files change the one string they are in."""

from __future__ import annotations

import json

from editing import EDITS, TEXTS, THOROUGH, Where, changed_values, edit_somewhere, read
from hypothesis import given
from hypothesis import strategies as st

LIBRARIES = st.lists(
    st.fixed_dictionaries({"title": TEXTS, "body": TEXTS, "tags": st.lists(TEXTS, max_size=2)}),
    min_size=1,
    max_size=4,
)


@THOROUGH
@given(LIBRARIES, st.booleans(), st.sampled_from([None, 1, "\t"]), st.booleans(), EDITS)
def test_edits(
    library: list[dict[str, object]],
    ascii_only: bool,
    indent: int | str | None,
    crlf: bool,
    where: Where,
) -> None:
    text = json.dumps(library, ensure_ascii=ascii_only, indent=indent)
    text = text.replace("\n", "\r\n") if crlf else text
    done = edit_somewhere(read(text, "library.json"), where)
    if done is not None:
        assert len(changed_values(json.loads(text), json.loads(done.after.text))) == 1
