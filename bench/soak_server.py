"""A server that lives a whole month in minutes: `python -m bench.soak_server SETTINGS DATA PORT`.

Citizens and officers are threads inside the process: they use the same use cases as the routes, without HTTP.
They go on until the journal has reached the mark that the file `mark` holds, rest there, and the process writes
what it weighs into `weight.json`; a higher mark lets them go on, the same mark with a higher turn weighs again.
"""

import gc
import json
import random
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, Final

import psutil

from bench.centre import COUNTER, FIELDS, OFFICER
from server import config
from server.app import Server
from server.core.events import Entry
from server.core.model import TicketState
from server.core.refusal import Refusal
from server.demo.crowd import CALLED_TWICE, MISSED_TWICE, SERVED, People
from server.process.run import run
from server.service.queue import console, counters
from server.service.queue.counters import Officer
from server.service.queue.tickets import NumberRequest, issue, resume
from server.service.today import today

CITIZENS: Final = 6
_MOST_WAITING: Final = 200
_REST_S: Final = 0.005
_LOOK_S: Final = 0.05
_SETTLED_S: Final = 1.0
_WEIGHINGS: Final = 8
_BETWEEN_WEIGHINGS_S: Final = 0.25
PEOPLE: Final = People(
    fields=dict.fromkeys(FIELDS, 1),
    visits={
        SERVED: 75,
        CALLED_TWICE: 10,
        MISSED_TWICE: 7,
        ("return",): 3,
        ("serve", "park", "resume"): 5,
    },
)
_BACK_IN_LINE: Final = frozenset({"return", "resume"})
_ACTS: Final[dict[str, Callable[..., Any]]] = {
    "serve": counters.serve,
    "finish": counters.finish,
    "recall": counters.recall,
    "no-show": counters.no_show,
    "return": counters.return_,
    "park": counters.park,
}


class Crowd:
    """Everybody in the hall: six citizens' threads, and one officer's at each counter."""

    def __init__(self, server: Server, folder: Path) -> None:
        self._context = server.context
        self._folder = folder
        self._waiting = 0
        with server.context.store.read() as connection:
            self._seq = today(server.context, connection)[0]
        self._go = threading.Event()
        server.publisher.subscribe("soak", self._heard)

    def start(self) -> None:
        """Let them begin."""
        places = self._context.centre.layout.counters
        lives = [partial(self._officer, n) for n in places]
        lives += [partial(self._citizen, seed) for seed in range(CITIZENS)]
        for life in (*lives, self._watch):
            threading.Thread(target=_to_the_end, args=(life,), daemon=True).start()

    def _heard(self, entries: list[Entry]) -> None:
        self._seq = entries[-1].seq

    def _watch(self) -> None:
        """Let the crowd go on until the mark; weigh the process there, once for each turn of each mark."""
        weighed = (0, 0)
        while True:
            mark, turn = _mark(self._folder)
            if self._seq < mark:
                self._go.set()
            else:
                self._go.clear()
            if weighed < (mark, turn) and mark <= self._seq:
                time.sleep(_SETTLED_S)
                self._weigh(mark, turn)
                weighed = (mark, turn)
            time.sleep(_LOOK_S)

    def _weigh(self, mark: int, turn: int) -> None:
        weight = {
            "mark": mark,
            "turn": turn,
            "seq": self._seq,
            "blocks": min(_blocks_soon() for _ in range(_WEIGHINGS)),
            "rss": psutil.Process().memory_info().rss,
            "threads": psutil.Process().num_threads() - _ready_for_requests(),
            "descriptors": psutil.Process().num_fds(),
        }
        draft = self._folder / "weight.part"
        draft.write_text(json.dumps(weight), encoding="utf-8")
        draft.replace(self._folder / "weight.json")

    def _citizen(self, seed: int) -> None:
        dice = random.Random(seed)
        while self._go.wait():
            if self._waiting >= _MOST_WAITING:
                time.sleep(_REST_S)
                continue
            issue(self._context, NumberRequest(PEOPLE.wish(dice).field), "soak")
            self._waiting += 1

    def _officer(self, n: int) -> None:
        dice, officer = random.Random(n), OFFICER if n == COUNTER else Officer(f"soak{n}")
        with suppress(Refusal):  # open already: the server was started again
            counters.open_(self._context, n, officer)
        self._end_visit(n, officer)
        while self._go.wait():
            try:
                ticket = counters.call(self._context, n, officer)["id"]
            except Refusal as refusal:
                if refusal.code != "queue_empty":
                    raise
                time.sleep(_REST_S)
                continue
            self._waiting -= 1
            steps = PEOPLE.visit(dice)
            for step in steps:
                if step == "resume":
                    resume(self._context, ticket, officer.username)
                else:
                    _ACTS[step](self._context, n, officer)
            self._waiting += steps[-1] in _BACK_IN_LINE

    def _end_visit(self, n: int, officer: Officer) -> None:
        """Whoever was at the counter when the server stopped."""
        ticket = console.console_now(self._context, n).ticket
        if ticket is not None and ticket.ticket.state is TicketState.CALLED:
            counters.serve(self._context, n, officer)
        if ticket is not None:
            counters.finish(self._context, n, officer)


def _blocks_soon() -> int:
    """The memory blocks of Python's objects in a moment: one of several, for a forecast being made holds many more."""
    time.sleep(_BETWEEN_WEIGHINGS_S)
    gc.collect()
    return sys.getallocatedblocks()


def _ready_for_requests() -> int:
    """Threads of the pool that answers requests: it grows with the most that ever came at once, up to its own bound."""
    return sum(thread.name.startswith("ThreadPoolExecutor") for thread in threading.enumerate())


def _to_the_end(life: Callable[[], None]) -> None:
    """Until the store closes under it, which is how the server ends."""
    try:
        life()
    except Refusal as refusal:
        if refusal.code != "storage_busy":
            raise


def _mark(folder: Path) -> tuple[int, int]:
    mark, turn = (folder / "mark").read_text(encoding="ascii").split()
    return int(mark), int(turn)


def main(settings: str, data: str, port: str) -> None:
    """Serve, with a crowd in the house."""
    folder = Path(data)
    chosen = config.load(
        Path(settings), server__data=folder, server__host="127.0.0.1", server__port=int(port)
    )
    run(chosen, lambda server: Crowd(server, folder).start())


if __name__ == "__main__":
    main(*sys.argv[1:])
