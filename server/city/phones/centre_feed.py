"""One centre's file: what its hall's screens show, and how old that is. Nothing else of what the city knows is in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from server.city.phones.told import (
    BOTH,
    CALL,
    COUNTER,
    DAY,
    FIELD,
    FLAG,
    NUMBERS,
    PLACE,
    QUIET,
    SHARE,
    WAIT,
    each,
    listed,
    part,
    told,
)
from server.core.forecast.telling import Wait, rounded

_MOST_CALLS: Final = 12


@dataclass(frozen=True, slots=True)
class KnownCentre:
    """What the city knows of a centre. `heard` is UTC milliseconds.

    `shown` is what it said of its hall, `quiet` of its week, `state` what its journal came to.
    """

    code: str
    name: str
    district: str
    heard: int | None
    silent: bool
    v: int
    halted: bool
    shown: Any
    state: Any
    quiet: Any = None


def centre_feed(known: KnownCentre) -> dict[str, Any]:
    """The file's content except `at`, the moment when it is written.

    Times are UTC milliseconds, waits rounded seconds. A wait of `null`: no counter serves the field; none: nobody knows.
    `waits` has one for each number of a line, in its order.
    """
    shown, state = known.shown, known.state
    lines = dict(each(NUMBERS, part(shown, "lines")))
    place = told(PLACE, part(shown, "place"))
    closed = told(BOTH, part(shown, "closed_words"))
    quiet = told(QUIET, known.quiet)
    return {
        "v": known.v,
        "code": known.code,
        "names": _names(known),
        "district": known.district,
        "heard": known.heard,
        "silent_since": known.heard if known.silent else None,
        "silent": known.silent,
        "halted": known.halted,
        "day": told(DAY, part(state, "day")),
        "open": told(FLAG, part(shown, "open")),
        "closed_words": None if closed is None else closed.model_dump(),
        "place": None if place is None else place.model_dump(),
        "from_afar": any(True for _ in each(SHARE, part(shown, "remote"))),
        "fields": _fields(known),
        "lines": lines,
        "waits": _waits(part(shown, "waits"), lines),
        "calls": [call.model_dump() for call in listed(CALL, part(state, "calls"), _MOST_CALLS)],
        "quiet": None if quiet is None else quiet.model_dump(),
        "counters": {n: counter.model_dump() for n, counter in each(COUNTER, part(state, "counters"))},
    }


def _names(known: KnownCentre) -> dict[str, str]:
    """The centre's own name, with the city's name for it if that is not part of it, because many have the same name."""
    names = told(BOTH, part(known.state, "names"))
    vi = (names and names.vi) or known.name
    en = (names and names.en) or vi
    if known.name.casefold() in vi.casefold():
        return {"vi": vi, "en": en}
    return {"vi": f"{vi} {known.name}", "en": f"{en}, {known.name}"}


def _fields(known: KnownCentre) -> dict[str, dict[str, Any]]:
    waits = part(known.shown, "waits")
    fields = sorted(each(FIELD, part(known.state, "fields")), key=lambda found: found[1].place)
    return {code: field.model_dump(exclude={"place"}) | _wait(waits, code) for code, field in fields}


def _wait(waits: Any, code: str) -> dict[str, Any]:
    if not isinstance(waits, dict) or code not in waits:
        return {}
    if waits[code] is None:
        return {"wait": None}
    found = told(WAIT, waits[code])
    return {} if found is None else {"wait": _said(*found)}


def _waits(waits: Any, lines: dict[str, list[str]]) -> dict[str, list[dict[str, Any]]]:
    """The wait of each person in a line: a share of the last person's wait, by how many are before them."""
    return {
        code: [_share(wait, before, len(lines[code])) for before in range(len(lines[code]))]
        for code, wait in each(WAIT, waits)
        if code in lines
    }


def _share(wait: Sequence[int], before: int, all_of: int) -> dict[str, Any]:
    low_s, high_s = (end * before // all_of for end in wait)
    return _said(low_s, high_s)


def _said(low_s: int, high_s: int) -> dict[str, Any]:
    wait = rounded(Wait(low_s, high_s))
    return {"low_s": wait.low_s, "high_s": wait.high_s}
