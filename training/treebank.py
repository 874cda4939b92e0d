"""Reading Universal Dependencies treebanks (CoNLL-U) into plain sentences.

What the pipeline cannot learn or the rules never ask for is dropped here, for training
and test data alike: see ``simplified_features`` and ``simplified_relation``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_DROPPED_FEATURES = frozenset(
    {"Typo", "Style", "Foreign", "Abbr", "ExtPos", "NumForm", "NumType", "Clitic"}
)
_RELATIONS = {
    "nsubj:outer": "nsubj",
    "csubj:outer": "csubj",
    "csubj:pass": "csubj",
}


@dataclass(frozen=True, slots=True)
class Word:
    """One syntactic word. ``head`` is an index into the sentence; the root's is its own."""

    form: str
    lemma: str
    pos: str
    features: str
    head: int
    relation: str
    space: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, and whether a paragraph of its text begins with it."""

    words: tuple[Word, ...]
    opens_paragraph: bool

    @property
    def text(self) -> str:
        """The sentence as it was written."""
        return "".join(w.form + (" " if w.space else "") for w in self.words).rstrip()


def simplified_features(features: str) -> str:
    """UD's FEATS column without the features that the pipeline doesn't learn."""
    if features == "_":
        return ""
    kept = [f for f in features.split("|") if f.split("=")[0] not in _DROPPED_FEATURES]
    return "|".join(kept)


def simplified_relation(relation: str) -> str:
    """UD's DEPREL column with rare subtypes folded into their main relation."""
    if relation.startswith("flat:"):
        return "flat"
    return _RELATIONS.get(relation, relation)


def read_documents(path: Path) -> Iterator[list[Sentence]]:
    """The documents of a CoNLL-U file, each a list of sentences.

    A file without ``newdoc`` marks is one document. Empty nodes are left out; the parts of a
    multi-word token become words with no space between them.
    """
    document: list[Sentence] = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.strip("\n").split("\n")
        comments = [line for line in lines if line.startswith("#")]
        rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
        if any(line.startswith("# newdoc") for line in comments) and document:
            yield document
            document = []
        if rows:
            opens = any(line.startswith("# newpar") for line in comments)
            document.append(_sentence(rows, opens_paragraph=opens))
    if document:
        yield document


def _sentence(rows: list[list[str]], *, opens_paragraph: bool) -> Sentence:
    glued: set[int] = set()
    spaceless: set[int] = set()
    plain: list[list[str]] = []
    for row in rows:
        no_space = "SpaceAfter=No" in row[9].split("|")
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            glued.update(range(first, last))
            if no_space:
                spaceless.add(last)
        elif row[0].isdigit():
            plain.append(row)
            if no_space:
                spaceless.add(int(row[0]))
    words = []
    for position, row in enumerate(plain):
        number = int(row[0])
        head = int(row[6])
        words.append(
            Word(
                form=row[1],
                lemma=row[2],
                pos=row[3],
                features=simplified_features(row[5]),
                head=position if head == 0 else head - 1,
                relation=simplified_relation(row[7]) if head else "ROOT",
                space=number not in glued and number not in spaceless,
            )
        )
    return Sentence(tuple(words), opens_paragraph)
