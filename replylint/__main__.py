"""The process behind ``replylint`` and ``python -m replylint``: asks a warm server, or runs itself."""

from __future__ import annotations

import gc
import sys

from replylint.warm import ask

_INTERRUPTED = 130  # the exit code of a command that Ctrl-C ends
_OBJECTS = 1_000_000  # new ones, before cycles among them are looked for


def main() -> None:
    """Run the command of the command line, and end the process with its exit code."""
    # What is made at start lives to the end, and later there are few cycles: some thousand objects
    # in 500 replies. Looking for them took a fifteenth of a run.
    gc.set_threshold(_OBJECTS)
    try:
        try:
            code = ask(sys.argv[1:])
        except KeyboardInterrupt:  # the server's copy ends when its client is gone
            code = _INTERRUPTED
        if code is None:
            from replylint.cli import main as run

            run(prog_name="replylint")
        sys.exit(code)
    finally:
        # An interpreter that ends looks for cycles among all there is: an eighth of a short run.
        gc.freeze()


if __name__ == "__main__":
    main()
