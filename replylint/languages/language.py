"""What a language must offer, and how its module is found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Protocol

from replylint.languages.clause import Hypothetical, Relation
from replylint.prose.line import Line
from replylint.prose.orthography import Orthography

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from replylint.languages.clause import Clause


class Generation(Protocol):
    """Putting words into the form a rewrite needs; see `replylint.languages.en.generation`."""

    def person(self, word: str, *, plural: bool) -> str:
        """Return a first-person word given as for *I*, in the person asked for."""
        ...

    def verb_form(self, lemma: str, form: str) -> str:
        """Return a form of a verb: base, third, past, participle or gerund."""
        ...

    def inflections(self, term: str) -> Mapping[str, tuple[str, ...]]:
        """Return the forms of a word or term by their names, the usual spelling first."""
        ...

    def form_of(self, token: Token) -> str:
        """Return the name of the form a word stands in, as `inflections` has it."""
        ...

    def agreeing(self, lemma: str, *, plural: bool) -> str:
        """Return the present form of a verb that agrees with a third person."""
        ...

    def agreeing_with_we(self, behind: str) -> tuple[str, str]:
        """Return the verb that opens the words behind a subject, and as *we* takes it."""
        ...

    def somebody_elses(self, words: str) -> bool:
        """Return whether somebody belongs to others than the agent."""
        ...

    def refers_back(self, behind: str) -> bool:
        """Return whether words may mean somebody named before them."""
        ...

    def concludes(self, token: Token) -> bool:
        """Return whether a word opens a clause as the result of the one before."""
        ...

    def is_plural(self, token: Token) -> bool:
        """Return whether a nominal, given by its head, takes a plural verb."""
        ...

    def as_object(self, word: str) -> str:
        """Return the object form of a personal pronoun; any other word as it is."""
        ...

    def as_subject(self, word: str) -> str:
        """Return the subject form of a personal pronoun; any other word as it is."""
        ...

    def long_forms(self, text: str) -> str:
        """Return a text with its contractions written out."""
        ...

    def is_written_large(self, word: str) -> bool:
        """Return whether a word has a capital wherever it stands: a day, a month."""
        ...

    def article_for(self, word: str) -> str:
        """Return the indefinite article for the word behind it."""
        ...


class Language(Protocol):
    """A language module: ``replylint.languages.<code>`` offers these names.

    Importing it must not import spaCy; `parse` and `clauses` may.
    """

    CODE: str
    NAME: str
    # Words too frequent to tell sentences apart, lower-case.
    FUNCTION_WORDS: frozenset[str]
    # Words of which one stands in every sentence with such a clause, as phrases see them.
    NEGATION_WORDS: frozenset[str]
    CUSTOMER_WORDS: frozenset[str]
    FUTURE_WORDS: frozenset[str]
    DOER_WORDS: frozenset[str]  # passives that say who did it
    # Verbs that say little without what they act on: "take a look".
    LIGHT_VERBS: frozenset[str]
    MODAL_WORDS: Mapping[str, tuple[str, ...]]
    # What isn't listed here may show by no word at all.
    HYPOTHETICAL_WORDS: Mapping[Hypothetical, tuple[tuple[str, ...], ...]]  # all of one group
    RELATION_WORDS: Mapping[Relation, frozenset[str]]

    @property
    def generation(self) -> Generation:
        """Return what puts words into the form a rewrite needs."""
        ...

    def orthography(self) -> Orthography:
        """Return the spelling habits of the language."""
        ...

    def forms(self, lemma: str) -> frozenset[str]:
        """Return every form a lemma, of one word or several, may have in a text."""
        ...

    def word_classes(self, term: str) -> frozenset[str]:
        """Return the parts of speech, NOUN and VERB among them, that a word or term is known as."""
        ...

    def split(self, term: str) -> Sequence[str]:
        """Return the words of a term as `Sentence.words` would have them."""
        ...

    def signs(self) -> Mapping[str, Callable[[Line], int]]:
        """Return what tells where in a line a predicate of some kind may stand, by its name.

        What a language leaves out is left to the parse: see `replylint.rulebook.sites`.
        """
        ...

    def parse(self, texts: Iterable[str]) -> Iterator[Doc]:
        """Parse sentences, each by itself."""
        ...

    def clauses(self, doc: Doc, lexicon: Mapping[str, frozenset[str]]) -> list[Clause]:
        """Return the clauses of a parsed sentence."""
        ...

    def pattern_word(self, form: str, token: Token) -> str:
        """Return a word as a phrase pattern would have it, to match others like it.

        Args:
            form: the word as phrases see it.
            token: it in the parse.
        """
        ...

    def variants(self, clause: Clause) -> Iterator[str]:
        """Yield the clause's sentence with one thing changed; what can't be, is left out.

        The last one is the sentence as a quotation.
        """
        ...


@cache
def language(code: str) -> Language:
    """Return the language module of an ISO 639-1 code.

    Raises:
        LookupError: if there is none.
    """
    name = f"{__package__}.{code}"
    if not code.isalpha() or find_spec(name) is None:
        raise LookupError(code)
    module: Language = import_module(name)
    return module
