"""Rewrites: filled from the clause, fitted to the reply, and offered only if no fact is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from replylint.linter import Linter, Settings
from replylint.model.finding import Applicability, Finding
from replylint.model.places import SourceMap
from replylint.model.reply import Kind, Reply

RULES = """\
category: {category}
rules:
- id: under-test
  message: m
  why: w
  find: {find}
  rewrite: {rewrite}
  examples:
  - bad: b
  - good: g
"""
OMISSION = (
    "{clause: {predicate: [forget, fail, neglect], subject: customer, negated: no}}",
    (
        "It looks like {complement.object} still {complement.object>need} to be "
        "{complement.predicate:participle}{tail}"
    ),
)
UNTIL = (
    "{clause: {subject: agent, negated: yes, modality: [can], oblique: {preposition: [until]}}}",
    "{subject} can {predicate:base} {object} from {oblique}",
)
UNKNOWN = (
    "{clause: {subject: agent, negated: yes, predicate: [know]}}",
    "{I'll} find out {embedded} and get back to you",
)
GUARANTEE = (
    "{clause: {subject: agent, negated: no, predicate: [guarantee]}}",
    "{I'm} aiming for {complement.subject:as-object} to {complement.predicate:base}{tail}",
)


def linted(
    tmp_path: Path, text: str, find: str, rewrite: str, category: str = "jargon"
) -> Finding | None:
    path = tmp_path / "rule.yaml"
    path.write_text(RULES.format(category=category, find=find, rewrite=rewrite), "utf-8")
    linter = Linter(Settings(frozenset({f"{category}/under-test"}), Kind.CHAT, "en", (path,)))
    (report,) = linter.lint([Reply(text, SourceMap.identity(0, len(text)))])
    return report.findings[0] if report.findings else None


def rewritten(tmp_path: Path, text: str, find: str, template: str, more: str = "") -> str | None:
    """Return the text with the first rewrite, None if none is offered."""
    finding = linted(
        tmp_path, text, find, "[{text: '" + template.replace("'", "''") + "'" + more + "}]"
    )
    assert finding is not None
    fix = next((fix for fix in finding.fixes if fix.edits), None)
    if fix is None:
        return None
    for edit in reversed(fix.edits):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        (OMISSION, "You forgot to attach the invoice to your claim.", "It looks like the invoice still needs to be attached to your claim."),
        (OMISSION, "You failed to send the two forms.", "It looks like the two forms still need to be sent."),
        (OMISSION, "you forgot to sign {{form.name}} 🙏", "it looks like {{form.name}} still needs to be signed 🙏"),
        (OMISSION, "Thanks, but you forgot to attach “the file”.", "Thanks, but it looks like “the file” still needs to be attached."),
        (OMISSION, "You forgot to pay.", None),
        (UNTIL, "We can't ship it until Monday.", "We can ship it from Monday."),
        (UNKNOWN, "I don't know which plan included roaming.", "I'll find out which plan included roaming and get back to you."),
        (UNKNOWN, "We don’t know when it ships.", "We’ll find out when it ships and get back to you."),
        (UNKNOWN, "I do not know when it ships.", "I will find out when it ships and get back to you."),
        (GUARANTEE, "We guarantee the engineer will have your line working by Thursday.", "We're aiming for the engineer to have your line working by Thursday."),
    ],
)  # fmt: skip
def test_structural_rewrites(
    tmp_path: Path, rule: tuple[str, str], text: str, expected: str | None
) -> None:
    more = ", flips: yes"
    assert rewritten(tmp_path, text, *rule, more) == expected


@pytest.mark.parametrize(
    ("find", "template", "text", "expected"),
    [
        ("as I said", "", "As I said, the shop opens at 9.", "The shop opens at 9."),
        ("as I said", "", "The shop, as I said, opens at 9.", "The shop opens at 9."),
        ("rma", "return number", "Send us an RMA today.", "Send us a return number today."),
        ("rma", "order number", "Send us a RMA today.", "Send us an order number today."),
        ("{shape: capitals}", "{match:lower}", "It is NOT here.", "It is not here."),
        ("{shape: capitals}", "{match:sentence-case}", "SEND IT BACK NOW!!!", "Send it back now!"),
        ("shortly", "by [date]", "We write shortly.", "We write by [date]."),
    ],
)  # fmt: skip
def test_rewrites_of_the_match(
    tmp_path: Path, find: str, template: str, text: str, expected: str
) -> None:
    assert (
        rewritten(tmp_path, text, find, template, ", replaces: match, drops: [say, rma, shortly]")
        == expected
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Such is life, the shop is closed.", "The shop is closed."),
        ("The shop is closed, such is life.", "The shop is closed."),
        ("The shop is closed, and such is life.", "The shop is closed."),
        ("Such is life, so the shop is closed.", "The shop is closed."),
        ("The shop is closed today. Such is life. We open at 9.", "The shop is closed today. We open at 9."),
        ("Such is life.", None),
        ("If the shop is closed, such is life.", None),
        ("Such is life without $5, the shop is closed.", None),
    ],
)  # fmt: skip
def test_an_aside_is_dropped_where_what_stays_is_whole(
    tmp_path: Path, text: str, expected: str | None
) -> None:
    assert rewritten(tmp_path, text, "such is life", "", ", replaces: aside, drops-found: yes") == (
        expected
    )


@pytest.mark.parametrize(
    ("template", "why"),
    [
        ("We ship it", "the date is lost"),
        ("We can't ship it on 3 May for now", "the fault is still there"),
        ("We can ship it on 3 May", "the polarity is flipped"),
        ("We can't can't ship it on 3 May", "a word stands twice"),
    ],
)
def test_what_loses_a_fact_or_turns_the_meaning_is_not_offered(
    tmp_path: Path, template: str, why: str
) -> None:
    text = "We can't ship it on 3 May."
    offered = rewritten(tmp_path, text, "{clause: {predicate: [ship]}}", template)
    assert offered is None, why


def test_a_blank_makes_a_suggestion(tmp_path: Path) -> None:
    finding = linted(
        tmp_path,
        "We write shortly.",
        "shortly",
        "[{text: 'by [date]', replaces: match, applicability: safe, drops: [shortly]}]",
    )
    assert finding is not None
    assert finding.fixes[0].applicability is Applicability.SUGGESTION


_NOUNS = st.sampled_from(
    ["invoice", "two forms", "photo of {{item}}", "order #4711", "“signed” copy", "€12.40 fee"]
)
_TAILS = st.sampled_from(
    [
        "",
        " by 3 May",
        " to ana@x.example",
        " for {{name}}",
        " (see https://x.example/a?b=1)",
        " at 10:30",
    ]
)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(noun=_NOUNS, tail=_TAILS, verb=st.sampled_from(["send", "attach", "sign", "pay"]))
def test_every_fact_survives(tmp_path: Path, noun: str, tail: str, verb: str) -> None:
    text = f"You forgot to {verb} the {noun}{tail}."
    offered = rewritten(tmp_path, text, *OMISSION)
    if offered is not None:
        assert noun in offered
        assert tail.strip() in offered


# -- from the rules ----------------------------------------------------------------------------


def test_a_last_resort_is_offered_only_where_nothing_else_is(tmp_path: Path) -> None:
    templates = (
        "[{words: ['gizmo', 'here'], text: 'tool here'}, "
        "{text: 'tool', replaces: match, last-resort: yes}]"
    )
    for text, expected in (("Our gizmo here.", ["tool here"]), ("Our gizmo.", ["tool"])):
        finding = linted(tmp_path, text, "gizmo", templates)
        assert finding is not None
        assert [edit.text for fix in finding.fixes for edit in fix.edits] == expected


def test_a_sentence_added_begins_with_a_capital(tmp_path: Path) -> None:
    template = "{before}tool{after}. {I'll} ask"
    more = ", replaces: sentence, drops: [gizmo]"
    changed = rewritten(tmp_path, "Our gizmo is big.", "gizmo", template, more)
    assert changed == "Our tool is big. We'll ask."


def test_what_follows_a_contraction_gets_a_space(tmp_path: Path) -> None:
    template = "[{words: ['are bound to'], text: 'should'}]"
    finding = linted(tmp_path, "You're bound to pass.", "bound to", template)
    assert finding is not None
    assert [edit.text for fix in finding.fixes for edit in fix.edits] == [" should"]


def test_the_speaker_counts_not_whose_thing_it_is(tmp_path: Path) -> None:
    template = '[{text: "{I\'m} sorry", replaces: match}]'
    finding = linted(tmp_path, "I regret our gizmo.", "I regret", template)
    assert finding is not None
    assert [edit.text for fix in finding.fixes for edit in fix.edits] == ["I'm sorry"]


@pytest.mark.parametrize(
    ("words", "template", "text", "expected"),
    [
        ('["^ [so]", "send us"]', "{1} please {2:lower}", "Send us the form.", "Please send us the form."),
        ('["^ [so]", "send us"]', "{1} please {2:lower}", "So send us the form.", "So please send us the form."),
        ('["send us", "the *", "$"]', "{2} {2>be} needed", "Send us the forms.", "The forms are needed."),
        ('["^ the *", "is up: send us"]', "please pass {1} on:", "The code is up: send us it.", "Please pass the code on: it."),
        ('["stop", "*", "send us"]', "no need to {2:base}: send us", "Stop calling, send us.", None),
        ('["stop", "*"]', "no need to {2:base}", "Stop calling.", "No need to call."),
    ],
)  # fmt: skip
def test_rewrites_of_patterns_in_a_row(
    tmp_path: Path, words: str, template: str, text: str, expected: str | None
) -> None:
    more = f", words: {words}, flips: yes, drops: [up]"
    find = '["^ [so] send us", ": send us", "stop"]'
    assert rewritten(tmp_path, text, find, template, more) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The warehouse has lost your lamp.", "We have lost your lamp."),
        ("Sadly, our warehouse lost your lamp.", "Sadly, we lost your lamp."),
        ("The warehouse in Leeds lost your lamp.", None),
        ("Your warehouse lost my lamp.", None),
        ("The warehouse lost your lamp, they were in a hurry.", None),
    ],
)
def test_the_company_speaks_for_its_parts(tmp_path: Path, text: str, expected: str | None) -> None:
    more = ", replaces: subject, drops: [warehouse]"
    find = "{clause: {predicate: [lose], subject: [company-part, other]}}"
    assert rewritten(tmp_path, text, find, "we", more) == expected


GLOSSES = """\
category: jargon
rules:
- id: under-test
  message: m
  why: w
  find: {phrase: [rma, rmas, eod, p2, doa, l2, "by eod friday"]}
  rewrite: [{text: "{gloss}", replaces: match, applicability: safe, drops-found: yes}]
  glosses:
    rma: return number
    rmas: return numbers
    eod: the end of the day
    p2: priority-2 …
    doa: is faulty on arrival
    l2: some specialist support
  examples:
  - bad: b
  - good: g
"""


@pytest.mark.parametrize(
    ("text", "how", "expected"),
    [
        ("Your RMA is 4711.", "safe", "Your return number is 4711."),
        ("We've sent you an RMA.", "safe", "We've sent you a return number."),
        ("The new RMA is on its way.", "safe", "The new return number is on its way."),
        ("RMAs are valid for a month.", "safe", "Return numbers are valid for a month."),
        ("We have sent the RMAs.", "safe", "We have sent the return numbers."),
        ("Your parcel went back under RMA.", "unsafe", "Your parcel went back under return number."),
        ("The RMA desk is open.", "unsafe", "The return number desk is open."),
        ("The RMA's bar code is torn.", "unsafe", "The return number's bar code is torn."),
        ("We'll RMA it.", None, None),
        ("Please RMA the phone.", None, None),
        ("You'll hear from us by EOD.", "safe", "You'll hear from us by the end of the day."),
        ("We're here until EOD tomorrow.", "safe", "We're here until the end of the day tomorrow."),
        ("I have the figures EOD Tuesday.", None, None),
        ("Our EOD figures are in.", None, None),
        ("This is a P2 ticket.", "safe", "This is a priority-2 ticket."),
        ("This is a P2.", None, None),
        ("The heater is DOA.", "safe", "The heater is faulty on arrival."),
        ("The heater arrived DOA.", "unsafe", "The heater arrived faulty on arrival."),
        ("The DOA heater is back.", None, None),
        ("This went to L2.", "safe", "This went to specialist support."),
        ("L2 has it now.", "safe", "Specialist support has it now."),
    ],
)  # fmt: skip
def test_a_term_is_spelt_out_where_its_meaning_reads_well(
    tmp_path: Path, text: str, how: str | None, expected: str | None
) -> None:
    path = tmp_path / "rule.yaml"
    path.write_text(GLOSSES, "utf-8")
    linter = Linter(Settings(frozenset({"jargon/under-test"}), Kind.CHAT, "en", (path,)))
    (report,) = linter.lint([Reply(text, SourceMap.identity(0, len(text)))])
    (finding,) = report.findings
    fixes = [(fix.applicability.value, fix.edits[0]) for fix in finding.fixes if fix.edits]
    if expected is None:
        assert not fixes
        return
    ((applicability, edit),) = fixes
    assert text[: edit.span.start] + edit.text + text[edit.span.end :] == expected
    assert applicability == how


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("E-Mail us the form.", "Please e-mail us the form."),
        ("Then E-Mail us the form.", "Then please e-mail us the form."),
        ("Email us the form.", "Please email us the form."),
        ("e-mail us the form.", "please e-mail us the form."),
    ],
)
def test_a_word_with_a_hyphen_is_taken_whole(text: str, expected: str) -> None:
    linter = Linter(Settings(frozenset({"command/bare-demand"}), Kind.CHAT, "en"))
    (report,) = linter.lint([Reply(text, SourceMap.identity(0, len(text)))])
    edits = [fix.edits[0] for fix in report.findings[0].fixes if fix.edits]
    results = {text[: edit.span.start] + edit.text + text[edit.span.end :] for edit in edits}
    assert results == {expected}
