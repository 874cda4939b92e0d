"""Texts for the benchmarks, made by a seeded generator from the project's own replies.

The sentences are those of *all* whole replies there are: the drafts and macros of `examples`, the
whole replies among the rules' examples, and those of `tests/rounds`. Which of them have a fault
is what replylint says of each alone. Nothing is picked by hand, and rules' near misses, of which
replies hold few and which are parsed more often than anything, come only as often as they stand
in whole replies; `near_misses` makes texts of nothing else.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from replylint.api import rules
from replylint.languages import en
from replylint.languages.reading import Reading
from replylint.linter import Linter, Settings
from replylint.model.places import SourceMap
from replylint.model.reply import Kind, Reply
from replylint.model.rule import RuleKind
from replylint.readers import read

_PROJECT = Path(__file__).parent.parent
_LENGTH = 800  # characters of a made reply
_FAULTS = 10  # one reply in so many has a fault
_PARAGRAPH = 3  # sentences
_SYLLABLES = [first + last for first in "bdfgklmnprstvz" for last in "aeiou"]


def made_replies(count: int, seed: int = 1) -> Iterator[str]:
    """Yield replies of 800 characters, one in ten of them with a sentence that has a fault."""
    clean, faulty = sentences()
    yield from _made(count, clean, faulty, seed)


def near_misses(count: int, seed: int = 1) -> Iterator[str]:
    """Yield the same, made of what rules nearly match: the worst that can come."""
    infos = [info for info in rules("en") if info.kind is RuleKind.AVOID]
    good = [each.text for info in infos for each in info.examples if not each.bad]
    bad = [each.text for info in infos for each in info.examples if each.bad]
    yield from _made(count, good, bad, seed)


def _made(count: int, clean: Sequence[str], faulty: Sequence[str], seed: int) -> Iterator[str]:
    chance = random.Random(seed)  # noqa: S311 - texts, no secrets
    for number in range(count):
        parts: list[str] = []
        while sum(map(len, parts)) + len(parts) < _LENGTH:
            parts.append(chance.choice(clean))
        if number % _FAULTS == 0:
            parts[len(parts) // 2] = chance.choice(faulty)
        yield in_paragraphs(parts)


def in_paragraphs(parts: Sequence[str]) -> str:
    """Return sentences as a draft."""
    starts = range(0, len(parts), _PARAGRAPH)
    return "\n\n".join(" ".join(parts[at : at + _PARAGRAPH]) for at in starts) + "\n"


def new_replies(seed: int = 3) -> Iterator[str]:
    """Yield replies without end of which no two are alike: each sentence ends in a new name."""
    clean, faulty = sentences()
    chance = random.Random(seed)  # noqa: S311 - texts, no secrets
    while True:
        for text in _made(1000, clean, faulty, chance.randrange(1 << 30)):
            name = "".join(chance.choices(_SYLLABLES, k=4)).capitalize()
            words = text.replace(". ", f", {name}. ").rstrip("\n")
            yield f"{words} Your order is {chance.randrange(1 << 30)}.\n"


@cache
def sentences() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the sentences of all whole replies: those without a fault, and those with one."""
    texts = list(dict.fromkeys(each for text in _whole_replies() for each in split(text)))
    replies = [Reply(text, SourceMap.identity(0, len(text)), Kind.FRAGMENT) for text in texts]
    reports = Linter(Settings(language="en")).lint(replies)
    clean = tuple(each.reply.text for each in reports if not each.findings)
    return clean, tuple(each.reply.text for each in reports if each.findings)


def split(text: str) -> list[str]:
    """Return the sentences of a reply as they stand in it, on one line each."""
    reading = Reading(text, en, {})  # type: ignore[arg-type] # a module is a language
    found = (text[each.starts[0] : each.ends[-1]] for each in reading.sentences)
    return [" ".join(each.split()) for each in found if each.strip()]


def _whole_replies() -> Iterator[str]:
    for path in sorted((_PROJECT / "examples").iterdir()):
        document = read(path).document
        yield from (reply.text for reply in document.replies) if document else ()
    infos = (info for info in rules("en") if info.kind is RuleKind.PREFER)
    yield from (each.text for info in infos for each in info.examples)
    for path in sorted((_PROJECT / "tests" / "rounds").glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            entry = json.loads(line)
            if entry["kind"] not in ("sentence", "fragment"):
                yield entry["text"]
