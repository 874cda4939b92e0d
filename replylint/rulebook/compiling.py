"""Turns YAML nodes into compiled rules; every fault is recorded with its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from replylint.languages.clause import Hypothetical, Mood, Relation, Reported, Role, Tense
from replylint.languages.language import Language
from replylint.matchers.clause import CONDITIONS, ClauseFinder, ClauseTest, NominalTest, Terms
from replylint.matchers.dependency import DependencyFinder
from replylint.matchers.match import Finder
from replylint.matchers.phrase import Phrase
from replylint.matchers.phrase_syntax import PhraseCompiler, PhraseSyntaxError
from replylint.matchers.phrases import PhraseFinder
from replylint.matchers.shape import Shape, ShapeFinder
from replylint.rulebook.dependencies import pattern
from replylint.rulebook.finding_keys import MODALS, WAYS
from replylint.rulebook.nodes import Node, hint
from replylint.rulebook.patterns import bounds, explained
from replylint.rulebook.rules import LAYOUT_CUES, Place, Search, SpanOf, Unless
from replylint.rulebook.sites import sites_of
from replylint.rulebook.triggers import needs_of

_ENUMS: Mapping[str, type[StrEnum]] = {
    "tense": Tense,
    "mood": Mood,
    "hypothetical": Hypothetical,
    "reported": Reported,
    "relation": Relation,
    "subject": Role,
}
_FLAGS = frozenset({"passive", "negated", "copula", "no_object", "main"})


class Compiler(Struct):
    """Compiles the parts of rules against one language and its lexical sets.

    Attributes:
        anonymous: cues written inside an `unless`, by the name they are given here.
    """

    language: Language
    sets: Mapping[str, Sequence[str]]
    phrases: PhraseCompiler
    lexicon: Mapping[str, frozenset[str]]
    anonymous: dict[str, tuple[Search, ...]]

    @classmethod
    def of(
        cls,
        language: Language,
        sets: Mapping[str, Sequence[str]],
        lexicon: Mapping[str, frozenset[str]],
    ) -> Compiler:
        """Return a compiler for a language, its sets, and those of them that decide roles."""
        phrases = PhraseCompiler(sets, language.forms, language.split)
        return cls(language, sets, phrases, lexicon, {})

    # -- find ------------------------------------------------------------------------------

    def searches(self, node: Node) -> tuple[Search, ...]:
        """Compile `find`: one entry or a list of them."""
        return tuple(search for item in node.items() if (search := self._search(item)) is not None)

    def _search(self, node: Node) -> Search | None:
        if not node.is_mapping():
            # A plain text is the shortest way to write a phrase.
            return Search(PhraseFinder(self.phrase_list(node)))
        parts = node.parts()
        ways = [name for name in WAYS if name in parts]
        if len(ways) != 1:
            return None
        finder = self._finder(ways[0], parts)
        default = SpanOf.MATCH
        span = SpanOf(parts["span"].choice(tuple(SpanOf))) if "span" in parts else default
        return Search(finder, span) if finder is not None else None

    def _finder(self, way: str, parts: Mapping[str, Node]) -> Finder | None:
        if way == "phrase":
            where = self.test(parts["where"]) if "where" in parts else None
            upper = "case" in parts and parts["case"].choice(("upper", "any")) == "upper"
            return PhraseFinder(self.phrase_list(parts["phrase"]), where, upper=upper)
        if way == "clause":
            return ClauseFinder(self.test(parts["clause"]))
        if way == "shape":
            acronyms = self.words(parts["acronyms"]) if "acronyms" in parts else frozenset()
            words = self.words(parts["words"]) if "words" in parts else frozenset()
            return ShapeFinder(Shape(parts["shape"].choice(tuple(Shape))), acronyms, words)
        return self._dependency(parts)

    def _dependency(self, parts: Mapping[str, Node]) -> Finder | None:
        made = pattern(parts["dependency"])
        triggers = frozenset(parts["triggers"].texts()) if "triggers" in parts else frozenset()
        return DependencyFinder(made, triggers) if made is not None else None

    def phrase_list(self, node: Node, *, in_order: bool = False) -> tuple[Phrase, ...]:
        """Compile one pattern or a list of them; faulty ones are left out."""
        found = []
        for item in node.items():
            if not item.text().strip():
                continue
            if problem := bounds(item.text()):
                item.fault(f"in this phrase, at character {problem[0]}: {problem[1]}")
                continue
            try:
                found.append(self.phrases.compile(item.text(), in_order=in_order))
            except PhraseSyntaxError as error:
                item.fault(
                    f"in this phrase, at character {error.column}:"
                    f" {explained(error, list(self.sets))}"
                )
        return tuple(found)

    def _phrases_apart(self, node: Node) -> tuple[Phrase, ...]:
        with self.phrases.apart():
            return self.phrase_list(node)

    # -- clause conditions -----------------------------------------------------------------

    def test(self, node: Node) -> ClauseTest:
        """Compile the conditions on a clause."""
        values: dict[str, Any] = {}
        for key, value in node.parts().items():
            name = key.replace("-", "_")
            if name in CONDITIONS and not value.is_nothing():
                values[name] = self._condition(name, value)
        test = ClauseTest(**values)
        needs = needs_of(test, self.language, self.lexicon)
        return replace(test, needs=needs, sites=sites_of(test, self.language))

    def _condition(self, name: str, value: Node) -> object:
        if name in _ENUMS:
            return self._enum(_ENUMS[name], value)
        if name in _FLAGS:
            return value.truth()
        readers: Mapping[str, Callable[[Node], object]] = {
            "predicate": self.terms,
            "modifier": self.terms,
            "no_modifier": self.terms,
            "modality": _modals,
            "no_modality": _modals,
            "pos": lambda node: frozenset(node.texts()),
            "has": self.phrase_list,
            "lacks": self._phrases_apart,
            "sentence_has": self.phrase_list,
            "governor": self.test,
            "embeds": self.test,
        }
        return readers.get(name, self._nominal)(value)

    def _enum(self, enum: type[StrEnum], value: Node) -> frozenset[StrEnum]:
        """Read one or several names; ``not x`` means all but x."""
        names = tuple(member.value for member in enum)
        found: set[StrEnum] = set()
        for item in value.items():
            text = item.text()
            if text.startswith("not "):
                base = found or set(enum)
                found = {member for member in base if member.value != text[4:]}
            else:
                # YAML reads a bare "no" as it is written; it is a name here.
                found.add(enum(item.choice(names)))
        return frozenset(found)

    def _nominal(self, node: Node) -> NominalTest:
        if not node.is_mapping():
            return NominalTest(word=self.terms(node))
        parts = node.parts()
        return NominalTest(
            word=self.terms(parts["word"]) if "word" in parts else None,
            modifier=self.terms(parts["modifier"]) if "modifier" in parts else None,
            preposition=self._words(parts["preposition"]) if "preposition" in parts else None,
            role=frozenset(Role(str(r)) for r in self._enum(Role, parts["role"]))
            if "role" in parts
            else None,
            pos=frozenset(parts["pos"].texts()) if "pos" in parts else None,
            has=self._phrases_apart(parts["has"]) if "has" in parts else None,
        )

    def _words(self, node: Node) -> frozenset[str]:
        return frozenset(text.lower() for text in node.texts())

    def words(self, node: Node) -> frozenset[str]:
        """Return words and the terms of ``{set}`` names as they are written."""
        return frozenset(lemma for item in node.items() for lemma in self._lemmas(item))

    def terms(self, node: Node) -> Terms:
        """Compile lemmas and ``{set}`` names to the forms they may have."""
        single: set[str] = set()
        several: dict[str, set[tuple[str, ...]]] = {}
        for item in node.items():
            for lemma in self._lemmas(item):
                for form in self.language.forms(lemma):
                    first, *rest = form.split()
                    if rest:
                        several.setdefault(first, set()).add(tuple(rest))
                    else:
                        single.add(form)
        return Terms(frozenset(single), {first: tuple(rests) for first, rests in several.items()})

    def _lemmas(self, item: Node) -> Sequence[str]:
        text = item.text()
        if not text.startswith("{"):
            return [text.lower()]
        name = text.strip("{}")
        if name not in self.sets:
            near = hint(name, list(self.sets)) or "; name it under “sets”"
            item.fault(f"no lexical set is named “{name}”{near}")
            return []
        return self.sets[name]

    # -- unless ----------------------------------------------------------------------------

    def unless(self, node: Node, cues: Mapping[str, Node]) -> tuple[Unless, ...]:
        """Compile `unless`: one condition or a list of them."""
        return tuple(found for item in node.items() for found in self._unless(item, cues))

    def _unless(self, node: Node, cues: Mapping[str, Node]) -> list[Unless]:
        if not node.is_mapping():
            return [Unless(name, Place.SENTENCE) for name in self.cue_names(node, cues)]
        parts = node.parts()
        places = tuple(Place)
        place = (
            [Place(item.choice(places)) for item in parts["in"].items()]
            if "in" in parts
            else [Place.SENTENCE]
        )
        if "cue" in parts:
            names = self.cue_names(parts["cue"], cues)
        else:
            # Looked for where the rule or cue has found something: in few sentences.
            with self.phrases.apart():
                search = self._search_of(parts)
            if search is None:
                return []
            name = f"{node.path}:{node.line}:{node.column}"
            self.anonymous[name] = (search,)
            names = [name]
        return [Unless(name, where) for name in names for where in place]

    def _search_of(self, parts: Mapping[str, Node]) -> Search | None:
        ways = [name for name in ("phrase", "clause") if name in parts]
        if len(ways) != 1:
            return None
        finder = self._finder(ways[0], parts)
        return Search(finder) if finder is not None else None

    def cue_names(self, node: Node, cues: Mapping[str, Node]) -> list[str]:
        """Read one or several names of cues."""
        known = [*cues, *sorted(LAYOUT_CUES)]
        for item in node.items():
            if item.text() and item.text() not in known:
                item.fault(no_cue(item.text(), known))
        return [text for text in node.texts() if text in known]


def _modals(node: Node) -> frozenset[str]:
    return frozenset(item.choice(MODALS) for item in node.items())


def no_cue(name: str, known: Sequence[str]) -> str:
    """Return the message for a name that no cue has."""
    near = hint(name, known) or "; name it under “cues”"
    return f"no cue is named “{name}”{near}"
