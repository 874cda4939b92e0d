"""What a clause does: state, ask, command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.languages.clause import Mood, Relation
from replylint.languages.en.inversion import (
    asks_what,
    inverted_condition,
    is_fronted,
    is_inverted,
)
from replylint.languages.en.verbforms import OWN_STATES, is_base
from replylint.languages.en.wordlist import words

if TYPE_CHECKING:
    from replylint.languages.en.nucleus import Nucleus

# Bare verbs that speak for who writes: "Hope this helps", "Thank you".
_OWN_WORDS = words(
    "hope thank apologize apologise appreciate wish regret guess suppose think doubt love bet "
    "beg reckon greet congratulate welcome"
)
_BARE_AUXILIARIES = frozenset(["do", "be", "get", "don't", "dont"])
_COORDINATE = frozenset([Relation.COORDINATION, Relation.CONTRAST, Relation.PARATAXIS])
_POLITE = frozenset(["please", "kindly", "pls"])


def mood_of(nucleus: Nucleus) -> Mood:
    """Return what the clause does; an embedded clause only states."""
    if not _is_main(nucleus) or inverted_condition(nucleus):
        return Mood.STATEMENT
    if _is_command(nucleus):
        return Mood.COMMAND
    if nucleus.asked and not _another_asks(nucleus):
        return Mood.QUESTION
    inverted = is_inverted(nucleus) and not is_fronted(nucleus)
    return Mood.QUESTION if inverted or _shares_question(nucleus) else Mood.STATEMENT


def _is_main(nucleus: Nucleus) -> bool:
    above = nucleus.above
    if nucleus.quoted and nucleus.dep == "ccomp":
        return True
    if above is None:
        return True
    if nucleus.dep not in ("ROOT", "parataxis", "discourse", "conj", "list"):
        # "open X, then choose Y": the parser may hang the first on the second
        return nucleus.dep == "ccomp" and not nucleus.joined_by and _is_bare(nucleus)
    return nucleus.dep != "conj" or above.governor is None or above.relation in _COORDINATE


def _is_command(nucleus: Nucleus) -> bool:
    if nucleus.subject is not None or nucleus.expletive or not _is_bare(nucleus):
        return False
    above = nucleus.above
    if nucleus.coordinated and above is not None and not nucleus.auxiliaries:
        shared = above.mood is not Mood.COMMAND and _could_share(nucleus)
        return not shared
    if _speaks_for_itself(nucleus):
        return False
    return not nucleus.asked or any(kid.lower_ in _POLITE for kid in nucleus.kids)


def _speaks_for_itself(nucleus: Nucleus) -> bool:
    """Return whether the bare form tells of who writes: "Look forward to it", "Not sure"."""
    if nucleus.lemma == "look":
        return any(kid.lower_ == "forward" for kid in nucleus.kids)
    return nucleus.lemma in _OWN_WORDS or (nucleus.lemma in OWN_STATES and not nucleus.auxiliaries)


def _could_share(nucleus: Nucleus) -> bool:
    """Return whether a bare verb may continue the one before: *we will check and write*."""
    above = nucleus.above
    if above is None:
        return False
    if any(kid.dep_ == "aux" for kid in above.token.lefts):
        return True
    # "you open it and press": a present tense
    return above.subject is not None and not any(kid.lower_ in _POLITE for kid in nucleus.kids)


def _is_bare(nucleus: Nucleus) -> bool:
    """Return whether the predicate is a bare verb form, as a command has it."""
    if nucleus.auxiliaries:
        first = nucleus.auxiliaries[0].lower_
        be = nucleus.auxiliaries[-1].dep_ != "aux"
        return first in _BARE_AUXILIARIES and (be or is_base(nucleus.head))
    if nucleus.infinitive or any(kid.dep_ == "mark" for kid in nucleus.kids):
        return False
    return nucleus.head.pos_ in ("VERB", "AUX") and is_base(nucleus.head)


def _another_asks(nucleus: Nucleus) -> bool:
    """Return whether the question mark belongs to another clause: "It broke, can you mend it?"."""
    if is_inverted(nucleus) or asks_what(nucleus):
        return False
    if nucleus.dep == "parataxis":
        return True
    return any(
        kid.dep_ in ("conj", "parataxis") and _starts_inverted(nucleus, kid.i)
        for kid in nucleus.kids
    )


def _starts_inverted(nucleus: Nucleus, at: int) -> bool:
    kids = list(nucleus.head.doc[at].lefts)
    auxiliary = next((kid.i for kid in kids if kid.dep_ in ("aux", "cop", "aux:pass")), None)
    subject = next((kid for kid in kids if kid.dep_ in ("nsubj", "nsubj:pass")), None)
    if auxiliary is None or subject is None or subject.i < auxiliary:
        return False
    return any(kid.i > subject.i or kid.dep_ != "punct" for kid in kids) and not _is_tag(
        nucleus, at
    )


def _is_tag(nucleus: Nucleus, at: int) -> bool:
    """Return whether a question only asks back: "…, didn't you?"."""
    doc = nucleus.head.doc
    return doc[at].lower_ in ("do", "have", "did", "had", "is", "are", "was", "can", "will", "be")


def _shares_question(nucleus: Nucleus) -> bool:
    above = nucleus.above
    return nucleus.shares_all and above is not None and above.mood is Mood.QUESTION
