"""Lints with several processes at once, where there is so much to do that it pays."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from multiprocessing import get_all_start_methods, get_context
from typing import TYPE_CHECKING

from msgspec.structs import replace

from replylint.model.places import SourceMap
from replylint.model.reply import Reply
from replylint.model.report import ReplyReport

if TYPE_CHECKING:
    from replylint.linter import Linter

# Characters of replies for each process: with less, it takes longer to begin than to do it alone.
_WORTH = 60_000
_BATCH = 40_000  # characters that a process is given at a time
_NONE = Reply("", SourceMap.identity(0, 0))


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def worth(replies: Sequence[Reply], jobs: int) -> int:
    """Return how many processes should lint some replies.

    Args:
        replies: what to lint.
        jobs: how many processes the user wants; 0 leaves it to what is quickest.
    """
    return jobs or min(processors(), sum(len(reply.text) for reply in replies) // _WORTH) or 1


def lint_each(linter: Linter, replies: Sequence[Reply], jobs: int) -> Iterator[ReplyReport]:
    """Yield a report for each reply, in their order, as the linter alone would.

    Args:
        linter: whose rules and settings count.
        replies: what to lint.
        jobs: how many processes work at once.
    """
    first, *others = _batches(replies)
    # Once it has linted something, this process has rules and pipeline, and so has its copy.
    yield from linter.lint_each(replies[first])
    if not others:
        return
    # No thread comes along with a copy, and locks they held would never be released.
    copied = "fork" in get_all_start_methods() and threading.active_count() == 1
    context = get_context("fork" if copied else "spawn")
    pool = ProcessPoolExecutor(min(jobs, len(others)), context, _begin, (linter, replies))
    try:
        for batch, work in [(batch, pool.submit(_lint, batch)) for batch in others]:
            try:
                reports = work.result()
            except BrokenExecutor:  # somebody killed a process: what it would have done is left
                reports = linter.lint(replies[batch])
            for reply, report in zip(replies[batch], reports, strict=True):
                yield replace(report, reply=reply)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _batches(replies: Sequence[Reply]) -> Iterator[slice]:
    start = size = 0
    for at, reply in enumerate(replies, 1):
        size += len(reply.text)
        if size >= _BATCH or at == len(replies):
            yield slice(start, at)
            start, size = at, 0


class _Work:
    """What a process works with."""

    linter: Linter
    replies: Sequence[Reply]


def _begin(linter: Linter, replies: Sequence[Reply]) -> None:
    """Get a process ready; Ctrl-C is for the one that started it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _Work.linter, _Work.replies = linter, replies


def _lint(batch: slice) -> list[ReplyReport]:
    # The replies are where the reports go to already.
    return [replace(each, reply=_NONE) for each in _Work.linter.lint_each(_Work.replies[batch])]
