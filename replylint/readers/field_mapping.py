"""Where a team's own file holds its replies, for shapes that no schema knows."""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct

from replylint.model.errors import ConfigError
from replylint.model.reply import Kind
from replylint.regex import Regex

_STEP = Regex(
    r"""\.\.(?P<deep>[^.\[\]]+)|\.?(?P<all>\*)|\[\*\](?P<items>)|\[(?P<index>\d+)\]
    |\[(?P<quote>['"])(?P<quoted>.*?)(?P=quote)\]|\.?(?P<name>[^.\[\]]+)""",
    re.VERBOSE,
)


class Step(Struct, frozen=True):
    """One step of a path: into a key, an index, or all there is.

    Attributes:
        key: the key; None for an index or all.
        index: the index, from 0; None for a key or all.
        deep: whether the key may stand at any depth.
    """

    key: str | None = None
    index: int | None = None
    deep: bool = False


class Condition(Struct, frozen=True):
    """A field of the record that must have, or must not have, one of some values."""

    path: tuple[Step, ...]
    values: frozenset[str]
    negated: bool


class FieldMapping(Struct, frozen=True):
    """One field that holds replies.

    Paths are those of JSONPath, the leading ``$.`` left out or not: ``macros[*].text``,
    ``*.content``, ``$..body``, ``['odd key']``. In a CSV or TSV file the path is a column.

    Attributes:
        path: where the texts are.
        kind: what they are.
        language: ISO 639-1 code.
        locale: path to the language within the record of the text.
        name: path to the name within the record; without it the record's title, name or label.
        where: conditions on the record, all to be met: ``status=active|live``,
            ``audience!=internal``.
        split: a regular expression; the text is several replies with its matches in between.
        format: how the words are marked up.

    Raises:
        ConfigError: a path, condition or regular expression that can't be used.
    """

    path: str
    kind: Kind | None = Kind.MACRO
    language: str | None = None
    locale: str | None = None
    name: str | None = None
    where: tuple[str, ...] = ()
    split: str | None = None
    format: Literal["auto", "plain", "markdown", "html"] = "auto"

    def __post_init__(self) -> None:
        for path in (self.path, self.locale, self.name):
            if path is not None:
                steps(path)
        for condition in self.where:
            parse_condition(condition)
        if self.split is not None:
            _pattern(self.split)


def steps(path: str) -> tuple[Step, ...]:
    """Return the steps of a path.

    Raises:
        ConfigError: it isn't one.
    """
    found: list[Step] = []
    at = len(path) - len(path.removeprefix("$"))
    while at < len(path):
        match = _STEP.match(path, at)
        if match is None:
            raise ConfigError(f"The path “{path}” can't be read from “{path[at:]}” on.")
        found.append(_step(match))
        at = match.end()
    if not found:
        raise ConfigError(f"The path “{path}” leads nowhere.")
    return tuple(found)


def _step(match: re.Match[str]) -> Step:
    if match["deep"]:
        return Step(match["deep"], deep=True)
    if match["all"] or match["items"] is not None:
        return Step()
    if match["index"]:
        return Step(index=int(match["index"]))
    return Step(match["name"] if match["name"] is not None else match["quoted"])


def parse_condition(text: str) -> Condition:
    """Return the condition a text such as ``status!=draft|old`` states.

    Raises:
        ConfigError: it isn't one.
    """
    path, sign, values = text.partition("=")
    if not sign or not path.strip(" !"):
        raise ConfigError(f"“{text}” is no condition; write “field=value” or “field!=value”.")
    negated = path.endswith("!")
    wanted = frozenset(value.strip().lower() for value in values.split("|"))
    return Condition(steps(path.rstrip("! ").strip()), wanted, negated)


def _pattern(text: str) -> None:
    try:
        re.compile(text)
    except re.error as error:
        raise ConfigError(f"“{text}” is no regular expression: {error}.") from None
