"""Reads the rule files as their authors see them: with comments, as written, and who uses what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from replylint.model.rule import RuleInfo
from replylint.rulebook.library import load_rulebook

_SET = re.compile(r"\{([a-z][\w-]*)\}")
_COMMENT = re.compile(r"\s*# (?!--)(.*)")


@dataclass(frozen=True)
class Entry:
    """A named part of a rule file: a rule, a cue or a set.

    Attributes:
        name: of a rule its id.
        file: the name of the rule file.
        about: the comment right above it.
        value: what it holds, with all values as text.
        text: its lines as they are written, without what is common to them on the left.
    """

    name: str
    file: str
    about: str
    value: Any
    text: str

    @cached_property
    def sets(self) -> frozenset[str]:
        """The names in braces in it; some of them are slots of rewrites."""
        return frozenset(_SET.findall(self.text))


@dataclass(frozen=True)
class Rule:
    """A rule: what the program knows of it, and how it is written."""

    info: RuleInfo
    entry: Entry


@dataclass(frozen=True)
class Category:
    """What a file says of its category."""

    name: str
    title: str
    note: str


@dataclass
class Shelf:
    """The rule files of one language."""

    rules: list[Rule] = field(default_factory=list)
    cues: list[Entry] = field(default_factory=list)
    sets: list[Entry] = field(default_factory=list)
    categories: dict[str, Category] = field(default_factory=dict)

    def of(self, category: str) -> list[Rule]:
        """Return the rules of a category, as they stand in its file."""
        return [rule for rule in self.rules if rule.info.category == category]

    def sets_of(self, entry: Entry) -> list[str]:
        """Return the sets that an entry names, by name."""
        return sorted(entry.sets & {each.name for each in self.sets})

    def cues_of(self, entry: Entry) -> list[str]:
        """Return the cues that a rule or cue names, by name."""
        return sorted(set(_cue_names(entry.value)) & {each.name for each in self.cues})

    def users_of_set(self, name: str) -> list[str]:
        """Return the rules, cues and sets that name a set."""
        found = [each for each in self._entries() if name in each.sets and each.name != name]
        return [each.name for each in found]

    def users_of_cue(self, name: str) -> list[str]:
        """Return the rules and cues that name a cue."""
        return [each.name for each in self._entries() if name in _cue_names(each.value)]

    def _entries(self) -> list[Entry]:
        return [*(rule.entry for rule in self.rules), *self.cues, *self.sets]


def read_shelf(folder: Path) -> Shelf:
    """Read the rule files of one language.

    Args:
        folder: where they lie; its name is the language's.
    """
    infos = {info.id: info for info in load_rulebook(folder.name).infos}
    shelf = Shelf()
    for path in sorted(folder.glob("*.yaml")):
        _read_file(path, infos, shelf)
    return shelf


def _read_file(path: Path, infos: Mapping[str, RuleInfo], shelf: Shelf) -> None:
    lines = path.read_text("utf-8").splitlines()
    top: Any = yaml.compose("\n".join(lines), Loader=yaml.SafeLoader)
    parts = {key.value: value for key, value in top.value}
    head = {key: " ".join(parts[key].value.split()) for key in ("title", "note") if key in parts}
    for kind, entries in (("cues", shelf.cues), ("sets", shelf.sets)):
        if kind in parts:
            entries.extend(
                _entry(path, lines, key.value, key, value) for key, value in parts[kind].value
            )
    if "category" in parts:
        name = parts["category"].value
        shelf.categories[name] = Category(name, head.get("title", ""), head.get("note", ""))
        for node in parts["rules"].value:
            plain = _plain(node)
            identity = f"{name}/{plain['id']}"
            shelf.rules.append(Rule(infos[identity], _entry(path, lines, identity, node, node)))


def _entry(path: Path, lines: list[str], name: str, key: yaml.Node, value: yaml.Node) -> Entry:
    start, end = key.start_mark.line, value.end_mark.line
    # A block's end is where the next token stands: what lies between is the next entry's.
    if value.end_mark.column:
        end += 1
    own = lines[start:end]
    while own and (not own[-1].strip() or own[-1].lstrip().startswith("#")):
        own.pop()
    return Entry(name, path.name, _comment_above(lines, start), _plain(value), _outdented(own))


def _comment_above(lines: list[str], start: int) -> str:
    words: list[str] = []
    while start and (comment := _COMMENT.fullmatch(lines[start - 1])):
        words.insert(0, comment[1])
        start -= 1
    return " ".join(words)


def _outdented(lines: list[str]) -> str:
    room = min(len(line) - len(line.lstrip()) for line in lines if line.strip())
    return "\n".join(line[room:].rstrip() for line in lines)


def _plain(node: yaml.Node) -> Any:  # noqa: ANN401 - whatever the file holds
    """Return a value with all scalars as they are written: “no” stays “no”."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: _plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item) for item in node.value]
    return node.value


_CUE_KEYS = ("require", "when", "when-context", "without")


def _cue_names(value: Any, key: str = "") -> Iterator[str]:  # noqa: ANN401 - as above
    """Yield the cues that a rule or cue refers to."""
    if isinstance(value, dict):
        for inner_key, inner in value.items():
            yield from _cue_names(inner, inner_key)
    elif isinstance(value, list):
        for item in value:
            yield from _cue_names(item, key)
    elif key in (*_CUE_KEYS, "cue", "unless"):
        yield value
    elif key == "suggestion":
        yield from re.findall(r"\{cue:([\w-]+)\}", value)
