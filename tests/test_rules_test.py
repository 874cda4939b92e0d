"""`rules test`: what it says of examples that fail, and that it needs only the rules under test."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest
from click.testing import CliRunner

from replylint.cli import main
from replylint.model.errors import RuleError
from replylint.rulebook.library import load_alone, load_rulebook, rules_folder


def rule_file(tmp_path: Path, *rules: str) -> Path:
    path = tmp_path / "own.yaml"
    body = "\n".join(textwrap.indent(textwrap.dedent(rule).strip(), "  ") for rule in rules)
    path.write_text("category: dead-end\nrules:\n" + body.replace("  id:", "- id:") + "\n", "utf-8")
    return path


def outcome(path: Path, *options: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["rules", "test", str(path), *options])
    return result.exit_code, " ".join(result.output.split())


CLAUSE = """
id: mine-wait
message: "“{{match}}” lets them wait."
why: It does.
find:
  clause: {{predicate: [wait], subject: customer, modality: [have to, must]}}
examples:
- {kind}: {text}
- bad: You have to wait.
- good: Thank you.
"""
PHRASE = """
id: mine-told
message: "“{{match}}” reproaches them."
why: It does.
find: "(i|we) [really] have told you"
unless: [apology]
rewrite: "We hope to have it done by [date]"
examples:
- {kind}: {text}
- bad: I have told you.
- good: Thank you.
"""


@pytest.mark.parametrize(
    ("rule", "kind", "text", "said"),
    [
        (CLAUSE, "bad", "We must wait.", "subject is agent (“We”), wanted customer"),
        (CLAUSE, "bad", "You should wait.", "modality is should, wanted have to or must"),
        (CLAUSE, "bad", "You must stay.", "predicate is “stay”, wanted wait"),
        (CLAUSE, "bad", "Fine!", "predicate is “fine”, wanted wait"),
        (CLAUSE, "good", "You don't have to wait.", 'every bad example has negated: "no"'),
        (CLAUSE, "good", "Must you wait?", "every bad example has mood: statement"),
        (PHRASE, "bad", "He told you.", "before “told you” stands “he”, wanted “have”"),
        (PHRASE, "bad", "Sorry, I have told you.", "silenced by the cue “apology”"),
        (PHRASE, "good", "I really have told you.", "by “find”: (i|we) [really] have told you"),
        (
            PHRASE,
            "bad",
            "I have told you.\n  rewrite: I told you.",
            "offered instead: We hope to have it done by [date]",
        ),
    ],
)
def test_what_is_said_of_a_failing_example(
    tmp_path: Path, rule: str, kind: str, text: str, said: str
) -> None:
    code, output = outcome(rule_file(tmp_path, rule.format(kind=kind, text=text)))
    assert said in output
    assert (code, output.endswith("1 rules, 3 examples, 1 failed")) == (1, True)


REWRITE = """
id: mine-drop
message: "“{{match}}” is a word of ours."
why: It is.
find: (the|your) (drop point|pickup spot)
rewrite:
- {rewrite}
examples:
- bad: We'll bring it to the drop point today.
  rewrite: We'll bring it to your home today.
- good: Thank you.
"""


@pytest.mark.parametrize(
    ("rewrite", "said"),
    [
        ("{text: your home, replaces: match}", "it would lose “drop”, “point”"),
        ("{text: your home, replaces: match}", "words: instead of “replaces:”"),
        ("{text: your home, words: [the pickup spot]}", "its “words” don't stand here"),
        ('{text: "to your {object}"}', "it would lose"),
        ('{text: "your {reason}", replaces: match}', "the sentence has nothing for {reason}"),
        ("{text: the drop point, replaces: match}", "it changes nothing"),
        (
            "{text: your drop point, replaces: match}",
            "dead-end/mine-drop would report the new sentence",
        ),
        (
            "{text: your home, words: [the drop point], where: {subject: customer}}",
            "its “where” doesn't hold for the clause",
        ),
        ("{text: your home, words: [the drop point]}", ""),
        ("{text: your home, replaces: match, drops: [drop, point]}", ""),
    ],
)
def test_why_a_rewrite_is_not_offered(tmp_path: Path, rewrite: str, said: str) -> None:
    code, output = outcome(rule_file(tmp_path, REWRITE.format(rewrite=rewrite)))
    assert said in output
    assert code == (1 if said else 0)


def test_a_word_in_any_form_is_nothing_to_write(tmp_path: Path) -> None:
    code, output = outcome(rule_file(tmp_path, REWRITE.format(rewrite="<reply> to us")))
    assert (code, "here stands the word itself: reply" in output) == (2, True)


def test_why_not_says_why_nothing_is_offered(tmp_path: Path) -> None:
    rule = REWRITE.format(rewrite="{text: your home, replaces: match}")
    path = rule_file(tmp_path, rule.replace("  rewrite: We'll bring it to your home today.\n", ""))
    draft = "Take it to the drop point."
    arguments = ["explain", "--why-not", "dead-end/mine-drop", "--rules", str(path)]
    output = " ".join(CliRunner().invoke(main, arguments, input=draft).output.split())
    assert "fires on “the drop point”" in output
    assert "“your home” isn't offered: it would lose “drop”, “point”" in output


MERGED = """
id: mine-afraid
message: "“{match}” is stiff."
why: It is.
find: (i'm|i am) afraid
examples:
- bad: I'm afraid it rains.
- good: Thank you.
"""
PAYS = """
id: mine-pays
message: "“{match}” is about money."
why: It is.
find: afraid you pay
rewrite: {text: afraid you cover, replaces: match, drops: [pay]}
examples:
- bad: I'm afraid you pay it.
- good: Thank you.
"""


def test_what_was_there_before_does_not_stop_a_rewrite(tmp_path: Path) -> None:
    path = rule_file(tmp_path, MERGED, PAYS)
    arguments = ["check", "--rules", str(path), "--select", "dead-end/mine-afraid"]
    arguments += ["--select", "dead-end/mine-pays", "--exit-zero"]
    output = CliRunner().invoke(main, arguments, input="I'm afraid you pay it.").output
    assert "→ I'm afraid you cover it." in output


def test_examples_that_hold(tmp_path: Path) -> None:
    rules = [rule.format(kind="good", text="Hello.") for rule in (CLAUSE, PHRASE)]
    assert outcome(rule_file(tmp_path, *rules)) == (0, "2 rules, 6 examples, 0 failed")


@pytest.mark.parametrize("category", ["dead-end", "missing-empathy", "vague-timing", "shouting"])
def test_rules_alone_are_what_they_are_among_all(tmp_path: Path, category: str) -> None:
    path = tmp_path / "own.yaml"
    text = (rules_folder() / "en" / f"{category}.yaml").read_text("utf-8")
    # The shipped cues and sets stay; the rules come again under other names.
    _, _, rules = text.partition("\nrules:\n")
    yields = [line for line in text.splitlines() if line.startswith("yields-to:")]
    own = "\n".join([f"category: {category}", *yields, "rules:"])
    path.write_text(f"{own}\n{rules.replace('- id: ', '- id: mine-')}", "utf-8")
    alone, among = load_alone("en", (path,)), load_rulebook("en", (path,))
    names = {info.id for info in alone.infos}
    assert names == {info.id for info in among.infos if "/mine-" in info.id}
    assert [rule.info for rule in alone.avoid] == [
        rule.info for rule in among.avoid if rule.info.id in names
    ]
    for cues in ([each.cues for each in alone.avoid], [each.cues for each in alone.prefer]):
        assert frozenset().union(*cues) <= alone.cues.keys() | {
            "layout:item",
            "layout:step",
            "layout:greeting",
        }
    assert CliRunner().invoke(main, ["rules", "test", str(path)]).exit_code == 0


def test_what_is_wrong_is_said_as_ever(tmp_path: Path) -> None:
    path = rule_file(tmp_path, CLAUSE.format(kind="good", text="Hello."))
    text = path.read_text("utf-8")
    for wrong in (
        text.replace("mine-wait", "no-idea"),  # there is one
        text.replace("customer", "costumer"),
        text.replace("examples", "unless: [nothing-such]\n  examples"),
    ):
        path.write_text(wrong, "utf-8")
        with pytest.raises(RuleError) as among:
            load_rulebook("en", (path,))
        with pytest.raises(RuleError) as alone:
            load_alone("en", (path,))
        assert str(alone.value) == str(among.value)


def test_a_shipped_file_can_be_tried() -> None:
    path = rules_folder() / "en" / "missing-empathy.yaml"
    code, output = outcome(path)
    assert (code, output.startswith("2 rules, ")) == (0, True)
    assert {info.category for info in load_alone("en", (path,)).infos} == {"missing-empathy"}
    assert load_rulebook("en", (path,)).infos == load_rulebook("en").infos


DOCS = Path(__file__).parents[1] / "docs" / "rules.md"


@pytest.mark.skipif(not DOCS.exists(), reason="the docs are in the checkout")
def test_the_docs_show_what_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _, _, section = DOCS.read_text("utf-8").partition("## Trying rules")
    blocks = dict(re.findall(r"```(yaml|text)\n(.*?)```", section, re.DOTALL))
    monkeypatch.chdir(tmp_path)
    Path("ours.yaml").write_text(blocks["yaml"], "utf-8")
    monkeypatch.setenv("COLUMNS", "100")
    result = CliRunner().invoke(main, ["rules", "test", "ours.yaml"])
    assert (result.exit_code, result.output) == (1, blocks["text"])
