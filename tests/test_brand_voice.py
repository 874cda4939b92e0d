"""The brand's voice: words it prefers, I or we, formal or casual."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from few_rules import faults, lint, pack, rewritten, ship
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from replylint.languages.en.generation import long_forms
from replylint.linter import Settings
from replylint.model.finding import Applicability
from replylint.model.reply import Kind
from replylint.rulebook import library
from replylint.rulebook.library import load_rulebook

SHIPPED = library.rules_folder()
WORDS = """prefer-words:
  client: customer
  e-mail: email
  wifi: Wi-Fi
  app: mobile app
  RMA: return number
  Internet: internet
  sign in: log in
  person: guest
  staff member: colleague
  supply: give
  issue: {say: problem, as: noun}
  purchase: {say: buy, as: verb}
  pls: {say: please, as: other, applicability: safe}
"""
CONTRACTED = re.compile(r"\w['’](?:t|ll|re|ve|m|d)\b", re.IGNORECASE)


@pytest.fixture(autouse=True)
def brand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    ship(tmp_path, monkeypatch)
    return pack("brand", WORDS)


# -- words -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The client is here.", "The customer is here."),
        ("Clients like it.", "Customers like it."),
        ("Our CLIENTS like it.", "Our CUSTOMERS like it."),
        ("Open the Client Portal.", "Open the Customer Portal."),
        ("This is a client's bill.", "This is a customer's bill."),
        ("This is the clients’ bill.", "This is the customers’ bill."),
        ("Our client—the bakery—called.", "Our customer—the bakery—called."),
        ("We got an e-mail today.", "We got an email today."),
        ("We e-mailed it today.", "We emailed it today."),
        ("Is the wifi fast?", "Is the Wi-Fi fast?"),
        ("Wifi is free.", "Wi-Fi is free."),
        ("I opened an app.", "I opened a mobile app."),
        ("You need an RMA for it.", "You need a return number for it."),
        ("RMAs are free.", "Return numbers are free."),
        ("The Internet is slow.", "The internet is slow."),
        ("Please sign in again.", "Please log in again."),
        ("You signed in twice.", "You logged in twice."),
        ("Three persons came.", "Three guests came."),
        ("Two staff members came.", "Two colleagues came."),
        ("We supplied the keys.", "We gave the keys."),
        ("The keys were supplied on Monday.", "The keys were given on Monday."),
        ("We have an issue with it.", "We have a problem with it."),
        ("She purchased a lamp.", "She bought a lamp."),
        ("the client\nis here.", "the customer\nis here."),
        ("Pls call us.", "Please call us."),
        ("E-Mail us.", "Email us."),
    ],
)
def test_the_preferred_word_in_the_same_form(text: str, expected: str, brand: Path) -> None:
    assert rewritten(text, brand) == [expected]
    assert not lint(expected, brand).findings


@pytest.mark.parametrize(
    "text",
    [
        "Our customers use the mobile app, email and Wi-Fi.",
        "Use the client-side cache, or the multi-client one.",
        "The app-store has clientele for it.",
        "Write to client@example.org or look at example.org/app.",
        "Hello {{client}}, hello [client].",
        "We issue refunds on Mondays.",
        "Your purchase is on its way.",
        "You wrote “my client is angry”.",
        "Internet prices are down.",
        "internet prices are down.",
    ],
)
def test_what_stays(text: str, brand: Path) -> None:
    assert [each.match for each in lint(text, brand).findings] == []


def test_how_freely(brand: Path) -> None:
    for text, applicability in (
        ("An e-mail.", Applicability.SAFE),
        ("Wifi is free.", Applicability.SAFE),
        ("The client is here.", Applicability.UNSAFE),
        ("Could you pls call us?", Applicability.SAFE),
    ):
        ((fix,),) = [finding.fixes for finding in lint(text, brand).findings]
        assert fix.applicability is applicability


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        # A space or an apostrophe makes another word.
        ("{login: log in}", "Please login to your account.", ["Please log in to your account."]),
        ("{login: log in}", "Your login failed.", []),
        ("{log in: login}", "Please log in again.", []),
        ("{setup: set up}", "The setup is done.", []),
        ("{set up: setup}", "We set up it.", []),
        ("{every day: everyday}", "We work every day.", []),
        ('{its: "it\'s"}', "I changed its set.", []),
        ('{"it\'s": its}', "It's late.", []),
        # Whatever stands in the place of a verb is taken for one by the parser.
        ("{refund: reimbursement}", "We refund you today.", []),
        ("{refund: reimbursement}", "We refunded it.", []),
        ("{refund: reimbursement}", "Your refund is here.", ["Your reimbursement is here."]),
        ("{charge: fee}", "You were charged twice.", []),
        ("{charge: fee}", "The charge is due.", ["The fee is due."]),
        ("{contact: get in touch with}", "Our contact will call.", []),
        ("{contact: get in touch with}", "We contact you.", ["We get in touch with you."]),
        ("{bill: invoice}", "We bill you.", ["We invoice you."]),
        ("{bill: invoice}", "Your bill is due.", ["Your invoice is due."]),
        ("{help: assist}", "Your help counts.", []),
        ("{asap: soon}", "Call us asap.", ["Call us soon."]),
        # Unless it is said what they are.
        ("{refund: {say: reimburse, as: verb}}", "We refunded it.", ["We reimbursed it."]),
        ("{login: {say: log-on, as: noun}}", "Your login failed.", ["Your log-on failed."]),
    ],
)
def test_nothing_that_breaks_the_sentence(words: str, text: str, expected: list[str]) -> None:
    source = pack("own", f"prefer-words: {words}")
    report = lint(text, source)
    assert len(report.findings) == 1
    assert rewritten(text, source) == expected
    fixes = [fix for finding in report.findings for fix in finding.fixes]
    assert {fix.applicability for fix in fixes} <= {Applicability.UNSAFE}


def test_glosses_are_put_into_the_preferred_words() -> None:
    own = (
        "category: jargon\nrules:\n- id: awb\n  message: m\n  why: w\n  find: awb\n"
        '  glosses: {awb: parcel label}\n  rewrite: {text: "{gloss}", replaces: match, drops-found: yes}\n'
        "  examples: [bad: The AWB is here., good: Fine.]\n"
    )
    for words, expected in (
        ("{parcel: package}", ["The package label is here."]),
        ("{parcel: {say: package, as: noun}}", []),
    ):
        source = pack("own", f"prefer-words: {words}", files={"awb.yaml": own})
        assert rewritten("The AWB is here.", source) == expected


def test_many_words() -> None:
    few = "".join(f"  old{at}: new{at}\n" for at in range(2000))
    assert lint("The old1999 one.", pack("own", f"prefer-words:\n{few}")).findings
    found = faults(pack("own", f"prefer-words:\n{few}  one: more\n"))
    assert found == ["own/pack.yaml:2004:3: more than 2,000 preferred words; take some out"]


def test_what_is_reported(brand: Path) -> None:
    (finding,) = lint("The client is here.", brand).findings
    assert (finding.rule, finding.category, finding.severity, finding.message) == (
        *("jargon/prefer-customer", "jargon", "info"),
        "“client”: we say “customer”.",
    )
    assert finding.why == "Customers meet one name for one thing: “customer”, not “client”."


def test_what_replylint_writes_itself_uses_them(brand: Path) -> None:
    assert rewritten("I have no idea.", brand)[0] == "I will ask the customer by email."
    pack("more", "extends: ../brand", "prefer-words: {ask: {say: consult, as: verb}}")
    assert rewritten("I have no idea.", Path("more")) == []  # "ask" isn't said either
    pack("noun", "prefer-words: {greeting: {say: hello, as: noun}, 'us': our team}")
    (gap,) = lint("Fine.", Path("noun"), kind=Kind.EMAIL).gaps
    assert gap.suggestion == "Hi [name], it's our team"


def test_the_nearer_word_counts(brand: Path) -> None:
    pack("own", f"extends: ../{brand.name}", "prefer-words: {client: guest}")
    assert rewritten("The client is here.", Path("own")) == ["The guest is here."]
    Path("replylint.yaml").write_text("rules: brand\nprefer-words: {client: friend}\n", "utf-8")
    from replylint.api import Lookup, Options, Profiles

    profile = Profiles(Options(config=Lookup())).of(None)
    (finding,) = lint("The client is here.", settings=profile.settings).findings
    assert finding.message == "“client”: we say “friend”."


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("{client: client}", "3:16: this is the same word on both sides"),
        ("{client: customer, customer: guest}", "3:16: “customer” itself is to be replaced by “guest” (brand/pack.yaml:3); write that here as well"),
        ("{client: {say: guest, applicability: safe}}", "3:52: “safe” needs “as” beside it"),
        ("{client: {as: noun}}", "3:24: the key “say” is missing"),
        ("{client: {say: x, as: nown}}", "3:37: “nown” is not one of noun, verb, other; did you mean “noun”?"),
        ("{client: [customer]}", "3:24: expected"),
        ("client", "3:15: expected names, each with a value"),
        ("{client: a, client: b}", "stands here twice"),
        ("{'': b}", "3:16: expected a word, found nothing"),
    ],
)  # fmt: skip
def test_words_that_cannot_be_used(words: str, fault: str) -> None:
    found = faults(pack("brand", f"prefer-words: {words}"))
    assert any(fault in each for each in found), found


LATER = st.sampled_from(
    [
        "client",
        "Clients",
        "CLIENT",
        "e-mail",
        "E-mails",
        "wifi",
        "WIFI",
        "app",
        "apps",
        "RMA",
        "internet",
        "Internet",
        "person",
        "persons",
        "issue",
        "issues",
        "purchase",
        "purchased",
        "supply",
        "supplied",
        "sign",
        "signed",
        "in",
        "staff",
        "member",
        "members",
        "customer",
        "the",
        "a",
        "an",
        "our",
        "is",
        "—",
        "-",
        ",",
        ".",
        "!",
        "{{client}}",
        "client-side",
        "mobile",
        "i've",
        "Wi-Fi",
    ]
)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(LATER, min_size=1, max_size=9))
def test_laws(brand: Path, words: list[str]) -> None:
    """What is found is the same with and without the short cut; what is written is found no more."""
    text = " ".join(words)
    report = lint(text, brand)
    slow = lint(text, settings=Settings(extra_rules=(brand,), shortcut=False))
    assert report == slow
    before = [finding.rule for finding in report.findings]
    for after in rewritten(text, brand):
        left = [finding.rule for finding in lint(after, brand).findings]
        assert len(left) < len(before)


# -- tone and voice --------------------------------------------------------------------------


def test_tone() -> None:
    for tone, text, greeting in (
        ("formal", "I will ask the client by e-mail.", "Dear [name],"),
        ("casual", "I'll ask the client by e-mail.", "Hi [name], it's us"),
    ):
        settings = Settings(formal=tone == "formal")
        (finding,) = lint("I have no idea.", settings=settings).findings
        assert finding.fixes[0].edits[0].text == text.rstrip(".")
        (gap,) = lint("Fine, it is so.", settings=settings, kind=Kind.EMAIL).gaps
        assert gap.suggestion == greeting
        (gap,) = lint("Fine.", pack("brand", f"tone: {tone}"), kind=Kind.EMAIL).gaps
        assert gap.suggestion == greeting


def test_the_configuration_outweighs_a_pack() -> None:
    source = pack("brand", "tone: formal", "voice: I")
    text = "No idea: sold out. Have no idea? We have no idea."
    settings = Settings(extra_rules=(source,), formal=False, plural=True)
    assert lint(text, settings=settings).findings != lint(text, source).findings


def test_voice() -> None:
    extra = 'category: dead-end\nrules:\n- {id: oh, message: m, why: w, find: oh dear, rewrite: {text: "{I\'ll} see", replaces: match, drops-found: yes}, examples: [bad: Oh dear., good: Oh.]}\n'
    for voice, text in (("I", "I'll see."), ("we", "We'll see.")):
        source = pack("brand", f"voice: {voice}", files={"oh.yaml": extra})
        assert rewritten("Oh dear.", source)[0] == text


def test_formal_leaves_no_contraction_in_what_shipped_rules_write(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(library, "rules_folder", lambda: SHIPPED)
    written = [(info.id, text) for info in load_rulebook("en").infos for text in info.rewrites]
    assert len(written) > 100
    slots = re.compile(r"\{[^{}]*\}")
    assert [
        each for each in written if CONTRACTED.search(long_forms(slots.sub("x", each[1])))
    ] == []
