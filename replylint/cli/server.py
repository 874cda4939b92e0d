"""The server behind ``replylint serve``: warm, for one user, gone when nobody asks.

It forks for each command: the copy has the rules and the parser in memory, takes over the
client's arguments, folder, environment and standard streams, and ends. Nothing stays behind.
"""

from __future__ import annotations

import gc
import io
import json
import os
import signal
import socket
import struct
import sys
from contextlib import redirect_stdout, suppress
from pathlib import Path
from typing import Any

from replylint import warm
from replylint.model.errors import ConfigError

_STOP = "stop"


class Server:
    """Listens on a socket.

    Args:
        path: where; its folder is made for the user alone.
        idle: seconds without a command after which it ends.

    Raises:
        ConfigError: there can be no socket there.
    """

    def __init__(self, path: Path, idle: float) -> None:
        self._path = path
        self._identity = warm.identity()
        self._socket = _bound(path)
        self._socket.settimeout(idle)

    def run(self) -> None:
        """Serve until nobody has asked for the idle time, or another server takes over."""
        gc.collect()
        gc.freeze()  # a copy shares memory as long as nobody writes to it
        try:
            while self._serve_one():
                _reap()
        finally:
            self._socket.close()
            with suppress(OSError):
                self._path.unlink()

    def _serve_one(self) -> bool:
        """Wait for a client; return whether to go on."""
        try:
            connection, _ = self._socket.accept()
        except TimeoutError:
            return False
        with connection:
            connection.settimeout(10)
            if not _is_same_user(connection):
                return True
            try:
                request, streams = _received(connection)
            except (OSError, ValueError, TypeError):
                return True
            try:
                return self._handle(connection, request, streams)
            finally:
                for stream in streams:
                    os.close(stream)

    def _handle(
        self, connection: socket.socket, request: dict[str, Any], streams: list[int]
    ) -> bool:
        if request.get("identity") != self._identity or request.get(_STOP):
            # Ours is another version: the client goes on by itself, and we make room.
            connection.sendall(bytes([warm.REFUSED]))
            return False
        if os.fork() == 0:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            self._socket.close()
            _end_with(connection)
            code = warm.REFUSED
            try:
                code = _run(request, streams)
            finally:
                with suppress(OSError):
                    connection.sendall(bytes([code]))
                os._exit(0)
        return True


def _bound(path: Path) -> socket.socket:
    if not hasattr(socket, "AF_UNIX") or not hasattr(os, "fork"):
        raise ConfigError("This system has no local sockets that replylint could listen on.")
    _replace(path)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        mask = os.umask(0o177)
        try:
            listening.bind(str(path))
        finally:
            os.umask(mask)
        listening.listen(16)
    except OSError as error:
        raise ConfigError(f"{path}: can't listen there: {error.strerror or error}") from None
    return listening


def _replace(path: Path) -> None:
    """Stop a server that listens there, and take its socket away."""
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(5)
        connection.connect(str(path))
        warm.send(connection, {_STOP: True})
        connection.recv(1)
    with suppress(OSError):
        if path.is_socket():
            path.unlink()


def _is_same_user(connection: socket.socket) -> bool:
    """Return whether a client belongs to our user; where the system doesn't say, the folder does."""
    option = getattr(socket, "SO_PEERCRED", None)
    if option is None:
        return True
    form = "3i"
    credentials = connection.getsockopt(socket.SOL_SOCKET, option, struct.calcsize(form))
    _, user, _ = struct.unpack(form, credentials)
    return bool(user == os.getuid())


def _received(connection: socket.socket) -> tuple[dict[str, Any], list[int]]:
    head, streams, _, _ = socket.recv_fds(connection, warm.LENGTH, 3)
    data = b""
    length = int.from_bytes(head, "big")
    while len(data) < length:
        part = connection.recv(min(1 << 16, length - len(data)))
        if not part:
            raise ValueError("the client went away")
        data += part
    request = json.loads(data.decode("utf-8", "surrogatepass"))
    if not isinstance(request, dict) or len(streams) != 3:
        raise ValueError("not a request")
    return request, streams


def _end_with(connection: socket.socket) -> None:
    """Have this process and those it starts end when the client does, such as by Ctrl-C.

    They write nothing but what the client's streams are for, and caches, which are replaced whole.
    """
    import fcntl

    def look(*_: object) -> None:
        with suppress(OSError):
            if not connection.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT):
                os.killpg(0, signal.SIGKILL)

    with suppress(OSError, AttributeError):
        os.setpgid(0, 0)
        signal.signal(signal.SIGIO, look)
        fcntl.fcntl(connection, fcntl.F_SETOWN, os.getpid())
        flags = fcntl.fcntl(connection, fcntl.F_GETFL)
        fcntl.fcntl(connection, fcntl.F_SETFL, flags | os.O_ASYNC)


def _run(request: dict[str, Any], streams: list[int]) -> int:
    """Run a command as the client would, and return its exit code."""
    from replylint.cli import main

    for number, stream in enumerate(streams):
        os.dup2(stream, number)
    os.environ.clear()
    os.environ.update(request["environment"])
    os.chdir(request["folder"])
    (input_, *_), output, errors = request["streams"]
    sys.stdin = io.open(0, encoding=input_, closefd=False)  # noqa: SIM115, UP020 - a stream
    sys.stdout = _writer(1, *output)
    sys.stderr = _writer(2, *errors)
    try:
        main(args=request["arguments"], prog_name="replylint")
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0
    else:
        code = 0
    for stream_ in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream_.flush()
    return code


def _writer(number: int, encoding: str, errors: str) -> io.TextIOWrapper:
    """Return a standard stream as the interpreter would have made it."""
    return io.TextIOWrapper(
        io.open(number, "wb", closefd=False),  # noqa: UP020 - a stream
        encoding=encoding,
        errors=errors,
        line_buffering=number == 2 or os.isatty(number),
    )


def _reap() -> None:
    """Let copies go that have ended."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def warm_up() -> None:
    """Read the rules, load the parser, import what checks and reports: so copies have them."""
    from replylint.api import Draft, Options, check, rules
    from replylint.cli import main
    from replylint.cli.options import cache_folder

    cache = cache_folder({})
    examples = [example.text for info in rules(None, (), cache) for example in info.examples[:2]]
    check([Draft(text.encode()) for text in examples], Options())
    before = sys.stdin
    sys.stdin = io.TextIOWrapper(io.BytesIO("\n\n".join(examples[:20]).encode()))
    try:
        with redirect_stdout(io.StringIO()), suppress(SystemExit):
            main(args=["check", "--isolated", "-"], prog_name="replylint")
    finally:
        sys.stdin = before
