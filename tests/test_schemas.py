"""Which parts of which help desk's file are read: small files of each shape, in our own words."""

from __future__ import annotations

import json
from importlib import import_module
from inspect import signature
from pathlib import Path
from pkgutil import iter_modules

import pytest

from replylint.model.reply import Document, Kind, Markup, Reply
from replylint.readers import FieldMapping, read, read_bytes, schemas
from replylint.readers.registry import suffixes

INLINE = "<p>Hi {{a}},</p><p>You <b>forgot</b> it.</p>"
COPY = "Hi {{a}},\n\nYou forgot it."


def document(text: str | object, name: str) -> Document:
    data = text if isinstance(text, str) else json.dumps(text)
    reading = read_bytes(data.encode(), name)
    assert reading.document is not None
    assert reading.problems == ()
    return reading.document


def shown(reply: Reply) -> tuple[str | None, Kind | None, str]:
    return reply.name, reply.kind, reply.text


MACRO, EMAIL, FRAGMENT = Kind.MACRO, Kind.EMAIL, Kind.FRAGMENT
CASES: dict[str, tuple[str, object, list[tuple[str | None, Kind | None, str]]]] = {
    "zendesk": (
        "macros.json",
        {
            "macros": [
                {"title": "Late", "active": True, "actions": [
                    {"field": "status", "value": "open"},
                    {"field": "subject", "value": "Your parcel"},
                    {"field": "comment_value", "value": "Hi **you**"}]},
                {"title": "Note", "active": True, "actions": [
                    {"field": "comment_value", "value": "internal"},
                    {"field": "comment_mode_is_public", "value": "false"}]},
                {"title": "Old", "active": False, "actions": [{"field": "comment_value", "value": "old"}]},
                {"title": "Channel", "actions": [{"field": "comment_value", "value": ["channel:all", "Hello"]}]},
                {"title": "Html", "actions": [
                    {"field": "comment_value_html", "value": INLINE}, {"field": "comment_value", "value": COPY}]},
            ]
        },
        [("Late", FRAGMENT, "Your parcel"), ("Late", MACRO, "Hi **you**"), ("Channel", MACRO, "Hello"),
         ("Html", MACRO, COPY)],
    ),
    "zendesk one macro": (
        "macro.json",
        {"macro": {"title": "Late", "actions": [{"field": "comment_value", "value": "Hi"}]}},
        [("Late", MACRO, "Hi")],
    ),
    "zendesk table": (
        "macros.csv",
        ('title,active,actions_json\nA,True,"[{""field"": ""comment_value"", ""value"": ""a\\n\\""b""}]"\n'
        'B,False,"[{""field"": ""comment_value"", ""value"": ""x""}]"\n'),
        [("A", MACRO, 'a\n"b')],
    ),
    "zendesk dynamic content": (
        "content.json",
        {"items": [{"name": "bye", "variants": [
            {"content": "See you", "locale_id": 1, "active": True}, {"content": "x", "locale_id": 8, "active": False}]}]},
        [("bye", FRAGMENT, "See you")],
    ),
    "freshdesk": (
        "canned.json",
        [{"id": 1, "title": "Late", "content": COPY, "content_html": INLINE, "folder_id": 3}],
        [("Late", MACRO, COPY)],
    ),
    "intercom": (
        "macros.json",
        {"type": "list", "data": [
            {"type": "macro", "name": "Late", "body": '<p>Hi <attribute key="user.name" default="there"/>, you forgot it.</p>',
             "body_text": 'Hi {{user.name|fallback:"there"}}, you forgot it.'},
            {"name": "Blocks", "blocks": [{"type": "paragraph", "text": "Hello <b>you</b>"}]}]},
        [("Late", MACRO, 'Hi <attribute key="user.name" default="there"/>, you forgot it.'), ("Blocks", MACRO, "Hello you")],
    ),
    "helpscout": (
        "reply.json",
        {"id": 1, "name": "Late", "text": "Hi {%customer.firstName,fallback=there%},<br />you forgot it.",
         "chatText": "Hi {%customer.firstName,fallback=there%},\nyou forgot it."},
        [("Late", MACRO, "Hi {%customer.firstName,fallback=there%},\nyou forgot it.")],
    ),
    "front": (
        "templates.json",
        {"_results": [{"_links": {}, "id": "rsp_1", "name": "Late", "subject": "Your order", "body": "<div>Hi</div>"},
                      {"_links": {}, "id": "rsp_2", "name": "No subject", "subject": None, "body": "Hi"}]},
        [("Late", FRAGMENT, "Your order"), ("Late", MACRO, "Hi"), ("No subject", MACRO, "Hi")],
    ),
    "gorgias": (
        "macros.json",
        {"data": [{"id": 1, "name": "Late", "language": "fr", "actions": [
            {"name": "setStatus", "arguments": {"status": "closed"}},
            {"name": "setResponseText", "arguments": {"body_html": INLINE, "body_text": COPY}}]}]},
        [("Late", MACRO, COPY)],
    ),
    "kustomer": (
        "shortcuts.json",
        {"data": [{"type": "shortcut", "attributes": {"name": "Late", "draft": {"text": "Hi **you** [[sn.org.x]]"}}}]},
        [("Late", MACRO, "Hi **you** [[sn.org.x]]")],
    ),
    "reamaze": (
        "templates.json",
        {"page_count": 1, "response_templates": [{"name": "Late", "body": "Hi {{n}}"}]},
        [("Late", MACRO, "Hi {{n}}")],
    ),
    "zammad": (
        "text_modules.json",
        [{"name": "Late", "keywords": "late", "content": "Hi #{ticket.customer.firstname},<br>you forgot it", "locale": "en-us",
          "active": True}, {"name": "Old", "keywords": "", "content": "x", "active": False}],
        [("Late", MACRO, "Hi #{ticket.customer.firstname},\nyou forgot it")],
    ),
    "chatwoot": (
        "canned.json",
        [{"id": 1, "account_id": 1, "short_code": "late", "content": "Hi {{contact.name}}"}],
        [("late", MACRO, "Hi {{contact.name}}")],
    ),
    "chatwoot table": ("canned.csv", "short_code,content\nlate,Hi there\n", [("late", MACRO, "Hi there")]),
    "osticket": (
        "premade.yaml",
        ("- isenabled: 1\n  title: Late\n  response: |\n    Hi %{ticket.name.first},\n    <br>\n    thanks\n  notes: |\n    ours\n"
        "- isenabled: 0\n  title: Off\n  response: x\n  notes: y\n"),
        [("Late", MACRO, "Hi %{ticket.name.first},\nthanks")],
    ),
    "osticket mail": (
        "ticket.reply.yaml",
        'notes: ours\nsubject: |\n  Re: %{ticket.subject}\nbody: |\n  <h3>Dear you,</h3>\n  <a href="%{u}">See\n  it</a>\n',
        [("ticket.reply.yaml", FRAGMENT, "Re: %{ticket.subject}\n"), ("ticket.reply.yaml", EMAIL, "Dear you,\n\nSee it")],
    ),
    "discourse": (
        "replies.json",
        {"replies": [{"id": "1", "title": "Late", "content": "Hi %{reply_to_name}"}]},
        [("Late", MACRO, "Hi %{reply_to_name}")],
    ),
    "discourse locale": (
        "server.de.yml",
        "de:\n  site_settings:\n    enabled: 'An?'\n  replies:\n    first:\n      title: Erste\n      body: Hallo du\n",
        [("Erste", MACRO, "Hallo du")],
    ),
    "github replies": (
        "replies.yml",
        "replies:\n  - body: |\n      Duplicate of #<insert issue>.\n    name: Duplicate\n",
        [("Duplicate", MACRO, "Duplicate of #<insert issue>.\n")],
    ),
    "github form": (
        "bug.yml",
        ("name: Bug\ndescription: d\nbody:\n  - type: markdown\n    attributes: {value: Thanks!}\n"
        "  - type: checkboxes\n    attributes: {label: Check, options: [{label: I did}]}\n"),
        [("Bug", FRAGMENT, "Thanks!"), ("Bug", FRAGMENT, "Check"), ("Bug", FRAGMENT, "I did")],
    ),
    "github template": (
        "bug.md",
        "---\nname: Bug\nabout: Report\nlabels: bug\n---\n\n**What happened?**\n",
        [("Bug", FRAGMENT, "**What happened?**\n")],
    ),
    "shared saved replies": (
        "replies.md",
        "# Replies\n\n## Late\n\n<!-- hint -->\n```markdown\nHi you\n```\n\n## Next\n```md\nHello\n```\n",
        [("Late", MACRO, "Hi you\n"), ("Next", MACRO, "Hello\n")],
    ),
    "numbered markdown": (
        "replies.md",
        "# All\n\nFor the team.\n\n### 1. Late parcel\n\nHi you\n\n### 2. Lost parcel\n\nHello\n\n# Notes\n\nours\n",
        [("Late parcel", MACRO, "Hi you"), ("Lost parcel", MACRO, "Hello")],
    ),
    "ruled text": ("replies.txt", "---- LATE\nHi you\n\n---- LOST ----\nHello\n", [("LATE", MACRO, "Hi you"), ("LOST", MACRO, "Hello")]),
    "front matter": (
        "late.md",
        "---\ntitle: Late\nsubject: Your parcel\nlang: en\n---\n\nHi you\n",
        [("Late", FRAGMENT, "Your parcel"), ("Late", None, "Hi you\n")],
    ),
    "heading": ("late.md", "# Late parcel\n\nHi you\n", [("Late parcel", None, "Hi you\n")]),
    "salesforce meta": (
        "Late.email-meta.xml",
        "<EmailTemplate><name>Late</name><subject>Case {!Case.CaseNumber} &amp; you</subject><type>html</type></EmailTemplate>",
        [("Late", FRAGMENT, "Case {!Case.CaseNumber} & you")],
    ),
    "salesforce quick text": (
        "quick.csv",
        "Name,Message,Category,IsActive\nLate,Hi {!Contact.FirstName},x,true\nOld,x,y,false\n",
        [("Late", MACRO, "Hi {!Contact.FirstName}")],
    ),
    "salesforce templates": (
        "EmailTemplate.json",
        {"records": [{"attributes": {}, "Name": "Late", "Subject": "Case", "Body": COPY, "HtmlValue": INLINE}]},
        [("Late", FRAGMENT, "Case"), ("Late", EMAIL, COPY)],
    ),
    "jira": (
        "canned.json",
        [{"id": 1, "name": "Late", "templateText": "Hi *you*,\r\n$currentUserName$"}, {"id": 2, "name": "None", "templateText": None}],
        [("Late", MACRO, "Hi *you*,\r\n$currentUserName$")],
    ),
    "jira users": (
        "canned.json",
        {"USER.ada": [{"name": "Late", "content": "Hi you"}], "GLOBAL": []},
        [("Late", MACRO, "Hi you")],
    ),
    "django": (
        "fixture.json",
        [{"model": "helpdesk.emailtemplate", "pk": 1, "fields": {"template_name": "new", "subject": "(New)", "heading": "New",
          "html": "<p>Hi {{ t }}, you wrote.</p>", "plain_text": "Hi {{ t }}, you wrote.", "locale": "de"}}],
        [("new", FRAGMENT, "(New)"), ("new", FRAGMENT, "New"), ("new", EMAIL, "Hi {{ t }}, you wrote.")],
    ),
    "twilio": (
        "responses.json",
        {"categories": [{"section": "Sales", "responses": [{"label": "Late", "text": "Hi"}]}]},
        [("Late", MACRO, "Hi")],
    ),
    "wordpress": (
        "es.json",
        {"wporg-1": {"label": "Tarde", "content": 'Hola <a href="x">amigo</a>\n\ntú'}},
        [("Tarde", MACRO, "Hola amigo\n\ntú")],
    ),
    "generic list": (
        "macros.yaml",
        ("- title: Late\n  body: Hi you\n- name: Off\n  text: x\n  status: draft\n- name: Note\n  text: x\n  internal: true\n"
        "- label: Html\n  response: a<br>b\n  subject: Order\n"),
        [("Late", MACRO, "Hi you"), ("Html", FRAGMENT, "Order"), ("Html", MACRO, "a\nb")],
    ),
    "generic map": (
        "macros.yaml",
        "late: {text: Hi you}\nlost:\n  message: Hello\n  kind: chat\n",
        [("late", MACRO, "Hi you"), ("lost", Kind.CHAT, "Hello")],
    ),
    "generic map of texts": (
        "macros.json",
        {"late": "Hi, your parcel is late.", "lost": "Hello, it seems lost.", "bye": "Bye"},
        [("late", MACRO, "Hi, your parcel is late."), ("lost", MACRO, "Hello, it seems lost."), ("bye", MACRO, "Bye")],
    ),
    "generic under a key": (
        "macros.yaml",
        "version: 2\nreplies:\n  late: Hi\n  lost: Hello\n",
        [("late", MACRO, "Hi"), ("lost", MACRO, "Hello")],
    ),
    "generic table": (
        "team.tsv",
        "question\tanswer\tactive\nLate?\tHi you\tyes\nOld?\tx\tno\n",
        [("Late?", MACRO, "Hi you")],
    ),
    "html draft": ("draft.html", INLINE, [(None, None, COPY)]),
    "liquid draft": ("draft.liquid", "Hi {{a}},\n{% if b < c %}you{% endif %}", [(None, None, "Hi {{a}},\n{% if b < c %}you{% endif %}")]),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_read(case: str) -> None:
    name, text, expected = CASES[case]
    found = document(text, name)
    assert [shown(reply) for reply in found.replies] == expected
    for reply in found.replies:
        assert len(reply.text) == len(reply.source.starts) == len(reply.source.ends)


@pytest.mark.parametrize(
    "case",
    ["zendesk", "freshdesk", "intercom", "helpscout", "gorgias", "salesforce templates", "django"],
)
def test_twins_are_read_once(case: str) -> None:
    name, text, _ = CASES[case]
    copies = [reply.copy for reply in document(text, name).replies if reply.copy is not None]
    assert len(copies) == 1


def test_fields_that_differ_are_two_replies() -> None:
    found = document(
        [{"title": "a", "content_html": "<p>One thing</p>", "content": "Quite another"}], "a.json"
    )
    assert [(reply.text, reply.copy) for reply in found.replies] == [
        ("One thing", None),
        ("Quite another", None),
    ]


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("a/de.json", "de"),
        ("macros.pt-BR.yaml", "pt-BR"),
        ("i18n/de_DE/templates/a.yaml", "de_DE"),
        ("locales/fr/a.yaml", "fr"),
        ("cs/macros.yaml", None),
        ("it/macros.yaml", None),
        ("macros.yaml", None),
    ],
)
def test_the_path_says_the_language(name: str, language: str | None) -> None:
    (reply,) = document('[{"title": "a", "body": "Hi"}]', name).replies
    assert reply.language == language


def test_the_record_says_the_language() -> None:
    rows = [{"title": "a", "body": "Hi", "locale": said} for said in ("en_GB", "English", None)]
    found = document(rows, "de.json")
    assert [reply.language for reply in found.replies] == ["en_GB", "de", "de"]


def test_previews_are_told() -> None:
    text = {
        "_embedded": {
            "saved-replies": [{"id": 1, "name": "a", "preview": "Hi th", "chatPreview": "Hi"}]
        }
    }
    reading = read_bytes(json.dumps(text).encode(), "a.json")
    assert reading.document is not None
    assert reading.document.replies == ()
    assert "only previews" in reading.problems[0].message


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("package.json", '{"name": "x", "version": "1", "scripts": {"test": "pytest"}}'),
        ("ci.yml", "on: push\njobs:\n  a:\n    steps:\n      - name: Test\n        run: pytest\n"),
        ("a.csv", "day,sum\nMonday,3\n"),
        ("pom.xml", "<project><name>x</name></project>"),
        ("a.json", "[1, 2]"),
    ],
)
def test_other_files_get_a_notice(name: str, text: str) -> None:
    reading = read_bytes(text.encode(), name)
    assert reading.document is not None
    assert (reading.document.replies, reading.problems) == ((), ())
    assert "holds no replies" in reading.notices[0].message


@pytest.mark.parametrize(
    ("name", "text", "read_only"),
    [
        ("a.yml", "# WARNING: Never edit this file.\n# From Crowdin.\nlate: {text: Hi}\n", True),
        ("a.md", "<!-- This file is generated. -->\nHi\n", True),
        ("a.json", '{"_comment": "Auto-generated, do not edit", "late": {"text": "Hi"}}', True),
        ("a.yml", "# Sent to users when a reply is made. Replies\n# are only generated by staff.\nlate: {text: Hi}\n", False),
        ("a.md", "Please do not edit the form.\n", False),
        ("a.yml", "late: {text: Do not edit this file.}\n", False),
    ],
)  # fmt: skip
def test_files_that_programs_make(name: str, text: str, read_only: bool) -> None:
    found = document(text, name)
    assert (found.read_only is not None) is read_only
    assert found.replies


def test_salesforce_template_by_its_meta_file(tmp_path: Path) -> None:
    meta = "<EmailTemplate><name>Late</name><type>{}</type></EmailTemplate>"
    body = "Hi {!Contact.FirstName},\nR&amp;D <b>you</b>"
    path = tmp_path / "Late.email"
    path.write_text(body)
    for kind, text in [("text", body), ("html", "Hi {!Contact.FirstName},\nR&D you")]:
        (tmp_path / "Late.email-meta.xml").write_text(meta.format(kind))
        reading = read(path)
        assert reading.document is not None
        assert [shown(reply) for reply in reading.document.replies] == [("Late", EMAIL, text)]


DATA = {
    "version": 1,
    "groups": [
        {"lang": "fr", "entries": [{"ref": "a", "say": "Bonjour", "state": "live"}, {"ref": "b", "say": "x", "state": "old"}]},
        {"lang": "en", "entries": [{"ref": "c", "say": "Hi\n---\nHello", "state": "live", "odd key": "Yes"}]},
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("mapping", "expected"),
    [
        (FieldMapping("groups[*].entries[*].say", where=("state=live",), name="ref"), [("a", "Bonjour"), ("c", "Hi\n---\nHello")]),
        (FieldMapping("$..say", where=("state!=old",), split=r"\n---\n"), [(None, "Bonjour"), ("1", "Hi"), ("2", "Hello")]),
        (FieldMapping("groups[1].entries[0]['odd key']"), [(None, "Yes")]),
        (FieldMapping("groups.*.entries.*.say", where=("ref=a|b",)), [(None, "Bonjour"), (None, "x")]),
        (FieldMapping("nothing[*].here"), []),
    ],
)  # fmt: skip
def test_fields(mapping: FieldMapping, expected: list[tuple[str | None, str]]) -> None:
    reading = read_bytes(json.dumps(DATA).encode(), "a.json", [mapping])
    assert reading.document is not None
    found = [(reply.name, reply.text) for reply in reading.document.replies]
    names = any(name for name, _ in expected)
    assert (found if names else [(None, text) for _, text in found]) == expected
    for reply in reading.document.replies:
        assert len(reply.text) == len(reply.source.starts)


def test_fields_of_a_map_are_named_by_their_keys() -> None:
    text = '{"texts": {"late": "Hi", "lost": {"say": "Hello"}}}'
    for path, expected in [("texts.*", [("late", "Hi")]), ("texts.*.say", [(None, "Hello")])]:
        reading = read_bytes(text.encode(), "a.json", [FieldMapping(path)])
        assert reading.document is not None
        assert [(reply.name, reply.text) for reply in reading.document.replies] == expected


def test_columns() -> None:
    text = "who,what text,audience,lang\nA,Hi,Public,de\nB,x,Internal,de\n"
    mapping = FieldMapping(
        "what text",
        kind=Kind.CHAT,
        locale="lang",
        name="who",
        where=("audience!=internal",),
        format="markdown",
    )
    reading = read_bytes(text.encode(), "a.csv", [mapping])
    assert reading.document is not None
    (reply,) = reading.document.replies
    assert (reply.name, reply.text, reply.kind, reply.language, reply.markup) == (
        "A",
        "Hi",
        Kind.CHAT,
        "de",
        Markup.MARKDOWN,
    )


@pytest.mark.parametrize(
    "mapping",
    [{"path": ""}, {"path": "a["}, {"path": "a", "where": ("b",)}, {"path": "a", "split": "("}],
)
def test_fields_that_cannot_be_used(mapping: dict[str, object]) -> None:
    from replylint.model.errors import ConfigError

    with pytest.raises(ConfigError):
        FieldMapping(**mapping)  # type: ignore[arg-type]


def test_suffixes() -> None:
    assert suffixes() >= {
        ".txt",
        ".md",
        ".jsonl",
        ".json",
        ".yaml",
        ".yml",
        ".csv",
        ".tsv",
        ".html",
        ".email",
    }
    assert all(suffix == suffix.lower() and suffix[0] == "." for suffix in suffixes())


def test_every_schema_takes_part() -> None:
    assert set(schemas.SUFFIXES) == {module.name for module in iter_modules(schemas.__path__)}


@pytest.mark.parametrize("name", schemas.SUFFIXES)
def test_schemas_offer_what_the_registry_needs(name: str) -> None:
    module = import_module(f"{schemas.__name__}.{name}")
    assert module.__doc__
    assert list(signature(module.recognises).parameters) in (["file"], ["_"])
    assert list(signature(module.replies).parameters) == ["file"]
