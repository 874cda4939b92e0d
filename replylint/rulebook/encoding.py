"""Compiled rules as lines of JSON, and back.

Plain data throughout: a line can make the classes of a few modules and nothing else. What several
rules share is written once. Finders and phrases are read when they are used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from types import ModuleType
from typing import TYPE_CHECKING, Any

from msgspec import Struct, json

from replylint.languages import clause as clauses
from replylint.matchers import (
    candidates,
    clause,
    dependency,
    needs,
    parts,
    phrase,
    phrases,
    shape,
    shift_and,
    wording,
)
from replylint.matchers.match import Finder, Match
from replylint.model import rule
from replylint.model.finding import Applicability
from replylint.model.reply import Kind
from replylint.rulebook import rules, substitution, template

if TYPE_CHECKING:
    from replylint.languages.reading import Reading
    from replylint.model.text import Span
    from replylint.prose.line import Line

_MODULES = (
    *(clauses, clause, dependency, needs, parts, phrase, phrases, shape, wording),
    *(rule, rules, substitution, template),
)
_FINDERS = (
    clause.ClauseFinder,
    dependency.DependencyFinder,
    phrases.PhraseFinder,
    shape.ShapeFinder,
    wording.WordingFinder,
)


def _classes(modules: Sequence[ModuleType]) -> Iterator[tuple[str, Any]]:
    for module in modules:
        for name, value in vars(module).items():
            if isinstance(value, type) and issubclass(value, (Struct, StrEnum)):
                yield name, value


_CLASSES: Mapping[str, Any] = {
    **dict(_classes(_MODULES)),
    "Applicability": Applicability,
    "Kind": Kind,
}


_ALIKE = 3  # letters that words of one chunk begin with
# What few runs look at: read when it is looked at.
_LATER = frozenset({("RuleInfo", "examples"), ("AvoidRule", "rewrites"), ("Rulebook", "cues")})


class Writer:
    """Writes a rulebook."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._numbers: dict[object, int] = {}

    def lines(self, rulebook: rules.Rulebook) -> list[str]:
        """Return the lines; the last one is the rulebook itself."""
        self._line(self._value(rulebook))
        return self._lines

    def _line(self, content: object) -> int:
        self._lines.append(json.encode(content).decode())
        return len(self._lines) - 1

    def _shared(self, key: object, content: Callable[[], object]) -> int:
        if key not in self._numbers:
            self._numbers[key] = self._line(content())
        return self._numbers[key]

    def _value(self, value: object) -> object:
        """Return a value as JSON: what isn't plain is an object of one entry, its kind."""
        match value:
            case StrEnum():
                content: object = {"e": [type(value).__name__, value.value]}
            case None | bool() | int() | float() | str():
                content = value
            case frozenset():
                content = {"s": self._set(value)}
            case tuple():
                content = [self._value(item) for item in value]
            case list():
                content = {"l": [self._value(item) for item in value]}
            case Mapping():
                pairs = [[self._value(key), self._value(item)] for key, item in value.items()]
                content = {"d": pairs}
            case _:
                content = self._instance(value)
        return content

    def _set(self, value: frozenset[Any]) -> int:
        # A name of an enumeration equals its text: a set of one isn't a set of the other.
        key = (frozenset(map(type, value)), value)
        return self._shared(key, lambda: sorted((self._value(item) for item in value), key=str))

    def _instance(self, value: Any) -> object:  # noqa: ANN401 (any of the classes)
        if isinstance(value, _FINDERS):
            number = self._shared(id(value), lambda: self._fields(value))
            numbers = sorted(value.numbers)
            return {"f": [number, self._set(value.triggers), numbers, value.parses]}
        if isinstance(value, phrase.Phrase):
            elements = self._shared(id(value), lambda: self._value(value.elements))
            return {"p": [elements, value.number]}
        if isinstance(value, phrase.Words):
            if not value.terms and len(value.single) == 1:
                return {"1": next(iter(value.single))}
            return {"w": self._shared(id(value), lambda: self._fields(value))}
        if isinstance(value, (shift_and.PhraseTable, rules.CueIndex)):
            kind, parts = _table(value)
            return {kind: [self._line(part) for part in parts]}
        return {"c": self._fields(value)}

    def _fields(self, value: Any) -> list[object]:  # noqa: ANN401 (any of the classes)
        name = type(value).__name__
        if _CLASSES.get(name) is not type(value):
            raise TypeError(f"{name} is none of the classes of compiled rules")
        return [
            name,
            *(
                self._later(content) if (name, field) in _LATER else self._value(content)
                for field in value.__struct_fields__
                for content in (getattr(value, field),)
            ),
        ]

    def _later(self, value: tuple[object, ...] | Mapping[str, object]) -> object:
        if isinstance(value, Mapping):
            return {"m": {key: self._line(self._value(item)) for key, item in value.items()}}
        return {"t": self._line(self._value(value))}


def _table(value: shift_and.PhraseTable | rules.CueIndex) -> tuple[str, Sequence[object]]:
    """Return a table of plain data: its kind and parts."""
    if isinstance(value, rules.CueIndex):
        found = value.candidates
        return "index", (value.searches, _chunks(found.by_word), found.by_phrase, found.always)
    others = (getattr(value, name) for name in value.__struct_fields__[1:])
    return "table", (_chunks(value.words), *others)


class Reader:
    """Reads a rulebook from the lines that `Writer` wrote, in UTF-8."""

    def __init__(self, lines: Sequence[bytes | memoryview]) -> None:
        self._lines = lines
        self._known: dict[int, Any] = {}
        self._words: dict[str, phrase.Words] = {}
        self._kinds: Mapping[str, Callable[[Any], Any]] = {
            "e": lambda content: _CLASSES[content[0]](content[1]),
            "s": self.shared_set,
            "l": lambda content: [self._value(item) for item in content],
            "d": lambda content: {self._value(key): self._value(item) for key, item in content},
            "f": lambda content: StoredFinder(self, *content),
            "p": lambda content: phrase.Phrase(
                StoredTuple(self, content[0]),
                content[1],
            ),
            "table": self._table,
            "index": self._index,
            "t": lambda content: StoredTuple(self, content),
            "m": lambda content: StoredMapping(self, content),
            "1": self._word,
            "w": self.shared_instance,
            "c": self._made,
        }

    def rulebook(self) -> Any:  # noqa: ANN401 (what the last line holds; for the caller to check)
        """Return what the last line holds."""
        return self._value(json.decode(self._lines[-1]))

    def shared_instance(self, number: int) -> Any:  # noqa: ANN401 (any of the classes)
        """Return what a line holds: the name of a class and its values."""
        if number not in self._known:
            self._known[number] = self._made(json.decode(self._lines[number]))
        return self._known[number]

    def shared_set(self, number: int) -> frozenset[Any]:
        """Return the set on a line."""
        if number not in self._known:
            items = json.decode(self._lines[number])
            self._known[number] = frozenset(self._value(items))
        known: frozenset[Any] = self._known[number]
        return known

    def value(self, number: int) -> Any:  # noqa: ANN401 (whatever it is)
        """Return the value on a line."""
        if number not in self._known:
            self._known[number] = self._value(json.decode(self._lines[number]))
        return self._known[number]

    def _value(self, content: Any) -> Any:  # noqa: ANN401 (JSON)
        # Most of it is words: they needn't be gone into.
        if isinstance(content, list):
            return tuple([each if type(each) is str else self._value(each) for each in content])
        if isinstance(content, dict):
            ((kind, inner),) = content.items()
            return self._kinds[kind](inner)
        return content

    def _table(self, numbers: Sequence[int]) -> shift_and.PhraseTable:
        words, *others = (json.decode(self._lines[number]) for number in numbers)
        return shift_and.PhraseTable(StoredWords(words), *others)

    def _index(self, numbers: Sequence[int]) -> rules.CueIndex:
        searches, words, *others = (json.decode(self._lines[number]) for number in numbers)
        return rules.CueIndex(searches, candidates.Candidates(StoredWords(words), *others))

    def _word(self, word: str) -> phrase.Words:
        if word not in self._words:
            self._words[word] = phrase.Words(frozenset((word,)), {})
        return self._words[word]

    def _made(self, content: list[Any]) -> Any:  # noqa: ANN401 (any of the classes)
        return _CLASSES[content[0]](*map(self._value, content[1:]))


class StoredTuple(Sequence[Any]):
    """A tuple that is read when somebody looks at it; equal to the tuple it is."""

    def __init__(self, reader: Reader, number: int) -> None:
        self._reader = reader
        self._number = number

    @cached_property
    def _items(self) -> tuple[Any, ...]:
        items: tuple[Any, ...] = self._reader.value(self._number)
        return items

    def __len__(self) -> int:
        return len(self._items)

    def __getitem__(self, index: Any) -> Any:  # noqa: ANN401 (one or a slice)
        return self._items[index]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._items)

    def __eq__(self, other: object) -> bool:
        return self._items == (other._items if isinstance(other, StoredTuple) else other)

    def __hash__(self) -> int:
        return hash(self._items)


class StoredWords(Mapping[str, Sequence[int]]):
    """What sets words are in, as `_chunks` wrote it: few of many words are ever looked up."""

    def __init__(self, chunks: Mapping[str, str]) -> None:
        self._chunks = chunks

    def __getitem__(self, word: str) -> Sequence[int]:
        chunk = self._chunks.get(word[:_ALIKE], "")
        at = chunk.find(f"\n{word}\t")
        if at < 0:
            raise KeyError(word)
        start = at + len(word) + 2
        return [int(number) for number in chunk[start : chunk.find("\n", start)].split(",")]

    def __iter__(self) -> Iterator[str]:
        lines = (line for chunk in self._chunks.values() for line in chunk.split("\n") if line)
        return (line.partition("\t")[0] for line in lines)

    def __len__(self) -> int:
        return sum(chunk.count("\t") for chunk in self._chunks.values())


def _chunks(words: Mapping[str, Sequence[int]]) -> Mapping[str, str]:
    """Return lines of words and their numbers, by the letters that words begin with."""
    found: dict[str, str] = {}
    for word, numbers in words.items():
        start = word[:_ALIKE]
        found[start] = f"{found.get(start, chr(10))}{word}\t{','.join(map(str, numbers))}\n"
    return found


class StoredMapping(Mapping[str, Any]):
    """A mapping each of whose values is read when somebody asks for it."""

    def __init__(self, reader: Reader, numbers: Mapping[str, int]) -> None:
        self._reader = reader
        self._numbers = numbers

    def __getitem__(self, key: str) -> Any:  # noqa: ANN401 (whatever it is)
        return self._reader.value(self._numbers[key])

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)


class StoredFinder:
    """A finder that is read when one of its phrases or words stands in a text.

    Attributes:
        numbers: of its phrases.
    """

    def __init__(
        self, reader: Reader, number: int, triggers: int, numbers: Sequence[int], parses: bool
    ) -> None:
        self._reader = reader
        self._number = number
        self._trigger_number = triggers
        self.numbers = frozenset(numbers)
        self._parses = parses

    @cached_property
    def finder(self) -> Finder:
        """The finder itself, for those who want to know what it is."""
        finder: Finder = self._reader.shared_instance(self._number)
        return finder

    @cached_property
    def triggers(self) -> frozenset[str]:
        """Words of which one stands in every match; empty if any sentence may match."""
        return self._reader.shared_set(self._trigger_number)

    @property
    def parses(self) -> bool:
        """Whether it looks at the parse."""
        return self._parses

    def stands(self, line: Line) -> bool:
        """Return whether a sentence with these words may have a match, as far as words tell."""
        return self.finder.stands(line)

    def suspects(self, reading: Reading, index: int) -> Iterator[Span | None]:
        """Yield where in a sentence a match may stand that only the parse can confirm."""
        return self.finder.suspects(reading, index)

    def find(self, reading: Reading, index: int) -> Iterator[Match]:
        """Yield the matches in a sentence."""
        return self.finder.find(reading, index)
