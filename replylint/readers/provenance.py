"""Tells files that people write from files that programs make."""

from __future__ import annotations

import re

from replylint.readers.source_file import SourceFile
from replylint.regex import Regex

_COMMENTS = {
    **dict.fromkeys((".yaml", ".yml", ".csv", ".tsv", ".txt"), Regex(r"(?:[ \t]*#[^\n]*(?:\n|\Z)|[ \t\r]*\n)+")),
    **dict.fromkeys(
        (".md", ".markdown", ".html", ".htm", ".xml", ".email", ".liquid"),
        Regex(r"(?:\s*(?:<\?[^>]*>|<!--.{0,2000}?-->|\{%-?\s*comment.{0,2000}?endcomment\s*-?%\}))+", re.DOTALL),
    ),
    ".json": Regex(
        r'\s*[\[{]\s*"(?:_?comment|//|\$comment|_?warning|_?generated(?:_by)?|_?note)"\s*:\s*"[^"\n]{0,500}"'
    ),
}  # fmt: skip
_SAYS = Regex(
    r"[^\n]*(?:\b(?:do not|don['’]t|never) (?:edit|modify|change)\b|@generated\b"
    r"|\bauto(?:matically)?[- ]?generated\b|\bfile (?:is|was|has been) generated\b"
    r"|\bgenerated (?:automatically|file)\b|\bwill be overwritten\b|\bcrowdin\b)[^\n]*"
    r"|^[ \t#/<!*-]*generated (?:by|from)\b[^\n]*",
    re.IGNORECASE | re.MULTILINE,
)
_SHOWN = 80


def read_only(file: SourceFile) -> str | None:
    """Return why a file must not be edited: its header says so. None if it may be."""
    comments = _COMMENTS.get(file.suffix)
    header = comments.match(file.source.text[:4000]) if comments else None
    said = _SAYS.search(header.group()) if header else None
    if said is None:
        return None
    words = said.group().strip(" \t\r#<>!-/*{}[]%")
    shown = words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"
    return f"its header says “{shown}”"
