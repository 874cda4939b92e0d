"""Checks the values of a rule file against its form; every fault is recorded where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from replylint.grammar.forms import (
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
from replylint.model.errors import hint
from replylint.rulebook.nodes import TRUTHS, Node

_SHORT = 60  # examples of up to so many characters are shown
_FEW = 8  # so many options are listed even if one of them is near


class Checker:
    """Checks nodes against the parts of one form.

    Args:
        whole: the form of a whole file; says where a misplaced key belongs.
    """

    def __init__(self, whole: Form) -> None:
        self._homes: dict[str, list[Keys]] = {}
        for keys in mappings(whole):
            for key in keys.keys:
                self._homes.setdefault(key.name, []).append(keys)

    def check(self, node: Node, form: Form) -> None:  # noqa: C901 - a row of forms
        """Record what is wrong with a value and all inside it."""
        match form:
            case Later():
                self.check(node, form.get())
            case Several():
                if not form.empty and not node.items():
                    node.fault("an empty list; take it and its key away, or put something in")
                for item in node.items():
                    self.check(item, form.form)
            case Either():
                self.check(node, _chosen(node, form))
            case Keys():
                self._keys(node, form)
            case Cases():
                self._keys(node, _case(node, form))
            case Names():
                self._names(node, form)
            case Text() | Truth() | Number() | Choice():
                _scalar(node, form)

    def _keys(self, node: Node, keys: Keys) -> None:
        if not node.is_mapping():
            wanted = _shown(keys.keys[0])
            node.fault(
                f"expected {keys.about}, as “key: value” lines{wanted}; found {outline(node)}"
            )
            return
        if node.style == "flow" and any(value.is_nothing() for _, value in node.entries()):
            node.fault(
                f"expected {keys.about}, found a text; one that starts with “{{” needs quotes"
            )
            return
        if not node.pairs:
            node.fault(f"{keys.about} without any key{_shown(keys.keys[0])}")
            return
        present = {key.text() for key, _ in node.entries()}
        for key, value in self._unique(node):
            known = keys.by_name.get(key.text())
            if known is None:
                key.fault(self._unknown(key.text(), keys, present))
            elif known.beside and not present & set(known.beside):
                key.fault(
                    f"“{known.name}” only goes with {_any_of(known.beside)}{_beside(keys, known)}"
                )
            elif value.is_nothing():
                key.fault(
                    f"“{known.name}” has no value{_shown(known) or '; write one, or take it away'}"
                )
            else:
                self.check(value, known.form)
        self._missing(node, keys, present)

    def _unique(self, node: Node) -> Iterable[tuple[Node, Node]]:
        """Yield keys and values; a key that comes twice or is no text is a fault."""
        seen: set[str] = set()
        for key, value in node.pairs:
            name = key.text()
            if not isinstance(key.value, str):
                key.fault(f"a key must be a text, found {outline(key)}")
            elif name in seen:
                key.fault(f"the key “{name}” stands here twice; put both values under one")
            else:
                seen.add(name)
                yield key, value

    def _unknown(self, name: str, keys: Keys, present: set[str]) -> str:
        if name == "<<":
            return "“<<” is not followed here; write the keys out"
        if instead := dict(keys.instead).get(name):
            return f"“{name}” doesn't belong to {keys.about}; {instead}"
        free = [key for key in keys.by_name if key not in present]
        homes = self._homes.get(name, [])
        if homes:
            where = " or ".join(dict.fromkeys(home.about for home in homes))
            return f"“{name}” doesn't belong to {keys.about}, but to {where}"
        return f"unknown key “{name}”" + (near(name, free) or f"; known here: {', '.join(free)}")

    def _missing(self, node: Node, keys: Keys, present: set[str]) -> None:
        # What is only misspelt isn't missing.
        meant = {near(name, list(keys.by_name)) for name in present - keys.by_name.keys()}
        for key in keys.keys:
            if key.required and key.name not in present and near(key.name, [key.name]) not in meant:
                node.fault(f"the key “{key.name}” is missing{_shown(key)}")
        if keys.any_of and not present & set(keys.any_of) and present <= keys.by_name.keys():
            node.fault(f"{keys.about} has at least one of {', '.join(keys.any_of)}")
        ways = [name for name in keys.one_of if name in present]
        if keys.one_of and len(ways) != 1:
            found = f"this has {' and '.join(ways)}: split it" if ways else "write one"
            node.fault(f"{keys.about} has exactly one of {', '.join(keys.one_of)}; {found}")

    def _names(self, node: Node, form: Names) -> None:
        if not node.is_mapping():
            node.fault(f"expected names, each with a value (“name: value”); found {outline(node)}")
            return
        for key, value in self._unique(node):
            _scalar(key, form.key)
            if value.is_nothing():
                key.fault(f"“{key.text()}” has no value")
            else:
                self.check(value, form.form)


def outline(node: Node) -> str:
    """Return what a value is, and for what is likely a slip what to do."""
    if node.is_nothing():
        return "nothing"
    if node.style == "flow":
        sign = "{" if node.is_mapping() else "["
        what = "keys and values" if node.is_mapping() else "a list"
        return f"{what} in brackets (a text that starts with “{sign}” needs quotes)"
    if node.is_mapping():
        return "keys and values (a text with “: ” in it needs quotes)"
    return "a list" if node.is_list() else f"the text “{_short(node.text())}”"


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def _scalar(node: Node, form: Text | Truth | Number | Choice) -> None:
    """Record what is wrong with a single value."""
    text = node.value
    if not isinstance(text, str):
        node.fault(f"expected {_wanted(form)}, found {outline(node)}")
        return
    match form:
        case Text():
            _text(node, text, form)
        case Choice():
            _choice(node, text, form)
        case Truth() if text.lower() not in TRUTHS:
            node.fault(f"expected yes or no, found “{_short(text)}”")
        case Number() if not _in_bounds(text, form):
            node.fault(f"expected {_wanted(form)}, found “{_short(text)}”")


def _text(node: Node, text: str, form: Text) -> None:
    if not form.empty and not text.strip():
        node.fault(f"expected a {form.name}, found nothing; write one, or take the key away")
    elif form.pattern and not re.fullmatch(form.pattern, text):
        node.fault(f"“{_short(text)}” can't be a {form.name}; write {form.wanted}")


def _in_bounds(text: str, form: Number) -> bool:
    return bool(re.fullmatch(r"[0-9]{1,9}", text)) and form.least <= int(text) <= form.most


def _choice(node: Node, text: str, form: Choice) -> None:
    known = [str(option) for option in form.options]
    value = text.removeprefix("not ") if form.deniable else text
    if value in known:
        return
    note = near(value, known)
    if "no" in known and node.style == "plain" and value.lower() in TRUTHS:
        note = '; did you mean "no"?'
    elif form.deniable and value.lower().startswith(("not-", "not_")) and value[4:] in known:
        note = f'; did you mean "not {value[4:]}"?'
    elif (
        not form.deniable
        and "must" in known
        and value.lower().split()[:1] in (["no"], ["not"], ["none"])
    ):
        note = "; verbs that must not be there stand under “no-modality”"
    if note and len(known) > _FEW:
        node.fault(f"unknown word “{_short(value)}”{note}")
    else:
        node.fault(f"“{_short(value)}” is not one of {', '.join(known)}{note}")


def near(name: str, known: Sequence[str]) -> str:
    """Return the hint to the nearest of some names, its case left out; empty if none is near."""
    return hint(name, known) or hint(name.lower().replace("_", "-"), known)


def _wanted(form: Text | Truth | Number | Choice) -> str:
    match form:
        case Text():
            return f"a {form.name}"
        case Truth():
            return "yes or no"
        case Number():
            return f"a whole number from {form.least} to {form.most}"
        case Choice():
            return f"one of {', '.join(form.options)}"


def _chosen(node: Node, form: Either) -> Form:
    """Return the form that a value has the outline of; of several the one with its keys."""
    fitting = [inner for inner in form.forms if _takes(inner, mapping=node.is_mapping())]
    if not node.is_mapping() or not fitting:
        return fitting[0] if fitting else form.forms[0]
    present = {key.text() for key, _ in node.entries()}
    return max(fitting, key=lambda inner: len(present & _key_names(inner)))


def _takes(form: Form, *, mapping: bool) -> bool:
    match form:
        case Several():
            return not mapping or _takes(form.form, mapping=True)
        case Either():
            return any(_takes(inner, mapping=mapping) for inner in form.forms)
        case Later():
            return _takes(form.get(), mapping=mapping)
    return isinstance(form, Keys | Cases | Names) is mapping


def _key_names(form: Form) -> set[str]:
    match form:
        case Several():
            return _key_names(form.form)
        case Either():
            return set().union(*(_key_names(inner) for inner in form.forms))
        case Keys():
            return set(form.by_name)
    return set()


def _case(node: Node, form: Cases) -> Keys:
    deciding = node.parts().get(form.key)
    value = deciding.text() if deciding is not None else ""
    return next((keys for values, keys in form.cases if value in values), form.otherwise)


def _any_of(names: Iterable[str]) -> str:
    return " or ".join(f"“{name}”" for name in names)


def _shown(key: Key) -> str:
    """Return what a key may look like, to be put behind a message; empty if that is long."""
    return f"; write “{key.name}: {key.example}”, say" if len(key.example) <= _SHORT else ""


def _beside(keys: Keys, key: Key) -> str:
    """Return what a missing neighbour may look like, if there is but one."""
    return _shown(keys.by_name[key.beside[0]]) if len(key.beside) == 1 else ""
