"""Works out which words a sentence must have for a clause of it to meet a test.

Only what holds for every sentence is listed: a rule must find the same with this short cut and
without it (`tests/test_shortcut.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from replylint.languages.clause import Role, Tense
from replylint.languages.language import Language
from replylint.matchers.clause import ClauseTest
from replylint.matchers.phrase import Phrase


def needs_of(
    test: ClauseTest, language: Language, lexicon: Mapping[str, frozenset[str]]
) -> tuple[frozenset[str], ...]:
    """Return sets of words; one of each stands in every sentence with such a clause.

    Args:
        test: the conditions.
        language: whose words they are.
        lexicon: the sets that decide roles.
    """
    return tuple(words for words in _needs(test, language, lexicon) if words)


def _needs(
    test: ClauseTest, language: Language, lexicon: Mapping[str, frozenset[str]]
) -> Iterator[frozenset[str]]:
    for terms in (test.predicate, test.modifier):
        if terms is not None:
            yield terms.triggers
    for nominal in (test.object, test.oblique, test.complement, test.subject_is):
        if nominal is not None:
            yield nominal.word.triggers if nominal.word else frozenset()
            yield nominal.modifier.triggers if nominal.modifier else frozenset()
            yield nominal.preposition or frozenset()
            yield _of_phrases(nominal.has)
    yield _of_phrases(test.has)
    for other in (test.governor, test.embeds):
        yield from needs_of(other, language, lexicon) if other is not None else ()
    yield _of_modality(test, language)
    if test.negated:
        yield language.NEGATION_WORDS
    if test.tense == frozenset({Tense.FUTURE}):
        yield language.FUTURE_WORDS
    yield _of_subject(test, language, lexicon)


def _of_phrases(phrases: Sequence[Phrase] | None) -> frozenset[str]:
    if not phrases or not all(phrase.triggers for phrase in phrases):
        return frozenset()
    return frozenset().union(*(phrase.triggers for phrase in phrases))


def _of_modality(test: ClauseTest, language: Language) -> frozenset[str]:
    words = (language.MODAL_WORDS.get(modal, (modal,)) for modal in test.modality or ())
    return frozenset(word for group in words for word in group)


def _of_subject(
    test: ClauseTest, language: Language, lexicon: Mapping[str, frozenset[str]]
) -> frozenset[str]:
    """Return the words one of which names the subject, where the role can't go unsaid."""
    if not test.subject or test.subject & {Role.AGENT, Role.OTHER, Role.UNSTATED}:
        return frozenset()
    words: set[str] = set()
    if Role.CUSTOMER in test.subject:
        # A command, or a purpose beside one, has the customer for its subject without a word.
        may_command = test.tense is None or Tense.PRESENT in test.tense
        if may_command:
            return frozenset()
        words |= language.CUSTOMER_WORDS
    for role, name in ((Role.COMPANY_PART, "company-parts"), (Role.PARTNER, "partners")):
        if role in test.subject:
            words |= {word for term in lexicon.get(name, ()) for word in language.split(term)}
    return frozenset(words)
