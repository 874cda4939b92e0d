"""Gaps: what a reply of which kind is asked for, what meets it, and what is suggested where."""

from __future__ import annotations

import gc
import re
import weakref
from functools import cache, partial
from pathlib import Path

import pytest
from click.testing import CliRunner

from replylint.cli import main
from replylint.languages.reading import begun_again, together
from replylint.linter import Linter, Settings, Work
from replylint.model.finding import Gap
from replylint.model.places import SourceMap
from replylint.model.reply import Kind, Reply

HELLO, BYE = "Hi Ada,\n\n", "\n\nTom"
NEWS = "Thank you for your message. The new card gets to you on Friday. Does that help?"


@cache
def linter() -> Linter:
    return Linter(Settings(language="en"))


def gaps(text: str, kind: Kind = Kind.EMAIL, context: str | None = None) -> dict[str, Gap]:
    reply = Reply(text, SourceMap.identity(0, len(text)), kind=kind, context=context)
    report = linter().lint([reply])[0]
    return {gap.category.removeprefix("missing-"): gap for gap in report.gaps}


@pytest.mark.parametrize(
    ("body", "missing"),
    [
        (NEWS, ""),
        # An open door is a next step only where nothing is amiss.
        ("Thanks for asking. The pool opens at 9. Any other questions?", ""),
        (
            (
                "Thanks for the call about the leak. I'm sorry about it. The pipe is from 1990. "
                "Any other questions?"
            ),
            "next-step",
        ),
        (
            (
                "Thanks for writing. I'm sorry about the leak. A plumber comes at 4 pm today. "
                "Any other questions?"
            ),
            "",
        ),
        # A refusal is asked for its reason, what can be done instead and what it means to them.
        (
            (
                "Thank you for asking. We can't hold the room. I'll send the papers on Friday. "
                "Is that all right?"
            ),
            "alternative empathy reason",
        ),
        (
            (
                "Thank you for asking. I know you had your heart set on it, but we can't hold the "
                "room, because a wedding takes all of it. Room 4 is free instead. Shall I book it?"
            ),
            "",
        ),
        (
            (
                "Thank you for asking. I'm sorry, the hall being let until June, we can't hold the "
                "room. You could have room 4. Shall I book it?"
            ),
            "",
        ),
        # What can't be seen or said is no refusal, and good news neither.
        (
            "Thank you for the report. I can't see the second page. Could you send it again?",
            "",
        ),
        ("Thank you for the payment. You won't be charged again. Any questions?", ""),
        # Trouble is asked for empathy; denied or supposed, it isn't trouble.
        ("Thank you. The lamp broke on the way. A new one comes on Monday. All right?", "empathy"),
        ("Thank you. Nothing is missing, and the box comes on Monday. All right?", ""),
        ("Thank you. If the lamp is broken, a new one comes on Monday. All right?", ""),
        # A false apology takes back the empathy, another finding doesn't take back a step.
        (
            (
                "Thank you. We apologise for any inconvenience. The lamp broke. A new one comes on "
                "Monday. All right?"
            ),
            "empathy",
        ),
        ("Thank you. The new card is on order. Send us your address. All right?", ""),
    ],
)
def test_gaps_of_a_reply(body: str, missing: str) -> None:
    assert sorted(gaps(HELLO + body + BYE)) == missing.split()


@pytest.mark.parametrize(
    ("kind", "asked"),
    [
        (Kind.EMAIL, True),
        (Kind.MACRO, True),
        (Kind.CHAT, False),
        (Kind.SENTENCE, False),
        (Kind.FRAGMENT, False),
    ],
)
def test_only_whole_replies_are_asked(kind: Kind, asked: bool) -> None:
    assert bool(gaps("We can't refund it.", kind)) is asked


@pytest.mark.parametrize(
    ("message", "trouble"),
    [
        ("I can't log in since Monday.", True),
        ("where is my parcel", True),
        ("The app keeps crashing.", True),
        ("You charged me twice!", True),
        ("nobody picks up the phone", True),
        ("When does the pool open?", False),
        ("Could I have a new card, please? I'm moving to Leeds.", False),
        ("What happens if I lose the key?", False),
        ("How late can we check in?", False),
    ],
)
def test_trouble_in_the_message_answered(message: str, trouble: bool) -> None:
    """The reply alone doesn't show what the customer wrote of."""
    assert sorted(gaps(HELLO + NEWS + BYE, context=message)) == (["empathy"] if trouble else [])


def test_context_on_the_command_line(tmp_path: Path) -> None:
    draft, message = tmp_path / "draft.txt", tmp_path / "message.txt"
    draft.write_text(HELLO + NEWS + BYE, encoding="utf-8")
    message.write_text("My card still hasn't come!", encoding="utf-8")
    arguments = ["check", "--kind", "email", str(draft)]
    alone = CliRunner().invoke(main, arguments)
    answering = CliRunner().invoke(main, [*arguments, "--context", str(message)])
    assert "missing-empathy" not in alone.output
    assert "missing-empathy" in answering.output


@pytest.mark.parametrize(
    ("text", "category", "suggestion", "before"),
    [
        (HELLO + "Your screenshots show it.", "thanks", "Thank you for your screenshots.", HELLO),
        (HELLO + "The line works.", "thanks", "Thank you for getting in touch.", HELLO),
        (
            "Salaam Mr Bashir,\n\nThe line works.",
            "thanks",
            "Thank you for getting in touch.",
            "Salaam Mr Bashir,\n\n",
        ),
        (
            HELLO + "The long delay came from the fog. I'll write on Monday.",
            "empathy",
            "I'm sorry about the long delay.",
            HELLO,
        ),
        (
            HELLO + "Your order can't be changed. The team packs it.",
            "empathy",
            "We know this isn't the answer you were hoping for.",
            HELLO + "Your order can't be changed.",
        ),
        (
            HELLO + "We can't give a full refund. It is 14 euros.",
            "alternative",
            "What we can offer instead of a full refund is [alternative].",
            HELLO + "We can't give a full refund.",
        ),
        (
            HELLO + "Your new meter is in.\n\nWater works",
            "closing",
            "If you have any questions about your new meter, just reply to this message.",
            HELLO + "Your new meter is in.",
        ),
        (
            HELLO + "I saw the leak. It came on Monday.",
            "next-step",
            "I'll look into the leak and write to you by [date].",
            HELLO + "I saw the leak. It came on Monday.",
        ),
        ("It works.", "greeting", "Hi [name],", ""),
    ],
)
def test_a_suggestion_takes_up_the_words_of_the_reply(
    text: str, category: str, suggestion: str, before: str
) -> None:
    gap = gaps(text)[category]
    assert (gap.suggestion, text[: gap.insert_at]) == (suggestion, before)


BARE = (
    "We can't give a full refund. The decision was made on 3 June.",
    "The long delay came from the fog. The train stood in Ulm.",
    "Your claim has been rejected. The number is 7.",
    "Your suitcase got lost. Nobody told the desk.",
)


# What an agent may write into the blanks.
BLANKS = {
    "[name]": "Ada",
    "[what we do]": "ask the depot",
    "[date]": "Monday",
    "[reason]": "it was used",
    "[alternative]": "a voucher",
    "[what is possible]": "send a new one",
    "[what went wrong for you]": "it got lost",
}


@pytest.mark.parametrize("text", BARE)
def test_a_suggestion_closes_its_gap(text: str) -> None:
    found = gaps(text)
    assert found
    for category, gap in found.items():
        assert gap.suggestion
        filled = re.sub(r"\[.*?\]", lambda blank: BLANKS[blank.group()], gap.suggestion)
        parts = (text[: gap.insert_at], filled, text[gap.insert_at :])
        joint = "\n\n" if category == "greeting" else " "
        assert category not in gaps(joint.join(part for part in parts if part))


def test_a_word_the_customer_used_is_no_jargon() -> None:
    text = "Your SLA is four hours, and the RMA is on its way to you by Friday."
    found = {}
    for context in (None, "What is my sla?"):
        reply = Reply(text, SourceMap.identity(0, len(text)), Kind.CHAT, "en", context=context)
        (report,) = Linter(Settings()).lint([reply])
        found[context] = [item.match for item in report.findings if item.category == "jargon"]
    assert found == {None: ["SLA", "RMA"], "What is my sla?": ["RMA"]}


def test_a_reply_is_not_judged_again_for_each_of_its_sentences() -> None:
    text = "You should. " * 300
    judged = 0

    def judge(work: Work) -> tuple[Gap, ...]:
        nonlocal judged
        judged += 1
        for index in range(len(work.reading.sentences)):
            work.reading.doc(index)
        return ()

    work = linter().open(Reply(text, SourceMap.identity(0, len(text)), kind=Kind.EMAIL))
    assert isinstance(work, Work)
    assert together([begun_again(work.reading, partial(judge, work))]) == [()]
    assert len(work.reading.parsed) == 300
    assert judged <= 4


def test_rules_of_a_run_go_with_it() -> None:
    own = Linter(Settings(language="en"))
    own.lint([Reply("You forgot it.", SourceMap.identity(0, 14))])
    dispatch = weakref.ref(own._dispatch("en"))
    assert dispatch() is not None
    del own
    gc.collect()
    assert dispatch() is None
