"""A draft as rules see it: sentences, words, clauses, and the cues that stand there."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from replylint.authoring.drafts import Opened
from replylint.authoring.seen import part_words, words_of
from replylint.authoring.wording import widest
from replylint.languages.clause import Clause
from replylint.linter import Work
from replylint.linting.cues import Cues
from replylint.model.report import ReplyReport
from replylint.prose.sentences import Sentence
from replylint.rulebook.rules import LAYOUT_CUES


class Part(Struct, frozen=True):
    """A part of a clause: its words, those behind the preposition, and the preposition."""

    words: str
    head: str
    preposition: str | None = None


class ClauseView(Struct, frozen=True):
    """A clause; the conditions of rules ask for these values.

    Attributes:
        words: its own, without those of the clauses it embeds.
        predicate: lemma of the predicate, with its particle.
        subject: the words for the doer, None if there are none.
        shared: whether these words stand in another clause.
        flags: what else holds for it: ``negated``, ``passive``, ``copula``, ``main``.
        embeds: the clauses below.
    """

    words: str
    predicate: str
    pos: str
    subject: str | None
    shared: bool
    role: str
    objects: tuple[Part, ...]
    complements: tuple[Part, ...]
    obliques: tuple[Part, ...]
    modality: tuple[str, ...]
    modifiers: tuple[str, ...]
    tense: str
    mood: str
    hypothetical: str
    reported: str
    relation: str
    flags: tuple[str, ...]
    embeds: tuple[ClauseView, ...]


class TokenView(Struct, frozen=True):
    """A token of the parse; `head` is the number of its governor in the sentence, from 1."""

    text: str
    lemma: str
    pos: str
    dep: str
    head: int


class CueView(Struct, frozen=True):
    """A cue, and the words at which it stands."""

    name: str
    words: str


class SentenceView(Struct, frozen=True):
    """A sentence as rules see it.

    Attributes:
        line: where it starts in the file, from 1.
        text: its prose, placeholders and the like filled in.
        words: as phrases see them: lower-case, contractions taken apart.
        quoted: the stretches of it inside quotation marks.
    """

    line: int
    text: str
    words: tuple[str, ...]
    quoted: tuple[str, ...]
    tokens: tuple[TokenView, ...]
    clauses: tuple[ClauseView, ...]
    cues: tuple[CueView, ...]


class BlockView(Struct, frozen=True):
    """A stretch of a reply that is read by itself: a paragraph, a list item, a greeting."""

    kind: str
    sentences: tuple[SentenceView, ...]


class ReplyView(Struct, frozen=True):
    """A reply; `skipped` says why rules don't see it."""

    name: str | None
    kind: str
    language: str
    blocks: tuple[BlockView, ...] = ()
    skipped: str | None = None


def views(opened: Opened) -> Iterator[ReplyView]:
    """Yield each reply of a file as rules see it."""
    for report in opened.report.replies:
        work = opened.work(report)
        name, kind, code = report.reply.name, report.kind.value, report.language
        if work is None:
            yield ReplyView(name, kind, code, skipped=report.skipped)
        else:
            yield ReplyView(name, kind, code, tuple(_blocks(opened, report, work)))


def _blocks(opened: Opened, report: ReplyReport, work: Work) -> Iterator[BlockView]:
    cues = Cues(work.reading, work.rulebook)
    sentences = work.reading.sentences
    for block in dict.fromkeys(sentence.block for sentence in sentences):
        kind = "numbered item" if block.ordered else block.kind.value
        inside = (each for each in sentences if each.block == block)
        lines = ((opened.line(report, each), each) for each in inside)
        yield BlockView(kind, tuple(_sentence(line, each, work, cues) for line, each in lines))


def _sentence(line: int, sentence: Sentence, work: Work, cues: Cues) -> SentenceView:
    clauses = work.reading.clauses(sentence.index)
    doc = work.reading.doc(sentence.index)
    return SentenceView(
        line,
        sentence.text,
        tuple(word.form for word in sentence.words),
        tuple(sentence.text[span.start : span.end] for span in sentence.quotes),
        tuple(
            TokenView(token.text, token.lemma_, token.pos_, token.dep_, token.head.i + 1)
            for token in doc
        ),
        tuple(_clause(each, clauses) for each in clauses if _is_top(each, clauses)),
        tuple(_cues(sentence, work, cues)),
    )


def _is_top(clause: Clause, clauses: list[Clause]) -> bool:
    return not any(other.head == clause.governor for other in clauses)


def _clause(clause: Clause, clauses: list[Clause]) -> ClauseView:
    flags = {
        "main": clause.governor is None,
        "negated": clause.negated,
        "passive": clause.passive,
        "copula": clause.copula,
    }
    return ClauseView(
        words=words_of(clause, clause.tokens),
        predicate=clause.predicate,
        pos=clause.token.pos_,
        subject=None if clause.subject is None else part_words(clause, clause.subject),
        shared=clause.subject is not None and not clause.own_subject,
        role=clause.role.value,
        objects=_parts(clause, clause.objects),
        complements=_parts(clause, clause.complements),
        obliques=_parts(clause, clause.obliques),
        modality=tuple(sorted(clause.modality)),
        modifiers=tuple(sorted(clause.modifiers)),
        tense=clause.tense.value,
        mood=clause.mood.value,
        hypothetical=clause.hypothetical.value,
        reported=clause.reported.value,
        relation=clause.relation.value,
        flags=tuple(name for name, holds in flags.items() if holds),
        embeds=tuple(_clause(each, clauses) for each in clauses if each.governor == clause.head),
    )


def _parts(clause: Clause, heads: tuple[int, ...]) -> tuple[Part, ...]:
    found = []
    for head in heads:
        token = clause.doc[head]
        case = next((kid.lower_ for kid in token.children if kid.dep_ == "case"), None)
        found.append(Part(part_words(clause, head), token.lower_, case))
    return tuple(found)


def _cues(sentence: Sentence, work: Work, cues: Cues) -> Iterator[CueView]:
    """Yield the named cues; those written inside an `unless` have no name."""
    names = (name for name in work.rulebook.cues if ":" not in name)
    for name in (*sorted(LAYOUT_CUES), *names):
        for span in widest(cues.spans(name, sentence.index)):
            yield CueView(name, sentence.text[span.start : span.end])
