"""English. Importing this imports no spaCy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, cast

from replylint.languages.en import generation
from replylint.languages.en.evidence import (
    CUSTOMER_WORDS,
    DOER_WORDS,
    FUTURE_WORDS,
    HYPOTHETICAL_WORDS,
    LIGHT_VERBS,
    MODAL_WORDS,
    NEGATION_WORDS,
    RELATION_WORDS,
)
from replylint.languages.en.inflection import forms
from replylint.languages.en.orthography import orthography
from replylint.prose.words import words_of

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.tokens import Doc, Token

    from replylint.languages.clause import Clause
    from replylint.languages.tokenizing import LateTokenizer
    from replylint.prose.line import Line

__all__ = [
    "CODE",
    "CUSTOMER_WORDS",
    "DOER_WORDS",
    "FUNCTION_WORDS",
    "FUTURE_WORDS",
    "HYPOTHETICAL_WORDS",
    "LIGHT_VERBS",
    "MODAL_WORDS",
    "NAME",
    "NEGATION_WORDS",
    "RELATION_WORDS",
    "clauses",
    "forms",
    "generation",
    "orthography",
    "parse",
    "pattern_word",
    "signs",
    "split",
    "variants",
    "word_classes",
]

CODE = "en"
NAME = "English"
FUNCTION_WORDS = frozenset(
    [
        "a",
        "an",
        "the",
        "and",
        "or",
        "but",
        "if",
        "of",
        "to",
        "in",
        "on",
        "at",
        "by",
        "for",
        "with",
        "from",
        "as",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "am",
        "do",
        "does",
        "did",
        "done",
        "have",
        "has",
        "had",
        "not",
        "no",
        "i",
        "you",
        "he",
        "she",
        "it",
        "we",
        "they",
        "me",
        "him",
        "her",
        "us",
        "them",
        "my",
        "your",
        "his",
        "its",
        "our",
        "their",
        "this",
        "that",
        "these",
        "those",
        "there",
        "here",
        "what",
        "which",
        "who",
        "when",
        "where",
        "why",
        "how",
        "will",
        "would",
        "can",
        "could",
        "should",
        "may",
        "might",
        "must",
        "shall",
        "so",
        "than",
        "then",
        "too",
        "very",
        "just",
        "about",
        "up",
        "out",
        "over",
        "all",
        "any",
        "some",
        "more",
        "most",
        "now",
        "please",
        "get",
        "'s",
        "'d",
        "thank",
        "thanks",
        "one",
    ]
)


@cache
def _pipeline() -> Pipeline:
    from replylint.languages.loading import load_pipeline

    return load_pipeline(CODE)


@lru_cache(maxsize=16384)
def split(term: str) -> Sequence[str]:
    """Return the words of a term as `Sentence.words` would have them."""
    return tuple(word.form for word in words_of(term, orthography()))


def parse(texts: Iterable[str]) -> Iterator[Doc]:
    """Parse sentences, each by itself; the parser may not split them."""
    from replylint.languages.en.repairs import mend
    from replylint.languages.loading import one_thread

    pipeline = _pipeline()
    texts = list(texts)
    cast("LateTokenizer", pipeline.tokenizer).learn(texts)

    def made() -> Iterator[Doc]:
        for text in texts:
            doc = pipeline.make_doc(text)
            for token in doc[1:]:
                token.is_sent_start = False
            yield doc

    with one_thread():
        for doc in pipeline.pipe(made()):
            yield mend(doc)


def signs() -> Mapping[str, Callable[[Line], int]]:
    """Return what tells where in a line a predicate of some kind may stand, by its name."""
    from replylint.languages.en.places import SIGNS

    return SIGNS


def word_classes(term: str) -> frozenset[str]:
    """Return the parts of speech, as universal tags, that a word or term is known as."""
    from replylint.languages.en.wordclasses import word_classes as known

    return known(term)


def clauses(doc: Doc, lexicon: Mapping[str, frozenset[str]]) -> list[Clause]:
    """Return the clauses of a parsed sentence."""
    from replylint.languages.en.syntax import clauses as build

    return build(doc, lexicon)


def pattern_word(form: str, token: Token) -> str:
    """Return a word as a phrase pattern would have it, to match others like it."""
    from replylint.languages.en.variation import pattern_word as pattern

    return pattern(form, token)


def variants(clause: Clause) -> Iterator[str]:
    """Yield the clause's sentence with one thing changed, as far as it can be; then as a quotation."""
    from replylint.languages.en.variation import variants as vary

    return vary(clause)
