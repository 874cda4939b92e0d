"""How good a pipeline is: treebanks as written and as agents type them, and the probe."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language
from spacy.scorer import Scorer
from spacy.training import Example

from replylint.languages.loading import PIPELINES, load_pipeline
from training import augment
from training.corpus import as_written, sentence_by_sentence
from training.probe import HELDOUT, TOGETHER, ProbeResult, score_probe
from training.treebank import Sentence, read_documents

Documents = Sequence[Sequence[Sentence]]
CARD = Path(__file__).with_name("model_card.md")
_BEGIN, _END = "<!-- figures: written by training/evaluate.py -->", "<!-- end of figures -->"


@dataclass(frozen=True, slots=True)
class Scores:
    """Accuracies in per cent; a lemma counts as right in any case of letters.

    ``lemma_alike`` counts only words that the tokenizer and the treebank cut alike.
    """

    pos: float
    morph: float
    lemma: float
    lemma_alike: float
    uas: float
    las: float
    sentences: float

    def row(self, name: str) -> str:
        """A row of the table in the model card."""
        figures = (
            *(self.pos, self.morph, self.lemma, self.lemma_alike),
            *(self.uas, self.las, self.sentences),
        )
        return f"| {name} | " + " | ".join(f"{figure:.1f}" for figure in figures) + " |"


def scores(nlp: Language, examples: Iterable[Example]) -> Scores:
    """What ``spacy evaluate`` would report, and lemmas."""
    kept = list(examples)
    for example in kept:
        example.predicted = nlp(example.predicted)
    found = Scorer(nlp).score(kept)
    lemma = Scorer.score_token_attr(
        kept, "lemma", getter=lambda token, _: token.lemma_.lower().replace("’", "'")
    )
    return Scores(
        pos=100 * found["pos_acc"],
        morph=100 * found["morph_acc"],
        lemma=100 * lemma["lemma_acc"],
        lemma_alike=100 * _lemma_alike(kept),
        uas=100 * found["dep_uas"],
        las=100 * found["dep_las"],
        sentences=100 * found["sents_f"],
    )


def _lemma_alike(examples: Iterable[Example]) -> float:
    right = total = 0
    for example in examples:
        lengths = example.alignment.x2y.lengths
        gold = example.alignment.x2y
        for token in example.predicted:
            if token.is_space or lengths[token.i] != 1:
                continue
            word = example.reference[int(gold[token.i][0])]
            if word.text == token.text:
                total += 1
                right += token.lemma_.lower() == word.lemma_.lower().replace("’", "'")
    return right / total


def changed(documents: Documents, change: Callable[[Sentence], Sentence]) -> list[list[Sentence]]:
    """The documents with every sentence changed."""
    return [[change(sentence) for sentence in document] for document in documents]


def spellings(nlp: Language) -> dict[str, Callable[[Sentence], Sentence]]:
    """How the same text may be typed."""

    def bare(sentence: Sentence) -> Sentence:
        return augment.apostrophes_lost(
            sentence, lambda text: [t.text for t in nlp.make_doc(text)], lambda: True
        )

    rng = random.Random(0)
    return {
        "in lower case": augment.lower_cased,
        "curly quotes": augment.curly_quoted,
        "lost apostrophes": bare,
        "lower case and lost apostrophes": lambda s: augment.lower_cased(bare(s)),
        "lines broken at 60 columns": lambda s: augment.hard_wrapped(s, 60),
        "no final full stop": augment.unfinished,
        "emoji after each sentence": lambda s: augment.with_symbol(s, rng),
    }


def evaluation(nlp: Language, treebanks: Path) -> Iterator[str]:
    """The figures as lines of Markdown, each as soon as it is known."""
    ewt = list(read_documents(treebanks / "ewt-test.conllu"))
    gum = list(read_documents(treebanks / "gumopen-test.conllu"))
    pud = list(read_documents(treebanks / "pud-test.conllu"))
    yield "| per cent | POS | MORPH | LEMMA | LEMMA, words cut alike | UAS | LAS | SENTS |"
    yield "|---|---|---|---|---|---|---|---|"
    yield scores(nlp, as_written(nlp, ewt)).row("EWT test, raw text")
    flat = [[Sentence(s.words, opens_paragraph=False) for s in d] for d in ewt]
    yield scores(nlp, as_written(nlp, flat)).row("EWT test, raw text, paragraph breaks removed")
    yield scores(nlp, sentence_by_sentence(nlp, ewt)).row("EWT test, gold sentences")
    yield scores(nlp, as_written(nlp, gum)).row("GUM-open test, raw text")
    yield scores(nlp, sentence_by_sentence(nlp, pud)).row("PUD, gold sentences")
    for name, change in spellings(nlp).items():
        if change is not augment.unfinished:  # running text is never without full stops
            yield scores(nlp, as_written(nlp, changed(ewt, change))).row(f"EWT test, raw, {name}")
    for name, change in spellings(nlp).items():
        row = scores(nlp, sentence_by_sentence(nlp, changed(pud, change))).row(f"PUD, gold, {name}")
        yield row
    yield ""
    yield from probe_table(nlp)


def probe_table(nlp: Language) -> Iterator[str]:
    """The probe's figures as lines of Markdown, with the faults."""
    results = {
        "as typed": score_probe(nlp),
        "in lower case": score_probe(nlp, str.lower),
        "curly quotes": score_probe(nlp, lambda text: text.replace("'", "’")),
        "no final full stop": score_probe(nlp, lambda text: text.rstrip(".!?")),
        "held-out probe, as typed": score_probe(nlp, path=HELDOUT),
        "held-out probe, in lower case": score_probe(nlp, str.lower, HELDOUT),
    }
    kinds = [*TOGETHER, "object", "root"]
    yield "| probe | " + " | ".join(kinds) + " | the first four together |"
    yield "|---|" + "---|" * (len(kinds) + 1)
    for name, result in results.items():
        cells = [f"{result.right[k]}/{result.total[k]}" for k in kinds]
        yield f"| {name} | " + " | ".join(cells) + f" | {100 * result.together:.1f} % |"
    yield ""
    yield "What it gets wrong in the probe as typed (the annotation; the parse):"
    yield ""
    yield from _faults(results["as typed"])
    yield ""
    yield "And in the held-out probe:"
    yield ""
    yield from _faults(results["held-out probe, as typed"])


def _faults(result: ProbeResult) -> Iterator[str]:
    for text, arc, seen in result.faults:
        yield f"- {text} `{arc}`; `{seen}`"


def sizes(folder: Path) -> str:
    """A line about the size of the pipeline folder."""
    total = sum(file.stat().st_size for file in folder.iterdir())
    parts = ", ".join(f"{f.name} {f.stat().st_size:,}" for f in sorted(folder.iterdir()))
    return f"Size of `replylint/pipelines/en`: {total:,} bytes ({parts})."


def write_card(figures: str) -> None:
    """Put the figures into the generated part of the model card."""
    card = CARD.read_text(encoding="utf-8")
    head, _, rest = card.partition(_BEGIN)
    _, _, tail = rest.partition(_END)
    CARD.write_text(f"{head}{_BEGIN}\n\n{figures}\n\n{_END}{tail}", encoding="utf-8")


def main(treebanks: Path, folder: Path = PIPELINES / "en", *, card: bool = True) -> None:
    """Evaluate a pipeline folder, print the figures and write them into the model card."""
    nlp = load_pipeline("en", folder)
    lines = []
    for line in evaluation(nlp, treebanks):
        print(line, flush=True)
        lines.append(line)
    lines += ["", sizes(folder)]
    print(lines[-1])
    if card:
        write_card("\n".join(lines))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
