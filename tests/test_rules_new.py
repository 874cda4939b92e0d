"""`rules new`: whatever sentence it is given, the file it writes is valid and its examples hold."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from replylint.authoring.beginning import begin
from replylint.authoring.rule_text import rule_text
from replylint.cli import main
from replylint.languages.language import language
from replylint.languages.reading import Reading
from replylint.rulebook.library import load_rulebook
from replylint.storage import user_folder

RULEBOOK = load_rulebook("en")


def new(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["rules", "new", *map(str, arguments)])


@pytest.mark.parametrize("text", ["You are", "Our system is", "They will"])
def test_a_sentence_that_ends_with_its_verb(text: str) -> None:
    result = new("--print", text)
    assert "itself failed" not in result.output
    assert result.exit_code in (0, 2)


def test_a_sentence_that_is_no_text() -> None:
    result = new("--print", "You failed \udcff to do it")
    assert (result.exit_code, "that is no text" in result.output) == (2, True)


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("text", "lines", "good"),
    [
        (
            "You'll have to wait.",
            ["predicate: [wait]", "subject: customer", "modality: [have to]", 'negated: "no"'],
            "You will not have to wait.",
        ),
        (
            "We can't help you.",
            ["predicate: [help]", "subject: agent", "modality: [can]", 'negated: "yes"'],
            "We can help you.",
        ),
        (
            "You forgot to attach it.",
            ["predicate: [forget]", "subject: customer", "tense: past", 'hypothetical: "no"'],
            "You did not forget to attach it.",
        ),
        (
            "Please read the manual.",
            ["predicate: [read]", "object: [manual]", "mood: command"],
            "Please do not read the manual.",
        ),
        (
            "Never call it a drop point.",
            ['phrase: "never <call> it (a|an|the) drop point"'],
            "Call it a drop point.",
        ),
        ("Calm down.", ["predicate: [calm down]", "mood: command"], "Do not calm down."),
        (
            "Your claim has been denied.",
            ["predicate: [deny]", 'passive: "yes"'],
            "Your claim has not been denied.",
        ),
        ("We've no record of it", ['phrase: "(i|we) have no record of it"'], "They've no record"),
        ("No worries, mate!", ['phrase: "no worries , <mate>"'], "You wrote “No worries, mate!”"),
        ("She is wrong.", ['phrase: "(he|she|they) <be> wrong"'], "She is not wrong."),
    ],
)
def test_what_is_proposed(text: str, lines: list[str], good: str) -> None:
    rule = begin(text, cache=user_folder())
    found = [line.strip() for line in rule.proposal.lines]
    assert [line for line in lines if line not in found] == []
    assert rule.good.startswith(good)


def test_a_file_is_written_and_tried() -> None:
    result = new("You'll have to wait.")
    assert result.exit_code == 0
    assert "wrote have-to-wait.yaml" in result.output
    assert result.output.rstrip().endswith("1 rules, 2 examples, 0 failed")
    text = Path("have-to-wait.yaml").read_text("utf-8")
    assert new("You'll have to wait.").exit_code == 2
    assert Path("have-to-wait.yaml").read_text("utf-8") == text
    assert new("You'll have to wait.", "--output-file", "b.yaml").exit_code == 0
    assert (
        new("You'll have to wait.", "--print").output == text == Path("b.yaml").read_text("utf-8")
    )


def test_it_goes_to_the_folder_of_the_rules() -> None:
    Path("ours").mkdir()
    Path("replylint.yaml").write_text("rules: [ours]\n", "utf-8")
    assert new("Kindly do the needful.").exit_code == 0
    assert [path.name for path in Path("ours").iterdir()] == ["kindly-needful.yaml"]
    # It is one of the team's rules now: the next one gets another name.
    assert "kindly-needful-2.yaml" in new("Kindly do the needful.").output
    checked = CliRunner().invoke(main, ["check", "-"], input="Kindly do the needful.")
    assert "kindly-needful" in checked.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([""], "no words"),
        (["123 !!"], "no words"),
        (["I won't. You will."], "2 sentences"),
        (["Sie müssen leider warten, wir haben keine Zeit für Sie"], "language “de”"),
        (["No way", "--category", "dead-ends"], "did you mean “dead-end”?"),
        (["No way", "--category", "missing-thanks"], "what a reply lacks"),
        (["No way", "--as", "clause"], "--as phrase"),
        (["word " * 100], "is long"),
        (["No way", "--print", "--output-file", "x.yaml"], "--print"),
        (["No way", "--output-file", "none/x.yaml"], "no folder none"),
        (["No way", "--lang", "xx"], "xx"),
    ],
)
def test_what_it_can_not_begin_with(arguments: list[str], said: str) -> None:
    result = new(*arguments)
    assert (result.exit_code, said in result.output) == (2, True), result.output
    assert list(Path().iterdir()) == []


def test_the_category() -> None:
    assert begin("You forgot to attach it.").category == "blame-customer"
    rule = begin("You forgot to attach it.", category="hostility")
    assert (rule.category, rule.known, rule.id) == (
        "hostility",
        "blame-customer/failed",
        "hostility/forgot-attach",
    )


ODD = [
    "{{name}}: no",
    "#1 rule: don't",
    '"Sorry" isn\'t enough',
    "👍 great",
    "C++ (beta) [x] <y> {z} $5 *",
    "it's 5 o'clock somewhere, yes: no # not",
    "- no",
    "José's café\tis   closed",
    "Wait | what; really?!",
    "https://example.com is down",
]


BAD = [next(each.text for each in info.examples if each.bad) for info in RULEBOOK.infos]
SENTENCES = [
    text
    for text in BAD
    if len(text) < 200 and len(Reading(text, language("en"), RULEBOOK.lexicon).sentences) == 1
]


@pytest.mark.parametrize(
    ("text", "way"),
    [(text, "phrase" if at % 3 == 0 else None) for at, text in enumerate(ODD + SENTENCES[::9])],
)
def test_whatever_the_sentence_the_file_is_valid_and_its_examples_hold(
    text: str, way: str | None
) -> None:
    rule = begin(text, way=way, cache=user_folder())
    path = Path("rule.yaml")
    path.write_text(rule_text(rule), "utf-8")
    result = CliRunner().invoke(main, ["rules", "test", str(path)])
    assert (result.exit_code, "1 rules, 2 examples, 0 failed" in result.output) == (0, True)
    assert rule.good != rule.bad
