"""Whether a clause is negated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.languages.en.verbgroup import is_semi_modal
from replylint.languages.en.wordlist import words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from replylint.languages.en.nucleus import Nucleus

NEGATORS = words("not n't nt never hardly scarcely barely neither nor nowhere")
_NEGATIVE_NOMINALS = frozenset(["nobody", "nothing", "none", "noone", "neither"])
_NEGATIVE_DETERMINERS = frozenset(["no", "neither"])
# "no doubt", "no problem" say yes.
_AFFIRMED = frozenset(["doubt", "doubts", "problem", "problems", "worry", "worries", "wonder"])
# "not only", "not just" add something instead of denying it.
_ADDING = frozenset(["only", "merely"])
# "at no time", "in no way", "under no circumstances".
_ADVERBIAL_NOUNS = frozenset(["time", "way", "circumstance", "event", "point", "account", "means"])
_ELLIPTIC = frozenset(["or", "why"])
_ARGUMENTS = frozenset(["nsubj", "nsubj:pass", "obj"])


def is_negated(nucleus: Nucleus) -> bool:
    """Return whether the predicate is denied, in the clause itself or by one that it shares."""
    return (
        any(_denies(kid, nucleus) for kid in nucleus.kids)
        or _is_negative_predicate(nucleus)
        or _shares_negation(nucleus)
    )


def _denies(kid: Token, nucleus: Nucleus) -> bool:
    form = kid.lower_
    if kid.dep_ in _ARGUMENTS:
        return is_negative(kid)
    if form in NEGATORS:
        return kid.i < nucleus.head.i + 3 and not _is_adding(kid) and not _stands_alone(kid)
    if form == "without":
        return kid.dep_ in ("mark", "case") and nucleus.dep in ("advcl", "acl")
    if form in ("longer", "more") and kid.dep_ == "advmod":
        return any(sub.lower_ == "no" for sub in kid.lefts)
    if form == "no":
        return _is_no_longer(kid)
    return (
        kid.dep_ == "obl"
        and kid.lemma_.lower() in _ADVERBIAL_NOUNS
        and _has_negative_determiner(kid)
    )


def _stands_alone(kid: Token) -> bool:
    """Return whether it denies a clause left out: *if not, …*, *whether or not*, *why not*."""
    if kid.lower_ != "not" or kid.i == 0:
        return False
    before = kid.nbor(-1).lower_
    if before == "if":
        return kid.i + 1 < len(kid.doc) and kid.nbor().is_punct
    return before in _ELLIPTIC


def _is_adding(kid: Token) -> bool:
    if kid.i + 1 == len(kid.doc):
        return False
    after = kid.nbor().lower_
    # "you can't just cancel" is a refusal
    return after in _ADDING or (after == "just" and kid.lower_ == "not")


def _is_no_longer(kid: Token) -> bool:
    return kid.i + 1 < len(kid.doc) and kid.nbor().lower_ in ("longer", "more")


def is_negative(token: Token) -> bool:
    """Return whether a nominal is negative: *nobody*, *no refund*, *not one of us*."""
    if token.lower_ in _NEGATIVE_NOMINALS or _has_negative_determiner(token):
        return True
    return any(kid.lower_ == "not" and not _is_adding(kid) for kid in token.lefts)


def _has_negative_determiner(token: Token) -> bool:
    return token.lower_ not in _AFFIRMED and any(
        kid.lower_ in _NEGATIVE_DETERMINERS and kid.dep_ in ("det", "advmod", "cc:preconj")
        for kid in token.lefts
    )


def _is_negative_predicate(nucleus: Nucleus) -> bool:
    """Return whether it is *there is no …*, *this is no …*."""
    linked = nucleus.expletive or any(kid.dep_ == "cop" for kid in nucleus.auxiliaries)
    return linked and is_negative(nucleus.head)


def _shares_negation(nucleus: Nucleus) -> bool:
    above = nucleus.above
    if above is None:
        return False
    if nucleus.dep == "acl:relcl":  # "there is nothing we can do"
        return nucleus.head.head.lower_ in ("nothing", "nobody")
    if not above.negated:
        return False
    if nucleus.dep == "xcomp":  # "you don't have to call" denies the duty to call
        return is_semi_modal(above)
    return nucleus.shares_all and any(
        kid.dep_ == "cc" and kid.lower_ in ("or", "nor") for kid in nucleus.kids
    )
