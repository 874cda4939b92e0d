"""Begins a rule from a sentence that it shall find: what `replylint rules new` writes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from unicodedata import normalize

from msgspec.structs import replace

from replylint.authoring.guessing import Guess, guess
from replylint.authoring.proposals import Proposal, central, proposals
from replylint.authoring.rule_text import Beginning, rule_text
from replylint.languages.detection import detect
from replylint.languages.language import language
from replylint.languages.reading import Reading
from replylint.linter import Linter, Settings
from replylint.matchers.phrases import clause_at
from replylint.model.errors import ConfigError, hint
from replylint.model.places import SourceMap
from replylint.model.reply import Kind, Reply
from replylint.model.rule import RuleKind
from replylint.rulebook.categories import CATEGORIES
from replylint.rulebook.library import languages, load_alone, load_rulebook
from replylint.rulebook.rules import Rulebook

_LONGEST = 400  # characters; a rule finds a wording, not a paragraph
_NAMED_BY = 4  # words of a name
_ANYTHING = "Thank you."


def begin(
    text: str,
    *,
    category: str | None = None,
    code: str | None = None,
    way: str | None = None,
    extra: Sequence[Path] = (),
    cache: Path | None = None,
) -> Beginning:
    """Return a rule that reports a sentence, and leaves one alone that is nearly the same.

    Args:
        text: the sentence.
        category: of the rule; None for a guess.
        code: ISO 639-1 code of its language; None for a guess.
        way: ``clause`` or ``phrase``; None for what fits better.
        extra: rule files there are besides the shipped ones.
        cache: the folder for what may be kept from run to run; None keeps nothing.

    Raises:
        ConfigError: no rule can be begun from the text, or not of the category.
        RuleError: rule files that can't be used.
    """
    text = " ".join(text.split())
    if not text.isascii() and re.search("[\ud800-\udfff]", text):
        raise ConfigError("There is a character in the sentence that is no text; type it anew.")
    _check_category(category)
    code = _language_of(text, code)
    rulebook = load_rulebook(code, extra, cache)
    reading = _sentence_of(text, rulebook)
    found = guess(reading, rulebook)
    if category is not None:
        found = replace(found, category=category)
    for proposal, others in _ways(_proposed(reading, found), way):
        rule = Beginning(
            _name(reading, found.category, rulebook),
            found.category,
            "as you asked" if category is not None else found.reason,
            found.found_by,
            proposal,
            others,
            text,
            _ANYTHING,
        )
        good = _near_miss(rule, reading, found)
        if good is not None:
            return replace(rule, good=good)
    raise ConfigError(
        "No pattern can be made from this sentence; try it in other words, or write the rule by"
        " hand: docs/rules.md"
    )


# -- the text ----------------------------------------------------------------------------------


def _check_category(category: str | None) -> None:
    """Refuse a category that no such rule can have.

    Raises:
        ConfigError: saying which there are.
    """
    if category is None:
        return
    known = [name for name, (_, kind) in CATEGORIES.items() if kind is RuleKind.AVOID]
    if category in CATEGORIES and category not in known:
        raise ConfigError(
            f"{category} is about what a reply lacks; such a rule can't be begun from bad wording."
            " See “Prefer rules” in docs/rules.md."
        )
    if category not in known:
        near = hint(category, known)
        raise ConfigError(f"There is no category “{category}”{near}\nKnown: {', '.join(known)}")


def _language_of(text: str, code: str | None) -> str:
    """Return the language of the text.

    Raises:
        ConfigError: there is no text, or there are no rules for its language.
    """
    if not any(map(str.isalpha, text)):
        raise ConfigError(
            "There are no words to begin a rule from. Give a sentence that you don't want to see in"
            ' a reply: replylint rules new "You\'ll have to wait"'
        )
    if len(text) > _LONGEST:
        raise ConfigError(
            f"That is long ({len(text)} characters); give the one sentence that the rule is about."
        )
    known = languages()
    code = (code or detect(text)).lower().partition("-")[0]
    if code not in known:
        raise ConfigError(
            f"This seems to be in the language “{code}”, and there are rules for"
            f" {', '.join(known)} only. If it isn't, say so with --lang."
        )
    return code


def _sentence_of(text: str, rulebook: Rulebook) -> Reading:
    """Return the reading of a text of one sentence.

    Raises:
        ConfigError: it has none, or several.
    """
    reading = Reading(text, language(rulebook.language), rulebook.lexicon)
    if len(reading.sentences) > 1:
        listed = "\n".join(f"    {sentence.text}" for sentence in reading.sentences)
        raise ConfigError(
            f"These are {len(reading.sentences)} sentences; a rule is begun from one of them:\n{listed}"
        )
    if not reading.sentences or not reading.sentences[0].words:
        raise ConfigError("Rules see no words in this text; is it a quotation, code or markup?")
    return reading


# -- the pattern -------------------------------------------------------------------------------


def _proposed(reading: Reading, found: Guess) -> list[Proposal]:
    focus = None if found.span is None else clause_at(reading, 0, found.span)
    return proposals(reading, focus)


def _ways(
    found: Sequence[Proposal], way: str | None
) -> Iterator[tuple[Proposal, tuple[Proposal, ...]]]:
    """Yield the proposals to try, each with the others.

    Raises:
        ConfigError: there is none of the way asked for.
    """
    chosen = [each for each in found if way in (None, each.way)]
    if not chosen:
        raise ConfigError(
            "No clause of this sentence says who does what; begin with its words: --as phrase"
        )
    for each in chosen:
        yield each, tuple(other for other in found if other is not each)


def _name(reading: Reading, category: str, rulebook: Rulebook) -> str:
    """Return a name that no rule of the category has."""
    common = reading.language.FUNCTION_WORDS
    forms = [word.form for word in reading.sentences[0].words if word.form.isalpha()]
    telling = [form for form in forms if form not in common]
    if len(telling) < 2:
        # “have to wait” says more than “wait”.
        at = forms.index(telling[0]) if telling else 0
        telling = forms[max(0, at - 2) : at + 1] if telling else forms
    plain = normalize("NFKD", "-".join(telling[:_NAMED_BY])).encode("ascii", "ignore").decode()
    base = plain.strip("-") or "own-rule"
    taken = {info.id for info in rulebook.infos}
    names = (base if number == 1 else f"{base}-{number}" for number in range(1, len(taken) + 2))
    return next(name for name in names if f"{category}/{name}" not in taken)


# -- the examples ------------------------------------------------------------------------------


def _near_miss(rule: Beginning, reading: Reading, found: Guess) -> str | None:
    """Return what the rule leaves alone though it is nearly the same; None if it doesn't work."""
    focus = None if found.span is None else clause_at(reading, 0, found.span)
    clauses = reading.clauses(0)
    clause = central(clauses, focus) or (clauses[0] if clauses else None)
    candidates = [*dict.fromkeys(reading.language.variants(clause))] if clause else []
    reported = _reported(rule, [rule.bad, *candidates, _ANYTHING], reading.language.CODE)
    if rule.bad not in reported:
        return None
    return next((text for text in (*candidates, _ANYTHING) if text not in reported), None)


def _reported(rule: Beginning, texts: Sequence[str], code: str) -> Collection[str]:
    """Return those of some texts in which a rule reports something."""
    with TemporaryDirectory(prefix="replylint-") as folder:
        path = Path(folder) / "rule.yaml"
        path.write_text(rule_text(rule), encoding="utf-8")
        linter = Linter(Settings(frozenset({rule.id}), extra_rules=(path,)), load_alone)
        replies = [Reply(text, SourceMap.identity(0, len(text)), Kind.CHAT, code) for text in texts]
        reports = linter.lint(replies)
    return {text for text, report in zip(texts, reports, strict=True) if report.findings}
