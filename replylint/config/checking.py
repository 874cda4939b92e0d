"""From the values of a configuration file to settings; every fault is gathered with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from msgspec import Struct, field

from replylint.config.installed import STANDARD, place_of
from replylint.config.keys import PER_FILE, Key, Level, Supplied, Tone, Voice, keys
from replylint.config.passages import Passage, passage
from replylint.model.errors import ConfigError, Fault, hint
from replylint.model.reply import Kind
from replylint.model.rule import Severity
from replylint.model.text import LineIndex
from replylint.readers.field_mapping import FieldMapping
from replylint.readers.tree import Items, Node, Record, Scalar, Text
from replylint.regex import Regex

_RAW = Regex(r"[^\s,\]}#]+")
_Choice = TypeVar("_Choice", bound=StrEnum)


class Reference(Struct, frozen=True):
    """The name of a rule or category, and where it stands; whether there is one isn't known yet."""

    name: str
    path: str
    line: int
    column: int


class Layer(Struct, frozen=True):
    """What one source says.

    Attributes:
        origin: the file as it is shown, or “command line”.
        folder: what paths and patterns in it are relative to.
        values: by the names of the fields of `Config`.
        lines: for each of them the line it stands in, from 1; none on the command line.
        files: patterns of the files it is for; empty for all.
    """

    origin: str
    folder: Path
    values: Mapping[str, object] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    files: tuple[str, ...] = ()

    def place(self, name: str) -> str:
        """Return where a value comes from, fit to be shown."""
        line = self.lines.get(name)
        return self.origin if line is None else f"{self.origin}:{line}"


class Checker(Struct, dict=True):
    """Reads the values of one file.

    Attributes:
        text: the file, in which the values have their offsets.
        path: the file as it is shown.
        folder: of the file.
    """

    text: str
    path: str
    folder: Path
    faults: list[Fault] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)

    @cached_property
    def _lines(self) -> LineIndex:
        return LineIndex(self.text)

    def layers(self, node: Node | None) -> list[Layer]:
        """Return what the file says for all files, then what it says for some of them."""
        if node is None or _is_nothing(node):
            return [Layer(self.path, self.folder)]
        record = self.record(node)
        if record is None:
            return [Layer(self.path, self.folder)]
        own = self.layer(record, {key.name: (name, key) for name, key in keys()}, PER_FILE.name)
        entries = record.get(PER_FILE.name)
        return [own, *(self.entry(each) for each in self.items(entries))]

    def entry(self, node: Node) -> Layer:
        """Return the settings for some files."""
        record = self.record(node)
        if record is None:
            return Layer(self.path, self.folder)
        allowed = {key.name: (name, key) for name, key in keys() if key.per_file}
        files = record.get("files")
        if files is None or _is_nothing(files):
            self.fault(node, "the key “files” is missing: which files are these settings for?")
        layer = self.layer(record, allowed, "files")
        return Layer(layer.origin, layer.folder, layer.values, layer.lines, self.globs(files))

    def layer(self, record: Record, allowed: Mapping[str, tuple[str, Key]], besides: str) -> Layer:
        """Return the settings of a record; a key that isn't allowed is a fault.

        Args:
            record: the keys and values.
            allowed: by key: the name of the field, and what is known of it.
            besides: a key that is read elsewhere.
        """
        values: dict[str, object] = {}
        lines: dict[str, int] = {}
        for key, value in self.members(record):
            if key.text not in allowed:
                if key.text != besides:
                    self.unknown(key, [*allowed, besides])
            elif not _is_nothing(value):
                name, about = allowed[key.text]
                values[name] = FORMS[about.form](self, value)
                lines[name] = self._lines.position(key.offset).line
        return Layer(self.path, self.folder, values, lines)

    def unknown(self, key: Text, known: list[str]) -> None:
        """Add the fault of a key there is none of."""
        elsewhere = {each.name for _, each in keys()} | {PER_FILE.name}
        if key.text in elsewhere:
            self.fault(key, f"“{key.text}” can't be set for single files")
        else:
            near = hint(key.text, known) or "; `replylint config show` lists those there are"
            self.fault(key, f"unknown key “{key.text}”{near}")

    def fault(self, node: Node, message: str) -> None:
        """Add a fault at a value."""
        place = self._lines.position(node.offset)
        self.faults.append(Fault(self.path, place.line, place.column, message))

    def record(self, node: Node) -> Record | None:
        """Return a value that should be keys and values; None if it isn't."""
        if isinstance(node, Record):
            return node
        self.fault(node, f"expected keys and values (“key: value”), found {_shape(node)}")
        return None

    def members(self, record: Record) -> list[tuple[Text, Node]]:
        """Return the members of a record; a key that comes twice is a fault."""
        seen: set[str] = set()
        for key, _ in record.members:
            if key.text in seen:
                self.fault(key, f"the key “{key.text}” stands here twice; take one away")
            seen.add(key.text)
        return list(record.members)

    def items(self, node: Node | None) -> list[Node]:
        """Return the items of a list; any other value is a list of itself, nothing is none."""
        if node is None or _is_nothing(node):
            return []
        return list(node.items) if isinstance(node, Items) else [node]

    def string(self, node: Node) -> str:
        """Return a text as it is written: “NO” in YAML stays “NO”."""
        if isinstance(node, Text):
            return node.text
        if isinstance(node, Scalar) and node.value is not None:
            raw = _RAW.match(self.text, node.offset)
            return raw.group() if raw else str(node.value)
        note = "; a text with “: ” in it needs quotes" if isinstance(node, Record) else ""
        self.fault(node, f"expected one text, found {_shape(node)}{note}")
        return ""

    def texts(self, node: Node | None) -> tuple[str, ...]:
        """Return a list of texts, or one text as a list."""
        return tuple(text for each in self.items(node) if (text := self.string(each)))

    def names(self, node: Node) -> tuple[str, ...]:
        """Return names of rules and categories, and remember where they stand."""
        return tuple(self.name(each) for each in self.items(node))

    def name(self, node: Node) -> str:
        """Return the name of a rule or category, and remember where it stands."""
        name = self.string(node)
        place = self._lines.position(node.offset)
        self.references.append(Reference(name, self.path, place.line, place.column))
        return name

    def severities(self, node: Node) -> tuple[tuple[str, Level], ...]:
        """Return a level for each rule or category."""
        record = self.record(node)
        if record is None:
            return ()
        return tuple(
            (self.name(key), self.choice(value, Level)) for key, value in self.members(record)
        )

    def choice(self, node: Node, options: type[_Choice]) -> _Choice:
        """Return one of some words; the first of them if it is none."""
        text = self.string(node)
        known = [each.value for each in options]
        if text not in known and text:
            self.fault(node, f"“{text}” is not one of {', '.join(known)}{hint(text, known)}")
        return options(text) if text in known else next(iter(options))

    def choices(self, node: Node, options: type[_Choice]) -> tuple[_Choice, ...]:
        """Return a list of some words."""
        return tuple(self.choice(each, options) for each in self.items(node))

    def truth(self, node: Node) -> bool:
        """Return a yes or no."""
        if isinstance(node, Scalar) and isinstance(node.value, bool):
            return node.value
        text = self.string(node)
        if text.lower() not in _TRUTHS:
            self.fault(node, f"expected yes or no, found “{text}”")
        return _TRUTHS.get(text.lower(), False)

    def score(self, node: Node) -> int:
        """Return a whole number from 0 to 100."""
        text = self.string(node)
        if not re.fullmatch(r"\d{1,3}", text) or int(text) > 100:
            self.fault(node, f"expected a whole number from 0 to 100, found “{text}”")
            return 0
        return int(text)

    def path_of(self, node: Node) -> Path:
        """Return a path, relative ones from the folder of the file."""
        return self.folder / self.string(node)

    def packs(self, node: Node) -> tuple[Path, ...]:
        """Return where rules lie; a path or name that nothing has is a fault."""
        found = []
        for each in self.items(node):
            name = self.string(each)
            try:
                # The shipped rules are there anyway.
                found += [place_of(name, self.folder)] if name != STANDARD else []
            except ConfigError as error:
                self.fault(each, str(error))
        return tuple(found)

    def passage(self, key: str, node: Node) -> tuple[Passage, ...]:
        """Return what a configuration says of rules; whoever reads rules checks it."""
        return (passage(key, node, self.path, self._lines, self.string),)

    def globs(self, node: Node | None) -> tuple[str, ...]:
        """Return patterns as in ``.gitignore``."""
        return self.texts(node)

    def fields(self, node: Node) -> tuple[FieldMapping, ...]:
        """Return where replies stand in files."""
        found = (self.mapping(each) for each in self.items(node))
        return tuple(each for each in found if each is not None)

    def mapping(self, node: Node) -> FieldMapping | None:
        """Return one field that holds replies; a text is its path."""
        if isinstance(node, Text):
            node = Record(((Text("path", node.offset), node),), node.offset)
        record = self.record(node)
        if record is None:
            return None
        # Few configurations have fields; the others needn't load their form.
        from replylint.config.forms import FIELDS

        values: dict[str, object] = {}
        for key, value in self.members(record):
            if key.text not in FIELDS.by_name:
                self.fault(key, f"unknown key “{key.text}”{hint(key.text, list(FIELDS.by_name))}")
            elif not _is_nothing(value):
                values[key.text] = self.part(key.text, value)
        if "path" not in values:
            self.fault(node, "the key “path” is missing: where do the replies stand?")
            return None
        try:
            return FieldMapping(**values)  # type: ignore[arg-type]  # the forms see to the types
        except ConfigError as error:
            self.fault(node, str(error))
            return None

    def expression(self, node: Node) -> str:
        """Return a regular expression; one that could take very long is a fault."""
        from replylint.grammar.expressions import UnsafeExpressionError, check

        text = self.string(node)
        try:
            check(text, open_ended=2, anchored=False)
        except UnsafeExpressionError as error:
            self.fault(node, f"in this regular expression: {error}")
            return ""
        return text

    def part(self, key: str, value: Node) -> object:
        """Return one value of a field mapping."""
        if key == "kind":
            return self.choice(value, Kind)
        if key == "split":
            return self.expression(value)
        if key == "format":
            return self.choice(value, _Format).value
        return self.texts(value) if key == "where" else self.string(value)


class _Format(StrEnum):
    AUTO = "auto"
    PLAIN = "plain"
    MARKDOWN = "markdown"
    HTML = "html"


_TRUTHS = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}

FORMS: Mapping[str, Callable[[Checker, Node], object]] = {
    "names": Checker.names,
    "severities": Checker.severities,
    "packs": Checker.packs,
    "prefer-words": lambda checker, node: checker.passage("prefer-words", node),
    "change-rules": lambda checker, node: checker.passage("change-rules", node),
    "change-sets": lambda checker, node: checker.passage("change-sets", node),
    "path": Checker.path_of,
    "kind": lambda checker, node: checker.choice(node, Kind),
    "text": Checker.string,
    "texts": Checker.texts,
    "voice": lambda checker, node: checker.choice(node, Voice),
    "tone": lambda checker, node: checker.choice(node, Tone),
    "supplies": lambda checker, node: checker.choices(node, Supplied),
    "fields": Checker.fields,
    "globs": Checker.globs,
    "truth": Checker.truth,
    "severity": lambda checker, node: checker.choice(node, Severity),
    "score": Checker.score,
}


def _is_nothing(node: Node) -> bool:
    """Return whether a key stands there without a value."""
    return isinstance(node, Scalar) and node.value is None


def _shape(node: Node) -> str:
    if isinstance(node, Record):
        return "keys and values"
    return "a list" if isinstance(node, Items) else "a single value"
