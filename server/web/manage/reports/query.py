"""What a report's address asks for, and addresses that ask for the same, or for a part of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from flask import request
from werkzeug.datastructures import MultiDict

from server.core.refusal import Refusal
from server.core.reports.days import Days, Preset, moment_text, preset_days
from server.core.roles import LONGEST_AT_COUNTERS
from server.core.texts import BothTexts
from server.core.units import SECOND_MS
from server.ports import ports
from server.service.reports.asked import HOURS, WEEKDAYS, FiguresAsked, Filters, RowsBy
from server.service.reports.day_report import moment_of
from server.service.reports.titles import KEYS
from server.service.today import date_now

FILTERS: Final = (
    "field",
    "counter",
    "officer",
    "procedure",
    "channel",
    "hall",
    "point",
    "class",
    "hour",
    "weekday",
)
ANY: Final = "any"
"""The value in an address for a filter that is not set; the empty value means "missing"."""
_MOST: Final = 50
KNOWN: Final = {"hour": frozenset(HOURS), "weekday": frozenset(WEEKDAYS)}
"""The values of the filters that are the same everywhere."""
Pairs = list[tuple[str, str]]
"""A query, name by name."""


def keys_of(keys: Iterable[RowsBy]) -> dict[RowsBy, BothTexts]:
    """What rows can be, with their titles; by point only where there are several."""
    several = bool(ports().context.centre.layout.points)
    return {by: KEYS[by] for by in keys if several or by != RowsBy.POINT}


@dataclass(frozen=True, slots=True)
class Typed:
    """The content of the form as it was typed, even if it is not a valid query."""

    first: str
    last: str
    by: str
    filters: MultiDict[str, str]
    preset: str = ""
    until: str = ""

    def one(self, name: str) -> str | None:
        """The value of a filter, `None` for none."""
        return self.filters.get(name)


def typed() -> Typed:
    """What the address says; today where it says no day."""
    args, today = request.args, today_is()
    days = of_preset(args.get("preset", ""), today)
    last = args.get("to", "").strip() or today.isoformat()
    first = args.get("from", "").strip() or last
    if days is not None:
        first, last = days.first.isoformat(), days.last.isoformat()
    filters = MultiDict(
        (name, value[:LONGEST_AT_COUNTERS])
        for name in FILTERS
        for value in args.getlist(name)[:_MOST]
        if value != ANY
    )
    by, preset = args.get("by", RowsBy.DAY.value), args.get("preset", "")
    until = args.get("until", "").strip()[:40]
    return Typed(first[:20], last[:20], by[:20], filters, preset[:20], until)


def asked(said: Typed) -> FiguresAsked:
    """The parsed query. Raises `not_valid` for an invalid day or grouping."""
    try:
        first, last, by = date.fromisoformat(said.first), date.fromisoformat(said.last), RowsBy(said.by)
        until = _moment(said.until, last)
    except ValueError as error:
        raise Refusal("not_valid", reason="from, to, by") from error
    values = {name: tuple(dict.fromkeys(said.filters.getlist(name))) for name in FILTERS}
    if any(not set(values[name]) <= known for name, known in KNOWN.items()):
        raise Refusal("not_valid", reason="hour, weekday")
    values["priority"] = values.pop("class")
    return FiguresAsked(first, last, by, Filters(**values), until)


def _moment(said: str, last: date) -> int | None:
    """A moment of the last day from an address; `None` without one. Raises `ValueError` for an invalid moment."""
    if not said:
        return None
    day, _, clock = said.partition("T")
    moment = moment_of(ports().context, datetime.combine(date.fromisoformat(day), time.fromisoformat(clock)))
    if moment is None or moment.date() != last:
        raise ValueError(said)
    return round(moment.timestamp() * SECOND_MS)


def until_of(asked: FiguresAsked) -> datetime | None:
    """Until when the last day counts, by the centre's clocks; `None` for the whole day."""
    return None if asked.until is None else ports().context.centre.local(asked.until)


def known_filters(said: Typed) -> dict[str, list[str]]:
    """The filters that are set, without values that no day has."""
    found = {name: said.filters.getlist(name) for name in FILTERS}
    for name, known in KNOWN.items():
        found[name] = [value for value in found[name] if value in known]
    return {name: values for name, values in found.items() if values}


def today_is() -> date:
    """The business day of this moment."""
    return date_now(ports().context)


def of_preset(name: str, today: date) -> Days | None:
    """The days of a range by name; `None` for no such name."""
    return preset_days(Preset(name), today) if name in {each.value for each in Preset} else None


def pairs(of: FiguresAsked, *, by: bool = True) -> Pairs:
    """The query that asks for this; without `by` for the visits behind it."""
    days = [("from", of.first.isoformat()), ("to", of.last.isoformat())]
    return [*days, *_cut(of), *([("by", of.by.value)] if by else []), *filter_pairs(of.filters)]


def _cut(of: FiguresAsked) -> Pairs:
    """Until when the last day counts, where it is not whole."""
    until = until_of(of)
    return [] if until is None else [("until", moment_text(until))]


def filter_pairs(filters: Filters) -> Pairs:
    """The filters alone."""
    return [(name, value) for name, values in filters.wanted().items() for value in values]


def behind(of: FiguresAsked, key: str) -> Pairs:
    """The query of the visits behind the row with this key."""
    days = _days_of(of.by, key)
    if days is not None:
        first, last = max(of.first, days.first), min(of.last, days.last)
        cut = _cut(of) if last == of.last else []
        return [("from", first.isoformat()), ("to", last.isoformat()), *cut, *filter_pairs(of.filters)]
    others = [pair for pair in pairs(of, by=False) if pair[0] != of.by.value]
    return others if of.by == RowsBy.TOTAL else [*others, (of.by.value, key)]


def _days_of(by: RowsBy, key: str) -> Days | None:
    if by == RowsBy.DAY:
        return Days(date.fromisoformat(key), date.fromisoformat(key))
    if by == RowsBy.WEEK:
        year, week = key.split("-W")
        monday = date.fromisocalendar(int(year), int(week), 1)
        return Days(monday, monday + timedelta(days=6))
    if by == RowsBy.MONTH:
        first = date.fromisoformat(f"{key}-01")
        return Days(first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1))
    return None
