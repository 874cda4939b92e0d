"""Putting English words into the form a rewrite needs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from replylint.languages.en.inflection import inflections, verb
from replylint.languages.en.verbforms import has_feature, is_gerund, is_participle
from replylint.regex import Regex

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = [
    "agreeing",
    "agreeing_with_we",
    "article_for",
    "as_object",
    "as_subject",
    "concludes",
    "form_of",
    "inflections",
    "is_plural",
    "long_forms",
    "person",
    "refers_back",
    "somebody_elses",
    "verb_form",
]

_PLURAL_OF: Mapping[str, str] = {
    "I": "we",
    "I'm": "we're",
    "I'll": "we'll",
    "I've": "we've",
    "I'd": "we'd",
    "I was": "we were",
    "I am": "we are",
    "I have": "we have",
    "me": "us",
    "my": "our",
    "mine": "ours",
    "myself": "ourselves",
}
_LONG_FORMS = (
    (r"\bI'm\b", "I am"),
    (r"\b(I|we|you|they)'ve\b", r"\1 have"),
    (r"\b(I|we|you|they|it|he|she|that)'ll\b", r"\1 will"),
    (r"\b(we|you|they)'re\b", r"\1 are"),
    (r"\b(it|that|there|here|what)'s\b", r"\1 is"),
    (r"\b(I|we|you|they)'d\b", r"\1 would"),
    (r"\bcan't\b", "cannot"),
    (r"\bwon't\b", "will not"),
    (r"\b(do|does|did|is|are|was|were|has|have|had|could|should|would)n't\b", r"\1 not"),
)
_VOWEL_SOUND = Regex(
    r"(?i:[aeio]|u(?!s[aeiu]|ni(?!n|m)|k|r[aeiou]|t[ei])|hour|honest|honou?r|heir|8|11\b|18\b)"
    r"|[FHLMNRSX](?:[A-Z0-9]|\b)"
)
_CONSONANT_SOUND = Regex(r"(?:eu|one\b|once\b|U[A-Z])")
_ELSES = Regex(r"\b(?:your|ur|his|her|their|whose)\b|['’]s?(?= |$)", re.IGNORECASE)
_BACKWARD = Regex(
    r"\b(?:he|she|his|hers?|him|they|theirs?|them|its(?! way)|who|whose|itself|himself|herself|themselves|us|me"
    r"|not (?:us|me|we|ours?|my)|I'm told|I hear|it seems)\b",
    re.IGNORECASE,
)
# Not “march” and “may”, which are words too.
_LARGE_WORDS = (
    "monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays "
    "thursdays fridays saturdays sundays january february april june july august september "
    "october november december christmas easter english french german spanish italian"
)
_LARGE = frozenset(_LARGE_WORDS.split())
_OBJECT_FORMS = {"i": "me", "we": "us", "he": "him", "she": "her", "they": "them"}
_SUBJECT_FORMS = {"me": "I", "us": "we", "him": "he", "her": "she", "them": "they"}


def person(word: str, *, plural: bool) -> str:
    """Return a first-person word given as for *I*, in the person asked for."""
    return _PLURAL_OF[word] if plural else word


def verb_form(lemma: str, form: str) -> str:
    """Return a form of a verb: base, third, past, participle or gerund."""
    forms = verb(lemma)
    return {
        "base": forms.base,
        "third": forms.third,
        "past": forms.past[0],
        "participle": forms.participle[0],
        "gerund": forms.gerund[0],
    }[form]


def form_of(token: Token) -> str:
    """Return the name of the form a word stands in, as `inflections` has it."""
    if token.pos_ not in ("VERB", "AUX"):
        return "plural" if has_feature(token, "Number", "Plur") else "base"
    if is_gerund(token):
        return "gerund"
    if is_participle(token):
        return "participle"
    if has_feature(token, "Tense", "Past"):
        return "past"
    return "third" if token.lower_.endswith("s") and token.lower_ != token.lemma_ else "base"


def agreeing(lemma: str, *, plural: bool) -> str:
    """Return the present form of a verb for a third person: *needs* or *need*, *is* or *are*.

    *was* and *has been* are taken as they are meant.
    """
    fixed = {"be": ("is", "are"), "was": ("was", "were"), "have": ("has", "have"), "wasn't": ("wasn't", "weren't"), "hasn't": ("hasn't", "haven't"), "isn't": ("isn't", "aren't")}  # fmt: skip
    if lemma in fixed:
        return fixed[lemma][plural]
    if lemma.startswith("have "):
        return agreeing("have", plural=plural) + lemma[4:]
    if lemma.startswith(("don't ", "doesn't ")):
        return ("don't " if plural else "doesn't ") + lemma.partition(" ")[2]
    return lemma if plural else verb(lemma).third


def agreeing_with_we(behind: str) -> tuple[str, str]:
    """Return the verb that opens the words behind a subject, and as it stands behind *we*."""
    match = re.match(r" (has|was|is|does)(?=n't|nt\b|\b)", behind, re.IGNORECASE)
    if match is None:
        return "", ""
    return match.group(), {"has": "have", "was": "were", "is": "are", "does": "do"}[
        match[1].lower()
    ]


def somebody_elses(words: str) -> bool:
    """Return whether somebody belongs to others: *your mechanic*, *the vet's receptionist*."""
    return _ELSES.search(words) is not None


def refers_back(behind: str) -> bool:
    """Return whether words may mean somebody named before them."""
    return _BACKWARD.search(behind) is not None


def concludes(token: Token) -> bool:
    """Return whether a word opens a clause as the result of the one before."""
    return token.lower_ in ("so", "therefore", "hence", "thus")


def is_plural(token: Token) -> bool:
    """Return whether a nominal, given by its head, takes a plural verb."""
    if any(kid.dep_ == "conj" for kid in token.children):
        return True
    if token.lower_ in ("you", "we", "they", "these", "those", "them", "us", "both", "many", "all"):
        return True
    if any(kid.dep_ == "nummod" and kid.lower_ not in ("1", "one") for kid in token.children):
        return token.lower_.endswith("s")
    return "Plur" in token.morph.get("Number", [])


def as_object(word: str) -> str:
    """Return the object form of a personal pronoun; any other word as it is."""
    return _OBJECT_FORMS.get(word.lower(), word)


def as_subject(word: str) -> str:
    """Return the subject form of a personal pronoun; any other word as it is."""
    return _SUBJECT_FORMS.get(word.lower(), word)


def long_forms(text: str) -> str:
    """Return a text with its contractions written out, for a reply that uses none."""
    for pattern, full in _LONG_FORMS:
        text = re.sub(pattern, full, text, flags=re.IGNORECASE)
    return text


def is_written_large(word: str) -> bool:
    """Return whether a word has a capital wherever it stands: a day, a month."""
    return word.lower() in _LARGE


def article_for(word: str) -> str:
    """Return *a* or *an* for the word behind it."""
    if _CONSONANT_SOUND.match(word):
        return "a"
    return "an" if _VOWEL_SOUND.match(word) else "a"
