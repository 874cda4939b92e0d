"""Which rules run: names on the command line or in a configuration, turned into rule ids."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from replylint.model.errors import SelectionError
from replylint.model.rule import RuleInfo

ALL = "ALL"


def select(
    infos: Iterable[RuleInfo],
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    extend_select: Sequence[str] = (),
) -> frozenset[str]:
    """Return the ids of the rules to run.

    A name is a rule id, one it had before, a category or ``ALL``. Without `select`, the rules that are on by
    default run; `extend_select` adds to them; `ignore` takes away, and wins.

    Args:
        infos: the rules there are, of every language in question.
        select: the rules to run instead of the default ones.
        ignore: the rules not to run.
        extend_select: the rules to run besides.

    Raises:
        SelectionError: a name that no rule and no category has.
    """
    known = tuple(infos)
    default = {info.id for info in known if info.default}
    chosen = named(known, select) if select else default
    return frozenset((chosen | named(known, extend_select)) - named(known, ignore))


def matching(infos: Collection[RuleInfo], name: str) -> tuple[RuleInfo, ...]:
    """Return the rules that a rule id, now or formerly, a category or ``ALL`` stands for.

    Raises:
        SelectionError: it stands for none.
    """
    found = tuple(info for info in infos if name in (ALL, info.id, info.category, *info.formerly))
    if not found and name != ALL:
        raise SelectionError(_unknown(infos, name))
    return found


def renamed(infos: Iterable[RuleInfo]) -> dict[str, str]:
    """Return the ids of rules by those they had before."""
    return {old: info.id for info in infos for old in info.formerly}


def named(infos: Collection[RuleInfo], names: Iterable[str]) -> set[str]:
    """Return the ids of the rules that any of the names stands for.

    Those that are switched off must be named themselves: their category won't do.
    """
    return {
        info.id
        for name in names
        for info in matching(infos, name)
        if not (info.off and name in (ALL, info.category))
    }


def _unknown(infos: Collection[RuleInfo], name: str) -> str:
    """Return the message for a name nothing has, with the nearest one there is."""
    names = {ALL, *(info.id for info in infos), *(info.category for info in infos)}
    lowered = {each.lower(): each for each in sorted(names)}
    from difflib import get_close_matches

    near = get_close_matches(name.lower(), lowered, n=1)
    hint = (
        f"did you mean “{lowered[near[0]]}”?" if near else "`replylint rules list` shows them all."
    )
    return f"Unknown rule or category “{name}”; {hint}"
