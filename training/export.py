"""From a trained model directory to the folder that ships in the package."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import spacy
from spacy.about import __version__ as spacy_version

from replylint.languages.loading import PIPELINES, store_pipeline
from training.lemmas import build_tables
from training.train import TRAIN_FILES
from training.treebank import read_documents

VERSION = "1.0.0"
NOTICES = Path(__file__).with_name("notices")


def export(
    treebanks: Path,
    model: Path,
    target: Path = PIPELINES / "en",
    about: Mapping[str, Any] | None = None,
) -> None:
    """Write the pipeline folder, beside the old one and then in its place."""
    documents = [d for name in TRAIN_FILES for d in read_documents(treebanks / name)]
    nlp = spacy.load(model, exclude=["tokenizer"])
    meta = {
        "language": "en",
        "version": VERSION,
        "license": "CC BY-SA 4.0",
        "spacy": spacy_version,
        **(about or {}),
    }
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".making-") as beside:
        made = Path(beside) / "made"
        made.mkdir()
        store_pipeline(nlp, build_tables(documents).to_json(), meta, made)
        for notice in sorted(NOTICES.iterdir()):
            shutil.copy(notice, made / notice.name)
        if target.exists():
            target.rename(Path(beside) / "old")
        made.rename(target)
