"""The words that stand in every English sentence with a clause of some kind.

Each set follows from what the clause layer asks of a parse: where it asks for a word, whatever
the parser makes of it, a sentence without that word has no such clause and needs no parse.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

from replylint.languages.clause import Hypothetical, Relation
from replylint.languages.en.wordlist import words

NEGATION_WORDS = words(
    "not never no nobody nothing none noone neither nor nowhere without hardly scarcely barely"
)
# Besides "you": a question without subject ("Forgot it?"), "thanks for telling us", and what
# hangs on a command ("having checked it, press start") mean the customer too.
CUSTOMER_WORDS = words(
    "you yourself yourselves your yours y'all yall thou ? thank thanks excuse forgive pardon "
    "appreciate blame having have"
)
# A passive says who did it with "by" (`verbgroup.by_phrase`), or not at all.
DOER_WORDS = words("by")
FUTURE_WORDS = words("will shall going go gonna")
# Modals and semi-modals by the words they show as; others show as themselves.
MODAL_WORDS: Mapping[str, tuple[str, ...]] = {
    "would": ("would", "'d"),
    "should": ("should", "better"),
    "ought to": ("ought",),
    "have to": ("have", "has", "had", "having", "'d", "got"),
    "need to": ("need", "needs", "needed"),
    "able to": ("able",),
    "unable to": ("unable",),
    "go to": ("going", "go", "goes", "went", "gone"),
    "get to": ("got", "get", "gets"),
    "require to": ("required", "require", "requires"),
    "oblige to": ("obliged", "oblige", "obliges"),
    "suppose to": ("supposed", "suppose"),
    "expect to": ("expected", "expect", "expects"),
    "allow to": ("allowed", "allow", "allows"),
    "permit to": ("permitted", "permit", "permits"),
    "necessary to": ("necessary",),
    "mandatory to": ("mandatory",),
}
# `suppositions`: "had you", "were you to"; "you would have"; "if" with a past perfect, with "only"
# or beside a result in vain ("would have", "you would know"); "I wish you had".
# The forms that may be read as "have", misspelt ones too.
_HAVE = words("have has having hav hvae 've ve v 's 'd of as")
_AGAINST_FACTS = (
    ("had",),
    ("were",),
    *product(("would", "'d"), _HAVE),
    *product(("if",), ("would", "'d", "could", "might", "only")),
    *product(("wish", "wishes", "wished", "wishing"), ("would", "'d", "could")),
)
HYPOTHETICAL_WORDS: Mapping[Hypothetical, tuple[tuple[str, ...], ...]] = {
    Hypothetical.COUNTERFACTUAL: _AGAINST_FACTS,
}
# `relations`: the joints, and what their constructions are known by.
RELATION_WORDS: Mapping[Relation, frozenset[str]] = {
    Relation.CAUSE: words("because since as cos cause for given now"),
    Relation.CONDITION: words(
        "had should were if unless provided providing assuming supposing case as"
    ),
    Relation.CONTRAST: words("although though whereas despite notwithstanding while but yet"),
    Relation.TIME: words("when after before until till once while whenever as"),
    Relation.MANNER: words("by without like than as"),
    Relation.PURPOSE: words("so to"),
}

# Verbs that say little without what they act on: "take a look".
LIGHT_VERBS = frozenset(
    ["be", "do", "get", "give", "go", "have", "keep", "make", "put", "see", "take"]
)
