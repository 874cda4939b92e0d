"""Names on the command line to rule ids."""

from __future__ import annotations

import pytest

from replylint.model.errors import SelectionError
from replylint.model.rule import RuleInfo, RuleKind, Severity
from replylint.rulebook.selection import matching, select


def info(rule: str, default: bool = True) -> RuleInfo:
    category = rule.split("/", maxsplit=1)[0]
    return RuleInfo(
        rule, category, RuleKind.AVOID, Severity.ERROR, "en", "", "", (), (), (), default, "", 1
    )


INFOS = [info("blame/a"), info("blame/b"), info("liability/c", default=False), info("jargon/d")]


@pytest.mark.parametrize(
    ("chosen", "ignored", "extended", "expected"),
    [
        ([], [], [], "blame/a blame/b jargon/d"),
        (["ALL"], [], [], "blame/a blame/b jargon/d liability/c"),
        (["blame"], [], [], "blame/a blame/b"),
        (["blame/b"], [], [], "blame/b"),
        (["blame"], ["blame/b"], [], "blame/a"),
        ([], ["blame"], [], "jargon/d"),
        ([], [], ["liability"], "blame/a blame/b jargon/d liability/c"),
        (["jargon"], [], ["liability/c"], "jargon/d liability/c"),
        (["ALL"], ["ALL"], [], ""),
    ],
)
def test_select(chosen: list[str], ignored: list[str], extended: list[str], expected: str) -> None:
    assert sorted(select(INFOS, chosen, ignored, extended)) == expected.split()


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("blam", "did you mean “blame”?"),
        ("liability/d", "did you mean “liability/c”?"),
        ("all", "did you mean “ALL”?"),
        ("zzz", "rules list"),
    ],
)
def test_unknown_names(name: str, hint: str) -> None:
    for arguments in ([[name], [], []], [[], [name], []], [[], [], [name]]):
        with pytest.raises(SelectionError, match="Unknown rule or category") as caught:
            select(INFOS, *arguments)
        assert hint in str(caught.value)


def test_matching() -> None:
    assert [each.id for each in matching(INFOS, "blame")] == ["blame/a", "blame/b"]
