"""From sentences to spaCy documents, for training (shuffled, varied) and testing (as written)."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.vocab import Vocab

from training import augment
from training.treebank import Sentence

_PARAGRAPH = "\n\n"


@dataclass(frozen=True, slots=True)
class Variation:
    """How often what happens to a training document (d) or sentence (s), from 0 to 1."""

    lower_case: float  # d
    curly_quotes: float  # d
    lost_apostrophes: float  # d
    hard_wrapped: float  # d
    unfinished: float  # s, before a line break or the end
    symbol: float  # s
    bullet: float  # s, after a line break


def reference(
    vocab: Vocab, sentences: Sequence[Sentence], breaks: Sequence[str], *, label_breaks: bool
) -> Doc:
    """A gold-standard document; ``breaks[i]`` is the white space put before sentence ``i``.

    A break becomes a token as spaCy's tokenizer would make it, attached to the word before it.
    Its labels (SPACE, dep) are for training; for tests they are left out, or (the relation) one
    that spaCy doesn't score: a missing relation makes its scorer skip words of other documents.
    """
    blank_pos, blank_dep = ("SPACE", "dep") if label_breaks else ("", "punct")
    words: list[str] = []
    spaces: list[bool] = []
    pos: list[str] = []
    morphs: list[str] = []
    lemmas: list[str] = []
    deps: list[str] = []
    heads: list[int] = []
    for sentence, gap in zip(sentences, breaks, strict=True):
        if gap and words:
            spaces[-1] = False
            heads.append(len(words) - 1)
            words.append(gap)
            spaces.append(False)
            pos.append(blank_pos)
            morphs.append("")
            lemmas.append("")
            deps.append(blank_dep)
        elif words:
            spaces[-1] = True
        index = range(len(words), len(words) + len(sentence.words))
        for word in sentence.words:
            words.append(word.form)
            spaces.append(word.space)
            heads.append(index[word.head])
            blank = word.pos == "SPACE"
            pos.append(blank_pos if blank else word.pos)
            morphs.append(word.features)
            lemmas.append(word.lemma)
            deps.append(blank_dep if blank else word.relation)
    # spaCy counts a last word as followed by a space only if the text goes on.
    spaces[-1] = False
    doc = Doc(
        vocab,
        words=words,
        spaces=spaces,
        pos=pos,
        morphs=morphs,
        lemmas=lemmas,
        heads=heads,
        deps=deps,
    )
    for token, tag in zip(doc, pos, strict=True):
        if not tag:
            # unknown, which an empty string wouldn't say
            token.set_morph(None)  # type: ignore[attr-defined] # missing from spaCy's stubs
    return doc


def as_written(nlp: Language, documents: Iterable[Sequence[Sentence]]) -> Iterator[Example]:
    """Test examples: whole documents, an empty line at paragraph breaks, raw text to predict on."""
    for sentences in documents:
        breaks = [_PARAGRAPH if s.opens_paragraph else "" for s in sentences]
        gold = reference(nlp.vocab, sentences, breaks, label_breaks=False)
        yield Example(nlp.make_doc(gold.text), gold)


def sentence_by_sentence(
    nlp: Language, documents: Iterable[Sequence[Sentence]]
) -> Iterator[Example]:
    """Test examples with gold words and sentences: the parser may not split further.

    The words take the tokenizer's norms where both agree on them.
    """
    for sentences in documents:
        for sentence in sentences:
            gold = reference(nlp.vocab, [sentence], [""], label_breaks=False)
            made = Doc(
                nlp.vocab,
                words=[t.text for t in gold],
                spaces=[bool(t.whitespace_) for t in gold],
                sent_starts=[i == 0 for i in range(len(gold))],
            )
            norms = {t.idx: (t.text, t.norm_) for t in nlp.make_doc(gold.text)}
            for token in made:
                text, norm = norms.get(token.idx, ("", ""))
                if text == token.text:
                    token.norm_ = norm
            yield Example(made, gold)


def training_examples(
    nlp: Language,
    documents: Sequence[Sequence[Sentence]],
    rng: random.Random,
    vary: Variation,
) -> Iterator[Example]:
    """One epoch: each sentence once, in runs of one to twelve of its text, varied at random."""
    runs: list[list[Sentence]] = []
    for document in documents:
        start = 0
        while start < len(document):
            size = min(rng.randint(1, 12), rng.randint(1, 12))
            runs.append(list(document[start : start + size]))
            start += size
    rng.shuffle(runs)
    for run in runs:
        breaks, sentences = _varied(nlp, run, rng, vary)
        gold = reference(nlp.vocab, sentences, breaks, label_breaks=True)
        made = nlp.make_doc(gold.text)
        yield Example(made, gold)


def _varied(
    nlp: Language, run: list[Sentence], rng: random.Random, vary: Variation
) -> tuple[list[str], list[Sentence]]:
    breaks = [_break(sentence, rng) if i else "" for i, sentence in enumerate(run)]
    changes = _document_changes(nlp, rng, vary)
    sentences: list[Sentence] = []
    for i, sentence in enumerate(run):
        varied = sentence
        at_end = i + 1 == len(run) or breaks[i + 1] != ""
        if at_end and rng.random() < vary.unfinished:
            varied = augment.unfinished(varied)
        if rng.random() < vary.symbol:
            varied = augment.with_symbol(varied, rng)
        if (breaks[i] or i == 0) and rng.random() < vary.bullet:
            varied = augment.bulleted(varied, rng)
        for change in changes:
            varied = change(varied)
        sentences.append(varied)
    return breaks, sentences


def _break(sentence: Sentence, rng: random.Random) -> str:
    """The white space before a sentence that isn't its document's first."""
    if sentence.opens_paragraph:
        return _PARAGRAPH if rng.random() < 0.6 else "\n"
    return rng.choice(["\n", _PARAGRAPH]) if rng.random() < 0.06 else ""


def _document_changes(
    nlp: Language, rng: random.Random, vary: Variation
) -> list[Callable[[Sentence], Sentence]]:
    """What happens to every sentence of a document, in this order."""
    changes: list[Callable[[Sentence], Sentence]] = []
    if rng.random() < vary.lost_apostrophes:
        changes.append(
            lambda sentence: augment.apostrophes_lost(
                sentence,
                lambda text: [t.text for t in nlp.make_doc(text)],
                lambda: rng.random() < 0.8,
            )
        )
    if rng.random() < vary.lower_case:
        changes.append(augment.lower_cased)
    if rng.random() < vary.curly_quotes:
        changes.append(augment.curly_quoted)
    elif rng.random() < 0.5:
        changes.append(augment.straight_quoted)
    if rng.random() < vary.hard_wrapped:
        width = rng.randint(40, 80)
        changes.append(lambda sentence: augment.hard_wrapped(sentence, width))
    return changes
