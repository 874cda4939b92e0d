"""Bytes to characters. Only UTF-8 is read; anything else is named, not guessed."""

from __future__ import annotations

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE

from replylint.readers.source import SourceError

# UTF-32 first: its little-endian mark starts with that of UTF-16.
_MARKS = (
    (BOM_UTF32_LE, "UTF-32"),
    (BOM_UTF32_BE, "UTF-32"),
    (BOM_UTF16_LE, "UTF-16"),
    (BOM_UTF16_BE, "UTF-16"),
)


def decode(data: bytes) -> str:
    """Return the characters of a UTF-8 file, without its byte order mark.

    Raises:
        SourceError: the bytes are binary, or text in another encoding.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            raise SourceError(f"is {name} text; save it as UTF-8")
    data = data.removeprefix(BOM_UTF8)
    nul = data.find(b"\0")
    if nul >= 0:
        line = _line(data, nul)
        raise SourceError(f"is not a text file: NUL byte at byte {nul + 1}, line {line}", line=line)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _undecodable(data, error.start) from None


def _undecodable(data: bytes, at: int) -> SourceError:
    """Return the error for bytes that aren't UTF-8 from `at`, counted without the mark."""
    line = _line(data, at)
    return SourceError(
        f"is not UTF-8 text: byte 0x{data[at]:02X} at byte {at + 1}, line {line}; save it as UTF-8",
        line=line,
    )


def _line(data: bytes, at: int) -> int:
    """Return the line of a byte, from 1; CR LF, CR and LF end a line each."""
    head = data[:at]
    return 1 + head.count(b"\n") + head.count(b"\r") - head.count(b"\r\n")
