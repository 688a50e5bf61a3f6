"""What the board shows of a centre, out of what is kept of it: pure, and whatever a centre says, an answer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from server.core.units import SECOND_MS

SILENT_MS: Final = 30 * SECOND_MS
"""A centre that has not been heard for longer is silent."""
LIMIT_S: Final = 20 * 60
"""How long people should wait at most, where the centre says nothing else."""
_UNHAPPY: Final = frozenset({"not_satisfied"})
_BAD_PRINTERS: Final = frozenset({"out", "trouble"})
_BAD_PAPER: Final = frozenset({"out", "low"})


@dataclass(frozen=True, slots=True)
class CentreStanding:
    """What is kept of one centre. Moments are UTC milliseconds, `read_at` by the database's clock."""

    code: str
    name: str
    district: str
    epoch: int
    v: int
    read_at: int
    heard_at: int | None = None
    state: Mapping[str, Any] = field(default_factory=dict)
    shown: Mapping[str, Any] = field(default_factory=dict)
    health: Mapping[str, Any] = field(default_factory=dict)
    halted: Mapping[str, Any] | None = None

    @property
    def silent(self) -> bool:
        """Whether it has not been heard of late."""
        return self.heard_at is None or self.read_at - self.heard_at > SILENT_MS


def tile(found: CentreStanding) -> dict[str, Any]:
    """The centre as the board draws it. Moments are UTC milliseconds: screens count on by themselves.

    `late_at` is when the first of those who wait now will have waited longer than the limit of their field.
    """
    state, shown = found.state, found.shown
    return {
        "code": found.code,
        "names": _names(found),
        "district": found.district,
        "epoch": found.epoch,
        "v": found.v,
        "silent": found.silent,
        "silent_since": found.heard_at if found.silent else None,
        "halted": found.halted is not None,
        "open": shown.get("open") if isinstance(shown.get("open"), bool) else None,
        "waiting": count(state.get("waiting")),
        "longest_since": moment(state.get("longest_since")),
        "late_at": _late_at(state, mapping(shown.get("limit_s"))),
        "above": sum(map(count, mapping(shown.get("above")).values())),
        "visits": count(state.get("visits")),
        "finished": count(state.get("finished")),
        "counters": _counters(mapping(state.get("counters"))),
        "devices": devices(found.health),
        "ratings": _ratings(mapping(shown.get("ratings")), state.get("day")),
        "call": _call(state.get("calls")),
    }


def devices(health: Mapping[str, Any]) -> dict[str, Any]:
    """How many kiosks and screens there are and work, and what is wrong with any of them, by code."""
    kiosks, screens = list(mappings(health.get("kiosks"))), mapping(health.get("screens"))
    on, silent = count(screens.get("on")), count(screens.get("silent"))
    still = sum(kiosk.get("state") == "silent" for kiosk in kiosks)
    found = {
        "kiosk_silent": still > 0,
        "printer": any(kiosk.get("printer") in _BAD_PRINTERS for kiosk in kiosks),
        "paper": any(kiosk.get("paper") in _BAD_PAPER for kiosk in kiosks),
        "screen_silent": silent > 0,
    }
    return {
        "on": len(kiosks) - still + on,
        "all": len(kiosks) + on + silent,
        "troubles": [code for code, there in found.items() if there],
    }


def mapping(said: Any) -> Mapping[str, Any]:
    """What was said, where it is a table; else an empty one."""
    return said if isinstance(said, Mapping) else {}


def mappings(said: Any) -> Iterable[Mapping[str, Any]]:
    """The tables of a list."""
    return (each for each in said if isinstance(each, Mapping)) if isinstance(said, list) else ()


def count(said: Any) -> int:
    """A count that was said; 0 for anything else."""
    return said if isinstance(said, int) and not isinstance(said, bool) and said > 0 else 0


def moment(said: Any) -> int | None:
    """A moment that was said, where it is one."""
    return int(said) if isinstance(said, int | float) and 0 < said < _LAST_MS else None


_LAST_MS: Final = 4_102_444_800_000


def _names(found: CentreStanding) -> dict[str, str]:
    own = mapping(found.state.get("names"))
    english = own.get("en") if own.get("vi") == found.name else None
    return {"vi": found.name, "en": english if isinstance(english, str) and english else found.name}


def _late_at(state: Mapping[str, Any], limits: Mapping[str, Any]) -> int | None:
    found = [
        since + (count(limits.get(code)) or LIMIT_S) * SECOND_MS
        for code, waits in mapping(state.get("fields")).items()
        if (since := moment(mapping(waits).get("longest_since"))) is not None
    ]
    if not found and (since := moment(state.get("longest_since"))) is not None:
        return since + LIMIT_S * SECOND_MS
    return min(found, default=None)


def _counters(counters: Mapping[str, Any]) -> dict[str, int]:
    states = [mapping(counter).get("state") for counter in counters.values()]
    return {"open": states.count("open"), "paused": states.count("paused"), "all": len(states)}


def _ratings(ratings: Mapping[str, Any], day: Any) -> dict[str, int] | None:
    """The share of the running day in whole percent; `None` if the centre does not tell it."""
    levels = {level: count(n) for level, n in mapping(ratings.get("levels")).items()}
    if not (cast := sum(levels.values())) or ratings.get("day") != day:
        return None
    unhappy = sum(n for level, n in levels.items() if level in _UNHAPPY)
    return {"good": round(100 * (cast - unhappy) / cast), "count": cast}


def _call(calls: Any) -> dict[str, Any] | None:
    newest = next(iter(mappings(calls)), None)
    if newest is None or not isinstance(newest.get("number"), str):
        return None
    name = newest.get("counter_name")
    return {
        "number": newest["number"],
        "counter": count(newest.get("counter")),
        "counter_name": name if isinstance(name, str) else None,
        "at": moment(newest.get("at")),
    }
