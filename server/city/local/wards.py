"""Many simulated centres in one process: `python -m server.city.local.wards FILE`.

The file says where the city is and who comes with which token: {"url", "begins", "paces": [[since, factor]], "centres":
[{"code", "token", "seed"}]}; times are UTC milliseconds.
"""

import heapq
import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable
from itertools import count
from pathlib import Path
from typing import Any, Final

from server.city.local.hanoi import wards
from server.city.local.ward_line import WardLine
from server.city.local.ward_people import CrowdPace
from server.city.local.ward_sender import Simulated, SimulatedWard
from server.core.clock import wall_clock

_LINES: Final = 4
_LOOK_S: Final = 1.0


class Senders:
    """So many lines to the city at `url`; each takes the centre whose next request is due first."""

    def __init__(
        self, url: str, simulated: Iterable[Simulated], clock: Callable[[], int], lines: int = _LINES
    ) -> None:
        self._clock = clock
        self._numbers = count()
        self._due = [(0.0, next(self._numbers), SimulatedWard(each)) for each in simulated]
        self._changed = threading.Condition()
        self._ended = False
        self._threads = [threading.Thread(target=self._send, args=(WardLine(url),)) for _ in range(lines)]
        for thread in self._threads:
            thread.start()

    def close(self) -> None:
        """Stop, after the requests that are under way."""
        with self._changed:
            self._ended = True
            self._changed.notify_all()
        for thread in self._threads:
            thread.join()

    def _send(self, line: WardLine) -> None:
        while (ward := self._next()) is not None:
            due = time.monotonic() + ward.beat(line, self._clock())
            with self._changed:
                heapq.heappush(self._due, (due, next(self._numbers), ward))
                self._changed.notify()
        line.close()

    def _next(self) -> SimulatedWard | None:
        with self._changed:
            while not self._ended:
                left = self._due[0][0] - time.monotonic() if self._due else _LOOK_S
                if self._due and left <= 0:
                    return heapq.heappop(self._due)[2]
                self._changed.wait(left)
            return None


def simulated(plan: dict[str, Any]) -> list[Simulated]:
    """The centres of the file."""
    known = {ward.code: ward for ward in wards()}
    paces = tuple(CrowdPace(since, factor) for since, factor in plan["paces"])
    return [
        Simulated(known[each["code"]], each["token"], each["seed"], plan["begins"], paces)
        for each in plan["centres"]
    ]


def main(file: Path) -> None:
    """Run until told to stop, or until the process that started this one is gone."""
    parent, told = os.getppid(), threading.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: told.set())
    plan = json.loads(file.read_text(encoding="utf-8"))
    senders = Senders(plan["url"], simulated(plan), wall_clock)
    while not told.wait(_LOOK_S) and os.getppid() == parent:
        pass
    senders.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
