"""Loading the trained spaCy pipelines that ship in ``replylint/pipelines``.

A pipeline is a folder named for its language:

- ``pipeline.json``: the network's shape, its labels, and how the weights lie in the next file
- ``weights.bin``: all weights one after the other as little-endian half precision
- ``lemmas.json``: the lemmatizer's words and exceptions

``training/export.py`` writes what this module reads; the format is known here alone
(``store_pipeline``). spaCy's own format isn't used because ``spacy.load`` costs several times
what is needed: it builds the tokenizer twice, validates a config and reads full-precision
weights and strings that nothing asks for.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from functools import cache
from pathlib import Path
from typing import Any, cast

import replylint.languages.spacy_alone  # noqa: F401 - before anything else imports spaCy

# isort: split
import numpy as np
from msgspec import Struct
from spacy.lang.en import English
from spacy.language import Language
from spacy.ml.models.parser import build_tb_parser_model
from spacy.ml.models.tagger import build_tagger_model
from spacy.ml.models.tok2vec import MaxoutWindowEncoder, MultiHashEmbed, build_Tok2Vec_model
from spacy.pipeline import DependencyParser, Morphologizer
from spacy.pipeline.tok2vec import Tok2Vec, Tok2VecListener
from spacy.tokens import Doc, Token
from spacy.vocab import Vocab, create_vocab
from thinc.api import Model, use_ops
from thinc.types import Floats1d
from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped] # no stubs

from replylint.languages.encoder import predicting
from replylint.languages.tokenizing import LateTokenizer, late_english_tokenizer

FORMAT = 1
PIPELINES = Path(__file__).parents[1] / "pipelines"
PIPELINE_FILE = "pipeline.json"
WEIGHTS_FILE = "weights.bin"
LEMMAS_FILE = "lemmas.json"

_STORED = np.dtype("<f2")
_TRAINED = ("tok2vec", "morphologizer", "parser")


class PipelineError(Exception):
    """A pipeline that doesn't exist or can't be read; the message says which and why."""


def load_pipeline(language: str, folder: Path | None = None) -> Language:
    """The trained pipeline of a language, ready to be called with a text.

    Its components are ``tok2vec``, ``morphologizer`` (POS and MORPH), ``parser`` (HEAD, DEP and
    sentence starts) and ``lemmatizer``; there is no tagger (TAG stays empty). ``make_doc`` runs
    the tokenizer alone; ``select_pipes`` leaves components out; ``meta`` has its ``version`` and a
    checksum of its weights. Nothing is cached or written: each call reads the files and builds a
    new object, and the same text always yields the same parse.

    ``language`` is a code such as ``en``; ``folder`` replaces the packaged folder.
    Raises ``PipelineError`` if there is no such pipeline or its files are missing or damaged.
    """
    build_tokenizer = _TOKENIZERS.get(language)
    if build_tokenizer is None:
        known = ", ".join(sorted(_TOKENIZERS))
        raise PipelineError(f"no pipeline for the language {language!r} (there is: {known})")
    source = folder if folder is not None else PIPELINES / language
    try:
        header = json.loads((source / PIPELINE_FILE).read_text(encoding="utf-8"))
        packed = (source / WEIGHTS_FILE).read_bytes()
        tables = json.loads((source / LEMMAS_FILE).read_text(encoding="utf-8"))
    except OSError as error:
        raise PipelineError(f"the {language} pipeline is incomplete: {error}") from error
    except ValueError as error:
        raise PipelineError(f"the {language} pipeline is damaged: {error}") from error
    if not isinstance(header, dict) or header.get("format") != FORMAT:
        raise PipelineError(f"the {language} pipeline in {source} has an unknown format")
    if zlib.crc32(packed) != header.get("weights_crc32"):
        raise PipelineError(f"the {language} pipeline is damaged: {WEIGHTS_FILE} has been changed")
    try:
        return _assembled(build_tokenizer, header, packed, tables)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise PipelineError(f"the {language} pipeline is damaged: {error!r}") from error


def store_pipeline(
    nlp: Language, tables: Mapping[str, Any], about: Mapping[str, Any], folder: Path
) -> None:
    """Write what ``load_pipeline`` reads: weights at half precision, labels, lemma tables.

    ``nlp`` is a trained pipeline of the components and architectures that ``load_pipeline``
    builds; ``tables`` are those of ``Lemmatizer``; ``about`` (version, licence, figures) is kept
    in ``pipeline.json``. The folder must exist. Raises ``PipelineError`` if a weight doesn't fit
    half precision.
    """
    packed: list[bytes] = []
    models: dict[str, list[dict[str, Any]]] = {}
    for name in _TRAINED:
        nodes = []
        for node in _component(nlp, name).model.walk():
            params = {}
            for key in node.param_names:
                weights = np.asarray(node.get_param(key))
                narrow = weights.astype(_STORED)
                if not np.isfinite(narrow).all():
                    raise PipelineError(f"a weight of {name} is too large for half precision")
                packed.append(narrow.tobytes())
                params[key] = list(weights.shape)
            dims = {d: node.get_dim(d) for d in node.dim_names if node.has_dim(d)}
            nodes.append({"name": node.name, "dims": dims, "params": params})
        models[name] = nodes
    morphologizer = _component(nlp, "morphologizer")
    parser = _component(nlp, "parser")
    encoder = nlp.config["components"]["tok2vec"]["model"]
    decoder = nlp.config["components"]["parser"]["model"]
    weights_bytes = b"".join(packed)
    header = {
        "format": FORMAT,
        **about,
        "shape": {
            "attrs": encoder["embed"]["attrs"],
            "rows": encoder["embed"]["rows"],
            "width": encoder["encode"]["width"],
            "depth": encoder["encode"]["depth"],
            "window_size": encoder["encode"]["window_size"],
            "maxout_pieces": encoder["encode"]["maxout_pieces"],
            "parser_hidden": decoder["hidden_width"],
            "parser_pieces": decoder["maxout_pieces"],
        },
        "labels_morph": morphologizer.cfg["labels_morph"],
        "labels_pos": morphologizer.cfg["labels_pos"],
        "actions": {str(k): v for k, v in parser.moves.labels.items()},
        "unseen_actions": sorted(parser.model.attrs["unseen_classes"]),
        "weights_crc32": zlib.crc32(weights_bytes),
        "models": models,
    }
    (folder / WEIGHTS_FILE).write_bytes(weights_bytes)
    (folder / PIPELINE_FILE).write_text(
        json.dumps(header, ensure_ascii=False, separators=(",", ":")), encoding="utf-8"
    )
    (folder / LEMMAS_FILE).write_text(
        json.dumps(tables, ensure_ascii=False, separators=(",", ":")), encoding="utf-8"
    )


@cache
def _libraries() -> ThreadpoolController:
    return ThreadpoolController()


def one_thread() -> AbstractContextManager[object]:
    """Keep libraries for matrices from using several threads while it is entered.

    The matrices of a few sentences are too small for that: with two threads, 1,500 sentences
    took five times as much CPU time, and longer.
    """
    return cast("AbstractContextManager[object]", _libraries().limit(limits=1, user_api="blas"))


_TOKENIZERS: dict[str, Callable[[Vocab], LateTokenizer]] = {"en": late_english_tokenizer}


# --- assembling ----------------------------------------------------------------------------


class _Assembled(English):  # type: ignore[no-untyped-call] # spaCy's __init_subclass__
    """English whose ``add_pipe`` takes components made here instead of making them."""

    def __init__(self, vocab: Vocab, tokenizer: LateTokenizer, meta: dict[str, Any]) -> None:
        super().__init__(vocab, meta=meta, create_tokenizer=lambda _: tokenizer)
        self._made: dict[str, Callable[[Doc], Doc]] = {}

    def adopt(self, name: str, component: Callable[[Doc], Doc]) -> None:
        """Add a finished component to the end of the pipeline."""
        self._made[name] = component
        self.add_pipe(name)

    def create_pipe(
        self,
        factory_name: str,
        *args: Any,  # noqa: ANN401 - handed on as it came
        **kwargs: Any,  # noqa: ANN401
    ) -> Callable[[Doc], Doc]:
        """The component handed to ``adopt``, or one that spaCy makes."""
        if factory_name in self._made:
            return self._made.pop(factory_name)
        return super().create_pipe(factory_name, *args, **kwargs)


def _component(nlp: Language, name: str) -> Any:  # noqa: ANN401 - untyped in spaCy
    """A component with the attributes of its class, which spaCy's types don't tell."""
    return nlp.get_pipe(name)


def _assembled(
    build_tokenizer: Callable[[Vocab], LateTokenizer],
    header: Mapping[str, Any],
    packed: bytes,
    tables: Mapping[str, Any],
) -> Language:
    vocab = create_vocab("en", English.Defaults)
    meta = {key: header[key] for key in ("version", "license", "weights_crc32")}
    nlp = _Assembled(vocab, build_tokenizer(vocab), {"name": "replylint", **meta})
    shape = header["shape"]
    width = shape["width"]
    # NumPy's own library multiplies matrices in half the time that BLIS takes. The parses are the
    # same, whatever is parsed together (compared on 3,500 sentences).
    with use_ops("numpy", use_blis=False):
        encoder = build_Tok2Vec_model(
            MultiHashEmbed(width, shape["attrs"], shape["rows"], False),
            MaxoutWindowEncoder(
                width, shape["window_size"], shape["maxout_pieces"], shape["depth"]
            ),
        )
        tagging = build_tagger_model(Tok2VecListener("*", width))
        parsing = build_tb_parser_model(
            Tok2VecListener("*", width),
            "parser",
            False,
            shape["parser_hidden"],
            shape["parser_pieces"],
            True,
        )
    weights = np.frombuffer(packed, dtype=_STORED).astype("f4")
    offset = 0
    for name, model in zip(_TRAINED, (encoder, tagging, parsing), strict=True):
        offset = _fill(model, header["models"][name], weights, offset)
    if offset != len(weights):
        raise ValueError(f"{len(weights) - offset} weights too many")
    parsing.attrs["unseen_classes"] = set(header["unseen_actions"])

    morphologizer = Morphologizer(vocab, tagging, overwrite=True, extend=False)
    morphologizer.cfg["labels_morph"] = header["labels_morph"]
    morphologizer.cfg["labels_pos"] = header["labels_pos"]
    parser = DependencyParser(vocab, parsing, "parser")
    parser.moves.initialize_actions(header["actions"])
    nlp.adopt("tok2vec", Tok2Vec(vocab, predicting(encoder), "tok2vec"))
    nlp.adopt("morphologizer", morphologizer)
    nlp.adopt("parser", parser)
    nlp.adopt("lemmatizer", Lemmatizer(tables))
    return nlp


def _fill(
    model: Model[Any, Any], nodes: list[dict[str, Any]], weights: np.ndarray[Any, Any], offset: int
) -> int:
    """Give a model's layers their weights; the offset behind the last one used."""
    layers = list(model.walk())
    if [layer.name for layer in layers] != [node["name"] for node in nodes]:
        raise ValueError("the layers differ from those stored (another version of spaCy?)")
    for layer, node in zip(layers, nodes, strict=True):
        for dim, size in node["dims"].items():
            layer.set_dim(dim, size, force=True)
        for key, extents in node["params"].items():
            end = offset + int(np.prod(extents))
            layer.set_param(key, cast(Floats1d, weights[offset:end].reshape(extents)))
            offset = end
    return offset


# --- the English lemmatizer ----------------------------------------------------------------

_BASE_FORMS = ("VerbForm=Inf", "Mood=Imp")
_VERB_PREFIXES = (
    *("re", "un", "mis", "over", "under", "out", "pre", "de", "dis", "auto", "double", "co"),
    *("up", "down", "cross"),
)
_VOWELS = frozenset("aeiou")


class LemmaTables(Struct, frozen=True):
    """What the lemmatizer knows by heart.

    ``verbs``: verbs in their base form. ``exceptions``: by part of speech, lower-case form →
    lemma; a part of speech with a feature (``PRON+Poss=Yes``) goes before the bare one.
    """

    verbs: frozenset[str]
    exceptions: Mapping[str, Mapping[str, str]]

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> LemmaTables:
        """The tables as ``to_json`` gave them."""
        return cls(frozenset(data["verbs"].split(" ")), data["exceptions"])

    def to_json(self) -> dict[str, Any]:
        """The tables as JSON types, in a fixed order."""
        exceptions = {pos: dict(sorted(t.items())) for pos, t in sorted(self.exceptions.items())}
        return {"verbs": " ".join(sorted(self.verbs)), "exceptions": exceptions}

    def lemma(self, form: str, pos: str, features: str) -> str:
        """The lemma of a word on its own: lower case but for proper nouns and "I".

        ``features`` are UD's (``Number=Plur|…``). A contraction that only its context tells
        (’s, ’d) comes back as it is.
        """
        if pos == "PROPN":
            return self.exceptions.get("PROPN", {}).get(form, form)
        word = form.lower().replace("’", "'")
        if pos == "VERB":
            return self._verb(word, features)
        for feature, table, rule in _INFLECTED.get(pos, ()):
            if feature in features:
                return self.exceptions.get(table, {}).get(word) or rule(word)
        return self.exceptions.get(pos, {}).get(word, word)

    def _verb(self, word: str, features: str) -> str:
        if word in self.verbs and any(f in features for f in _BASE_FORMS):
            return word
        known = self._known_verb(word)
        if known:
            return known
        for prefix in _VERB_PREFIXES:
            rest = word.removeprefix(prefix)
            hyphen = "-" if rest.startswith("-") else ""
            rest = rest.removeprefix("-")
            if rest != word and len(rest) > 2:
                known = self._known_verb(rest)
                if known:
                    return prefix + hyphen + known
        return _guessed_verb(word)

    def _known_verb(self, word: str) -> str | None:
        found = self.exceptions["VERB"].get(word)
        if found:
            return found
        if word in self.verbs:
            return word
        return next((c for c in _verb_candidates(word) if c in self.verbs), None)


def _verb_candidates(word: str) -> Iterator[str]:
    if word.endswith(("ies", "ied")):
        yield word[:-3] + "y"
    if word.endswith("s"):
        yield word[:-1]
        if word.endswith("es"):
            yield word[:-2]
    for ending in ("ed", "ing", "in'"):
        if word.endswith(ending):
            stem = word[: -len(ending)]
            yield stem + "e"
            yield stem
            if len(stem) > 2 and stem[-1] == stem[-2]:
                yield stem[:-1]


# Stems that lost an -e before -ed or -ing.
_MUTE_E = re.compile(r"(?:at|iz|[^aeiou]ys|uc|ur|v|c|g|u|dg|rs|[^aeiouwrl]l)\Z")


def _guessed_verb(word: str) -> str:
    """The base form of a verb that no table has, by its ending."""
    for ending in ("ing", "ed"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2 and _VOWELS & set(stem):
            return _guessed_stem(stem)
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if re.search(r"(?:ss|x|z|ch|sh)es\Z", word):
        return word[:-2]
    if re.search(r"..[^sui]s\Z", word):
        return word[:-1]
    return word


def _guessed_stem(stem: str) -> str:
    if stem.endswith("i"):
        return stem[:-1] + "y"
    if stem[-1] == stem[-2] and stem[-1] not in "lsfze":
        return stem[:-1]
    return stem + "e" if _MUTE_E.search(stem) else stem


def _singular(word: str) -> str:
    """The singular of a regular plural."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("men") and len(word) > 3:
        return word[:-3] + "man"
    if re.search(r"(?:ss|x|ch|sh|o)es\Z", word):
        return word[:-2]
    if word.endswith("'s"):
        return word[:-2]
    if word.endswith("s") and not word.endswith("ss") and len(word) > 2:
        return word[:-1]
    return word


def _positive(word: str) -> str:
    """The positive of a regular comparative or superlative."""
    for ending in ("est", "er"):
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < 2:
            continue
        if stem.endswith("i"):
            return stem[:-1] + "y"
        if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "lsf":
            return stem[:-1]
        return stem
    return word


# By part of speech: a feature, the table that it leads to, and the rule when that is silent.
_INFLECTED: dict[str, tuple[tuple[str, str, Callable[[str], str]], ...]] = {
    "NOUN": (("Number=Plur", "NOUN+Number=Plur", _singular),),
    "ADJ": (("Degree=Cmp", "ADJ+Degree", _positive), ("Degree=Sup", "ADJ+Degree", _positive)),
    "ADV": (("Degree=Cmp", "ADV+Degree", _positive), ("Degree=Sup", "ADV+Degree", _positive)),
    "PRON": (("Poss=Yes", "PRON+Poss=Yes", str),),
}


class Lemmatizer:
    """A spaCy component: sets each token's lemma from its form, POS, MORPH and relation."""

    name = "lemmatizer"

    def __init__(self, tables: Mapping[str, Any]) -> None:
        self.tables = LemmaTables.from_json(tables)
        self._lemmas: dict[tuple[int, int, int], str] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set the lemmas of ``doc`` and return it."""
        lemmas = self._lemmas
        for token in doc:
            key = (token.orth, token.pos, token.morph.key)  # type: ignore[attr-defined]
            lemma = lemmas.get(key)
            if lemma is None:
                lemma = self.tables.lemma(token.text, token.pos_, str(token.morph))
                if len(lemmas) > 50_000:
                    lemmas.clear()
                lemmas[key] = lemma
            if lemma in _AMBIGUOUS and token.pos_ in ("AUX", "VERB"):
                lemma = _auxiliary(token, lemma)
            token.lemma_ = lemma
        return doc


_AMBIGUOUS = frozenset({"'s", "s", "'d", "d"})


def _auxiliary(token: Token, contraction: str) -> str:
    """What ’s (is, has) or ’d (would, had) stands for, by what follows."""
    head = token.head
    later = (c for c in head.children if c.i > token.i and c.dep_ in ("aux", "aux:pass", "cop"))
    follower = next(later, head)
    if follower is not head:
        perfect = follower.lower_ in ("been", "got", "gotten")
    else:
        perfect = token.dep_ == "aux" and "Tense=Past" in str(head.morph)
    if perfect:
        return "have"
    return "would" if contraction.endswith("d") else "be"
