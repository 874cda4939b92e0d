"""Report in, edited source out: edits that don't overlap, applied until nothing more changes.

Nothing is dumped anew: an edit is spliced into the text of the file, encoded for the layers it
stands in, and the file read again. If anything but the intended reply changed, or that reply
not as intended, the edit is refused.
"""

from __future__ import annotations

from replylint.fixer.diff import unified_diff
from replylint.fixer.edits import edited, minimal, rewrapped
from replylint.fixer.files import write, write_atomically
from replylint.fixer.fixes import FixedFile, Fixes, save
from replylint.fixer.placing import in_source
from replylint.fixer.rounds import MAX_ROUNDS, Fixed, fix_document
from replylint.fixer.session import Opened, Session

__all__ = [
    "MAX_ROUNDS",
    "Fixed",
    "FixedFile",
    "Fixes",
    "Opened",
    "Session",
    "edited",
    "fix_document",
    "in_source",
    "minimal",
    "rewrapped",
    "save",
    "unified_diff",
    "write",
    "write_atomically",
]
