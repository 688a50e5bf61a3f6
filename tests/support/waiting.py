"""Several people at once, without guessing at times."""

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")
PATIENCE_S = 90
"""How long to wait for what must happen: only a test that fails waits so long, however busy the machine is."""
MOST_PAUSE_S = 0.1


def until(condition: Callable[[], bool], within_s: float = PATIENCE_S) -> None:
    """Let others run until `condition` holds; give up when it never does. It is asked again after a tenth of the time waited."""
    begun = time.monotonic()
    while not condition():
        waited = time.monotonic() - begun
        assert waited < within_s, "waited in vain"
        time.sleep(min(waited / 10, MOST_PAUSE_S))


def together(acts: Sequence[Callable[[], T]]) -> list[T]:
    """Run all acts in threads that start at the same moment; their answers in order."""
    barrier = threading.Barrier(len(acts), timeout=PATIENCE_S)

    def start(act: Callable[[], T]) -> T:
        barrier.wait()
        return act()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(start, acts))
