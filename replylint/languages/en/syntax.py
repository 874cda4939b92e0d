"""English clauses from a Universal Dependencies parse.

The relations are those of the UD guidelines as the English treebanks use them. One question
about a clause is answered in one module: who does it (`subjects`, `roles`), whether it is denied
(`polarity`), voice, tense and modality (`verbgroup`), `mood`, `suppositions`, `reports`,
`relations`. A clause may ask the one above.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from replylint.languages.clause import (
    Clause,
    Hypothetical,
    Mood,
    Relation,
    Reported,
    Role,
    Tense,
)
from replylint.languages.en.mood import mood_of
from replylint.languages.en.nucleus import OBLIQUES, Nucleus
from replylint.languages.en.polarity import is_negated
from replylint.languages.en.predicates import outline
from replylint.languages.en.relations import relation_of
from replylint.languages.en.reports import reported_of
from replylint.languages.en.subjects import doer_role, passed_on
from replylint.languages.en.suppositions import hypothetical_of
from replylint.languages.en.verbgroup import by_phrase, is_passive, modality_of, tense_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# A clause asks the one above, which may do so, too. As each call takes room, all is known of
# clauses that stand so many steps below the one before of which all is known.
_STEPS = 16
_EMBEDDED = frozenset(["ccomp", "xcomp", "csubj"])
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
    built: dict[int, _Clause] = {}
    depths: dict[int, int] = {}
    for head in shape.heads:
        governor = shape.above.get(head)
        above = None if governor is None else built[governor]
        nucleus = Nucleus(doc[head], above, asked, head in quoted)
        clause = _Clause(
            doc, head, governor, shape.tokens[head], shape.cores[head], nucleus, lexicon
        )
        built[head] = clause
        depths[head] = 1 if governor is None else depths[governor] + 1
        if depths[head] % _STEPS == 0:
            clause.work_out()
    return [built[head] for head in sorted(built)]


def _quoted(doc: Doc) -> frozenset[int]:
    """Return the tokens between quotation marks; a mark without its partner quotes nothing."""
    marks = [token.i for token in doc if token.text == '"']
    return frozenset(
        i for start, end in zip(marks[::2], marks[1::2], strict=False) for i in range(start, end)
    )


class _Clause(Clause, frozen=True, eq=False, dict=True):
    nucleus: Nucleus
    lexicon: Mapping[str, frozenset[str]]

    @property
    def token(self) -> Token:
        return self.nucleus.head

    def work_out(self) -> None:
        """Work out all there is to know: what hangs on it needn't ask further upwards."""
        for name in _WORKED_OUT:
            getattr(self, name)

    @cached_property
    def predicate(self) -> str:
        kids = self.nucleus.kids
        particle = next((kid.lower_ for kid in kids if kid.dep_ == "compound:prt"), None)
        lemma = self.nucleus.lemma
        return f"{lemma} {particle}" if particle else lemma

    @cached_property
    def _own(self) -> Token | None:
        """The doer as the clause states it."""
        return by_phrase(self.nucleus) if self.passive else self.nucleus.subject

    @cached_property
    def _grammatical(self) -> Token | None:
        """The grammatical subject, its own or passed on."""
        nucleus = self.nucleus
        if nucleus.subject is None and not nucleus.expletive:
            return passed_on(nucleus)
        return nucleus.subject

    @property
    def _doer(self) -> Token | None:
        return self._own if self.passive else self._grammatical

    @cached_property
    def subject(self) -> int | None:
        doer = self._doer
        return None if doer is None else doer.i

    @cached_property
    def own_subject(self) -> bool:
        return self._own is not None

    @cached_property
    def role(self) -> Role:
        return doer_role(self.nucleus, self._doer, (self.passive, self.mood), self.lexicon)

    @cached_property
    def passive(self) -> bool:
        return is_passive(self.nucleus)

    @cached_property
    def negated(self) -> bool:
        return is_negated(self.nucleus)

    @cached_property
    def tense(self) -> Tense:
        return Tense.PRESENT if self.mood is Mood.COMMAND else tense_of(self.nucleus)

    @cached_property
    def mood(self) -> Mood:
        return mood_of(self.nucleus)

    @cached_property
    def hypothetical(self) -> Hypothetical:
        return hypothetical_of(self.nucleus, self.relation)

    @cached_property
    def reported(self) -> Reported:
        return reported_of(self.nucleus, self.relation)

    @cached_property
    def relation(self) -> Relation:
        return relation_of(self.nucleus)

    @cached_property
    def modality(self) -> frozenset[str]:
        return modality_of(self.nucleus)

    @cached_property
    def modifiers(self) -> frozenset[str]:
        adverbs = [kid for kid in self.nucleus.kids if kid.dep_ in _ADVERBIAL]
        return frozenset(word for kid in adverbs for word in (kid.lemma_.lower(), kid.lower_))

    @cached_property
    def objects(self) -> tuple[int, ...]:
        undergoer = self._grammatical if self.passive else None
        acted_on = tuple(kid.i for kid in self.nucleus.kids if kid.dep_ == "obj")
        return acted_on if undergoer is None else (undergoer.i, *acted_on)

    @cached_property
    def complements(self) -> tuple[int, ...]:
        embedded = tuple(kid.i for kid in self.nucleus.kids if kid.dep_ in _EMBEDDED)
        return (*embedded, self.head) if self.copula else embedded

    @cached_property
    def obliques(self) -> tuple[int, ...]:
        own = self._own if self.passive else None
        return tuple(kid.i for kid in self.nucleus.kids if kid.dep_ in OBLIQUES and kid is not own)

    @cached_property
    def copula(self) -> bool:
        return any(kid.dep_ == "cop" for kid in self.nucleus.auxiliaries)


_WORKED_OUT = tuple(
    name for name, value in vars(_Clause).items() if isinstance(value, cached_property)
)
