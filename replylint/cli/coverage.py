"""``replylint rules coverage``: which rules, and which of their parts, do anything."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from replylint.cli.exits import Exit
from replylint.cli.options import language_option, rules_option
from replylint.cli.settings import config_options, options_from
from replylint.cli.streams import emit, on_terminal, takes_color, width
from replylint.writers.layout.visible import visible

if TYPE_CHECKING:
    from replylint.evaluation.coverage import Coverage, Overlap
    from replylint.model.report import Problem

_ABOUT = {
    "silent": "Rules that find nothing in their own bad examples",
    "unused": "Cues and sets that no rule uses; they can go",
    "unseen": "Rules that found nothing in the replies",
    "hidden": "Rules that always yield to others: never reported",
    "overlaps": "Rules on the same words",
    "patterns": "Patterns that never matched",
    "exceptions": "Exceptions that never silenced anything",
    "rewrites": "Rewrites that were never offered",
}
_KINDS = ("pattern", "exception", "rewrite")
_OUTCOMES = {
    "neither": "each yields to the other: neither is reported",
    "both": "both are reported",
    "merged": "one finding of both",
    "first": "the second yields",
    "second": "the first yields",
}
# A line short enough for a terminal.
_BOTH = "Both are reported? “yields-to: [category]” in one file leaves it to the other's rule."


@click.command(name="coverage")
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to write it."
)
@click.option(
    "--fail-on",
    multiple=True,
    type=click.Choice(list(_ABOUT)),
    help="Exit with 1 if there is anything of that sort. Repeatable.",
)
@rules_option
@language_option
@config_options
def command(
    paths: tuple[Path, ...],
    form: str,
    fail_on: tuple[str, ...],
    **given: Any,  # noqa: ANN401 - the options that several commands have
) -> Exit:
    """Say which rules, patterns, exceptions and rewrites do anything.

    All rules run over the examples they carry, and over the replies of PATH: drafts and libraries,
    as for `check`. With --rules, or rules in the configuration, only your own rules are judged.
    """
    from replylint.evaluation.coverage import coverage

    found = coverage(paths, options_from(given))
    for problem in (*found.problems, *found.notices):
        click.echo(visible(_problem(problem)), err=True)
    color = takes_color("auto")
    text = _json(found) if form == "json" else "\n".join(_text(found))
    emit(lambda stream: click.echo(text, file=stream, color=color))
    if found.problems:
        return Exit.ERROR
    failed = any(values for name, values in _sections(found).items() if name in fail_on)
    return Exit.FOUND if failed else Exit.CLEAN


def _problem(problem: Problem) -> str:
    place = problem.path if problem.line is None else f"{problem.path}:{problem.line}"
    return f"{place}: {problem.message}"


# -- what there is to say, section by section ---------------------------------------------------


def _sections(found: Coverage) -> Mapping[str, Sequence[Mapping[str, object]]]:
    """Return the entries of each section, the most important section first."""
    uses = [use for use in found.uses if use.shown or use.rule.examples]
    unseen = uses if found.replies else []
    return {
        "silent": [_rule(use.rule) for use in uses if not use.shown],
        "unused": [
            {"kind": each.kind, "name": each.place.text, **_place(each.place), "by": list(each.by)}
            for each in found.unused
        ],
        "unseen": [_rule(use.rule) for use in unseen if not use.found],
        "hidden": [
            _rule(use.rule) for use in uses if use.examples + use.found and not use.reported
        ],
        "overlaps": [_overlap(each) for each in found.overlaps],
        **{
            f"{kind}s": [
                {"owner": each.owner, "text": each.place.text, **_place(each.place)}
                for each in found.parts
                if each.kind == kind and not each.count
            ]
            for kind in _KINDS
        },
    }


def _place(place: Any) -> dict[str, object]:  # noqa: ANN401 (whatever has a path and a line)
    return {"path": place.path, "line": place.line}


def _rule(info: Any) -> dict[str, object]:  # noqa: ANN401 (imported when there is one)
    return {"rule": info.id, **_place(info)}


def _overlap(overlap: Overlap) -> dict[str, object]:
    meeting = overlap.meeting
    return {
        "rules": [meeting.first, meeting.second],
        "count": overlap.count,
        "outcome": meeting.outcome,
        "words": overlap.words,
    }


def _json(found: Coverage) -> str:
    values: dict[str, object] = {
        "version": 1,
        "rules": [
            {
                **_rule(use.rule),
                "bad_examples": sum(example.bad for example in use.rule.examples),
                "shown": use.shown,
                "examples": use.examples,
                "replies": None if found.replies is None else use.found,
                "reported": use.reported,
            }
            for use in found.uses
        ],
        **_sections(found),
        "summary": {
            "examples": found.examples,
            "replies": found.replies,
            **{f"{kind}s": total for kind, total in _totals(found).items()},
        },
    }
    return json.dumps(values, indent=2, ensure_ascii=False)


def _totals(found: Coverage) -> Mapping[str, int]:
    """Return how many parts there are of each kind."""
    return {kind: sum(part.kind == kind for part in found.parts) for kind in _KINDS}


# -- as text ------------------------------------------------------------------------------------


def _text(found: Coverage) -> Iterator[str]:
    replies = "" if found.replies is None else f", {found.replies} replies"
    rules = "1 rule" if len(found.uses) == 1 else f"{len(found.uses)} rules"
    yield f"{rules}, {found.examples} examples{replies}"
    for name, entries in _sections(found).items():
        if entries:
            yield ""
            total = _totals(found).get(name.removesuffix("s"))
            count = f"{len(entries)}" if total is None else f"{len(entries)} of {total}"
            yield click.style(f"{_ABOUT[name]} ({count})", bold=True)
            yield from _lines(map(_row, entries))
            if any(entry.get("outcome") == "both" for entry in entries):
                yield f"  {_BOTH}"
    yield ""
    yield click.style("How often each rule found something", bold=True)
    yield from _lines(_counts(found))


def _row(entry: Mapping[str, Any]) -> tuple[str, ...]:
    if "rules" in entry:
        first, second = entry["rules"]
        words = " ".join(entry["words"].split())
        return f"{entry['count']}×", first, second, _OUTCOMES[entry["outcome"]], f"“{words}”"
    place = f"{entry['path']}:{entry['line']}"
    if "kind" in entry:
        by = f"(named by {', '.join(entry['by'])}, unused as well)" if entry["by"] else ""
        return place, f"{entry['kind']} {entry['name']}", by
    return place, entry.get("owner", entry.get("rule", "")), entry.get("text", "")


def _counts(found: Coverage) -> Iterator[tuple[str, ...]]:
    """Yield a row for each rule, the most frequent first."""
    heads = ("EXAMPLES", "REPLIES", "REPORTED", "RULE")
    rows = [
        (str(use.examples), str(use.found), str(use.reported), use.rule.id)
        for use in reversed(found.uses)
    ]
    for row in (heads, *rows):
        yield row if found.replies is not None else (row[0], *row[2:])


def _lines(rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Yield the lines of a table, numbers to the right."""
    known = list(rows)
    # On a terminal a line is a line; what is piped is whole.
    room_left = width() if on_terminal() else None
    rooms = [max(len(row[column]) for row in known) for column in range(len(known[0]))]
    for row in known:
        cells = [
            cell.rjust(room) if cell[:1].isdigit() and ":" not in cell else cell.ljust(room)
            for cell, room in zip(row, rooms, strict=True)
        ]
        line = visible(f"  {'  '.join(cells)}".rstrip())
        yield line if room_left is None or len(line) <= room_left else f"{line[: room_left - 1]}…"
