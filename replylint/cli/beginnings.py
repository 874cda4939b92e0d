"""Writes a rule that was begun from an example, and says what was made of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from replylint.cli.layout import Tree, strong
from replylint.cli.streams import write_file
from replylint.writers.layout.visible import visible

if TYPE_CHECKING:
    from replylint.api import Options
    from replylint.authoring.rule_text import Beginning


def configured_rules(options: Options) -> tuple[Path, ...]:
    """Return the rule files and folders of the configuration and the options.

    Raises:
        ConfigError: a configuration that can't be used.
    """
    from replylint.api import Profiles

    return Profiles(options).run.config.rules


def write_new(rule: Beginning, path: Path | None, options: Options) -> Path:
    """Write a rule to a file of its own.

    Args:
        rule: the rule.
        path: the file; None for one named after the rule, in the folder of the team's rules.
        options: where that is configured.

    Returns:
        The file.

    Raises:
        click.UsageError: the file is there already, or its folder isn't.
    """
    from replylint.authoring.rule_text import rule_text

    if path is None:
        folders = [each for each in configured_rules(options) if each.is_dir()]
        path = (folders[0] if folders else Path()) / f"{rule.name}.yaml"
    if path.exists():
        raise click.UsageError(
            f"{path.as_posix()} is there already, and nothing is overwritten; give another name"
            " with --output-file."
        )
    if not path.parent.is_dir():
        raise click.UsageError(f"There is no folder {path.parent.as_posix()} to write to.")
    write_file(path, rule_text(rule))
    return path


def described(rule: Beginning, path: Path, options: Options) -> Iterator[str]:
    """Yield what was made of the example, and how to go on."""
    tree = Tree()
    shown = visible(path.as_posix())
    yield f"wrote {strong(shown)}"
    yield from tree.field("rule", rule.id)
    yield from tree.field("category", rule.reason)
    for at, line in enumerate(rule.proposal.lines):
        yield from tree.field("" if at else "finds", line)
    yield from tree.field("reported", rule.bad)
    yield from tree.field("left alone", rule.good)
    yield ""
    if rule.known is not None:
        yield f"The built-in rule {rule.known} reports this sentence already; see what it says with"
        yield f"    replylint explain {rule.known}"
    yield "Next: replace what stands in [square brackets], add examples, and run"
    yield f"    replylint rules test {shown}"
    known = (each.resolve() for each in configured_rules(options))
    if not any(path.resolve().is_relative_to(each) for each in known):
        yield "To have it checked with the others, name it in your replylint.yaml:"
        yield f"    rules: [{shown}]"
    yield ""
