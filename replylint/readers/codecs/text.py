"""Bytes to characters. Only UTF-8 is read; anything else is named, not guessed."""

from __future__ import annotations

from codecs import (
    BOM_UTF8,
    BOM_UTF16_BE,
    BOM_UTF16_LE,
    BOM_UTF32_BE,
    BOM_UTF32_LE,
    getincrementaldecoder,
)
from collections.abc import Iterator
from typing import BinaryIO

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
    _refuse_mark(data)
    data = data.removeprefix(BOM_UTF8)
    nul = data.find(b"\0")
    if nul >= 0:
        raise _binary(nul, _line(data, nul))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        at = error.start
        raise _undecodable(data[at], at, _line(data, at)) from None


def decode_each(stream: BinaryIO, size: int) -> Iterator[str]:
    """Yield the characters of a UTF-8 file, without its byte order mark, as they are read.

    What is wrong is told when all has been read, as `decode` tells it: what was yielded before
    is of no worth then.

    Args:
        stream: the file, at its start.
        size: how many bytes are read at once, at least as many as a byte order mark has.

    Raises:
        SourceError: the bytes are binary, or text in another encoding.
    """
    data = stream.read(size)
    _refuse_mark(data)
    data = data.removeprefix(BOM_UTF8) or stream.read(size)
    walk = _Walk()
    while data:
        yield walk.decoded(data)
        data = stream.read(size)
    yield walk.decoded(b"", final=True)
    if walk.wrong is not None:
        raise walk.wrong


class _Walk:
    """Decodes bytes that come one stretch after the other.

    Attributes:
        wrong: what is wrong with them so far; that they are binary says more than all else.
    """

    def __init__(self) -> None:
        self.wrong: SourceError | None = None
        self._decoder = getincrementaldecoder("utf-8")()
        self._read = 0  # bytes before the stretch at hand
        self._line = 1  # line at its start
        self._after_return = False
        self._is_binary = False

    def decoded(self, data: bytes, *, final: bool = False) -> str:
        """Return the characters that a stretch completes; none once something is wrong."""
        text = "" if self.wrong else self._text(data, final=final)
        nul = -1 if self._is_binary else data.find(b"\0")
        if nul >= 0:
            self.wrong = _binary(self._read + nul, self._line_of(data, nul))
            self._is_binary = True
        self._line = self._line_of(data, len(data))
        self._after_return = data.endswith(b"\r")
        self._read += len(data)
        return text

    def _text(self, data: bytes, *, final: bool) -> str:
        try:
            return self._decoder.decode(data, final)
        except UnicodeDecodeError as error:
            # The bytes may start with some of the stretch before.
            at = error.start - (len(error.object) - len(data))
            byte = error.object[error.start]
            self.wrong = _undecodable(byte, self._read + at, self._line_of(data, max(at, 0)))
            return ""

    def _line_of(self, data: bytes, at: int) -> int:
        halves = at > 0 and self._after_return and data.startswith(b"\n")
        return self._line - 1 + _line(data, at) - halves


def _refuse_mark(data: bytes) -> None:
    for mark, name in _MARKS:
        if data.startswith(mark):
            raise SourceError(f"is {name} text; save it as UTF-8")


def _binary(at: int, line: int) -> SourceError:
    """Return the error for a NUL byte at `at`, counted without the mark."""
    return SourceError(f"is not a text file: NUL byte at byte {at + 1}, line {line}", line=line)


def _undecodable(byte: int, at: int, line: int) -> SourceError:
    """Return the error for bytes that aren't UTF-8 from `at`, counted without the mark."""
    return SourceError(
        f"is not UTF-8 text: byte 0x{byte:02X} at byte {at + 1}, line {line}; save it as UTF-8",
        line=line,
    )


def _line(data: bytes, at: int) -> int:
    """Return the line of a byte, from 1; CR LF, CR and LF end a line each."""
    return 1 + data.count(b"\n", 0, at) + data.count(b"\r", 0, at) - data.count(b"\r\n", 0, at)
