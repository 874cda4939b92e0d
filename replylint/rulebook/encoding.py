"""Compiled rules as lines of JSON, and back.

Plain data throughout: a line can make the classes of a few modules and nothing else. What several
rules share is written once. Finders and phrases are read when they are used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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
# Their first field says of words what they are; the others are plain data.
_TABLES = (candidates.Candidates, shift_and.PhraseTable)
_TABLES_BY_NAME: Mapping[str, Any] = {table.__name__: table for table in _TABLES}
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
_MOST = 20_000  # words that are remembered with what was found for them
# What few runs look at: read when it is looked at.
_LATER = frozenset({("RuleInfo", "examples"), ("AvoidRule", "rewrites"), ("Rulebook", "cues")})


class Writer:
    """Writes a rulebook."""

    def __init__(self) -> None:
        self._lines: list[bytes] = []
        self._numbers: dict[bytes, int] = {}
        self._objects: dict[int, int] = {}

    def lines(self, rulebook: rules.Rulebook) -> list[bytes]:
        """Return the lines; the last one is the rulebook itself."""
        self._line(self._value(rulebook))
        return self._lines

    def _line(self, content: object) -> int:
        """Return the number of a line; what is alike is written once."""
        line = json.encode(content)
        if line not in self._numbers:
            self._numbers[line] = len(self._lines)
            self._lines.append(line)
        return self._numbers[line]

    def _shared(self, value: object) -> int:
        """Return the number of the line of an object, which is gone into once."""
        if id(value) not in self._objects:
            self._objects[id(value)] = self._line(self._fields(value))
        return self._objects[id(value)]

    def _value(self, value: object) -> object:
        """Return a value as JSON: what isn't plain is an object of one entry, its kind."""
        match value:
            case StrEnum():
                content: object = {"e": f"{type(value).__name__} {value.value}"}
            case None | bool() | int() | float() | str():
                content = value
            case frozenset():
                content = self._set(value)
            case tuple():
                content = [self._value(item) for item in value]
            case list():
                content = {"l": [self._value(item) for item in value]}
            case Mapping():
                content = self._mapping(value)
            case _:
                content = self._instance(value)
        return content

    def _mapping(self, value: Mapping[Any, Any]) -> object:
        if value and all(map(_is_terms, value.values())):
            return {"g": self._line(value)}
        return {"d": [[self._value(key), self._value(item)] for key, item in value.items()]}

    def _set(self, value: frozenset[Any]) -> object:
        if all(type(item) is str for item in value):
            return {"s": self._line(sorted(value))}
        return {"S": sorted((self._value(item) for item in value), key=str)}

    def _instance(self, value: Any) -> object:  # noqa: ANN401 (any of the classes)
        if isinstance(value, _FINDERS):
            triggers = self._line(sorted(value.triggers))
            return {"f": [self._shared(value), triggers, sorted(value.numbers), value.parses]}
        if isinstance(value, phrase.Phrase):
            return {"p": [self._line(self._value(value.elements)), value.number]}
        if isinstance(value, phrase.Words):
            return self._words(value)
        if isinstance(value, _TABLES):
            parts = (getattr(value, name) for name in value.__struct_fields__)
            return {"table": [type(value).__name__, *(self._part(part) for part in parts)]}
        if isinstance(value, rules.CueIndex):
            return {"index": [self._line(value.searches), self._value(value.candidates)]}
        return {"c": self._fields(value)}

    def _words(self, value: phrase.Words) -> object:
        if value.terms:
            return {"o": self._shared(value)}
        words = sorted(value.single)
        return {"1": words[0]} if len(words) == 1 else {"w": self._line(words)}

    def _part(self, part: object) -> object:
        """Return a part of a table: words by how they begin, or the number of a line."""
        if isinstance(part, Mapping):
            return {start: self._line(chunk) for start, chunk in _chunks(part).items()}
        return self._line(part)

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


def _is_terms(value: object) -> bool:
    """Return whether a value is a tuple of tuples of texts."""
    return isinstance(value, tuple) and all(
        isinstance(term, tuple) and all(type(word) is str for word in term) for term in value
    )


# Most of what is read are words: these are made without going into them.
_SET = json.Decoder(frozenset[str])
_TERMS = json.Decoder(dict[str, tuple[tuple[str, ...], ...]])
_PLAIN = frozenset({bool, float, int, str, type(None)})


class Reader:
    """Reads a rulebook from the lines that `Writer` wrote, in UTF-8."""

    def __init__(self, lines: Sequence[bytes | memoryview]) -> None:
        self._lines = lines
        # By the numbers of lines, what was read as each: the line of a set can be that of a tuple.
        self._instances: dict[int, Any] = {}
        self._sets: dict[int, frozenset[str]] = {}
        self._others: dict[int, Any] = {}
        self._words: dict[str | int, phrase.Words] = {}
        self._members: dict[str, StrEnum] = {}
        self._kinds: Mapping[str, Callable[[Any], Any]] = {
            "e": self._member,
            "s": self.shared_set,
            "S": lambda content: frozenset(self._values(content)),
            "l": self._values,
            "d": lambda content: {self._value(key): self._value(item) for key, item in content},
            "g": lambda content: _TERMS.decode(self._lines[content]),
            "f": lambda content: StoredFinder(self, *content),
            "p": lambda content: phrase.Phrase(StoredTuple(self, content[0]), content[1]),
            "table": self._table,
            "index": self._index,
            "t": lambda content: StoredTuple(self, content),
            "m": lambda content: StoredMapping(self, content),
            "1": self._word,
            "w": self._any_of,
            "o": self.shared_instance,
            "c": self._made,
        }

    def rulebook(self) -> Any:  # noqa: ANN401 (what the last line holds; for the caller to check)
        """Return what the last line holds."""
        return self._value(json.decode(self._lines[-1]))

    def shared_instance(self, number: int) -> Any:  # noqa: ANN401 (any of the classes)
        """Return what a line holds: the name of a class and its values."""
        if number not in self._instances:
            self._instances[number] = self._made(json.decode(self._lines[number]))
        return self._instances[number]

    def shared_set(self, number: int) -> frozenset[str]:
        """Return the set on a line: of words alone, the same one each time."""
        if number not in self._sets:
            self._sets[number] = _SET.decode(self._lines[number])
        return self._sets[number]

    def value(self, number: int) -> Any:  # noqa: ANN401 (whatever it is)
        """Return the value on a line."""
        if number not in self._others:
            self._others[number] = self._value(json.decode(self._lines[number]))
        return self._others[number]

    def text(self, number: int) -> str:
        """Return the text on a line."""
        text: str = json.decode(self._lines[number])
        return text

    def _value(self, content: Any) -> Any:  # noqa: ANN401 (JSON)
        if isinstance(content, list):
            return tuple(self._values(content))
        if isinstance(content, dict):
            ((kind, inner),) = content.items()
            return self._kinds[kind](inner)
        return content

    def _values(self, contents: Iterable[Any]) -> list[Any]:
        return [each if type(each) in _PLAIN else self._value(each) for each in contents]

    def _table(self, content: Sequence[Any]) -> Any:  # noqa: ANN401 (one of the tables)
        name, words, *others = content
        made = (json.decode(self._lines[number]) for number in others)
        return _TABLES_BY_NAME[name](StoredWords(self, words), *made)

    def _index(self, content: Sequence[Any]) -> rules.CueIndex:
        searches, found = content
        return rules.CueIndex(json.decode(self._lines[searches]), self._value(found))

    def _word(self, word: str) -> phrase.Words:
        if word not in self._words:
            self._words[word] = phrase.Words(frozenset((word,)), {})
        return self._words[word]

    def _any_of(self, number: int) -> phrase.Words:
        if number not in self._words:
            self._words[number] = phrase.Words(self.shared_set(number), {})
        return self._words[number]

    def _member(self, name: str) -> StrEnum:
        if name not in self._members:
            kind, value = name.split(" ", 1)
            self._members[name] = _CLASSES[kind](value)
        return self._members[name]

    def _made(self, content: list[Any]) -> Any:  # noqa: ANN401 (any of the classes)
        name, *values = content
        return _CLASSES[name](*self._values(values))


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
    """Numbers by words, as `_chunks` wrote them: few of many words are ever looked up.

    Args:
        reader: of the lines.
        chunks: the number of the line of each chunk, by the letters that its words begin with.
    """

    def __init__(self, reader: Reader, chunks: Mapping[str, int]) -> None:
        self._reader = reader
        self._chunks = chunks
        self._texts: dict[str, str] = {}
        self._found: dict[str, Sequence[int] | None] = {}

    def __getitem__(self, word: str) -> Sequence[int]:
        found: Sequence[int] | None = self.get(word)
        if found is None:
            raise KeyError(word)
        return found

    def get(self, word: str, otherwise: Any = None) -> Any:  # noqa: ANN401 (a Mapping's signature)
        """Return the numbers of a word, what else was given if it has none."""
        if word not in self._found:
            if len(self._found) >= _MOST:
                self._found.clear()
            self._found[word] = self._looked_up(word)
        found = self._found[word]
        return otherwise if found is None else found

    def _looked_up(self, word: str) -> Sequence[int] | None:
        chunk = self._chunk(word[:_ALIKE])
        at = chunk.find(f"\n{word}\t")
        if at < 0:
            return None
        start = at + len(word) + 2
        return [int(number) for number in chunk[start : chunk.find("\n", start)].split(",")]

    def _chunk(self, start: str) -> str:
        if start not in self._texts:
            number = self._chunks.get(start)
            self._texts[start] = "" if number is None else self._reader.text(number)
        return self._texts[start]

    def __iter__(self) -> Iterator[str]:
        lines = (line for start in self._chunks for line in self._chunk(start).split("\n") if line)
        return (line.partition("\t")[0] for line in lines)

    def __len__(self) -> int:
        return sum(self._chunk(start).count("\t") for start in self._chunks)


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
