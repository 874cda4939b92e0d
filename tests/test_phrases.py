"""Phrase patterns: what each sign of the syntax matches, and what is refused."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from replylint.languages import en
from replylint.matchers.parts import Parts
from replylint.matchers.phrase import ends, required
from replylint.matchers.phrase_syntax import PhraseCompiler, PhraseSyntaxError
from replylint.matchers.shift_and import Scanner
from replylint.prose.line import Line
from replylint.prose.sentences import sentences

SETS = {"ignorance": ["no idea", "no clue", "not a clue"], "omit": ["forget", "leave out"]}


def compiler() -> PhraseCompiler:
    return PhraseCompiler(SETS, en.forms, en.split)


def found(pattern: str, text: str) -> list[str]:
    (sentence,) = sentences(text, en.orthography())
    words = [word.form for word in sentence.words]
    spans = [sentence.word_span(a, b) for a, b in compiler().compile(pattern).find(words)]
    return [sentence.text[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("no idea", "We have no idea.", ["no idea"]),
        ("no idea", "We have NO IDEA at all.", ["no idea"]),
        ("(no|any) idea", "Have you any idea?", ["any idea"]),
        ("i [really] do not know", "I really do not know.", ["I really do not know"]),
        ("i [really] do not know", "I don't know.", ["I don't know"]),
        ("i don't know", "I dont know why.", ["I don't know"]),
        ("i don't know", "I don’t know why.", ["I don't know"]),
        ("can't", "We cannot help.", ["cannot"]),
        ("cannot", "We can not help.", ["can not"]),
        ("it is <forget>", "It's forgotten.", ["It's forgotten"]),
        ("you <{omit}>", "You left out the date.", ["You left out"]),
        ("have {ignorance}", "We have not a clue.", ["have not a clue"]),
        ("i .. check", "I will now check.", ["I will now check"]),
        ("i .. check", "I will of course now check.", []),
        ("i ... check", "I will, maybe, check.", []),
        ("within # (hours|days)", "Within 24 hours.", ["Within 24 hours"]),
        ("^ wait", "Wait a moment.", ["Wait"]),
        ("^ wait", "Please wait.", []),
        ("promise $", "It works, promise!", ["promise"]),
        ("promise $", "I promise it works.", []),
        ("sorry , but", "Sorry, but no.", ["Sorry, but"]),
        ("one-time code", "Your one-time code.", ["one-time code"]),
        ("email us", "E-mail us.", ["E-mail us"]),
        ("by _date_", "We write by {{due_date}}.", ["by Friday"]),
        ("you will", "You’ll see.", ["You'll"]),
        ("customer 's", "The customer's fault.", ["customer's"]),
    ],
)
def test_matches(pattern: str, text: str, expected: list[str]) -> None:
    assert found(pattern, text) == expected


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("(a|b", "never closed"),
        ("a)", "closes nothing"),
        ("[a)", "never closed"),
        ("{nothing-like-it}", "no lexical set"),
        ("<unclosed", "out of place"),
        ("", "empty"),
    ],
)
def test_faulty_patterns_say_what_is_wrong(pattern: str, message: str) -> None:
    with pytest.raises(PhraseSyntaxError, match=message):
        compiler().compile(pattern)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("i do not know", {"know"}),
        ("(guarantee|promise) you", {"guarantee", "promise"}),
        ("[really] promise", {"promise"}),
        ("^ $", set()),
        ("[really]", set()),
    ],
)
def test_required_words_are_the_rarest_that_each_match_has(
    pattern: str, expected: set[str]
) -> None:
    assert required(compiler().compile(pattern).elements, en.FUNCTION_WORDS) == expected


PIECES = st.sampled_from(
    [
        "a",
        "b",
        "(a|b)",
        "[a]",
        "[b|c]",
        "(a b|a|c [b])",
        "..",
        "...",
        "*",
        "#",
        "^",
        "$",
        ",",
        "(a|)",
        "(^|b a)",
        "(c|$)",
    ]
)


@given(
    st.lists(PIECES, min_size=1, max_size=5),
    st.lists(st.sampled_from(["a", "b", "c", "7", ",", "-"]), max_size=9),
)
def test_following_all_starts_at_once_is_following_each(parts: list[str], words: list[str]) -> None:
    try:
        plain = compiler().compile(" ".join(parts), in_order=True)
    except PhraseSyntaxError:
        return
    fast = compiler().compile(" ".join(parts))
    wanted: list[tuple[int, int]] = []
    at = 0
    while at < len(words):
        end = max(ends(plain.elements, 0, words, at), default=at)
        if end > at and (not plain.first or words[at] in plain.first):
            wanted.append((at, end - 1))
        at = max(end, at + 1)
    assert list(plain.find(words)) == wanted
    assert list(fast.find(words)) == wanted


WORDS = ["a", "b", "c", "7", ",", "-", "no", "idea", "clue", "not", "leave", "out", "forgot"]


@given(
    st.lists(
        st.lists(PIECES | st.sampled_from(["{ignorance}", "<{omit}>"]), min_size=1, max_size=5),
        min_size=1,
        max_size=6,
    ),
    st.lists(st.sampled_from(WORDS), max_size=12),
)
def test_a_scan_misses_no_phrase_that_stands_there(
    patterns: list[list[str]], words: list[str]
) -> None:
    compiling = compiler()
    phrases = [compiling.compile(" ".join(parts)) for parts in patterns]
    may_stand = Scanner(compiling.table()).scan(Line(words))
    assert {phrase.number for phrase in phrases if phrase.find(words)} <= may_stand


@pytest.mark.parametrize(
    ("pattern", "words", "expected"),
    [
        ("no idea", "we have no idea", True),
        ("no idea", "no we have idea", False),
        ("no .. idea", "no a b idea", True),
        ("no .. idea", "no a b c idea", False),
        ("no [at all] idea", "no at idea", True),  # simplified: `find` decides
        ("no [at all] idea", "no we idea", False),
        ("^ idea", "no idea", False),
        ("idea $", "idea no", False),
        ("# (hours|days)", "7 days", True),
        ("# (hours|days)", "some days", False),
        ("have {ignorance}", "have not a clue", True),
        ("have {ignorance}", "have not idea", False),
        ("(no idea|not a clue)", "not idea", False),
        ("^ [well] [,] no idea", "well , no idea", True),
        ("^ [well] [,] no idea", "we have no idea", False),
        ("no idea [at all] $", "no idea at all .", True),
        ("no idea [at all] $", "no idea of it", False),
        ("(so|^) leave", "- leave", True),
        ("(so|^) leave", "we leave", False),
        ("have {ignorance}", "have not", False),
    ],
)
def test_a_scan_tells_most_phrases_apart(pattern: str, words: str, expected: bool) -> None:
    compiling = compiler()
    phrase = compiling.compile(pattern)
    line = Line(words.split())
    assert (phrase.number in Scanner(compiling.table()).scan(line)) is expected


def test_many_ways_to_match_take_no_longer_than_one() -> None:
    patterns = ("you", "[(a|a b)] " * 200, "... ... ... ...", "end")
    parts = Parts(tuple(compiler().compile(pattern, in_order=True) for pattern in patterns))
    start = time.process_time()
    assert not list(parts.find(["you", *["a"] * 200]))
    assert list(parts.find(["you", *["a"] * 200, "end"]))
    assert time.process_time() - start < 5
