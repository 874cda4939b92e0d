"""The component for spaCy pipelines."""

from __future__ import annotations

import json
import pickle
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import replylint
from replylint.component import NAME, make_component

TEXTS = [
    "You failed to attach the invoice. I don't know when it ships.",
    "Thank you for the photos.",
    "",
    "Café 🎉 — you failed to attach it.",
]
PYPROJECT = Path(replylint.__file__).parents[1] / "pyproject.toml"


@pytest.fixture(autouse=True)
def _no_leftovers() -> Iterator[None]:
    yield
    for name in ("replylint", "findings", "gaps", "score"):
        if Doc.has_extension(name):
            Doc.remove_extension(name)


def pipeline(**config: object) -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe(NAME, config={"language": "en", "cache": False, **config})
    return nlp


def test_the_doc_has_what_the_linter_finds() -> None:
    nlp, linter = pipeline(), replylint.Linter(language="en", cache=False)
    for text in TEXTS:
        doc, report = nlp(text), linter.check(text)
        assert doc._.replylint == report
        assert (doc._.findings, doc._.gaps, doc._.score) == (
            report.findings,
            report.gaps,
            report.score,
        )
        assert [text[f.span.start : f.span.end] for f in doc._.findings] == [
            f.match for f in report.findings
        ]


def test_spans_of_tokens() -> None:
    doc = pipeline(select=["blame-customer"])(TEXTS[3])
    (span,) = doc.spans[NAME]
    assert (span.text, span.label_) == ("you failed to attach it", "blame-customer/failed")


def test_many_at_once() -> None:
    nlp = pipeline()
    one_by_one = [nlp(text)._.replylint for text in TEXTS * 120]
    assert [doc._.replylint for doc in nlp.pipe(TEXTS * 120)] == one_by_one
    pairs = nlp.pipe(((text, at) for at, text in enumerate(TEXTS)), as_tuples=True)
    assert [(doc.text, at) for doc, at in pairs] == [(text, at) for at, text in enumerate(TEXTS)]


def test_in_other_processes() -> None:
    nlp = pipeline()
    docs = list(nlp.pipe(TEXTS, n_process=2))
    assert [doc._.replylint for doc in docs] == [nlp(text)._.replylint for text in TEXTS]
    component = nlp.get_pipe(NAME)
    assert pickle.loads(pickle.dumps(component))(nlp.make_doc(TEXTS[0]))._.score == 72


def test_docs_and_pipelines_can_be_stored(tmp_path: Path) -> None:
    nlp = pipeline(ignore=["dead-end"], kind="email")
    doc = nlp(TEXTS[0])
    json.dumps(doc.user_data[NAME])
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    (kept,) = DocBin(docs=[doc], store_user_data=True).get_docs(nlp.vocab)
    nlp.to_disk(tmp_path / "pipeline")
    other = spacy.load(tmp_path / "pipeline")(TEXTS[0])
    assert again._.replylint == kept._.replylint == other._.replylint == doc._.replylint
    assert [finding.category for finding in other._.findings] == ["blame-customer"]
    assert {gap.category for gap in other._.gaps} >= {"missing-greeting"}
    assert [span.label_ for span in again.spans[NAME]] == ["blame-customer/failed"]


def test_settings(tmp_path: Path) -> None:
    config = tmp_path / "replylint.yaml"
    config.write_text("ignore: [blame-customer]\n", encoding="utf-8")
    doc = pipeline(config=str(config))(TEXTS[0])
    assert [finding.category for finding in doc._.findings] == ["dead-end"]
    with pytest.raises(replylint.ConfigError, match="did you mean “dead-end”"):
        pipeline(select=["dead-ends"])
    with pytest.raises(ValueError, match=r"unexpected argument: .selct"):
        pipeline(selct=["dead-end"])


def test_a_doc_that_was_not_linted() -> None:
    nlp = pipeline()
    doc = nlp.make_doc(TEXTS[0])
    assert (doc._.replylint, doc._.findings, doc._.gaps, doc._.score) == (None, (), (), None)
    other = nlp(("a " * 60_000).strip())
    assert "the limit is 100,000" in other._.replylint.skipped


def test_an_attribute_of_somebody_else_stays() -> None:
    Doc.set_extension("score", default="theirs")
    doc = pipeline()(TEXTS[0])
    assert (doc._.score, doc._.replylint.score) == ("theirs", 72)


@pytest.mark.skipif(not PYPROJECT.exists(), reason="the project file is in the checkout")
def test_the_entry_point() -> None:
    entries = tomllib.loads(PYPROJECT.read_text("utf-8"))["project"]["entry-points"]
    module, _, name = entries["spacy_factories"][NAME].partition(":")
    assert getattr(import_module(module), name) is make_component
