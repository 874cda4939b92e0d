"""Who a nominal is in the conversation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from replylint.languages.clause import Role
from replylint.languages.en.wordlist import words

if TYPE_CHECKING:
    from spacy.tokens import Token

CUSTOMER_WORDS = words("you u ya yourself yourselves y'all your yours ur")
AGENT_WORDS = words("i we me us myself ourselves my our mine ours")
# "one of you", "all of us", "someone from the warehouse": who is meant stands behind.
_QUANTIFIERS = words(
    "one some both all none each either neither any most many two several few half member "
    "everyone part rest majority someone somebody anyone anybody no-one nobody person people"
)
_RELATIVE_PRONOUNS = frozenset(["who", "that", "which", "whom"])
_RELATIVES = frozenset(["acl:relcl", "advcl:relcl"])
# "our shop" is the company; "the shop", "your bank" may be anybody.
_COMPANY_NOUNS = words(
    "company firm organisation organization business shop store hotel bank agency school "
    "library clinic"
)


# "the warehouse people", "the courier company": named by what stands before.
_PEOPLE = words(
    "people guy guys folk folks lad lads lot crew chap man men woman women lady person member gang "
    "bunch side team staff company firm office service group department driver end"
)


def role_of(token: Token, lexicon: Mapping[str, frozenset[str]]) -> Role:
    """Return the role of a nominal, given by its head.

    Args:
        token: the head.
        lexicon: ``company-parts``, ``partners`` and ``agents``, each a set of lower-case words.
    """
    form = token.lower_
    if form in CUSTOMER_WORDS:
        return Role.CUSTOMER
    if form in AGENT_WORDS:
        return Role.AGENT
    if form == "'s" and token.dep_ == "obj":
        return Role.AGENT  # "let's"
    antecedent = _antecedent(token)
    if antecedent is not None:
        return role_of(antecedent, lexicon)
    if form in _QUANTIFIERS or token.lemma_.lower() in _QUANTIFIERS:
        return _role_behind(token, lexicon)
    return _nominal_role(token, lexicon)


def _antecedent(token: Token) -> Token | None:
    """Return what a relative pronoun stands for; always nearer to the root."""
    if token.lower_ not in _RELATIVE_PRONOUNS or token.head.dep_ not in _RELATIVES:
        return None
    noun: Token = token.head.head
    if noun.lower_ not in ("one", "person", "customer") or noun.i == token.head.i:
        return noun if noun.i != token.head.i else None
    # "you are the one who broke it": the subject of the copula
    linked = any(kid.dep_ == "cop" for kid in noun.lefts)
    subject = next((kid for kid in noun.lefts if kid.dep_ == "nsubj"), None)
    return subject if linked and subject is not None and subject.i != token.i else noun


def _role_behind(token: Token, lexicon: Mapping[str, frozenset[str]]) -> Role:
    behind = next((kid for kid in token.rights if kid.dep_ in ("nmod", "obl")), None)
    return role_of(behind, lexicon) if behind is not None else Role.OTHER


def _nominal_role(token: Token, lexicon: Mapping[str, frozenset[str]]) -> Role:
    names = _names(token)
    owners = {kid.lower_ for kid in token.lefts if kid.dep_ in ("nmod:poss", "det")}
    ours = bool(owners & AGENT_WORDS)
    if names & lexicon.get("agents", frozenset()) or (ours and names & _COMPANY_NOUNS):
        return Role.AGENT
    parts = bool(names & lexicon.get("company-parts", frozenset())) and not (
        owners & CUSTOMER_WORDS
    )
    partners = bool(names & lexicon.get("partners", frozenset()))
    if parts and (ours or not partners):
        return Role.COMPANY_PART
    if partners:
        return Role.PARTNER
    return Role.OTHER


def _names(token: Token) -> frozenset[str]:
    """Return what a nominal may be called in the lexicon, with and without its compounds."""
    before: list[str] = []
    for word in reversed(list(token.doc[token.left_edge.i : token.i])):
        if word.dep_ not in ("compound", "amod", "nmod"):
            break
        before.insert(0, word.lower_)
    after = [kid.lower_ for kid in token.rights if kid.dep_ == "flat"]
    names = {token.lower_, token.lemma_.lower(), " ".join([token.lower_, *after])}
    for first in range(len(before)):
        joined = " ".join(before[first:])
        names |= {f"{joined} {token.lower_}", f"{joined} {token.lemma_.lower()}"}
        if token.lower_ in _PEOPLE or token.lemma_.lower() in _PEOPLE:
            names |= {joined, before[first]}
    return frozenset(names)
