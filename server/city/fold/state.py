"""What a centre's screens and phones are told: the shape of `centre_now.state`."""

from typing import Any, Final

from server.city.fold.day import NOT_CALLED, Day, Hand
from server.city.fold.setup import Setup
from server.core.model import CounterState
from server.core.reports.marks import FINISHED, GIVEN_UP, NO_SHOW, VISIT

_CLOSED: Final = Hand(CounterState.CLOSED.value, (), None, None, None)
_USUAL_S: Final = 420


def state_of(day: Day, setup: Setup, seq: int, v: int) -> dict[str, Any]:
    """The state after row `seq`; `v` counts its changes, `at` is when the last of the rows that came was written.

    Moments are UTC milliseconds. A field's `service_s` is the mean of the day so far, of the services whose end is known, or
    else what is set; `place` is its place in the centre's order. `longest_since` is when the first of those who wait came.
    """
    since = [at for _, at in day.waiting.values()]
    return {
        "v": v,
        "seq": seq,
        "at": day.at,
        "day": day.day,
        "names": setup.names,
        "ward": setup.ward,
        "fields": _fields(day, setup),
        "counters": _counters(day, setup),
        "calls": [
            {
                "number": call.number,
                "counter": call.counter,
                "counter_name": setup.layout.own_name(call.counter),
                "at": call.at,
            }
            for call in day.calls
        ],
        "waiting": len(since),
        "longest_since": min(since, default=None),
        "visits": day.totals[VISIT] + day.totals[NOT_CALLED],
        "cancelled": day.totals[GIVEN_UP],
        "no_shows": day.totals[NO_SHOW],
        "finished": day.totals[FINISHED],
    }


def _fields(day: Day, setup: Setup) -> dict[str, Any]:
    since: dict[str, list[int]] = {}
    for field, at in day.waiting.values():
        since.setdefault(field, []).append(at)
    known = setup.layout.fields
    codes = dict.fromkeys((*known, *(code for code, n in sorted(day.taken.items()) if n)))
    return {code: _field(code, place, day, setup, since.get(code, [])) for place, code in enumerate(codes)}


def _field(code: str, place: int, day: Day, setup: Setup, since: list[int]) -> dict[str, Any]:
    field, services = setup.layout.fields.get(code), day.services[code]
    usual_s = _USUAL_S if field is None else field.service_s
    return {
        "names": {"vi": code, "en": code} if field is None else field.names,
        "prefix": "" if field is None else field.prefix,
        "place": place,
        "waiting": len(since),
        "longest_since": min(since, default=None),
        "taken": day.taken[code],
        "served": day.served[code],
        "service_s": day.service_s[code] // services if services else usual_s,
    }


def _counters(day: Day, setup: Setup) -> dict[str, Any]:
    at_work = {n for n, hand in day.counters.items() if hand.state != _CLOSED.state}
    return {
        str(n): {
            "name": setup.layout.own_name(n),
            "state": hand.state,
            "fields": hand.fields,
            "number": hand.number,
            "called_at": hand.called_at,
            "point": setup.layout.point_of(n),
        }
        for n in sorted({*setup.layout.counters, *at_work})
        for hand in (day.counters.get(n, _CLOSED),)
    }
