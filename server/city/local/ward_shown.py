"""What a simulated centre tells beside its journal: what its screens show, and how its machines are."""

from collections import Counter
from collections.abc import Mapping
from random import Random
from typing import Any, Final

from server.city.local.hanoi import Ward
from server.city.local.ward_life import Life, WardWaiting
from server.city.local.ward_people import DENSITY, day_of
from server.city.local.ward_settings import limits_s, service_s
from server.core.model import CounterState
from server.core.ratings.counting import LEAST, Counts, Who, told
from server.core.ratings.rules import LEVEL_NAMES, LEVELS
from server.core.units import SECOND_MS

_BALLOTS: Final = 4
"""One in so many visits leaves one."""
_CONTENT: Final = 0.3
"""The share of ballots that are satisfied but not very satisfied."""
_FEW_UNHAPPY: Final = (0.0, 0.05)
_MANY_UNHAPPY: Final = (0.06, 0.14)
_GRUMBLING: Final = 5
"""One in so many centres has many who are not satisfied."""
_UNUSUAL: Final = 12
"""One in so many centres has something wrong with a machine."""
_WORKING_DAYS: Final = range(1, 6)
_USUAL_WAITS_S: Final = (240, 1200)
"""The usual waits of the quickest and of the slowest centre."""
_PAPERS: Final = ("ok", "ok", "low", "out")


def shown(life: Life, ward: Ward, now: int) -> dict[str, Any]:
    """What the screens show at `now` (UTC milliseconds)."""
    limits, usual = limits_s(life.settings), service_s(life.settings)
    at_work = {field: _open_for(life, field) for field in life.waiting}
    return {
        "open": any(state is not CounterState.CLOSED for state in life.states.values()),
        "closed_words": None,
        "zone": life.settings["centre"]["timezone"],
        "place": {"lat": ward.lat, "lon": ward.lon, "address": f"{ward.name}, {ward.district}"},
        "lines": {field: [who.number for who in _in_order(line)] for field, line in life.waiting.items()},
        "waits": {
            field: _wait(len(line), usual[field], at_work[field]) for field, line in life.waiting.items()
        },
        "open_counters": at_work,
        "above": {
            field: sum(now - who.issued_at > limits[field] * SECOND_MS for who in line)
            for field, line in life.waiting.items()
        },
        "limit_s": limits,
        "ratings": _ratings(life, now),
        "remote": {},
    }


def quiet(seed: int, day: str) -> dict[str, Any]:
    """When few people come there, as it tells it on this day."""
    dice = Random(f"{seed} quiet")
    usual_s = dice.randrange(*_USUAL_WAITS_S)
    hours = [
        {"hour": hour, "waits_s": [int(usual_s * dense * dice.uniform(0.7, 1.3)) for _ in _WORKING_DAYS]}
        for hour, dense in DENSITY.items()
    ]
    return {"day": day, "weekdays": list(_WORKING_DAYS), "hours": hours}


def health(seed: int, uptime_s: int) -> dict[str, Any]:
    """How its machines are; with few centres something is wrong."""
    dice = Random(seed)
    odd = dice.randrange(_UNUSUAL) == 0
    paper = dice.choice(_PAPERS) if odd else "ok"
    printer = "out" if paper == "out" else "ready"
    kiosks = [{"n": 1, "state": "on", "printer": printer, "paper": paper}]
    return {
        "kiosks": [*kiosks, {"n": 2, "state": "on", "printer": "ready", "paper": "ok"}],
        "screens": {"on": 2, "silent": int(odd and paper == "ok")},
        "disk_free_mb": dice.randrange(9_000, 60_000),
        "disk_share": round(dice.uniform(0.2, 0.6), 2),
        "backup_age_s": dice.randrange(600, 4 * 3600),
        "clock_off_s": round(dice.uniform(-0.5, 0.5), 2),
        "memory_mb": dice.randrange(90, 160),
        "uptime_s": uptime_s,
        "alerts": [] if paper == "ok" else [f"paper_{paper}"],
    }


def _in_order(line: list[WardWaiting]) -> list[WardWaiting]:
    return sorted(line, key=lambda who: who.ticket)


def _open_for(life: Life, field: str) -> int:
    return sum(life.states[n] is CounterState.OPEN and field in fields for n, fields in life.counters.items())


def _wait(ahead: int, usual_s: int, counters: int) -> list[int] | None:
    """The shortest and longest wait, in seconds, of a person who takes a number now; `None` if no counter works."""
    if not counters:
        return None
    middle = ahead * usual_s / counters
    return [int(0.7 * middle), int(1.3 * middle) + usual_s // 2]


def _ratings(life: Life, now: int) -> Mapping[str, Any]:
    """The day's ballots, told as a centre tells its own: in whole groups, of which each is one counter's.

    Each stays what it was as more come; how many are unhappy differs from centre to centre.
    """
    day = day_of(now)
    dice, unhappy = Random(f"{life.seed} {day}"), _unhappy(life.seed)
    counters = sorted(life.counters)
    cast: dict[Who, list[int]] = {}
    for ballot in range(life.finished[day] // _BALLOTS):
        who = counters[ballot // LEAST % len(counters)], ""
        cast.setdefault(who, []).append(_level(dice.random(), unhappy))
    whole = {who: Counts(Counter(levels[: len(levels) // LEAST * LEAST])) for who, levels in cast.items()}
    shown = told({who: len(levels) for who, levels in cast.items()}, whole).total.shown
    return {
        "day": day,
        "levels": None
        if shown is None
        else {name: shown.levels.get(n, 0) for n, name in LEVEL_NAMES.items()},
    }


def _unhappy(seed: int) -> float:
    """Which share of a centre's people is not satisfied; with some centres clearly more."""
    dice = Random(f"{seed} ratings")
    return dice.uniform(*(_MANY_UNHAPPY if dice.randrange(_GRUMBLING) == 0 else _FEW_UNHAPPY))


def _level(drawn: float, unhappy: float) -> int:
    best, content, lowest = LEVELS
    if drawn < unhappy:
        return lowest
    return content if drawn < unhappy + _CONTENT else best
