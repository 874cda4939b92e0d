"""A reply as rules read it: its sentences, and their parse where somebody asks for it."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from replylint.languages.language import Language
from replylint.model.rule import Manner
from replylint.prose.line import Line
from replylint.prose.sentences import Sentence, sentences

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from replylint.languages.clause import Clause

Result = TypeVar("Result")


class Parse:
    """The parse of a sentence, which all sentences share that read alike, with its clauses."""

    __slots__ = ("_known", "doc")

    def __init__(self, doc: Doc) -> None:
        # The clauses know the parse: kept in it, both would live until cycles are looked for.
        self.doc = doc
        self._known: tuple[Mapping[str, frozenset[str]], list[Clause]] | None = None

    def clauses(self, language: Language, lexicon: Mapping[str, frozenset[str]]) -> list[Clause]:
        """Return the clauses, by the sets of words that decide roles."""
        known = self._known
        if known is None or known[0] is not lexicon:
            known = self._known = (lexicon, language.clauses(self.doc, lexicon))
        return known[1]


class UnparsedError(Exception):
    """A task that may not parse by itself came to a sentence that isn't parsed.

    Attributes:
        index: of the sentence.
    """

    def __init__(self, index: int) -> None:
        super().__init__(f"sentence {index} isn't parsed")
        self.index = index


class Reading:
    """The sentences of one reply.

    Parsing is put off until a sentence's clauses are asked for; `parse_all` does it for many
    readings at once, which is faster. Without `shortcut` nobody may leave out work for want of
    words in a sentence: slower, and by law the same outcome. `manner` says how what is offered
    speaks. `line` makes lines of words that know which phrases of a rulebook may stand in them.
    """

    def __init__(
        self,
        text: str,
        language: Language,
        lexicon: Mapping[str, frozenset[str]],
        *,
        shortcut: bool = True,
        manner: Manner | None = None,
        line: Callable[[Iterable[str]], Line] = Line,
    ) -> None:
        self.text = text
        self.language = language
        self.sentences: list[Sentence] = sentences(text, language.orthography())
        self.words: list[Line] = [line(sentence.tokens) for sentence in self.sentences]
        self._line = line
        self._lexicon = lexicon
        self.shortcut = shortcut
        self.manner = manner or Manner()
        self._parses: dict[int, Parse] = {}
        self.waits = False  # for somebody else to parse

    def reread(self, text: str) -> Reading:
        """Return the reading of a rewritten reply; what is known of sentences that stayed is kept."""
        other = Reading(
            text,
            self.language,
            self._lexicon,
            shortcut=self.shortcut,
            manner=self.manner,
            line=self._line,
        )
        parsed = {self.sentences[index].text: parse for index, parse in self._parses.items()}
        for sentence in other.sentences:
            if sentence.text in parsed:
                other.keep(sentence.index, parsed[sentence.text])
        return other

    def doc(self, index: int) -> Doc:
        """Return the parse of a sentence."""
        return self._parse(index).doc

    def clauses(self, index: int) -> list[Clause]:
        """Return the clauses of a sentence."""
        return self._parse(index).clauses(self.language, self._lexicon)

    def _parse(self, index: int) -> Parse:
        if index not in self._parses:
            if self.waits:
                raise UnparsedError(index)
            parse_all([(self, index)])
        return self._parses[index]

    @property
    def parsed(self) -> frozenset[int]:
        """The indices of the sentences parsed so far."""
        return frozenset(self._parses)

    def keep(self, index: int, parse: Parse) -> None:
        """Take a sentence's parse from elsewhere."""
        self._parses[index] = parse


# Parses of sentences met lately, by language and text: libraries repeat their phrases, and the
# same rewrite is often tried twice. A parse hangs on nothing but the text.
_RECENT: dict[tuple[str, str], Parse] = {}
_MOST = 1000
_BEGINNINGS = 3  # how often work on a reply is begun again


Wanted = tuple[Reading, int]  # a sentence to be parsed, by its index
Task = Generator[list[Wanted], None, Result]  # see `together`


def parse_all(wanted: Iterable[Wanted]) -> None:
    """Parse sentences of several readings of one language in one batch."""
    todo = [(reading, index) for reading, index in wanted if index not in reading.parsed]
    if not todo:
        return
    language = todo[0][0].language
    texts = dict.fromkeys(reading.sentences[index].text for reading, index in todo)
    known = {
        text: _RECENT[language.CODE, text] for text in texts if (language.CODE, text) in _RECENT
    }
    fresh = [text for text in texts if text not in known]
    docs = language.parse(fresh) if fresh else ()
    known.update(zip(fresh, map(Parse, docs), strict=True))
    for reading, index in todo:
        reading.keep(index, known[reading.sentences[index].text])
    for text in fresh[-_MOST:]:
        if len(_RECENT) >= _MOST:
            with suppress(KeyError, RuntimeError, StopIteration):  # another thread was quicker
                del _RECENT[next(iter(_RECENT))]
        _RECENT[language.CODE, text] = known[text]


def together(tasks: Iterable[Task[Result]]) -> list[Result]:
    """Return what tasks return, in their order; what they wait for is parsed in one batch.

    A task is a generator: before it goes on, it yields the sentences it is about to look at.
    """
    running = dict(enumerate(tasks))
    done: dict[int, Result] = {}
    while running:
        wanted: list[Wanted] = []
        for number, task in list(running.items()):
            try:
                wanted += next(task)
            except StopIteration as end:
                done[number] = end.value
                del running[number]
        parse_all(wanted)
    return [done[number] for number in sorted(done)]


def begun_again(reading: Reading, work: Callable[[], Result]) -> Task[Result]:
    """Return what work on a reading returns, of which nobody knows what it will look at.

    Where it comes to a sentence that isn't parsed, it is begun again when that is: a few times,
    then it parses by itself, since what is done over and over takes as long as it is often.
    """
    for _ in range(_BEGINNINGS):
        reading.waits = True
        try:
            return work()
        except UnparsedError as need:
            missing = need.index
        finally:
            reading.waits = False
        yield [(reading, missing)]
    return work()
