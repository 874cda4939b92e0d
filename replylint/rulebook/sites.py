"""Works out where in a sentence the predicate of a clause stands that meets a test.

What a language says of the words around a verb (`signs`) is asked of sentences, so that few are
parsed, and of their parses as well (`ClauseTest.holds`): so both come to the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from replylint.languages.clause import Hypothetical, Mood, Role, Tense
from replylint.languages.language import Language
from replylint.matchers.clause import SHORT, ClauseTest, Terms
from replylint.matchers.needs import Beside, Sign

_POSSIBLE = frozenset({"can", "could", "will", "would", "should"})
_MODAL_REACH = 10  # how far before its verb a modal may stand
_OBJECT_REACH = 8  # how far from its verb an object or adverb may stand


def sites_of(test: ClauseTest, language: Language) -> tuple[Beside | Sign, ...]:
    """Return where the predicate of such a clause stands, by the words around it.

    Args:
        test: the conditions.
        language: whose words they are.
    """
    names = (*_of_verb_group(test), *_of_doer(test), *_of_predicate(test))
    signs = (Sign(language.CODE, name) for name in names if name in language.signs())
    return (*_near_words(test, language), *signs)


def _near_words(test: ClauseTest, language: Language) -> Iterator[Beside]:
    if test.predicate is not None:
        yield _beside(test.predicate, language)
    parts = () if test.object is None else (test.object.word, test.object.modifier)
    for terms in (*parts, test.modifier):
        if terms is not None:
            yield _beside(terms, language, _OBJECT_REACH)
    if test.modality is not None:
        ways = (language.MODAL_WORDS.get(modal, (modal,)) for modal in test.modality)
        words = frozenset(word for way in ways for word in way)
        yield Beside(words, _MODAL_REACH, behind=False)


def _beside(terms: Terms, language: Language, reach: int = 0) -> Beside:
    """Return the places near some terms, as sentences have them."""
    several: dict[str, set[tuple[str, ...]]] = {}
    for first, rests in terms.several.items():
        split = {tuple(part for word in rest for part in language.split(word)) for rest in rests}
        for form in _forms(first, language):
            several.setdefault(form, set()).update(split)
    single = frozenset(form for word in terms.single for form in _forms(word, language))
    following = {form: tuple(sorted(rests)) for form, rests in several.items()}
    return Beside(single, reach, terms=following)


def _forms(word: str, language: Language) -> tuple[str, ...]:
    """Return the forms that a word may have in sentences, as a verb that helps no other."""
    return (word, *language.split(word), *(SHORT[word] if word == "is" else ()))


def _of_verb_group(test: ClauseTest) -> Iterator[str]:
    """Yield the signs of negation, tense and mood."""
    if test.negated:
        yield "denied"
    if test.tense == frozenset({Tense.PAST}):
        yield "past"
    if test.mood == frozenset({Mood.STATEMENT}):
        yield "stated"
    if test.mood == frozenset({Mood.COMMAND}):
        yield "commanded"
    if test.no_modality is not None and test.no_modality >= _POSSIBLE:
        yield "actual"
    if test.hypothetical == frozenset({Hypothetical.COUNTERFACTUAL}):
        yield "against-facts"


def _of_doer(test: ClauseTest) -> Iterator[str]:
    """Yield the signs of who does it."""
    roles = test.subject or frozenset(Role)
    supposed = test.hypothetical == frozenset({Hypothetical.COUNTERFACTUAL})
    # A command has the customer for its subject without a word.
    if roles == frozenset({Role.CUSTOMER}) and (
        supposed or Tense.PRESENT not in (test.tense or Tense)
    ):
        yield "by-customer"
    if test.by_name:
        yield "by-noun"
    elif Role.AGENT not in roles:
        yield "by-others-or-nobody" if Role.UNSTATED in roles else "by-others"
    if roles <= {Role.AGENT, Role.COMPANY_PART, Role.UNSTATED}:
        yield "by-company-or-nobody" if Role.UNSTATED in roles else "by-company"


def _of_predicate(test: ClauseTest) -> Iterator[str]:
    """Yield the signs of what can be a predicate, the dearest last."""
    if test.predicate is None:
        return
    roles = test.subject or frozenset(Role)
    if test.negated or not roles & {Role.OTHER, Role.UNSTATED}:
        yield "no-noun"
    yield "main-verb"
