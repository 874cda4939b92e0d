"""Rule files as they are written, with the lines of what is in them.

Where each pattern, exception and rewrite of a rule stands, and which cues and sets nobody refers
to: compiled rules know neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from msgspec import Struct

from replylint.rulebook.nodes import Faults, Node, compose

# Keys whose text is for people, so that braces in it are no references to sets.
_PROSE = frozenset(
    {"id", "category", "title", "note", "message", "why", "source", "tip", "text", "examples"}
    | {"glosses", "severity", "yields-to", "taken-back-by", "kind", "insert", "at", "in"}
)
_CUE_LISTS = frozenset({"cue", "require", "when", "when-context", "without"})
_SET = re.compile(r"\{([a-z0-9-]+)\}")
_CUE = re.compile(r"\{cue:([^{}]+)\}")
_WAYS = ("phrase", "clause", "dependency", "shape")
_LONGEST = 70  # characters of a condition that are shown


class Written(Struct, frozen=True):
    """A part of a rule file: its line, from 1, and what stands there."""

    path: str
    line: int
    text: str


class WrittenRule(Struct, frozen=True):
    """The parts of a rule or a cue, in the order in which they are compiled.

    Attributes:
        place: where it is defined; its text is the rule's id or the cue's name.
        patterns: for each entry of `find`, its patterns; any other than phrases is one pattern.
        exceptions: for each entry of `unless`, once for each cue and place it names.
        rewrites: the templates.
    """

    place: Written
    patterns: tuple[tuple[Written, ...], ...] = ()
    exceptions: tuple[Written, ...] = ()
    rewrites: tuple[Written, ...] = ()


class Unused(Struct, frozen=True):
    """A cue or set that no rule refers to, not even by way of others.

    Attributes:
        kind: ``cue`` or ``set``.
        place: where it is defined; the text is its name.
        by: what refers to it all the same, itself unused.
    """

    kind: str
    place: Written
    by: tuple[str, ...] = ()


_Name = tuple[str, str]  # ("cue" or "set", its name)


@dataclass
class RuleFiles:
    """What stands in some rule files.

    Attributes:
        rules: by id.
        cues: by name.
    """

    rules: dict[str, WrittenRule] = field(default_factory=dict)
    cues: dict[str, WrittenRule] = field(default_factory=dict)
    _defined: dict[_Name, Written] = field(default_factory=dict)
    _uses: dict[_Name, set[_Name]] = field(default_factory=dict)
    _used: set[_Name] = field(default_factory=set)

    @classmethod
    def of(cls, texts: Iterable[tuple[str, str]]) -> RuleFiles:
        """Return what stands in rule files given as (name, text); faults in them are passed over."""
        files = cls()
        for path, text in texts:
            root = compose(text, path, Faults())
            if root is not None and root.is_mapping():
                files._gather(dict(_named(root)))
        return files

    def unused(self, roots: Iterable[str] = ()) -> list[Unused]:
        """Return the cues and sets that no rule leads to, in the order of the files.

        Args:
            roots: names of sets that are used whoever refers to them.
        """
        reached = self._used | {("set", name) for name in roots}
        waiting = list(reached)
        while waiting:
            more = self._uses.get(waiting.pop(), set()) - reached
            reached |= more
            waiting.extend(more)
        return [
            Unused(name[0], place, tuple(sorted(self._referring(name))))
            for name, place in self._defined.items()
            if name not in reached
        ]

    def _referring(self, name: _Name) -> Iterator[str]:
        for other, names in self._uses.items():
            if name in names and other != name:
                yield f"{other[0]} {other[1]}"

    def _gather(self, parts: Mapping[str, Node]) -> None:
        for name, node in _named(parts.get("sets")):
            self._define(("set", name), node)
            self._uses[("set", name)].update(("set", text) for text in _sets_in(node))
        for name, node in _named(parts.get("cues")):
            self._define(("cue", name), node)
            self._uses[("cue", name)].update(_references(node))
            self.cues[name] = _cue(name, node)
        category = parts["category"].text() if "category" in parts else ""
        for node in parts["rules"].items() if "rules" in parts else ():
            values = dict(_named(node))
            self._used.update(_references(node))
            if "id" in values:
                rule = _rule(f"{category}/{values['id'].text()}", node, values)
                self.rules[rule.place.text] = rule
        # Whatever else a file may hold: what it names is used.
        for key, node in parts.items():
            if key not in ("sets", "cues", "rules", *_PROSE):
                self._used.update(_references(node))

    def _define(self, name: _Name, node: Node) -> None:
        self._defined.setdefault(name, _place(node, name[1]))
        self._uses.setdefault(name, set())


def _named(node: Node | None) -> Iterator[tuple[str, Node]]:
    """Yield the values of a mapping by their keys; nothing for anything else."""
    if node is not None and node.is_mapping():
        for key, value in node.entries():
            yield key.text(), value


def _place(node: Node, text: str) -> Written:
    return Written(node.path, node.line, text)


def _rule(name: str, node: Node, values: Mapping[str, Node]) -> WrittenRule:
    return WrittenRule(
        _place(node, name),
        tuple(map(_patterns, values["find"].items())) if "find" in values else (),
        tuple(_exceptions(values["unless"])) if "unless" in values else (),
        tuple(map(_template, values["rewrite"].items())) if "rewrite" in values else (),
    )


def _cue(name: str, node: Node) -> WrittenRule:
    values = dict(_named(node))
    if values and not values.keys() & set(_WAYS):
        return _rule(name, node, values)
    return WrittenRule(_place(node, name), tuple(map(_patterns, node.items())))


def _patterns(node: Node) -> tuple[Written, ...]:
    """Return the patterns of an entry of `find`."""
    values = dict(_named(node))
    if not values:
        return (_place(node, node.text()),)
    if "phrase" in values:
        return tuple(_place(item, item.text()) for item in values["phrase"].items())
    way = next((way for way in _WAYS if way in values), "?")
    return (_place(node, f"{way} {_flow(values[way].plain())}" if way in values else way),)


def _exceptions(node: Node) -> Iterator[Written]:
    for item in node.items():
        values = dict(_named(item))
        if not values:
            yield _place(item, item.text())
            continue
        names = values["cue"].texts() if "cue" in values else [_patterns(item)[0].text]
        places = values["in"].texts() if "in" in values else ["sentence"]
        for name in names:
            yield from (_place(item, f"{name} (in: {', '.join(places)})") for _ in places)


def _template(node: Node) -> Written:
    values = dict(_named(node))
    return _place(node, values["text"].text() if "text" in values else node.text())


def _flow(value: object) -> str:
    """Return plain data on one line, cut where it gets long."""
    text = _short(value)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _short(value: object) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_short(item)}" for key, item in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(map(_short, value)) + "]"
    return str(value)


def _references(node: Node) -> Iterator[_Name]:
    """Yield the cues and sets that a part of a rule file names."""
    if node.is_mapping():
        for key, value in node.entries():
            yield from _under(key.text(), value)
    elif node.is_list():
        for item in node.items():
            yield from _references(item)
    else:
        yield from (("set", name) for name in _SET.findall(node.text()))


def _under(key: str, value: Node) -> Iterator[_Name]:
    """Yield what the value of a key names."""
    if key == "suggestion":
        yield from (("cue", name) for item in value.items() for name in _CUE.findall(item.text()))
    elif key in _CUE_LISTS:
        yield from (("cue", name) for name in value.texts())
    elif key in ("unless", "rewrite"):
        for item in value.items():
            if item.is_mapping():
                yield from _references(item)
            elif key == "unless":
                yield "cue", item.text()
    elif key not in _PROSE:
        yield from _references(value)


def _sets_in(node: Node) -> Iterator[str]:
    for item in node.items():
        yield from _SET.findall(item.text())
