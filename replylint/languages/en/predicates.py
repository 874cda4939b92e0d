"""Which tokens are predicates, and which clause each token belongs to."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from msgspec import Struct

from replylint.languages.en.nucleus import SUBJECTS
from replylint.languages.en.polarity import NEGATORS
from replylint.languages.en.wordlist import words

if TYPE_CHECKING:
    from spacy.tokens import Doc

_CLAUSAL = words(
    "ROOT conj ccomp xcomp advcl advcl:relcl acl acl:relcl parataxis csubj dep appos discourse list"
)
# Relations in which a noun or adjective without subject is a predicate all the same.
_PREDICATIVE = frozenset(["ccomp", "advcl", "acl:relcl", "parataxis", "xcomp"])
_NOMINAL = frozenset(["ADJ", "NOUN", "PROPN", "PRON", "ADV"])
_MODIFYING = frozenset(["amod", "nmod", "compound"])
# What only a predicate has hanging on it.
_LINKED = SUBJECTS | {"cop"}
# What a finding about a clause is reported on, besides the predicate.
_CORE = SUBJECTS | {"aux", "aux:pass", "cop", "compound:prt", "obj", "iobj", "expl"}


class Outline(Struct, frozen=True):
    """The clauses of a sentence as sets of tokens.

    Attributes:
        heads: predicates, governors first.
        above: for each predicate, that of the governing clause.
        tokens: for each predicate, the tokens of its clause without embedded clauses.
        cores: for each predicate, the tokens of subject, verb group and objects.
    """

    heads: tuple[int, ...]
    above: dict[int, int]
    tokens: dict[int, frozenset[int]]
    cores: dict[int, tuple[int, ...]]


def outline(doc: Doc) -> Outline:
    """Return the clauses of a parsed sentence, in one walk from the root downwards."""
    tree = _Tree.of(doc)
    heads: list[int] = []
    above: dict[int, int] = {}
    tokens: dict[int, list[int]] = {}
    cores: dict[int, set[int]] = {}
    # token, predicate of its clause, whether it belongs to the core
    queue: deque[tuple[int, int | None, bool]] = deque(
        (token, None, False) for token, head in enumerate(tree.heads) if head == token
    )
    while queue:
        token, clause, core = queue.popleft()
        if tree.is_predicate(token):
            heads.append(token)
            if clause is not None:
                above[token] = clause
            clause, core = token, True
            tokens[token], cores[token] = [], set()
        if clause is not None:
            tokens[clause].append(token)
            if core:
                cores[clause].add(token)
        for kid in tree.kids[token]:
            queue.append((kid, clause, tree.in_core(kid) if token == clause else core))
    _widen(tree, heads, above, cores)
    return Outline(
        tuple(heads),
        above,
        {head: frozenset(own) for head, own in tokens.items()},
        {head: tuple(sorted(own)) for head, own in cores.items()},
    )


class _Tree(Struct, frozen=True):
    """The tree of a parse, read once: tokens of spaCy are made anew at each look.

    Attributes:
        heads: what each token hangs on; itself for a root.
        kids: what hangs on it, in order.
        deps: its relation to its head.
    """

    doc: Doc
    heads: list[int]
    kids: list[list[int]]
    deps: list[str]

    @classmethod
    def of(cls, doc: Doc) -> _Tree:
        """Return the tree of a sentence."""
        heads = [token.head.i for token in doc]
        kids: list[list[int]] = [[] for _ in heads]
        for token, head in enumerate(heads):
            if token != head:
                kids[head].append(token)
        return cls(doc, heads, kids, [token.dep_ for token in doc])

    def in_core(self, token: int) -> bool:
        """Return whether what hangs on a predicate belongs to its core."""
        dep = self.deps[token]
        if dep in _CORE or (dep == "advmod" and token < self.heads[token]):
            return True
        return self.doc[token].lower_ in NEGATORS

    def is_predicate(self, token: int) -> bool:
        """Return whether a clause hangs on a token."""
        return self._may_be_predicate(token) and not (
            self.doc[token].is_punct or self.doc[token].is_space
        )

    def _may_be_predicate(self, token: int) -> bool:
        dep = self.deps[token]
        if dep == "ROOT" or self.heads[token] == token:
            return True
        if any(self.deps[kid] in _LINKED for kid in self.kids[token]):
            return dep not in _MODIFYING
        if dep not in _CLAUSAL:
            return False
        pos = self.doc[token].pos_
        return pos in ("VERB", "AUX") or (dep in _PREDICATIVE and pos in _NOMINAL)


def _widen(
    tree: _Tree, heads: list[int], above: dict[int, int], cores: dict[int, set[int]]
) -> None:
    """Add the core of an infinitive to that of the verb it completes: *forgot to attach it*."""
    for head in reversed(heads):
        if tree.deps[head] == "xcomp" and above.get(head) == tree.heads[head]:
            cores[above[head]] |= cores[head] | {
                kid for kid in tree.kids[head] if kid < head and tree.deps[kid] == "mark"
            }
