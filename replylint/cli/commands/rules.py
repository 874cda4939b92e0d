"""``replylint rules``: list the rules, run the examples they carry, begin a new one."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from replylint.cli import comparing, coverage, schema
from replylint.cli.answers import NEAREST
from replylint.cli.beginnings import configured_rules, described, write_new
from replylint.cli.examples import tested
from replylint.cli.exits import Exit
from replylint.cli.options import (
    cache_folder,
    cache_options,
    color_option,
    language_option,
    pack_places,
    rules_option,
)
from replylint.cli.settings import config_options, options_from
from replylint.cli.streams import emit, takes_color, width
from replylint.config.names import NAMES
from replylint.model.rule import RuleInfo
from replylint.rulebook.packs import Source


@click.group(name="rules")
def command() -> None:
    """List rules, test them, begin new ones."""


command.add_command(schema.command)
command.add_command(comparing.command)
command.add_command(coverage.command)


@command.command(name="list")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="text: a table on a terminal, tab-separated when piped.",
)
@language_option
@rules_option
@config_options
@cache_options
def list_rules(
    form: str,
    **given: Any,  # noqa: ANN401 - the options that several commands have
) -> None:
    """List the rules there are, as they count in the current folder."""
    from replylint.api import Profiles

    infos = Profiles(options_from(given)).rules()
    if form == "json":
        text = json.dumps([_values(info) for info in infos], indent=2)
    elif sys.stdout is not None and sys.stdout.isatty():
        text = "\n".join(_table(infos))
    else:
        text = "\n".join("\t".join(_row(info)) for info in infos)
    color = takes_color("auto")
    emit(lambda stream: click.echo(text, file=stream, color=color))


@command.command(name="test")
@click.argument("pack", required=False, metavar="[PATH]")
@click.option("--all", "everything", is_flag=True, help="Show every miss, not the nearest alone.")
@language_option
@cache_options
@color_option
def test_rules(
    pack: str | None,
    everything: bool,
    language: str | None,
    color: str,
    **caching: Any,  # noqa: ANN401 - as click gives them
) -> Exit:
    """Run the examples of the rules: bad ones must be reported, good ones must not.

    PATH is a rule file, a folder, a pack, or a replylint.yaml: its own rules are tested, and those of
    others that it changes, as it changes them. Without it the built-in rules are tested. Of an example that fails
    you see what was seen: the clause as parsed, and which condition failed on what value.
    """
    most = None if everything else NEAREST
    lines, code = tested(_under_test(pack), language, most, cache_folder(caching))
    with_color = takes_color(color)
    emit(lambda stream: click.echo("\n".join(lines), file=stream, color=with_color))
    return code


def _under_test(pack: str | None) -> tuple[Source, ...]:
    """Return what `rules test` is to test; nothing for the built-in rules.

    Raises:
        ConfigError: a configuration that can't be used.
        click.BadParameter: there is none of that name.
    """
    if pack is None:
        return ()
    path = Path(pack)
    if path.name not in NAMES or not path.is_file():
        return pack_places(pack)
    from replylint.api import Lookup, Options, Profiles

    found = Profiles(Options(config=Lookup(path))).of(None).settings.extra_rules
    if not found:
        raise click.BadParameter(
            f"{pack} names no rules and changes none: there is nothing to test"
        )
    return tuple(found)


@command.command(name="new")
@click.argument("text", metavar="TEXT")
@click.option("--category", metavar="NAME", help="The rule's category. Guessed when not given.")
@click.option(
    "--as",
    "way",
    type=click.Choice(["clause", "phrase"]),
    help="Find it by who does what (clause) or by its words. Default: what says more.",
)
@click.option(
    "--output-file",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Where to write it. Default: a name made of its words, in the folder of your rules.",
)
@click.option("--print", "print_only", is_flag=True, help="Show the rule, and write no file.")
@language_option
@rules_option
@config_options
@cache_options
@color_option
def new_rule(
    text: str,
    category: str | None,
    way: str | None,
    output_file: Path | None,
    print_only: bool,
    color: str,
    **given: Any,  # noqa: ANN401 - the options that several commands have
) -> Exit:
    """Begin a rule from a sentence that you don't want to see in a reply.

    TEXT is the sentence: "You'll have to wait". The file finds it at once; read it, replace what
    stands in square brackets, and add examples.
    """
    from replylint.authoring.beginning import begin
    from replylint.authoring.rule_text import rule_text

    if print_only and output_file is not None:
        raise click.UsageError("--print writes no file; leave out --output-file.")
    options = options_from(given)
    found = begin(
        text,
        category=category,
        way=way,
        code=options.language,
        extra=configured_rules(options),
        cache=options.cache,
    )
    if print_only:
        emit(lambda stream: click.echo(rule_text(found), file=stream, nl=False))
        return Exit.CLEAN
    path = write_new(found, output_file, options)
    lines, code = tested((path,), options.language, NEAREST, options.cache)
    with_color = takes_color(color)
    report = [*described(found, path, options), *lines]
    emit(lambda stream: click.echo("\n".join(report), file=stream, color=with_color))
    return code


def _values(info: RuleInfo) -> dict[str, object]:
    """Return a rule as JSON values."""
    return {
        "id": info.id,
        "category": info.category,
        "kind": str(info.kind),
        "severity": str(info.severity),
        "language": info.language,
        "default": info.default,
        "message": info.message,
        "why": info.why,
        "sources": list(info.sources),
        "rewrites": list(info.rewrites),
        "path": info.path,
        "line": info.line,
        "formerly": list(info.formerly),
        "changed": list(info.changed),
    }


def _row(info: RuleInfo) -> tuple[str, str, str, str, str]:
    default = "on" if info.default else "off"
    return info.id, str(info.severity), info.language, default, " ".join(info.message.split())


def _table(infos: tuple[RuleInfo, ...]) -> Iterator[str]:
    """Yield the rows of the table, cut to the width of the terminal."""
    rows = [("RULE", "SEVERITY", "LANG", "RUNS", "MESSAGE"), *map(_row, infos)]
    rooms = [max(len(row[column]) for row in rows) for column in range(4)]
    for at, row in enumerate(rows):
        cells = [cell.ljust(room) for cell, room in zip(row, rooms, strict=False)]
        line = "  ".join([*cells, row[-1]])
        if len(line) > width():
            line = line[: width() - 1] + "…"
        yield click.style(line, bold=at == 0)
