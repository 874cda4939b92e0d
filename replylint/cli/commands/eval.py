"""``replylint eval``: precision and recall on labelled replies."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from replylint.cli.exits import Exit
from replylint.cli.options import language_option, rules_option
from replylint.cli.streams import emit

if TYPE_CHECKING:
    from replylint.evaluation.scoring import Clean, Counts, Evaluation, Mistake


@click.command(name="eval")
@click.argument("path", metavar="FILE.jsonl", type=click.Path(path_type=Path))
@click.option("--output-format", type=click.Choice(["text", "json"]), default="text")
@click.option("--show-errors", is_flag=True, help="List each false alarm and each miss.")
@language_option
@rules_option
def command(
    path: Path,
    output_format: str,
    show_errors: bool,
    language: str | None,
    extra_rules: tuple[Path, ...],
) -> Exit:
    """Measure the rules against labelled replies, all rules selected.

    Each line of FILE.jsonl has a "text", its "findings" (each a "category" and a "quote") and its
    "gaps" (categories, or null where they weren't judged).
    """
    from replylint.api import Options, check
    from replylint.evaluation.labels import labels
    from replylint.evaluation.scoring import evaluate

    report = check([path], Options(select=("ALL",), language=language, rules=extra_rules))
    problems = [*report.problems, *report.notices]
    cases = []
    for file in report.files:
        labelled, bad = labels(file)
        cases += labelled
        problems += bad
    for problem in problems:
        place = problem.path if problem.line is None else f"{problem.path}:{problem.line}"
        click.echo(f"{place}: {problem.message}", err=True)
    evaluation = evaluate(cases)
    form = _json if output_format == "json" else _text
    text = form(evaluation, evaluation.mistakes if show_errors else ())
    emit(lambda stream: click.echo(text, file=stream))
    return Exit.ERROR if len(problems) > len(report.notices) else Exit.CLEAN


def _text(evaluation: Evaluation, mistakes: tuple[Mistake, ...]) -> str:
    lines = [
        *(line for mistake in mistakes for line in _mistake(mistake)),
        f"{evaluation.replies} replies",
        "",
        *_table("FINDINGS", evaluation.findings),
        "",
        *_table("GAPS", evaluation.gaps),
        "",
        _clean(evaluation.clean),
    ]
    return "\n".join(lines)


def _clean(clean: Clean) -> str:
    """Return the sentence about replies that should have no finding."""
    flagged = f"{clean.flagged} ({_share(clean.flagged, clean.replies)}) flagged"
    info = f"{clean.info} ({_share(clean.info, clean.replies)}) with an info"
    return f"{clean.replies} clean replies: {flagged} at warning or above, {info}"


def _table(title: str, counts: Mapping[str, Counts]) -> Iterator[str]:
    """Yield a row for each category and one for all together."""
    from replylint.evaluation.scoring import total

    yield f"{title:22}  right  wrong  missed  precision  recall     F1"
    for name, row in [*sorted(counts.items()), ("all", total(counts))]:
        yield (
            f"{name:22}  {row.right:5}  {row.wrong:5}  {row.missed:6}"
            f"  {_number(row.precision):>9}  {_number(row.recall):>6}  {_number(row.f1):>5}"
        )


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "–"


def _mistake(mistake: Mistake) -> Iterator[str]:
    """Yield what was reported wrongly or missed, with the reply it stands in."""
    what = "false alarm" if mistake.wrong else "missed"
    words = f" “{mistake.match}”" if mistake.match else ""
    yield f"{mistake.reply or '?'}: {what}: {mistake.rule or mistake.category}{words}"
    yield f"    {' '.join(mistake.text.split())}"
    yield ""


def _json(evaluation: Evaluation, mistakes: tuple[Mistake, ...]) -> str:
    clean = evaluation.clean
    values: dict[str, object] = {
        "version": 1,
        "replies": evaluation.replies,
        "findings": _scores(evaluation.findings),
        "gaps": _scores(evaluation.gaps),
        "clean": {"replies": clean.replies, "flagged": clean.flagged, "info": clean.info},
    }
    if mistakes:
        values["mistakes"] = [
            {
                "reply": mistake.reply,
                "category": mistake.category,
                "error": "false alarm" if mistake.wrong else "missed",
                "rule": mistake.rule,
                "match": mistake.match,
                "text": mistake.text,
            }
            for mistake in mistakes
        ]
    return json.dumps(values, indent=2)


def _scores(counts: Mapping[str, Counts]) -> dict[str, object]:
    """Return the scores over all and by category as JSON values."""
    from replylint.evaluation.scoring import total

    by_category = {name: _score(row) for name, row in sorted(counts.items())}
    return {**_score(total(counts)), "by_category": by_category}


def _score(counts: Counts) -> dict[str, object]:
    return {
        "right": counts.right,
        "wrong": counts.wrong,
        "missed": counts.missed,
        "precision": counts.precision,
        "recall": counts.recall,
        "f1": counts.f1,
    }
