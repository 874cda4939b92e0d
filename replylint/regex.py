"""Regular expressions that are compiled when they are first used.

Compiling those of the modules that every run imports took a tenth of the time that a clean reply
takes, and a clean reply needs few of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property


class Regex:
    """Has the methods of a compiled expression; one that is faulty fails at first use.

    Args:
        pattern: the expression.
        flags: as for `re.compile`.
    """

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = pattern
        self._flags = flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern, self._flags)

    # Properties that are looked up once: what is called is the method of the compiled one.

    @cached_property
    def search(self) -> Callable[..., re.Match[str] | None]:
        """See `re.Pattern`; so are the others."""
        return self._compiled.search

    @cached_property
    def match(self) -> Callable[..., re.Match[str] | None]:  # noqa: D102
        return self._compiled.match

    @cached_property
    def fullmatch(self) -> Callable[..., re.Match[str] | None]:  # noqa: D102
        return self._compiled.fullmatch

    @cached_property
    def finditer(self) -> Callable[..., Iterator[re.Match[str]]]:  # noqa: D102
        return self._compiled.finditer

    @cached_property
    def findall(self) -> Callable[..., list[str]]:  # noqa: D102
        return self._compiled.findall

    @cached_property
    def sub(self) -> Callable[..., str]:  # noqa: D102
        return self._compiled.sub

    @cached_property
    def split(self) -> Callable[..., list[str]]:  # noqa: D102
        return self._compiled.split
