"""The clause: what rules see of a parse, the same for every language with a UD pipeline."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from replylint.model.text import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


class Role(StrEnum):
    """Who the subject is in the conversation.

    UNSTATED is the doer of a passive without *by*: somebody, but the clause doesn't say who.
    """

    AGENT = "agent"
    COMPANY_PART = "company-part"
    PARTNER = "partner"
    CUSTOMER = "customer"
    OTHER = "other"
    UNSTATED = "unstated"


class Mood(StrEnum):
    """What the clause does."""

    STATEMENT = "statement"
    QUESTION = "question"
    COMMAND = "command"


class Tense(StrEnum):
    """When it happens; a perfect counts as past."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"


class Hypothetical(StrEnum):
    """Whether it is supposed: *if you forgot* (open), *had you checked* (counterfactual)."""

    NO = "no"
    OPEN = "open"
    COUNTERFACTUAL = "counterfactual"


class Reported(StrEnum):
    """Whose view it is, where it isn't stated outright."""

    NO = "no"
    BY_CUSTOMER = "by-customer"
    BY_AGENT = "by-agent"
    BY_OTHER = "by-other"


class Relation(StrEnum):
    """What the clause is to the clause that governs it."""

    NONE = "none"
    CAUSE = "cause"
    CONDITION = "condition"
    CONTRAST = "contrast"
    PURPOSE = "purpose"
    TIME = "time"
    MANNER = "manner"
    RELATIVE = "relative"
    COMPLEMENT = "complement"
    COORDINATION = "coordination"
    PARATAXIS = "parataxis"


class Clause(Struct, frozen=True):
    """One clause of a parsed sentence. Numbers are token indices of `doc`.

    Attributes:
        head: the predicate; of a copula clause, its nominal or adjective.
        predicate: lemma of the predicate with its particle ("key in").
        governor: the head of the governing clause, None for a main clause.
        subject: the doer as stated here, passed on by coordination or by control; of a passive
            its *by* phrase; None where there is none.
        own_subject: whether the clause states its doer itself.
        role: the role of the doer; of a subject left out, who must be meant.
        negated: whether it is denied, here or by what it shares: "can't refund or exchange";
            of an infinitive, also by the semi-modal above: "you don't have to call".
        tense: of an infinitive, that of the verb above; of a command, the present.
        hypothetical: "when", "once" and "until" with a present tense suppose openly, too.
        objects: what the verb acts on; of a passive, its grammatical subject.
        complements: heads of the clauses it embeds, and predicative complements.
        obliques: heads of prepositional and adverbial nominals.
        modifiers: lemmas of its adverbs and particles, its auxiliaries apart.
        modality: lemmas of modals and of semi-modals such as "have to".
        copula: whether the predicate is linked by a form of *be*.
        tokens: all tokens of the clause without those of the clauses it embeds.
        core: the tokens a finding is reported on: subject, verb group, objects.
    """

    doc: Doc
    head: int
    predicate: str
    governor: int | None
    subject: int | None
    own_subject: bool
    role: Role
    passive: bool
    negated: bool
    tense: Tense
    mood: Mood
    hypothetical: Hypothetical
    reported: Reported
    relation: Relation
    modality: frozenset[str]
    modifiers: frozenset[str]
    objects: tuple[int, ...]
    complements: tuple[int, ...]
    obliques: tuple[int, ...]
    copula: bool
    tokens: frozenset[int]
    core: tuple[int, ...]

    @property
    def token(self) -> Token:
        """The predicate."""
        return self.doc[self.head]

    @property
    def extent(self) -> Span:
        """The stretch of prose from the clause's first token to its last."""
        first, last = self.doc[min(self.tokens)], self.doc[max(self.tokens)]
        return Span(first.idx, last.idx + len(last))
