"""Making edited text look like what agents type: each function maps a sentence to a sentence."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from training.treebank import Sentence, Word

EMOJI = tuple("🙂😊👍🙏🎉😀😅🤞❤💪👋✨😉🙌✅⚠😔😕🔧📦")
EMOTICONS = (":)", ":-)", ";)", ":(", ":D")
_CURLY = str.maketrans({"'": "’"})
_SUFFIXES = ("n't", "'m", "'re", "'ve", "'ll", "'s", "'d")

Splitter = Callable[[str], list[str]]


def lower_cased(sentence: Sentence) -> Sentence:
    """The sentence in lower case."""
    words = tuple(replace(w, form=w.form.lower()) for w in sentence.words)
    return replace(sentence, words=words)


def curly_quoted(sentence: Sentence) -> Sentence:
    """Typographic apostrophes and quotation marks instead of ASCII ones."""
    words = []
    opening = True
    for word in sentence.words:
        form = word.form
        if form in ('"', "``", "''"):
            form = "“" if opening else "”"
            opening = not opening
        words.append(replace(word, form=form.translate(_CURLY)))
    return replace(sentence, words=tuple(words))


def straight_quoted(sentence: Sentence) -> Sentence:
    """ASCII apostrophes and quotation marks."""
    table = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})
    words = tuple(replace(w, form=w.form.translate(table)) for w in sentence.words)
    return replace(sentence, words=words)


def apostrophes_lost(sentence: Sentence, split: Splitter, chance: Callable[[], bool]) -> Sentence:
    """Contractions without their apostrophe, where ``split`` (the tokenizer) still parts them.

    What it takes for one word (its, well, were) stays as it is.
    """
    words = list(sentence.words)
    for i in range(1, len(words)):
        stem, tail = words[i - 1], words[i]
        plain = tail.form.lower().replace("’", "'")
        if stem.space or plain not in _SUFFIXES or not chance():
            continue
        bare = tail.form.replace("'", "").replace("’", "")
        if split(stem.form + bare) == [stem.form, bare]:
            words[i] = replace(tail, form=bare)
    return replace(sentence, words=tuple(words))


def unfinished(sentence: Sentence) -> Sentence:
    """The sentence without its final full stop (or question mark)."""
    if len(sentence.words) < 3 or sentence.words[-1].form not in (".", "?", "!"):
        return sentence
    last = len(sentence.words) - 1
    if any(w.head == last for w in sentence.words[:-1]) or sentence.words[-1].relation == "ROOT":
        return sentence
    words = list(sentence.words[:-1])
    words[-1] = replace(words[-1], space=True)
    return replace(sentence, words=tuple(words))


def with_symbol(sentence: Sentence, rng: random.Random) -> Sentence:
    """The sentence with an emoji or emoticon at its end, or rarely at its start."""
    form = rng.choice(EMOTICONS) if rng.random() < 0.2 else rng.choice(EMOJI)
    root = next(i for i, w in enumerate(sentence.words) if w.relation == "ROOT")
    if rng.random() < 0.1:
        shifted = [replace(w, head=w.head + 1) for w in sentence.words]
        symbol = Word(form, form, "SYM", "", root + 1, "discourse", True)
        return replace(sentence, words=(symbol, *shifted))
    words = list(sentence.words)
    words[-1] = replace(words[-1], space=True)
    words.append(Word(form, form, "SYM", "", root, "discourse", True))
    return replace(sentence, words=tuple(words))


def bulleted(sentence: Sentence, rng: random.Random) -> Sentence:
    """The sentence as a list item."""
    root = next(i for i, w in enumerate(sentence.words) if w.relation == "ROOT")
    mark = rng.choice("-*•–")
    words = [replace(w, head=w.head + 1) for w in sentence.words]
    bullet = Word(mark, mark, "PUNCT", "", root + 1, "punct", True)
    return replace(sentence, words=(bullet, *words))


def hard_wrapped(sentence: Sentence, width: int) -> Sentence:
    """Line breaks inside the sentence, as mail programs put them; each is a token."""
    cuts: list[int] = []
    column = 0
    for i, word in enumerate(sentence.words):
        column += len(word.form) + word.space
        if column > width and word.space and i + 1 < len(sentence.words):
            cuts.append(i)
            column = 0
    if not cuts:
        return sentence
    new_index = []
    shift = 0
    for i in range(len(sentence.words)):
        new_index.append(i + shift)
        if i in cuts:
            shift += 1
    words: list[Word] = []
    for i, word in enumerate(sentence.words):
        words.append(replace(word, head=new_index[word.head]))
        if i in cuts:
            words[-1] = replace(words[-1], space=False)
            words.append(Word("\n", "", "SPACE", "", new_index[i], "dep", False))
    return replace(sentence, words=tuple(words))
