"""Make the English pipeline from the treebanks: train, export, evaluate.

python -m training.run --treebanks FOLDER --work DIR
"""

from __future__ import annotations

import argparse
from pathlib import Path

from replylint.languages.loading import PIPELINES
from training import evaluate
from training.export import export
from training.train import train

# The second stage goes on from the first with made sentences among the treebanks' (about 5 % of
# the words) and a small learning rate.
SECOND_STAGE: dict[str, object] = {
    "schedule.seed": 2,
    "schedule.steps": 3500,
    "schedule.words_first": 1000,
    "schedule.made_sentences": 1500,
    "variation.lower_case": 0.15,
    "variation.unfinished": 0.15,
    "schedule.optimizer.learn_rate.warmup_steps": 100,
    "schedule.optimizer.learn_rate.total_steps": 3500,
    "schedule.optimizer.learn_rate.initial_rate": 0.0008,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--treebanks", type=Path, required=True, help="folder of the .conllu files")
    parser.add_argument("--work", type=Path, required=True, help="folder for the trained models")
    parser.add_argument("--target", type=Path, default=PIPELINES / "en", help="pipeline folder")
    chosen = parser.parse_args()
    first, second = chosen.work / "first", chosen.work / "second"
    train(chosen.treebanks, first)
    train(chosen.treebanks, second, start_from=first, overrides=SECOND_STAGE)
    export(chosen.treebanks, second, chosen.target)
    evaluate.main(chosen.treebanks, chosen.target)


if __name__ == "__main__":
    main()
