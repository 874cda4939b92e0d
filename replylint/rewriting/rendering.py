"""Fills rewrite templates with parts of the clause.

A part is taken from the reply as it stands there, with its placeholders, quotes and marks; only
a change of form is made from the prose.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from replylint.languages.clause import Clause, Mood
from replylint.languages.reading import Reading
from replylint.matchers.match import Match
from replylint.matchers.parts import Parts
from replylint.matchers.phrases import clause_at
from replylint.model.finding import Edit
from replylint.model.text import Span
from replylint.prose.sentences import Sentence
from replylint.rewriting.glosses import Fit, Gloss
from replylint.rewriting.style import Style
from replylint.rulebook.rules import Replaces, Rewrite
from replylint.rulebook.substitution import Substitute, only, written
from replylint.rulebook.template import Literal, Person, Slot

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_CLOSING = ".!?…"
_VERB_FORMS = ("base", "third", "past", "participle", "gerund")
_COMPLEMENTIZER = re.compile(r"^that ", re.IGNORECASE)
_COMPOUND_CAPITAL = re.compile(r"[A-Z]-[A-Z][a-z]+\b")  # E-Mail
# “E-Mail” is one word; “READ-ONLY” is two.
_WORD = re.compile(r"[A-Z]-[A-Z][a-z]+\b|[^\W\d_]+(?:['’][^\W\d_]+)?")
_CASE_KEPT = re.compile(r"(?:I\b|I'|[A-Z][A-Z\d]|[A-Z][a-z]*[A-Z])")
_NO_CLAUSE = "there is no clause here that it could replace"
_NOWHERE = {
    Replaces.ASIDE: "nothing would be left of the sentence, or it isn't set off with marks",
    Replaces.SUBJECT: "there is no noun as subject here that it could replace",
}


def _nowhere(rewrite: Rewrite) -> str:
    """Return why there is nothing that a template could stand in for."""
    if rewrite.words is not None:
        return "its “words” don't stand here one behind the other"
    return _NOWHERE.get(rewrite.replaces, _NO_CLAUSE)


class Draft(Struct, frozen=True):
    """A filled template.

    Attributes:
        edit: what it changes in the reply.
        prose: the stretch of the sentence's prose it stands in for.
        unused: words that the template spells out and leaves out, by form and lemma.
    """

    edit: Edit
    prose: Span
    unused: frozenset[str] = frozenset()


class Renderer:
    """Fills templates for one match.

    Args:
        reading: the reply.
        match: what the rule found.
        found: the prose span the finding is reported on.
        gloss: what the match means, for the slot of that name.
    """

    def __init__(self, reading: Reading, match: Match, found: Span, gloss: Gloss | None) -> None:
        self.reading = reading
        self.match = match
        self.found = found
        self.gloss = gloss
        self.sentence: Sentence = reading.sentences[match.sentence]
        self.generation = reading.language.generation
        self.style = Style.of(reading, match.sentence)
        self._clause: Clause | None = match.clause
        self._parts: tuple[Span, ...] = ()
        self._keeps_match = False
        self.wanting = ""  # why the last template could not be filled

    @property
    def clause(self) -> Clause | None:
        """The clause of the match; the sentence is parsed for it."""
        if self._clause is None:
            self._clause = clause_at(self.reading, self.match.sentence, self.match.span)
        return self._clause

    def render(self, rewrite: Rewrite) -> Draft | None:
        """Fill a template; None if a part it needs isn't there: `wanting` says what."""
        self.wanting = "it can't be fitted into the sentence"
        if rewrite.substitutes:
            return self._substituted(rewrite.substitutes)
        self._keeps_match = any(
            isinstance(piece, Slot) and piece.part == "match" for piece in rewrite.pieces
        )
        region = self._region(rewrite)
        if region is None:
            self.wanting = _nowhere(rewrite)
            return None
        filled: list[str] = []
        used = region.start
        for piece in rewrite.pieces:
            if isinstance(piece, Literal):
                filled.append(self._spelled(piece.text))
            elif isinstance(piece, Person):
                word = self.generation.person(piece.word, plural=self.style.plural)
                begins = "".join(filled).rstrip().endswith((".", "!", "?")) and not self.style.lower
                filled.append(self._spelled(word[:1].upper() + word[1:] if begins else word))
            else:
                part = self._part(piece, region, used)
                if part is None:
                    self.wanting = f"the sentence has nothing for {piece.written}"
                    return None
                text, end = part
                used = max(used, end)
                filled.append(self._moved(text) if "".join(filled).strip() else text)
        text = "".join(filled)
        if rewrite.replaces is Replaces.SUBJECT and rewrite.words is None:
            text, region = self._agreeing(text, region)
        draft = self._finished(text, region)
        return draft and replace(draft, unused=self._unused(rewrite))

    def _moved(self, text: str) -> str:
        """Return words with a small letter if they opened the sentence and now stand inside."""
        opening = self.sentence.text[:1].isupper() and text[:2] == self.sentence.text[:2]
        if not opening or _CASE_KEPT.match(text) or self._is_name(text):
            return text
        return self._small(text)

    def _small(self, text: str) -> str:
        """Return words that began a sentence as they stand inside one; a name keeps its letters."""
        joined = _COMPOUND_CAPITAL.match(text)
        if joined is None:
            return text[:1].lower() + text[1:]
        word = joined.group()
        known = self.reading.language.orthography().is_common(word.replace("-", "").lower())
        return word.lower() + text[len(word) :] if known else text

    @property
    def term(self) -> str:
        """The term at the end of the match that its rule spells out; empty if there is none."""
        end = self.match.span.end
        return self.sentence.text[end - self.gloss.term : end] if self.gloss else ""

    def gloss_fit(self) -> Fit:
        """Return how what the match means reads in its place."""
        return self.gloss.fit(self._doc(), self.match.span) if self.gloss else Fit.BADLY

    def words_found(self) -> frozenset[str]:
        """Return the words of the match, by form and lemma."""
        span = self.match.span
        tokens = [token for token in self._doc() if span.start <= token.idx < span.end]
        return frozenset(word for token in tokens for word in (token.lower_, token.lemma_.lower()))

    # -- what is replaced ------------------------------------------------------------------

    def _region(self, rewrite: Rewrite) -> Span | None:
        """Return the stretch of prose a template stands in for."""
        if rewrite.words is not None:
            return self._taken_apart(rewrite.words)
        if rewrite.replaces is Replaces.MATCH:
            return self.match.span
        if rewrite.replaces is Replaces.SENTENCE:
            return Span(
                0, len(self.sentence.text.rstrip(_CLOSING + " \"')")) or len(self.sentence.text)
            )
        if rewrite.replaces is Replaces.ASIDE:
            return self._aside()
        if self.clause is None:
            return None
        by_subject = rewrite.replaces is Replaces.SUBJECT
        return self._named_subject(self.clause) if by_subject else _whole(self.clause)

    def _aside(self) -> Span | None:
        """Return the match with all that marks set off with it, if what stays has a clause."""
        whole = self.sentence.text
        marks = [match.span() for match in re.finditer(r"[,;:] |(?: -+|\.{3}) ", whole)]
        found = whole[self.match.span.start : self.match.span.end]
        begin = self.match.span.end - len(found.lstrip(" ,;:-"))
        first = max((end for _, end in marks if end <= begin), default=0)
        closing = len(whole.rstrip(_CLOSING + " \"')")) or len(whole)
        end = len(whole[: self.match.span.end].rstrip(" ,;:-" + _CLOSING))
        region = Span(first, max(end, min((at for at, _ in marks if at >= end), default=closing)))
        if region.start == 0 and region.end >= closing:
            return region
        if region.start > 0 and region.end == closing and "?" in whole[closing:]:
            return None  # the mark would turn the rest into a question
        stays = any(
            (clause.own_subject or clause.passive or clause.mood is Mood.COMMAND)
            and clause.token.dep_ in ("root", "ROOT", "conj", "parataxis")
            and not region.start <= clause.token.idx < region.end
            for clause in self.reading.clauses(self.match.sentence)
        )
        return region if stays else None

    def _taken_apart(self, patterns: Parts) -> Span | None:
        """Return the stretch that a row of patterns takes, at the match; keep what each takes."""
        for found in patterns.find(self.reading.words[self.match.sentence]):
            first, last = found[0][0], found[-1][1] - 1
            region = self.sentence.word_span(first, last)
            if region.start <= self.match.span.end + 1 and self.match.span.start <= region.end + 1:
                parts = tuple(self._stretch(at, end) for at, end in found)
                if any(map(self._torn, parts)):
                    continue
                self._parts = parts
                return region
        return None

    def _torn(self, span: Span) -> bool:
        """Return whether a stretch begins or ends inside a word with a hyphen: *break-in*."""
        text = self.sentence.text
        opens = re.fullmatch(r"\w-", text[max(0, span.start - 2) : span.start])
        closes = re.match(r"-\w", text[span.end :])
        return span.end > span.start and (opens is not None or closes is not None)

    def _stretch(self, at: int, end: int) -> Span:
        return self.sentence.word_span(at, end - 1) if end > at else Span(0, 0)

    def _named_subject(self, clause: Clause) -> Span | None:
        """Return the subject, if it is named here and nothing behind refers back to it."""
        if clause.subject is None or clause.doc[clause.subject].pos_ == "PRON":
            return None
        extent = _subtree(clause.doc[clause.subject], clause.doc)
        if "," in self.sentence.text[extent.start : extent.end]:
            # “Ugh, the morning shift …”: what is put in front stays.
            start = extent.start + self.sentence.text[extent.start : extent.end].rindex(",") + 2
            extent = Span(min(start, clause.doc[clause.subject].idx), extent.end)
        own = extent.end <= clause.token.idx and not self.match.span.start > extent.end
        behind = self.sentence.text[extent.end :]
        named = self.sentence.text[extent.start : extent.end]
        if self.generation.somebody_elses(named) or self.generation.refers_back(behind):
            return None
        return extent if own else None

    def _agreeing(self, text: str, region: Span) -> tuple[str, Span]:
        """Fit the verb right behind a subject to what now stands in its place: *we have*."""
        behind = self.sentence.text[region.end :]
        verb, agreed = self.generation.agreeing_with_we(behind)
        if not verb:
            return text, region
        return f"{text} {agreed}", Span(region.start, region.end + len(verb))

    def _unused(self, rewrite: Rewrite) -> frozenset[str]:
        """Return the words of patterns that leave no choice and have no slot in the template."""
        if rewrite.words is None:
            return frozenset()
        used = {piece.part for piece in rewrite.pieces if isinstance(piece, Slot)}
        spans = [
            span
            for number, span in enumerate(self._parts)
            if str(number + 1) not in used and rewrite.words.spelled_out(number)
        ]
        tokens = [
            token for token in self._doc() if any(s.start <= token.idx < s.end for s in spans)
        ]
        return frozenset(word for token in tokens for word in (token.lower_, token.lemma_.lower()))

    # -- parts -----------------------------------------------------------------------------

    def _part(self, slot: Slot, region: Span, used: int) -> tuple[str, int] | None:
        """Return the text of a slot and where in the prose its words end."""
        if slot.part.isdigit():
            return self._numbered(slot)
        span = self._plain_part(slot.part, region, used)
        if span is not None:
            return self._formed(self._source(span), slot), span.end
        if slot.part == "gloss":
            return (self.gloss.words, used) if self.gloss else None
        clause = self._embedded() if slot.embedded else self.clause
        if clause is None:
            return None
        return (
            self._predicate(clause, slot)
            if slot.part == "predicate"
            else self._nominal(clause, slot, used)
        )

    def _nominal(self, clause: Clause, slot: Slot, used: int) -> tuple[str, int] | None:
        token = _nominal(clause, slot.part)
        if token is None:
            return None
        if slot.agreeing:
            plural = self.generation.is_plural(token)
            return self._spelled(self.generation.agreeing(slot.agreeing, plural=plural)), used
        if "," in clause.doc[token.i : token.right_edge.i].text and any(
            kid.dep_ == "acl:relcl" for kid in token.subtree
        ):
            return None  # "the mixer, which page 3 advises against" can't be moved
        extent = self._with_code(_subtree(token, clause.doc))
        if slot.part == "oblique":
            extent = _without_preposition(token, extent)
        return self._formed(self._source(extent), slot), extent.end

    def _numbered(self, slot: Slot) -> tuple[str, int] | None:
        """Return the words of one of the patterns; of several words, the first takes the form."""
        if int(slot.part) > len(self._parts):
            return None
        span = self._parts[int(slot.part) - 1]
        if slot.agreeing:
            tokens = [token for token in self._doc() if span.start <= token.idx < span.end]
            heads = [token for token in tokens if token.head not in tokens]
            plural = len(heads) == 1 and self.generation.is_plural(heads[0])
            return self._spelled(self.generation.agreeing(slot.agreeing, plural=plural)), span.end
        text = self._source(span)
        if slot.form in _VERB_FORMS and text:
            lemma = next((t.lemma_ for t in self._doc() if t.idx == span.start), None)
            if lemma is None:
                return None
            _, _, rest = text.partition(" ")
            return f"{self.generation.verb_form(lemma.lower(), slot.form)} {rest}".strip(), span.end
        return self._formed(text, slot), span.end

    def _beside(self, part: str, region: Span) -> Span | None:
        """Return what stands before or behind the match in the region that holds it."""
        if not region.covers(self.match.span):
            return None
        if part == "before":
            return Span(region.start, self.match.span.start)
        behind = Span(self.match.span.end, region.end)
        # What a comma sets off ("…, Mr Mulder") can't be drawn to the words before the match.
        opens = self.sentence.text[behind.start : behind.end].lstrip()[:1]
        return None if opens == "," and not self._keeps_match else behind

    def _with_code(self, extent: Span) -> Span:
        """Return a nominal with the number or code right behind it: *order #4711*."""
        for span, _ in self.sentence.masks:
            if span.start == extent.end + 1 and self.sentence.text[extent.end] == " ":
                return Span(extent.start, span.end)
        return extent

    def _plain_part(self, part: str, region: Span, used: int) -> Span | None:
        if part == "match":
            return self.match.span
        if part in ("before", "after"):
            return self._beside(part, region)
        if part == "tail" and used <= region.end:
            return Span(used, region.end)
        if part == "embedded" and self.clause is not None:
            inner = self._embedded(finite=True)
            return _whole(inner, floor=inner.token.left_edge.i) if inner is not None else None
        return None

    def _embedded(self, *, finite: bool = False) -> Clause | None:
        """Return the clause embedded as a complement: of a verb, *to attach*, *which plan …*."""
        if self.clause is None:
            return None
        relations = ("ccomp", "advcl", "csubj", "obj") if finite else ("xcomp", "ccomp", "csubj")
        inner = [
            other
            for other in self.reading.clauses(self.match.sentence)
            if other.governor == self.clause.head and other.token.dep_ in relations
        ]
        return min(inner, key=lambda other: other.head, default=None)

    def _predicate(self, clause: Clause, slot: Slot) -> tuple[str, int] | None:
        token = clause.token
        end = token.idx + len(token)
        if not slot.form:
            return self._source(Span(token.idx, end)), end
        if slot.form == "participle" and _shares_subject(token):
            return None
        text = self.generation.verb_form(token.lemma_.lower(), slot.form)
        particle = next((kid for kid in token.children if kid.dep_ == "compound:prt"), None)
        if particle is not None:
            text += f" {particle.lower_}"
            end = max(end, particle.idx + len(particle))
        return text, end

    def _source(self, span: Span) -> str:
        """Return a stretch of the prose as it stands in the reply, white space levelled."""
        while span.start < span.end and self.sentence.text[span.start].isspace():
            # A leading space is the template's gap before the tail.
            inner = self._source(Span(span.start + 1, span.end))
            return " " + inner if inner else ""
        if span.start >= span.end:
            return ""
        source = self.sentence.source(span)
        text = re.sub(r"\s+", " ", self.reading.text[source.start : source.end])
        if span.start == 0 and not self.style.lower:
            text = (
                self.sentence.text[0] + text[1:]
                if text[:1].lower() == self.sentence.text[0].lower()
                else text
            )
        return text

    def _formed(self, text: str, slot: Slot) -> str:
        forms: Mapping[str, Callable[[str], str]] = {
            "lower": self._lowered,
            "capital": lambda words: words[:1].upper() + words[1:],
            "sentence-case": self._sentence_case,
            "as-object": self.generation.as_object,
            "as-subject": self.generation.as_subject,
            "bare": lambda words: _COMPLEMENTIZER.sub("", words),
        }
        return forms[slot.form](text) if slot.form in forms else text

    def _lowered(self, text: str) -> str:
        """Return a text without capitals; names and acronyms, which are no words, keep theirs."""
        common = self.reading.language.orthography().is_common
        # "IT" alone may be a department; among other words it is a pronoun.
        function_words = self.reading.language.FUNCTION_WORDS if " " in text else frozenset[str]()

        def lowered(match: re.Match[str]) -> str:
            low = match.group().lower().replace("’", "'")
            if self.generation.is_written_large(low):
                return match.group().capitalize()
            known = common(low) or low in function_words or common(low.replace("-", ""))
            return match.group().lower() if known else match.group()

        return _WORD.sub(lowered, text)

    def _sentence_case(self, text: str) -> str:
        """Return a text without capitals but the first one, its marks thinned out."""
        words = re.sub(r"\bi\b", "I", self._lowered(text))
        words = re.sub(r"([!?])[!? ]*[!?]", r"\1", words)
        return words[:1].upper() + words[1:] if self.match.span.start == 0 else words

    # -- finish ----------------------------------------------------------------------------

    def _spelled(self, text: str) -> str:
        if not self.style.contracted:
            text = self.generation.long_forms(text)
        return text.replace("'", self.style.apostrophe)

    def _finished(self, text: str, region: Span) -> Draft | None:
        """Fit the words into the sentence: capitals, gaps, articles, what a deletion leaves."""
        text = re.sub(r"\s+([,.;:!?])", r"\1", re.sub(r"[ \t]+", " ", text)).strip()
        start, end = region.start, region.end
        whole = self.sentence.text
        if not text:
            return self._deleted(region)
        opens = not whole[:start].strip(" \"'(-")
        if opens and not self.style.lower:
            text = text[:1].upper() + text[1:]
        elif not _CASE_KEPT.match(text) and not self._is_name(text):
            text = self._small(text)
        if whole[:start][-1:].isalnum() and text[:1].isalnum():
            text = " " + text  # what follows a word directly was contracted: "you're bound to"
        return self._with_article(Span(start, end), text)

    def _with_article(self, region: Span, text: str) -> Draft | None:
        """Put words in the place of a stretch, an article right before them fitted to them."""
        start = region.start
        before = re.search(r"\b(an?) $", self.sentence.text[:start], re.IGNORECASE)
        if before and text[:1].isalpha():
            article = self.generation.article_for(text)
            if before[1][:1].isupper():
                article = article.capitalize()
            start = before.start()
            text = f"{article} {text}"
        return self._draft(Span(start, region.end), text)

    def _substituted(self, substitutes: Mapping[str, Sequence[Substitute]]) -> Draft | None:
        """Put the word that is meant in the place of the one found, in the same form."""
        span = self.match.span
        prose = self.sentence.text[span.start : span.end]
        choice = substitutes.get(prose.lower(), ())
        chosen = only(choice) if choice else None
        if choice and chosen is None:
            tokens = [token for token in self._doc() if span.start <= token.idx < span.end]
            names = [self.generation.form_of(token) for token in (*tokens[:1], *tokens[-1:])]
            by_form = {each.form: each for each in choice}
            chosen = next((by_form[name] for name in names if name in by_form), None)
        if chosen is None:
            return None
        source = self.sentence.source(span)
        opens = not self.sentence.text[: span.start].strip(" \"'(-") and not self.style.lower
        words = self.reading.text[source.start : source.end]
        return self._with_article(span, written(words, chosen, opens=opens))

    def _is_name(self, text: str) -> bool:
        first = text.split(" ", 1)[0]
        return any(token.text == first and token.pos_ == "PROPN" for token in self._doc())

    def _doc(self) -> Doc:
        return self.reading.doc(self.match.sentence)

    def _deleted(self, region: Span) -> Draft | None:
        """Delete the region with the comma and space behind it, and raise what then opens."""
        whole = self.sentence.text
        start, end = region.start, region.end
        if not (whole[:start] + whole[end:]).strip(_CLOSING + " \"')(,;:-"):
            return self._deleted_sentence()
        inside = whole[:start].endswith(", ") and whole[end:].startswith(", ")
        behind = re.compile(r"[,;:]?\s*(?:-+\s+|\.{3}\s+)?").match(whole, end)
        end = behind.end() if behind else end
        if inside and self._subordinate(start):
            return self._draft(Span(start - 2, end), " ")
        if not whole[:start].strip(" \"'("):
            joint = next((t for t in self._doc() if t.idx == end), None)
            if joint is not None and (joint.dep_ == "cc" or self.generation.concludes(joint)):
                end = joint.idx + len(joint) + 1
        if not whole[end:].strip(_CLOSING + " \"')"):
            return self._deleted_at_end(Span(region.start, region.end))
        if not whole[:start].strip(" \"'("):
            after = whole[end : end + 1]
            if after.islower() and not self.style.lower:
                return self._draft(Span(start, end + 1), after.upper())
        return self._draft(Span(start, end), "")

    def _subordinate(self, start: int) -> bool:
        """Return whether a word joins what begins here to the words around it: *as I said*."""
        token = next((token for token in self._doc() if token.idx == start), None)
        return token is not None and token.pos_ in ("SCONJ", "ADP", "ADV")

    def _deleted_at_end(self, region: Span) -> Draft | None:
        """Delete the region with the comma and the *and* or *but* that joined it to the rest."""
        joints = [t for t in self._doc() if t.dep_ == "cc" and t.idx + len(t) + 1 == region.start]
        begins = joints[0].idx if joints else region.start
        start = len(self.sentence.text[:begins].rstrip(" ,;:-"))
        return self._draft(Span(start, region.end), "") if start > 0 else None

    def _deleted_sentence(self) -> Draft | None:
        """Delete the whole sentence and the space beside it; its paragraph must have others."""
        text, span = self.reading.text, self.sentence.span
        others = (
            other
            for other in self.reading.sentences
            if other.block is self.sentence.block and other is not self.sentence
        )
        if not any(len(other.words) > 3 and other.words[-1].form != "?" for other in others):
            return None
        if text[span.end : span.end + 1] == " ":
            span = Span(span.start, span.end + 1)
        elif text[: span.start].endswith(" "):
            span = Span(span.start - 1, span.end)
        return Draft(Edit(span, ""), Span(0, len(self.sentence.text)))

    def _draft(self, prose: Span, text: str) -> Draft | None:
        if prose.start >= prose.end:
            return None
        return Draft(Edit(self.sentence.source(prose), text), prose)


def _subtree(token: Token, doc: Doc) -> Span:
    """Return the stretch of a token's subtree, without a mark or comma at its edges."""
    first, last = token.left_edge.i, token.right_edge.i
    while last > token.i and doc[last].is_punct and doc[last].text not in ")]\"'%":
        last -= 1
    while first < token.i and doc[first].is_punct and doc[first].text not in "([\"'#$":
        first += 1
    return Span(doc[first].idx, doc[last].idx + len(doc[last]))


def _without_preposition(token: Token, extent: Span) -> Span:
    """Return a nominal without its preposition, which the template writes itself."""
    ends = [kid.idx + len(kid) for kid in token.children if kid.dep_ == "case" and kid.i < token.i]
    return Span(max(ends) + 1, extent.end) if ends else extent


def _whole(clause: Clause, floor: int | None = None) -> Span:
    """Return the clause with all it embeds, up to where another clause is joined to it.

    Args:
        clause: the clause.
        floor: its first token, where that isn't the first of its core.
    """
    doc = clause.doc
    head = clause.token
    outside = [kid for kid in head.children if _joined(kid, head)]
    limit = min((kid.left_edge.i for kid in outside if kid.i > head.i), default=len(doc))
    start = max((kid.right_edge.i + 1 for kid in outside if kid.i < head.i), default=0)
    start = max(head.left_edge.i, start)
    first = (
        floor
        if floor is not None
        else min((token for token in clause.core if token >= start), default=head.i)
    )
    last = min(limit - 1, head.right_edge.i)
    while last > head.i and (
        (doc[last].is_punct and doc[last].text not in ")]\"'%") or doc[last].dep_ == "cc"
    ):
        last -= 1
    return Span(doc[first].idx, doc[last].idx + len(doc[last]))


def _joined(kid: Token, head: Token) -> bool:
    """Return whether a dependent is a clause beside this one rather than a part of it."""
    if kid.dep_ in ("conj", "parataxis"):
        return (
            any(sub.dep_ in ("nsubj", "nsubj:pass", "expl") for sub in kid.children)
            or kid.dep_ == "parataxis"
        )
    if kid.dep_ in ("advcl", "discourse", "vocative", "intj"):
        comma = head.doc[kid.left_edge.i - 1].text == "," if kid.left_edge.i > 0 else False
        return kid.i < head.i or comma
    return False


def _shares_subject(head: Token) -> bool:
    """Return whether another verb has the same subject: one alone can't be made passive."""
    return any(
        kid.dep_ == "conj"
        and kid.pos_ in ("VERB", "AUX")
        and not any(sub.dep_ in ("nsubj", "nsubj:pass", "expl") for sub in kid.children)
        for kid in head.children
    )


def _told(clause: Clause) -> Sequence[int]:
    """Return who is told something, where what they are told is a clause."""
    return [kid.i for kid in clause.token.children if kid.dep_ == "iobj"][:1]


def _nominal(clause: Clause, part: str) -> Token | None:
    doc = clause.doc
    indices: Sequence[int] = ()
    if part == "object":
        indices = clause.objects[:1] or _told(clause)
    elif part == "oblique":
        indices = clause.obliques[:1]
    elif part == "subject" and clause.subject is not None:
        indices = [clause.subject]
    return doc[indices[0]] if indices else None
