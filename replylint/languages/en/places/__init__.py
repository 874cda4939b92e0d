"""Where in a sentence a predicate of some kind may stand, as far as words tell.

Each function takes the words of a sentence and returns places in them (see `Line`). It asks what
grammar asks of the words around a verb, and only what can be seen without a parse. Conditions on
clauses ask it of each parse as well: a clause that the words around its predicate don't bear out
is a mistake of the parser.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from replylint.languages.en.places.doers import (
    by_company,
    by_company_or_nobody,
    by_customer,
    by_noun,
    by_others,
    by_others_or_nobody,
)
from replylint.languages.en.places.moods import actual, commanded, stated
from replylint.languages.en.places.negation import denied
from replylint.languages.en.places.times import against_facts, past
from replylint.languages.en.places.verbs import main_verbs, no_nouns
from replylint.prose.line import Line

__all__ = ["SIGNS"]

SIGNS: Mapping[str, Callable[[Line], int]] = {
    "main-verb": main_verbs,
    "no-noun": no_nouns,
    "denied": denied,
    "by-customer": by_customer,
    "by-others": by_others,
    "by-others-or-nobody": by_others_or_nobody,
    "by-company": by_company,
    "by-company-or-nobody": by_company_or_nobody,
    "by-noun": by_noun,
    "stated": stated,
    "commanded": commanded,
    "actual": actual,
    "past": past,
    "against-facts": against_facts,
}
