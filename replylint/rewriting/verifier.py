"""Stands between a template and the user: what loses a fact, flips polarity or reads worse isn't offered.

It looks at the whole reply as rewritten. The linter hands in how to read and lint a reply again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from msgspec import Struct

from replylint.languages.reading import Reading
from replylint.model.finding import Edit, Finding
from replylint.model.text import Span
from replylint.prose.masking import masks

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_CONTENT = frozenset({"NOUN", "VERB", "ADJ", "ADV", "PROPN", "NUM", "SYM"})
_SAME_CLASS = {"PROPN": "NOUN", "AUX": "VERB"}
_NUMBER = re.compile(r"[$€£]?\d+(?:[.,:/-]\d+)*\s?(?:%|[ap]\.?m\b|[€£$]|°)?", re.IGNORECASE)
_NEGATIONS = frozenset({"not", "n't", "nt", "never", "no", "without", "nobody", "nothing", "none", "neither", "nor", "hardly", "unable", "cannot"})  # fmt: skip
# Verbs too light to be facts; a rewrite may put one in another's place.
_LIGHT = frozenset({"be", "have", "do", "get", "will", "can", "could", "would", "should", "may", "might", "must", "shall", "let", "please", "also", "just", "so", "then", "now", "very", "really", "already", "yet", "still", "only", "too", "well", "as", "there", "here"})  # fmt: skip


class Relint(Struct, frozen=True):
    """How to judge a reply again.

    Attributes:
        read: reads a text as the same reply.
        lint: returns its findings, without fixes.
    """

    read: Callable[[str], Reading]
    lint: Callable[[Reading], list[Finding]]


class Verifier(Struct, frozen=True):
    """Judges rewrites of one reply.

    Args:
        reading: the reply.
        findings: what was found in it.
        relint: how to judge it as rewritten.
    """

    reading: Reading
    findings: tuple[Finding, ...]
    relint: Relint

    def allows(
        self, edit: Edit, finding: Finding, sentence: int, drops: frozenset[str], *, flips: bool
    ) -> bool:
        """Return whether an edit may be offered.

        Args:
            edit: the change.
            finding: what it mends.
            sentence: the index of the sentence the finding stands in.
            drops: lemmas the template may drop.
            flips: whether the template states what makes a change of polarity true.
        """
        text = self.reading.text
        rewritten = text[: edit.span.start] + edit.text + text[edit.span.end :]
        if rewritten == text or not _facts_kept(text, rewritten):
            return False
        after = self.relint.read(rewritten)
        if not self._sound(after, edit) or self._stretched(edit, sentence):
            return False
        if not self._content_kept(after, edit, sentence, drops, flips=flips):
            return False
        return self._cleaner(after, edit, finding)

    def allows_word(self, edit: Edit, finding: Finding, sentence: int, *, same_class: bool) -> bool:
        """Return whether a word may stand in for another that means the same.

        Its rule must find less than before, and no other rule more; what else is said of the
        word may still be said.

        Args:
            edit: the change.
            finding: what it mends.
            sentence: the index of the sentence it stands in.
            same_class: whether both must be of one part of speech: *issue* is a verb as well.
        """
        text = self.reading.text
        rewritten = text[: edit.span.start] + edit.text + text[edit.span.end :]
        if rewritten == text or not _facts_kept(text, rewritten):
            return False
        after = self.relint.read(rewritten)
        if not self._sound(after, edit) or (
            same_class and not self._class_kept(after, edit, sentence)
        ):
            return False
        found = Counter(item.rule for item in self.relint.lint(after))
        before = Counter(item.rule for item in self.findings)
        return found[finding.rule] < before[finding.rule] and not found - before

    def _class_kept(self, after: Reading, edit: Edit, sentence: int) -> bool:
        now = Span(edit.span.start, edit.span.start + len(edit.text))
        classes = {
            each for index in self._changed(after, edit) for each in _classes(after, index, now)
        }
        return bool(classes & _classes(self.reading, sentence, edit.span))

    def _changed(self, after: Reading, edit: Edit) -> list[int]:
        span = Span(edit.span.start, edit.span.start + max(1, len(edit.text)))
        return [item.index for item in after.sentences if item.span.overlap(span)]

    def _sound(self, after: Reading, edit: Edit) -> bool:
        """Return whether the rewritten sentences look like sentences."""
        for index in self._changed(after, edit):
            text = after.sentences[index].text
            if re.search(r"\b(\w+) \1\b(?! that)", text, re.IGNORECASE) and not re.search(
                r"\b(that that|had had|very very)\b", text, re.IGNORECASE
            ):
                return False
            if re.search(r"[,;:]{2}|\(\s|\s\)|\s[,;]|^[,;:.]|[{}]", text):
                return False
        return True

    def _stretched(self, edit: Edit, sentence: int) -> bool:
        """Return whether a sentence is added before a mark that was another one's: *… [date]!!!*."""
        source = self.reading.sentences[sentence]
        closes = edit.span.end >= source.span.end - 4 and source.text[-1:] in "!?"
        return closes and re.search(r"[.!?] \w", edit.text) is not None

    def _content_kept(
        self, after: Reading, edit: Edit, sentence: int, drops: frozenset[str], *, flips: bool
    ) -> bool:
        changed = self._changed(after, edit)
        before_doc = self.reading.doc(sentence)
        after_docs = [after.doc(index) for index in changed]
        start, end = edit.span.start, edit.span.end
        source = self.reading.sentences[sentence]
        removed = [
            token
            for token in before_doc
            if start < source.ends[token.idx + len(token) - 1] and source.starts[token.idx] < end
        ]
        kept = Counter(_stem(token) for doc in after_docs for token in doc)
        surfaces = {token.lower_ for doc in after_docs for token in doc}
        for token in removed:
            lemma = token.lemma_.lower()
            named = token.pos_ == "PROPN" and token.text.istitle() and token.i > 0
            if not named and (
                token.pos_ not in _CONTENT
                or lemma in _LIGHT
                or lemma in drops
                or token.lower_ in drops
            ):
                continue
            if not kept[_stem(token)] and token.lower_ not in surfaces:
                return False
        return flips or not _flipped(before_doc, after_docs)

    def _cleaner(self, after: Reading, edit: Edit, finding: Finding) -> bool:
        """Return whether the finding is gone and none is new."""
        before = Counter((item.rule, item.match.lower()) for item in self.findings)
        found = self.relint.lint(after)
        grown = Counter((item.rule, item.match.lower()) for item in found) - before
        if grown:
            return False
        span = Span(edit.span.start, edit.span.start + max(1, len(edit.text)))
        return not any(
            item.category == finding.category and item.span.overlap(span) for item in found
        )


def _classes(reading: Reading, index: int, span: Span) -> set[str]:
    """Return the parts of speech of the words in a span on which the others in it hang."""
    sentence = reading.sentences[index]
    inside = [
        token for token in reading.doc(index) if span.start <= sentence.starts[token.idx] < span.end
    ]
    heads = [token for token in inside if token.head not in inside or token.head == token]
    return {_SAME_CLASS.get(token.pos_, token.pos_) for token in heads}


def _stem(token: Token) -> str:
    return token.lemma_.lower()


def _facts_kept(before: str, after: str) -> bool:
    """Return whether the rewritten reply has each placeholder, number, address and code.

    It may have none that is new but blanks to be filled in, such as ``[date]``.
    """
    for facts in (_masked, _numbers):
        if Counter(facts(before)) - Counter(facts(after)):
            return False
    new = Counter(_masked(after)) - Counter(_masked(before))
    return all(fact.startswith("[") for fact in new)


def _masked(text: str) -> Iterable[str]:
    return (text[mask.span.start : mask.span.end] for mask in masks(text, markdown=False))


def _numbers(text: str) -> Iterable[str]:
    return (match.group().strip() for match in _NUMBER.finditer(text))


def _flipped(before: Doc, after: Iterable[Doc]) -> bool:
    """Return whether a verb that was negated is now affirmed, or the other way round."""
    now: dict[str, set[bool]] = {}
    for doc in after:
        for token in doc:
            if token.pos_ in ("VERB", "ADJ", "NOUN"):
                now.setdefault(_stem(token), set()).add(_negated(token))
    for token in before:
        polarity = now.get(_stem(token)) if token.pos_ in ("VERB", "ADJ", "NOUN") else None
        if polarity is not None and _negated(token) not in polarity:
            return True
    return False


def _negated(token: Token) -> bool:
    """Return whether a word, or a verb it hangs on as a complement, is negated."""
    at = token
    for _ in range(3):
        if any(
            kid.lower_ in _NEGATIONS and kid.dep_ in ("advmod", "det", "aux", "mark", "cc:preconj")
            for kid in at.children
        ):
            return True
        if at.dep_ not in ("xcomp", "aux", "cop") or at.head.i == at.i:
            break
        at = at.head
        if at.lemma_.lower() in _NEGATIONS:
            return True
    return False
