"""``replylint explain``: why a rule is there, with its examples and rewrites."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from replylint.cli.answers import NEAREST, lines_of
from replylint.cli.drafts import one_source, say_notices
from replylint.cli.options import color_option
from replylint.cli.settings import linting_options, options_from
from replylint.cli.streams import emit, takes_color, width
from replylint.model.rule import Example, RuleInfo, RuleKind

if TYPE_CHECKING:
    from replylint.api import Draft, Options

_MAX_WIDTH = 88


@click.command(name="explain")
@click.argument("name", metavar="RULE")
@click.argument("path", required=False, metavar="[PATH]", type=click.Path(path_type=Path))
@click.option(
    "--why-not",
    is_flag=True,
    help="Say why the rule doesn't fire on a draft: PATH, or what is piped in.",
)
@click.option(
    "--all", "everything", is_flag=True, help="With --why-not: every miss, not the nearest."
)
@linting_options
@click.option("--stdin-filename", metavar="NAME", help="The name to report for standard input.")
@color_option
def command(
    name: str,
    path: Path | None,
    why_not: bool,
    everything: bool,
    stdin_filename: str | None,
    color: str,
    **given: Any,  # noqa: ANN401 - the options that several commands have
) -> None:
    """Say why a rule is there, what it finds and what to write instead.

    RULE is a rule id such as blame-customer/failed-to, or a category, whose rules are listed.
    The configuration counts, as it does for check. With --why-not: why it doesn't fire on each sentence of a draft.
    """
    if path is not None and not why_not:
        raise click.UsageError("A PATH goes with --why-not: replylint explain --why-not RULE PATH")
    options = options_from(given)
    if why_not:
        source = one_source(path, stdin_filename, f"explain --why-not {name}")
        lines = _why_not(name, source, options, everything)
    else:
        lines = _about(name, options)
    text = "\n".join(lines).rstrip("\n")
    with_color = takes_color(color)
    emit(lambda stream: click.echo(text, file=stream, color=with_color))


def _about(name: str, options: Options) -> Iterator[str]:
    """Yield what is known of a rule, or a line for each rule of a category."""
    from replylint.api import Profiles
    from replylint.rulebook.selection import matching

    found = matching(Profiles(options).rules(), name)
    yield from _category(found) if "/" not in name else _rules(found, name)


def _why_not(rule: str, source: Path | Draft, options: Options, everything: bool) -> Iterator[str]:
    """Yield what a rule comes to in a draft.

    Raises:
        click.UsageError: it is a category.
    """
    from replylint.api import rules
    from replylint.authoring.drafts import open_source
    from replylint.authoring.silence import answers
    from replylint.rulebook.selection import matching

    opened = open_source(source, options)
    settings = opened.linter.settings
    matching(rules(options.language, settings.extra_rules, options.cache), rule)
    if "/" not in rule:
        raise click.UsageError(
            f"{rule} is a category; name one of its rules: replylint explain {rule}"
        )
    say_notices(opened)
    for answer in answers(opened, rule):
        yield from lines_of(answer, rule, None if everything else NEAREST)


def _category(infos: tuple[RuleInfo, ...]) -> Iterator[str]:
    """Yield a line for each rule of a category."""
    room = max(len(info.id) for info in infos) if infos else 0
    for info in infos:
        yield f"{click.style(info.id.ljust(room), bold=True)}  {info.severity:7}  {info.message}"


def _rules(infos: tuple[RuleInfo, ...], name: str) -> Iterator[str]:
    """Yield what is known of a rule; one id may stand for a rule in several languages."""
    for at, info in enumerate(infos):
        if at:
            yield ""
        if name in info.formerly:
            yield f"“{name}” has been renamed: it is “{info.id}” now. The old name goes on working."
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
        title = "Say instead:" if info.kind is RuleKind.AVOID else "Add:"
        yield from _listed(title, [(" ", rewrite) for rewrite in info.rewrites])
    yield from _examples("Reported:", [each for each in info.examples if each.bad])
    yield from _examples("Fine:", [each for each in info.examples if not each.bad])
    yield ""
    asked = f"Asked for by: {', '.join(info.sources)}. " if info.sources else ""
    yield f"{asked}Defined in {info.path}:{info.line}."
    if info.changed:
        yield f"Changed in {', '.join(info.changed)}."
    if info.formerly:
        yield f"Formerly {', '.join(info.formerly)}."


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
