"""What a pattern may be: bounds for foreign ones, and advice where one can't be read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from replylint.matchers.phrase_syntax import PhraseSyntaxError
from replylint.model.errors import hint

MAX_LENGTH = 5_000
MAX_DEPTH = 12

_SIGN = re.compile(r"“(.*)”")
_REGULAR = re.compile(r"\\|(?<!\.)\.[*+]|\(\?:|\.{4,}|\w[*+]|\|\|")
_EMPTY = re.compile(r"\(\s*\)|\[\s*\]")
_ADVICE: Mapping[str, str] = {
    "|": "alternatives stand in brackets, as in (a|b)",
    ")": "put “(” before the first alternative, or take it away",
    "]": "put “[” before the first word, or take it away",
    "(": "put “)” behind the last alternative",
    "[": "put “]” behind the last word",
    "<": "all forms of a word are written <forget>, of a set's words <{set}>",
    ">": "all forms of a word are written <forget>, of a set's words <{set}>",
    "{": "a set is written {name}, its name in small letters, digits and hyphens",
    "}": "a set is written {name}, its name in small letters, digits and hyphens",
}


def bounds(pattern: str) -> tuple[int, str] | None:
    """Return what makes a pattern one not to be read: the place in it, from 1, and a message."""
    if len(pattern) > MAX_LENGTH:
        return MAX_LENGTH + 1, f"longer than {MAX_LENGTH:,} characters; make several of it"
    depth = 0
    for at, sign in enumerate(pattern):
        depth += (sign in "([") - (sign in ")]")
        if depth > MAX_DEPTH:
            return at + 1, f"nested deeper than {MAX_DEPTH} levels"
    if found := _EMPTY.search(pattern):
        return (
            found.start() + 1,
            f"nothing stands in “{found.group()}”; write words, or take it away",
        )
    if found := _REGULAR.search(pattern):
        return found.start() + 1, (
            f"“{found.group()}” means nothing here: patterns are no regular expressions; “*” is one"
            " word, “..” up to two, “...” up to five, “#” a number, “<forget>” all forms of a word"
        )
    return None


def explained(error: PhraseSyntaxError, sets: Sequence[str]) -> str:
    """Return what is wrong with a pattern that can't be read, and what to do."""
    text = str(error)
    name = _SIGN.search(text)
    if "lexical set" in text and name:
        return text + (hint(name[1], sets) or "; name it under “sets”")
    sign = name[1] if name else ""
    if sign == "|":
        text = "“|” stands outside of brackets"
    return f"{text}; {_ADVICE[sign]}" if sign in _ADVICE else text
