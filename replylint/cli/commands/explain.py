"""``replylint explain``: why a rule is there, with its examples and rewrites."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from replylint.cli.options import cache_folder, cache_options, language_option, rules_option
from replylint.cli.streams import emit, takes_color, width
from replylint.model.rule import Example, RuleInfo

_MAX_WIDTH = 88


@click.command(name="explain")
@click.argument("name", metavar="RULE")
@language_option
@rules_option
@cache_options
def command(
    name: str,
    language: str | None,
    extra_rules: tuple[Path, ...],
    **caching: Any,  # noqa: ANN401 - as click gives them
) -> None:
    """Say why a rule is there, what it finds and what to write instead.

    RULE is a rule id such as blame-customer/failed-to, or a category, whose rules are listed.
    """
    from replylint.api import rules
    from replylint.rulebook.selection import matching

    found = matching(rules(language, extra_rules, cache_folder(caching)), name)
    lines = _category(found) if "/" not in name else _rules(found)
    color = takes_color("auto")
    emit(lambda stream: click.echo("\n".join(lines), file=stream, color=color))


def _category(infos: tuple[RuleInfo, ...]) -> Iterator[str]:
    """Yield a line for each rule of a category."""
    room = max(len(info.id) for info in infos) if infos else 0
    for info in infos:
        yield f"{click.style(info.id.ljust(room), bold=True)}  {info.severity:7}  {info.message}"


def _rules(infos: tuple[RuleInfo, ...]) -> Iterator[str]:
    """Yield what is known of a rule; one id may stand for a rule in several languages."""
    for at, info in enumerate(infos):
        if at:
            yield ""
        yield from _rule(info)


def _rule(info: RuleInfo) -> Iterator[str]:
    about = [info.severity.value, info.language, "on by default" if info.default else "off"]
    yield f"{click.style(info.id, bold=True)}  ({', '.join(about)})"
    yield ""
    yield from _paragraph(info.message)
    yield ""
    yield from _paragraph(f"Why: {info.why}")
    if info.rewrites:
        yield from _listed("Say instead:", [(" ", rewrite) for rewrite in info.rewrites])
    yield from _examples("Reported:", [each for each in info.examples if each.bad])
    yield from _examples("Fine:", [each for each in info.examples if not each.bad])
    yield ""
    yield f"Asked for by: {', '.join(info.sources) or 'unknown'}. Defined in {info.path}:{info.line}."


def _examples(title: str, examples: list[Example]) -> Iterator[str]:
    """Yield examples with the rewrite and the note each may have."""
    rows: list[tuple[str, str]] = []
    for example in examples:
        rows.append(("×" if example.bad else "✓", example.text))
        if example.rewrite:
            rows.append(("→", example.rewrite))
        if example.note:
            rows.append((" ", f"({example.note})"))
    if rows:
        yield from _listed(title, rows)


def _listed(title: str, rows: list[tuple[str, str]]) -> Iterator[str]:
    yield ""
    yield click.style(title, bold=True)
    for mark, text in rows:
        yield from _paragraph(text, f"  {mark} ")


def _paragraph(text: str, mark: str = "") -> Iterator[str]:
    """Yield a text in lines that fit; line ends in it stay."""
    room = min(width(), _MAX_WIDTH)
    for line in text.splitlines() or [""]:
        yield textwrap.fill(line, room, initial_indent=mark, subsequent_indent=" " * len(mark))
        mark = " " * len(mark)
