"""The block of YAML between lines of dashes that a Markdown file may start with."""

from __future__ import annotations

import re

from replylint.readers.source import SourceError, SourceText
from replylint.readers.tree import Record
from replylint.regex import Regex

_FRONT_MATTER = Regex(
    r"---[ \t]*\r?\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)


def split(source: SourceText) -> tuple[Record | None, SourceText]:
    """Return the values of a file's front matter, None without any, and the rest of the file."""
    match = _FRONT_MATTER.match(source.text)
    if match is None:
        return None, source
    from replylint.readers.codecs import yaml

    try:
        roots = yaml.tree(source.part(match.start("yaml"), match.end("yaml"))).roots
    except SourceError:
        # Two rules across a letter, not front matter.
        return None, source
    if not roots or not isinstance(roots[0], Record):
        return None, source
    return roots[0], source.part(match.end(), len(source.text))
