"""The page of all commands, from what click knows of them."""

from __future__ import annotations

from collections.abc import Iterator

import click

from docgen import markdown as md
from replylint.cli import main

_PROGRAM = "replylint"


def page() -> str:
    """Return the page."""
    context = click.Context(main, info_name=_PROGRAM)
    return md.page(
        "the commands",
        "# Commands",
        "",
        "Every command has `--help`. [Using replylint](../using.md) shows the most common ones,"
        " and says what the exit codes mean.",
        "",
        [line for command, name in _commands(main, context) for line in _part(command, name)],
    )


def _commands(
    group: click.Group, context: click.Context, *, top: bool = True
) -> Iterator[tuple[click.Command, click.Context]]:
    """Yield each command with its context, groups before what is in them."""
    if top:
        yield group, context
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None or command.hidden:
            continue
        inner = click.Context(command, info_name=name, parent=context)
        yield command, inner
        if isinstance(command, click.Group):
            yield from _commands(command, inner, top=False)


def _part(command: click.Command, context: click.Context) -> Iterator[str]:
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    yield from (f"## {context.command_path}", "", f"    {usage}", "")
    for paragraph in (command.help or "").split("\n\n"):
        yield from (_paragraph(paragraph), "")
    options = [
        each for each in command.params if isinstance(each, click.Option) and not each.hidden
    ]
    if options:
        yield from md.table(("option", "does"), [_row(option, context) for option in options])
        yield ""


def _paragraph(text: str) -> str:
    """Return a paragraph; one that click must not wrap anew is shown as it is."""
    before, marker, rest = text.partition("\b\n")
    return "\n".join(f"    {line}" for line in rest.splitlines()) if marker else md.prose(before)


def _row(option: click.Option, context: click.Context) -> tuple[str, str]:
    flags = ", ".join(f"`{flag}`" for flag in (*option.opts, *option.secondary_opts))
    if isinstance(option.type, click.Choice):
        flags += f" {' / '.join(f'`{choice}`' for choice in option.type.choices)}"
    elif not option.is_flag and not option.count:
        flags += f" {md.code(option.make_metavar(context))}"
    about = md.prose(option.help or "")
    return flags, " ".join(filter(None, (about, _default(option))))


def _default(option: click.Option) -> str:
    """Say the default where it is a word or number, not a switch that is off."""
    value = option.default
    if option.is_flag or option.multiple or not isinstance(value, str | int):
        return ""
    return f"Default: `{value}`."
