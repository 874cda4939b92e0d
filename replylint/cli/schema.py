"""``replylint rules schema``: the JSON Schema of rule and configuration files, for editors."""

from __future__ import annotations

import click

from replylint.cli.streams import emit
from replylint.schemas import Subject


@click.command(name="schema")
@click.argument(
    "subject",
    required=False,
    type=click.Choice([subject.value for subject in Subject]),
    default=Subject.RULES.value,
)
def command(subject: str) -> None:
    """Print the JSON Schema that lets an editor complete and check what you type.

    SUBJECT is “rules” (files of rules, sets and cues), “pack” (pack.yaml), “config”
    (replylint.yaml) or “pyproject” (the table in pyproject.toml).

    Keep it in a file and name that in the first line of what you edit:

    \b
        replylint rules schema rules > replylint-rules.json
        # yaml-language-server: $schema=replylint-rules.json
    """  # noqa: D301 - click's sign for lines that stay as they are
    from replylint.schemas import schema

    text = schema(Subject(subject))
    emit(lambda stream: click.echo(text, file=stream, nl=False))
