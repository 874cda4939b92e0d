"""The events of a YAML text, and its syntax errors in words for people who don't know YAML.

Events, not nodes: an alias costs nothing, and nesting can't exhaust the stack.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import yaml

from replylint.readers.source import SourceError

# Deeper nesting than any real file has; without it a hostile one could exhaust the stack.
MAX_DEPTH = 200

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# What an unquoted text can't start with, and placeholders do.
_PLACEHOLDER = re.compile(r"(?:%\{|\{%|\{!|\{\{|#\{|\[)")
_VALUE = re.compile(r"[ ]*(?:- +)*(?:[^:#\n]{1,80}: +)?")
_COLON = re.compile(r"[^\s:'\"][^:'\"\n]*:[ \t]")


def events(text: str, levels: int = MAX_DEPTH) -> Iterator[Any]:
    """Yield the parser's events.

    Args:
        text: in YAML.
        levels: how deep lists and mappings may be nested.

    Raises:
        SourceError: it isn't YAML; its offset, in the text, says where.
    """
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_Loader):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > levels:
                    # The parser itself takes very long for deep nesting.
                    raise _at(f"nested deeper than {levels} levels", _index(event))
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            yield event
    except yaml.MarkedYAMLError as error:
        raise _broken(error, text) from None
    except yaml.reader.ReaderError as error:
        message = "broken YAML: a control character, which YAML doesn't allow; take it out"
        raise SourceError(message, offset=error.position) from None
    except (yaml.YAMLError, RecursionError) as error:
        raise SourceError(f"broken YAML: {error}") from None


def check_plain(text: str) -> None:
    """Check that a text is one document of plain values, as settings are.

    Raises:
        SourceError: it isn't YAML, or has aliases, tags or several documents.
    """
    documents = 0
    for event in events(text):
        at = _index(event)
        if isinstance(event, yaml.AliasEvent):
            raise _at("a text that starts with “*” needs quotes", at)
        if getattr(event, "tag", None) not in (None, "!"):
            raise _at("a text that starts with “!” needs quotes", at)
        documents += isinstance(event, yaml.DocumentStartEvent)
        if documents > 1:
            message = "a second document begins here, and only one is read"
            raise _at(message, at)


def _broken(error: yaml.MarkedYAMLError, text: str) -> SourceError:
    mark = error.problem_mark or error.context_mark
    at = min(mark.index, len(text)) if mark else 0
    problem = error.problem or str(error)
    if "'\\t'" in problem or "tab" in problem or text[at : at + 1] == "\t":
        return _at("a tab in the indent; YAML takes only spaces", at)
    if "alphabetic or numeric" not in problem and (start := _placeholder_before(text, at)):
        sign = text[start]
        what = f"“{sign}”" if sign == "[" else "a placeholder"
        return _at(f"a text that starts with {what} needs quotes", start)
    for sign, explain in _EXPLAINED.items():
        if sign in problem:
            return _at(explain(error, text, at), at)
    return _at(problem, at)


def _index(event: Any) -> int:  # noqa: ANN401 - the stubs let its place be None
    """Return where an event starts."""
    return int(event.start_mark.index)


def _at(message: str, offset: int) -> SourceError:
    return SourceError(f"broken YAML: {message}", offset=offset)


def _placeholder_before(text: str, at: int) -> int:
    """Return where on the line up to an error a value starts with a placeholder; 0 if none does."""
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    match = _VALUE.match(text[start : end if end >= 0 else len(text)])
    begin = start + match.end() if match else start
    if not _PLACEHOLDER.match(text, begin) or begin > at:
        return 0
    # A list that isn't closed yet is a list.
    return begin if text[begin] != "[" or "]" in text[begin:at] else 0


def _opened(error: yaml.MarkedYAMLError) -> str:
    """Return “ in line N”, where what is broken was begun."""
    return f" in line {error.context_mark.line + 1}" if error.context_mark else ""


def _before(text: str, at: int) -> str:
    """Return the line up to a place."""
    return text[text.rfind("\n", 0, at) + 1 : at]


def _colon(_: yaml.MarkedYAMLError, text: str, at: int) -> str:
    line = re.sub(r"^[ ]*(?:- +)*", "", _before(text, at))
    if _COLON.match(line):
        return "a text with “: ” in it needs quotes"
    return (
        "this line is indented too far, so that it goes on with the text above it;"
        " put its key right below the key of the line above"
    )


def _expected_key(error: yaml.MarkedYAMLError, text: str, at: int) -> str:
    line = _before(text, at)
    quote = line.rstrip()[-1:]
    if quote in ('"', "'"):
        if line.count(quote) % 2 and (opened := _odd(text, at - len(line), quote)):
            return f"the quote opened in line {opened} is not closed in it"
        return (
            "there is text behind the closing quote; put all of it in quotes, and write a quote"
            ' inside them as \\" (in "…") or twice (in \'…\')'
        )
    value = line[_VALUE.match(line).end() :]  # type: ignore[union-attr]  # it matches anything
    if value[:1] in ("{", "["):
        return f"a text that starts with “{value[0]}” needs quotes"
    if re.search(r"^[ ]*-\w.*\n[ ]*$", text[: at - len(line)][-200:] + line, re.MULTILINE):
        return "a “-” in the line above has no space behind it"
    return (
        f"this line doesn't line up with what begins{_opened(error)};"
        " indent it as far as the lines it belongs to"
    )


def _odd(text: str, end: int, quote: str) -> int:
    """Return the last line, up to a place, in which a quote is left open; 0 for none."""
    lines = text[:end].splitlines()
    return next((n for n in range(len(lines), 0, -1) if lines[n - 1].count(quote) % 2), 0)


def _unclosed(mark: str) -> Callable[[yaml.MarkedYAMLError, str, int], str]:
    def explain(error: yaml.MarkedYAMLError, _: str, __: int) -> str:
        return (
            f"the bracket opened{_opened(error)} is not closed here with “{mark}”, or a comma is"
            " missing; a text inside it that has quotes, brackets, a comma or “: ” needs quotes"
        )

    return explain


def _end(error: yaml.MarkedYAMLError, *_: object) -> str:
    return f"the quote opened{_opened(error)} is never closed"


def _no_colon(error: yaml.MarkedYAMLError, *_: object) -> str:
    return (
        f"a “:” with a space behind it is missing after the key{_opened(error)},"
        " or this text is not indented enough"
    )


def _no_value(_: yaml.MarkedYAMLError, text: str, at: int) -> str:
    if not text[at:].strip():
        return "a bracket is never closed; a text that starts with “[” or “{” needs quotes"
    return "a value is missing here, or a bracket too many stands here"


def _plain(message: str) -> Callable[[yaml.MarkedYAMLError, str, int], str]:
    return lambda *_: message


_MARK = "a text that starts with a mark (* & ! @ ` %) needs quotes"
# By what the parser says, in C or in Python.
_EXPLAINED: dict[str, Callable[[yaml.MarkedYAMLError, str, int], str]] = {
    "mapping values are not allowed": _colon,
    "expected ',' or '}'": _unclosed("}"),
    "expected ',' or ']'": _unclosed("]"),
    "expected key": _expected_key,
    "expected <block end>": _expected_key,
    "expected '-' indicator": _expected_key,
    "unexpected end of stream": _end,
    "expected ':'": _no_colon,
    "alphabetic or numeric": _plain(_MARK),
    "cannot start any token": _plain(_MARK),
    "unknown escape": _plain("a backslash in “\"…\"” starts an escape; write it twice, or use '…'"),
    "sequence entries are not allowed": _plain(
        "a list can't start behind “key:” on the same line; put its “-” on a line of its own"
    ),
    "comment or line break": _plain(
        "behind “|” or “>” the text starts on the next line, indented; a text that starts with"
        " one of them needs quotes"
    ),
    "expected node content": _no_value,
    "expected <document start>": _plain("something stands here that belongs to no key above"),
    "document indicator": _plain("a line of “---” or “...” inside a quoted text; is a quote open?"),
    "tag handle": _plain(_MARK),
    "tag": _plain(_MARK),
    "directive": _plain("a line that starts with “%” needs quotes"),
}
