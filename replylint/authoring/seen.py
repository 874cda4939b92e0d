"""What a clause has for each condition that rules can ask for, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

from replylint.authoring import wording
from replylint.languages.clause import Clause
from replylint.languages.reading import Reading
from replylint.matchers.clause import CONDITIONS
from replylint.matchers.phrase import Phrase
from replylint.model.text import Span

# Conditions that ask for one of a few values, and the attribute of a clause that has it.
_PLAIN: Mapping[str, Callable[[Clause], bool | StrEnum]] = {
    "subject": lambda clause: clause.role,
    "negated": lambda clause: clause.negated,
    "mood": lambda clause: clause.mood,
    "hypothetical": lambda clause: clause.hypothetical,
    "reported": lambda clause: clause.reported,
    "tense": lambda clause: clause.tense,
    "passive": lambda clause: clause.passive,
    "copula": lambda clause: clause.copula,
    "main": lambda clause: clause.governor is None,
    "relation": lambda clause: clause.relation,
}


def plain_values(clause: Clause) -> dict[str, bool | StrEnum]:
    """Return what a clause has for each condition that asks for one of a few values."""
    return {name: value(clause) for name, value in _PLAIN.items()}


def words_of(clause: Clause, tokens: Sequence[int] | frozenset[int]) -> str:
    """Return the words at some tokens, in order; “…” stands for what is left out between them."""
    doc = clause.doc
    runs: list[list[str]] = []
    last = None
    for at in sorted(tokens):
        if last is None or at != last + 1:
            runs.append([])
        runs[-1].append(doc[at].text_with_ws)
        last = at
    texts = ("".join(run).strip(" ,;:.!?-") for run in runs)
    return " … ".join(filter(None, texts)) or doc[min(tokens)].text


def part_words(clause: Clause, head: int) -> str:
    """Return the words of a part of the clause, given by its head."""
    inside = [token.i for token in clause.doc[head].subtree if token.i in clause.tokens]
    return words_of(clause, inside or [head])


def _quoted(words: str) -> str:
    return f"“{words}”"


def doer(clause: Clause) -> str:
    """Return the role of the doer, with the words for it where they are there."""
    if clause.subject is None:
        return clause.role.value
    return f"{clause.role.value} ({_quoted(part_words(clause, clause.subject))})"


def _heads(clause: Clause, heads: Sequence[int]) -> str:
    return wording.listed((_quoted(part_words(clause, head)) for head in heads), " and ") or "none"


def _subject(clause: Clause) -> str:
    return "none" if clause.subject is None else _quoted(part_words(clause, clause.subject))


def _standing(phrases: Sequence[Phrase], reading: Reading, index: int, within: Span) -> str:
    sentence = reading.sentences[index]
    spans = (
        sentence.word_span(first, last)
        for phrase in phrases
        for first, last in phrase.find(reading.words[index])
    )
    found = dict.fromkeys(
        _quoted(sentence.text[span.start : span.end]) for span in spans if within.covers(span)
    )
    return wording.listed(found, " and ") or "not there"


def _inside(clause: Clause, reading: Reading, index: int, phrases: Sequence[Phrase]) -> str:
    return _standing(phrases, reading, index, clause.extent)


def _in_sentence(_: Clause, reading: Reading, index: int, phrases: Sequence[Phrase]) -> str:
    whole = Span(0, len(reading.sentences[index].text))
    return _standing(phrases, reading, index, whole)


_Seen = Callable[..., str]
SEEN: Mapping[str, _Seen] = {
    "predicate": lambda clause, *_: f"“{clause.predicate}”",
    "subject": lambda clause, *_: doer(clause),
    "subject_is": lambda clause, *_: _subject(clause),
    "passive": lambda clause, *_: wording.yes_or_no(clause.passive),
    "negated": lambda clause, *_: wording.yes_or_no(clause.negated),
    "copula": lambda clause, *_: wording.yes_or_no(clause.copula),
    "tense": lambda clause, *_: clause.tense.value,
    "mood": lambda clause, *_: clause.mood.value,
    "hypothetical": lambda clause, *_: clause.hypothetical.value,
    "reported": lambda clause, *_: clause.reported.value,
    "relation": lambda clause, *_: clause.relation.value,
    "modality": lambda clause, *_: wording.listed(sorted(clause.modality), " and ") or "none",
    "no_modality": lambda clause, *_: wording.listed(sorted(clause.modality), " and ") or "none",
    "object": lambda clause, *_: _heads(clause, clause.objects),
    "no_object": lambda clause, *_: wording.yes_or_no(not clause.objects),
    "complement": lambda clause, *_: _heads(clause, clause.complements),
    "oblique": lambda clause, *_: _heads(clause, clause.obliques),
    "modifier": lambda clause, *_: wording.listed(sorted(clause.modifiers), " and ") or "none",
    "no_modifier": lambda clause, *_: wording.listed(sorted(clause.modifiers), " and ") or "none",
    "pos": lambda clause, *_: clause.token.pos_,
    "main": lambda clause, *_: wording.yes_or_no(clause.governor is None),
    "has": _inside,
    "lacks": _inside,
    "sentence_has": _in_sentence,
    "governor": lambda *_: "not there",
    "embeds": lambda *_: "not there",
}
assert set(SEEN) == set(CONDITIONS)  # noqa: S101 (two modules name the same conditions)
