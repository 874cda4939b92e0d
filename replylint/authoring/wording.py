"""Says in the notation of rule files what compiled conditions and patterns ask for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from replylint.languages.language import Language
from replylint.matchers.clause import ClauseTest, NominalTest, Terms
from replylint.matchers.phrase import Choice, Element, End, Gap, Number, Phrase, Start, Words
from replylint.model.text import Span

_SHOWN = 5  # of a list of words; the rest is counted
_IN_PATTERN = 3  # of a choice within a pattern
_NUMERALS = {Gap(0, 2): "..", Gap(0, 5): "...", Gap(1, 1): "*"}


def widest(spans: Iterable[Span]) -> list[Span]:
    """Return spans in order, without those that lie inside another one."""
    known = sorted(set(spans))
    return [span for span in known if not any(each != span and each.covers(span) for each in known)]


def yes_or_no(value: object) -> str:
    """Return a truth value as rule files have it."""
    return "yes" if value else "no"


def listed(words: Iterable[str], joint: str = " or ") -> str:
    """Return some words in a row: “a, b or c”; of many the first and how many more."""
    row = list(words)
    if len(row) > _SHOWN:
        return f"{', '.join(row[:_SHOWN])} … ({len(row) - _SHOWN} more)"
    return joint.join(filter(None, (", ".join(row[:-1]), *row[-1:])))


def names(values: frozenset[StrEnum] | Sequence[StrEnum]) -> str:
    """Return the names of some members of a kind; “not x” where few are left out."""
    kind = type(next(iter(values)))
    rest = [member.value for member in kind if member not in values]
    if rest and len(rest) < len(values):
        return f"not {listed(rest, ' nor ')}"
    return listed(member.value for member in kind if member in values)


def terms(value: Terms, language: Language) -> str:
    """Return the words of a condition, their forms gathered under one of them."""
    several = (" ".join((first, *rest)) for first, rests in value.several.items() for rest in rests)
    return listed(lemmas((*value.single, *several), language))


def lemmas(words: Iterable[str], language: Language) -> list[str]:
    """Return the words without those that are forms of another one of them, in order."""
    known = set(words)
    left = set(known)
    for word in sorted(known, key=lambda word: (len(word), word)):
        forms = language.forms(word)
        if word in left and len(forms) > 1 and forms <= known:
            left -= forms - {word}
    # Plain words say best what a list is about.
    return sorted(left, key=lambda word: (not word.isalpha(), word))


def nominal(test: NominalTest, language: Language) -> str:
    """Return what is asked of a subject, object, complement or oblique."""
    parts: list[str] = []
    if test.word is not None:
        parts.append(terms(test.word, language))
    if test.modifier is not None:
        parts.append(f"modified by {terms(test.modifier, language)}")
    if test.preposition is not None:
        parts.append(f"behind {listed(sorted(test.preposition))}")
    if test.role is not None:
        parts.append(f"role {names(test.role)}")
    if test.pos is not None:
        parts.append(f"pos {listed(sorted(test.pos))}")
    if test.has is not None:
        parts.append(f"with {phrases(test.has, language)}")
    return ", ".join(parts) or "anything"


def phrases(found: Iterable[Phrase], language: Language) -> str:
    """Return some patterns."""
    return listed(f"“{phrase(each, language)}”" for each in found)


def phrase(found: Phrase, language: Language) -> str:
    """Return a pattern as it could be written; the forms of one word as ``<word>``."""
    return sequence(found.elements, language)


def sequence(elements: Sequence[Element], language: Language) -> str:
    """Return a part of a pattern."""
    return " ".join(element(each, language) for each in elements)


def element(part: Element, language: Language) -> str:
    """Return one element of a pattern."""
    if isinstance(part, Words):
        return _words(part, language)
    if isinstance(part, Choice):
        return _choice(part, language)
    if isinstance(part, Gap):
        return _NUMERALS.get(part, "…")
    signs: dict[type[object], str] = {Number: "#", Start: "^", End: "$"}
    return signs[type(part)]


def _choice(choice: Choice, language: Language) -> str:
    options: list[str] = []
    for option in choice.options:
        if len(option) == 1 and isinstance(option[0], Words):
            options.extend(_alternatives(option[0], language))
        elif option:
            options.append(sequence(option, language))
    inner = _alternated(options)
    return f"[{inner}]" if () in choice.options else f"({inner})"


def _words(words: Words, language: Language) -> str:
    found = _alternatives(words, language)
    return found[0] if len(found) == 1 else f"({_alternated(found)})"


def _alternated(options: Sequence[str]) -> str:
    more = len(options) - _IN_PATTERN
    shown = options if more <= 1 else (*options[:_IN_PATTERN], f"… {more} more")
    return "|".join(shown)


def _alternatives(words: Words, language: Language) -> list[str]:
    """Return the words of a set, a word with all its forms as ``<word>``."""
    several = [" ".join((first, *rest)) for first, rests in words.terms.items() for rest in rests]
    known = {*words.single, *several}
    return [
        f"<{word}>" if _is_lemma(word, known, language) else word
        for word in lemmas(known, language)
    ]


def _is_lemma(word: str, known: set[str], language: Language) -> bool:
    forms = language.forms(word)
    return len(forms) > 1 and forms <= known


def clause_test(test: ClauseTest, name: str, language: Language) -> str:
    """Return what a test asks by one of its conditions (a name of `CONDITIONS`)."""
    value = getattr(test, name)
    if isinstance(value, bool):
        return yes_or_no(value)
    if isinstance(value, Terms):
        return terms(value, language)
    if isinstance(value, NominalTest):
        return nominal(value, language)
    if isinstance(value, ClauseTest):
        return "a clause with other conditions"
    if isinstance(value, tuple):
        return phrases(value, language)
    some = next(iter(value), "")
    return names(value) if isinstance(some, StrEnum) else listed(sorted(value))
