"""The shipped rules: their examples hold, in whatever form they are typed."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable
from functools import cache

import pytest

from replylint.evaluation.examples import failing_examples
from replylint.linter import Linter, Settings
from replylint.model.places import SourceMap
from replylint.model.reply import Kind, Markup, Reply
from replylint.model.rule import RuleInfo, RuleKind
from replylint.rulebook.categories import CATEGORIES
from replylint.rulebook.library import languages, load_rulebook

INFOS = [info for code in languages() for info in load_rulebook(code).infos]


def test_every_category_has_rules() -> None:
    assert {info.category for info in INFOS if info.language == "en"} == set(CATEGORIES)


@pytest.mark.parametrize("info", INFOS, ids=lambda info: info.id)
def test_a_rule_says_why_and_shows_it(info: RuleInfo) -> None:
    assert info.message
    assert info.why
    assert info.sources, "name the guide, or Field"
    assert sum(example.bad for example in info.examples) >= 3
    assert sum(not example.bad for example in info.examples) >= 3


def test_examples_hold() -> None:
    failures = [f"{item.rule.id}: {item.message}" for item in failing_examples(INFOS)]
    assert not failures, "\n".join(failures)


# -- the law of form: one verdict, however it is typed ---------------------------------------------


def _as_written(text: str) -> str:
    return text


def _curly(text: str) -> str:
    return text.replace("'", "’")


def _lost(text: str) -> str:
    """Take the apostrophe from contractions that stay unmistakable without it."""
    plain = r"\b(do|does|did|ca|could|wo|would|should|is|are|was|were|have|has|had)n't\b"
    return re.sub(plain, r"\1nt", text).replace("I'm", "Im").replace("you've", "youve")


def _spaced(text: str) -> str:
    return re.sub(r"(?<=[\w,]) (?=\w)", "  ", text)


def _emphasised(text: str) -> str:
    """Put the third word of each line in bold, if it is a plain word."""
    return re.sub(r"(?m)^(\w+ \w+ )([a-z]{3,})(?= )", r"\1**\2**", text)


def _wrapped(text: str) -> str:
    return "\n".join(
        "\n".join(textwrap.wrap(line, 60, break_long_words=False, break_on_hyphens=False))
        for line in text.split("\n")
    )


def _long_forms(text: str) -> str:
    text = re.sub(
        r"\b(do|does|did|could|would|should|is|are|was|were|have|has|had)n't\b", r"\1 not", text
    )
    return (
        text.replace("can't", "cannot")
        .replace("won't", "will not")
        .replace("I'm", "I am")
        .replace("'ll ", " will ")
    )


FORMS: dict[str, Callable[[str], str]] = {
    "curly": _curly,
    "lost": _lost,
    "spaced": _spaced,
    "emphasised": _emphasised,
    "wrapped": _wrapped,
    "long": _long_forms,
    "lower": str.lower,
}  # fmt: skip


@cache
def _verdicts(form: str) -> list[tuple[str, bool]]:
    """Return each example of an avoid rule in a form, and whether its rule's category reports it."""
    change = FORMS.get(form, _as_written)
    pairs = [
        (info, change(example.text))
        for info in INFOS
        if info.kind is RuleKind.AVOID
        for example in info.examples
    ]
    linter = Linter(Settings(frozenset(info.id for info in INFOS if info.kind is RuleKind.AVOID)))
    reports = linter.lint(
        [
            Reply(
                text,
                SourceMap.identity(0, len(text)),
                Kind.CHAT,
                info.language,
                markup=Markup.MARKDOWN,
            )
            for info, text in pairs
        ]
    )
    return [
        (f"{info.id}: {text}", any(item.category == info.category for item in report.findings))
        for (info, text), report in zip(pairs, reports, strict=True)
    ]


# Capitals are what these look for, or what tells their acronyms from words.
_BY_CAPITALS = ("shouting/", "jargon/")


@pytest.mark.parametrize("form", FORMS)
def test_the_form_makes_no_difference(form: str) -> None:
    different = [
        text
        for (_, before), (text, after) in zip(_verdicts("as written"), _verdicts(form), strict=True)
        if before != after and not (form == "lower" and text.startswith(_BY_CAPITALS))
    ]
    assert not different, "\n".join(different)
