"""The training loop: config and treebanks in, a spaCy model directory out."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import spacy
from spacy import util
from spacy.language import Language
from spacy.training import Example
from thinc.api import Config, fix_random_seed

from replylint.languages.tokenizing import english_tokenizer
from training.constructions import made_sentences
from training.corpus import Variation, as_written, training_examples
from training.treebank import Sentence, read_documents

CONFIG = Path(__file__).with_name("config.cfg")
TRAIN_FILES = ("ewt-train.conllu", "gumopen-train.conllu")
DEV_FILE = "ewt-dev.conllu"
_SHOWN = ("pos_acc", "morph_acc", "dep_uas", "dep_las", "sents_f")


def untrained(config: Config) -> Language:
    """The pipeline that ``config`` describes, with replylint's tokenizer and no weights yet."""
    shape = Config({k: config[k] for k in ("nlp", "components")})
    nlp = util.load_model_from_config(shape, auto_fill=True)
    nlp.tokenizer = english_tokenizer(nlp.vocab)
    return nlp


def _batches(
    nlp: Language,
    documents: Sequence[Sequence[Sentence]],
    rng: random.Random,
    config: Config,
) -> Iterator[list[Example]]:
    schedule = config["schedule"]
    sizes = _batch_sizes(schedule["words_first"], schedule["words_last"], schedule["growth"])
    vary = Variation(**config["variation"])
    made = int(schedule["made_sentences"])
    while True:
        batch: list[Example] = []
        words, size = 0, next(sizes)
        epoch = [*documents, *made_sentences(made, rng.randrange(2**32))]
        for example in training_examples(nlp, epoch, rng, vary):
            batch.append(example)
            words += len(example.predicted)
            if words >= size:
                yield batch
                batch = []
                words, size = 0, next(sizes)


def _batch_sizes(first: float, last: float, growth: float) -> Iterator[int]:
    size = first
    while True:
        yield int(size)
        size = min(size * growth, last)


def train(
    treebanks: Path,
    target: Path,
    *,
    start_from: Path | None = None,
    overrides: Mapping[str, object] | None = None,
) -> None:
    """Train on the treebanks of a folder and write the model to ``target``, now and then too.

    ``start_from`` is a model to go on from; ``overrides`` are config values by dotted path.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    config = Config().from_disk(CONFIG, interpolate=False, overrides=dict(overrides or {}))
    config = config.interpolate()
    schedule = config["schedule"]
    seed = int(schedule["seed"])
    fix_random_seed(seed)
    rng = random.Random(seed)
    documents = [d for name in TRAIN_FILES for d in read_documents(treebanks / name)]
    dev = list(read_documents(treebanks / DEV_FILE))
    if start_from is None:
        nlp = untrained(config)
        vary = Variation(**config["variation"])
        examples = list(training_examples(nlp, documents, random.Random(seed), vary))
        nlp.initialize(lambda: examples)
        del examples
    else:
        nlp = spacy.load(start_from, exclude=["tokenizer"])
        nlp.tokenizer = english_tokenizer(nlp.vocab)
    optimizer = util.registry.resolve({"optimizer": schedule["optimizer"]})["optimizer"]
    started = time.process_time()
    losses: dict[str, float] = {}
    for step, batch in enumerate(_batches(nlp, documents, rng, config), 1):
        nlp.update(batch, drop=schedule["dropout"], sgd=optimizer, losses=losses)
        optimizer.step_schedules()
        if step % schedule["eval_every"] == 0 or step == schedule["steps"]:
            scores = nlp.evaluate(list(as_written(nlp, dev)))
            shown = {name: round(100 * scores[name], 2) for name in _SHOWN}
            minutes = (time.process_time() - started) / 60
            lost = {name: round(loss) for name, loss in losses.items()}
            print(f"{step} steps, {minutes:.1f} CPU min, dev {shown}, losses {lost}", flush=True)
            losses = {}
            nlp.to_disk(target)
        if step >= schedule["steps"]:
            break
