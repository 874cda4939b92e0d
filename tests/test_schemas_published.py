"""The JSON Schemas: kept current, right for what is right, and against what is wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft7Validator

import replylint
from replylint.cli import main
from replylint.config import forms
from replylint.config.checking import FORMS
from replylint.config.template import template
from replylint.grammar.forms import Key, mappings
from replylint.rulebook.checking import Checker
from replylint.rulebook.keys import RULE_FILE
from replylint.rulebook.library import rules_folder
from replylint.rulebook.nodes import Faults, compose
from replylint.rulebook.pack_keys import MANIFEST
from replylint.schemas import Subject, schema
from replylint.schemas.values import values

FOLDER = Path(replylint.__file__).parent / "schemas"
RULES = """\
category: dead-end
sets:
  ignorance: [no idea, no clue]
cues:
  will-ask: ["i will ask"]
rules:
- id: no-idea
  message: m
  why: w
  find: {phrase: "have {ignorance}", where: {reported: "not by-customer"}}
  unless: {cue: will-ask, in: following}
  examples:
  - bad: I have no idea.
  - good: I have an idea.
"""
CONFIG = """\
kind: macro
severities: {jargon: off}
min-score: 60
fields: ["texts[*].en", {path: "macros[*].text", kind: chat}]
per-file:
- {files: chat/, kind: chat}
"""
PACK = """\
name: acme-voice
format: 1
extends: [standard, ../base]
voice: we
tone: formal
prefer-words: {client: customer, issue: {say: problem, as: noun}}
change-rules:
  dead-end/no-idea: {severity: off, unless: {add: [will-ask]}}
  jargon: on
change-sets: {partners: {add: [DPD], remove: [bank]}}
"""
WRONG: list[tuple[Subject, str, str]] = [
    (Subject.RULES, "id: no-idea", "id: No idea"),
    (Subject.RULES, "id: no-idea", "name: no-idea"),
    (Subject.RULES, "dead-end", "deadend"),
    (Subject.RULES, "dead-end", "missing-thanks"),
    (Subject.RULES, "category: dead-end\n", ""),
    (Subject.RULES, "  why: w\n", ""),
    (Subject.RULES, "why: w", "whi: w"),
    (Subject.RULES, "not by-customer", "not by-nobody"),
    (Subject.RULES, "in: following", "in: folowing"),
    (Subject.RULES, "cue: will-ask, ", ""),
    (Subject.RULES, 'phrase: "have {ignorance}"', "shape: capitals"),
    (Subject.RULES, '{phrase: "have {ignorance}", where:', "{clause: {tense: past}, where:"),
    (Subject.RULES, "- bad: I have no idea.", "- {bad: I, good: You}"),
    (Subject.RULES, "- bad: I have no idea.", "- {good: I, rewrite: You}"),
    (Subject.RULES, "[no idea, no clue]", "{no: idea}"),
    (Subject.RULES, "message: m", "message: m\n  quoted: perhaps"),
    (Subject.RULES, "rules:\n", "rules: []\nnote:\n"),
    (Subject.PACK, "name: acme-voice", "name: Acme"),
    (Subject.PACK, "format: 1", "format: 2"),
    (Subject.PACK, "voice: we", "voice: us"),
    (Subject.PACK, "say: problem, ", ""),
    (Subject.PACK, "unless: {add: [will-ask]}", "unless: will-ask"),
    (Subject.PACK, "jargon: on", "jargon: loud"),
    (Subject.PACK, "{add: [DPD], remove: [bank]}", "[DPD]"),
    (Subject.CONFIG, "kind: macro", "change-rules: {jargon: loud}"),
    (Subject.CONFIG, "kind: macro", "kind: letter"),
    (Subject.CONFIG, "kind: macro", "knid: macro"),
    (Subject.CONFIG, "jargon: off", "jargon: loud"),
    (Subject.CONFIG, "60", "600"),
    (Subject.CONFIG, "files: chat/, ", ""),
    (Subject.CONFIG, 'path: "macros[*].text", ', ""),
    (Subject.PYPROJECT, "kind: macro", "kind: letter"),
]  # fmt: skip


def validator(subject: Subject) -> Draft7Validator:
    return Draft7Validator(json.loads(schema(subject)))


def document(subject: Subject, change: tuple[str, str] = ("", "")) -> Any:  # noqa: ANN401
    text = {Subject.RULES: RULES, Subject.PACK: PACK}.get(subject, CONFIG)
    assert change[0] in text
    value = values(text.replace(*change, 1) if change[0] else text)
    return {"tool": {"replylint": value, "other": 1}} if subject is Subject.PYPROJECT else value


@pytest.mark.parametrize("subject", Subject)
def test_the_published_files_are_current(subject: Subject) -> None:
    assert (FOLDER / f"{subject.value}.json").read_text(encoding="utf-8") == schema(subject)
    Draft7Validator.check_schema(json.loads(schema(subject)))


@pytest.mark.parametrize("subject", Subject)
def test_the_command_prints_it(subject: Subject) -> None:
    result = CliRunner().invoke(main, ["rules", "schema", subject.value], standalone_mode=False)
    assert result.output == schema(subject)


@pytest.mark.parametrize(
    "path", sorted(rules_folder().glob("*/*.yaml")), ids=lambda path: path.stem
)
def test_shipped_rules_are_right(path: Path) -> None:
    errors = validator(Subject.RULES).iter_errors(values(path.read_text(encoding="utf-8")))
    assert [(list(error.path), error.message) for error in errors] == []


@pytest.mark.parametrize("subject", Subject)
def test_right_ones_are_right(subject: Subject) -> None:
    assert list(validator(subject).iter_errors(document(subject))) == []


@pytest.mark.parametrize(("subject", "old", "new"), WRONG)
def test_wrong_ones_are_wrong(subject: Subject, old: str, new: str) -> None:
    assert list(validator(subject).iter_errors(document(subject, (old, new)))) != []


def test_what_init_writes_is_right() -> None:
    keys = [line[2:] for line in template().splitlines() if line.startswith("# ") and ": " in line]
    known = forms.config_form().by_name
    text = "\n".join(line for line in keys if line.partition(":")[0] in known)
    assert len(text.splitlines()) == len(known)
    assert list(validator(Subject.CONFIG).iter_errors(values(text))) == []


def described() -> Iterator[tuple[Subject, str, Key]]:
    for subject, form in (
        (Subject.RULES, RULE_FILE),
        (Subject.PACK, MANIFEST),
        (Subject.CONFIG, forms.config_form()),
    ):
        for keys in mappings(form):
            for key in keys.keys:
                yield subject, keys.name, key


@pytest.mark.parametrize(
    ("subject", "name", "key"), list(described()), ids=lambda value: getattr(value, "name", value)
)
def test_each_key_has_a_meaning_and_a_right_example(subject: Subject, name: str, key: Key) -> None:
    whole = json.loads(schema(subject))
    made = whole["definitions"][name]["properties"][key.name]
    assert made["description"].endswith(".")
    shown = [*made["examples"], *([made["default"]] if "default" in made else [])]
    check = Draft7Validator({**made, "definitions": whole["definitions"]})
    assert [error.message for value in shown for error in check.iter_errors(value)] == []
    faults = Faults()
    node = compose(key.example, "example", faults)
    assert node is not None
    Checker(key.form).check(node, key.form)
    assert faults.items == []


def test_each_value_of_the_configuration_has_a_form_and_a_reader() -> None:
    assert forms.FORMS.keys() == FORMS.keys()
