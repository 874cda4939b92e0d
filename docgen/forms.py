"""Forms in Markdown: a table of the keys of a mapping, and the words that a key may have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docgen import markdown as md
from replylint.grammar.forms import (
    Anything,
    Cases,
    Choice,
    Either,
    Form,
    Key,
    Keys,
    Later,
    Names,
    Number,
    Several,
    Text,
    Truth,
)

_LONG = 6  # a choice of more words is listed below the table


def heading(keys: Keys) -> str:
    """Return the heading of a mapping's table."""
    return f"{keys.about[0].upper()}{keys.about[1:]}"


def table(keys: Keys) -> list[str]:
    """Return the table of a mapping's keys: name, value, meaning, example."""
    return md.table(("key", "value", "means", "example"), map(_row, keys.keys))


def _row(key: Key) -> tuple[str, str, str, str]:
    value = words(key.form)
    if key.required:
        value += "; **required**"
    if key.default:
        value += f"; left out: `{key.default}`"
    beside = " or ".join(f"`{name}`" for name in key.beside)
    about = f"{md.prose(key.about)} Only beside {beside}." if beside else md.prose(key.about)
    return f"`{key.name}`", value, about, md.code(key.example)


def choices(keys: Keys) -> Iterator[str]:
    """Yield lists of the words that the keys of a mapping may have, where the table doesn't."""
    plain: dict[str, list[str]] = {}
    for key in keys.keys:
        form = key.form.form if isinstance(key.form, Several) else key.form
        if not isinstance(form, Choice):
            continue
        if any(form.options.values()):
            yield from ("", f"`{key.name}`:", "")
            yield from (_option(word, meaning) for word, meaning in form.options.items())
        elif len(form.options) > _LONG:
            plain.setdefault(_listed(form.options), []).append(key.name)
    for options, names in plain.items():
        yield from ("", f"{_listed(names)}: {options}.")


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _option(word: str, meaning: str) -> str:
    return f"- `{word}`: {md.escaped(meaning)}" if meaning else f"- `{word}`"


def words(form: Form) -> str:  # noqa: C901, PLR0911 - a row of forms
    """Return in words what a value looks like; a mapping is a link to its table."""
    match form:
        case Text():
            return form.name
        case Truth():
            return "yes or no"
        case Number():
            return f"{form.least} to {form.most}"
        case Choice():
            return _choice(form)
        case Several():
            return f"{words(form.form)}; or a list"
        case Names():
            return f"names, each with: {words(form.form)}"
        case Either():
            return ", or ".join(words(inner).removesuffix("; or a list") for inner in form.forms)
        case Later():
            return words(form.get())
        case Keys():
            return f"[{form.about}](#{md.anchor(heading(form))})"
        case Cases():
            return words(form.otherwise)
        case Anything():
            return form.name


def _choice(form: Choice) -> str:
    denied = ", or `not …`" if form.deniable else ""
    if len(form.options) > _LONG:
        return f"one of {len(form.options)} words, below{denied}"
    return _listed(form.options) + denied
