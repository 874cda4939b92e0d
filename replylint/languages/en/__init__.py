"""English. Importing this imports no spaCy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from replylint.languages.en import generation
from replylint.languages.en.inflection import forms
from replylint.languages.en.orthography import orthography
from replylint.languages.en.wordlist import words
from replylint.prose.sentences import words_of

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.tokens import Doc

    from replylint.languages.clause import Clause

__all__ = [
    "CODE",
    "CUSTOMER_WORDS",
    "FUNCTION_WORDS",
    "FUTURE_WORDS",
    "MODAL_WORDS",
    "NAME",
    "NEGATION_WORDS",
    "clauses",
    "forms",
    "generation",
    "orthography",
    "parse",
    "split",
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


NEGATION_WORDS = words(
    "not never no nobody nothing none noone neither nor nowhere without hardly scarcely barely"
)
# Besides "you": a question without subject ("Forgot it?"), "thanks for telling us", and what
# hangs on a command ("having checked it, press start") mean the customer too.
CUSTOMER_WORDS = words(
    "you yourself yourselves your yours y'all yall thou ? thank thanks excuse forgive pardon "
    "appreciate blame having have"
)
FUTURE_WORDS = words("will shall going go gonna")
# Modals and semi-modals by the words they show as; others show as themselves.
MODAL_WORDS: Mapping[str, tuple[str, ...]] = {
    "would": ("would", "'d"),
    "should": ("should", "better"),
    "ought to": ("ought",),
    "have to": ("have", "has", "had", "having", "'d", "got"),
    "need to": ("need", "needs", "needed"),
    "able to": ("able",),
    "unable to": ("unable",),
    "go to": ("going",),
    "get to": ("got", "get", "gets"),
    "require to": ("required", "require", "requires"),
    "oblige to": ("obliged", "oblige", "obliges"),
    "suppose to": ("supposed", "suppose"),
    "expect to": ("expected", "expect", "expects"),
    "allow to": ("allowed", "allow", "allows"),
    "permit to": ("permitted", "permit", "permits"),
    "necessary to": ("necessary",),
    "mandatory to": ("mandatory",),
}


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

    pipeline = _pipeline()

    def made() -> Iterator[Doc]:
        for text in texts:
            doc = pipeline.make_doc(text)
            for token in doc[1:]:
                token.is_sent_start = False
            yield doc

    for doc in pipeline.pipe(made()):
        yield mend(doc)


def clauses(doc: Doc, lexicon: Mapping[str, frozenset[str]]) -> list[Clause]:
    """Return the clauses of a parsed sentence."""
    from replylint.languages.en.syntax import clauses as build

    return build(doc, lexicon)
