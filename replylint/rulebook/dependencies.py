"""Reads patterns for spaCy's DependencyMatcher; those that could take very long are refused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from replylint.grammar.expressions import UnsafeExpressionError, check
from replylint.matchers.dependency_pattern import refusal
from replylint.model.errors import hint
from replylint.rulebook.nodes import Node

MAX_TOKENS = 6
# The matcher tries all combinations of the tokens that each part may be.
MAX_FREE = 2
_ATTRIBUTES = (
    "ORTH", "TEXT", "NORM", "LOWER", "LEMMA", "LENGTH", "POS", "TAG", "MORPH", "DEP", "SHAPE",
    "ENT_TYPE", "IS_ALPHA", "IS_ASCII", "IS_DIGIT", "IS_LOWER", "IS_UPPER", "IS_TITLE", "IS_PUNCT",
    "IS_SPACE", "IS_STOP", "IS_SENT_START", "LIKE_NUM", "LIKE_URL", "LIKE_EMAIL", "SPACY",
)  # fmt: skip
_OPERATORS = (
    "IN", "NOT_IN", "IS_SUBSET", "IS_SUPERSET", "INTERSECTS", "==", ">=", "<=", ">", "<", "REGEX",
    "FUZZY", *(f"FUZZY{number}" for number in range(1, 10)),
)  # fmt: skip
_WORDS = frozenset({"LEMMA", "LOWER", "NORM", "ORTH", "TEXT"})


def pattern(node: Node) -> list[dict[str, Any]] | None:
    """Return a pattern as spaCy takes it; None, and its faults, if it isn't fit to be run."""
    tokens = node.items()
    if not tokens or not all(token.is_mapping() for token in tokens):
        return None
    before = len(node.faults.items)
    if len(tokens) > MAX_TOKENS:
        node.fault(f"a dependency pattern has at most {MAX_TOKENS} tokens, this has {len(tokens)}")
    if sum(not _named(token) for token in tokens) > MAX_FREE:
        node.fault(
            f"more than {MAX_FREE} tokens of the pattern could be any word, which takes very long;"
            " give the others a LEMMA or LOWER"
        )
    _related(tokens)
    for token in tokens:
        if "RIGHT_ATTRS" in token.parts():
            _attributes(token.parts()["RIGHT_ATTRS"])
    made = [_typed(token.plain()) for token in tokens]
    # What is wrong otherwise may be why spaCy would refuse it.
    if not node.faults.items and (message := refusal(made)):
        node.fault(f"spaCy's DependencyMatcher doesn't take this pattern: {message}")
    return made if len(node.faults.items) == before else None


def _related(tokens: Sequence[Node]) -> None:
    """Record which tokens hang on none above them, or have the name of one."""
    names: list[str] = []
    for token in tokens:
        parts = token.parts()
        if names and "LEFT_ID" not in parts:
            token.fault("all tokens but the first need LEFT_ID and REL_OP: how they are related")
        elif not names and "LEFT_ID" in parts:
            parts["LEFT_ID"].fault("the first token has no LEFT_ID: the others hang on it")
        elif names and (left := parts["LEFT_ID"].text()) not in names:
            parts["LEFT_ID"].fault(f"no token above is named “{left}”{hint(left, names)}")
        name = parts["RIGHT_ID"].text() if "RIGHT_ID" in parts else ""
        if name in names:
            parts["RIGHT_ID"].fault(f"two tokens are named “{name}”; give this another name")
        names.append(name)


def _named(token: Node) -> bool:
    """Return whether a token must be one of some words."""
    attributes = token.parts().get("RIGHT_ATTRS")
    for key, value in attributes.entries() if attributes is not None else ():
        if key.text().upper() in _WORDS and (not value.is_mapping() or "IN" in value.parts()):
            return True
    return False


def _attributes(node: Node) -> None:
    """Record the faults of what a token is like."""
    if not node.is_mapping():
        node.fault("expected attributes of spaCy's Matcher, such as {LEMMA: lose}")
    for key, value in node.entries():
        if key.text().upper() not in _ATTRIBUTES:
            key.fault(
                f"no attribute is named “{key.text()}”{hint(key.text().upper(), _ATTRIBUTES)}"
            )
        for inner, _ in value.entries():
            if inner.text().upper() not in _OPERATORS:
                known = ", ".join(_OPERATORS[:-9])
                inner.fault(f"“{inner.text()}” is not one of {known}, FUZZY1 … FUZZY9")
        for expression in _expressions(value):
            try:
                check(expression.text())
            except UnsafeExpressionError as error:
                expression.fault(f"in this regular expression: {error}")


def _expressions(node: Node, *, inside: bool = False) -> Iterator[Node]:
    """Yield the regular expressions of an attribute: ``{REGEX: …}``, ``{REGEX: {IN: […]}}``."""
    if node.is_mapping():
        for key, value in node.entries():
            yield from _expressions(value, inside=inside or key.text().upper() == "REGEX")
    elif inside:
        yield from node.items()


def _typed(value: Any) -> Any:  # noqa: ANN401 - whatever a pattern holds
    """Give whole numbers and truth values of a dependency pattern their type back."""
    if isinstance(value, dict):
        return {key: _typed(item) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_typed(item) for item in value]
    if isinstance(value, str) and value.isdigit() and len(value) <= 9:
        return int(value)
    return {"true": True, "false": False}.get(value, value)
