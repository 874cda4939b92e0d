"""What the clauses of English sentences are: see the table in `data/clauses.en.txt`."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

from replylint.languages.clause import Clause, Hypothetical, Mood, Relation, Reported, Role, Tense
from replylint.languages.en.repairs import mend
from replylint.languages.language import language
from replylint.languages.reading import Reading

TABLE = Path(__file__).parent / "data" / "clauses.en.txt"
MISREAD = TABLE.with_name("clauses-misread.en.txt")
LEXICON = {
    "company-parts": frozenset(
        ["agent", "colleague", "developer", "front desk", "team", "technician", "warehouse"]
    ),
    "partners": frozenset(["bank", "courier", "dhl", "driver", "hotel", "supplier"]),
    "agents": frozenset[str](),
}
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


def rows(table: Path = TABLE) -> list[Row]:
    found: list[Row] = []
    for line in table.read_text("utf-8").splitlines():
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
    reading = Reading(text, language("en"), LEXICON)
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
    if field == "modality":  # a future says that it is one
        return clause.modality - {"will", "shall", "go to"}
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


@pytest.mark.xfail(reason="the parser gets these wrong", strict=True)
@pytest.mark.parametrize("row", rows(MISREAD), ids=lambda row: row.text)
def test_clauses_that_are_misread(row: Row) -> None:
    assert wrongs(row) == []


def test_the_table_is_large_enough() -> None:
    assert len(rows()) >= 160


DEPENDENCIES = [
    "ROOT",
    "nsubj",
    "nsubj:pass",
    "csubj",
    "obj",
    "iobj",
    "obl",
    "obl:agent",
    "aux",
    "aux:pass",
    "cop",
    "mark",
    "advmod",
    "case",
    "cc",
    "det",
    "advcl",
    "advcl:relcl",
    "acl",
    "acl:relcl",
    "ccomp",
    "xcomp",
    "conj",
    "parataxis",
    "discourse",
    "expl",
    "punct",
    "dep",
    "compound",
    "compound:prt",
    "amod",
    "nmod",
    "nmod:poss",
    "fixed",
]
SALAD = [
    "you",
    "we",
    "if",
    "had",
    "not",
    "n't",
    "to",
    "was",
    "by",
    "the",
    "that",
    "who",
    "nobody",
    "forgot",
    "send",
    "read",
    "been",
    '"',
    "",
    "?",
    ",",
    "as",
    "in",
    "case",
    "would",
    "let",
    "know",
    "sorry",
    "see",
    "warehouse",
    "without",
    "only",
    "no",
    "longer",
    "Friday",
    "anything",
    "which",
    "told",
]


@st.composite
def parses(draw: st.DrawFn) -> Doc:
    """Any tree over any words, right or wrong."""
    size = draw(st.integers(0, 12))
    rows = [
        draw(
            st.tuples(
                st.sampled_from(SALAD),
                st.sampled_from(DEPENDENCIES),
                st.sampled_from(["VERB", "AUX", "NOUN", "PRON", "ADJ", "ADV", "PUNCT", "INTJ"]),
                st.sampled_from(["", "Tense=Past|VerbForm=Part", "Tense=Past|VerbForm=Fin"]),
                st.sampled_from(["", "be", "have", "tell", "forget", "go"]),
                st.integers(0, 100),
            )
        )
        for _ in range(size)
    ]
    # Each token hangs on one that was placed before it, in any order.
    order = draw(st.permutations(range(size)))
    heads = list(range(size))
    for place, token in enumerate(order[1:], start=1):
        heads[token] = order[rows[token][5] % place]
    return Doc(
        Vocab(),
        words=[row[0] or " " for row in rows],
        deps=[row[1] for row in rows],
        pos=[row[2] for row in rows],
        morphs=[row[3] for row in rows],
        lemmas=[row[4] for row in rows],
        heads=heads,
        sent_starts=[place == 0 for place in range(size)],
    )


FACTS = [
    name
    for name, value in vars(Clause).items()
    if isinstance(value, property) and name not in ("subject", "token", "extent")
]


@settings(max_examples=300, deadline=None)
@given(parses())
def test_no_parse_is_too_odd(doc: Doc) -> None:
    clauses = language("en").clauses(mend(doc), LEXICON)
    heads = [clause.head for clause in clauses]
    assert heads == sorted(set(heads))
    owned = [token for clause in clauses for token in clause.tokens]
    assert len(owned) == len(set(owned))
    for clause in clauses:
        assert clause.head in clause.tokens
        assert clause.core
        assert clause.governor is None or clause.governor in heads
        assert clause.governor != clause.head
        assert all(actual(clause, field) is not None for field in FACTS)


@pytest.mark.parametrize("dependency", ["ccomp", "conj", "acl:relcl", "xcomp", "advcl"])
def test_clauses_far_below_others(dependency: str) -> None:
    size = 2000
    doc = Doc(
        Vocab(),
        words=["forget"] * size,
        deps=["ROOT", *[dependency] * (size - 1)],
        pos=["VERB"] * size,
        morphs=["VerbForm=Inf"] * size,
        lemmas=["forget"] * size,
        heads=[0, *range(size - 1)],
        sent_starts=[place == 0 for place in range(size)],
    )
    for field in FACTS:
        last = language("en").clauses(doc, LEXICON)[-1]
        assert last.governor == size - 2
        assert actual(last, field) is not None


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(SALAD), max_size=15).map(" ".join))
def test_word_salad_is_read(text: str) -> None:
    clauses_of(text)


@pytest.mark.parametrize("text", ["", ".", "?!", "…", "a", "You", '"', "  \n ", "- - -", "😀"])
def test_what_is_hardly_a_sentence_is_read(text: str) -> None:
    clauses_of(text)


def test_an_empty_doc_has_no_clauses() -> None:
    assert language("en").clauses(Doc(Vocab()), LEXICON) == []


def test_time_grows_with_length_not_faster() -> None:
    def seconds(times: int) -> float:
        text = "You forgot to attach the file that we need and " * times + "we can't ship it."
        reading = Reading(text, language("en"), LEXICON)
        doc = reading.doc(0)
        start = time.process_time()
        language("en").clauses(doc, LEXICON)
        return time.process_time() - start

    seconds(2)
    assert min(seconds(40) for _ in range(3)) < 40 * min(seconds(4) for _ in range(3))


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.text)
def test_what_a_clause_says_shows_in_its_words(row: Row) -> None:
    """Rules pass over sentences without these words, so none may say it otherwise."""
    english = language("en")
    reading = Reading(row.text, english, LEXICON)
    for index, words in enumerate(reading.words):
        for clause in reading.clauses(index):
            if clause.negated:
                assert english.NEGATION_WORDS.intersection(words)
            if clause.tense is Tense.FUTURE:
                assert english.FUTURE_WORDS.intersection(words)
            if clause.role is Role.CUSTOMER and clause.tense is not Tense.PRESENT:
                assert english.CUSTOMER_WORDS.intersection(words)
            for modal in clause.modality:
                assert set(english.MODAL_WORDS.get(modal, (modal,))).intersection(words)


# What the words around a predicate must leave room for, by the clauses for which they must.
SIGNS: dict[str, Callable[[Clause], bool]] = {
    "main-verb": lambda _clause: True,
    "denied": lambda clause: clause.negated,
    "past": lambda clause: clause.tense is Tense.PAST,
    "stated": lambda clause: clause.mood is Mood.STATEMENT,
    "commanded": lambda clause: clause.mood is Mood.COMMAND,
    "against-facts": lambda clause: clause.hypothetical is Hypothetical.COUNTERFACTUAL,
    "actual": lambda clause: not clause.modality,
    "by-customer": lambda clause: clause.role is Role.CUSTOMER and clause.tense is Tense.PAST,
    "by-company": lambda clause: clause.role in (Role.AGENT, Role.COMPANY_PART),
    "by-others": lambda clause: clause.role not in (Role.AGENT, Role.UNSTATED),
}


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.text)
def test_words_leave_room_for_each_predicate(row: Row) -> None:
    """Rules pass over clauses for which they don't."""
    english = language("en")
    reading = Reading(row.text, english, LEXICON)
    for index, line in enumerate(reading.words):
        for clause in reading.clauses(index):
            at = reading.sentences[index].places(clause.token.idx)
            for name, asked in SIGNS.items():
                assert not asked(clause) or english.signs()[name](line) & at, name


@pytest.mark.parametrize(
    ("name", "text", "left"),
    [
        ("denied", "Just reply to this mail if it hasn't come.", "it has not come"),
        ("denied", "No need to send it.", "no need"),
        ("denied", "No problem, I've moved it.", ""),
        ("denied", "It's not only you.", ""),
        ("denied", "I'm not in, so I moved it.", "i am not in , so"),
        ("main-verb", "I've moved it, do you have it?", "i moved it , you have it ?"),
        ("past", "He mixes the menus up.", ""),
        ("by-others", "I forgot it and Ann lost it.", "i it and ann lost it ."),
        ("commanded", "The export stops.", "the"),
        ("against-facts", "I know you hadn't finished it.", ""),
    ],
)
def test_what_words_leave_room_for(name: str, text: str, left: str) -> None:
    english = language("en")
    line = Reading(text, english, LEXICON).words[0]
    places = english.signs()[name](line)
    found = [word for at, word in enumerate(line) if places >> at & 1]
    assert found == left.split()
