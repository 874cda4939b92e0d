"""English clauses from a Universal Dependencies parse.

The relations are those of the UD guidelines as the English treebanks use them. One question
about a clause is answered in one module: who does it (`subjects`, `roles`), whether it is denied
(`polarity`), voice, tense and modality (`verbgroup`), `mood`, `suppositions`, `reports`,
`relations`. Governors are built first, so that a clause can ask the one above.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from replylint.languages.clause import Clause, Mood, Tense
from replylint.languages.en.mood import mood_of
from replylint.languages.en.nucleus import OBLIQUES, Nucleus
from replylint.languages.en.polarity import is_negated
from replylint.languages.en.predicates import Outline, outline
from replylint.languages.en.relations import relation_of
from replylint.languages.en.reports import reported_of
from replylint.languages.en.subjects import doer_role, passed_on
from replylint.languages.en.suppositions import hypothetical_of
from replylint.languages.en.verbgroup import by_phrase, is_passive, modality_of, tense_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_ADVERBIAL = frozenset(["advmod", "compound:prt", "discourse", "obl:npmod", "obl:unmarked", "intj"])


def clauses(doc: Doc, lexicon: Mapping[str, frozenset[str]]) -> list[Clause]:
    """Return the clauses of a parsed sentence in the order of their predicates.

    Args:
        doc: one sentence, parsed.
        lexicon: named sets of lower-case words; ``company-parts``, ``partners`` and ``agents``
            decide roles.
    """
    shape = outline(doc)
    asked = any(token.text == "?" for token in doc[max(0, len(doc) - 4) :])
    quoted = _quoted(doc)
    built: dict[int, Clause] = {}
    for head in shape.heads:
        above = built.get(shape.above.get(head, -1))
        nucleus = Nucleus(doc[head], above, asked, head in quoted)
        built[head] = _clause(nucleus, shape, lexicon)
    return [built[head] for head in sorted(built)]


def _quoted(doc: Doc) -> frozenset[int]:
    """Return the tokens between quotation marks; a mark without its partner quotes nothing."""
    marks = [token.i for token in doc if token.text == '"']
    return frozenset(
        i for start, end in zip(marks[::2], marks[1::2], strict=False) for i in range(start, end)
    )


def _clause(nucleus: Nucleus, shape: Outline, lexicon: Mapping[str, frozenset[str]]) -> Clause:
    head = nucleus.head
    passive = is_passive(nucleus)
    mood = mood_of(nucleus)
    own = by_phrase(nucleus) if passive else nucleus.subject
    grammatical = nucleus.subject
    if grammatical is None and not nucleus.expletive:
        grammatical = passed_on(nucleus)
    doer = own if passive else grammatical
    relation = relation_of(nucleus)
    return Clause(
        doc=head.doc,
        head=head.i,
        predicate=_predicate(nucleus),
        governor=nucleus.above.head if nucleus.above is not None else None,
        subject=doer.i if doer is not None else None,
        own_subject=own is not None,
        role=doer_role(nucleus, doer, (passive, mood), lexicon),
        passive=passive,
        negated=is_negated(nucleus),
        tense=Tense.PRESENT if mood is Mood.COMMAND else tense_of(nucleus),
        mood=mood,
        hypothetical=hypothetical_of(nucleus, relation),
        reported=reported_of(nucleus, relation),
        relation=relation,
        modality=modality_of(nucleus),
        modifiers=frozenset(_modifiers(nucleus)),
        objects=tuple(_objects(nucleus, grammatical if passive else None)),
        complements=tuple(_complements(nucleus)),
        obliques=tuple(
            kid.i for kid in nucleus.kids if kid.dep_ in OBLIQUES and not (passive and kid is own)
        ),
        copula=any(kid.dep_ == "cop" for kid in nucleus.auxiliaries),
        tokens=shape.tokens[head.i],
        core=shape.cores[head.i],
    )


def _predicate(nucleus: Nucleus) -> str:
    particle = next((kid.lower_ for kid in nucleus.kids if kid.dep_ == "compound:prt"), None)
    return f"{nucleus.lemma} {particle}" if particle else nucleus.lemma


def _objects(nucleus: Nucleus, undergoer: Token | None) -> Iterator[int]:
    if undergoer is not None:
        yield undergoer.i
    for kid in nucleus.kids:
        if kid.dep_ == "obj":
            yield kid.i


def _modifiers(nucleus: Nucleus) -> Iterator[str]:
    for kid in nucleus.kids:
        if kid.dep_ in _ADVERBIAL:
            yield kid.lemma_.lower()
            yield kid.lower_


def _complements(nucleus: Nucleus) -> Iterator[int]:
    for kid in nucleus.kids:
        if kid.dep_ in ("ccomp", "xcomp", "csubj"):
            yield kid.i
    if any(kid.dep_ == "cop" for kid in nucleus.auxiliaries):
        yield nucleus.head.i
