"""Standard streams: what they can show, and what happens when they close early."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from replylint.model.errors import ConfigError

_DEFAULT_WIDTH = 80


def prepare() -> None:
    """Keep output from failing on characters the terminal's encoding lacks."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def flush() -> None:
    """Write out what is buffered, while an error can still be handled."""
    for stream in (sys.stdout, sys.stderr):
        # A program without a console has no streams at all.
        if stream is not None:
            stream.flush()


def is_closed_pipe(error: OSError) -> bool:
    """Return whether an error means that nobody reads our output any more."""
    # Windows reports a closed pipe as an invalid argument.
    return error.errno == errno.EPIPE or (os.name == "nt" and error.errno == errno.EINVAL)


def silence() -> None:
    """Send what is still buffered nowhere, so that the end of the process is silent too."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):
            _to_nowhere(stream)


def _to_nowhere(stream: TextIO) -> None:
    try:
        number = stream.fileno()
    except (OSError, ValueError):
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, number)
    os.close(nowhere)


def emit(
    write: Callable[[TextIO], None], path: Path | None = None, *, to_stderr: bool = False
) -> None:
    """Write to a file or to standard output, or to standard error when that has its own use.

    A reader that closes the pipe early (``| head -1``) has seen enough: the rest is dropped
    and the command goes on to its exit code.
    """
    with _target(path, sys.stderr if to_stderr else sys.stdout) as stream:
        try:
            write(stream)
            stream.flush()
        except OSError as error:
            if path is not None or not is_closed_pipe(error):
                raise
            silence()


def emit_bytes(data: bytes) -> None:
    """Write bytes to standard output as they are: no line end is changed."""

    def write(stream: TextIO) -> None:
        if isinstance(stream, io.TextIOWrapper):
            stream.flush()
            stream.buffer.write(data)
            stream.buffer.flush()
        else:
            stream.write(data.decode("utf-8", "replace"))

    emit(write)


@contextmanager
def _target(path: Path | None, standard: TextIO | None) -> Iterator[TextIO]:
    if path is None and standard is not None:
        yield standard
        return
    # Without a console there is no standard output: the exit code is all there is to give.
    target = Path(os.devnull) if path is None else path
    with target.open("w", encoding="utf-8", errors="backslashreplace") as stream:
        yield stream


def piped_input() -> bool:
    """Return whether there is something on standard input that nobody types."""
    return sys.stdin is not None and not sys.stdin.closed and not sys.stdin.isatty()


def on_terminal() -> bool:
    """Return whether somebody sits there who can be asked."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def read_input() -> bytes:
    """Return all bytes of standard input.

    Raises:
        ConfigError: there is none.
    """
    if sys.stdin is None:
        raise ConfigError("There is no standard input to read from.")
    return sys.stdin.buffer.read()


def takes_color(when: str, *, to_file: bool = False, to_stderr: bool = False) -> bool:
    """Return whether to colour the output.

    Args:
        when: ``always``, ``never``, or ``auto``: on a terminal, unless NO_COLOR is set.
        to_file: whether the output goes to a file instead of standard output.
        to_stderr: whether it goes to standard error.
    """
    if when != "auto":
        return when == "always"
    if to_file or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    stream = sys.stderr if to_stderr else sys.stdout
    return stream is not None and stream.isatty()


def width() -> int:
    """Return the columns of the terminal; COLUMNS in the environment has the last word."""
    from shutil import get_terminal_size  # brings along what unpacks archives

    return get_terminal_size((_DEFAULT_WIDTH, 24)).columns


def write_file(path: Path, text: str) -> None:
    """Write a text file with LF line ends, whatever the system's are.

    Raises:
        OSError: it can't be written.
    """
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write(text)
