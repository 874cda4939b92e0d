"""The vectors of words in their context, computed without the layers they were trained with.

Thinc runs each layer by itself, on all words. Here the layers are run as one, and what hangs on
the word alone is computed once for a word: two thirds of the time for many sentences, half for one.
"""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np
from msgspec import Struct
from thinc.api import Model

if TYPE_CHECKING:
    from spacy.tokens import Doc

Array = np.ndarray[Any, Any]
_Layers = Model[Any, Any]

_WORDS = 20_000  # known at once; each takes half a kilobyte


def predicting(trained: _Layers) -> _Layers:
    """Return a model that gives the vectors a trained encoder gives, and can't be trained.

    Args:
        trained: what `spacy.ml.models.tok2vec.build_Tok2Vec_model` makes of `MultiHashEmbed` and
            `MaxoutWindowEncoder` with a window of one word to each side, with its weights.
    """
    embed, encode = trained.layers
    words = _Words(embed)
    blocks = _blocks(encode)
    pad: int = encode.attrs["pad"]

    def forward(model: _Layers, docs: Sequence[Doc], is_train: bool) -> Any:  # noqa: ANN401, ARG001
        return _vectors(docs, words, blocks, pad), None

    return Model("encoder", forward, dims={"nO": trained.get_dim("nO")})


class _Words:
    """The vectors of words by themselves; those met lately are kept."""

    def __init__(self, embed: _Layers) -> None:
        features, _, table, mixer, _ = embed.layers
        self._columns: list[int | str] = features.attrs["columns"]
        self._look_up = table.layers[0].predict
        self._mix = mixer.layers[0].predict
        self._rows: dict[bytes, int] = {}
        self._kept = np.empty((_WORDS, embed.get_dim("nO")), "f4")
        self._lock = Lock()

    def of(self, docs: Sequence[Doc]) -> Array:
        """Return the vectors of the words of documents, one after the other."""
        keys = np.concatenate([doc.to_array(self._columns) for doc in docs])
        names: list[bytes] = keys.view(f"V{keys.itemsize * keys.shape[1]}").ravel().tolist()
        with self._lock:
            new = {name: at for at, name in enumerate(names) if name not in self._rows}
            if len(self._rows) + len(new) > len(self._kept):
                self._rows.clear()
                new = {name: at for at, name in enumerate(names)}
            if len(new) > len(self._kept):
                self._kept = np.empty((len(new), self._kept.shape[1]), "f4")
            if new:
                first = len(self._rows)
                rows = range(first, first + len(new))
                self._kept[first : rows.stop] = self._mix(self._look_up(keys[list(new.values())]))
                self._rows.update(zip(new, rows, strict=True))
            return self._kept[[self._rows[name] for name in names]]


class _Block(Struct, frozen=True):
    """One layer of the network: what a word's neighbours make of it is added to it.

    `weights` and `bias` give all first pieces of a maxout before all second ones: whole rows are
    compared then.
    """

    weights: Array
    bias: Array
    scale: Array
    shift: Array

    def added_to(self, vectors: Array) -> Array:
        """Return the vectors of the next layer."""
        width = vectors.shape[1]
        window = np.zeros((len(vectors), 3 * width), "f4")
        window[1:, :width] = vectors[:-1]
        window[:, width : 2 * width] = vectors
        window[:-1, 2 * width :] = vectors[1:]
        pieces = window @ self.weights
        pieces += self.bias
        best = pieces[:, :width]
        for start in range(width, pieces.shape[1], width):
            best = np.maximum(best, pieces[:, start : start + width])
        best -= best.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", best, best) / np.float32(width)
        best *= ((variance + np.float32(1e-8)) ** np.float32(-0.5))[:, None]
        best *= self.scale
        best += self.shift
        best += vectors
        return best


def _blocks(encode: _Layers) -> list[_Block]:
    nodes = list(encode.walk())
    maxouts = [node for node in nodes if node.name == "maxout"]
    norms = [node for node in nodes if node.name == "layernorm"]
    return [_block(maxout, norm) for maxout, norm in zip(maxouts, norms, strict=True)]


def _block(maxout: _Layers, norm: _Layers) -> _Block:
    weights, bias = np.asarray(maxout.get_param("W")), np.asarray(maxout.get_param("b"))
    width, pieces, inputs = weights.shape
    if inputs != 3 * width:
        raise ValueError("the encoder looks at more or fewer words than one to each side")
    return _Block(
        np.ascontiguousarray(weights.transpose(1, 0, 2)).reshape(pieces * width, inputs).T,
        np.ascontiguousarray(bias.T).reshape(-1),
        np.asarray(norm.get_param("G")),
        np.asarray(norm.get_param("b")),
    )


def _vectors(docs: Sequence[Doc], words: _Words, blocks: Sequence[_Block], pad: int) -> list[Array]:
    """Return the vectors of each document; `pad` rows between two keep them apart."""
    full = [doc for doc in docs if len(doc)]
    if not full:
        return [np.zeros((0, blocks[0].scale.shape[0]), "f4") for _ in docs]
    places: list[range] = []
    end = 0
    for doc in docs:
        start = end + pad if len(doc) else end
        end = start + len(doc)
        places.append(range(start, end))
    alone = words.of(full)
    vectors = np.zeros((end + pad, alone.shape[1]), "f4")
    vectors[np.concatenate([np.arange(at.start, at.stop) for at in places])] = alone
    for block in blocks:
        vectors = block.added_to(vectors)
    return [vectors[at.start : at.stop] for at in places]
