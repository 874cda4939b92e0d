"""The reference of a form, in Markdown: a table of the keys of each mapping in it."""

from __future__ import annotations

from collections.abc import Iterator

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
    mappings,
)

_LONG = 6  # a choice of more words is listed below the table


def table(keys: Keys) -> Iterator[str]:
    """Yield the lines of the table of a mapping's keys: name, value, meaning, example."""
    yield "| key | value | meaning | example |"
    yield "|---|---|---|---|"
    for key in keys.keys:
        need = "; required" if key.required or keys.one_of == (key.name,) else ""
        default = f"; left out: {key.default}" if key.default else ""
        beside = f" Only beside {' or '.join(f'`{name}`' for name in key.beside)}." * bool(
            key.beside
        )
        cells = (
            f"`{key.name}`",
            f"{words(key.form)}{need}{default}",
            f"{key.about}{beside}",
            f"`{key.example}`",
        )
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def choices(keys: Keys) -> Iterator[tuple[Key, Choice]]:
    """Yield the keys of a mapping that are a choice of words with meanings."""
    for key in keys.keys:
        form = key.form.form if isinstance(key.form, Several) else key.form
        if isinstance(form, Choice) and any(form.options.values()):
            yield key, form


def all_mappings(form: Form) -> tuple[Keys, ...]:
    """Return the mappings that a file is made of, outer ones first."""
    return tuple(mappings(form))


def words(form: Form) -> str:  # noqa: C901, PLR0911 - a row of forms
    """Return in words what a value looks like."""
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
            return form.about
        case Cases():
            return form.otherwise.about
        case Anything():
            return form.name


def _choice(form: Choice) -> str:
    denied = ", or `not …`" if form.deniable else ""
    if len(form.options) > _LONG:
        return f"one of {len(form.options)} words{denied}"
    return ", ".join(f"`{option}`" for option in form.options) + denied
