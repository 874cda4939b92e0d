"""Views given in passing: "as you mentioned, …", "…, you said", "according to our log, …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.languages.clause import Reported
from replylint.languages.en.roles import AGENT_WORDS, CUSTOMER_WORDS
from replylint.languages.en.wordlist import words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from replylint.languages.en.nucleus import Nucleus

# What customers do when they tell us something.
SAYING = words(
    "mention say tell write report describe explain state note ask complain feel think "
    "believe find experience claim allege insist wonder point flag share raise worry suspect "
    "imply suggest assert maintain hear notice advise inform confirm indicate email hope fear "
    "assume object add"
)
# How an agent hedges or shows what an assumption rests on.
AGENT_VIEW = words(
    "see guess think notice believe assume suspect seem appear look suppose afraid reckon "
    "imagine find sure know fear gather fact clear obvious feel likely possible sound "
    "presume doubt discover realize realise turn certain probable evident note"
)
_COMMENT_PARTS = frozenset(["nsubj", "punct", "advmod", "mark", "aux"])
_ACCORDING = frozenset(["according", "per"])


def comment_on(nucleus: Nucleus) -> Reported:
    """Return the view of "as you mentioned, …", "…, you said" and "according to you"."""
    for kid in nucleus.kids:
        comment = _comment(kid)
        if comment is not None:
            return comment
    return Reported.NO


def _comment(kid: Token) -> Reported | None:
    if any(word.lower_ in _ACCORDING for word in (kid, *kid.lefts)):
        return _source(kid)
    if kid.dep_ in ("advcl", "parataxis") and kid.lemma_.lower() in SAYING:
        return _comment_of(kid)
    if kid.lower_ == "what" and any(sub.lower_ == "from" for sub in kid.lefts):
        told = any(_subjects(sub) & CUSTOMER_WORDS for sub in kid.rights)
        return Reported.BY_CUSTOMER if told else None  # "from what you describe, ..."
    if kid.lower_ == "far" or kid.dep_ == "advcl":  # "as far as I can see, ...", "as I see"
        seen = any(_sees(sub) for sub in (kid, *kid.rights))
        return Reported.BY_AGENT if seen else None
    return None


def _comment_of(kid: Token) -> Reported | None:
    """Return the view of "as you said" or "you said", no more: not of "so you should say so"."""
    kids = list(kid.children)
    if kid.dep_ == "advcl":
        comment = any(sub.lower_ in ("as", "like") for sub in kids)
    else:
        comment = all(sub.dep_ in _COMMENT_PARTS and not _is_modal(sub) for sub in kids)
    return Reported.BY_CUSTOMER if comment and _subjects(kid) & CUSTOMER_WORDS else None


def _is_modal(token: Token) -> bool:
    return token.dep_ == "aux" and token.lemma_.lower() not in ("do", "have", "be")


def _subjects(verb: Token) -> frozenset[str]:
    return frozenset(kid.lower_ for kid in verb.lefts if kid.dep_ == "nsubj")


def _sees(verb: Token) -> bool:
    as_view = any(kid.lower_ == "as" for kid in verb.lefts)
    return as_view and verb.lemma_.lower() in AGENT_VIEW and bool(_subjects(verb) & AGENT_WORDS)


def _source(noun: Token) -> Reported | None:
    """Return whose view "according to your message" gives."""
    if noun.lower_ in _ACCORDING:
        named = next((sub for sub in noun.rights if sub.dep_ in ("obl", "nmod")), None)
        return None if named is None else _source(named)
    names = {noun.lower_, *(kid.lower_ for kid in noun.lefts)}
    if names & CUSTOMER_WORDS:
        return Reported.BY_CUSTOMER
    return Reported.BY_AGENT if noun.lower_ in AGENT_WORDS else Reported.BY_OTHER
