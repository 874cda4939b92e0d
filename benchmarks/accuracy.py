"""Measures the rules on labelled replies, with 95 % intervals.

    python benchmarks/accuracy.py FILE.jsonl …

prints a Markdown table for each file. The intervals are Wilson's score intervals
(E. B. Wilson, 1927), which hold for small counts and shares near 0 or 1.
"""

from __future__ import annotations

import math
import sys
from pathlib import Path

from replylint.api import Options, check
from replylint.evaluation.labels import labels
from replylint.evaluation.scoring import Counts, Evaluation, evaluate, total

_Z = 1.959964  # of the normal distribution, for 95 %


def wilson(part: int, whole: int) -> tuple[float, float]:
    """Return the bounds of the 95 % interval of a share."""
    if not whole:
        return (0.0, 1.0)
    share = part / whole
    spread = _Z * math.sqrt(share * (1 - share) / whole + _Z**2 / (4 * whole**2))
    middle = share + _Z**2 / (2 * whole)
    scale = 1 + _Z**2 / whole
    return ((middle - spread) / scale, (middle + spread) / scale)


def measure(path: Path) -> Evaluation:
    """Return how the rules do on a file of labelled replies, all rules selected."""
    report = check([path], Options(select=("ALL",), language="en"))
    cases = [case for file in report.files for case in labels(file)[0]]
    return evaluate(cases)


def table(evaluation: Evaluation) -> list[str]:
    """Return the lines of a Markdown table."""
    lines = [
        "| category | right | wrong | missed | precision (95 %) | recall (95 %) |",
        "|---|---:|---:|---:|---|---|",
    ]
    for counts in (evaluation.findings, evaluation.gaps):
        rows = [*sorted(counts.items()), ("**all**", total(counts))]
        lines.extend(_row(name, row) for name, row in rows)
    clean = evaluation.clean
    lines += [
        "",
        (
            f"{clean.replies} clean replies: {clean.flagged} flagged at warning or above"
            f" ({clean.flagged / max(1, clean.replies):.1%}), {clean.info} with an info."
        ),
    ]
    return lines


def _row(name: str, row: Counts) -> str:
    precision = _share(row.right, row.right + row.wrong)
    recall = _share(row.right, row.right + row.missed)
    return f"| {name} | {row.right} | {row.wrong} | {row.missed} | {precision} | {recall} |"


def _share(part: int, whole: int) -> str:
    if not whole:
        return "–"
    low, high = wilson(part, whole)
    return f"{part / whole:.2f} ({low:.2f}–{high:.2f})"


def main(paths: list[str]) -> None:
    """Print the table of each file."""
    for name in paths:
        evaluation = measure(Path(name))
        print(f"### {Path(name).name}: {evaluation.replies} replies\n")
        print("\n".join(table(evaluation)), end="\n\n")


if __name__ == "__main__":
    main(sys.argv[1:])
