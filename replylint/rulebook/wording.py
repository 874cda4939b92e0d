"""The words a team prefers: makes the rules that find the others, and keeps templates free of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from replylint.languages.language import Language
from replylint.matchers.wording import WordingFinder, hyphenated, occurrences
from replylint.model.finding import Applicability
from replylint.model.rule import RuleInfo, RuleKind, Severity
from replylint.model.text import Span
from replylint.rulebook.categories import CATEGORIES
from replylint.rulebook.changes import SWITCH, RuleChange
from replylint.rulebook.nodes import Node
from replylint.rulebook.preferred import PreferredWord, read_word
from replylint.rulebook.rules import AvoidRule, Replaces, Rewrite, Search
from replylint.rulebook.substitution import Substitute, only, written
from replylint.rulebook.template import Slot

# A word that the customer may not know, or not by this name: the taxonomy has no nearer place.
CATEGORY = "jargon"
_NOUN_FORMS = ("base", "plural")
_VERB_FORMS = ("base", "third", "gerund", "past", "participle")
_POS = {"noun": frozenset({"NOUN", "PROPN"}), "verb": frozenset({"VERB", "AUX"})}
_SLOT = re.compile(r"\{[^{}]*\}")
# More than any house style has; each costs time in every sentence.
MAX_WORDS = 2_000


class Wording(Struct):
    """The words that packs and the configuration prefer.

    Attributes:
        words: by the word that isn't used, lower-case; the nearest to the user counts.
    """

    language: Language
    words: dict[str, PreferredWord] = field(default_factory=dict)
    _tables: dict[PreferredWord, Mapping[str, tuple[Substitute, ...]]] = field(default_factory=dict)
    _by_form: dict[str, PreferredWord] = field(default_factory=dict)

    def gather(self, node: Node) -> None:
        """Take the words of one place."""
        for key, value in node.entries():
            if len(self.words) >= MAX_WORDS:
                key.fault(f"more than {MAX_WORDS:,} preferred words; take some out")
                return
            word = read_word(key, value)
            if not word.preferred:
                continue
            if word.other == word.preferred:
                key.fault("this is the same word on both sides")
            elif not self.language.split(word.other):
                key.fault(f"“{word.other}” is no word")
            else:
                self.words[word.other.lower()] = word

    def check(self) -> None:
        """Report words that are preferred in one place and replaced in another."""
        for word in self.words.values():
            again = self.words.get(word.preferred.lower())
            if again is not None and again is not word:
                word.node.fault(
                    f"“{word.preferred}” itself is to be replaced by “{again.preferred}”"
                    f" ({again.node.path}:{again.node.line}); write that here as well"
                )

    def rules(self) -> Iterator[AvoidRule]:
        """Yield a rule for each word that is preferred to others."""
        by_preferred: dict[str, list[PreferredWord]] = {}
        for word in self.words.values():
            by_preferred.setdefault(word.preferred, []).append(word)
        names: set[str] = set()
        for preferred, words in by_preferred.items():
            name = re.sub(r"[^a-z0-9]+", "-", f"prefer-{preferred}".lower()).strip("-")
            while name in names:
                name += "-too"
            names.add(name)
            yield self._rule(name, preferred, words)

    def _rule(self, name: str, preferred: str, words: list[PreferredWord]) -> AvoidRule:
        others = ", ".join(f"“{word.other}”" for word in words)
        info = RuleInfo(
            id=f"{CATEGORY}/{name}",
            category=CATEGORY,
            kind=RuleKind.AVOID,
            severity=CATEGORIES[CATEGORY][0],
            language=self.language.CODE,
            message=f"“{{match}}”: we say “{preferred}”.",
            why=f"Customers meet one name for one thing: “{preferred}”, not {others}.",
            sources=("prefer-words",),
            examples=(),
            rewrites=(preferred,),
            default=True,
            path=words[0].node.path,
            line=words[0].node.line,
        )
        return AvoidRule(
            info=info,
            searches=tuple(Search(self._finder(word)) for word in words),
            unless=(),
            rewrites=tuple(self._rewrites(preferred, words)),
            glosses={},
            tip=None,
            yields_to=frozenset(),
            quoted=False,
            body_only=True,
            customers_words=False,
        )

    def _finder(self, word: PreferredWord) -> WordingFinder:
        forms = frozenset(self._table(word))
        right = frozenset(
            text for texts in self._forms(word.preferred, word.kind).values() for text in texts
        )
        words = (max(self.language.split(form), key=len, default="") for form in forms)
        return WordingFinder(forms, right, _POS.get(word.kind, frozenset()), frozenset(words))

    def _rewrites(self, preferred: str, words: Iterable[PreferredWord]) -> Iterator[Rewrite]:
        ways: dict[tuple[Applicability, bool], dict[str, tuple[Substitute, ...]]] = {}
        for word in words:
            way = word.applicability, word.may_be_another_class
            ways.setdefault(way, {}).update(self._table(word))
        for (applicability, may_be), table in ways.items():
            yield Rewrite(
                text=preferred,
                pieces=(Slot("match", embedded=False, form="", agreeing=""),),
                replaces=Replaces.MATCH,
                words=None,
                applicability=applicability,
                drops=frozenset(),
                drops_found=True,
                flips=False,
                where=None,
                substitutes=table,
                same_class=not may_be,
            )

    def _table(self, word: PreferredWord) -> Mapping[str, tuple[Substitute, ...]]:
        """Return what to write for each form of a word."""
        if word not in self._tables:
            self._tables[word] = self._made_table(word)
        return self._tables[word]

    def _made_table(self, word: PreferredWord) -> Mapping[str, tuple[Substitute, ...]]:
        theirs, ours = self._forms(word.other, word.kind), self._forms(word.preferred, word.kind)
        own_capitals = word.preferred != word.preferred.lower() or word.other != word.other.lower()
        verbatim = own_capitals or word.other.lower() == word.preferred.lower()
        table: dict[str, list[Substitute]] = {}
        for form, texts in theirs.items():
            for text in texts:
                substitute = Substitute(ours[form][0], form, verbatim)
                table.setdefault(text.lower(), []).append(substitute)
        return {text: tuple(substitutes) for text, substitutes in table.items()}

    def _forms(self, term: str, kind: str) -> Mapping[str, tuple[str, ...]]:
        known = self.language.generation.inflections(term)
        wanted = {"noun": _NOUN_FORMS, "verb": _VERB_FORMS, "other": ("base",)}.get(kind)
        return known if wanted is None else {form: known[form] for form in wanted}

    # -- templates -------------------------------------------------------------------------

    def in_template(self, text: str) -> str | None:
        """Return a template in the preferred words; None if that takes more than its words.

        What depends on the sentence is then left to rewrites that don't use the word.
        """
        if not self.words:
            return text
        pieces = _SLOT.split(text)
        said = [self._said(piece) for piece in pieces]
        if any(piece is None for piece in said):
            return None
        slots = [*_SLOT.findall(text), ""]
        return "".join(f"{piece}{slot}" for piece, slot in zip(said, slots, strict=True))

    def _said(self, text: str) -> str | None:
        """Return a stretch between slots in the preferred words, all of them put in at once."""
        if not self._by_form:
            for word in self.words.values():
                self._by_form.update(dict.fromkeys(self._table(word), word))
        for span in reversed(occurrences(frozenset(self._by_form), text)):
            word = self._by_form[_level(text[span.start : span.end])]
            kept = occurrences(self._right(word), text)
            if any(other.covers(span) for other in kept) or hyphenated(span, text):
                continue
            if word.kind in _POS:
                return None
            replaced = self._replaced(text, span, word)
            if replaced is None:
                return None
            text = replaced
        return text

    def _right(self, word: PreferredWord) -> frozenset[str]:
        """Return what a word is replaced by, in all forms."""
        table = self._table(word)
        return frozenset(each.text for substitutes in table.values() for each in substitutes)

    def _replaced(self, text: str, span: Span, word: PreferredWord) -> str | None:
        start, end = span.start, span.end
        words = text[start:end]
        substitute = only(self._table(word)[_level(words)])
        if substitute is None:
            return None
        said = written(words, substitute, opens=False)
        article = re.search(r"\b(an?) $", text[:start], re.IGNORECASE)
        if article is not None:
            fitting = self.language.generation.article_for(said)
            start = article.start()
            said = f"{fitting.capitalize() if article[1][0].isupper() else fitting} {said}"
        return text[:start] + said + text[end:]


def _level(words: str) -> str:
    return " ".join(words.lower().split())


def changed_word(rule: AvoidRule, changes: Sequence[RuleChange]) -> AvoidRule:
    """Return a rule for a preferred word, with what may be changed of such a one."""
    for change in changes:
        info, parts = rule.info, change.parts
        switch = parts[SWITCH].truth() if SWITCH in parts else info.default
        for key in parts.keys() - {"severity", SWITCH, "message", "why", "note"}:
            parts[key].fault(f"“{key}” can't be changed here: this rule is made of prefer-words")
        info = replace(
            info,
            severity=Severity(parts["severity"].choice(tuple(Severity)))
            if "severity" in parts
            else info.severity,
            default=switch,
            off=not switch,
            message=parts["message"].text() if "message" in parts else info.message,
            why=parts["why"].text() if "why" in parts else info.why,
            changed=(*info.changed, change.place),
        )
        rule = replace(rule, info=info)
    return rule
