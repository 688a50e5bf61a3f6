"""(f) The foretold waits of simulated days against what came true, beside the plain formula; and what one costs."""

import random
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from bench.centre import open_context
from bench.day import Clock, Day, Told
from bench.figures import Figure, median
from server.service.context import Context
from server.service.forecast.waits import foresee, hall_now, learnt
from server.service.queue.day_end import close_left_open

_SEED: Final = 2025
_ZONE: Final = ZoneInfo("Asia/Ho_Chi_Minh")
_FIRST: Final = datetime(2026, 11, 2, tzinfo=_ZONE)
_COVERED: Final = (0.85, 0.95)
_LESS_ERROR: Final = 0.7
_TICKET_MS: Final = 10.0


@dataclass(frozen=True, slots=True)
class _Outcome:
    """A ticket's wait in seconds, and what it was told."""

    wait_s: float
    told: Told


@dataclass(frozen=True, slots=True)
class Size:
    """How many people come a day, on how many days to learn from and to be judged by, and in the rush."""

    visits: int = 350
    learning: int = 2
    judged: int = 3
    rush: int = 100


TINY: Final = Size(visits=220, learning=1, judged=1, rush=5)  # fewer would never have to wait


def run(folder: Path, size: Size = Size()) -> list[Figure]:
    """Days to learn from, then days to be judged by."""
    clock = Clock(int(_FIRST.astimezone(UTC).timestamp() * 1000))
    context = open_context(folder / "waits", clock)
    try:
        outcomes = [
            outcome for n in range(size.learning + size.judged) for outcome in _lived(size, context, clock, n)
        ]
    finally:
        context.close()
    return _judged(size, outcomes) + _costs(folder / "rush", size.rush)


def _lived(size: Size, context: Context, clock: Clock, n: int) -> list[_Outcome]:
    date = _FIRST + timedelta(days=n)
    clock.now = int(date.timestamp() * 1000)
    close_left_open(context)
    day = Day(context, clock, date, size.visits, random.Random(_SEED + n), foretell=n >= size.learning)
    day.run()
    if n < size.learning:
        return []
    query = "SELECT id, (first_called_at - issued_at) / 1000.0 FROM tickets WHERE day = ? AND first_called_at"
    with context.store.read() as connection:
        rows = connection.execute(query, (date.date().isoformat(),)).fetchall()
    return [_Outcome(wait_s, day.told[ticket]) for ticket, wait_s in rows]


def _judged(size: Size, outcomes: list[_Outcome]) -> list[Figure]:
    within = sum(o.wait_s <= o.told.high_s for o in outcomes) / len(outcomes)
    error_s = median([abs(o.wait_s - o.told.low_s) for o in outcomes])
    plain_s = median([abs(o.wait_s - o.told.plain_s) for o in outcomes])
    return [
        Figure(
            f"Waits within the foretold upper end, {len(outcomes):,} tickets of {size.judged} simulated days",
            f"{within:.1%}",
            "",
            f"{_COVERED[0]:.0%}–{_COVERED[1]:.0%}",
            _COVERED[0] <= within <= _COVERED[1],
        ),
        Figure(
            "… median error of the middle",
            f"{error_s:.0f} s, {1 - error_s / plain_s:.0%} less",
            f"people ahead × learnt average ÷ counters: {plain_s:.0f} s",
            f"≥ {1 - _LESS_ERROR:.0%} less",
            error_s <= _LESS_ERROR * plain_s,
        ),
    ]


def _costs(folder: Path, people: int) -> list[Figure]:
    """What a forecast costs while so many people wait, by the CPU's clock."""
    clock = Clock(int((_FIRST + timedelta(hours=8)).timestamp() * 1000))
    context = open_context(folder, clock)
    try:
        Day(context, clock, _FIRST, people, random.Random(_SEED), foretell=False).fill(people)
        known = learnt(context)
        waiting = len(hall_now(context, known).waiting)
        began = time.process_time()
        foresee(context, known)
        took_ms = (time.process_time() - began) * 1000
    finally:
        context.close()
    return [
        Figure(
            f"Estimating one ticket, of {waiting} waiting",
            f"{took_ms / waiting:.2f} ms of CPU",
            f"the whole hall at once: {took_ms:.0f} ms, at most a tenth of the time",
            f"≤ {_TICKET_MS:.0f} ms",
            took_ms / waiting <= _TICKET_MS,
        )
    ]
