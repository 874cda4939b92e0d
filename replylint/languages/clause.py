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


class Clause(Struct, frozen=True, eq=False, dict=True):
    """One clause of a parsed sentence. Numbers are token indices of `doc`.

    What a language's clauses say is worked out when somebody asks for it: most rules are done with
    most clauses once they have seen the predicate.

    Attributes:
        head: the predicate; of a copula clause, its nominal or adjective.
        governor: the head of the governing clause, None for a main clause.
        tokens: all tokens of the clause without those of the clauses it embeds.
        core: the tokens a finding is reported on: subject, verb group, objects.
    """

    doc: Doc
    head: int
    governor: int | None
    tokens: frozenset[int]
    core: tuple[int, ...]

    @property
    def predicate(self) -> str:
        """The lemma of the predicate with its particle ("key in")."""
        raise NotImplementedError

    @property
    def subject(self) -> int | None:
        """The doer as stated here, passed on by coordination or by control.

        Of a passive its *by* phrase; None where there is none.
        """
        raise NotImplementedError

    @property
    def own_subject(self) -> bool:
        """Whether the clause states its doer itself."""
        raise NotImplementedError

    @property
    def role(self) -> Role:
        """The role of the doer; of a subject left out, who must be meant."""
        raise NotImplementedError

    @property
    def passive(self) -> bool:
        """Whether its grammatical subject undergoes it."""
        raise NotImplementedError

    @property
    def negated(self) -> bool:
        """Whether it is denied, here or by what it shares: "can't refund or exchange".

        Of an infinitive, also by the semi-modal above: "you don't have to call".
        """
        raise NotImplementedError

    @property
    def tense(self) -> Tense:
        """When it happens; of an infinitive, that of the verb above; of a command, the present."""
        raise NotImplementedError

    @property
    def mood(self) -> Mood:
        """What it does."""
        raise NotImplementedError

    @property
    def hypothetical(self) -> Hypothetical:
        """Whether it is supposed; "when", "once" and "until" with a present suppose openly, too."""
        raise NotImplementedError

    @property
    def reported(self) -> Reported:
        """Whose view it is."""
        raise NotImplementedError

    @property
    def relation(self) -> Relation:
        """What it is to the clause that governs it."""
        raise NotImplementedError

    @property
    def modality(self) -> frozenset[str]:
        """The lemmas of modals and of semi-modals such as "have to"."""
        raise NotImplementedError

    @property
    def modifiers(self) -> frozenset[str]:
        """The lemmas of its adverbs and particles, its auxiliaries apart."""
        raise NotImplementedError

    @property
    def objects(self) -> tuple[int, ...]:
        """What the verb acts on; of a passive, its grammatical subject."""
        raise NotImplementedError

    @property
    def complements(self) -> tuple[int, ...]:
        """The heads of the clauses it embeds, and predicative complements."""
        raise NotImplementedError

    @property
    def obliques(self) -> tuple[int, ...]:
        """The heads of prepositional and adverbial nominals."""
        raise NotImplementedError

    @property
    def copula(self) -> bool:
        """Whether the predicate is linked by a form of *be*."""
        raise NotImplementedError

    @property
    def token(self) -> Token:
        """The predicate."""
        return self.doc[self.head]

    @property
    def extent(self) -> Span:
        """The stretch of prose from the clause's first token to its last."""
        first, last = self.doc[min(self.tokens)], self.doc[max(self.tokens)]
        return Span(first.idx, last.idx + len(last))
