"""Measures how many rightly found findings come with a rewrite, and lists the rewrites.

    python benchmarks/rewrites.py FILE.jsonl            the shares, by category and applicability
    python benchmarks/rewrites.py --pairs FILE.jsonl    original and rewrite, for a blind reading

Only findings that match a label count. A tip without replacement text is no rewrite; one with a
blank to fill in is a suggestion.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from replylint.api import Options, check
from replylint.evaluation.labels import Case, labels
from replylint.evaluation.scoring import matches
from replylint.model.finding import Applicability, Finding, Fix


def rightly_found(path: Path) -> Iterator[tuple[Case, Finding]]:
    """Yield the findings of a labelled file that a person found too."""
    report = check([path], Options(select=("ALL",), language="en"))
    for file in report.files:
        for case in labels(file)[0]:
            for number in matches(case.report.findings, case.labels.findings):
                yield case, case.report.findings[number]


def offered(finding: Finding) -> list[Fix]:
    """Return the fixes that have replacement text."""
    return [fix for fix in finding.fixes if fix.edits]


def shares(path: Path) -> Iterator[str]:
    """Yield a Markdown table of how many findings have a rewrite."""
    found: Counter[str] = Counter()
    best: Counter[tuple[str, str]] = Counter()
    for _, finding in rightly_found(path):
        found[finding.category] += 1
        kinds = {fix.applicability for fix in offered(finding)}
        for kind in Applicability:
            best[finding.category, kind] += kind in kinds
        best[finding.category, "any"] += bool(kinds)
    yield "| category | findings | any rewrite | safe | unsafe | suggestion |"
    yield "|---|---:|---:|---:|---:|---:|"
    columns = ("any", *Applicability)
    for category in sorted(found):
        cells = " | ".join(str(best[category, column]) for column in columns)
        yield f"| {category} | {found[category]} | {cells} |"
    whole = sum(found.values())
    cells = " | ".join(
        f"{sum(best[category, column] for category in found) / max(1, whole):.0%}"
        for column in columns
    )
    yield f"| **all** | {whole} | {cells} |"


def pairs(path: Path) -> Iterator[str]:
    """Yield a JSON line for each rewrite: the reply's sentence as it was and as rewritten."""
    for case, finding in rightly_found(path):
        text = case.report.reply.text
        for rank, fix in enumerate(offered(finding)):
            start = min(finding.sentence.start, *(edit.span.start for edit in fix.edits))
            end = max(finding.sentence.end, *(edit.span.end for edit in fix.edits))
            after = text[start:end]
            for edit in sorted(fix.edits, key=lambda edit: edit.span, reverse=True):
                at, to = edit.span.start - start, edit.span.end - start
                after = after[:at] + edit.text + after[to:]
            yield json.dumps(
                {
                    "reply": case.report.reply.name,
                    "category": finding.category,
                    "rule": finding.rule,
                    "rank": rank,
                    "applicability": fix.applicability,
                    "before": text[start:end],
                    "after": after,
                },
                ensure_ascii=False,
            )


def main(arguments: list[str]) -> None:
    """Print the shares, or with ``--pairs`` the rewrites."""
    show = pairs if "--pairs" in arguments else shares
    for name in arguments:
        if name != "--pairs":
            print("\n".join(show(Path(name))))


if __name__ == "__main__":
    main(sys.argv[1:])
