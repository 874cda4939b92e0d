"""The tokenizer of English, and how it gets ready sooner."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, Any, cast

from spacy.attrs import NORM, ORTH  # type: ignore[import-not-found] # no stubs
from spacy.lang.char_classes import ALPHA, ALPHA_LOWER, ALPHA_UPPER
from spacy.lang.en import English
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found] # no stubs
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

_Cases = Mapping[str, Sequence[Mapping[int, str]]]

# Spellings that spaCy takes for contractions with a lost apostrophe, though in a reply they
# are the words "id" (order id) and "Wed" (Wednesday).
_NOT_CONTRACTIONS = ("id", "Id", "wed", "Wed")

# Contractions in capitals, which spaCy's own table lacks.
_CAPITALS: dict[str, tuple[str, ...]] = {
    "N'T": (
        *("CA", "DO", "WO", "DID", "DOES", "IS", "ARE", "WAS", "WERE", "HAVE", "HAS", "HAD"),
        *("WOULD", "COULD", "SHOULD"),
    ),
    "'M": ("I",),
    "'S": ("IT", "THAT", "WHAT", "HE", "SHE", "HERE", "THERE"),
    "'RE": ("YOU", "WE", "THEY"),
    "'VE": ("I", "YOU", "WE", "THEY"),
    "'LL": ("I", "YOU", "WE", "THEY", "IT"),
    "'D": ("I", "YOU", "WE", "THEY"),
}
_CAPITAL_NORMS = {
    "CA": "can",
    "WO": "will",
    "N'T": "not",
    "'M": "am",
    "'RE": "are",
    "'VE": "have",
    "'LL": "will",
}

# Words that Universal Dependencies keeps whole and spaCy's infix rules would split.
_WHOLE_WORD = re.compile(
    r"(?:e|re|non|anti|co|pre|pro|mid|cross|over|multi|semi|counter|sub)-[a-z]+\Z", re.IGNORECASE
)


def english_tokenizer(vocab: Vocab) -> Tokenizer:
    """The tokenizer of spaCy's English, closer to UD's words and to how replies are typed.

    Contractions in capitals are split too, "id" and "Wed" aren't, and words with a hyphenated
    prefix (e-mail, re-send, non-refundable) stay whole.
    """
    defaults = English.Defaults
    suffix = compile_suffix_regex(defaults.suffixes or ())
    infix = compile_infix_regex(defaults.infixes or ())
    return _tokenizer(vocab, _special_cases(), suffix.search, infix.finditer)


def late_english_tokenizer(vocab: Vocab) -> LateTokenizer:
    """A tokenizer that splits as `english_tokenizer` does and is made in half the time."""
    defaults = English.Defaults
    suffix = _ByLetters(defaults.suffixes or (), compile_suffix_regex)
    infix = _ByLetters(defaults.infixes or (), compile_infix_regex)
    tokenizer = _tokenizer(
        vocab,
        {},
        lambda text: suffix.regex(text).search(text),
        lambda text: infix.regex(text).finditer(text),
    )
    return LateTokenizer(tokenizer, _special_cases())


class _ByLetters:
    """A regular expression for words of ASCII, and one for all words, made when such a one comes.

    spaCy's classes of letters name those of all scripts: to compile them took 20 ms.

    Args:
        patterns: what it is made of.
        compiled: makes it.
    """

    def __init__(
        self, patterns: Iterable[Any], compiled: Callable[[list[str]], re.Pattern[str]]
    ) -> None:
        self._patterns: list[str] = list(patterns)
        self._compiled = compiled

    def regex(self, text: str) -> re.Pattern[str]:
        """Return the regular expression that is enough for a text."""
        return self._narrow if text.isascii() else self._whole

    @cached_property
    def _whole(self) -> re.Pattern[str]:
        return self._compiled(self._patterns)

    @cached_property
    def _narrow(self) -> re.Pattern[str]:
        return self._compiled([_narrow(pattern) for pattern in self._patterns])


def _narrow(pattern: str) -> str:
    """Return a pattern whose classes of letters hold those of ASCII only."""
    for letters, narrow in ((ALPHA, "a-zA-Z"), (ALPHA_LOWER, "a-z"), (ALPHA_UPPER, "A-Z")):
        pattern = pattern.replace(letters, narrow)
    return pattern


def _special_cases() -> _Cases:
    defaults = English.Defaults
    rules: dict[str, list[dict[int, str]]] = dict(defaults.tokenizer_exceptions or {})
    for spelling in _NOT_CONTRACTIONS:
        rules.pop(spelling, None)
    for ending, stems in _CAPITALS.items():
        for stem in stems:
            for apostrophe in ("'", "’", ""):
                tail = ending.replace("'", apostrophe)
                if apostrophe == "" and (stem + tail).lower() not in rules:
                    continue
                rules[stem + tail] = [
                    {ORTH: stem, NORM: _CAPITAL_NORMS.get(stem, stem.lower())},
                    {ORTH: tail, NORM: _CAPITAL_NORMS.get(ending, ending.lower())},
                ]
    rules["and/or"] = [{ORTH: "and"}, {ORTH: "/"}, {ORTH: "or"}]
    rules["CANNOT"] = [{ORTH: "CAN", NORM: "can"}, {ORTH: "NOT", NORM: "not"}]
    return rules


def _tokenizer(
    vocab: Vocab,
    cases: _Cases,
    suffix_search: Callable[[str], re.Match[str] | None],
    infix_finditer: Callable[[str], Iterator[re.Match[str]]],
) -> Tokenizer:
    defaults = English.Defaults
    return Tokenizer(
        vocab,
        rules=cast(Any, cases),
        prefix_search=compile_prefix_regex(defaults.prefixes or ()).search,
        suffix_search=suffix_search,
        infix_finditer=infix_finditer,
        token_match=_WHOLE_WORD.match,
        url_match=defaults.url_match,
    )


class LateTokenizer:
    """A tokenizer that learns a special case when a text comes that may have it.

    There are 1,400 of them, from *don't* to emoticons, of which a text has few; to learn all takes
    as long as parsing 60 sentences.

    Args:
        tokenizer: one without special cases.
        cases: special cases, as spaCy has them.
    """

    def __init__(self, tokenizer: Tokenizer, cases: _Cases) -> None:
        self._tokenizer = tokenizer
        self._cases = cases
        self._late: dict[str, list[str]] = {}
        for case in cases:
            self._late.setdefault(_rarest(case), []).append(case)
        self._met: set[str] = set()
        self._lock = Lock()

    def __call__(self, text: str) -> Doc:
        """Return a text split into tokens."""
        self.learn([text])
        return cast("Doc", self._tokenizer(text))

    def learn(self, texts: Iterable[str]) -> None:
        """Get ready for texts: for many at once, since what was split before is forgotten."""
        words = {word for text in texts for word in _pieces(text)}
        with self._lock:
            words -= self._met
            for case in sorted({case for word in words for case in self._cases_in(word)}):
                self._tokenizer.add_special_case(case, self._cases[case])
                self._late[_rarest(case)].remove(case)
            if len(self._met) + len(words) > _WORDS:
                self._met.clear()
            self._met |= words

    def _cases_in(self, word: str) -> Iterator[str]:
        for start in range(len(word)):
            for size in _SIZES:
                for case in self._late.get(word[start : start + size], ()):
                    if case in word:
                        yield case


def _pieces(text: str) -> Iterator[str]:
    """Yield what special cases may stand in: words, and words with a sign of the next one.

    spaCy finds the tokens of a special case across a space, too: *doin'* in "doin 'cause".
    """
    yield " "
    before = ""
    for word in text.split(" "):
        yield word
        if before and word and not word[0].isalnum():
            yield before + word
        before = word


_KEY = 3  # characters by which a special case is found, or fewer if it is shorter
_SIZES = range(1, _KEY + 1)
_WORDS = 20_000  # met lately that are known to need no further special case


def _rarest(case: str) -> str:
    """Return the characters of a special case that are the likeliest to be in no text."""
    size = min(_KEY, len(case))
    keys = [case[start : start + size] for start in range(len(case) - size + 1)]
    return min(keys, key=lambda key: (key.isascii(), key.isalpha(), key))
