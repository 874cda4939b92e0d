"""Whose verb may stand where."""

from __future__ import annotations

from replylint.languages.en.inflection import is_past
from replylint.languages.en.places.scopes import PERSONS, THEY, WE, governed, onwards, pronouns
from replylint.languages.en.wordlist import words
from replylint.prose.line import Line

_BY = words("by")  # says who does what a passive says
_YOU = words("you u ya yourself yourselves y'all yall thou")
_YOUR = words("your yours ur")  # misspelt: "your welcome"
# What else the customer may be meant by: see `evidence.CUSTOMER_WORDS`.
_MEANING_YOU = words("thank thanks excuse forgive pardon appreciate blame having have ?")


def by_customer(line: Line) -> int:
    """Return the places of verbs whose doer may be the customer, commands apart."""
    if line.before(_BY):
        return line.places
    meant = onwards(line.before(_YOU), 12) | onwards(line.before(_YOUR), 3)
    if line.before(_MEANING_YOU):
        meant = line.places
    return meant & line.places & ~governed(line, line.before(PERSONS))


def by_others(line: Line) -> int:
    """Return the places of verbs whose doer isn't the agent."""
    return line.places if line.before(_BY) else line.places & ~governed(line, line.before(WE))


def by_others_or_nobody(line: Line) -> int:
    """Return the places of verbs whose doer isn't the agent, or left out of a passive."""
    return by_others(line) | line.where(is_past)


def by_company(line: Line) -> int:
    """Return the places of verbs whose doer may be the agent or a part of the company."""
    return line.places if line.before(_BY) else line.places & ~governed(line, pronouns(line, THEY))


def by_company_or_nobody(line: Line) -> int:
    """Return the places of verbs whose doer may be the company, or left out of a passive."""
    return by_company(line) | line.where(is_past)


def by_noun(line: Line) -> int:
    """Return the places of verbs that have no pronoun for their subject."""
    if line.before(_BY):
        return line.places
    return line.places & ~governed(line, pronouns(line, PERSONS))
