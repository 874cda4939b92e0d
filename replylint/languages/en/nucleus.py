"""The nucleus of a clause: its head and what hangs on it, as UD attaches it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from replylint.languages.en.verbforms import has_feature, modal

if TYPE_CHECKING:
    from spacy.tokens import Token

    from replylint.languages.clause import Clause

SUBJECTS = frozenset(["nsubj", "nsubj:pass", "csubj"])
AUXILIARIES = frozenset(["aux", "aux:pass", "cop"])
OBLIQUES = frozenset(["obl", "obl:agent", "obl:tmod", "obl:npmod", "obl:unmarked", "iobj"])
# Words that join a clause to another: the parser isn't sure of their relation.
_JOINING = frozenset(["mark", "advmod", "case", "cc"])
_CARRYING = frozenset(["whenever", "now", "wherever", "when", "once"])
_RELATIVE_OR_CONTENT = frozenset(["advcl:relcl", "acl:relcl", "ccomp", "advcl"])


class Nucleus(Struct, frozen=True, eq=False, dict=True):
    """The head of a clause with what hangs on it.

    Attributes:
        head: the predicate.
        above: the clause that governs it.
        asked: whether the sentence ends in a question mark.
        quoted: whether it stands between quotation marks.
    """

    head: Token
    above: Clause | None
    asked: bool
    quoted: bool

    @cached_property
    def kids(self) -> tuple[Token, ...]:
        """What hangs on the head, in order."""
        return tuple(self.head.children)

    @cached_property
    def lemma(self) -> str:
        """The lemma of the head, lower-case; its form where there is none."""
        return (self.head.lemma_ or self.head.text).lower()

    @property
    def dep(self) -> str:
        """The relation to the clause above."""
        return self.head.dep_

    @cached_property
    def auxiliaries(self) -> tuple[Token, ...]:
        """Auxiliaries and copula, in order."""
        return tuple(kid for kid in self.kids if kid.dep_ in AUXILIARIES)

    @cached_property
    def modals(self) -> frozenset[str]:
        """The auxiliaries' canonical forms: "will" for "'ll" and "wo"."""
        return frozenset(modal(kid) for kid in self.auxiliaries)

    @cached_property
    def expletive(self) -> bool:
        """Whether *there* or an empty *it* stands as subject."""
        return any(is_expletive(kid) for kid in self.kids)

    @cached_property
    def subject(self) -> Token | None:
        """The grammatical subject stated in the clause."""
        for kid in self.kids:
            if kid.dep_ in SUBJECTS and not is_expletive(kid):
                return kid
        return None

    @cached_property
    def joints(self) -> tuple[Token, ...]:
        """Conjunctions and their like before the predicate, in order."""
        return tuple(self._joints())

    def _joints(self) -> Iterator[Token]:
        if self.hangs_on_joint:
            yield self.head.head
        for kid in self.kids:
            if kid.dep_ in _JOINING and kid.i < self.head.i and not _has_clause(kid):
                yield kid
                yield from (sub for sub in kid.children if sub.dep_ == "fixed")

    @property
    def hangs_on_joint(self) -> bool:
        """Whether the parser hung the clause on its own conjunction: "whenever you forget it"."""
        return self.head.head.lower_ in _CARRYING and self.dep in _RELATIVE_OR_CONTENT

    @cached_property
    def joined_by(self) -> frozenset[str]:
        """The words of `joints`."""
        return frozenset(kid.lower_ for kid in self.joints)

    @cached_property
    def finite(self) -> bool:
        """Whether it has a tense or a subject of its own."""
        if self.subject is not None or self.expletive or has_feature(self.head, "VerbForm", "Fin"):
            return not self.infinitive
        return any(has_feature(kid, "VerbForm", "Fin") for kid in self.auxiliaries)

    @cached_property
    def infinitive(self) -> bool:
        """Whether *to* stands before it."""
        return any(kid.lower_ == "to" and kid.dep_ in ("mark", "aux") for kid in self.kids)

    @cached_property
    def shares_all(self) -> bool:
        """Whether it is coordinated to a clause whose subject and auxiliaries it shares."""
        return self.coordinated and self.subject is None and not self.auxiliaries

    @property
    def coordinated(self) -> bool:
        """Whether it is coordinated to the predicate of the clause above."""
        return self.dep == "conj" and self.above is not None and self.above.head == self.head.head.i


def _has_clause(joint: Token) -> bool:
    return any(kid.dep_ in _RELATIVE_OR_CONTENT for kid in joint.rights)


def is_expletive(token: Token) -> bool:
    """Return whether a token is a subject that stands for nothing."""
    return token.dep_ == "expl" or (token.dep_ == "nsubj" and token.lower_ == "there")
