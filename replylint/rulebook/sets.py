"""The lexical sets of all rule files: gathered, then each written out."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field

from replylint.model.errors import hint
from replylint.rulebook.nodes import Node

MAX_TERMS = 20_000
MAX_CHAIN = 20  # a set that holds a set that holds a set …
_MAX_COPIED = 1_000_000  # terms copied from set to set, all in all


class Sets(Struct):
    """Sets by name; a set that several files have holds the terms of all of them."""

    _written: dict[str, list[Node]] = field(default_factory=dict)
    _terms: dict[str, dict[str, None]] = field(default_factory=dict)
    _open: list[str] = field(default_factory=list)
    _copied: int = 0

    def add(self, name: str, terms: Sequence[Node]) -> None:
        """Add the terms that a file gives a set."""
        self._written.setdefault(name, []).extend(terms)

    def edit(self, key: Node, value: Node) -> None:
        """Add, remove or replace terms of a set; a set or term that isn't there is a fault.

        Args:
            key: the name of the set.
            value: what is to be done: ``add``, ``remove``, ``replace``.
        """
        name, parts = key.text(), value.parts()
        if name not in self._written:
            key.fault(f"no lexical set is named “{name}”{hint(name, list(self._written))}")
            return
        terms = list(parts["replace"].items()) if "replace" in parts else self._written[name]
        for unwanted in parts["remove"].items() if "remove" in parts else ():
            text = unwanted.text().lower()
            kept = [term for term in terms if term.text().lower() != text]
            if len(kept) == len(terms):
                unwanted.fault(
                    f"“{text}” is not in the set “{name}”{self._where_else(text, terms)}"
                )
            terms = kept
        more = parts["add"].items() if "add" in parts else ()
        self._written[name] = [*terms, *more]

    def _where_else(self, text: str, terms: Sequence[Node]) -> str:
        """Return a hint at the set that brings a term along, or at the nearest term."""
        written = [term.text().lower() for term in terms]
        for name in (term.strip("{}") for term in written if term.startswith("{")):
            if any(term.text().lower() == text for term in self._written.get(name, ())):
                return f" itself; it comes from “{name}”: change that"
        return hint(text, written)

    def resolve(self) -> dict[str, list[str]]:
        """Return the terms of each set, those of ``{other-set}`` entries in their place.

        A set that holds itself, a set there is none of and one that is too large are faults.
        """
        return {name: list(self._of(name)) for name in self._written}

    def _of(self, name: str) -> dict[str, None]:
        if name in self._terms:
            return self._terms[name]
        self._open.append(name)
        terms: dict[str, None] = {}
        for node in self._written[name]:
            text = node.text().lower()
            terms.update(self._other(node, text.strip("{}")) if "{" in text else {text: None})
            if len(terms) > MAX_TERMS:
                node.fault(f"the set “{name}” has more than {MAX_TERMS:,} terms; split it")
                terms = {}
                break
        self._terms[name] = terms
        self._open.pop()
        return terms

    def _other(self, node: Node, name: str) -> dict[str, None]:
        """Return the terms of a set that stands in another."""
        if name not in self._written:
            node.fault(f"no lexical set is named “{name}”{hint(name, list(self._written))}")
        elif name in self._open:
            node.fault(f"the set “{name}” holds itself; take this entry away")
        elif len(self._open) > MAX_CHAIN:
            node.fault(f"more than {MAX_CHAIN} sets inside each other; write the words here")
        else:
            terms = self._of(name)
            self._copied += len(terms)
            if self._copied <= _MAX_COPIED:
                return terms
            node.fault("the sets repeat each other too often; write each word in one of them")
        return {}
