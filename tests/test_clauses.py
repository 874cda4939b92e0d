"""What the clauses of English sentences are: see the table in `data/clauses.en.txt`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from replylint.languages.clause import Clause, Hypothetical, Mood, Relation, Reported, Role, Tense
from replylint.languages.language import language
from replylint.languages.reading import Reading
from replylint.rulebook.loading import load_rules

TABLE = Path(__file__).parent / "data" / "clauses.en.txt"
PLAIN = {
    "mood": Mood.STATEMENT,
    "hypothetical": Hypothetical.NO,
    "reported": Reported.NO,
    "negated": False,
    "passive": False,
    "modality": frozenset[str](),
}
WORDS: dict[str, tuple[str, object]] = {
    "neg": ("negated", True),
    "passive": ("passive", True),
    "main": ("relation", Relation.NONE),
    **{word.value: ("role", word) for word in Role},
    **{word.value: ("tense", word) for word in Tense},
    **{word.value: ("mood", word) for word in Mood},
    **{word.value: ("hypothetical", word) for word in Hypothetical if word is not Hypothetical.NO},
    **{word.value: ("reported", word) for word in Reported if word is not Reported.NO},
    **{word.value: ("relation", word) for word in Relation if word is not Relation.NONE},
}


@dataclass(frozen=True)
class Row:
    text: str
    clauses: tuple[tuple[str, dict[str, object]], ...]


def expected(notation: str) -> dict[str, object]:
    wanted: dict[str, object] = dict(PLAIN)
    modality = set()
    for word in notation.split():
        name, equals, value = word.partition("=")
        if word.startswith("+"):
            modality.add(word[1:].replace("-", " "))
        elif equals:
            wanted[name] = value
        else:
            field, meant = WORDS[word]
            wanted[field] = meant
    return wanted | {"modality": frozenset(modality)}


def rows() -> list[Row]:
    found: list[Row] = []
    for line in TABLE.read_text("utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith(" "):
            word, _, notation = line.strip().partition(": ")
            last = found.pop()
            found.append(Row(last.text, (*last.clauses, (word, expected(notation)))))
        else:
            found.append(Row(line, ()))
    return found


def clauses_of(text: str) -> list[Clause]:
    lexicon = load_rules("en").lexicon
    reading = Reading(text, language("en"), lexicon)
    return [clause for index in range(len(reading.sentences)) for clause in reading.clauses(index)]


def found(clauses: list[Clause], word: str) -> Clause | None:
    form, _, number = word.partition("#")
    hits = [clause for clause in clauses if clause.token.text.lower() == form.lower()]
    at = int(number or 1) - 1
    return hits[at] if at < len(hits) else None


def actual(clause: Clause, field: str) -> object:
    if field in ("subject", "object"):
        at = clause.subject if field == "subject" else next(iter(clause.objects), None)
        return "-" if at is None else clause.doc[at].text
    return getattr(clause, field)


def wrongs(row: Row) -> list[str]:
    clauses = clauses_of(row.text)
    wrong = []
    for word, wanted in row.clauses:
        clause = found(clauses, word)
        if clause is None:
            wrong.append(f"{word}: no clause")
            continue
        wrong.extend(
            f"{word}: {field} is {actual(clause, field)}, not {value}"
            for field, value in wanted.items()
            if actual(clause, field) != value
        )
    return wrong


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.text)
def test_clauses_are_what_the_table_says(row: Row) -> None:
    assert wrongs(row) == []


def test_the_table_is_large_enough() -> None:
    assert len(rows()) >= 160
