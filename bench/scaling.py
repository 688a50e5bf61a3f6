"""(d) The same steps with 100 people waiting, and with 100,000 waiting after a million finished tickets."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from bench.centre import COUNTER, FIELDS, OFFICER, open_context
from bench.figures import Figure, median
from bench.fill import fill
from server.hall.board import board_of
from server.hall.large_places import HallLargePlaces
from server.service.context import Context
from server.service.queue import counters
from server.service.queue.tickets import NumberRequest, issue
from server.store.connect import open_reader
from server.store.doctor import examine
from server.store.store import database_path

_TARGET: Final = 2.0
_PLACES = HallLargePlaces(lambda: 8)


@dataclass(slots=True)
class _Times:
    """Milliseconds of every step, by its name."""

    by_name: dict[str, list[float]] = field(default_factory=dict)

    def take(self, name: str, step: Callable[[], Any]) -> None:
        began = time.perf_counter()
        step()
        self.by_name.setdefault(name, []).append((time.perf_counter() - began) * 1000)


@dataclass(frozen=True, slots=True)
class Size:
    """How many wait in the quiet and in the busy centre, how many visits were finished in the busy one, and how many rounds."""

    waiting: tuple[int, int] = (100, 100_000)
    finished: int = 1_000_000
    rounds: int = 200


TINY: Final = Size(waiting=(10, 50), finished=100, rounds=2)


def run(folder: Path, size: Size = Size()) -> list[Figure]:
    """Both centres side by side, a step here and a step there."""
    quiet, busy = _centre(folder / "quiet", size.waiting[0], 0), None
    began = time.perf_counter()
    busy = _centre(folder / "busy", size.waiting[1], size.finished)
    filled_s = time.perf_counter() - began
    times = _Times(), _Times()
    try:
        for _ in range(size.rounds):
            for context, taken in zip((quiet, busy), times, strict=True):
                _one_round(context, taken)
    finally:
        quiet.close()
        busy.close()
    return [_figure(size, name, *(t.by_name[name] for t in times)) for name in times[0].by_name] + [
        Figure("… filling that database by SQL", f"{filled_s:.1f} s"),
    ]


def _figure(size: Size, name: str, quiet: list[float], busy: list[float]) -> Figure:
    ratio = median(busy) / median(quiet)
    judged = name == "call"
    return Figure(
        f"{name}: {size.waiting[1]:,} waiting, {size.finished:,} finished",
        f"{median(busy):.2f} ms, {ratio:.2f} ×",
        f"{size.waiting[0]} waiting: {median(quiet):.2f} ms",
        f"≤ {_TARGET:.0f} ×" if judged else "",
        ratio <= _TARGET if judged else None,
    )


def _one_round(context: Context, taken: _Times) -> None:
    taken.take("call", lambda: counters.call(context, COUNTER, OFFICER))
    taken.take("board", lambda: board_of(context, _PLACES, "1"))
    counters.serve(context, COUNTER, OFFICER)
    counters.finish(context, COUNTER, OFFICER)
    taken.take("issue", lambda: issue(context, NumberRequest(FIELDS[0]), "bench"))


def _centre(folder: Path, waiting: int, finished: int) -> Context:
    context = open_context(folder)
    now = context.clock()
    today = context.centre.local(now).date().isoformat()
    context.close()
    fill(folder, today, now, finished=finished, waiting=waiting)
    if not finished:
        _check(folder)
    context = open_context(folder)
    counters.open_(context, COUNTER, OFFICER, list(FIELDS))
    return context


def _check(folder: Path) -> None:
    """The filling is worth nothing when it is not what the use cases would have written."""
    if wrong := list(examine(open_reader(database_path(folder)))):
        raise RuntimeError(f"{folder}: {wrong[0]}")
