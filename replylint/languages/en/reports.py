"""Whose view a clause gives, where it isn't stated outright."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.languages.clause import Hypothetical, Mood, Relation, Reported, Role
from replylint.languages.en.roles import AGENT_WORDS, CUSTOMER_WORDS

if TYPE_CHECKING:
    from spacy.tokens import Token

    from replylint.languages.clause import Clause
    from replylint.languages.en.nucleus import Nucleus

_SAYING = frozenset(
    ["mention", "say", "tell", "write", "report", "describe", "explain", "state", "note", "ask"]
    + ["complain", "feel", "think", "believe", "find", "experience", "claim", "allege", "insist"]
    + ["wonder", "point", "flag", "share", "raise", "worry", "suspect", "imply", "suggest"]
    + ["assert", "maintain", "hear", "notice", "advise", "inform", "confirm", "indicate", "email"]
    + ["hope", "fear", "assume", "object", "add"]
)
_TELLING = frozenset(["tell", "inform", "advise", "notify", "assure", "warn"])
# What the customer felt or told is taken up, not held against them.
_SYMPATHY = frozenset(
    ["sorry", "glad", "happy", "pleased", "hear", "understand", "thank", "thanks", "appreciate"]
    + ["regret", "sad", "frustrating", "delighted", "grateful", "apologize", "apologise"]
    + ["disappointed", "disappointing", "frustrated", "annoying", "upsetting", "pity", "shame"]
    + ["imagine", "maddening", "hope", "great", "empathize", "sympathize", "empathise"]
    + ["sympathise", "saddened", "upset", "unpleasant", "thankful", "apology", "realize"]
    + ["realise", "wonderful", "lovely", "good", "awful", "unacceptable", "unfortunate"]
)
_AGENT_VIEW = frozenset(
    ["see", "guess", "think", "notice", "believe", "assume", "suspect", "seem", "appear", "look"]
    + ["suppose", "afraid", "reckon", "imagine", "find", "sure", "know", "fear", "gather", "take"]
    + ["fact", "clear", "obvious", "feel", "likely", "possible", "sound", "presume", "doubt"]
    + ["discover", "realize", "realise", "turn", "certain", "probable", "evident", "note"]
)
_APPEARING = frozenset(["seem", "appear", "look", "sound", "turn"])
_SHOWING = frozenset(
    ["show", "indicate", "say", "suggest", "state", "confirm", "tell", "reveal", "report"]
    + ["record", "reflect", "inform", "claim", "mention", "note", "advise", "write", "log"]
)
_EMBEDDED = frozenset(["ccomp", "xcomp", "csubj", "acl", "parataxis"])
# "I don't know when it ships" gives nobody's view.
_ASKING = frozenset(["whether", "if", "when", "where", "how", "why"])
_ACCORDING = frozenset(["according", "per"])


def reported_of(nucleus: Nucleus, relation: Relation) -> Reported:
    """Return whose view the clause gives."""
    above = nucleus.above
    found = Reported.NO
    if above is None:
        found = _by_comment(nucleus)
    elif _is_told(nucleus, above):
        found = _view_of_speech(nucleus, above, "tell") or above.reported
    elif nucleus.dep in ("conj", "acl:relcl"):
        found = _continued(nucleus, above)
    elif _is_content(nucleus, relation):
        found = _content(nucleus, above)
    elif nucleus.dep == "advcl" and above.reported is Reported.BY_CUSTOMER:
        found = above.reported
    if found is Reported.NO and nucleus.quoted:
        return Reported.BY_OTHER
    return found


def _is_told(nucleus: Nucleus, above: Clause) -> bool:
    """Return whether it is "you told my colleague that …", though hung on the colleague."""
    told = above.token.lemma_.lower() in _TELLING
    return told and nucleus.dep == "acl:relcl" and nucleus.head.left_edge.lower_ == "that"


def _is_content(nucleus: Nucleus, relation: Relation) -> bool:
    """Return whether the clause is what is said, seen or felt."""
    if nucleus.dep in _EMBEDDED:
        return nucleus.finite or nucleus.dep == "xcomp"
    if nucleus.dep != "advcl":
        return False
    if relation is Relation.MANNER:  # "looks like you forgot", "as if"
        return nucleus.finite and not nucleus.joined_by & {"by", "without"}
    return nucleus.finite and relation in (Relation.NONE, Relation.COMPLEMENT)


def _continued(nucleus: Nucleus, above: Clause) -> Reported:
    if nucleus.dep == "conj" and nucleus.joined_by & {"but", "yet", "so"} and nucleus.finite:
        return Reported.NO if above.governor is None else above.reported
    return above.reported


def _content(nucleus: Nucleus, above: Clause) -> Reported:
    if above.reported is Reported.BY_CUSTOMER:
        return above.reported
    if nucleus.dep == "parataxis" and not (nucleus.quoted or nucleus.finite):
        return Reported.NO
    return _view(nucleus, above) or above.reported


def _view(nucleus: Nucleus, above: Clause) -> Reported | None:
    lemma = above.token.lemma_.lower()
    if lemma == "sure" and above.token.head.lemma_.lower() == "make":
        return None  # "we'll make sure you get it"
    if lemma in _APPEARING and nucleus.dep != "parataxis":
        return Reported.BY_AGENT
    if nucleus.dep == "xcomp":  # "happy to help", "told the driver to ring" report nothing
        return None
    if above.mood is Mood.COMMAND or above.hypothetical is Hypothetical.COUNTERFACTUAL:
        return None
    if nucleus.dep == "parataxis":
        return _view_of_speech(nucleus, above, lemma) if nucleus.quoted else None
    if lemma in _SYMPATHY and above.role in (Role.AGENT, Role.OTHER, Role.UNSTATED):
        return Reported.BY_CUSTOMER
    return _view_of_speech(nucleus, above, lemma)


def _view_of_speech(nucleus: Nucleus, above: Clause, lemma: str) -> Reported | None:
    if lemma == "know" and above.token.head.lemma_.lower() == "let":
        return Reported.BY_CUSTOMER if _told_us(above) else None
    if above.role is Role.CUSTOMER:
        return Reported.BY_CUSTOMER if lemma in _SAYING else None
    if nucleus.joined_by & _ASKING:
        return None
    if lemma in _AGENT_VIEW and above.role in (Role.AGENT, Role.OTHER):
        return Reported.BY_AGENT
    return Reported.BY_OTHER if lemma in _SHOWING else None


def _told_us(above: Clause) -> bool:
    """Return whether it is "(you) let us know": not as a request, nor "we'll let you know"."""
    let = above.token.head
    asked = let.dep_ == "ROOT" and not any(kid.dep_ == "nsubj" for kid in let.lefts)
    return above.role is Role.AGENT and not asked


def _by_comment(nucleus: Nucleus) -> Reported:
    """Return the view of "as you mentioned, …", "…, you said" and "according to you"."""
    for kid in nucleus.kids:
        comment = _comment(kid)
        if comment is not None:
            return comment
    return Reported.NO


def _comment(kid: Token) -> Reported | None:
    if kid.dep_ in ("advcl", "parataxis") and kid.lemma_.lower() in _SAYING:
        return _comment_of(kid)
    if kid.lower_ == "what" and any(sub.lower_ == "from" for sub in kid.lefts):
        told = any(_subjects(sub) & CUSTOMER_WORDS for sub in kid.rights)
        return Reported.BY_CUSTOMER if told else None  # "from what you describe, ..."
    if kid.lower_ == "far" or kid.dep_ == "advcl":  # "as far as I can see, ...", "as I see"
        seen = any(_sees(sub) for sub in (kid, *kid.rights))
        return Reported.BY_AGENT if seen else None
    if any(word.lower_ in _ACCORDING for word in kid.lefts):
        return _source(kid)
    if kid.lower_ in _ACCORDING:
        return next((_source(sub) for sub in kid.rights if sub.dep_ in ("obl", "nmod")), None)
    return None


def _comment_of(kid: Token) -> Reported | None:
    """Return the view of "as you said" or "you said", but not of "because you said"."""
    if kid.dep_ == "advcl" and not any(sub.lower_ in ("as", "like") for sub in kid.lefts):
        return None
    return Reported.BY_CUSTOMER if _subjects(kid) & CUSTOMER_WORDS else None


def _subjects(verb: Token) -> frozenset[str]:
    return frozenset(kid.lower_ for kid in verb.lefts if kid.dep_ == "nsubj")


def _sees(verb: Token) -> bool:
    as_view = any(kid.lower_ == "as" for kid in verb.lefts)
    return as_view and verb.lemma_.lower() in _AGENT_VIEW and bool(_subjects(verb) & AGENT_WORDS)


def _source(noun: Token) -> Reported:
    words = {noun.lower_, *(kid.lower_ for kid in noun.lefts)}
    if words & CUSTOMER_WORDS:
        return Reported.BY_CUSTOMER
    return Reported.BY_AGENT if noun.lower_ in AGENT_WORDS else Reported.BY_OTHER
