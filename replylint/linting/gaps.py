"""Runs prefer rules over a reply: what does a good reply have that this one lacks?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from replylint.languages.reading import Reading
from replylint.linting.cues import Cues
from replylint.model.finding import Finding, Gap
from replylint.model.reply import Kind
from replylint.model.text import Span
from replylint.prose.blocks import BlockKind
from replylint.prose.sentences import is_body
from replylint.rewriting.style import Style
from replylint.rulebook.rules import At, Insert, PreferRule
from replylint.rulebook.template import CueWords, Literal, SuggestionPiece

_OPENING = 2  # sentences of the reply in which an opening stands
_END = 3  # sentences of the body in which an end stands
_LINE = 8  # words that a line may have that only addresses somebody
_STOPS = (".", "!", "?", "…", ")", ":")  # how a sentence ends, and the writer's name doesn't


class Gaps(Struct, frozen=True):
    """What gaps are judged by.

    Attributes:
        findings: what was found in the reply; a cue in such words doesn't count.
        context: cues of the customer's message, where it is known: says whether one is there.
    """

    reading: Reading
    cues: Cues
    kind: Kind
    findings: Sequence[Finding]
    context: Callable[[str], bool] | None = None

    def of(self, rules: Sequence[PreferRule]) -> Iterator[Gap]:
        """Yield the gaps of the reply."""
        body = [sentence.index for sentence in self.reading.sentences if is_body(sentence)]
        if not body:
            return
        for rule in rules:
            if self.kind in rule.kinds and self._asked(rule, body) and not self._met(rule, body):
                info = rule.info
                yield Gap(
                    info.id,
                    info.category,
                    info.severity,
                    info.message,
                    info.why,
                    self._suggestion(rule),
                    self._place(rule, body),
                )

    def _asked(self, rule: PreferRule, body: Sequence[int]) -> bool:
        if self.cues.any(rule.without, body):
            return False
        if not rule.when and not rule.when_context:
            return True
        if self.cues.any(rule.when, body):
            return True
        return self.context is not None and any(self.context(name) for name in rule.when_context)

    def _met(self, rule: PreferRule, body: Sequence[int]) -> bool:
        everywhere = range(len(self.reading.sentences))
        where = {At.OPENING: everywhere[:_OPENING], At.END: body[-_END:]}.get(rule.at, everywhere)
        return self.cues.any(rule.require, where, lambda at, span: self._counts(rule, at, span))

    def _counts(self, rule: PreferRule, index: int, span: Span) -> bool:
        """Return whether a cue stands in words that no finding takes back."""
        source = self.reading.sentences[index].source(span)
        return not any(
            item.category in rule.taken_back_by and item.span.overlap(source) * 2 >= len(source)
            for item in self.findings
        )

    def _suggestion(self, rule: PreferRule) -> str | None:
        """Return the first way to say it whose cues stand in the reply."""
        for suggestion in rule.suggestions:
            if suggestion.formal not in (None, self.reading.manner.formal):
                continue
            filled = [self._filled(piece) for piece in suggestion.pieces]
            if all(part is not None for part in filled):
                text = "".join(part for part in filled if part is not None)
                return text[:1].upper() + text[1:]
        return None

    def _filled(self, piece: SuggestionPiece) -> str | None:
        reading = self.reading
        if isinstance(piece, CueWords):
            return self._words_at(piece.cue)
        style = Style.of(reading, 0)
        generation = reading.language.generation
        if isinstance(piece, Literal):
            words = piece.text
        else:
            words = generation.person(piece.word, plural=style.plural)
        if not style.contracted:
            words = generation.long_forms(words)
        return words.replace("'", style.apostrophe)

    def _words_at(self, cue: str) -> str | None:
        """Return the words at which a cue stands first, as they read within a sentence."""
        for index, sentence in enumerate(self.reading.sentences):
            for span in sorted(self.cues.spans(cue, index), key=lambda span: span.start)[:1]:
                source = sentence.source(span)
                words = " ".join(self.reading.text[source.start : source.end].split())
                if not span.start and words[1:2].islower():
                    words = words[0].lower() + words[1:]
                return words.rstrip(",;:.!?")
        return None

    def _place(self, rule: PreferRule, body: Sequence[int]) -> int:
        """Return where in the reply the missing words would stand."""
        sentences = self.reading.sentences
        if rule.insert is Insert.END:
            ended = [index for index in body if sentences[index].text.endswith(_STOPS)]
            return sentences[(ended or body)[-1]].span.end
        if rule.insert is Insert.BEHIND:
            causes = (index for index in body if self.cues.any(rule.when, [index]))
            return sentences[next(causes, body[-1])].span.end
        first = 1 if rule.insert is Insert.OPENING and self._greets() else 0
        return sentences[first].span.start

    def _greets(self) -> bool:
        """Return whether the reply begins with a line that addresses somebody."""
        line, *others = self.reading.sentences
        if not others or others[0].block is line.block:
            return False
        short = len(line.words) <= _LINE and line.text.endswith((",", "!"))
        return short or line.block.kind is BlockKind.GREETING
