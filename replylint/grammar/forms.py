"""Forms: what a value may look like. Frozen data, put together into the form of a whole file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import TypeAlias

from msgspec import Struct


class Text(Struct, frozen=True):
    """A text, as it is written: ``no`` and ``404`` are texts too.

    Attributes:
        name: what it is called: “text”, “pattern”, “name of a cue”.
        pattern: a regular expression that all of it must match; empty for any.
        wanted: the pattern in words, for whoever got it wrong.
        empty: whether it may be empty (in quotes).
    """

    name: str = "text"
    pattern: str = ""
    wanted: str = ""
    empty: bool = False


class Truth(Struct, frozen=True):
    """Yes or no."""


class Number(Struct, frozen=True):
    """A whole number in some bounds."""

    least: int
    most: int


class Choice(Struct, frozen=True):
    """One of some words.

    Attributes:
        options: the words, each with its meaning (empty where the word says it all).
        deniable: whether ``not x`` is one as well: all but x.
    """

    options: Mapping[str, str]
    deniable: bool = False


class Several(Struct, frozen=True):
    """A list; one value alone is a list of itself.

    Attributes:
        form: of the values.
        empty: whether the list may be empty.
    """

    form: Form
    empty: bool = False


class Names(Struct, frozen=True):
    """Names of the author's own, each with a value.

    Attributes:
        key: what a name looks like.
        form: of the values.
    """

    key: Text
    form: Form


class Key(Struct, frozen=True):
    """A key, and all there is to know of it.

    Attributes:
        name: as it is written.
        form: of its value.
        about: what it means, in a sentence.
        example: a value, as it stands in YAML.
        required: whether it must be there.
        beside: keys of which one must stand beside it; empty if it may stand alone.
        default: what holds where it is left out; empty where that goes without saying.
    """

    name: str
    form: Form
    about: str
    example: str
    required: bool = False
    beside: tuple[str, ...] = ()
    default: str = ""


class Keys(Struct, frozen=True, dict=True):
    """Known keys with their values.

    Attributes:
        name: short, for schemas and headings: “find”, “avoid-rule”.
        about: what such a mapping is, in words that fit behind “belongs to”: “a rewrite”.
        keys: those it may have.
        one_of: keys of which exactly one must be there; they say what kind of entry it is.
        any_of: keys of which at least one must be there.
        instead: keys that belong elsewhere and are looked for here, each with what to write.
    """

    name: str
    about: str
    keys: tuple[Key, ...]
    one_of: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    instead: tuple[tuple[str, str], ...] = ()

    @cached_property
    def by_name(self) -> Mapping[str, Key]:
        """The keys by their names."""
        return {key.name: key for key in self.keys}


class Cases(Struct, frozen=True):
    """Keys that depend on the value of one of them.

    Attributes:
        key: the one that decides.
        cases: the values, with what holds for them.
        otherwise: what holds for all others, or where it is left out.
    """

    key: str
    cases: tuple[tuple[tuple[str, ...], Keys], ...]
    otherwise: Keys


class Either(Struct, frozen=True):
    """One of several forms; a value is taken for the first that it has the outline of."""

    forms: tuple[Form, ...]


class Later(Struct, frozen=True):
    """A form that is declared further down, since it holds itself."""

    get: Callable[[], Form]


class Anything(Struct, frozen=True):
    """What is checked elsewhere."""

    name: str


Form: TypeAlias = (
    Text | Truth | Number | Choice | Several | Names | Keys | Cases | Either | Later | Anything
)


def mappings(form: Form) -> Iterator[Keys]:
    """Yield all mappings with known keys that a form is made of, each once, outer ones first."""
    yield from _mappings(form, set())


def _mappings(form: Form, seen: set[str]) -> Iterator[Keys]:
    if isinstance(form, Keys):
        if form.name in seen:
            return
        seen.add(form.name)
        yield form
    for inner in _inner(form):
        yield from _mappings(inner, seen)


def _inner(form: Form) -> tuple[Form, ...]:
    """Return the forms right inside a form."""
    if isinstance(form, Keys):
        return tuple(key.form for key in form.keys)
    if isinstance(form, Cases):
        return (*(keys for _, keys in form.cases), form.otherwise)
    if isinstance(form, Either):
        return form.forms
    if isinstance(form, Several | Names):
        return (form.form,)
    return (form.get(),) if isinstance(form, Later) else ()
