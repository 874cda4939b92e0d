"""What the prose layer must know of a language's spelling."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from replylint.prose.masking import MaskType
from replylint.regex import Regex


class Orthography(Struct, frozen=True, eq=False):
    """The spelling habits of one language.

    Attributes:
        restored: spellings that lost their apostrophe, lower-case, and the full form
            (``dont`` → ``don't``); only unambiguous ones.
        expansions: words that stand for several or for another one when phrases are compared
            (``cannot`` → ``can not``, ``u`` → ``you``).
        clitics: endings behind an apostrophe and the word they stand for (``'ll`` → ``will``).
        stems: what is left before a clitic and the word it stands for (``ca`` → ``can``).
        abbreviations: words whose full stop doesn't end a sentence, lower-case, without it.
        common_words: lower-case words that are no names or acronyms; a word in capitals among
            them is read as if it weren't.
        endings: endings of inflected and derived words, and what to try in their place, to
            find the common word behind them.
        stand_ins: the word a mask of each type is read as.
        greeting: matches a line that greets.
        sign_off: matches a line that signs off ("Kind regards,").
    """

    restored: Mapping[str, str]
    expansions: Mapping[str, tuple[str, ...]]
    clitics: Mapping[str, str]
    stems: Mapping[str, str]
    abbreviations: frozenset[str]
    common_words: frozenset[str]
    endings: tuple[tuple[str, str], ...]
    stand_ins: Mapping[MaskType, str]
    greeting: Regex
    sign_off: Regex

    def is_common(self, word: str) -> bool:
        """Return whether a lower-case word is a common one, or a form of one."""
        if word in self.common_words:
            return True
        return any(
            word.endswith(ending) and self._is_stem(word[: -len(ending)] + instead)
            for ending, instead in self.endings
            if len(word) > len(ending) + 2
        )

    def _is_stem(self, word: str) -> bool:
        return word in self.common_words and word not in self.abbreviations
