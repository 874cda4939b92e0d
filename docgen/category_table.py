"""The table of the categories a rule may have, on a page that is followed."""

from __future__ import annotations

import re

from docgen.markdown import table
from replylint.model.rule import RuleKind
from replylint.rulebook.categories import CATEGORIES

_PLACE = re.compile(r"(?<=<!-- categories -->\n).*?(?=<!-- /categories -->)", re.DOTALL)
_FOR = {
    "blame-customer": "what makes it the customer's fault",
    "hostility": "insults, threats, sarcasm",
    "indifference": "what sounds as if nobody cared",
    "dead-end": "what ends the talk without a way on",
    "overpromise": "promises that may not hold",
    "pass-the-buck": "sending the customer elsewhere",
    "blame-others": "a colleague's or partner's fault",
    "contradiction": "“yes, but”, and putting the customer right",
    "command": "orders",
    "false-apology": "apologies that are none",
    "impersonal": "stiff or empty phrases",
    "shouting": "capitals, marks in a row",
    "liability": "admissions of guilt",
    "negative-framing": "what can't be done, instead of what can",
    "jargon": "words of the trade, words you don't use",
    "vague-timing": "no time, or an unclear one",
}


def with_categories(text: str) -> str:
    """Return a page with the table in its place, if it has one.

    Raises:
        KeyError: a category that the table says nothing about.
    """
    rows = [
        (f"`{name}`", _FOR[name], severity.value)
        for name, (severity, kind) in CATEGORIES.items()
        if kind is RuleKind.AVOID
    ]
    made = "\n".join(table(("category", "for", "is"), rows)) + "\n"
    return _PLACE.sub(lambda _: made, text)
