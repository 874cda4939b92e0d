"""Stands between a template and the user: what loses a fact, flips polarity or reads worse isn't offered.

It looks at the whole reply as rewritten. The linter hands in how to read and lint a reply again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from replylint.languages.reading import Reading, Wanted
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
_UNSOUND = "the new sentence would read badly: a word twice, or marks that don't fit"


class Relint(Struct, frozen=True):
    """How to judge a reply again.

    Attributes:
        read: reads a text as the same reply.
        lint: returns its findings, without fixes.
        unmerged: returns those of the reply as it is, before any of a category become one.
    """

    read: Callable[[str], Reading]
    lint: Callable[[Reading], list[Finding]]
    unmerged: Callable[[], list[Finding]]


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
    _readings: dict[str, Reading] = {}
    _unfit: dict[tuple[Edit, int | None, str], str | None] = {}

    def rewritten(self, edit: Edit) -> str:
        """Return the reply as an edit leaves it."""
        text = self.reading.text
        return text[: edit.span.start] + edit.text + text[edit.span.end :]

    def changed(self, edit: Edit) -> list[Wanted]:
        """Return the sentences that an edit makes, in the reply as rewritten."""
        after = self._after(edit)
        return [(after, index) for index in self._changed(after, edit)]

    def unfit(self, edit: Edit, sentence: int | None, spelt: str = "") -> str | None:
        """Return why an edit may not be offered, as far as words alone tell.

        Args:
            edit: the change.
            sentence: the index of the sentence it rewrites; None if it only puts in another word.
            spelt: see `objection`.
        """
        key = (edit, sentence, spelt)
        if key not in self._unfit:
            self._unfit[key] = self._refused(edit, sentence, spelt)
        return self._unfit[key]

    def _refused(self, edit: Edit, sentence: int | None, spelt: str) -> str | None:
        rewritten = self.rewritten(edit)
        if rewritten == self.reading.text:
            return "it changes nothing"
        if problem := _facts_lost(self.reading.text, rewritten, spelt):
            return problem
        stretched = sentence is not None and self._stretched(edit, sentence)
        return _UNSOUND if stretched or not self._sound(self._after(edit), edit) else None

    def _after(self, edit: Edit) -> Reading:
        """Return the reply as rewritten, read once."""
        rewritten = self.rewritten(edit)
        if rewritten not in self._readings:
            self._readings[rewritten] = self.relint.read(rewritten)
        return self._readings[rewritten]

    def objection(
        self,
        edit: Edit,
        finding: Finding,
        sentence: int,
        drops: frozenset[str],
        *,
        flips: bool,
        spelt: str = "",
    ) -> str | None:
        """Return why an edit may not be offered; None if it may.

        Args:
            edit: the change.
            finding: what it mends.
            sentence: the index of the sentence the finding stands in.
            drops: lemmas the template may drop.
            flips: whether the template states what makes a change of polarity true.
            spelt: a term that the edit spells out; a number in it, as in *L2*, is no fact.
        """
        if problem := self.unfit(edit, sentence, spelt):
            return problem
        after = self._after(edit)
        if lost := self._lost(after, edit, sentence, drops):
            return f"it would lose {_quoted(lost)}"
        if not flips and _flipped(self.reading.doc(sentence), self._docs(after, edit)):
            return "it would turn a yes into a no, or a no into a yes (flips: yes allows it)"
        return self._uncleaned(after, edit, finding)

    def objection_to_word(
        self, edit: Edit, finding: Finding, sentence: int, word: str | None
    ) -> str | None:
        """Return why a word may not stand in for another that means the same; None if it may.

        Its rule must find less than before, and no other rule more; what else is said of the
        word may still be said.

        Args:
            edit: the change.
            finding: what it mends.
            sentence: the index of the sentence it stands in.
            word: what stands in for it, as a lexicon has it, if both must be of one part of
                speech (*issue* is a verb as well); None if that is known.
        """
        if problem := self.unfit(edit, None):
            return problem
        after = self._after(edit)
        if word is not None and not self._class_kept(after, edit, sentence, word):
            return "the word isn't known to be of the part of speech that it needs here"
        found = Counter(item.rule for item in self.relint.lint(after))
        before = Counter(item.rule for item in self.findings)
        if found[finding.rule] >= before[finding.rule]:
            return f"{finding.rule} would still report the new sentence"
        return _reported(found - before)

    def _class_kept(self, after: Reading, edit: Edit, sentence: int, word: str) -> bool:
        """Return whether a word is of the part of speech that stood in its place.

        A parser takes anything in the place of a verb for one, so it must be known as one too.
        """
        now = Span(edit.span.start, edit.span.start + len(edit.text))
        classes = {
            each for index in self._changed(after, edit) for each in _classes(after, index, now)
        }
        before = _classes(self.reading, sentence, edit.span)
        return bool(classes & before & self.reading.language.word_classes(word))

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

    def _docs(self, after: Reading, edit: Edit) -> list[Doc]:
        return [after.doc(index) for index in self._changed(after, edit)]

    def _lost(
        self, after: Reading, edit: Edit, sentence: int, drops: frozenset[str]
    ) -> tuple[str, ...]:
        """Return the words of weight that the rewritten sentences no longer have."""
        start, end = edit.span.start, edit.span.end
        source = self.reading.sentences[sentence]
        removed = [
            token
            for token in self.reading.doc(sentence)
            if start < source.ends[token.idx + len(token) - 1] and source.starts[token.idx] < end
        ]
        after_docs = self._docs(after, edit)
        kept = {_stem(token) for doc in after_docs for token in doc}
        surfaces = {token.lower_ for doc in after_docs for token in doc}
        return tuple(
            token.text
            for token in removed
            if _weighs(token, drops) and _stem(token) not in kept and token.lower_ not in surfaces
        )

    def _uncleaned(self, after: Reading, edit: Edit, finding: Finding) -> str | None:
        """Return which finding is new, or has stayed; None if it is gone and none is new."""
        found = self.relint.lint(after)
        span = Span(edit.span.start, edit.span.start + max(1, len(edit.text)))
        stays = [
            item for item in found if item.category == finding.category and item.span.overlap(span)
        ]
        grown = _counted(found) - _counted(self.findings)
        if not (grown or stays):
            return None
        # What was one finding with this one may stand by itself now: it isn't new.
        apart = _counted(self.relint.unmerged())
        left = {item.rule for item in stays if item.rule == finding.rule or not apart[_key(item)]}
        return _reported({*left, *(rule for rule, _ in grown - apart)})


def _key(item: Finding) -> tuple[str, str]:
    return item.rule, item.match.lower()


def _counted(found: Iterable[Finding]) -> Counter[tuple[str, str]]:
    return Counter(map(_key, found))


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


def _weighs(token: Token, drops: frozenset[str]) -> bool:
    """Return whether a word is a fact of the reply that may not be dropped."""
    if token.pos_ == "PROPN" and token.text.istitle() and token.i > 0:
        return True
    lemma = token.lemma_.lower()
    return token.pos_ in _CONTENT and not (
        lemma in _LIGHT or lemma in drops or token.lower_ in drops
    )


def _quoted(words: Iterable[str]) -> str:
    return ", ".join(f"“{word}”" for word in dict.fromkeys(words))


def _reported(rules: Iterable[str]) -> str | None:
    """Return that rules report the new sentence; None if there are none."""
    found = sorted(set(rules))
    return f"{', '.join(found)} would report the new sentence" if found else None


def _facts_lost(before: str, after: str, spelt: str = "") -> str | None:
    """Return which placeholder, number, address or code the rewritten reply lacks; None if none.

    It may have none that is new but blanks to be filled in, such as ``[date]``.
    """
    for facts in (_masked, _numbers):
        if lost := facts(before) - facts(after) - facts(spelt):
            return f"it would lose {_quoted(lost)}"
    new = _masked(after) - _masked(before)
    added = [fact for fact in new if not fact.startswith("[")]
    return f"it would add {_quoted(added)}" if added else None


@lru_cache(maxsize=64)
def _masked(text: str) -> Counter[str]:
    found = masks(text)
    return Counter(text[mask.span.start : mask.span.end] for mask in found)


@lru_cache(maxsize=64)
def _numbers(text: str) -> Counter[str]:
    return Counter(match.group().strip() for match in _NUMBER.finditer(text))


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
