"""Source to replies: reads files without judging them, and says what can't be read."""

from __future__ import annotations

from replylint.readers.documents import MAX_REPLY_CHARACTERS
from replylint.readers.field_mapping import FieldMapping
from replylint.readers.reading import MAX_FILE_BYTES, Reading, read, read_bytes

__all__ = [
    "MAX_FILE_BYTES",
    "MAX_REPLY_CHARACTERS",
    "FieldMapping",
    "Reading",
    "read",
    "read_bytes",
]
