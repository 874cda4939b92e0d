"""The tokenizer of English, and how it gets ready sooner."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from spacy.attrs import NORM, ORTH  # type: ignore[import-not-found] # no stubs
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
    return _tokenizer(vocab, _special_cases())


def late_english_tokenizer(vocab: Vocab) -> LateTokenizer:
    """A tokenizer that splits as `english_tokenizer` does and is made in half the time."""
    cases = _special_cases()
    late = {
        case: parts for case, parts in cases.items() if len(case) >= _KEY and case.isprintable()
    }
    early = {case: parts for case, parts in cases.items() if case not in late}
    return LateTokenizer(_tokenizer(vocab, early), late)


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


def _tokenizer(vocab: Vocab, cases: _Cases) -> Tokenizer:
    defaults = English.Defaults
    return Tokenizer(
        vocab,
        rules=cast(Any, cases),
        prefix_search=compile_prefix_regex(defaults.prefixes or ()).search,
        suffix_search=compile_suffix_regex(defaults.suffixes or ()).search,
        infix_finditer=compile_infix_regex(defaults.infixes or ()).finditer,
        token_match=_WHOLE_WORD.match,
        url_match=defaults.url_match,
    )


_KEY = 3  # letters by which a special case is found


class LateTokenizer:
    """A tokenizer that learns a special case when a text comes that may have it.

    There are 1,400 of them, from *don't* to emoticons, of which a text has few; to learn all takes
    as long as parsing 60 sentences.

    Args:
        tokenizer: splits words that are no special cases.
        cases: special cases of at least three letters without white space, as spaCy has them.
    """

    def __init__(self, tokenizer: Tokenizer, cases: _Cases) -> None:
        self._tokenizer = tokenizer
        self._cases = cases
        # By the letters of each that fewest have: a text without these can't have the case.
        frequent = Counter(key for case in cases for key in _keys(case))
        self._late: dict[str, list[str]] = {}
        for case in cases:
            self._late.setdefault(min(_keys(case), key=frequent.__getitem__), []).append(case)

    def __call__(self, text: str) -> Doc:
        """Return a text split into tokens."""
        self.learn([text])
        return cast("Doc", self._tokenizer(text))

    def learn(self, texts: Iterable[str]) -> None:
        """Get ready for texts: for many at once, since what was split before is forgotten."""
        words = {word for text in texts for word in text.split()}
        letters = {key for word in words for key in _keys(word)}
        for key in sorted(letters & self._late.keys()):
            for case in self._late.pop(key, ()):
                self._tokenizer.add_special_case(case, self._cases[case])


def _keys(word: str) -> set[str]:
    return {word[start : start + _KEY] for start in range(len(word) - _KEY + 1)}
