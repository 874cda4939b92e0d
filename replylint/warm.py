"""Hands a command to a server that is warm (`replylint serve`), where there is one.

The server runs the command in a copy of itself, with this process's arguments, folder,
environment and standard streams: so the output is the same, byte for byte.

Whoever asks should have little to import: here stands neither click nor pathlib nor typing.
"""

from __future__ import annotations

import json
import os
import stat
import sys

from replylint import __version__
from replylint.stamps import stamps

TYPE_CHECKING = False
if TYPE_CHECKING:
    import socket
    from collections.abc import Mapping, Sequence

LENGTH = 8  # bytes that say how long a message is
REFUSED = 255  # the answer of a server that is of another version, or that gives up
# What changes files or asks questions is done here, where Ctrl-C stops it.
_OWN = frozenset(
    {"--interactive", "--fix", "--fix-only", "--watch", "--help", "-h", "--output-file"}
)
_CODE = (".py", ".json", ".bin", ".txt")


def socket_path() -> str | None:
    """Return where the server listens: REPLYLINT_SOCKET, or a place in the user's cache folder."""
    given = os.environ.get("REPLYLINT_SOCKET")
    if given is not None:
        return given or None
    cache = os.environ.get("REPLYLINT_CACHE_DIR")
    if cache:
        return os.path.join(cache, "serve.sock")  # noqa: PTH118 - see the head of this module
    from replylint.storage import user_folder

    folder = user_folder()
    return None if folder is None else str(folder / "serve.sock")


def identity() -> str:
    """Return what a server and its clients must have in common: version, code and interpreter."""
    package = os.path.dirname(os.path.abspath(__file__))  # noqa: PTH100, PTH120 - see above
    # Numbers have the same hash in each process.
    code = hash(tuple(stamp[1:] for stamp in stamps(package, _CODE)))
    return f"{__version__} {package} {sys.version} {code}"


def ask(arguments: Sequence[str]) -> int | None:
    """Have a server run a command, and return its exit code; None if it is to be run here.

    Args:
        arguments: those of the command line.
    """
    names = {each.partition("=")[0] for each in arguments}
    if arguments[:1] != ["check"] or not _OWN.isdisjoint(names):
        return None
    path = socket_path()
    if (
        path is None
        or not _is_ours(path)
        or any(stream is None or stream.closed for stream in (sys.stdin, sys.stdout, sys.stderr))
    ):
        return None
    code = _asked(path, arguments)
    if code is not None and not {"-v", "--verbose"}.isdisjoint(arguments):
        sys.stderr.write(f"answered by the server at {path}\n")
    return code


def _is_ours(path: str) -> bool:
    try:
        status = os.lstat(path)
    except (OSError, ValueError):
        return False
    return stat.S_ISSOCK(status.st_mode) and status.st_uid == os.getuid()


def _asked(path: str, arguments: Sequence[str]) -> int | None:
    import socket

    sys.stdout.flush()
    try:
        request = {
            "identity": identity(),
            "arguments": list(arguments),
            "folder": os.getcwd(),  # noqa: PTH109 - it may be gone: then we say so ourselves
            "environment": dict(os.environ),
            "streams": [
                [stream.encoding, stream.errors] for stream in (sys.stdin, sys.stdout, sys.stderr)
            ],
        }
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.connect(path)
            send(connection, request)
            answer = connection.recv(1)
    except (OSError, ValueError):
        return None
    # A server that dies before it answers has written nothing, or all there was to say.
    return answer[0] if answer and answer[0] != REFUSED else None


def send(connection: socket.socket, request: Mapping[str, object]) -> None:
    """Send a request together with this process's standard streams."""
    import socket

    message = json.dumps(request).encode("utf-8", "surrogatepass")
    head = len(message).to_bytes(LENGTH, "big")
    socket.send_fds(connection, [head], [0, 1, 2])
    connection.sendall(message)
