"""The English pipeline that ships in the package: size, words, lemmas, relations, the probe."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.lang.char_classes import ALPHA, ALPHA_LOWER, ALPHA_UPPER
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from replylint.languages import encoder, loading
from replylint.languages.loading import (
    PIPELINE_FILE,
    PIPELINES,
    WEIGHTS_FILE,
    PipelineError,
    load_pipeline,
)
from replylint.languages.tokenizing import english_tokenizer, late_english_tokenizer

PROJECT = PIPELINES.parents[1]
ENGLISH = PIPELINES / "en"
PROSE = (PROJECT / "docs" / "architecture.md").read_text("utf-8").split(". ")


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_pipeline("en")


def test_at_most_six_megabytes() -> None:
    assert sum(file.stat().st_size for file in ENGLISH.rglob("*")) <= 6_000_000


def test_licence_and_attribution_come_along() -> None:
    assert "CC BY-SA 4.0" in (ENGLISH / "LICENSE").read_text(encoding="utf-8")
    attribution = (ENGLISH / "ATTRIBUTION.md").read_text(encoding="utf-8")
    assert all(name in attribution for name in ("English-EWT", "GUM", "WordNet"))


def test_nothing_heavy_and_nothing_from_the_network() -> None:
    code = (
        "import json, socket, sys\n"
        "def refuse(*a, **k): raise OSError('network')\n"
        "socket.socket.connect = refuse\n"
        "from replylint.languages.loading import load_pipeline\n"
        "load_pipeline('en')('You forgot it.')\n"
        "print(json.dumps([m for m in ('torch', 'cupy', 'tensorflow', 'training', "
        "'spacy_lookups_data') if m in sys.modules]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PROJECT
    )
    assert json.loads(done.stdout) == []


def test_spacys_commands_are_there_for_others() -> None:
    code = (
        "import contextlib, io, sys\n"
        "from replylint.languages.loading import load_pipeline\n"
        "load_pipeline('en')\n"
        "print('spacy.cli' in sys.modules, 'typer' in sys.modules)\n"
        "import spacy\n"
        "print(hasattr(spacy, 'nothing_such'), callable(spacy.cli.download))\n"
        "with contextlib.redirect_stdout(io.StringIO()):\n"
        "    about = spacy.info(silent=True)\n"
        "from spacy.cli import info\n"
        "print(about == info(silent=True), about['spacy_version'] == spacy.__version__)\n"
        "nlp = spacy.blank('en')\n"
        "nlp.add_pipe('sentencizer')\n"
        "print(len(list(nlp('One. Two.').sents)))\n"
        "spacy.load('xx_none')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=PROJECT
    )
    assert done.stdout.splitlines() == ["False False", "False True", "True True", "2"]
    assert "[E050]" in done.stderr


@pytest.mark.parametrize("wanted", ["spacy.cli.other", "spacy.cli.info.other"])
def test_a_spacy_that_imports_more_of_its_commands(tmp_path: Path, wanted: str) -> None:
    package, _, name = wanted.rpartition(".")
    for folder in ("spacy", "spacy/cli"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "__init__.py").write_text("", encoding="utf-8")
    (tmp_path / "spacy/__init__.py").write_text(f"from {package} import {name}\n", "utf-8")
    (tmp_path / "spacy/cli/info.py").write_text("other = 1\n", encoding="utf-8")
    (tmp_path / "spacy/cli/other.py").write_text("", encoding="utf-8")
    code = (
        "import replylint.languages.spacy_alone, spacy.cli; print(spacy.other, spacy.cli.__file__)"
    )
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(tmp_path)!r}); {code}"],
        capture_output=True,
        text=True,
        check=True,
        cwd=PROJECT,
    )
    assert str(tmp_path / "spacy" / "cli" / "__init__.py") in done.stdout


@pytest.mark.parametrize("words_kept", [3, 20_000])
def test_vectors_are_those_of_the_layers_that_were_trained(
    monkeypatch: pytest.MonkeyPatch, words_kept: int
) -> None:
    texts = ["You forgot it.", "", "You forgot it, did you?", "No", "", *(PROSE[:40])]
    monkeypatch.setattr(encoder, "_WORDS", words_kept)
    ours = load_pipeline("en")
    monkeypatch.setattr(loading, "predicting", lambda trained: trained)
    theirs = load_pipeline("en")
    for size in (1, 2, len(texts)):
        docs = [list(each.pipe(texts, batch_size=size)) for each in (ours, theirs)]
        for own, other in zip(*docs, strict=True):
            assert own.tensor.shape == (len(own), 128)
            assert np.abs(own.tensor - other.tensor).max(initial=0) < 1e-5


_FULL = english_tokenizer(Vocab())
_LATE = late_english_tokenizer(Vocab())


def _split(tokenizer: Callable[[str], Doc], text: str) -> list[tuple[str, str, int]]:
    return [(token.text, token.norm_, token.idx) for token in tokenizer(text)]


@pytest.mark.parametrize("size", [1, 50, 14_000])
def test_special_cases_learnt_late_split_the_same(size: int) -> None:
    cases = sorted(_FULL.rules)
    around = ["{}", "({})", "“{}”.", "{}'s", "x{}y", "-{}-{}", "{}/{}", "{}{}", "so {}, {} and {}"]
    texts = [shape.replace("{}", case) for case in cases for shape in around]
    texts += [f"{one} {other}{one}" for one, other in zip(cases, cases[7:], strict=False)]
    texts += [
        "You were doin 'cause/since you did not read it.",
        "Somethin ’cuz,b",
        "c ,d =],Tenn. me",
    ]
    late = late_english_tokenizer(Vocab())
    for start in range(0, min(len(texts), 40 * size), size):
        some = texts[start : start + size]
        late.learn(some)
        for text in some:
            assert _split(late, text) == _split(_FULL, text)


@settings(max_examples=500, deadline=None)
@given(st.text(st.one_of(st.sampled_from(" .,'-/:()a7B%$é—’ß"), st.characters(max_codepoint=127))))
def test_any_text_is_split_as_by_the_regular_expressions_for_all_scripts(text: str) -> None:
    assert _split(_LATE, text) == _split(_FULL, text)


def test_classes_of_letters_are_narrowed_to_those_of_ascii() -> None:
    for letters, narrow in ((ALPHA, "a-zA-Z"), (ALPHA_LOWER, "a-z"), (ALPHA_UPPER, "A-Z")):
        for char in map(chr, range(128)):
            assert bool(re.match(f"[{letters}]", char)) == bool(re.match(f"[{narrow}]", char))


def test_components(nlp: Language) -> None:
    assert nlp.pipe_names == ["tok2vec", "morphologizer", "parser", "lemmatizer"]


@pytest.mark.parametrize("language", ["xx", "", "../en", "EN"])
def test_unknown_language(language: str) -> None:
    with pytest.raises(PipelineError, match="no pipeline for the language"):
        load_pipeline(language)


def test_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match="incomplete"):
        load_pipeline("en", tmp_path / "en")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ENGLISH, tmp_path / "en"))


def test_damaged_weights(copy: Path) -> None:
    weights = copy / WEIGHTS_FILE
    weights.write_bytes(weights.read_bytes()[:-2])
    with pytest.raises(PipelineError, match="damaged"):
        load_pipeline("en", copy)


@pytest.mark.parametrize("header", ["", "{", "[]", '{"format": 0}'])
def test_damaged_header(copy: Path, header: str) -> None:
    (copy / PIPELINE_FILE).write_text(header, encoding="utf-8")
    with pytest.raises(PipelineError, match=r"damaged|unknown format"):
        load_pipeline("en", copy)


def test_header_without_its_parts(copy: Path) -> None:
    header = json.loads((copy / PIPELINE_FILE).read_text(encoding="utf-8"))
    del header["models"]
    (copy / PIPELINE_FILE).write_text(json.dumps(header), encoding="utf-8")
    with pytest.raises(PipelineError, match="damaged"):
        load_pipeline("en", copy)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("we dont", ["we", "do", "nt"]),
        ("I cannot", ["I", "can", "not"]),
        ("DON'T WE'LL", ["DO", "N'T", "WE", "'LL"]),
        ("it’s", ["it", "’s"]),
        ("im its id Wed", ["i", "m", "its", "id", "Wed"]),
        ("re-send the e-mail, non-refundable", ["re-send", "the", "e-mail", ",", "non-refundable"]),
        ("and/or #12 £3.50", ["and", "/", "or", "#", "12", "£", "3.50"]),
        ("done🙂!", ["done", "🙂", "!"]),
        ("one\n\ntwo", ["one", "\n\n", "two"]),
        ("", []),
    ],
)
def test_words(nlp: Language, text: str, words: list[str]) -> None:
    doc = nlp.make_doc(text)
    assert [token.text for token in doc] == words
    assert doc.text == text


@pytest.mark.parametrize(
    ("text", "lemmas"),
    [
        ("You mistyped the address.", "you mistype the address ."),
        (
            "I'd be told, we’d been told, she'd have told.",
            "I would be tell , we have be tell , she would have tell .",
        ),
        (
            "It's got lost, that's how it’s being done.",
            "it have get lose , that be how it be be do .",
        ),
        ("They botched it and misread our e-mails.", "they botch it and misread we e-mail ."),
        ("He's been told that it’s shipped.", "he have be tell that it be ship ."),
        ("We'd have kept them if you'd asked us.", "we would have keep they if you have ask we ."),
        ("i dont know why it wont load", "I do not know why it will not load"),
        ("You neglected and overlooked two boxes.", "you neglect and overlook two box ."),
        ("You keyed in a bigger size.", "you key in a big size ."),
        ("The parcels were being repacked in Berlin.", "the parcel be be repack in Berlin ."),
    ],
)
def test_lemmas(nlp: Language, text: str, lemmas: str) -> None:
    found = " ".join(token.lemma_ for token in nlp(text))
    # possessives keep their form, as in the treebank
    assert found == lemmas.replace("misread we", "misread our")


@pytest.mark.parametrize(
    ("text", "arcs"),
    [
        ("You forgot the invoice.", "nsubj(forgot, You) obj(forgot, invoice)"),
        ("We can't refund this.", "nsubj(refund, We) aux(refund, ca) advmod(refund, n't)"),
        ("Your order was lost.", "nsubj:pass(lost, order) aux:pass(lost, was)"),
        ("Had you asked, we would have helped.", "advcl(helped, asked) nsubj(asked, you)"),
        ("If you didn't get it, call us.", "advcl(call, get) nsubj(get, you) advmod(get, n't)"),
        ("I see that you paid twice.", "ccomp(see, paid) nsubj(paid, you)"),
        ("The form you sent is empty.", "acl:relcl(form, sent) nsubj(empty, form) cop(empty, is)"),
        ("You need to sign it.", "nsubj(need, You) xcomp(need, sign) obj(sign, it)"),
        ("Please send us a photo.", "ROOT(send, send) obj(send, photo)"),
        ("we didnt get your mail", "nsubj(get, we) aux(get, did) advmod(get, nt)"),
        ("It’s not your fault 🙂", "nsubj(fault, It) cop(fault, ’s) advmod(fault, not)"),
        ("The parcel was opened by the courier.", "obl:agent(opened, courier)"),
    ],
)
def test_relations(nlp: Language, text: str, arcs: str) -> None:
    found = {f"{t.dep_}({t.head.text}, {t.text})" for t in nlp(text)}
    assert set(arcs.replace(") ", ")|").split("|")) <= found


def test_deterministic(nlp: Language) -> None:
    text = "You didn't read the terms, so we can't help you. Please check again\nand reply."
    again = load_pipeline("en")
    parses = [
        [(t.text, t.pos_, str(t.morph), t.lemma_, t.dep_, t.head.i) for t in made(text)]
        for made in (nlp, again, nlp)
    ]
    assert parses[0] == parses[1] == parses[2]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "🙂", "?!", "a" * 5000])
def test_any_text_is_parsed(nlp: Language, text: str) -> None:
    assert nlp(text).text == text


@pytest.mark.skipif(not (PROJECT / "training").is_dir(), reason="the probe is in the checkout")
def test_probe(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(PROJECT)
    from training.probe import HELDOUT, read_probe, score_probe, unlocatable

    assert sum(1 for _ in read_probe()) >= 80
    assert unlocatable(nlp) == unlocatable(nlp, HELDOUT) == []
    assert score_probe(nlp).together >= 0.95
    assert score_probe(nlp, str.lower).together >= 0.95
    assert score_probe(nlp, lambda text: text.replace("'", "’")).together >= 0.95
    assert score_probe(nlp, path=HELDOUT).together >= 0.92
