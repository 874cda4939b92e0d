"""Regular expressions that are compiled when they are used are like those compiled at once."""

from __future__ import annotations

import re

import pytest

from replylint.regex import Regex

TEXT = "An invoice, two invoices\nand a bill."


def test_it_finds_the_same() -> None:
    flags = re.IGNORECASE | re.MULTILINE
    late, early = (
        Regex(r"^an(?:d)?\b|invoices?", flags),
        re.compile(r"^an(?:d)?\b|invoices?", flags),
    )
    assert late.pattern == early.pattern
    for text in (TEXT, "invoice", ""):
        for method in ("search", "match", "fullmatch"):
            found, wanted = getattr(late, method)(text), getattr(early, method)(text)
            assert (found and found.span()) == (wanted and wanted.span())
        assert [m.span() for m in late.finditer(text)] == [m.span() for m in early.finditer(text)]
        assert late.findall(text) == early.findall(text)
        assert late.split(text) == early.split(text)
        assert late.sub("it", text) == early.sub("it", text)


def test_it_is_compiled_when_it_is_used() -> None:
    faulty = Regex("(")
    with pytest.raises(re.error):
        faulty.search(TEXT)
