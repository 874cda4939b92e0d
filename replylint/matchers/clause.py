"""Conditions on a clause: who does what, negated or not, asked, supposed or reported."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from replylint.languages.clause import Hypothetical, Mood, Relation, Reported, Role, Tense
from replylint.matchers.match import Match
from replylint.matchers.phrase import Phrase
from replylint.model.text import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

    from replylint.languages.clause import Clause
    from replylint.languages.reading import Reading

_WINDOW = 6  # how far behind its verb the rest of a term may stand ("key the number in")


@dataclass(frozen=True, slots=True)
class Terms:
    """Words to find at one token: forms of single words, and of terms by their first word."""

    single: frozenset[str]
    several: Mapping[str, tuple[tuple[str, ...], ...]]

    @property
    def triggers(self) -> frozenset[str]:
        """Every word a term can start with."""
        return self.single | frozenset(self.several)

    def at(self, token: Token) -> bool:
        """Return whether a term stands at the token; the rest of it may follow at a distance."""
        names = (token.lower_, token.lemma_.lower())
        if any(name in self.single for name in names):
            return True
        for name in names:
            for rest in self.several.get(name, ()):
                following = [
                    word.lower_
                    for word in token.doc[token.i + 1 : token.i + 1 + _WINDOW + len(rest)]
                ]
                if _in_order(rest, following):
                    return True
        return False


def _in_order(wanted: Sequence[str], words: Sequence[str]) -> bool:
    found = iter(words)
    return all(word in found for word in wanted)


@dataclass(frozen=True, slots=True)
class NominalTest:
    """Conditions on a subject, object, complement or oblique; those left out are None."""

    word: Terms | None = None
    modifier: Terms | None = None
    preposition: frozenset[str] | None = None
    role: frozenset[Role] | None = None
    pos: frozenset[str] | None = None
    has: tuple[Phrase, ...] | None = None

    def holds(self, token: Token, clause: Clause) -> bool:
        """Return whether a nominal, given by its head, meets all conditions."""
        if self.word is not None and not self.word.at(token):
            return False
        kids = list(token.children)
        if self.modifier is not None and not any(self.modifier.at(kid) for kid in kids):
            return False
        if self.preposition is not None and not any(
            kid.dep_ == "case" and kid.lower_ in self.preposition for kid in kids
        ):
            return False
        if self.pos is not None and token.pos_ not in self.pos:
            return False
        if self.has is not None:
            words = [part.lower_ for part in token.subtree]
            if not any(any(True for _ in phrase.find(words)) for phrase in self.has):
                return False
        return self.role is None or _role(token, clause) in self.role


def _role(token: Token, clause: Clause) -> Role:
    low = token.lower_
    if low in ("you", "yourself"):
        return Role.CUSTOMER
    if low in ("me", "us", "i", "we"):
        return Role.AGENT
    return clause.role if token.i == clause.subject else Role.OTHER


@dataclass(frozen=True, slots=True)
class ClauseTest:
    """Conditions on one clause; those left out are None and hold always."""

    predicate: Terms | None = None
    subject: frozenset[Role] | None = None
    subject_is: NominalTest | None = None
    passive: bool | None = None
    negated: bool | None = None
    copula: bool | None = None
    tense: frozenset[Tense] | None = None
    mood: frozenset[Mood] | None = None
    hypothetical: frozenset[Hypothetical] | None = None
    reported: frozenset[Reported] | None = None
    relation: frozenset[Relation] | None = None
    modality: frozenset[str] | None = None
    no_modality: frozenset[str] | None = None
    object: NominalTest | None = None
    no_object: bool | None = None
    complement: NominalTest | None = None
    oblique: NominalTest | None = None
    modifier: Terms | None = None
    no_modifier: Terms | None = None
    pos: frozenset[str] | None = None
    main: bool | None = None
    has: tuple[Phrase, ...] | None = None
    lacks: tuple[Phrase, ...] | None = None
    governor: ClauseTest | None = None
    embeds: ClauseTest | None = None

    @property
    def triggers(self) -> frozenset[str]:
        """Words of which one stands in every sentence that has such a clause; empty: unknown."""
        return min(filter(None, self._trigger_sets()), key=len, default=frozenset())

    def _trigger_sets(self) -> Iterator[frozenset[str]]:
        """Yield, for each condition that needs certain words, those words."""
        for terms in (self.predicate, self.modifier):
            if terms is not None:
                yield terms.triggers
        for nominal in (self.object, self.oblique, self.complement, self.subject_is):
            if nominal is not None:
                yield nominal.word.triggers if nominal.word else frozenset()
                yield nominal.modifier.triggers if nominal.modifier else frozenset()
        if self.has is not None and all(phrase.triggers for phrase in self.has):
            yield frozenset().union(*(phrase.triggers for phrase in self.has))
        for other in (self.governor, self.embeds):
            yield other.triggers if other is not None else frozenset()
        if self.modality is not None:
            yield _modal_words(self.modality)

    def holds(self, clause: Clause, reading: Reading, index: int) -> bool:
        """Return whether a clause of the sentence meets all conditions."""
        return (
            self._plain(clause)
            and self._parts(clause)
            and self._phrases(clause, reading, index)
            and self._related(clause, reading, index)
        )

    def _plain(self, clause: Clause) -> bool:
        if self.predicate is not None and not _predicate(self.predicate, clause):
            return False
        for name in ("passive", "negated", "copula"):
            wanted = getattr(self, name)
            if wanted is not None and getattr(clause, name) is not wanted:
                return False
        if self.main is not None and (clause.governor is None) is not self.main:
            return False
        for allowed, actual in (
            (self.subject, clause.role),
            (self.tense, clause.tense),
            (self.mood, clause.mood),
            (self.hypothetical, clause.hypothetical),
            (self.reported, clause.reported),
            (self.relation, clause.relation),
            (self.pos, clause.token.pos_),
        ):
            if allowed is not None and actual not in allowed:
                return False
        if self.modality is not None and not self.modality & clause.modality:
            return False
        return self.no_modality is None or not self.no_modality & clause.modality

    def _parts(self, clause: Clause) -> bool:
        doc = clause.doc
        if self.no_object is not None and bool(clause.objects) is self.no_object:
            return False
        if self.subject_is is not None and (
            clause.subject is None or not self.subject_is.holds(doc[clause.subject], clause)
        ):
            return False
        for test, tokens in (
            (self.object, clause.objects),
            (self.complement, clause.complements),
            (self.oblique, clause.obliques),
        ):
            if test is not None and not any(test.holds(doc[token], clause) for token in tokens):
                return False
        if self.modifier is not None and not any(
            self.modifier.at(doc[token])
            for token in clause.tokens
            if doc[token].head.i == clause.head
        ):
            return False
        return self.no_modifier is None or not any(
            self.no_modifier.at(doc[token]) for token in clause.tokens
        )

    def _phrases(self, clause: Clause, reading: Reading, index: int) -> bool:
        if self.has is not None and not any(
            _within(phrase, clause, reading, index) for phrase in self.has
        ):
            return False
        return self.lacks is None or not any(
            _within(phrase, clause, reading, index) for phrase in self.lacks
        )

    def _related(self, clause: Clause, reading: Reading, index: int) -> bool:
        if self.governor is not None:
            above = next(
                (other for other in reading.clauses(index) if other.head == clause.governor), None
            )
            if above is None or not self.governor.holds(above, reading, index):
                return False
        return self.embeds is None or any(
            other.governor == clause.head and self.embeds.holds(other, reading, index)
            for other in reading.clauses(index)
        )


_SEMI_WORDS = {"have to": ("have", "has", "had"), "need to": ("need", "needs", "needed"), "able to": ("able",), "unable to": ("unable",), "go to": ("going",), "get to": ("got",), "require to": ("required",), "oblige to": ("obliged",), "suppose to": ("supposed",), "expect to": ("expected",), "allow to": ("allowed",)}  # fmt: skip


def _modal_words(modality: frozenset[str]) -> frozenset[str]:
    words: set[str] = set()
    for modal in modality:
        words.update(_SEMI_WORDS.get(modal, (modal,)))
        if modal == "would":
            words.add("'d")
    return frozenset(words)


def _predicate(terms: Terms, clause: Clause) -> bool:
    token = clause.token
    _, _, particle = clause.predicate.partition(" ")
    if particle and not any(name in terms.several for name in (token.lower_, token.lemma_.lower())):
        return False
    return terms.at(token)


def _within(phrase: Phrase, clause: Clause, reading: Reading, index: int) -> bool:
    extent = clause.extent
    sentence = reading.sentences[index]
    return any(
        extent.covers(sentence.word_span(first, last))
        for first, last in phrase.find(reading.words[index])
    )


def core_span(clause: Clause) -> Span:
    """Return the span of the prose that a finding about the clause is reported on."""
    doc = clause.doc
    first, last = doc[clause.core[0]], doc[clause.core[-1]]
    return Span(first.idx, last.idx + len(last))


@dataclass(frozen=True, slots=True)
class ClauseFinder:
    """Finds clauses that meet a test."""

    test: ClauseTest

    @property
    def triggers(self) -> frozenset[str]:
        """Words of which one stands in every match; empty if any sentence may match."""
        return self.test.triggers

    @property
    def parses(self) -> bool:
        """Whether the parse is needed."""
        return True

    def find(self, reading: Reading, index: int) -> Iterator[Match]:
        """Yield the matches in a sentence."""
        for clause in reading.clauses(index):
            if self.test.holds(clause, reading, index):
                yield Match(index, core_span(clause), clause)


CONDITIONS = tuple(field.name for field in fields(ClauseTest))
