"""The program: ``replylint``, and ``python -m replylint`` the same."""

from __future__ import annotations

import os
import sys

from replylint.cli import main


def run() -> None:
    """Run the command line as a process of its own, and end the process."""
    try:
        main(prog_name="replylint")
    except SystemExit as end:
        # Everything has been written. Taking rules and parser apart piece by piece would be a
        # tenth of a run; other processes and tracing are left to the interpreter.
        if (
            isinstance(end.code, int)
            and "multiprocessing" not in sys.modules
            and not sys.gettrace()
        ):
            for stream in (sys.stdout, sys.stderr):
                try:
                    stream.flush()
                except (AttributeError, OSError, ValueError):
                    raise end from None
            os._exit(end.code)
        raise


if __name__ == "__main__":
    run()
