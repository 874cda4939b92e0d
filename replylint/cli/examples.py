"""Runs the examples of rules and says what was seen of those that fail."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from replylint.cli.answers import reason_lines, sentence_lines
from replylint.cli.exits import Exit
from replylint.cli.layout import Tree, strong

if TYPE_CHECKING:
    from replylint.evaluation.examples import ExampleFailure
    from replylint.rulebook.packs import Source


def tested(
    extra: tuple[Source, ...], language: str | None, most: int | None, cache: Path | None
) -> tuple[list[str], Exit]:
    """Run examples.

    Args:
        extra: rule files, folders, packs, and what a configuration says of rules; none for the built-in rules.
        language: the language of the rules; None for all there are.
        most: how many misses to show of a sentence; None for all.
        cache: the folder for what may be kept from run to run; None keeps nothing.

    Returns:
        The lines to show, and the exit code.

    Raises:
        ConfigError: there are no rules for the language.
        RuleError: rule files that can't be used.
    """
    from replylint.api import rules
    from replylint.evaluation.examples import failing_examples
    from replylint.rulebook.library import load_alone, load_rulebook

    load = load_alone if extra else load_rulebook
    infos = rules(language, extra, cache, load)
    lines: list[str] = []
    failed = 0
    for failure in failing_examples(infos, extra, load, cache):
        failed += 1
        lines.extend(_failure(failure, most))
    examples = sum(len(info.examples) for info in infos)
    lines.append(f"{len(infos)} rules, {examples} examples, {failed} failed")
    return lines, Exit.FOUND if failed else Exit.CLEAN


def _failure(failure: ExampleFailure, most: int | None) -> Iterator[str]:
    from replylint.authoring.diagnosis import diagnosis
    from replylint.authoring.reasons import Reason

    path = failure.example.path or failure.rule.path
    place = f"{path}:{failure.example.line or failure.rule.line}"
    yield f"{place}: {strong(failure.rule.id)}: {click.style(failure.message, fg='red')}"
    tree = Tree()
    for seen in diagnosis(failure):
        if isinstance(seen, Reason):
            yield from reason_lines([seen], tree, most)
        else:
            yield from sentence_lines(seen, tree.deeper(), most)
    yield ""
