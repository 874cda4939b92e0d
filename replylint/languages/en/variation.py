"""A sentence said otherwise: as a pattern for others like it, and as what it must not be taken for.

For people who write rules: what comes out is a start, to be read and changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from replylint.languages.en.inflection import forms
from replylint.languages.en.verbforms import has_feature, modal
from replylint.languages.en.wordlist import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from replylint.languages.clause import Clause

_ALTERNATIVES = (
    ("i", "we"),
    ("me", "us"),
    ("my", "our"),
    ("he", "she", "they"),
    ("him", "her", "them"),
    ("a", "an", "the"),
    ("this", "that"),
)
_OPTIONAL = words(
    "really just simply actually very quite still already also even only now unfortunately sadly "
    "please always currently so too honestly obviously clearly certainly again"
)
_VERBAL = frozenset({"VERB", "AUX"})
_OTHERS = {"you": "we", "i": "they", "we": "they", "he": "we", "she": "we", "they": "we"}
_AGREEING = {"am": "are", "'m": "'re", "was": "were", "is": "are", "has": "have", "does": "do"}
_FINITE = frozenset({"will", "would", "can", "could", "should", "must", "may", "might", "shall",
                     "am", "are", "is", "was", "were", "have", "has", "had", "do", "does", "did"})  # fmt: skip


def pattern_word(form: str, token: Token) -> str:
    """Return a word as a phrase pattern would have it, to match others like it.

    Args:
        form: the word as phrases see it.
        token: it in the parse.
    """
    if form[:1].isdigit():
        return "#"
    for group in _ALTERNATIVES:
        if form in group:
            return f"({'|'.join(group)})"
    if form in _OPTIONAL:
        return f"[{form}]"
    lemma = token.lemma_.lower()
    inflected = form not in ("will", "would", "can", "could", "should", "must", "may", "might")
    if token.pos_ in _VERBAL and inflected and form in forms(lemma) and lemma.isalpha():
        return f"<{lemma}>"
    return form


def variants(clause: Clause) -> Iterator[str]:
    """Yield the clause's sentence with one thing changed: denied or not, another doer, supposed."""
    doc = clause.doc
    for change in (_polarity(clause), _doer(clause), _supposed(clause)):
        if change is not None:
            yield change[:1].upper() + change[1:]
    yield quoted(doc)


def quoted(doc: Doc) -> str:
    """Return the sentence as something that the customer wrote."""
    return f"You wrote “{doc.text.rstrip(' .,;:')}” on Monday."


def _polarity(clause: Clause) -> str | None:
    """Return the sentence with the clause denied, or no longer denied."""
    texts = [token.text_with_ws for token in clause.doc]
    negations = [token for token in clause.doc if token.lower_ in ("not", "n't", "never")]
    if clause.negated:
        return _affirmed(negations, texts) if len(negations) == 1 else None
    group = _verb_group(clause)
    finite = next((token for token in group if has_feature(token, "VerbForm", "Fin")), None)
    if negations or clause.mood == "question":
        return None
    if clause.mood == "command":
        texts[group[0].i] = f"do not {group[0].lower_}{group[0].whitespace_}"
        return "".join(texts)
    return None if finite is None else _denied(finite, texts)


def _denied(finite: Token, texts: list[str]) -> str:
    form = modal(finite)
    if form in _FINITE or finite.lower_ in _SPELLED_OUT:
        plain = _SPELLED_OUT.get(finite.lower_, form)
        space = " " if finite.lower_ in _SPELLED_OUT or finite.lower_ == "'ll" else ""
        texts[finite.i] = f"{space}{plain} not{finite.whitespace_ or ' '}"
        behind = finite.i + 1
        word = texts[behind].strip() if behind < len(texts) else ""
        if not finite.whitespace_ and word in _SPELLED_OUT:
            texts[behind] = texts[behind].replace(word, _SPELLED_OUT[word])
    else:
        texts[finite.i] = f"{_support(finite)} not {finite.lemma_}{finite.whitespace_}"
    return "".join(texts)


_SPELLED_OUT = {"'re": "are", "'m": "am", "'ve": "have", "'s": "is", "'d": "would", "'ll": "will"}


def _affirmed(negations: Sequence[Token], texts: list[str]) -> str:
    at = negations[0].i
    texts[at] = " " if negations[0].lower_ == "n't" else ""
    if at:
        texts[at - 1] = modal(negations[0].nbor(-1)) + negations[0].nbor(-1).whitespace_
    return "".join(texts)


def _verb_group(clause: Clause) -> list[Token]:
    """Return the verbs of the clause in order; of one that hangs on another, those of that one."""
    head = _opener(clause)
    others = (kid for kid in head.children if kid.dep_.startswith(("aux", "cop")))
    return sorted((head, *others), key=lambda token: token.i)


def _opener(clause: Clause) -> Token:
    head = clause.token
    while head.head.i != head.i and head.dep_ == "xcomp":
        head = head.head
    return head


def _support(verb: Token) -> str:
    if has_feature(verb, "Tense", "Past"):
        return "did"
    return "does" if has_feature(verb, "Person", "3") else "do"


def _doer(clause: Clause) -> str | None:
    """Return the sentence with somebody else for its doer."""
    if clause.subject is None:
        return None
    subject = clause.doc[clause.subject]
    other = _OTHERS.get(subject.lower_)
    if other is None or clause.passive:
        return None
    texts = [token.text_with_ws for token in clause.doc]
    texts[subject.i] = other + subject.whitespace_
    if subject.i + 1 < len(clause.doc):
        verb = subject.nbor(1)
        texts[verb.i] = _AGREEING.get(verb.lower_, verb.text) + verb.whitespace_
    return "".join(texts)


def _supposed(clause: Clause) -> str | None:
    """Return the sentence as a condition."""
    if clause.mood != "statement" or clause.hypothetical != "no":
        return None
    text = clause.doc.text.rstrip(" .!…")
    first = clause.doc[0]
    subjects = (kid for kid in _opener(clause).children if kid.dep_.startswith(("nsubj", "expl")))
    if not any(each.left_edge.i == 0 for each in subjects):
        return None
    keeps = first.pos_ == "PROPN" or first.text == "I" or first.text.isupper()
    lowered = text if keeps else text[:1].lower() + text[1:]
    return f"If {lowered}, please tell us."
