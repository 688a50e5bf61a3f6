"""Several people at once, without guessing at times."""

import os
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")
PATIENCE_S = 90
"""How long to wait for what must happen: only a test that fails waits so long, however busy the machine is."""


def until(condition: Callable[[], bool]) -> None:
    """Let other threads run until `condition` holds; give up when it never does."""
    ends = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < ends, "waited in vain"
        os.sched_yield()


def together(acts: Sequence[Callable[[], T]]) -> list[T]:
    """Run all acts in threads that start at the same moment; their answers in order."""
    barrier = threading.Barrier(len(acts), timeout=PATIENCE_S)

    def start(act: Callable[[], T]) -> T:
        barrier.wait()
        return act()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(start, acts))
