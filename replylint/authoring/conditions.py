"""Which conditions of a test a clause meets, and what was seen for each.

A test is the conjunction of its conditions, and a test with one of them alone is a test as well:
so what decides here is the very code that decides when rules run (`ClauseTest.holds`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from replylint.authoring import wording
from replylint.authoring.seen import SEEN
from replylint.languages.clause import Clause
from replylint.languages.reading import Reading
from replylint.matchers.clause import CONDITIONS, ClauseTest


class Condition(Struct, frozen=True):
    """One condition of a test, at one clause.

    Attributes:
        name: as rule files have it; ``governor: subject`` is one on the clause above.
        wanted: what the rule asks for.
        seen: what the clause has instead, or as well.
        holds: whether it is met.
    """

    name: str
    wanted: str
    seen: str
    holds: bool

    def __str__(self) -> str:
        return f"{self.name} is {self.seen}, wanted {self.wanted}"


# Conditions that name the words a clause is about: where they fail, the clause is another matter.
_LEXICAL = frozenset({"predicate", "has", "sentence_has"})
_FAR = 4


class Trace(Struct, frozen=True):
    """All conditions of a test at one clause.

    Attributes:
        distance: how far the clause is from meeting them; 0 if it does.
    """

    clause: Clause
    conditions: tuple[Condition, ...]
    distance: int

    @property
    def missed(self) -> tuple[Condition, ...]:
        """The conditions that aren't met."""
        return tuple(each for each in self.conditions if not each.holds)


def trace(test: ClauseTest, clause: Clause, reading: Reading, index: int) -> Trace:
    """Return what each condition of a test comes to at a clause.

    Args:
        test: the conditions.
        clause: of the sentence.
        reading: the reply.
        index: of the sentence.
    """
    found: list[Condition] = []
    distance = 0
    for name in CONDITIONS:
        if getattr(test, name) is None:
            continue
        parts = list(_condition(test, name, clause, reading, index))
        missed = sum(not part.holds for part in parts)
        distance += _FAR if missed and name in _LEXICAL else missed
        found.extend(parts)
    if not distance and not test.holds(clause, reading, index):
        # Each condition by itself is met; the words around the verb don't bear the parse out.
        found.append(Condition("evidence", "some", "missing in the words around the verb", False))
        distance = 1
    return Trace(clause, tuple(found), distance)


def traces(test: ClauseTest, reading: Reading, index: int) -> list[Trace]:
    """Return a trace for each clause of a sentence, the nearest to meeting the test first."""
    found = [trace(test, clause, reading, index) for clause in reading.clauses(index)]
    return sorted(found, key=lambda each: each.distance)


def _condition(
    test: ClauseTest, name: str, clause: Clause, reading: Reading, index: int
) -> Iterator[Condition]:
    """Yield a condition; one on another clause as that clause's own conditions, if there is one."""
    value = getattr(test, name)
    holds = ClauseTest(**{name: value}).holds(clause, reading, index)
    shown = name.replace("_", "-")
    if isinstance(value, ClauseTest):
        inner = _nearest(value, _others(name, clause, reading, index), reading, index)
        if inner is not None and holds == (not inner.missed):
            for part in inner.conditions:
                yield replace(part, name=f"{shown}: {part.name}")
            return
    wanted = wording.clause_test(test, name, reading.language)
    yield Condition(shown, wanted, SEEN[name](clause, reading, index, value), holds)


def _others(name: str, clause: Clause, reading: Reading, index: int) -> list[Clause]:
    """Return the clause above, or those below."""
    if name == "governor":
        return [other for other in reading.clauses(index) if other.head == clause.governor]
    return [other for other in reading.clauses(index) if other.governor == clause.head]


def _nearest(
    test: ClauseTest, clauses: Sequence[Clause], reading: Reading, index: int
) -> Trace | None:
    found = [trace(test, clause, reading, index) for clause in clauses]
    return min(found, key=lambda each: each.distance, default=None)
