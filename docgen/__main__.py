"""The command: writes what is made from the program, or says what of it isn't current."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from docgen.reference import left_over, reference
from docgen.walkthrough import is_walkthrough, replayed

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    """Run; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m docgen", description="Make the reference.")
    parser.add_argument("--check", action="store_true", help="only say what isn't current")
    only_check = parser.parse_args().check
    made = {**reference(ROOT), **_walkthroughs()}
    changed, lost = _changed(made), left_over(ROOT, made)
    if not only_check:
        _write(changed, lost)
    for path in (*changed, *lost):
        print(path.relative_to(ROOT).as_posix())
    print(f"{len(changed)} of {len(made)} files changed, {len(lost)} left over")
    return 1 if only_check and (changed or lost) else 0


def _walkthroughs() -> Mapping[Path, str]:
    """Return the pages that show commands, with what these print today."""
    texts = {path: path.read_text("utf-8") for path in (ROOT / "docs").glob("*.md")}
    return {path: replayed(text) for path, text in texts.items() if is_walkthrough(text)}


def _changed(made: Mapping[Path, str]) -> Mapping[Path, str]:
    return {
        path: text
        for path, text in made.items()
        if not path.exists() or path.read_text("utf-8") != text
    }


def _write(changed: Mapping[Path, str], lost: list[Path]) -> None:
    for path in lost:
        path.unlink()
    for path, text in changed.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")


if __name__ == "__main__":
    sys.exit(main())
