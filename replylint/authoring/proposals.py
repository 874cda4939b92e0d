"""Patterns that find a sentence and others like it, read off its parse."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from replylint.languages.clause import Clause, Hypothetical, Mood, Role, Tense
from replylint.languages.reading import Reading
from replylint.matchers.clause import core_span
from replylint.model.text import Span
from replylint.prose.words import Word

_WHOLE = 8  # words of a sentence short enough to be a pattern as a whole
_MARKS = frozenset(',;:!?"')  # that stand in patterns as themselves
_NOUNS = frozenset({"NOUN", "PROPN"})
_MODIFIERS = frozenset({"compound", "amod", "nmod"})
_TELLING = frozenset({Role.CUSTOMER, Role.AGENT, Role.COMPANY_PART, Role.PARTNER})


class Proposal(Struct, frozen=True):
    """A ``find`` of a rule.

    Attributes:
        way: ``clause`` or ``phrase``.
        lines: as rule files have it, below ``find:``.
        notes: what to say beside a line, by its number in `lines`.
    """

    way: str
    lines: tuple[str, ...]
    notes: tuple[tuple[int, str], ...] = ()


def proposals(reading: Reading, focus: Clause | None = None) -> list[Proposal]:
    """Return what finds the only sentence of a text, the likeliest first.

    Args:
        reading: the text.
        focus: the clause it is about; None to look for it.
    """
    clauses = reading.clauses(0)
    clause = central(clauses, focus)
    found = [_clause(clause, reading)] if clause is not None and _says(clause, reading) else []
    found.append(Proposal("phrase", (f'phrase: "{_pattern(reading, clauses, clause)}"',)))
    return found


def central(clauses: list[Clause], focus: Clause | None = None) -> Clause | None:
    """Return the clause a sentence is about: “You'll have **to wait**”; None if it has none.

    Args:
        clauses: of the sentence.
        focus: where to begin, instead of the main clause.
    """
    clause = focus or next((each for each in clauses if each.governor is None), None)
    while clause is not None:
        modal = f"{clause.predicate} to"
        below = (each for each in clauses if each.governor == clause.head)
        inner = next((each for each in below if modal in each.modality), None)
        if inner is None:
            break
        clause = inner
    return clause


def _says(clause: Clause, reading: Reading) -> bool:
    """Return whether conditions on the clause say enough: a word of its own, and who or how."""
    word, *_ = clause.predicate.split()
    if not word.isalpha() or clause.token.lower_ not in reading.language.forms(word):
        return False
    if _is_light(clause, reading) and not _objects(clause):
        return False
    if _tells_by_nouns(clause):
        return False
    return clause.role in _TELLING or bool(clause.modality) or clause.passive or clause.negated


def _is_light(clause: Clause, reading: Reading) -> bool:
    return not clause.copula and clause.predicate in reading.language.LIGHT_VERBS


def _tells_by_nouns(clause: Clause) -> bool:
    """Return whether a sentence lives by nouns that conditions on a clause can't hold together.

    They are what somebody is, is called or is made (*a drop point*, *a difficult customer*).
    """
    token = clause.token
    if token.pos_ in _NOUNS:
        return not clause.copula or any(kid.dep_ in _MODIFIERS for kid in token.children)
    return any(kid.dep_ == "xcomp" and kid.pos_ in _NOUNS for kid in token.children)


def _objects(clause: Clause) -> list[str]:
    """Return the nouns that the verb acts on."""
    tokens = (clause.doc[head] for head in clause.objects)
    return [token.lemma_.lower() for token in tokens if token.pos_ == "NOUN"]


def _clause(clause: Clause, reading: Reading) -> Proposal:
    found = list(_conditions(clause, reading))
    lines = ("clause:", *(f"  {name}: {value}" for name, value, _ in found))
    notes = tuple((at, note) for at, (_, _, note) in enumerate(found, 1) if note)
    return Proposal("clause", lines, notes)


def _conditions(clause: Clause, reading: Reading) -> Iterator[tuple[str, str, str]]:
    """Yield the conditions that a clause meets, those on words first, each with a note."""
    yield "predicate", f"[{clause.predicate}]", "in any form; add others that mean the same"
    if objects := _objects(clause):
        light = _is_light(clause, reading)
        yield "object", f"[{objects[0]}]", "" if light else "take the line out if it may be any"
    if clause.role in _TELLING:
        yield "subject", clause.role.value, ""
    if clause.passive and clause.role is Role.UNSTATED:
        yield "passive", '"yes"', ""
    semi = sorted(modal for modal in clause.modality if " " in modal)
    if modals := semi or sorted(clause.modality):
        yield "modality", f"[{', '.join(modals)}]", "add others, such as must"
    yield "negated", '"yes"' if clause.negated else '"no"', ""
    if clause.mood is not Mood.STATEMENT:
        yield "mood", clause.mood.value, ""
    elif clause.tense is Tense.PAST:
        yield "tense", "past", ""
    if clause.hypothetical is Hypothetical.NO:
        yield "hypothetical", '"no"', "not in “if …”"


# -- phrases -----------------------------------------------------------------------------------


def _pattern(reading: Reading, clauses: list[Clause], clause: Clause | None) -> str:
    """Return a pattern over the words of the sentence, or over the core of a long one."""
    sentence = reading.sentences[0]
    words = _trimmed(sentence.words)
    if len(words) > _WHOLE and clause is not None:
        span = _core(clause, clauses)
        words = _trimmed(tuple(w for w in words if span.start <= w.start and w.end <= span.end))
    parts = [_generalised(word, reading) for word in words]
    while len(parts) > 1 and parts[0].startswith("["):
        parts.pop(0)
    while len(parts) > 1 and parts[-1].startswith("["):
        parts.pop()
    return " ".join(parts)


def _core(clause: Clause, clauses: list[Clause]) -> Span:
    """Return the stretch from the core of a clause to those of the clauses above it."""
    span = core_span(clause)
    above = next((each for each in clauses if each.head == clause.governor), None)
    return span if above is None else span.join(_core(above, clauses))


def _trimmed(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Return the words without the marks at their edges."""
    first, last = 0, len(words)
    while first < last and not _is_word(words[first]):
        first += 1
    while last > first and not _is_word(words[last - 1]):
        last -= 1
    return words[first:last]


def _is_word(word: Word) -> bool:
    return any(map(str.isalnum, word.form))


def _generalised(word: Word, reading: Reading) -> str:
    if word.form in _MARKS:
        return '\\"' if word.form == '"' else word.form
    if not _is_word(word) or word.form.startswith("_"):
        return word.form if word.form.startswith("_") else ".."
    doc = reading.doc(0)
    token = next((each for each in doc if each.idx <= word.start < each.idx + len(each)), doc[0])
    return reading.language.pattern_word(word.form, token)
