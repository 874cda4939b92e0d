"""English clauses from a Universal Dependencies parse.

The relations are those of the UD guidelines as the English treebanks use them; what the parser
gets wrong often (a bare imperative tagged as a noun, say) is not repaired here but left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from spacy.tokens import Doc, Token

from replylint.languages.clause import (
    Clause,
    Hypothetical,
    Mood,
    Relation,
    Reported,
    Role,
    Tense,
)

_CLAUSAL = frozenset(
    {
        "ROOT",
        "conj",
        "ccomp",
        "xcomp",
        "advcl",
        "advcl:relcl",
        "acl",
        "acl:relcl",
        "parataxis",
        "csubj",
        "dep",
        "appos",
        "discourse",
        "list",
    }
)
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj"})
_AUX = frozenset({"aux", "aux:pass", "cop"})
_OBLIQUES = frozenset({"obl", "obl:agent", "obl:tmod", "obl:npmod", "obl:unmarked", "iobj"})
_MODALS = frozenset(
    {"can", "could", "must", "should", "will", "would", "may", "might", "shall", "ought"}
)
_SEMI_MODALS = frozenset(
    {
        "have",
        "need",
        "able",
        "unable",
        "go",
        "suppose",
        "get",
        "require",
        "oblige",
        "expect",
        "allow",
        "necessary",
        "mandatory",
    }
)
_NEGATIONS = frozenset(
    {"not", "never", "n't", "nt", "hardly", "scarcely", "barely", "neither", "nor", "nowhere", "no"}
)
_NEGATIVE_NOUNS = frozenset({"nobody", "nothing", "none", "noone", "neither"})
_OBJECT_CONTROL = frozenset(
    {
        "ask",
        "tell",
        "want",
        "need",
        "force",
        "allow",
        "help",
        "let",
        "make",
        "urge",
        "advise",
        "remind",
        "invite",
        "encourage",
        "expect",
        "require",
        "see",
        "hear",
        "have",
        "get",
        "enable",
        "cause",
        "like",
        "instruct",
        "request",
        "permit",
        "warn",
        "trust",
        "order",
    }
)
_MARKS: Mapping[str, Relation] = {
    "because": Relation.CAUSE, "since": Relation.CAUSE, "as": Relation.CAUSE, "cos": Relation.CAUSE, "cause": Relation.CAUSE, "for": Relation.CAUSE,
    "if": Relation.CONDITION, "unless": Relation.CONDITION, "provided": Relation.CONDITION, "providing": Relation.CONDITION, "in": Relation.CONDITION, "assuming": Relation.CONDITION, "should": Relation.CONDITION, "whether": Relation.COMPLEMENT,
    "although": Relation.CONTRAST, "though": Relation.CONTRAST, "whereas": Relation.CONTRAST, "despite": Relation.CONTRAST,
    "to": Relation.PURPOSE, "so": Relation.PURPOSE,
    "when": Relation.TIME, "after": Relation.TIME, "before": Relation.TIME, "until": Relation.TIME, "till": Relation.TIME, "once": Relation.TIME, "while": Relation.TIME, "whenever": Relation.TIME,
    "by": Relation.MANNER, "without": Relation.MANNER, "like": Relation.MANNER,
}  # fmt: skip
_OPEN_MARKS = frozenset(
    {"if", "unless", "provided", "providing", "assuming", "whether", "whenever"}
)
_SAYING = frozenset(
    {
        "mention",
        "say",
        "tell",
        "write",
        "report",
        "describe",
        "explain",
        "state",
        "note",
        "ask",
        "complain",
        "feel",
        "think",
        "believe",
        "find",
        "experience",
        "claim",
        "allege",
        "insist",
        "wonder",
        "point",
        "flag",
        "share",
        "raise",
        "worry",
        "suspect",
        "imply",
        "suggest",
        "assert",
        "maintain",
    }
)
_SYMPATHY = frozenset(
    {
        "sorry",
        "glad",
        "happy",
        "pleased",
        "hear",
        "understand",
        "thank",
        "thanks",
        "appreciate",
        "regret",
        "sad",
        "frustrating",
        "delighted",
        "grateful",
        "apologize",
        "apologise",
        "disappointed",
        "disappointing",
        "frustrated",
        "annoying",
        "upsetting",
        "pity",
        "shame",
        "imagine",
        "maddening",
        "hope",
        "wish",
        "great",
        "empathize",
        "sympathize",
    }
)
_AGENT_VIEW = frozenset(
    {
        "see",
        "guess",
        "think",
        "notice",
        "believe",
        "assume",
        "suspect",
        "seem",
        "appear",
        "look",
        "suppose",
        "afraid",
        "reckon",
        "imagine",
        "find",
        "sure",
        "know",
        "fear",
        "gather",
        "take",
        "fact",
        "clear",
        "obvious",
    }
)
_SHOWING = frozenset(
    {
        "show",
        "indicate",
        "say",
        "suggest",
        "state",
        "confirm",
        "tell",
        "reveal",
        "report",
        "record",
        "reflect",
    }
)
_RAISING = frozenset({"look", "seem", "sound", "appear", "happen", "depend", "turn", "mean", "say"})
_RELATIVE_PRONOUNS = frozenset({"who", "that", "which", "whom"})
_CUSTOMER = frozenset({"you", "u", "ya", "yourself", "yourselves", "y'all", "thou"})
_AGENT = frozenset({"i", "we", "me", "us", "myself", "ourselves"})
_COMPANY = frozenset(
    {
        "company",
        "firm",
        "organisation",
        "organization",
        "business",
        "office",
        "shop",
        "store",
        "hotel",
        "bank",
        "agency",
        "school",
        "library",
        "clinic",
    }
)


def clauses(doc: Doc, lexicon: Mapping[str, frozenset[str]]) -> list[Clause]:
    """Return the clauses of a parsed sentence in the order of their predicates.

    Args:
        doc: one sentence, parsed.
        lexicon: named sets of lemmas; ``company-parts``, ``partners`` and ``agents`` decide roles.
    """
    return _Sentence(doc, lexicon).clauses()


class _Sentence:
    """Builds the clauses of one sentence, governors first."""

    def __init__(self, doc: Doc, lexicon: Mapping[str, frozenset[str]]) -> None:
        self.doc = doc
        self.lexicon = lexicon
        self.question = any(token.text == "?" for token in doc[-4:])
        self.heads = [token for token in doc if _is_predicate(token)]
        self.head_set = {token.i for token in self.heads}
        self.done: dict[int, Clause] = {}

    def clauses(self) -> list[Clause]:
        for head in sorted(self.heads, key=_depth):
            self.done[head.i] = self._clause(head)
        return [self.done[head.i] for head in self.heads]

    @cached_property
    def _owner(self) -> list[int | None]:
        owners: list[int | None] = []
        for token in self.doc:
            at = token
            while at.i not in self.head_set and at.head.i != at.i:
                at = at.head
            owners.append(at.i if at.i in self.head_set else None)
        return owners

    def _governor(self, head: Token) -> Clause | None:
        at = head
        while at.head.i != at.i:
            at = at.head
            if at.i in self.done:
                return self.done[at.i]
        return None

    def _clause(self, head: Token) -> Clause:
        governor = self._governor(head)
        kids = list(head.children)
        passive = _passive(head)
        grammatical = next(
            (kid for kid in kids if kid.dep_ in _SUBJECTS and not _is_expletive(kid)), None
        )
        expletive = any(_is_expletive(kid) for kid in kids)
        by = _by_phrase(head) if passive else None
        mood = self._mood(head, governor, grammatical)
        subject, own = (by, by is not None) if passive else (grammatical, grammatical is not None)
        objects = [kid for kid in kids if kid.dep_ == "obj"]
        if passive and grammatical is not None:
            objects.insert(0, grammatical)
        elif passive and head.dep_ == "conj" and governor is not None and grammatical is None:
            objects.extend(self.doc[i] for i in governor.objects)
        elif passive and grammatical is None and head.dep_ in ("acl", "acl:relcl"):
            objects.append(head.head)
        inherited = None
        if subject is None and not passive and not expletive:
            inherited = self._inherited(head, governor, mood)
        relation = _relation(head, governor)
        modality = self._modality(head, governor)
        tokens = frozenset(i for i, owner in enumerate(self._owner) if owner == head.i)
        found_subject = subject if subject is not None else inherited
        return Clause(
            doc=self.doc,
            head=head.i,
            predicate=_predicate(head),
            governor=governor.head if governor else None,
            subject=found_subject.i if found_subject is not None else None,
            own_subject=own,
            role=self._role(head, found_subject, passive, expletive, mood, governor),
            passive=passive,
            negated=_negated(head, governor, self.doc),
            tense=_tense(head, governor),
            mood=mood,
            hypothetical=self._hypothetical(head, governor, relation),
            reported=self._reported(head, governor),
            relation=relation,
            modality=modality,
            modifiers=frozenset(_modifiers(head)),
            objects=tuple(token.i for token in objects),
            complements=tuple(_complements(head)),
            obliques=tuple(kid.i for kid in kids if kid.dep_ in _OBLIQUES and kid is not by),
            copula=any(kid.dep_ == "cop" for kid in kids),
            tokens=tokens,
            core=tuple(sorted(self._core(head, tokens))),
        )

    # -- who -------------------------------------------------------------------------------

    def _inherited(self, head: Token, governor: Clause | None, mood: Mood) -> Token | None:
        """Return the subject passed on by coordination or control, or a relative's antecedent."""
        if governor is None or mood is Mood.COMMAND:
            return None
        if (
            head.dep_ == "acl"
            and _has_feature(head, "VerbForm", "Part")
            and not _has_feature(head, "Tense", "Past")
        ):
            return head.head
        if head.dep_ in ("acl", "acl:relcl"):
            return None if head.dep_ == "acl:relcl" else self._subject(governor)
        if head.dep_ == "xcomp":
            objects = [i for i in (*governor.objects, *_datives(governor.token))]
            if (
                objects
                and governor.token.lemma_.lower() in _OBJECT_CONTROL
                and not governor.passive
            ):
                return self.doc[objects[0]]
            if governor.passive and governor.objects:
                return self.doc[governor.objects[0]]
            return self._subject(governor)
        if head.dep_ in ("conj", "advcl", "ccomp", "parataxis"):
            finite_own = head.dep_ == "parataxis" or (
                head.dep_ in ("advcl", "ccomp") and _finite(head)
            )
            return None if finite_own else self._subject(governor)
        return None

    def _subject(self, clause: Clause) -> Token | None:
        if clause.subject is not None:
            return self.doc[clause.subject]
        return self.doc[clause.objects[0]] if clause.passive and clause.objects else None

    def _role(
        self,
        head: Token,
        subject: Token | None,
        passive: bool,
        expletive: bool,
        mood: Mood,
        governor: Clause | None,
    ) -> Role:
        if subject is not None:
            return self.role_of(subject)
        if passive:
            return Role.UNSTATED
        if mood is Mood.COMMAND:
            return Role.CUSTOMER
        if expletive or head.lemma_.lower() in _RAISING:
            return Role.OTHER
        if governor is not None and head.dep_ in ("conj", "xcomp", "advcl"):
            return governor.role
        if head.dep_ in ("ROOT", "parataxis") and (head.pos_ in ("VERB", "AUX") or _aux(head)):
            return Role.AGENT
        if head.dep_ == "ROOT" and head.pos_ == "ADJ":
            return Role.AGENT
        return Role.OTHER

    def role_of(self, token: Token) -> Role:
        """Return the role of a nominal."""
        low = token.lower_
        if low in _RELATIVE_PRONOUNS and token.dep_ in _SUBJECTS and token.head.dep_ == "acl:relcl":
            return self.role_of(token.head.head) if token.head.head.i != token.i else Role.OTHER
        if low in _CUSTOMER:
            return Role.CUSTOMER
        if low in _AGENT:
            return Role.AGENT
        return self._nominal_role(token)

    def _nominal_role(self, token: Token) -> Role:
        lemma = token.lemma_.lower()
        owner = {kid.lower_ for kid in token.children if kid.dep_ in ("nmod:poss", "det")}
        of_you = any(kid.lower_ == "you" for kid in token.children if kid.dep_ == "nmod")
        if any(kid.lower_ in _CUSTOMER for kid in token.children if kid.dep_ == "nmod") and of_you:
            return Role.CUSTOMER
        if any(kid.lower_ in _AGENT for kid in token.children if kid.dep_ == "nmod"):
            return Role.AGENT
        if lemma in self.lexicon.get("agents", frozenset()):
            return Role.AGENT
        if lemma in self.lexicon.get("partners", frozenset()) or token.lower_ in self.lexicon.get(
            "partners", frozenset()
        ):
            return Role.PARTNER
        if owner & {"our", "my", "the", "this"} and lemma in _COMPANY:
            return Role.AGENT if owner & {"our", "my"} else Role.OTHER
        if lemma in self.lexicon.get("company-parts", frozenset()) and "your" not in owner:
            return Role.COMPANY_PART
        compound = {kid.lemma_.lower() for kid in token.children if kid.dep_ == "compound"}
        if compound & self.lexicon.get("partners", frozenset()):
            return Role.PARTNER
        return Role.OTHER

    # -- how -------------------------------------------------------------------------------

    def _mood(self, head: Token, governor: Clause | None, subject: Token | None) -> Mood:
        if (
            head.dep_ in ("conj", "parataxis", "ccomp")
            and governor is not None
            and governor.mood is Mood.COMMAND
            and subject is None
            and _bare(head)
        ):
            return Mood.COMMAND
        main = head.dep_ in ("ROOT", "parataxis", "discourse") or (
            head.dep_ == "conj" and governor is not None and governor.governor is None
        )
        if not main:
            return Mood.STATEMENT
        if subject is None and not self.question and _bare(head):
            return Mood.COMMAND
        if self.question and (head.dep_ != "parataxis" or _inverted(head)):
            return Mood.QUESTION
        if _inverted(head) and not _fronted(head):
            return Mood.QUESTION
        return Mood.STATEMENT

    def _modality(self, head: Token, governor: Clause | None) -> frozenset[str]:
        found = {
            _modal(kid) for kid in head.children if kid.dep_ in _AUX and _modal(kid) in _MODALS
        }
        if head.dep_ == "conj" and governor is not None and not _aux(head):
            found |= governor.modality
        if (
            head.dep_ in ("xcomp", "csubj", "ccomp", "advcl")
            and governor is not None
            and head.dep_ != "ccomp"
        ):
            lemma = governor.token.lemma_.lower()
            if (
                lemma in _SEMI_MODALS
                and head.dep_ == "xcomp"
                and not governor.objects[: 0 if governor.passive else 1]
            ):
                found |= {f"{lemma} to"} | governor.modality
        return frozenset(found)

    def _hypothetical(
        self, head: Token, governor: Clause | None, relation: Relation
    ) -> Hypothetical:
        marks = {
            kid.lower_ for kid in head.children if kid.dep_ in ("mark", "advmod") and kid.i < head.i
        }
        if head.dep_ in ("advcl", "ROOT", "parataxis", "ccomp", "conj") and _conditional_inversion(
            head, self.question
        ):
            first = min(kid.i for kid in head.children if kid.dep_ in _AUX)
            return (
                Hypothetical.OPEN
                if self.doc[first].lower_ == "should"
                else Hypothetical.COUNTERFACTUAL
            )
        in_case = any(
            self.doc[i].lower_ == "in"
            and i + 1 < len(self.doc)
            and self.doc[i + 1].lower_ == "case"
            for i in range(max(0, head.left_edge.i - 2), head.i)
        )
        if (head.dep_ != "xcomp" and marks & _OPEN_MARKS) or (
            in_case and head.dep_ in ("advcl", "acl", "ccomp")
        ):
            return self._conditional(head, governor, marks)
        if "would" in {kid.lower_ for kid in head.children if kid.dep_ == "aux"} | {
            "'d" for kid in head.children if kid.lower_ == "'d"
        } and _perfect(head):
            return Hypothetical.COUNTERFACTUAL
        if (
            governor is not None
            and head.dep_ in ("ccomp", "xcomp", "conj", "acl:relcl", "acl")
            and governor.hypothetical is not Hypothetical.NO
        ):
            if head.dep_ == "conj" and (
                any(kid.dep_ in _SUBJECTS for kid in head.children)
                and not marks
                and governor.governor is None
            ):
                return Hypothetical.NO
            return governor.hypothetical
        return Hypothetical.NO

    def _conditional(self, head: Token, governor: Clause | None, marks: set[str]) -> Hypothetical:
        if "if" in marks and _past_perfect(head):
            return Hypothetical.COUNTERFACTUAL
        if "if" in marks and governor is not None and _tense(head, governor) is Tense.PAST:
            above = governor.token
            aux = {kid.lower_ for kid in above.children if kid.dep_ == "aux"}
            if aux & {"would", "could", "might", "'d"} and _perfect(above):
                return Hypothetical.COUNTERFACTUAL
            if "only" in {kid.lower_ for kid in head.children}:
                return Hypothetical.COUNTERFACTUAL
        return Hypothetical.OPEN

    def _reported(self, head: Token, governor: Clause | None) -> Reported:
        if governor is None:
            return self._parenthetical(head)
        embedded = (
            head.dep_ in ("ccomp", "xcomp", "csubj", "acl")
            or (
                head.dep_ == "advcl"
                and _relation(head, governor)
                in (Relation.NONE, Relation.COMPLEMENT, Relation.PURPOSE)
            )
            or (
                head.dep_ == "advcl"
                and {kid.lower_ for kid in head.children if kid.dep_ == "mark"} & {"that", "for"}
            )
        )
        if head.dep_ in ("conj", "acl:relcl", "advcl") and not embedded:
            if head.dep_ == "conj" and any(
                kid.lower_ in ("but", "yet", "so") for kid in head.children if kid.dep_ == "cc"
            ):
                return Reported.NO
            return (
                governor.reported
                if head.dep_ != "advcl" or governor.reported is Reported.BY_CUSTOMER
                else Reported.NO
            )
        if not embedded:
            return Reported.NO
        if governor.reported is Reported.BY_CUSTOMER:
            return governor.reported
        return self._view(governor) or governor.reported

    def _view(self, governor: Clause) -> Reported | None:
        lemma = governor.token.lemma_.lower()
        if lemma in _SYMPATHY and governor.role in (Role.AGENT, Role.OTHER, Role.UNSTATED):
            return Reported.BY_CUSTOMER
        if (
            governor.role is Role.CUSTOMER
            and lemma in _SAYING
            and governor.mood is not Mood.COMMAND
        ):
            return Reported.BY_CUSTOMER
        if (
            governor.role is Role.CUSTOMER
            and lemma == "know"
            and any(
                kid.lower_ == "us" or kid.lower_ == "let" for kid in governor.token.head.subtree
            )
        ):
            return Reported.BY_CUSTOMER
        if lemma in _AGENT_VIEW and governor.role in (Role.AGENT, Role.OTHER):
            return Reported.BY_AGENT
        if lemma in _SHOWING and governor.role not in (Role.CUSTOMER,):
            return Reported.BY_OTHER
        return None

    def _parenthetical(self, head: Token) -> Reported:
        """Return the view of "…, you said" and "according to you"."""
        for kid in head.children:
            if (
                kid.dep_ == "parataxis"
                and kid.lemma_.lower() in _SAYING
                and any(sub.lower_ in _CUSTOMER for sub in kid.children if sub.dep_ in _SUBJECTS)
            ):
                return Reported.BY_CUSTOMER
        return Reported.NO

    # -- extent ----------------------------------------------------------------------------

    def _core(self, head: Token, tokens: frozenset[int]) -> Iterator[int]:
        yield head.i
        for kid in head.children:
            if (
                kid.dep_ in _AUX
                or kid.dep_ in ("compound:prt", "obj", "iobj")
                or kid.dep_ in _SUBJECTS
                or _negation(kid)
                or kid.dep_ == "expl"
            ):
                yield from (token.i for token in kid.subtree if token.i in tokens)
            elif kid.dep_ == "advmod" and head.left_edge.i <= kid.i < head.i:
                yield kid.i
            elif kid.dep_ == "xcomp":
                yield from (
                    token.i
                    for token in kid.subtree
                    if token.i < kid.i
                    or token.dep_ in ("obj", "det", "nmod:poss", "amod", "compound")
                    or token.i == kid.i
                )


def _is_predicate(token: Token) -> bool:
    if token.is_punct or token.is_space:
        return False
    if token.dep_ == "ROOT":
        return True
    if any(kid.dep_ in _SUBJECTS or kid.dep_ == "cop" for kid in token.children):
        return token.dep_ not in ("amod", "nmod", "compound")
    if token.dep_ not in _CLAUSAL:
        return False
    if token.pos_ in ("VERB", "AUX"):
        return True
    return token.dep_ in ("ccomp", "advcl", "acl:relcl", "parataxis", "xcomp") and token.pos_ in (
        "ADJ",
        "NOUN",
        "PROPN",
        "PRON",
        "ADV",
    )


def _depth(token: Token) -> int:
    return sum(1 for _ in token.ancestors)


def _is_expletive(token: Token) -> bool:
    return token.dep_ == "expl" or (
        token.dep_ == "nsubj" and token.lower_ == "there" and token.pos_ == "PRON"
    )


def _aux(head: Token) -> list[Token]:
    return [kid for kid in head.children if kid.dep_ in _AUX]


def _modal(token: Token) -> str:
    low = token.lower_
    return {
        "ca": "can",
        "wo": "will",
        "'ll": "will",
        "'d": "would",
        "sha": "shall",
        "ll": "will",
        "could": "could",
        "would": "would",
        "should": "should",
        "might": "might",
    }.get(low, low)


def _has_feature(token: Token, name: str, value: str) -> bool:
    return value in token.morph.get(name)


def _passive(head: Token) -> bool:
    if any(kid.dep_ in ("aux:pass", "nsubj:pass") for kid in head.children):
        return True
    if head.dep_ == "conj" and not any(
        kid.dep_ in _SUBJECTS or kid.dep_ in _AUX for kid in head.children
    ):
        return (
            _has_feature(head, "VerbForm", "Part")
            and _has_feature(head, "Tense", "Past")
            and head.head.i != head.i
            and _passive(head.head)
        )
    if (
        head.dep_ == "acl"
        and _has_feature(head, "Tense", "Past")
        and _has_feature(head, "VerbForm", "Part")
    ):
        return True
    return False


def _by_phrase(head: Token) -> Token | None:
    for kid in head.children:
        if kid.dep_ == "obl:agent" or (
            kid.dep_ == "obl"
            and any(sub.dep_ == "case" and sub.lower_ == "by" for sub in kid.children)
        ):
            if (
                kid.pos_ in ("NOUN", "PROPN", "PRON")
                and kid.dep_ == "obl:agent"
                or kid.pos_ in ("PRON",)
                or kid.ent_type_ != "DATE"
                and kid.pos_ in ("NOUN", "PROPN")
            ):
                return kid
    return None


def _predicate(head: Token) -> str:
    particle = next((kid.lower_ for kid in head.children if kid.dep_ == "compound:prt"), None)
    lemma = head.lemma_.lower()
    return f"{lemma} {particle}" if particle else lemma


def _finite(head: Token) -> bool:
    return any(
        kid.dep_ in _SUBJECTS or (kid.dep_ in _AUX and _modal(kid) in _MODALS)
        for kid in head.children
    ) or (_has_feature(head, "VerbForm", "Fin"))


def _bare(head: Token) -> bool:
    """Return whether the predicate is a bare verb form without subject, as a command has it."""
    aux = _aux(head)
    verb = head
    if aux:
        if (
            len(aux) == 1
            and aux[0].dep_ == "aux"
            and aux[0].lower_ in ("do", "dont")
            and head.lower_ == head.lemma_.lower()
        ):
            return True
        if any(item.dep_ in ("cop", "aux:pass") and item.lower_ in ("be", "get") for item in aux):
            return all(item.lower_ in ("be", "get", "do") for item in aux)
        return False
    if any(kid.dep_ == "mark" and kid.lower_ == "to" for kid in verb.children):
        return False
    if any(kid.dep_ == "mark" for kid in verb.children) or any(
        kid.dep_ in _SUBJECTS for kid in verb.children
    ):
        return False
    if verb.pos_ != "VERB" or verb.lower_ != verb.lemma_.lower():
        return False
    return not (
        _has_feature(verb, "Tense", "Past")
        or _has_feature(verb, "VerbForm", "Part")
        or _has_feature(verb, "VerbForm", "Ger")
    )


def _inverted(head: Token) -> bool:
    subject = next(
        (kid for kid in head.children if kid.dep_ in _SUBJECTS or kid.dep_ == "expl"), None
    )
    aux = _aux(head)
    return bool(aux) and subject is not None and min(kid.i for kid in aux) < subject.i


def _fronted(head: Token) -> bool:
    """Return whether a fronted negative or adverbial explains the inversion ("nor can we")."""
    first = min((kid.i for kid in _aux(head)), default=head.i)
    return any(
        kid.i < first
        and kid.lower_ in (*_NEGATIONS, "so", "only", "neither", "nor", "here", "there")
        for kid in head.children
    )


def _conditional_inversion(head: Token, question: bool) -> bool:
    aux = sorted(_aux(head), key=lambda kid: kid.i)
    if not aux or not _inverted(head) or aux[0].lower_ not in ("had", "should", "were"):
        return False
    if aux[0].i != head.left_edge.i and head.doc[aux[0].i - 1].lower_ not in (
        ",",
        "but",
        "and",
        ";",
        "-",
        ":",
        "so",
    ):
        return False
    return head.dep_ == "advcl" or not question


def _perfect(head: Token) -> bool:
    return any(kid.lemma_.lower() == "have" and kid.dep_ in _AUX for kid in head.children)


def _past_perfect(head: Token) -> bool:
    return any(
        kid.dep_ == "aux"
        and (kid.lower_ == "had" or (kid.lower_ == "'d" and kid.lemma_.lower() == "have"))
        for kid in head.children
    ) or (_perfect(head) and any(kid.lower_ in ("would", "could", "'d") for kid in head.children))


def _negation(token: Token) -> bool:
    return token.dep_ in ("advmod", "det", "cc:preconj", "neg", "cc", "mark", "advcl") and (
        token.lower_ in _NEGATIONS
        and not (token.lower_ in ("nor", "no") and token.dep_ == "cc" and False)
    )


def _negated(head: Token, governor: Clause | None, doc: Doc) -> bool:
    for kid in head.children:
        if _negation(kid) and kid.i < head.i + 3:
            nxt = doc[kid.i + 1].lower_ if kid.i + 1 < len(doc) else ""
            if (
                kid.lower_ in ("not", "n't", "nt")
                and nxt in ("only", "just", "merely")
                or (kid.lower_ == "no" and nxt == "doubt")
            ):
                continue
            if (
                kid.lower_ == "no"
                and kid.dep_ == "advmod"
                and nxt != "longer"
                and nxt != "more"
                and not kid.i == head.i - 1
            ):
                continue
            return True
        if kid.dep_ == "mark" and kid.lower_ == "without":
            return True
        if kid.dep_ in ("nsubj", "nsubj:pass", "obj") and _negative_nominal(kid):
            return True
        if (
            kid.dep_ == "advmod"
            and kid.lower_ in ("longer", "more")
            and any(sub.lower_ == "no" for sub in kid.children)
        ):
            return True
    if _negative_nominal(head) and any(kid.dep_ in ("cop", "expl") for kid in head.children):
        return True
    if (
        head.dep_ == "conj"
        and governor is not None
        and governor.head == head.head.i
        and governor.negated
    ):
        own = any(kid.dep_ in _SUBJECTS or kid.dep_ in _AUX for kid in head.children)
        joined = any(kid.dep_ == "cc" and kid.lower_ in ("or", "nor") for kid in head.children)
        return joined and not own
    if any(kid.dep_ == "cc" and kid.lower_ == "nor" for kid in head.children):
        return True
    return False


def _negative_nominal(token: Token) -> bool:
    if token.lower_ in _NEGATIVE_NOUNS:
        return True
    return any(
        kid.lower_ in ("no", "neither") and kid.dep_ in ("det", "advmod", "cc:preconj")
        for kid in token.children
    )


def _tense(head: Token, governor: Clause | None) -> Tense:
    aux = _aux(head)
    words = {_modal(kid) for kid in aux}
    if _perfect(head):
        return Tense.PAST
    if words & {"will", "shall"}:
        return Tense.FUTURE
    first = min(aux, key=lambda kid: kid.i, default=head)
    if first.lower_ in ("did", "was", "were", "had"):
        return Tense.PAST
    if first is head and (
        _has_feature(head, "Tense", "Past") and not _has_feature(head, "VerbForm", "Part")
    ):
        return Tense.PAST
    if head.dep_ == "acl" and _has_feature(head, "Tense", "Past"):
        return Tense.PAST
    if (
        not aux
        and head.dep_ == "conj"
        and governor is not None
        and _has_feature(head, "VerbForm", "Part")
    ):
        return governor.tense
    if head.dep_ == "xcomp" and governor is not None:
        if governor.token.lemma_.lower() == "go" and _has_feature(
            governor.token, "VerbForm", "Part"
        ):
            return Tense.FUTURE
        return governor.tense
    if (
        not aux
        and head.dep_ == "conj"
        and governor is not None
        and Tense.FUTURE is governor.tense
        and head.lower_ == head.lemma_.lower()
    ):
        return governor.tense
    return Tense.PRESENT


def _relation(head: Token, governor: Clause | None) -> Relation:
    if governor is None:
        return Relation.NONE
    dep = head.dep_
    if dep == "acl:relcl":
        return Relation.RELATIVE
    if dep == "conj":
        contrast = any(kid.dep_ == "cc" and kid.lower_ in ("but", "yet") for kid in head.children)
        return Relation.CONTRAST if contrast else Relation.COORDINATION
    if dep == "parataxis":
        return Relation.PARATAXIS
    if dep in ("ccomp", "xcomp", "csubj", "acl"):
        return Relation.COMPLEMENT
    marks = sorted(
        (
            kid
            for kid in head.children
            if kid.dep_ in ("mark", "advmod", "case") and kid.lower_ in _MARKS
        ),
        key=lambda kid: kid.i,
    )
    if marks:
        first = marks[0].lower_
        if first == "in" and "case" not in {kid.lower_ for kid in head.subtree}:
            return Relation.MANNER
        if first == "as" and any(
            kid.lower_ in ("soon", "long", "far")
            for kid in head.doc[max(0, marks[0].i - 2) : marks[0].i + 2]
        ):
            return Relation.TIME
        return _MARKS[first]
    return Relation.CONDITION if _conditional_inversion(head, False) else Relation.NONE


def _modifiers(head: Token) -> Iterator[str]:
    for kid in head.children:
        if kid.dep_ in ("advmod", "compound:prt", "discourse", "obl:npmod", "obl:unmarked", "intj"):
            yield kid.lemma_.lower()
            yield kid.lower_


def _complements(head: Token) -> Iterator[int]:
    for kid in head.children:
        if kid.dep_ in ("ccomp", "xcomp", "csubj"):
            yield kid.i
    if any(kid.dep_ == "cop" for kid in head.children):
        yield head.i


def _datives(token: Token) -> Iterator[int]:
    for kid in token.children:
        if kid.dep_ == "iobj":
            yield kid.i
