"""The filters of a report: checks their values, and puts them into SQL."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Final

from server.core.refusal import Refusal
from server.core.reports.channel_names import CHANNELS
from server.core.reports.clocks import Offsets
from server.core.reports.days import day_text
from server.core.units import SECOND_MS
from server.service.context import Context
from server.service.reports.asked import FiguresAsked, Filters
from server.service.reports.names import Known
from server.store.reports.scope import Scope

_EARLIEST: Final = date(1970, 1, 2)
"""Nobody took a number before."""


def check_filters(known: Known, filters: Filters) -> None:
    """Raise for a value that names nothing that the centre has or had."""
    for name, values in filters.wanted().items():
        for value in values:
            if name in _CHECKS and value != "":
                _CHECKS[name](known, value)


def scope_of(context: Context, known: Known, asked: FiguresAsked) -> Scope:
    """The stays that are asked for, whole days of them."""
    where = dict(asked.filters.wanted())
    halls = where.pop("hall", None)
    if halls is not None:
        there = {n for n, hall in known.hall_of.items() if hall in halls} | ({""} if "" in halls else set())
        named = set(where.get("counter", there))
        where["counter"] = tuple(sorted(there & named)) or ("none",)
    return Scope(
        day_text(asked.first), day_text(asked.last), where, offsets(context, asked.first, asked.last)
    )


def offsets(context: Context, first: date, last: date) -> Offsets:
    """How far the centre's clocks were ahead of UTC from a day before this range to a day after it."""
    zone = context.centre.zone
    day = datetime.combine(max(first, _EARLIEST) - timedelta(days=1), time(), zone)
    end = datetime.combine(last + timedelta(days=1), time(23), zone)
    found: list[tuple[int, int]] = []
    ahead = _ahead(day)
    while day < end:
        if _ahead(following := day + timedelta(days=1)) != ahead:
            moment = _change(context, day, following)
            found.append((moment, ahead))
            ahead = _ahead(following)
        day = following
    return [*found, (0, ahead)]


def _ahead(moment: datetime) -> int:
    offset = moment.utcoffset()
    assert offset is not None
    return int(offset.total_seconds())


def _change(context: Context, begin: datetime, end: datetime) -> int:
    """When between these the clocks were changed, UTC milliseconds."""
    low, high = int(begin.timestamp()), int(end.timestamp())
    ahead = _ahead(begin)
    while high - low > 1:
        middle = (low + high) // 2
        if _ahead(context.centre.local(middle * SECOND_MS)) == ahead:
            low = middle
        else:
            high = middle
    return high * SECOND_MS


def _field(known: Known, value: str) -> None:
    if value not in known.fields:
        raise Refusal("unknown_field", field=value)


def _counter(known: Known, value: str) -> None:
    if value not in known.counters:
        raise Refusal("unknown_counter", counter=value)


def _officer(known: Known, value: str) -> None:
    if known.officer(value) is None:
        raise Refusal("unknown_officer", officer=value)


def _procedure(known: Known, value: str) -> None:
    if known.procedure(value) is None:
        raise Refusal("unknown_procedure", procedure=value)


def _hall(known: Known, value: str) -> None:
    if value not in known.halls:
        raise Refusal("unknown_hall", hall=value, halls=", ".join(known.halls))


def _point(known: Known, value: str) -> None:
    if value not in known.points:
        raise Refusal("unknown_point", point=value)


def _class(known: Known, value: str) -> None:
    if value not in known.classes:
        raise Refusal("unknown_priority", priority=value)


def _channel(_: Known, value: str) -> None:
    if value not in CHANNELS:
        raise Refusal("bad_request", reason=f"channel: {value}")


_CHECKS: Final[Mapping[str, Callable[[Known, str], None]]] = {
    "field": _field,
    "counter": _counter,
    "officer": _officer,
    "procedure": _procedure,
    "hall": _hall,
    "point": _point,
    "class": _class,
    "channel": _channel,
}
