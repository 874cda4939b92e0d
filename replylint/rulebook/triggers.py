"""Works out which words a sentence must have for a clause of it to meet a test.

Only what holds for every sentence is listed: a rule must find the same with this short cut and
without it (`tests/test_shortcut.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from replylint.languages.clause import Role, Tense
from replylint.languages.language import Language
from replylint.matchers.clause import SHORT, ClauseTest, NominalTest, Terms
from replylint.matchers.needs import Need
from replylint.matchers.phrase import Phrase, cost, required


def needs_of(
    test: ClauseTest, language: Language, lexicon: Mapping[str, frozenset[str]]
) -> tuple[Need, ...]:
    """Return what each sentence with such a clause has, the rarest words first.

    Args:
        test: the conditions.
        language: whose words they are.
        lexicon: the sets that decide roles.
    """
    found = [need for need in _Needs(language, lexicon).of(test) if need is not None]
    common = language.FUNCTION_WORDS
    return tuple(sorted(found, key=lambda need: cost(need.words, common)))


class _Needs:
    """What the conditions of a test ask for, each by itself; None where it is no word."""

    def __init__(self, language: Language, lexicon: Mapping[str, frozenset[str]]) -> None:
        self._language = language
        self._lexicon = lexicon

    def of(self, test: ClauseTest) -> Iterator[Need | None]:
        for terms in (test.predicate, test.modifier):
            yield self._terms(terms)
        for nominal in (test.object, test.oblique, test.complement, test.subject_is):
            if nominal is not None:
                yield from self._nominal(nominal)
        yield self._phrases(test.has)
        yield self._phrases(test.sentence_has)
        for other in (test.governor, test.embeds):
            yield from self.of(other) if other is not None else ()
        yield from self._verb_group(test)
        yield from self._place(test)
        yield self._subject(test)

    def _nominal(self, nominal: NominalTest) -> Iterator[Need | None]:
        yield self._terms(nominal.word)
        yield self._terms(nominal.modifier)
        yield _one_of(nominal.preposition or ())
        yield self._phrases(nominal.has)

    def _phrases(self, phrases: Sequence[Phrase] | None) -> Need | None:
        """Return the words of which one stands where one of some phrases does."""
        common = self._language.FUNCTION_WORDS
        found = [required(phrase.elements, common) for phrase in phrases or ()]
        return _one_of(word for words in found for word in words) if all(found) else None

    def _terms(self, terms: Terms | None) -> Need | None:
        """Return the words of one of some terms, as sentences have them."""
        if terms is None:
            return None
        written = {(word,) for word in terms.single} | {
            (first, *rest) for first, rests in terms.several.items() for rest in rests
        }
        return Need.of(
            way
            for term in written
            for first in (term[0], *SHORT.get(term[0], ()))
            for way in (
                (first, *term[1:]),
                [part for word in (first, *term[1:]) for part in self._language.split(word)],
            )
        )

    def _verb_group(self, test: ClauseTest) -> Iterator[Need | None]:
        language = self._language
        if test.modality is not None:
            ways = (language.MODAL_WORDS.get(modal, (modal,)) for modal in test.modality)
            yield _one_of(word for words in ways for word in words)
        if test.negated:
            yield _one_of(language.NEGATION_WORDS)
        if test.tense == frozenset({Tense.FUTURE}):
            yield _one_of(language.FUTURE_WORDS)
        if test.passive and test.subject is not None and Role.UNSTATED not in test.subject:
            yield _one_of(language.DOER_WORDS)

    def _place(self, test: ClauseTest) -> Iterator[Need | None]:
        """Yield what the relation to the clause above shows by, or that it is supposed."""
        joints = self._language.RELATION_WORDS
        if test.relation and test.relation <= joints.keys():
            yield _one_of(word for value in test.relation for word in joints[value])
        supposed = self._language.HYPOTHETICAL_WORDS
        if test.hypothetical and test.hypothetical <= supposed.keys():
            yield Need.of(words for value in test.hypothetical for words in supposed[value])

    def _subject(self, test: ClauseTest) -> Need | None:
        """Return what names the subject, where the role can't go unsaid."""
        if not test.subject or test.subject & {Role.AGENT, Role.OTHER, Role.UNSTATED}:
            return None
        terms: list[Sequence[str]] = []
        if Role.CUSTOMER in test.subject:
            # A command, or a purpose beside one, has the customer for its subject without a word.
            if test.tense is None or Tense.PRESENT in test.tense:
                return None
            terms.extend((word,) for word in self._language.CUSTOMER_WORDS)
        for role, name in ((Role.COMPANY_PART, "company-parts"), (Role.PARTNER, "partners")):
            if role in test.subject:
                terms.extend(self._language.split(term) for term in self._lexicon.get(name, ()))
        return Need.of(terms)


def _one_of(words: Iterable[str]) -> Need | None:
    single = frozenset(words)
    return Need(single, {}) if single else None
