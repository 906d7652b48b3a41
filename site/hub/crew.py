"""Processes that write parts of the site side by side, each with the hub as it was read."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar

from hub.model import Hub

Result = TypeVar("Result")
# A forked process finds the hub here: sent to each, it would cost more than the work.
_here: list[Hub] = []


class Crew:
    """Does functions of the hub, here or in other processes; results do not depend on it."""

    def __init__(self, hub: Hub, pool: ProcessPoolExecutor | None = None) -> None:
        self._hub, self._pool = hub, pool

    def do(self, function: Callable[..., Result], *more: Any) -> Future[Result]:
        """Return the result to come of ``function(hub, *more)``.

        The function is one of a module; it, its further arguments and its result travel between
        processes.
        """
        if self._pool is not None:
            return self._pool.submit(_with_hub, function, *more)
        done: Future[Result] = Future()
        done.set_result(function(self._hub, *more))
        return done


def _with_hub(function: Callable[..., Result], *more: Any) -> Result:
    return function(_here[0], *more)


@contextmanager
def crew(hub: Hub, processes: int = 1) -> Iterator[Crew]:
    """Give a crew of so many processes; of this one alone where processes cannot be forked."""
    if processes < 2 or sys.platform != "linux":
        yield Crew(hub)
        return
    _here[:] = [hub]
    context = multiprocessing.get_context("fork")
    try:
        with ProcessPoolExecutor(processes, context) as pool:
            yield Crew(hub, pool)
    finally:
        _here.clear()
