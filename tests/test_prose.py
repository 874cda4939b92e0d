"""Sentences of prose: spelling levelled, layout respected, every character traced to its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from replylint.languages.en.orthography import orthography
from replylint.model.text import Span
from replylint.prose.blocks import BlockKind
from replylint.prose.sentences import Sentence, sentences


def read(text: str) -> list[Sentence]:
    return sentences(text, orthography())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two!  Three?", ["One.", "Two!", "Three?"]),
        ("Mr. Lund wrote at 5 p.m. today.", ["Mr. Lund wrote at 5 p.m. today."]),
        ("I’m here, dont worry", ["I'm here, don't worry"]),
        ("this is fine. really", ["This is fine.", "Really"]),
        # A letter whose lower case is two characters keeps its place.
        ("PLEASE READ THE MANUAL OF İZMİR.", ["Please read the manual of İzmİr."]),
        ("Sorry 😅 Mind sending it?", ["Sorry", "Mind sending it?"]),
        ("Thanks 🎉 for it", ["Thanks for it"]),
        ("We **can't** do _that_ now.", ["We can't do that now."]),
        ("See [the page](https://x.example/a) first.", ["See the page first."]),
        ("Hi {{ticket.requester.first_name}}, hello", ["Hi Anna, hello"]),
        ("We ship by {{due_date}}.", ["We ship by Friday."]),
        ("Wait... what?", ["Wait... what?"]),
        ("YOU CANNOT SEND THIS BACK", ["You cannot send this back"]),
        ("Use v2.5 of it. Then go.", ["Use v2.5 of it.", "Then go."]),
        ("Hi Ana,\nthank you", ["Hi Ana,", "Thank you"]),
        ("a line that was wrapped by hand\nin the middle of it", ["A line that was wrapped by hand in the middle of it"]),
        ("Do this:\n- Open it\n- Close it", ["Do this:", "Open it", "Close it"]),
        ("Hello\n\n> you said no\n\nWe say yes.", ["Hello", "We say yes."]),
        ("Yes.\n-- \nAda\nHead of x", ["Yes."]),
        ("Fine.\n\nOn 3 May 2024 at 10:12, Jo wrote:\n> old", ["Fine."]),
        ("On Monday our engineer wrote:\nit is fixed now", ["On Monday our engineer wrote:", "It is fixed now"]),
    ],
)  # fmt: skip
def test_sentences(text: str, expected: list[str]) -> None:
    assert [sentence.text for sentence in read(text)] == expected


def test_blocks_of_a_letter() -> None:
    text = "Dear Jo,\n\nIt works.\n\n1. Open it\n\nKind regards,\nAda\nSupport"
    kinds = [sentence.block.kind for sentence in read(text)]
    assert kinds == [
        BlockKind.GREETING,
        BlockKind.PARAGRAPH,
        BlockKind.ITEM,
        BlockKind.SIGN_OFF,
        BlockKind.SIGNATURE,
        BlockKind.SIGNATURE,
    ]


def test_quotations_are_known() -> None:
    (sentence,) = read("You wrote “learn to read” in it.")
    (quote,) = sentence.quotes
    assert sentence.text[quote.start : quote.end] == '"learn to read"'


def test_code_fences_are_not_prose() -> None:
    text = "Run:\n\n```\nyou must die\n```\n\nDone."
    assert [sentence.text for sentence in read(text)] == ["Run:", "Done."]


_TEXT = st.text(
    alphabet=st.one_of(
        st.sampled_from(list("abcIi dont'’*_`{}%[]()<>#-.,!?:;\n\r\t\"“”😅é\u0301\u200b0123")),
        st.characters(),
    ),
    max_size=120,
)


@given(_TEXT)
def test_every_character_of_prose_has_its_place_in_the_text(text: str) -> None:
    last = 0
    for sentence in read(text):
        assert len(sentence.text) == len(sentence.starts) == len(sentence.ends) > 0
        assert all(
            0 <= a <= b <= len(text) for a, b in zip(sentence.starts, sentence.ends, strict=True)
        )
        assert list(sentence.starts) == sorted(sentence.starts)
        assert sentence.span.start >= last
        last = sentence.span.start
        for word in sentence.words:
            assert 0 <= word.start < word.end <= len(sentence.text)


@given(_TEXT)
def test_typographic_apostrophes_make_no_difference(text: str) -> None:
    plain = [sentence.text for sentence in read(text.replace("’", "'"))]
    curly = [sentence.text for sentence in read(text.replace("'", "’"))]
    assert plain == curly


@given(_TEXT)
def test_words_are_the_same_with_and_without_their_places(text: str) -> None:
    for sentence in read(text):
        assert sentence.tokens == tuple(word.form for word in sentence.words)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Hi. It works  now", "works  now"),
        ("Ok ‘Tom’, it\u200b works \n now", "works \n now"),
        ("We cant 😀 say that it works now", "works now"),
        ("See **{{order.id}}** it works [now](https://x.example)", "works [now"),
        ("I got it 😀 and it works now", "works now"),
    ],
)
def test_places_behind_what_is_no_prose(text: str, source: str) -> None:
    sentence = read(text)[-1]
    start = sentence.text.index("works now")
    span = sentence.source(Span(start, start + len("works now")))
    assert text[span.start : span.end] == source
