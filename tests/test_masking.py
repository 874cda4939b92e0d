"""Placeholders of all help desks are masked whole; what only looks like one is text."""

from __future__ import annotations

import time

import pytest

from replylint.prose.masking import Mask, MaskType, masks

NAME, DATE, CODE, THING, MARKUP, LINK = (
    MaskType.NAME, MaskType.DATE, MaskType.CODE, MaskType.THING, MaskType.MARKUP, MaskType.LINK,
)  # fmt: skip
PLACEHOLDERS: list[tuple[str, MaskType]] = [
    ("{{ticket.requester.first_name}}", NAME),
    ("{{ticket.requester.firstname}}", NAME),
    ("{{ticket.agent.name}}", NAME),
    ("{{helpdesk_name}}", NAME),
    ("{{dc.return_policy}}", THING),
    ("{{ ticket.created_at | date: '%d %B' }}", DATE),
    ('{{user.name|fallback:"there"}}', NAME),
    ('<attribute key="user.name" default="there"/>', NAME),
    ("{%customer.firstName,fallback=there%}", NAME),
    (
        '{{ticket.customer.integrations.shopify.orders[0].created_at|datetime_format("MMM Do YY")}}',
        DATE,
    ),
    ("{{contact.firstname|there}}", NAME),
    ("{{ contact.first_name || 'there'}}", NAME),
    ("[[MISSING TOKEN - contact.firstname]]", NAME),
    ("{!Contact.FirstName}", NAME),
    ("{!Case.CaseNumber}", CODE),
    ("ref:{!Case.Thread_Id}", CODE),
    ("ref:_00D30abcde._500f0abcde:ref", CODE),
    ("{{{Recipient.FirstName}}}", NAME),
    ("${Cases.Contact Name}", NAME),
    ("[[sn.org.signature]]", NAME),
    ("{{customer.firstName}}", NAME),
    ("%FIRST_NAME%", NAME),
    ("%name%", NAME),
    ("#{ticket.customer.firstname}", NAME),
    ("#{t(ticket.state.name)}", NAME),
    ('#{dt(ticket.updated_at, "%A %Y-%m-%d", "Europe/Berlin")}', DATE),
    ("%{ticket.name.first}", NAME),
    ("%{ticket.number}", CODE),
    ("%{recipient.ticket_link}", LINK),
    ("%{reply_to_name,fallback:there}", NAME),
    ("%{my_name}", NAME),
    ("$currentUserName$", NAME),
    ("{{user.login}}", NAME),
    ("<insert issue>", THING),
    ("<Fill in the Order ID here>", CODE),
    ("<NAME>", NAME),
    ("[Customer Name]", NAME),
    ("[USER_NAME]", NAME),
    ("[IF NEED MORE INFO:]", THING),
    ("{first_name}", NAME),
    ("<%= customer.name %>", NAME),
    ("{% if ticket.assigned_to %}", MARKUP),
    ("{%endif%}", MARKUP),
    ("{%- else -%}", MARKUP),
    ("{{#if order}}", MARKUP),
    ("{{/if}}", MARKUP),
    ("{{else}}", MARKUP),
    ("<% if a < b %>", MARKUP),
]


def placeholders(text: str) -> list[Mask]:
    return [mask for mask in masks(text) if mask.placeholder]


@pytest.mark.parametrize(("text", "kind"), PLACEHOLDERS)
def test_masked_whole(text: str, kind: MaskType) -> None:
    for before, after in [("", ""), ("Hi ", ", you forgot it."), ("(", ")"), ("order ", ".")]:
        (mask,) = placeholders(before + text + after)
        assert (mask.span.start, mask.span.end, mask.type) == (
            len(before),
            len(before + text),
            kind,
        )


def test_neighbours_are_two() -> None:
    for text in ("{{a}}{{b}}", "#{a}#{b}", "%{a} %{b}", "{!a}{!b}", "%name% %other%"):
        assert len(placeholders(text)) == 2


def test_an_order_number_in_braces_is_no_zammad_variable() -> None:
    (mask,) = placeholders("order #{{order.number}} is late")
    assert mask.span.start == len("order #")


@pytest.mark.parametrize(
    "text",
    [
        "20% off and 30% on top",
        "100 %, that is 5% more",
        "It costs $5 to $10",
        "Set { and } yourself",
        "We have [3] of them",
        "See [this page](https://x.example)",
        "a < b and c > d",
        "I <3 it",
        "#1 in the list",
        "{ }",
        "50%{",
        "<br> and <b>this</b> and <DIV>",
        "<input disabled>",
        "see <https://x.example/a> or <joe@x.example>",
        "[x] done",
        "[Datenschutz]",
        "[Nameless]",
        "C# and F#",
        "$$",
        "e.g. %ProgramFiles(x86)%",
    ],
)
def test_near_misses(text: str) -> None:
    assert placeholders(text) == []


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Hi\n-- \nAda, Head of x", "Hi\n"),
        ("##- Please type your reply above this line -##\nHi", "\nHi"),
        ("Hi\n> you said\n> so\nYes", "Hi\nYes"),
        ("Hi\n\nOn 3 May 2024 at 10:12, Jo <jo@x.example> wrote:\n> old", "Hi\n\n\n"),
        ("Hallo\n\nAm 03.05.2024 um 10:12 schrieb Jo <jo@x.example>:\n> alt", "Hallo\n\n\n"),
        ("Bonjour\n\nLe 3 mai 2024 à 10:12, Jo a écrit :\n> vieux", "Bonjour\n\n\n"),
        ("Hi\n-----Original Message-----\nFrom: x", "Hi\n"),
        (
            "On Monday our engineer wrote:\nit is fixed",
            "On Monday our engineer wrote:\nit is fixed",
        ),
    ],
)
def test_history_and_signatures(text: str, kept: str) -> None:
    found = text
    for mask in reversed(masks(text)):
        if mask.type is MaskType.BLOCK:
            found = found[: mask.span.start] + found[mask.span.end :]
    assert found == kept


@pytest.mark.parametrize(
    "piece",
    ["{{", "{%", "{!", "#{", "%{", "[[", "<%", "<a ", "%a", "$a", "<attribute ", "{a", "[Your ", "<A", "ref:_", "<!--"],
)  # fmt: skip
def test_hostile_text(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    start = time.process_time()
    masks(text)
    assert time.process_time() - start < 1
