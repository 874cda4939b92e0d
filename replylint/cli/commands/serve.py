"""``replylint serve``: keep replylint warm, so that checking a draft takes no time."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import click

from replylint.cli.exits import Exit
from replylint.model.errors import ConfigError
from replylint.warm import socket_path


@click.command(name="serve")
@click.option(
    "--socket",
    "path",
    is_flag=False,
    flag_value="",
    default="",
    metavar="[PATH]",
    help="The local socket to listen on. Default: one in the user's cache folder, where"
    " replylint check looks for it; or what REPLYLINT_SOCKET says.",
)
@click.option(
    "--idle-timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=1800.0,
    show_default=True,
    metavar="SECONDS",
    help="End after so long without anything to do.",
)
def command(path: str, idle_timeout: float) -> None:
    """Keep the rules and the parser in memory for replylint check.

    Only your own user can connect. A server of another version is replaced. Where nothing
    listens, replylint check does all by itself.
    """
    from replylint.cli.server import Server, warm_up

    place = path or socket_path()
    if place is None:
        raise ConfigError("There is no folder for the socket; name one with --socket.")
    where = Path(place)
    server = Server(where, idle_timeout)
    # An end from outside is an end as well: the socket is to be taken away.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(Exit.CLEAN))
    warm_up()
    click.echo(f"listening on {where}", err=True)
    server.run()
