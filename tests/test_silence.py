"""`explain --why-not`: it says that a rule fires exactly where it does, and else why it doesn't."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from replylint.authoring.attempts import attempt
from replylint.authoring.avoidance import verdicts
from replylint.authoring.conditions import trace
from replylint.authoring.lack import Reply as JudgedReply
from replylint.authoring.lack import reasons
from replylint.authoring.reasons import misses
from replylint.cli import main
from replylint.languages.language import language
from replylint.languages.reading import Reading, parse_all
from replylint.matchers.clause import ClauseFinder, ClauseTest
from replylint.matchers.phrase_syntax import PhraseCompiler
from replylint.matchers.phrases import PhraseFinder
from replylint.model.reply import Kind
from replylint.rulebook.library import languages, load_rulebook
from replylint.rulebook.rules import AvoidRule, PreferRule

RULEBOOKS = [load_rulebook(code) for code in languages()]


@cache
def readings(rulebook_number: int) -> dict[str, Reading]:
    """Return all examples of a rulebook's rules, read and parsed."""
    rulebook = RULEBOOKS[rulebook_number]
    spoken = language(rulebook.language)
    texts = {example.text for info in rulebook.infos for example in info.examples}
    found = {text: Reading(text, spoken, rulebook.lexicon) for text in sorted(texts)}
    parse_all(
        (reading, index) for reading in found.values() for index in range(len(reading.sentences))
    )
    return found


AVOID = [(number, rule) for number, rulebook in enumerate(RULEBOOKS) for rule in rulebook.avoid]
PREFER = [(number, rule) for number, rulebook in enumerate(RULEBOOKS) for rule in rulebook.prefer]


def name_of(value: object) -> str:
    return value.info.id if isinstance(value, AvoidRule | PreferRule) else str(value)


@pytest.mark.parametrize(("number", "rule"), AVOID, ids=name_of)
def test_the_examples_of_wording_to_avoid(number: int, rule: AvoidRule) -> None:
    for example in rule.info.examples:
        found = verdicts(rule, readings(number)[example.text], RULEBOOKS[number])
        assert any(each.found for each in found) is example.bad, example.text
        for each in found:
            assert each.found or each.reasons, example.text


def conditions_of(rule: AvoidRule) -> list[ClauseTest]:
    """Return the conditions that a rule has on clauses."""
    finders = [search.finder for search in rule.searches]
    clauses = [finder.test for finder in finders if isinstance(finder, ClauseFinder)]
    wheres = [finder.where for finder in finders if isinstance(finder, PhraseFinder)]
    return [*clauses, *(where for where in wheres if where is not None)]


@pytest.mark.parametrize(("number", "rule"), AVOID, ids=name_of)
def test_a_clause_misses_a_condition_exactly_if_it_misses_the_test(
    number: int, rule: AvoidRule
) -> None:
    for example in rule.info.examples:
        reading = readings(number)[example.text]
        for index in range(len(reading.sentences)):
            for clause in reading.clauses(index):
                for test in conditions_of(rule):
                    found = trace(test, clause, reading, index)
                    assert test.holds(clause, reading, index) is not bool(found.missed)
                    assert (found.distance == 0) is not bool(found.missed)


@pytest.mark.parametrize(("number", "rule"), AVOID, ids=name_of)
def test_a_finder_without_a_match_has_misses(number: int, rule: AvoidRule) -> None:
    for example in rule.info.examples:
        reading = readings(number)[example.text]
        for index in range(len(reading.sentences)):
            for search in rule.searches:
                if not list(search.finder.find(reading, index)):
                    found = misses(search.finder, reading, index)
                    assert found
                    assert all(reason.distance > 0 for reason in found)
                    assert [reason.distance for reason in found] == sorted(
                        reason.distance for reason in found
                    )


@pytest.mark.parametrize(("number", "rule"), PREFER, ids=name_of)
def test_the_examples_of_what_a_reply_should_have(number: int, rule: PreferRule) -> None:
    for example in rule.info.examples:
        reading = readings(number)[example.text]
        reply = JudgedReply(reading, RULEBOOKS[number], Kind.EMAIL)
        if not example.bad:
            assert reasons(rule, reply), example.text
        assert bool(reasons(rule, reply)) is not reply.lacks(rule)


WORDS = st.sampled_from(["i", "we", "no", "idea", "wait", "to", "you", ",", "7", "really"])
PARTS = st.recursive(
    st.sampled_from(["i", "no", "idea", "<wait>", "..", "...", "*", "#", "^", "$", ",", "to you"]),
    lambda parts: st.builds(
        lambda some, marks: f"{marks[0]}{'|'.join(some)}{marks[1]}",
        st.lists(parts, min_size=1, max_size=3),
        st.sampled_from(["()", "[]"]),
    ),
    max_leaves=4,
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PARTS, min_size=1, max_size=5), st.lists(WORDS, max_size=8))
def test_how_far_a_pattern_gets(parts: list[str], words: list[str]) -> None:
    spoken = language("en")
    phrase = PhraseCompiler({}, spoken.forms, spoken.split).compile(" ".join(parts))
    reading = Reading(" ".join(["Well", *words]), spoken, {})
    (sentence,) = reading.sentences
    if not phrase.stands(reading.words[0]):
        found = attempt(phrase, reading.words[0], sentence, spoken)
        assert found.distance > 0
        assert found.found in sentence.text
        assert found.seen is None or found.seen in reading.words[0]
        assert str(found)
        # A pattern as it is worded can be read again where nothing was left out of it.
        if "more" not in found.pattern:
            again = PhraseCompiler({}, spoken.forms, spoken.split).compile(found.pattern)
            assert not again.stands(reading.words[0])


# -- the command line --------------------------------------------------------------------------


def run(*arguments: str | Path, stdin: str = "") -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments], input=stdin)


def why_not(rule: str, draft: str, *options: str | Path) -> str:
    result = run("explain", "--why-not", rule, *options, stdin=draft)
    assert result.exit_code == 0, result.output
    return " ".join(result.output.split())


DID_NOT = "blame-customer/did-not"


@pytest.mark.parametrize(
    ("rule", "draft", "said"),
    [
        (DID_NOT, "You didn't attach it.", "fires on “You didn't attach it”"),
        (DID_NOT, "We didn't attach it.", "subject is agent (“We”), wanted customer"),
        (DID_NOT, "If you didn't attach it, do so.", "hypothetical is open, wanted no"),
        (DID_NOT, "He wrote “you didn't attach it” and left.", "stands in quotation marks"),
        (DID_NOT, "# You didn't attach it\n\nHello.", "stands in a heading"),
        ("dead-end/no-idea", "They have no clue.", "before “have no clue” stands “they”, wanted"),
        (
            "dead-end/no-idea",
            "I have no idea, but I'll ask.",
            "“but I'll ask” in the same sentence",
        ),
        ("dead-end/no-idea", "I have no idea. I'll ask.", "“I'll ask” in “I'll ask.”"),
        ("missing-thanks/no-thanks", "Hi,\n\nThank you for the photo.\n\nBye", "“Thank you"),
        ("missing-thanks/no-thanks", "It works.", "the reply is of kind chat"),
        ("shouting/capitals", "It works.", "no common word stands there in capitals"),
        ("liability/liable", "It works.", "off by default; --extend-select liability/liable"),
        ("liability/liable", "We are liable for it.", "would be found if the rule ran"),
    ],
)
def test_what_is_said(rule: str, draft: str, said: str) -> None:
    assert said in why_not(rule, draft)


def test_what_the_run_decides(tmp_path: Path) -> None:
    draft = "You didn't attach it."
    assert "leave this rule out" in why_not(DID_NOT, draft, "--ignore", DID_NOT)
    config = tmp_path / "replylint.yaml"
    config.write_text("known-terms: [You didn't attach it]\n", "utf-8")
    assert "known terms" in why_not(DID_NOT, draft, "--config", config)
    config.unlink()
    file = tmp_path / "draft.md"
    file.write_text(f"<!-- replylint: disable -->\n\n{draft}\n", "utf-8")
    assert "suppresses it" in why_not(DID_NOT, "", file)


def test_wrong_use(tmp_path: Path) -> None:
    for arguments, said in (
        ([DID_NOT, tmp_path / "x.txt"], "--why-not"),
        (["--why-not", "blame-customer"], "category"),
        (["--why-not", "blame-customer/x"], "Unknown rule"),
        (["--why-not", DID_NOT, tmp_path], "folder"),
        (["--why-not", DID_NOT, tmp_path / "none.txt"], "none.txt"),
    ):
        result = run("explain", *arguments, stdin="x")
        assert (result.exit_code, said in result.output) == (2, True), result.output


def test_inspect() -> None:
    draft = "Hi Anna,\n\nYou forgot to attach it, so we couldn't go on."
    result = run("inspect", stdin=draft)
    assert result.exit_code == 0
    for said in ("1: Hi Anna,", "greeting", "You forgot", "customer", "attach", "negated", "could"):
        assert said in result.output
    values = json.loads(run("inspect", "--format", "json", stdin=draft).output)
    (reply,) = values["replies"]
    (sentence,) = reply["blocks"][1]["sentences"]
    assert sentence["line"] == 3
    assert [clause["predicate"] for clause in sentence["clauses"]] == ["forget"]
    assert [each["predicate"] for each in sentence["clauses"][0]["embeds"]] == ["attach", "go"]


@pytest.mark.parametrize("columns", ["24", "60"])
def test_narrow_terminals(columns: str) -> None:
    draft = "You forgot to attach the invoice that we had asked for on Monday."
    result = CliRunner().invoke(
        main, ["inspect", "--tokens"], input=draft, env={"COLUMNS": columns}
    )
    assert max(map(len, result.output.splitlines())) <= int(columns)


def test_a_reply_that_rules_do_not_see() -> None:
    draft = "Sehr geehrte Frau Weber, wir haben die Rechnung nicht bekommen und bitten um Geduld."
    assert "no rules for the language" in run("inspect", stdin=draft).output
    assert "no rules for the language" in why_not(DID_NOT, draft)
    assert run("inspect", stdin="").exit_code == 0
