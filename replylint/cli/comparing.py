"""``replylint rules diff``: what a change of rules changes on a library."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from replylint.cli.exits import Exit
from replylint.cli.settings import file_options, linting_options, options_from
from replylint.cli.streams import emit, takes_color
from replylint.writers.layout.visible import visible

if TYPE_CHECKING:
    from replylint.evaluation.comparing import Change, Comparison
    from replylint.model.finding import Finding, Gap

_MARKS = {"new": ("+", "green"), "gone": ("-", "red"), "changed": ("~", "yellow")}


@click.command(name="diff")
@click.argument("revision", metavar="REV")
@click.argument(
    "paths", nargs=-1, required=True, metavar="LIBRARY...", type=click.Path(path_type=Path)
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to write it."
)
@linting_options
@file_options
def command(
    revision: str,
    paths: tuple[Path, ...],
    form: str,
    **given: Any,  # noqa: ANN401 - the options that several commands have
) -> Exit:
    """Show what a change of rules changes on a library.

    The rules as they are now are compared with those of REV, a git revision such as main or
    HEAD~1: your own rules (--rules, or rules in the configuration), or in a checkout of replylint
    the shipped ones. LIBRARY is any file or folder that `check` reads, as it is now. The work tree
    isn't touched. Exit code 1: something is found otherwise.
    """
    from replylint.evaluation.comparing import compare

    found = compare(revision, paths, options_from(given))
    for problem in (*found.problems, *found.notices):
        place = problem.path if problem.line is None else f"{problem.path}:{problem.line}"
        click.echo(visible(f"{place}: {problem.message}"), err=True)
    color = takes_color("auto")
    text = _json(found) if form == "json" else "\n".join(_text(found, revision))
    emit(lambda stream: click.echo(text, file=stream, color=color))
    if found.problems:
        return Exit.ERROR
    return Exit.FOUND if found.changes else Exit.CLEAN


# -- as text ------------------------------------------------------------------------------------


def _text(found: Comparison, revision: str) -> Iterator[str]:
    for change in found.changes:
        yield from _change(change)
    yield from _counts(found)
    for title, rules in (("New rules", found.added), ("Rules that are gone", found.removed)):
        if rules:
            yield f"{title}: {', '.join(rules)}"
    counts = Counter(change.kind for change in found.changes)
    numbers = ", ".join(f"{counts[kind]} {kind}" for kind in _MARKS)
    replies = "1 reply" if found.replies == 1 else f"{found.replies} replies"
    yield visible(f"{replies}, compared with the rules of {revision}: {numbers}")


def _change(change: Change) -> Iterator[str]:
    mark, color = _MARKS[change.kind]
    name = f" “{change.reply}”" if change.reply else ""
    place = visible(f"{change.path}:{change.line}{name}")
    shown = change.after or change.before
    assert shown is not None  # noqa: S101 - one of both is there
    words = getattr(shown, "match", "")
    what = f"{shown.severity} {shown.rule}" + (f" “{' '.join(words.split())}”" if words else "")
    yield click.style(f"{mark} {place}: {visible(what)}", fg=color)
    if change.before is not None and change.after is not None:
        for name in change.differences:
            yield from _difference(name, _values(change.before)[name], _values(change.after)[name])


def _difference(name: str, before: Any, after: Any) -> Iterator[str]:  # noqa: ANN401 (text or texts)
    """Yield what is said of one thing about a finding that differs."""
    if isinstance(before, str):
        yield f"    {name}: {_line(before)} → {_line(after)}"
    elif sorted(before) == sorted(after):
        yield f"    {name}: in another order"
    else:
        yield from (f"    - {_line(text)}" for text in before if text not in after)
        yield from (f"    + {_line(text)}" for text in after if text not in before)


def _line(text: str) -> str:
    return visible(" ".join(text.split())) or "none"


def _counts(found: Comparison) -> Iterator[str]:
    """Yield a row for each rule that finds something else, those with most changes first."""
    if not found.changes:
        return
    total = Counter(change.rule for change in found.changes)
    kinds = Counter((change.rule, change.kind) for change in found.changes)
    yield ""
    yield click.style(f"{'NEW':>6}  {'GONE':>6}  {'CHANGED':>7}  RULE", bold=True)
    for rule, _ in sorted(total.items(), key=lambda pair: (-pair[1], pair[0])):
        new, gone, changed = (kinds[rule, kind] for kind in _MARKS)
        yield f"{new:>6}  {gone:>6}  {changed:>7}  {rule}"
    yield ""


# -- as JSON ------------------------------------------------------------------------------------


def _json(found: Comparison) -> str:
    rules = sorted({change.rule for change in found.changes})
    kinds = Counter((change.rule, change.kind) for change in found.changes)
    values = {
        "version": 1,
        "changes": [
            {
                "change": change.kind,
                "path": change.path,
                "line": change.line,
                "name": change.reply,
                "rule": change.rule,
                "differences": list(change.differences),
                "before": None if change.before is None else _values(change.before),
                "after": None if change.after is None else _values(change.after),
            }
            for change in found.changes
        ],
        "rules": {rule: {kind: kinds[rule, kind] for kind in _MARKS} for rule in rules},
        "added": list(found.added),
        "removed": list(found.removed),
        "summary": {
            "replies": found.replies,
            **{kind: sum(change.kind == kind for change in found.changes) for kind in _MARKS},
        },
    }
    return json.dumps(values, indent=2, ensure_ascii=False)


def _values(found: Finding | Gap) -> dict[str, Any]:
    from replylint.evaluation.comparing import message, rewrites, severity, words

    return {
        "words": words(found),
        "severity": severity(found),
        "message": message(found),
        "rewrites": list(rewrites(found)),
    }
