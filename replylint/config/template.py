"""The configuration file that ``replylint init`` writes: every key there is, commented out."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from replylint.config.keys import PER_FILE, keys

_WIDTH = 96
_HEAD = """\
# What replylint checks here, and how. It holds for all files in this folder and below; the command
# line outweighs it. Take away the “#” in front of a key to set it. `replylint config show` tells
# what counts for a file, and why.
"""


def template() -> str:
    """Return the text of the file."""
    return _HEAD + "".join(f"\n{''.join(lines)}" for lines in _entries())


def _entries() -> Iterator[list[str]]:
    for key in (*(key for _, key in keys()), PER_FILE):
        yield [
            *(f"# {line}\n" for line in textwrap.wrap(key.about, _WIDTH)),
            f"# {key.name}: {key.example}\n",
        ]
