"""Which tokens are predicates, and which clause each token belongs to."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from msgspec import Struct

from replylint.languages.en.nucleus import SUBJECTS
from replylint.languages.en.polarity import NEGATORS
from replylint.languages.en.wordlist import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_CLAUSAL = words(
    "ROOT conj ccomp xcomp advcl advcl:relcl acl acl:relcl parataxis csubj dep appos discourse list"
)
# Relations in which a noun or adjective without subject is a predicate all the same.
_PREDICATIVE = frozenset(["ccomp", "advcl", "acl:relcl", "parataxis", "xcomp"])
_NOMINAL = frozenset(["ADJ", "NOUN", "PROPN", "PRON", "ADV"])
_MODIFYING = frozenset(["amod", "nmod", "compound"])
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
    heads: list[int] = []
    above: dict[int, int] = {}
    tokens: dict[int, list[int]] = {}
    cores: dict[int, set[int]] = {}
    # token, predicate of its clause, whether it belongs to the core
    queue: deque[tuple[Token, int | None, bool]] = deque(
        (token, None, False) for token in doc if token.head.i == token.i
    )
    while queue:
        token, clause, core = queue.popleft()
        if _is_predicate(token):
            heads.append(token.i)
            if clause is not None:
                above[token.i] = clause
            clause, core = token.i, True
        if clause is not None:
            tokens.setdefault(clause, []).append(token.i)
            if core:
                cores.setdefault(clause, set()).add(token.i)
        for kid in token.children:
            queue.append((kid, clause, _in_core(kid) if token.i == clause else core))
    _widen(doc, heads, above, cores)
    return Outline(
        tuple(heads),
        above,
        {head: frozenset(own) for head, own in tokens.items()},
        {head: tuple(sorted(own)) for head, own in cores.items()},
    )


def _in_core(token: Token) -> bool:
    if token.dep_ in _CORE or token.lower_ in NEGATORS:
        return True
    head = token.head
    return bool(token.dep_ == "advmod" and token.i < head.i)


def _widen(doc: Doc, heads: list[int], above: dict[int, int], cores: dict[int, set[int]]) -> None:
    """Add the core of an infinitive to that of the verb it completes: *forgot to attach it*."""
    for head in reversed(heads):
        if doc[head].dep_ == "xcomp" and above.get(head) == doc[head].head.i:
            cores[above[head]] |= cores[head] | {
                kid.i for kid in doc[head].lefts if kid.dep_ == "mark"
            }


def _is_predicate(token: Token) -> bool:
    if token.is_punct or token.is_space:
        return False
    if token.dep_ == "ROOT" or token.head.i == token.i:
        return True
    if any(kid.dep_ in SUBJECTS or kid.dep_ == "cop" for kid in token.children):
        return token.dep_ not in _MODIFYING
    if token.dep_ not in _CLAUSAL:
        return False
    if token.pos_ in ("VERB", "AUX"):
        return True
    return token.dep_ in _PREDICATIVE and token.pos_ in _NOMINAL
