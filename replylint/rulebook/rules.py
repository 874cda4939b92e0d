"""Compiled rules and cues: what the linter runs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from functools import cached_property

from msgspec import Struct

from replylint.matchers.candidates import Candidates
from replylint.matchers.clause import ClauseTest
from replylint.matchers.match import Finder
from replylint.matchers.parts import Parts
from replylint.matchers.shift_and import PhraseTable
from replylint.model.finding import Applicability
from replylint.model.reply import Kind
from replylint.model.rule import Manner, RuleInfo
from replylint.prose.line import Line
from replylint.rulebook.substitution import Substitute
from replylint.rulebook.template import CueWords, Piece, SuggestionPiece


class Place(StrEnum):
    """Where a cue must stand, seen from a match."""

    MATCH = "match"
    CLAUSE = "clause"
    SENTENCE = "sentence"
    BEFORE = "before"
    AFTER = "after"
    DIRECTLY_BEFORE = "directly-before"
    DIRECTLY_AFTER = "directly-after"
    NEXT_SENTENCE = "next-sentence"
    PREVIOUS_SENTENCE = "previous-sentence"
    FOLLOWING = "following"
    NEAR = "near"
    ANYWHERE = "anywhere"


# Cues that the layout of the reply gives; rule files may refer to them.
LAYOUT_CUES = frozenset({"layout:item", "layout:step", "layout:greeting"})


class At(StrEnum):
    """Where in the reply a wanted cue must stand."""

    ANYWHERE = "anywhere"
    OPENING = "opening"
    END = "end"


class Insert(StrEnum):
    """Where the missing words would stand."""

    START = "start"
    OPENING = "opening"
    BEHIND = "behind"
    END = "end"


class SpanOf(StrEnum):
    """What a finding is reported on."""

    MATCH = "match"
    CLAUSE = "clause"
    SENTENCE = "sentence"


class Replaces(StrEnum):
    """What a rewrite stands in for."""

    MATCH = "match"
    CLAUSE = "clause"
    SENTENCE = "sentence"
    SUBJECT = "subject"
    ASIDE = "aside"


class Search(Struct, frozen=True):
    """One `find` entry: a finder and what its matches are reported on."""

    finder: Finder
    span: SpanOf = SpanOf.MATCH


class Unless(Struct, frozen=True):
    """An `unless`: a cue and the place where it silences a rule."""

    cue: str
    place: Place


class Cue(Struct, frozen=True):
    """A named expression that rules share.

    Attributes:
        unless: conditions that silence it, as for rules.
    """

    name: str
    searches: tuple[Search, ...]
    unless: tuple[Unless, ...] = ()


class Rewrite(Struct, frozen=True):
    """A way to say it.

    Attributes:
        text: the template as written.
        pieces: the template as read.
        replaces: what it stands in for.
        words: patterns for the stretch it stands in for instead; it overlaps the match.
        drops: lemmas it may drop, besides those of the predicate found.
        drops_found: whether it may drop the words that were found.
        flips: whether it states what makes a change of polarity true (*until* → *from*).
        where: a condition on the clause for it to be offered.
        last_resort: whether it is offered only where no other is.
        formal: whether it is for a formal tone, or for a casual one; None: for any.
        substitutes: what is written for each form of a word that isn't to be used; then there is
            no template.
        same_class: whether a substitute must be of the part of speech of what it stands in for.
    """

    text: str
    pieces: tuple[Piece, ...]
    replaces: Replaces
    words: Parts | None
    applicability: Applicability
    drops: frozenset[str]
    drops_found: bool
    flips: bool
    where: ClauseTest | None
    last_resort: bool = False
    formal: bool | None = None
    substitutes: Mapping[str, tuple[Substitute, ...]] = {}
    same_class: bool = True


class AvoidRule(Struct, frozen=True):
    """Finds wording to avoid.

    Attributes:
        glosses: what terms mean, for rewrites that spell them out.
        tip: advice without replacement text.
        yields_to: categories whose findings stay where the two overlap.
        quoted: whether it counts inside quotation marks too.
        body_only: whether headings, sign-off and signature are left out.
        customers_words: whether it is silent on words that the customer used.
    """

    info: RuleInfo
    searches: tuple[Search, ...]
    unless: tuple[Unless, ...]
    rewrites: tuple[Rewrite, ...]
    glosses: Mapping[str, str]
    tip: str | None
    yields_to: frozenset[str]
    quoted: bool
    body_only: bool
    customers_words: bool

    @property
    def cues(self) -> frozenset[str]:
        """The names of the cues it refers to."""
        return frozenset(each.cue for each in self.unless)


class Suggestion(Struct, frozen=True):
    """What could be added to a reply.

    Attributes:
        formal: whether it is for a formal tone, or for a casual one; None: for any.
    """

    pieces: tuple[SuggestionPiece, ...]
    formal: bool | None = None


class PreferRule(Struct, frozen=True):
    """Asks for something a good reply has.

    Attributes:
        require: cues of which one must be there.
        kinds: kinds of reply it is asked of.
        when: cues of which one must be there for it to be asked; none means always.
        when_context: cues that may stand in the customer's message instead.
        without: cues of which none may be there for it to be asked.
        suggestions: ways to say it, best first; the first whose cues are there is offered.
        insert: where it would stand.
        taken_back_by: categories whose findings take back a cue that stands in their words.
    """

    info: RuleInfo
    require: tuple[str, ...]
    at: At
    kinds: frozenset[Kind]
    when: tuple[str, ...]
    when_context: tuple[str, ...]
    without: tuple[str, ...]
    taken_back_by: frozenset[str]
    suggestions: tuple[Suggestion, ...]
    insert: Insert

    @property
    def cues(self) -> frozenset[str]:
        """The names of the cues it refers to."""
        pieces = (piece for suggestion in self.suggestions for piece in suggestion.pieces)
        quoted = (piece.cue for piece in pieces if isinstance(piece, CueWords))
        return frozenset((*self.require, *self.when, *self.when_context, *self.without, *quoted))


class CueIndex(Struct, frozen=True, eq=False, dict=True):
    """Tells which cues may stand in a sentence; exceptions without a name aren't in it.

    Attributes:
        searches: the cue and the place in it of each search of all cues.
        candidates: which of these searches may match.
    """

    searches: Sequence[tuple[str, int]]
    candidates: Candidates

    @classmethod
    def of(cls, cues: Iterable[Cue]) -> CueIndex:
        """Return the index of some cues."""
        found = [(cue.name, at, search) for cue in cues for at, search in enumerate(cue.searches)]
        candidates = Candidates.among(search.finder for _, _, search in found)
        return cls([(name, at) for name, at, _ in found], candidates)

    @cached_property
    def names(self) -> frozenset[str]:
        """The cues that it knows."""
        return frozenset(name for name, _ in self.searches)

    def standing(self, line: Line) -> Mapping[str, Sequence[int]]:
        """Return the searches that may match in a sentence with these words, by their cue."""
        known: dict[str, list[int]] | None = line.notes.get(self)
        if known is None:
            known = line.notes[self] = {}
            for number in self.candidates.of(line):
                name, at = self.searches[number]
                known.setdefault(name, []).append(at)
        return known


class Rulebook(Struct, frozen=True):
    """All rules of one language, ready to run.

    Attributes:
        lexicon: the sets of words that decide roles.
        phrases: the phrases of all rules and cues, to be looked for all at once.
        candidates: which searches of the avoid rules may match, numbered through.
        index: which cues may stand in a sentence.
    """

    language: str
    avoid: tuple[AvoidRule, ...]
    prefer: tuple[PreferRule, ...]
    cues: Mapping[str, Cue]
    lexicon: Mapping[str, frozenset[str]]
    phrases: PhraseTable
    candidates: Candidates
    index: CueIndex
    manner: Manner = Manner()

    @property
    def infos(self) -> tuple[RuleInfo, ...]:
        """What is known of each rule, avoid rules first."""
        return (*(rule.info for rule in self.avoid), *(rule.info for rule in self.prefer))
