"""Sentences of the constructions that support replies are made of and treebanks are poor in.

Imperatives, inverted conditionals, questions, refusals, reported speech and the like, built as
trees by a small grammar of our own and annotated by construction (UD v2 as in English-EWT). They
teach the parser only: parts of speech and features are left to the treebanks. No sentence of the
probe is ever made (``made_sentences`` refuses them).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from training.probe import HELDOUT, SUPPORT, read_probe
from training.treebank import Sentence, Word


@dataclass(slots=True)
class Tree:
    """A word with what hangs on it before and after it."""

    form: str
    relation: str = "dep"
    left: list[Tree] = field(default_factory=list)
    right: list[Tree] = field(default_factory=list)
    glued: bool = False  # no space after the word

    def as_(self, relation: str) -> Tree:
        """The same tree in another role."""
        self.relation = relation
        return self


def _rows(table: str) -> list[tuple[str, ...]]:
    return [tuple(line.split()) for line in table.strip().split("\n")]


def _words(text: str) -> list[str]:
    return text.split()


# base, third person, past, past participle, gerund
_VERBS = _rows("""
attach attaches attached attached attaching
enter enters entered entered entering
check checks checked checked checking
return returns returned returned returning
cancel cancels cancelled cancelled cancelling
update updates updated updated updating
confirm confirms confirmed confirmed confirming
provide provides provided provided providing
renew renews renewed renewed renewing
read reads read read reading
ignore ignores ignored ignored ignoring
miss misses missed missed missing
mistype mistypes mistyped mistyped mistyping
misread misreads misread misread misreading
overlook overlooks overlooked overlooked overlooking
damage damages damaged damaged damaging
close closes closed closed closing
open opens opened opened opening
order orders ordered ordered ordering
delete deletes deleted deleted deleting
skip skips skipped skipped skipping
submit submits submitted submitted submitting
select selects selected selected selecting
choose chooses chose chosen choosing
install installs installed installed installing
restart restarts restarted restarted restarting
reset resets reset reset resetting
upload uploads uploaded uploaded uploading
sign signs signed signed signing
pay pays paid paid paying
ship ships shipped shipped shipping
refund refunds refunded refunded refunding
replace replaces replaced replaced replacing
review reviews reviewed reviewed reviewing
approve approves approved approved approving
change changes changed changed changing
find finds found found finding
lose loses lost lost losing
keep keeps kept kept keeping
receive receives received received receiving
send sends sent sent sending
test tests tested tested testing
block blocks blocked blocked blocking
use uses used used using
remove removes removed removed removing
track tracks tracked tracked tracking
repair repairs repaired repaired repairing
forward forwards forwarded forwarded forwarding
complete completes completed completed completing
download downloads downloaded downloaded downloading
verify verifies verified verified verifying
bring brings brought brought bringing
book books booked booked booking
""")
_INTRANSITIVE = _rows("""
arrive arrives arrived arrived arriving
fail fails failed failed failing
expire expires expired expired expiring
work works worked worked working
start starts started started starting
crash crashes crashed crashed crashing
happen happens happened happened happening
break breaks broke broken breaking
reply replies replied replied replying
call calls called called calling
wait waits waited waited waiting
persist persists persisted persisted persisting
load loads loaded loaded loading
end ends ended ended ending
change changes changed changed changing
continue continues continued continued continuing
""")
_THINGS = _words("""
parcel order invoice receipt payment refund device router laptop printer package ticket claim
voucher subscription account password link form contract warranty discount delivery app page
screen battery charger cable keyboard email message file label booking seat plan update policy
phone camera error problem issue item product card address reservation upgrade licence
""")
_PEOPLE = _words("""
courier technician driver engineer manager colleague customer supplier warehouse bank team
manufacturer seller host agent supervisor developer department carrier shop
""")
_ADJECTIVES = _words(
    "new old wrong original damaged correct second free full missing final current"
)
_STATES = _words("""
empty correct valid available ready wrong broken possible clear safe complete faulty active
online visible free full late incomplete unavailable loose
""")
_COMPOUNDS = _words("delivery order return credit email customer tracking user gift repair")
_TIMES = ["yesterday", "today", "tomorrow"]
_ADVERBS = _words("usually simply really still already also only always never just never")
_MANNER = _words("automatically again soon correctly yet properly immediately manually twice")
_PLACES = [("in", "the", "portal"), ("on", "the", "website"), ("at", "the", "counter")]
_PRONOUNS = ["I", "we", "you", "they", "it"]


_PARTICLES = [
    ("keyed", "in"),
    ("filled", "in"),
    ("typed", "in"),
    ("sent", "in"),
    ("picked", "up"),
    ("set", "up"),
    ("sent", "back"),
    ("logged", "out"),
]
_OBJECT_CONTROL = [
    ("caused", "iobj"),
    ("allowed", "iobj"),
    ("asked", "iobj"),
    ("want", "obj"),
    ("expect", "obj"),
    ("need", "obj"),
]


class Grammar:
    """Random trees of the constructions; ``sentence`` makes one."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.rules: list[Callable[[], Tree]] = [
            getattr(self, name) for name in sorted(dir(self)) if name.startswith("make_")
        ]

    def sentence(self) -> Sentence:
        """A sentence of a construction drawn at random, with its final mark."""
        tree = self.rng.choice(self.rules)()
        tree.relation = "ROOT"
        if not (tree.right and tree.right[-1].relation == "punct"):
            tree.right.append(Tree(self.rng.choice("...!") if self.maybe(0.9) else "…", "punct"))
        return linear(tree)

    # --- small parts

    def maybe(self, chance: float) -> bool:
        return self.rng.random() < chance

    def pick(self, words: list[str]) -> str:
        return self.rng.choice(words)

    def noun_phrase(self, relation: str, nouns: list[str], extra: bool = True) -> Tree:
        tree = Tree(self.pick(nouns), relation)
        owner = self.pick(["the", "the", "your", "our", "this", "my", "a"])
        if owner == "a" and tree.form[0] in "aeiou":
            owner = "an"
        role = "nmod:poss" if owner in ("your", "our", "my") else "det"
        tree.left.append(Tree(owner, role))
        if extra and owner not in ("a", "an"):
            if self.maybe(0.2):
                tree.left.append(Tree(self.pick(_ADJECTIVES), "amod"))
            if self.maybe(0.15):
                tree.left.append(Tree(self.pick(_COMPOUNDS), "compound"))
        if extra and self.maybe(0.12):
            modifier = self.noun_phrase("nmod", _THINGS, extra=False)
            modifier.left.insert(0, Tree(self.pick(["for", "from", "of"]), "case"))
            tree.right.append(modifier)
        return tree

    def thing(self, relation: str) -> Tree:
        return self.noun_phrase(relation, _THINGS)

    def doer(self, relation: str = "nsubj") -> Tree:
        if self.maybe(0.65):
            return Tree(self.pick(["I", "we", "we", "you", "you", "they"]), relation)
        return self.noun_phrase(relation, _PEOPLE, extra=False)

    def target(self) -> Tree:
        if self.maybe(0.2):
            return Tree(self.pick(["it", "them", "this", "that", "everything"]), "obj")
        return self.thing("obj")

    def when(self) -> list[Tree]:
        roll = self.rng.random()
        if roll < 0.12:
            return [Tree(self.pick(_TIMES), "obl:unmarked")]
        if roll < 0.2:
            day = self.pick(["Monday", "Friday", "June", "March"])
            return [Tree(day, "obl", [Tree("in" if day in ("June", "March") else "on", "case")])]
        if roll < 0.26:
            preposition, article, noun = self.rng.choice(_PLACES)
            return [Tree(noun, "obl", [Tree(preposition, "case"), Tree(article, "det")])]
        return []

    def negated(self, aux: str) -> list[Tree]:
        """An auxiliary with its negation, contracted or in full."""
        if aux == "am":
            return [Tree("am", "aux"), Tree("not", "advmod")]
        if self.maybe(0.3):
            if aux == "can":
                return [Tree("can", "aux", glued=True), Tree("not", "advmod")]
            return [Tree(aux, "aux"), Tree("not", "advmod")]
        stem = {"can": "ca", "will": "wo"}.get(aux, aux)
        return [Tree(stem, "aux", glued=True), Tree("n't", "advmod")]

    def third(self, subject: Tree) -> bool:
        return subject.form not in ("I", "we", "you", "they")

    def finite(self, subject: Tree, relation: str, *, negative: bool | None = None) -> Tree:
        """A statement with ``subject``: past, present, future, modal, perfect or progressive."""
        transitive = self.maybe(0.75)
        forms = self.rng.choice(_VERBS if transitive else _INTRANSITIVE)
        negate = self.maybe(0.3) if negative is None else negative
        tree = Tree(forms[0], relation, [subject])
        kinds = [self.simple, self.modal, self.perfect, self.progressive]
        self.rng.choices(kinds, [55, 20, 17, 8])[0](tree, subject, forms, negate)
        if not negate and self.maybe(0.1):
            tree.left.append(Tree(self.pick(_ADVERBS), "advmod"))
        if transitive:
            tree.right.append(self.target())
        if self.maybe(0.08):
            tree.right.append(Tree(self.pick(_MANNER), "advmod"))
        tree.right += self.when()
        return tree

    def simple(self, tree: Tree, subject: Tree, forms: tuple[str, ...], negate: bool) -> None:
        """Put the verb into the past or present tense."""
        third = self.third(subject)
        past = self.maybe(0.72)
        if negate:
            tree.left += self.negated("did" if past else "does" if third else "do")
        elif past or third:
            tree.form = forms[2 if past else 1]

    def modal(self, tree: Tree, subject: Tree, _: tuple[str, ...], negate: bool) -> None:
        """Give the verb a modal."""
        modal = self.pick(["will", "will", "can", "could", "would", "should", "must"])
        if negate:
            tree.left += self.negated(modal)
        elif modal == "will" and not self.third(subject):
            subject.glued = True
            tree.left.append(Tree("'ll", "aux"))
        else:
            tree.left.append(Tree(modal, "aux"))

    def perfect(self, tree: Tree, subject: Tree, forms: tuple[str, ...], negate: bool) -> None:
        """Put the verb into the perfect."""
        third = self.third(subject)
        have = "has" if third else "have"
        tree.form = forms[3]
        if negate:
            tree.left += self.negated(have)
        elif not third and self.maybe(0.5):
            subject.glued = True
            tree.left.append(Tree("'ve", "aux"))
        else:
            tree.left.append(Tree(have, "aux"))

    def progressive(self, tree: Tree, subject: Tree, forms: tuple[str, ...], negate: bool) -> None:
        """Put the verb into the progressive."""
        be = "is" if self.third(subject) else {"I": "am"}.get(subject.form, "are")
        tree.form = forms[4]
        tree.left += self.negated(be) if negate else [Tree(be, "aux")]

    def passive(self, relation: str) -> Tree:
        forms = self.rng.choice(_VERBS)
        subject = self.thing("nsubj:pass")
        tree = Tree(forms[3], relation, [subject])
        roll = self.rng.random()
        if roll < 0.4:
            be = self.negated("was") if self.maybe(0.25) else [Tree("was", "aux")]
            be[0].relation = "aux:pass"
            tree.left += be
        elif roll < 0.55:
            tree.left.append(Tree(self.pick(["is", "got"]), "aux:pass"))
        elif roll < 0.8:
            modal = self.pick(["will", "can", "should", "must"])
            first = self.negated(modal) if self.maybe(0.3) else [Tree(modal, "aux")]
            tree.left += [*first, Tree("be", "aux:pass")]
        else:
            first = self.negated("has") if self.maybe(0.3) else [Tree("has", "aux")]
            tree.left += [*first, Tree("been", "aux:pass")]
        if self.maybe(0.2):
            agent = self.noun_phrase("obl:agent", _PEOPLE, extra=False)
            agent.left.insert(0, Tree("by", "case"))
            tree.right.append(agent)
        tree.right += self.when()
        return tree

    def state(self, relation: str) -> Tree:
        subject = self.thing("nsubj")
        tree = Tree(self.pick(_STATES), relation, [subject])
        if self.maybe(0.3):
            be = self.negated(self.pick(["is", "was"]))
            be[0].relation = "cop"
            tree.left += be
        elif self.maybe(0.3):
            tree.left += [Tree("will", "aux"), Tree("be", "cop")]
        else:
            tree.left.append(Tree(self.pick(["is", "was"]), "cop"))
        if self.maybe(0.2):
            tree.left.append(Tree(self.pick(["still", "really"]), "advmod"))
        return tree

    def clause(self, relation: str) -> Tree:
        """Any statement: active, intransitive with a thing as its subject, passive, or a state."""
        roll = self.rng.random()
        if roll < 0.5:
            return self.finite(self.doer(), relation)
        if roll < 0.62:
            subject = self.thing("nsubj")
            forms = self.rng.choice(_INTRANSITIVE)
            tree = Tree(forms[2], relation, [subject])
            if self.maybe(0.3):
                tree.form = forms[0]
                tree.left += self.negated("did")
            elif self.maybe(0.3):
                tree.form = forms[1]
            if self.maybe(0.25):
                tree.right.append(Tree(self.pick(_MANNER), "advmod"))
            tree.right += self.when()
            return tree
        if roll < 0.82:
            return self.passive(relation)
        return self.state(relation)

    def base(self, relation: str) -> Tree:
        """A bare verb with an object."""
        tree = Tree(self.rng.choice(_VERBS)[0], relation)
        roll = self.rng.random()
        if roll < 0.15:
            tree = Tree(self.pick(["send", "give", "show"]), relation)
            tree.right += [Tree(self.pick(["us", "me", "you"]), "iobj"), self.thing("obj")]
        else:
            tree.right.append(self.target())
        tree.right += self.when()
        return tree

    def infinitive(self, relation: str) -> Tree:
        tree = self.base(relation)
        tree.left.insert(0, Tree("to", "mark"))
        return tree

    def subordinate(self, relation: str = "advcl") -> Tree:
        mark = self.pick(
            _words("if if if unless once when because because although since while after before")
        )
        tree = self.clause(relation)
        tree.left.insert(0, Tree(mark, "advmod" if mark == "when" else "mark"))
        return tree

    def imperative(self, relation: str) -> Tree:
        tree = self.base(relation)
        if self.maybe(0.25):
            tree.left = [Tree("do", "aux", glued=True), Tree("n't", "advmod")]
        if self.maybe(0.4):
            tree.left.insert(0, Tree("please", "discourse"))
        elif self.maybe(0.15):
            tree.left.insert(0, Tree(self.pick(["simply", "just", "then", "first"]), "advmod"))
        return tree

    def fronted(self, part: Tree, main: Tree) -> Tree:
        part.right.append(Tree(",", "punct"))
        main.left.insert(0, part)
        return main

    def question_mark(self, tree: Tree) -> Tree:
        tree.right.append(Tree("?", "punct"))
        return tree

    # --- constructions

    def make_imperative(self) -> Tree:
        tree = self.imperative("ROOT")
        roll = self.rng.random()
        if roll < 0.3:
            second = self.base("conj")
            second.left.insert(0, Tree("and", "cc"))
            tree.right.append(second)
        elif roll < 0.45:
            middle, last = self.base("conj"), self.base("conj")
            middle.left.insert(0, Tree(",", "punct"))
            last.left.insert(0, Tree("and", "cc"))
            tree.right += [middle, last]
        elif roll < 0.7:
            tree.right.append(self.subordinate())
        return tree

    def make_fronted_condition(self) -> Tree:
        main = self.imperative("ROOT") if self.maybe(0.4) else self.clause("ROOT")
        return self.fronted(self.subordinate(), main)

    def make_inverted_condition(self) -> Tree:
        forms = self.rng.choice(_VERBS)
        first = self.pick(["Had", "Had", "Should", "Were"])
        if first == "Were":
            part = Tree(self.pick(_STATES), "advcl", [Tree("Were", "cop"), self.thing("nsubj")])
        elif first == "Should" and self.maybe(0.5):
            forms = self.rng.choice(_INTRANSITIVE)
            part = Tree(forms[0], "advcl", [Tree("Should", "aux"), self.thing("nsubj")])
            if forms[0] in ("continue", "start") and self.maybe(0.7):
                part.right.append(Tree(self.rng.choice(_INTRANSITIVE)[4], "xcomp"))
        else:
            verb = forms[3] if first == "Had" else forms[0]
            part = Tree(verb, "advcl", [Tree(first, "aux"), self.doer()])
            if self.maybe(0.2):
                part.left.append(Tree(self.pick(["not", "only"]), "advmod"))
            part.right.append(self.target())
        if first == "Should" and self.maybe(0.7):
            return self.fronted(part, self.imperative("ROOT"))
        other = self.rng.choice(_VERBS)
        modal = self.pick(["would", "could", "might"])
        if self.maybe(0.35):
            main = Tree(other[3], "ROOT", [self.thing("nsubj:pass")])
            main.left += self.negated(modal) if self.maybe(0.5) else [Tree(modal, "aux")]
            main.left += [Tree("have", "aux"), Tree("been", "aux:pass")]
        else:
            main = Tree(other[3], "ROOT", [self.doer()], [self.target()])
            main.left += self.negated(modal) if self.maybe(0.4) else [Tree(modal, "aux")]
            main.left.append(Tree("have", "aux"))
        return self.fronted(part, main)

    def make_control(self) -> Tree:
        subject = self.doer()
        third = self.third(subject)
        verb = self.pick(
            ["forgot", "failed", "neglected", "need", "have", "want", "tried", "refused"]
        )
        verb = {"need": "needs", "have": "has", "want": "wants"}.get(verb, verb) if third else verb
        tree = Tree(verb, "ROOT", [subject], [self.infinitive("xcomp")])
        if self.maybe(0.25):
            second = self.base("conj")
            second.left.insert(0, Tree("and", "cc"))
            tree.right[0].right.append(second)
        elif verb in ("forgot", "failed", "neglected", "tried", "refused") and self.maybe(0.3):
            second = Tree(self.rng.choice(_VERBS)[2], "conj", [Tree("and", "cc")], [self.target()])
            tree.right.append(second)
        elif self.maybe(0.3):
            tree.right[0].right.append(self.subordinate())
        return tree

    def make_object_control(self) -> Tree:
        verb, relation = self.rng.choice(_OBJECT_CONTROL)
        subject = self.thing("nsubj") if verb in ("caused", "allowed") else self.doer()
        goal = Tree(self.pick(["you", "us", "me", "them"]), relation)
        if self.maybe(0.5):
            goal = self.thing(relation) if verb == "caused" else self.doer(relation)
            goal.form = {"I": "me", "we": "us", "they": "them"}.get(goal.form, goal.form)
        part = self.infinitive("xcomp")
        if verb == "caused" and self.maybe(0.6):
            part = Tree(self.rng.choice(_INTRANSITIVE)[0], "xcomp", [Tree("to", "mark")])
        return Tree(verb, "ROOT", [subject], [goal, part])

    def make_which(self) -> Tree:
        """An embedded question about an object: which browser you use."""
        noun = Tree(self.pick(_THINGS), "obj", [Tree(self.pick(["which", "what"]), "det")])
        part = self.finite(Tree(self.pick(["you", "we", "they"]), "nsubj"), "ccomp")
        part.right = [c for c in part.right if c.relation != "obj"]
        part.left.insert(0, noun if self.maybe(0.7) else Tree("what", "obj"))
        tree = Tree(self.pick(["tell", "show", "tell"]), "ROOT")
        if self.maybe(0.5):
            tree.left += [Tree(self.pick(["can", "could"]), "aux"), Tree("you", "nsubj")]
        else:
            tree.left.append(Tree("please", "discourse"))
        tree.right += [Tree(self.pick(["us", "me"]), "iobj"), part]
        return self.question_mark(tree) if len(tree.left) == 2 else tree

    def make_steps(self) -> Tree:
        """Steps in a row, one of them a wait."""
        wait = Tree("wait", "conj", [Tree(",", "punct")])
        span = Tree(self.pick(["seconds", "minutes", "hours"]), "obl:unmarked")
        span.left.append(Tree(self.pick(["two", "five", "twenty", "30"]), "nummod"))
        wait.right.append(span)
        last = self.base("conj")
        last.left.insert(0, Tree(self.pick(["and", "then"]), "cc"))
        last.left[0].relation = "cc" if last.left[0].form == "and" else "advmod"
        if last.left[0].form == "then":
            last.left.insert(0, Tree("and", "cc"))
        tree = self.base("ROOT")
        tree.right += [wait, last]
        return tree

    def make_able(self) -> Tree:
        subject = Tree(self.pick(["we", "I"]), "nsubj", glued=True)
        be = Tree("'re" if subject.form == "we" else "'m", "cop")
        adjective = self.pick(["unable", "able", "happy", "glad", "sorry", "afraid", "sure"])
        tree = Tree(adjective, "ROOT", [subject, be])
        if adjective in ("unable", "able", "happy", "glad"):
            tree.right.append(self.infinitive("xcomp"))
        else:
            tree.right.append(self.clause("ccomp"))
            if self.maybe(0.5):
                tree.right[0].left.insert(0, Tree("that", "mark"))
        if self.maybe(0.3):
            tree.left.insert(0, Tree(",", "punct"))
            tree.left.insert(0, Tree("unfortunately", "advmod"))
        return tree

    def make_supposed(self) -> Tree:
        subject = Tree(self.pick(["you", "they", "we"]), "nsubj:pass")
        verb = self.pick(["supposed", "asked", "told", "required", "expected"])
        be = Tree(self.pick(["are", "were"]), "aux:pass")
        return Tree(verb, "ROOT", [subject, be], [self.infinitive("xcomp")])

    def make_reported(self) -> Tree:
        roll = self.rng.random()
        content = self.clause("ccomp")
        if roll < 0.45:
            subject = Tree(self.pick(["I", "we", "you", "you"]), "nsubj")
            verb = self.pick(
                _words("see think notice guess believe understand said mentioned wrote know")
            )
            tree = Tree(verb, "ROOT", [subject])
        elif roll < 0.65:
            subject = self.noun_phrase("nsubj", _PEOPLE, extra=False)
            tree = Tree(self.pick(["says", "claims", "confirmed", "reported"]), "ROOT", [subject])
        elif roll < 0.8:
            subject = Tree(
                self.pick(["records", "logs", "notes"]), "nsubj", [Tree("our", "nmod:poss")]
            )
            tree = Tree(self.pick(["show", "indicate", "say", "suggest"]), "ROOT", [subject])
        else:
            tree = Tree(self.pick(["told", "informed"]), "ROOT", [self.doer()])
            tree.right.append(Tree(self.pick(["us", "you", "me"]), "iobj"))
        if self.maybe(0.55):
            content.left.insert(0, Tree("that", "mark"))
        tree.right.append(content)
        return tree

    def make_as_reported(self) -> Tree:
        verb = self.pick(
            ["mentioned", "said", "explained", "wrote", "promised", "agreed", "stated"]
        )
        part = Tree(verb, "advcl", [Tree("as", "mark")])
        if self.maybe(0.7):
            part.left.append(Tree(self.pick(["I", "we", "you"]), "nsubj"))
        return self.fronted(part, self.clause("ROOT"))

    def make_passive(self) -> Tree:
        tree = self.passive("ROOT")
        if self.maybe(0.4):
            tree.right.append(self.subordinate())
        return tree

    def make_relative_subject(self) -> Tree:
        noun = Tree(self.pick(_THINGS), "nsubj", [Tree(self.pick(["the", "the", "any"]), "det")])
        noun.right.append(self.relative())
        if self.maybe(0.5):
            tree = Tree(self.pick(_STATES), "ROOT", [noun, Tree(self.pick(["is", "was"]), "cop")])
            if self.maybe(0.3):
                tree.left.append(Tree("not", "advmod"))
            return tree
        verb = self.rng.choice(_INTRANSITIVE)
        tree = Tree(self.pick([verb[1], verb[2], "belongs", "matches", "contains"]), "ROOT", [noun])
        if tree.form == "belongs":
            obl = self.noun_phrase("obl", _PEOPLE, extra=False)
            obl.left.insert(0, Tree("to", "case"))
            tree.right.append(obl)
        elif tree.form in ("matches", "contains"):
            tree.right.append(self.thing("obj"))
        return tree

    def relative(self) -> Tree:
        """A relative clause about a thing, with or without its pronoun, or a participle."""
        forms = self.rng.choice(_VERBS)
        subject = Tree(self.pick(["you", "we", "I", "they"]), "nsubj")
        part = Tree(forms[2], "acl:relcl", [subject])
        roll = self.rng.random()
        if roll < 0.25:
            part.left.insert(0, Tree(self.pick(["that", "which"]), "obj"))
        elif roll < 0.4:
            part.form = forms[3]
            part.left = [Tree("that", "nsubj:pass"), Tree("was", "aux:pass")]
        elif roll < 0.5:
            part.form = self.pick(["keyed", "filled", "sent", "typed"])
            part.right.append(Tree("in", "compound:prt"))
        elif roll < 0.6:
            part = Tree(forms[3], "acl")
        return part

    def make_relative_object(self) -> Tree:
        tree = self.clause("ROOT")
        target = next((c for c in tree.right if c.relation == "obj" and c.left), None)
        if target is None or target.right:
            return self.make_relative_subject()
        part = self.finite(Tree(self.pick(["you", "we", "I"]), "nsubj"), "acl:relcl")
        part.right = [c for c in part.right if c.relation != "obj"]
        if self.maybe(0.5):
            part.left.insert(0, Tree(self.pick(["that", "which"]), "obj"))
        if part.form not in {f for verb in _VERBS for f in verb}:
            return tree
        target.right.append(part)
        return tree

    def make_key_in(self) -> Tree:
        """A relative clause that ends in a particle, right before the verb."""
        tree = self.make_relative_subject()
        subject = Tree(self.pick(["you", "we", "they"]), "nsubj")
        verb, particle = self.rng.choice(_PARTICLES)
        part = Tree(verb, "acl:relcl", [subject], [Tree(particle, "compound:prt")])
        tree.left[0].right = [part]
        return tree

    def make_pronoun_relative(self) -> Tree:
        """Nothing you did caused it; everything we sent is free."""
        head = Tree(self.pick(["nothing", "everything", "anything", "something", "all"]), "nsubj")
        verb = self.pick(
            ["did", "sent", "said", "ordered", "paid", "see", "need", "get", "entered"]
        )
        subject = Tree(self.pick(["you", "we", "I", "they"]), "nsubj")
        head.right.append(Tree(verb, "acl:relcl", [subject]))
        if self.maybe(0.3):
            return Tree(self.pick(_STATES), "ROOT", [head, Tree("is", "cop")])
        forms = self.rng.choice(_VERBS)
        tree = Tree(self.pick([forms[2], "caused", "changes", "matches"]), "ROOT", [head])
        tree.right.append(self.target())
        return tree

    def make_no_idea(self) -> Tree:
        part = self.clause("acl")
        part.left.insert(0, Tree(self.pick(["why", "how", "when"]), "advmod"))
        noun = Tree(self.pick(["idea", "clue"]), "obj", [Tree("no", "det")], [part])
        if self.maybe(0.3):
            return noun
        return Tree("have", "ROOT", [Tree(self.pick(["I", "we"]), "nsubj")], [noun])

    def make_people_who(self) -> Tree:
        noun = self.noun_phrase("nsubj", _PEOPLE, extra=False)
        noun.right.append(self.finite(Tree("who", "nsubj"), "acl:relcl"))
        return self.finite(noun, "ROOT")

    def make_yes_no(self) -> Tree:
        kinds = [self.asked, self.asked_perfect, self.requested, self.asked_state]
        tree = self.rng.choices(kinds, [43, 20, 25, 12])[0]()
        if self.maybe(0.25):
            tree.right.append(self.subordinate())
        return self.question_mark(tree)

    def asked(self) -> Tree:
        if self.maybe(0.3):
            verb = self.rng.choice(_INTRANSITIVE)[0]
            return Tree(verb, "ROOT", [Tree("did", "aux"), self.thing("nsubj")])
        verb = self.rng.choice(_VERBS)[0]
        return Tree(verb, "ROOT", [Tree("did", "aux"), self.doer()], [self.target()])

    def asked_perfect(self) -> Tree:
        subject = self.doer()
        have = Tree("has" if self.third(subject) else "have", "aux")
        return Tree(self.rng.choice(_VERBS)[3], "ROOT", [have, subject], [self.target()])

    def requested(self) -> Tree:
        tree = self.base("ROOT")
        modal = self.pick(["can", "could", "would", "will"])
        tree.left = [Tree(modal, "aux"), Tree("you", "nsubj")]
        if self.maybe(0.5):
            tree.left.append(Tree("please", "discourse"))
        return tree

    def asked_state(self) -> Tree:
        be = [Tree(self.pick(["is", "was"]), "cop")]
        if self.maybe(0.5):
            be[0].glued = True
            be.append(Tree("n't", "advmod"))
        return Tree(self.pick(_STATES), "ROOT", [*be, self.thing("nsubj")])

    def make_wh_question(self) -> Tree:
        forms = self.rng.choice(_VERBS)
        word = self.pick(["why", "when", "how", "where"])
        aux = [Tree("did", "aux")]
        if word == "why" and self.maybe(0.6):
            aux = [Tree("did", "aux", glued=True), Tree("n't", "advmod")]
        tree = Tree(forms[0], "ROOT", [Tree(word, "advmod"), *aux, self.doer()], [self.target()])
        return self.question_mark(tree)

    def make_embedded_question(self) -> Tree:
        content = self.clause("ccomp")
        word = self.pick(["why", "when", "how", "where", "whether", "if", "whether"])
        content.left.insert(0, Tree(word, "mark" if word in ("if", "whether") else "advmod"))
        roll = self.rng.random()
        if roll < 0.4:
            tree = Tree("know", "ROOT", [Tree(self.pick(["I", "we"]), "nsubj")])
            tree.left += self.negated("do")
        elif roll < 0.7:
            verb = self.pick(["tell", "ask", "show"])
            tree = Tree(verb, "ROOT", [Tree(self.pick(["I", "we", "you"]), "nsubj")])
            tree.left += self.negated(self.pick(["can", "could"]))
            tree.right.append(Tree(self.pick(["you", "us", "me"]), "iobj"))
        else:
            tree = Tree(self.pick(["check", "confirm", "see", "find"]), "ROOT")
            tree.left.append(Tree("please", "discourse"))
        tree.right.append(content)
        return tree

    def make_how_adjective(self) -> Tree:
        adjective = self.pick(["annoying", "frustrating", "important", "stressful", "urgent"])
        word = Tree(adjective, "ccomp", [Tree("how", "advmod")])
        word.right.append(Tree(self.pick(["this", "that", "it"]), "nsubj"))
        word.right += [Tree(self.pick(["can", "might", "will"]), "aux"), Tree("be", "cop")]
        if self.maybe(0.5):
            word.right[-2:] = [Tree(self.pick(["is", "was"]), "cop")]
        verb = self.pick(["know", "see", "understand", "realise"])
        return Tree(verb, "ROOT", [Tree(self.pick(["I", "we"]), "nsubj")], [word])

    def make_sure(self) -> Tree:
        content = self.clause("ccomp")
        if self.maybe(0.6):
            content.left.insert(0, Tree("that", "mark"))
        tree = Tree("make", "ROOT", [], [Tree("sure", "xcomp", [], [content])])
        if self.maybe(0.5):
            tree.left.append(Tree("please", "discourse"))
        return tree

    def make_let_know(self) -> Tree:
        content = self.clause("ccomp")
        content.left.insert(0, Tree("if", "mark"))
        know = Tree("know", "xcomp", [], [content])
        tree = Tree("let", "ROOT", [], [Tree(self.pick(["us", "me"]), "obj"), know])
        if self.maybe(0.4):
            tree.left.append(Tree("please", "discourse"))
        if self.maybe(0.3):
            first = self.imperative("ROOT")
            tree.left.insert(0, Tree("and", "cc"))
            first.right.append(tree.as_("conj"))
            return first
        return tree

    def make_looks_like(self) -> Tree:
        content = self.clause("advcl")
        content.left.insert(0, Tree("like", "mark"))
        verb = self.pick(["looks", "seems", "sounds"])
        return Tree(verb, "ROOT", [Tree("it", "nsubj")], [content])

    def make_nothing(self) -> Tree:
        part = Tree(self.pick(["do", "offer", "change"]), "acl:relcl")
        subject, modal = self.pick(["we", "I"]), self.pick(["can", "could"])
        part.left += [Tree(subject, "nsubj"), Tree(modal, "aux")]
        noun = Tree(self.pick(["nothing", "little", "something"]), "nsubj", [], [part])
        tree = Tree(self.pick(["is", "'s"]), "ROOT", [Tree("there", "expl")], [noun])
        tree.left[0].glued = tree.form == "'s"
        if self.maybe(0.4):
            obl = self.thing("obl")
            obl.left.insert(0, Tree(self.pick(["about", "for"]), "case"))
            part.right.append(obl)
        return tree

    def make_neither(self) -> Tree:
        first = self.noun_phrase("nsubj", _PEOPLE, extra=False)
        second = self.noun_phrase("conj", _PEOPLE, extra=False)
        first.left.insert(0, Tree(self.pick(["neither", "either", "both"]), "cc:preconj"))
        link = {"neither": "nor", "either": "or", "both": "and"}[first.left[0].form]
        second.left.insert(0, Tree(link, "cc"))
        first.right.append(second)
        return self.finite(first, "ROOT", negative=False)

    def make_parataxis(self) -> Tree:
        if self.maybe(0.5):
            tree = Tree("worry", "ROOT", [Tree("do", "aux", glued=True), Tree("n't", "advmod")])
        else:
            tree = Tree(self.pick(["right", "correct"]), "ROOT", [Tree("you", "nsubj", glued=True)])
            tree.left.append(Tree("'re", "cop"))
        tree.right += [Tree(",", "punct"), self.clause("parataxis")]
        return tree

    def make_sorry(self) -> Tree:
        content = self.clause("ccomp")
        if self.maybe(0.7):
            content.left.insert(0, Tree("that", "mark"))
        roll = self.rng.random()
        if roll < 0.35:
            tree = Tree("sorry", "ROOT", [], [content])
        elif roll < 0.65:
            hear = Tree("hear", "advcl", [Tree("to", "mark")], [content])
            tree = Tree("sorry", "ROOT", [], [hear])
        else:
            content.left = [c for c in content.left if c.form != "that" or c.relation != "mark"]
            content.left.insert(0, Tree("but", "cc"))
            content.left.insert(0, Tree(",", "punct"))
            tree = Tree("sorry", "ROOT", [], [content.as_("conj")])
        if roll >= 0.65 or self.maybe(0.4):
            tree.left = [Tree("I", "nsubj", glued=True), Tree("'m", "cop")]
        return tree

    def make_thanks(self) -> Tree:
        forms = self.rng.choice(_VERBS if self.maybe(0.6) else _INTRANSITIVE)
        part = Tree(forms[4], "acl", [Tree("for", "mark")])
        if forms in _VERBS:
            part.right.append(self.target())
        if self.maybe(0.4):
            part.right.append(self.subordinate())
        if self.maybe(0.5):
            return Tree("thanks", "ROOT", [], [part])
        return Tree("thank", "ROOT", [], [Tree("you", "obj"), part.as_("advcl")])

    def make_comparison(self) -> Tree:
        part = self.finite(Tree(self.pick(["we", "I", "you"]), "nsubj"), "advcl", negative=False)
        part.right = []
        part.left = part.left[:1]
        part.left[0].glued = False
        part.form = self.pick(["expected", "thought", "hoped", "planned"])
        part.left.insert(0, Tree("than", "mark"))
        if self.maybe(0.3):
            part.left.append(Tree("had", "aux"))
        word = Tree(self.pick(["longer", "later", "more", "faster"]), "advmod", [], [part])
        verb = self.pick(["took", "arrived", "lasted", "cost"])
        return Tree(verb, "ROOT", [self.thing("nsubj")], [word])

    def make_coordinated(self) -> Tree:
        first, second = self.clause("ROOT"), self.clause("conj")
        link = self.pick(["and", "but", "but"])
        second.left.insert(0, Tree(link, "cc"))
        if self.maybe(0.8):
            second.left.insert(0, Tree(",", "punct"))
        first.right.append(second)
        return first

    def make_subordinate_last(self) -> Tree:
        tree = self.clause("ROOT")
        tree.right.append(self.subordinate())
        return tree

    def make_refusal(self) -> Tree:
        tree = self.finite(Tree(self.pick(["we", "I"]), "nsubj"), "ROOT", negative=True)
        if self.maybe(0.4):
            tree.left.insert(0, Tree(",", "punct"))
            tree.left.insert(0, Tree("unfortunately", "advmod"))
        if self.maybe(0.4):
            tree.right.append(self.subordinate())
        return tree

    def make_it_is(self) -> Tree:
        adjective = self.pick(["important", "possible", "necessary", "easy", "impossible", "best"])
        tree = Tree(adjective, "ROOT", [Tree("it", "expl")], [self.infinitive("csubj")])
        if self.maybe(0.4):
            tree.left += [c.as_("cop") if c.relation == "aux" else c for c in self.negated("is")]
        else:
            tree.left.append(Tree("is", "cop"))
        return tree

    def make_purpose(self) -> Tree:
        return self.fronted(self.infinitive("advcl"), self.imperative("ROOT"))

    def make_so(self) -> Tree:
        tree, effect = self.clause("ROOT"), self.clause("parataxis")
        effect.left[:0] = [Tree(",", "punct"), Tree("so", "advmod")]
        tree.right.append(effect)
        return tree

    def make_that_is_how(self) -> Tree:
        tree = Tree(self.pick(["how", "why", "when"]), "ROOT", [Tree("that", "nsubj")])
        tree.left += [c.as_("cop") if c.relation == "aux" else c for c in self.be_maybe_not()]
        tree.right.append(self.clause("advcl:relcl"))
        return tree

    def be_maybe_not(self) -> list[Tree]:
        return self.negated("is") if self.maybe(0.5) else [Tree("is", "aux")]

    def make_gerund(self) -> Tree:
        part = self.gerund("csubj")
        roll = self.rng.random()
        if roll < 0.6:
            tree = self.finite(part, "ROOT", negative=False)
            tree.form = self.pick(["save", "solve", "fix", "delete", "prevent", "cause"])
            tree.left = [part, Tree(self.pick(["will", "would", "can", "might"]), "aux")]
            if self.maybe(0.4):
                tree.left.append(Tree("have", "aux"))
                tree.form = {"save": "saved", "solve": "solved", "fix": "fixed"}.get(
                    tree.form, "prevented"
                )
            tree.right = [self.target()]
            return tree
        return Tree(self.pick(_STATES), "ROOT", [part, Tree("is", "cop")])

    def gerund(self, relation: str) -> Tree:
        return Tree(self.rng.choice(_VERBS)[4], relation, [], [self.target()])

    def make_mind(self) -> Tree:
        roll = self.rng.random()
        if roll < 0.35:
            tree = Tree("mind", "ROOT", [Tree("would", "aux"), Tree("you", "nsubj")])
            tree.right.append(self.gerund("xcomp"))
            return self.question_mark(tree)
        if roll < 0.7:
            part = self.gerund("advcl")
            part.left.append(Tree(self.pick(["by", "without", "before", "after"]), "mark"))
            tree = self.finite(self.doer(), "ROOT")
            tree.right.append(part)
            return tree
        part = self.gerund("xcomp")
        tree = Tree(self.pick(["suggest", "recommend", "try", "avoid"]), "ROOT", [], [part])
        if tree.form in ("suggest", "recommend"):
            tree.left.append(Tree(self.pick(["I", "we"]), "nsubj"))
        return tree

    def make_responsible(self) -> Tree:
        part = self.gerund("advcl")
        part.left.append(Tree("for", "mark"))
        tree = Tree(self.pick(["responsible", "sorry"]), "ROOT", [], [part])
        subject = self.pick(["you", "we"])
        tree.left += [Tree(subject, "nsubj"), Tree("are", "cop")]
        if self.maybe(0.3):
            tree.left.append(Tree("not", "advmod"))
        return tree

    def make_never(self) -> Tree:
        tree = self.finite(self.doer(), "ROOT", negative=False)
        while len(tree.left) != 1:
            tree = self.finite(self.doer(), "ROOT", negative=False)
        tree.left.append(Tree("never", "advmod"))
        return tree


def linear(tree: Tree) -> Sentence:
    """The words of a tree in their order, the first with a capital."""
    words: list[tuple[Tree, Tree | None]] = []

    def walk(node: Tree, parent: Tree | None) -> None:
        for child in node.left:
            walk(child, node)
        words.append((node, parent))
        for child in node.right:
            walk(child, node)

    walk(tree, None)
    place = {id(node): i for i, (node, _) in enumerate(words)}
    made = []
    for i, (node, parent) in enumerate(words):
        form = node.form[:1].upper() + node.form[1:] if i == 0 else node.form
        before_mark = i + 1 < len(words) and words[i + 1][0].relation == "punct"
        head = i if parent is None else place[id(parent)]
        relation = "ROOT" if parent is None else node.relation
        made.append(Word(form, "", "", "", head, relation, not (node.glued or before_mark)))
    return Sentence(tuple(made), opens_paragraph=False)


def made_sentences(count: int, seed: int = 7) -> Iterator[list[Sentence]]:
    """``count`` sentences, in documents of one or two; none has the words of a probe sentence."""
    rng = random.Random(seed)
    grammar = Grammar(rng)
    probe = {_bare(text) for path in (SUPPORT, HELDOUT) for text, _ in read_probe(path)}
    made = 0
    while made < count:
        document = [grammar.sentence() for _ in range(rng.choice([1, 1, 1, 2]))]
        if any(_bare(s.text) in probe for s in document):
            continue
        made += len(document)
        yield document


def _bare(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum())
