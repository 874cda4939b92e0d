"""Conditions on a clause: who does what, negated or not, asked, supposed or reported."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from replylint.languages.clause import Hypothetical, Mood, Relation, Reported, Role, Tense
from replylint.matchers.match import Match
from replylint.matchers.names import beside_name, has_name, is_name
from replylint.matchers.needs import Beside, Need, Sign
from replylint.matchers.phrase import Phrase
from replylint.model.text import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

    from replylint.languages.clause import Clause
    from replylint.languages.language import Language
    from replylint.languages.reading import Reading
    from replylint.prose.line import Line

_NAMES = frozenset({"PROPN"})
# What is asked of a clause as it is, and what it must be one of, what is soonest known first.
_FLAGS = ("copula", "passive", "negated")
_KINDS = (
    ("mood", "mood"),
    ("tense", "tense"),
    ("subject", "role"),
    ("relation", "relation"),
    ("hypothetical", "hypothetical"),
    ("reported", "reported"),
)
_WINDOW = 6  # how far behind its verb the rest of a term may stand ("key the number in")


class Terms(Struct, frozen=True):
    """Words to find at one token: forms of single words, and of terms by their first word."""

    single: frozenset[str]
    several: Mapping[str, tuple[tuple[str, ...], ...]]

    def at(self, token: Token) -> bool:
        """Return whether a term stands at the token; the rest of it may follow at a distance.

        The form decides, not the lemma: what the needs of a rule can't see mustn't match.
        """
        name = written_out(token)
        if name in self.single:
            return True
        for rest in self.several.get(name, ()):
            following = token.doc[token.i + 1 : token.i + 1 + _WINDOW + len(rest)]
            if _in_order(rest, [word.lower_ for word in following]):
                return True
        return False


# Contracted forms that phrases leave as they are, by what they can stand for.
SHORT = {"is": ("'s",), "has": ("'s",), "would": ("'d",), "had": ("'d",)}
_CLITICS = {"n't": "not", "nt": "not", "ca": "can", "wo": "will", "'ll": "will", "'re": "are", "'m": "am", "'ve": "have"}  # fmt: skip


def written_out(token: Token) -> str:
    """Return a token's form in lower case, a contraction written out."""
    form = token.lower_
    if form == "'s" and token.pos_ in ("AUX", "VERB"):
        return "has" if token.lemma_ == "have" else "is"
    if form == "'d":
        return "had" if token.lemma_ == "have" else "would"
    return _CLITICS.get(form, form)


def _in_order(wanted: Sequence[str], words: Sequence[str]) -> bool:
    found = iter(words)
    return all(word in found for word in wanted)


class NominalTest(Struct, frozen=True):
    """Conditions on a subject, object, complement or oblique; those left out are None."""

    word: Terms | None = None
    modifier: Terms | None = None
    preposition: frozenset[str] | None = None
    role: frozenset[Role] | None = None
    pos: frozenset[str] | None = None
    has: tuple[Phrase, ...] | None = None

    @property
    def names(self) -> bool:
        """Whether it must be a proper noun."""
        return self.pos == _NAMES

    def holds(self, token: Token, clause: Clause, language: Language) -> bool:
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
        if self.pos is not None and not self._is_of_kind(token, language):
            return False
        if self.has is not None:
            words = [part.lower_ for part in token.subtree]
            if not any(phrase.stands(words) for phrase in self.has):
                return False
        return self.role is None or _role(token, clause) in self.role

    def _is_of_kind(self, token: Token, language: Language) -> bool:
        allowed = self.pos is None or token.pos_ in self.pos
        return allowed and (not self.names or is_name(token, language))


def _role(token: Token, clause: Clause) -> Role:
    low = token.lower_
    if low in ("you", "yourself"):
        return Role.CUSTOMER
    if low in ("me", "us", "i", "we"):
        return Role.AGENT
    return clause.role if token.i == clause.subject else Role.OTHER


class ClauseTest(Struct, frozen=True, eq=False):
    """Conditions on one clause; those left out are None and hold always.

    Attributes:
        sentence_has: phrases of which one stands in the sentence, in the clause or not.
        needs: what every sentence with such a clause has, the rarest words first.
        sites: where its predicate stands, by the words around it.
    """

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
    sentence_has: tuple[Phrase, ...] | None = None
    governor: ClauseTest | None = None
    embeds: ClauseTest | None = None
    needs: tuple[Need, ...] = ()
    sites: tuple[Beside | Sign, ...] = ()

    def holds(self, clause: Clause, reading: Reading, index: int) -> bool:
        """Return whether a clause of the sentence meets all conditions."""
        return (
            self._predicated(clause)
            and self._plain(clause)
            and self._borne_out(clause, reading, index)
            and self._parts(clause, reading.language)
            and self._phrases(clause, reading, index)
            and self._related(clause, reading, index)
        )

    def _predicated(self, clause: Clause) -> bool:
        if self.predicate is not None and not _predicate(self.predicate, clause):
            return False
        if self.pos is not None and clause.token.pos_ not in self.pos:
            return False
        return self.main is None or (clause.governor is None) is self.main

    def _plain(self, clause: Clause) -> bool:
        for name in _FLAGS:
            wanted = getattr(self, name)
            if wanted is not None and getattr(clause, name) is not wanted:
                return False
        for name, fact in _KINDS:
            allowed = getattr(self, name)
            if allowed is not None and getattr(clause, fact) not in allowed:
                return False
        if self.modality is not None and not self.modality & clause.modality:
            return False
        return self.no_modality is None or not self.no_modality & clause.modality

    def _borne_out(self, clause: Clause, reading: Reading, index: int) -> bool:
        """Return whether the words around the predicate say what the parse does."""
        at = reading.sentences[index].places(clause.token.idx)
        line = reading.words[index]
        return all(site.places(line) & at for site in self.sites) and bool(
            self.name_places(reading, index) & at
        )

    def name_places(self, reading: Reading, index: int) -> int:
        """Return where in a sentence its predicate may stand, by the names that it must have."""
        found = reading.words[index].places
        if self.by_name:
            found &= beside_name(reading, index, ahead=self.passive is not False, first=True)
        inner = (self.object, self.complement, self.oblique)
        if any(part is not None and part.names for part in inner):
            found &= beside_name(reading, index, ahead=True, first=False)
        return found

    @property
    def by_name(self) -> bool:
        """Whether the subject must be a proper noun."""
        return self.subject_is is not None and self.subject_is.names

    def _parts(self, clause: Clause, language: Language) -> bool:
        doc = clause.doc
        if self.pos == _NAMES and not is_name(clause.token, language):
            return False
        if self.no_object is not None and bool(clause.objects) is self.no_object:
            return False
        if self.subject_is is not None and (
            clause.subject is None
            or not self.subject_is.holds(doc[clause.subject], clause, language)
        ):
            return False
        for test, tokens in (
            (self.object, clause.objects),
            (self.complement, clause.complements),
            (self.oblique, clause.obliques),
        ):
            if test is not None and not any(
                _stands_behind(doc[token], test) and test.holds(doc[token], clause, language)
                for token in tokens
            ):
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
        if self.sentence_has is not None and not any(
            phrase.stands(reading.words[index]) for phrase in self.sentence_has
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


def _stands_behind(token: Token, test: NominalTest) -> bool:
    """Return whether a token isn't the sentence's first word, whose capital says nothing."""
    return token.i > 0 or not test.names


def _predicate(terms: Terms, clause: Clause) -> bool:
    token = clause.token
    if not terms.at(token):
        return False
    _, _, particle = clause.predicate.partition(" ")
    return not particle or any(
        name in terms.several for name in (token.lower_, token.lemma_.lower())
    )


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


class ClauseFinder(Struct, frozen=True):
    """Finds clauses that meet a test."""

    test: ClauseTest

    @property
    def triggers(self) -> frozenset[str]:
        """Words of which one stands in every match; empty if any sentence may match."""
        return self.test.needs[0].words if self.test.needs else frozenset()

    @property
    def numbers(self) -> frozenset[int]:
        """None: no phrase stands in every match."""
        return frozenset()

    @property
    def parses(self) -> bool:
        """Whether it looks at the parse."""
        return True

    def stands(self, line: Line) -> bool:
        """Return whether a sentence with these words may have a match, as far as words tell."""
        return fits(self.test, line)

    def suspects(self, reading: Reading, index: int) -> Iterator[Span | None]:
        """Yield None if only the parse can tell whether a match stands in a sentence."""
        if possible(self.test, reading, index):
            yield None

    def find(self, reading: Reading, index: int) -> Iterator[Match]:
        """Yield the matches in a sentence."""
        if not possible(self.test, reading, index):
            return
        for clause in reading.clauses(index):
            if self.test.holds(clause, reading, index):
                yield Match(index, core_span(clause), clause)


def possible(test: ClauseTest, reading: Reading, index: int) -> bool:
    """Return whether a sentence has the words without which no clause of it meets a test."""
    if not reading.shortcut:
        return True
    return fits(test, reading.words[index]) and _has_names(test, reading, index)


def fits(test: ClauseTest, line: Line) -> bool:
    """Return whether some words have those without which no clause meets a test."""
    return bool(_places(test, line))


def _places(test: ClauseTest, line: Line) -> int:
    """Return where predicates of clauses that meet a test may stand in a line; 0 if nowhere."""
    known: int | None = line.notes.get(test)
    if known is None:
        known = line.places if all(need.met(line.words) for need in test.needs) else 0
        for site in test.sites:
            known = known and known & site.places(line)
        if not (known and _has_phrases(test, line) and _others_fit(test, line)):
            known = 0
        line.notes[test] = known
    return known


def _others_fit(test: ClauseTest, line: Line) -> bool:
    """Return whether words leave room for the clauses around one that meets a test."""
    return all(other is None or fits(other, line) for other in (test.governor, test.embeds))


def _has_names(test: ClauseTest, reading: Reading, index: int) -> bool:
    """Return whether names stand there where a clause or those around it must have one."""
    if not test.name_places(reading, index) & _places(test, reading.words[index]):
        return False
    if test.pos == _NAMES and not has_name(reading, index):
        return False
    return all(
        other is None or _has_names(other, reading, index) for other in (test.governor, test.embeds)
    )


def _has_phrases(test: ClauseTest, line: Line) -> bool:
    """Return whether the phrases that a clause must have stand in a line."""
    for phrases in (test.has, test.sentence_has):
        if phrases is not None and not any(phrase.stands(line) for phrase in phrases):
            return False
    return True


CONDITIONS = tuple(name for name in ClauseTest.__struct_fields__ if name not in ("needs", "sites"))
