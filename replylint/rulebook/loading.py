"""Builds a rulebook: reads rule files, checks them as a whole, compiles them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath

from msgspec import Struct, field

from replylint.grammar.forms import Either, Keys
from replylint.languages.language import Language
from replylint.matchers.candidates import Candidates
from replylint.matchers.parts import Parts
from replylint.model.errors import Fault, RuleError
from replylint.model.finding import Applicability
from replylint.model.reply import Kind
from replylint.model.rule import Example, Manner, RuleInfo, RuleKind, Severity
from replylint.rulebook.categories import CATEGORIES
from replylint.rulebook.changes import SWITCH, Changes, RuleChange, changed
from replylint.rulebook.checking import Checker
from replylint.rulebook.compiling import Compiler, no_cue
from replylint.rulebook.finding_keys import WAYS
from replylint.rulebook.keys import RULE_FILE
from replylint.rulebook.manifest import check_name, is_formal, manner, readable
from replylint.rulebook.naming import Known, identify, named_rules
from replylint.rulebook.nodes import Faults, Node, compose, placed
from replylint.rulebook.pack_keys import MANIFEST, PASSAGE
from replylint.rulebook.packs import Origin, RuleText
from replylint.rulebook.rules import (
    At,
    AvoidRule,
    Cue,
    CueIndex,
    Insert,
    PreferRule,
    Replaces,
    Rewrite,
    Rulebook,
    Suggestion,
)
from replylint.rulebook.sets import Sets
from replylint.rulebook.template import (
    CueWords,
    SuggestionPiece,
    TemplateSyntaxError,
    read_suggestion,
    read_template,
    unfilled,
)
from replylint.rulebook.wording import Wording, changed_word

_CHECKER = Checker(Either((RULE_FILE, MANIFEST)))


def build_rulebook(
    spoken: Language,
    texts: Iterable[tuple[str, str] | RuleText],
    faults: Faults | None = None,
    only: frozenset[str] | None = None,
) -> Rulebook:
    """Build a rulebook from rule files given as (name, text), and from packs.

    Args:
        spoken: the language of the rules.
        texts: the files.
        faults: faults found before, to be raised with those found here.
        only: names of the files whose rules and cues it is about; of the others it takes but
            the sets and cues that these refer to. None for all.

    Raises:
        RuleError: with every fault of every text.
    """
    builder = _Builder(spoken, faults or Faults(), Wording(spoken), only)
    for text in texts:
        builder.read(RuleText(*text))
    rulebook = builder.build()
    if builder.faults.items:
        raise RuleError(
            tuple(sorted(builder.faults.items, key=lambda f: (f.path, f.line, f.column)))
        )
    return rulebook


class _Builder(Struct):
    """Gathers the parts of all files first, since rules refer to sets and cues of other files."""

    language: Language
    faults: Faults
    wording: Wording
    only: frozenset[str] | None = None
    written: Sets = field(default_factory=Sets)
    cues: dict[str, Node] = field(default_factory=dict)
    rules: list[tuple[str, frozenset[str], Node]] = field(default_factory=list)
    changes: Changes = field(default_factory=Changes)
    manner: Manner = Manner()
    names: dict[str, Node] = field(default_factory=dict)
    unreadable: list[PurePath] = field(default_factory=list)

    def read(self, text: RuleText) -> None:
        """Take the parts of a text, whatever it is."""
        if any(folder in PurePath(text.path).parents for folder in self.unreadable):
            return
        if text.origin is Origin.PASSAGE:
            self._brand(placed(text.text, text.path, self.faults), PASSAGE)
            return
        if text.origin is Origin.MANIFEST and not text.text.strip():
            message = "an empty file; write at least the name and the format of the pack"
            self.faults.add(Fault(text.path, 1, 1, message))
            return
        node = compose(text.text, text.path, self.faults)
        if node is None:
            return
        if text.origin is not Origin.MANIFEST:
            self.gather(node, rules=text.origin is not Origin.VOCABULARY)
        elif readable(node):
            self._brand(node, MANIFEST)
            check_name(node.parts(), self.names)
        else:
            self.unreadable.append(PurePath(text.path).parent)

    def _brand(self, node: Node, form: Keys) -> None:
        """Take what a pack or a configuration says of the rules of others, and of its voice."""
        _CHECKER.check(node, form)
        parts = node.parts()
        self.changes.gather(parts)
        self.manner = manner(parts, self.manner)
        if "prefer-words" in parts:
            self.wording.gather(parts["prefer-words"])

    def gather(self, node: Node, *, rules: bool = True) -> None:
        """Take the parts of a rule file; its rules only if they count."""
        _CHECKER.check(node, RULE_FILE)
        parts = node.parts()
        if "sets" in parts:
            for key, value in parts["sets"].entries():
                self.written.add(key.text(), value.items())
        if "cues" in parts:
            for key, value in parts["cues"].entries():
                if key.text() in self.cues:
                    there = self.cues[key.text()]
                    key.fault(
                        f"the cue “{key.text()}” is defined twice: also in {there.path}, line"
                        f" {there.line}; give it another name"
                    )
                self.cues[key.text()] = value
        if rules and "rules" in parts and "category" in parts:
            category = parts["category"].choice(tuple(CATEGORIES))
            yields = frozenset(parts["yields-to"].texts()) if "yields-to" in parts else frozenset()
            nodes = [rule for rule in parts["rules"].items() if rule.is_mapping()]
            self.rules.extend((category, yields, rule) for rule in nodes)

    def build(self) -> Rulebook:
        self.changes.apply_to_sets(self.written)
        self.wording.check()
        sets = self.written.resolve()
        lexicon = {name: self._forms(terms) for name, terms in sets.items() if name in _ROLE_SETS}
        compiler = Compiler.of(self.language, sets, lexicon)
        # What a team prefers comes first: of two rules for the same words it is the better one.
        avoid = list(self.wording.rules())
        prefer: list[PreferRule] = []
        known = named_rules([(category, node) for category, _, node in self.rules])
        preferred = [Known(rule.info.id, rule.info.category) for rule in avoid]
        changes = self.changes.by_rule([*known, *preferred])
        avoid = [changed_word(rule, changes.get(rule.info.id, ())) for rule in avoid]
        for category, yields, node in self.rules:
            if not self._is_asked(node, changes.get(identify(category, node).id, ())):
                continue
            reader = _RuleReader(
                *(node, category, compiler, self.cues, self.language.CODE, self.wording, changes)
            )
            if CATEGORIES[category][1] is RuleKind.AVOID:
                avoid.append(reader.avoid(yields))
            else:
                prefer.append(reader.prefer())
        asked = [rule.cues for rule in avoid] + [rule.cues for rule in prefer]
        cues = self._cues(compiler, frozenset().union(*asked))
        index = CueIndex.of(cues.values())
        for name, searches in compiler.anonymous.items():
            cues[name] = Cue(name, searches)
        return Rulebook(
            self.language.CODE,
            tuple(avoid),
            tuple(prefer),
            cues,
            lexicon,
            compiler.phrases.table(),
            Candidates.among(search.finder for rule in avoid for search in rule.searches),
            index,
            self.manner,
        )

    def _is_asked(self, node: Node, changes: Sequence[RuleChange] = ()) -> bool:
        """Return whether something is to be read: all, or what some files define or change."""
        paths = (node.path, *(change.path for change in changes))
        return self.only is None or not self.only.isdisjoint(paths)

    def _cues(self, compiler: Compiler, named: frozenset[str]) -> dict[str, Cue]:
        """Compile the cues; where only some files are asked for, theirs and those they need."""
        found: dict[str, Cue] = {}
        wanted = [name for name, node in self.cues.items() if self._is_asked(node)]
        wanted.extend(sorted(named))
        while wanted:
            name = wanted.pop(0)
            if name in self.cues and name not in found:
                found[name] = self._cue(name, self.cues[name], compiler)
                wanted.extend(each.cue for each in found[name].unless)
        return found

    def _forms(self, terms: Sequence[str]) -> frozenset[str]:
        return frozenset(form for term in terms for form in self.language.forms(term))

    def _cue(self, name: str, node: Node, compiler: Compiler) -> Cue:
        parts = node.parts()
        if parts and not parts.keys() & set(WAYS):
            searches = compiler.searches(parts["find"]) if "find" in parts else ()
            unless = compiler.unless(parts["unless"], self.cues) if "unless" in parts else ()
            if any(exception.cue == name for exception in unless):
                parts["unless"].fault(f"the cue “{name}” is its own exception; name another one")
            return Cue(name, searches, unless)
        return Cue(name, compiler.searches(node))


_SLOT = re.compile(r"\{[^{}]*\}")
_ROLE_SETS = frozenset({"company-parts", "partners", "agents"})


class _RuleReader(Struct):
    """Reads one rule."""

    node: Node
    category: str
    compiler: Compiler
    cues: Mapping[str, Node]
    language: str
    wording: Wording
    changes: Mapping[str, Sequence[RuleChange]]

    def _parts(self, kind: RuleKind) -> dict[str, Node]:
        """Return the values of the rule, as packs and the configuration leave them."""
        return changed(self.node.parts(), self._changes(), kind)

    def _changes(self) -> Sequence[RuleChange]:
        return self.changes.get(identify(self.category, self.node).id, ())

    def avoid(self, yields: frozenset[str]) -> AvoidRule:
        parts = self._parts(RuleKind.AVOID)
        rewrites = self._rewrites(parts["rewrite"]) if "rewrite" in parts else ()
        info = self._info(parts, RuleKind.AVOID, tuple(rewrite.text for rewrite in rewrites))
        return AvoidRule(
            info=info,
            searches=self.compiler.searches(parts["find"]) if "find" in parts else (),
            unless=self.compiler.unless(parts["unless"], self.cues) if "unless" in parts else (),
            rewrites=rewrites,
            glosses=self._glosses(parts["glosses"]) if "glosses" in parts else {},
            tip=parts["tip"].text() if "tip" in parts else None,
            yields_to=yields,
            quoted="quoted" in parts and parts["quoted"].truth(),
            body_only=not ("frame" in parts and parts["frame"].truth()),
            customers_words="customers-words" in parts and parts["customers-words"].truth(),
        )

    def _glosses(self, node: Node) -> Mapping[str, str]:
        """Return what terms mean, in the preferred words; without those that can't be put so."""
        meant = ((key, self.wording.in_template(value.text())) for key, value in node.entries())
        return {key.text().lower(): text for key, text in meant if text is not None}

    def prefer(self) -> PreferRule:
        parts = self._parts(RuleKind.PREFER)
        entries = parts["suggestion"].items() if "suggestion" in parts else []
        texts = [(item.parts().get("text", item), item) for item in entries]
        return PreferRule(
            info=self._info(parts, RuleKind.PREFER, tuple(text.text() for text, _ in texts)),
            require=self._cue_list(parts, "require"),
            at=At(parts["at"].choice(tuple(At))) if "at" in parts else At.ANYWHERE,
            kinds=frozenset(Kind(item.choice(tuple(Kind))) for item in parts["kind"].items())
            if "kind" in parts
            else frozenset({Kind.EMAIL, Kind.MACRO}),
            when=self._cue_list(parts, "when"),
            when_context=self._cue_list(parts, "when-context"),
            without=self._cue_list(parts, "without"),
            taken_back_by=frozenset(
                item.choice(tuple(CATEGORIES)) for item in parts["taken-back-by"].items()
            )
            if "taken-back-by" in parts
            else frozenset(),
            suggestions=tuple(
                Suggestion(pieces, is_formal(item.parts()))
                for text, item in texts
                if (pieces := self._suggestion(text)) is not None
            ),
            insert=Insert(parts["insert"].choice(tuple(Insert)))
            if "insert" in parts
            else Insert.END,
        )

    def _suggestion(self, node: Node) -> tuple[SuggestionPiece, ...] | None:
        said = self.wording.in_template(node.text())
        if said is None:
            return None
        try:
            pieces = read_suggestion(said)
        except TemplateSyntaxError as error:
            node.fault(f"in this suggestion, at character {error.column}: {error}")
            return None
        for piece in pieces:
            if isinstance(piece, CueWords) and piece.cue not in self.cues:
                node.fault(no_cue(piece.cue, list(self.cues)))
        return pieces

    def _cue_list(self, parts: Mapping[str, Node], key: str) -> tuple[str, ...]:
        return tuple(self.compiler.cue_names(parts[key], self.cues)) if key in parts else ()

    def _info(
        self, parts: Mapping[str, Node], kind: RuleKind, rewrites: tuple[str, ...]
    ) -> RuleInfo:
        default = CATEGORIES[self.category][0]
        runs = parts.get(SWITCH, parts.get("default"))
        severity = (
            Severity(parts["severity"].choice(tuple(Severity))) if "severity" in parts else default
        )
        return RuleInfo(
            id=identify(self.category, self.node).id,
            category=self.category,
            kind=kind,
            severity=severity,
            language=self.language,
            message=self._message(parts["message"]) if "message" in parts else "",
            why=" ".join(parts["why"].text().split()) if "why" in parts else "",
            sources=tuple(parts["source"].texts()) if "source" in parts else (),
            examples=self._examples(parts["examples"]) if "examples" in parts else (),
            rewrites=rewrites,
            default=runs.truth() if runs is not None else self.category != "liability",
            path=self.node.path,
            line=self.node.line,
            formerly=identify(self.category, self.node).formerly,
            changed=tuple(change.place for change in self._changes()),
            off=SWITCH in parts and not parts[SWITCH].truth(),
        )

    def _message(self, node: Node) -> str:
        for slot in _SLOT.findall(node.text()):
            if slot != "{match}":
                node.fault(f"“{slot}” means nothing in a message; only {{match}}, the words found")
        return node.text()

    def _examples(self, node: Node) -> tuple[Example, ...]:
        found = []
        for item in node.items():
            parts = item.parts()
            if ("bad" in parts) == ("good" in parts):
                continue
            bad = "bad" in parts
            text = parts["bad" if bad else "good"].text()
            rewrite = parts["rewrite"].text() if "rewrite" in parts else None
            note = parts["note"].text() if "note" in parts else None
            path = "" if item.path == self.node.path else str(item.path)
            found.append(Example(text, bad, rewrite, note, item.line, path))
        if not any(example.bad for example in found) or all(example.bad for example in found):
            node.fault("a rule needs examples of both kinds, bad and good; write what is missing")
        return tuple(found)

    def _rewrites(self, node: Node) -> tuple[Rewrite, ...]:
        return tuple(found for item in node.items() if (found := self._rewrite(item)) is not None)

    def _rewrite(self, node: Node) -> Rewrite | None:
        parts = node.parts() if node.is_mapping() else {"text": node}
        if "text" not in parts:
            return None
        text = self.wording.in_template(parts["text"].text())
        if text is None:
            return None
        try:
            pieces = read_template(text)
        except TemplateSyntaxError as error:
            parts["text"].fault(f"in this template, at character {error.column}: {error}")
            return None
        terms = self.compiler.words(parts["drops"]) if "drops" in parts else frozenset()
        drops = frozenset(word for term in terms for word in (term, *term.split()))
        words = self.compiler.phrase_list(parts["words"], in_order=True) if "words" in parts else ()
        with self.compiler.phrases.apart():
            where = self.compiler.test(parts["where"]) if "where" in parts else None
        if problem := unfilled(pieces, len(words), glosses="glosses" in self.node.parts()):
            parts["text"].fault(f"in this template: {problem}")
        return Rewrite(
            text=text,
            pieces=pieces,
            replaces=Replaces(parts["replaces"].choice(tuple(Replaces)))
            if "replaces" in parts
            else Replaces.CLAUSE,
            words=Parts(tuple(words)) if words else None,
            applicability=Applicability(parts["applicability"].choice(tuple(Applicability)))
            if "applicability" in parts
            else Applicability.UNSAFE,
            drops=drops,
            drops_found="drops-found" in parts and parts["drops-found"].truth(),
            flips="flips" in parts and parts["flips"].truth(),
            where=where,
            last_resort="last-resort" in parts and parts["last-resort"].truth(),
            formal=is_formal(parts),
        )
