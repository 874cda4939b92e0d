"""Support sentences annotated by hand before any model was run, and how a parse is scored."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Token

SUPPORT = Path(__file__).with_name("support.txt")
HELDOUT = Path(__file__).with_name("heldout.txt")
TOGETHER = ("subject", "negation", "auxiliary", "clause")

_CLASSES = {
    "subject": ("nsubj", "nsubj:pass", "csubj"),
    "auxiliary": ("aux", "aux:pass", "cop"),
    "clause": ("advcl", "advcl:relcl", "ccomp", "xcomp", "acl", "acl:relcl", "conj", "parataxis"),
    "object": ("obj", "iobj"),
    "negation": ("neg",),
    "root": ("root",),
}
_CLASS_OF = {relation: name for name, group in _CLASSES.items() for relation in group}
_ARC = re.compile(r"(?P<relation>\S+) (?P<word>[^<\s]+)(?:<(?P<head>\S+))?\Z")


@dataclass(frozen=True, slots=True)
class Arc:
    """One annotated arc; each part may name several that the guidelines allow."""

    relations: tuple[str, ...]
    words: tuple[str, ...]
    heads: tuple[str, ...]

    @property
    def kind(self) -> str:
        """Its class: subject, negation, auxiliary, clause, object or root."""
        return next(_CLASS_OF[r] for r in self.relations if r in _CLASS_OF)

    def __str__(self) -> str:
        heads = f"<{'|'.join(self.heads)}" if self.heads else ""
        return f"{'|'.join(self.relations)} {'|'.join(self.words)}{heads}"


@dataclass(slots=True)
class ProbeResult:
    """Right and all arcs per class, and what went wrong: (text, arc, what the parse says)."""

    right: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    total: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    faults: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def together(self) -> float:
        """Share of subjects, negation, auxiliaries and clause embedding that are right."""
        return sum(self.right[k] for k in TOGETHER) / sum(self.total[k] for k in TOGETHER)


def read_probe(path: Path = SUPPORT) -> Iterator[tuple[str, list[Arc]]]:
    """The sentences and their arcs. Raises ``ValueError`` for a line that isn't an arc."""
    body = "\n".join(
        line for line in path.read_text(encoding="utf-8").split("\n") if not line.startswith("#")
    )
    for block in re.split(r"\n{2,}", body.strip("\n")):
        text, _, arcs = block.partition("\n")
        yield text, [_arc(part.strip()) for part in arcs.replace("\n", ";").split(";")]


def _arc(line: str) -> Arc:
    match = _ARC.match(line)
    if match is None:
        raise ValueError(f"not an arc: {line!r}")
    heads = tuple(match["head"].split("|")) if match["head"] else ()
    return Arc(tuple(match["relation"].split("|")), tuple(match["word"].split("|")), heads)


def unlocatable(nlp: Language, path: Path = SUPPORT) -> list[str]:
    """Arcs whose words the tokenizer's words don't contain: slips of annotation."""
    return [
        f"{text}: {arc}"
        for text, arcs in read_probe(path)
        for doc in [nlp.make_doc(text)]
        for arc in arcs
        if not _located(doc, arc.words) or (arc.heads and not _located(doc, arc.heads))
    ]


def score_probe(
    nlp: Language, change: Callable[[str], str] = str, path: Path = SUPPORT
) -> ProbeResult:
    """Parse every sentence (its text and words passed through ``change``) and compare."""
    result = ProbeResult()
    for text, arcs in read_probe(path):
        doc = nlp(change(text))
        plain = nlp.make_doc(text)
        same = len(plain) - len(doc) in (0, 1)  # ``change`` may drop the final mark
        for arc in arcs:
            result.total[arc.kind] += 1
            heads = _located(plain, arc.heads)
            words = _located(plain, arc.words)
            found = same and _holds(doc, arc, words, heads)
            result.right[arc.kind] += found
            if not found:
                seen = "; ".join(
                    f"{doc[i].dep_} {doc[i]}<{doc[i].head}" for i in words if i < len(doc)
                )
                result.faults.append((doc.text, str(arc), seen))
    return result


def _located(doc: Doc, names: tuple[str, ...]) -> list[int]:
    found = []
    for name in names:
        form, _, number = name.partition("#")
        places = [t.i for t in doc if t.text == form]
        if len(places) >= int(number or 1):
            found.append(places[int(number or 1) - 1])
    return found


def _holds(doc: Doc, arc: Arc, words: list[int], heads: list[int]) -> bool:
    return any(_attached(doc[i], arc, heads) for i in words if i < len(doc))


def _attached(token: Token, arc: Arc, heads: list[int]) -> bool:
    if arc.relations == ("root",):
        return token.dep_ == "ROOT"
    wanted = ("advmod",) if arc.relations == ("neg",) else arc.relations
    return token.dep_ in wanted and token.head.i in heads
