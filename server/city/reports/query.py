"""The query in a report's address, as typed and as parsed."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from urllib.parse import urlencode

from flask import request

from server.city.people.access import may_see, person
from server.city.ports import city
from server.city.reports.asked import CityReportQuery, RowsBy
from server.city.reports.names import CityNames
from server.core.refusal import Refusal
from server.core.reports.days import Days, Preset, check_days, preset_days
from server.core.reports.period_names import PRESET_NAMES
from server.core.units import SECOND_MS
from server.http.language import page_language

_HERE: Final = timedelta(hours=7)
_MOST: Final = 200


@dataclass(frozen=True, slots=True)
class Typed:
    """The content of the form, even if it is not a valid query."""

    first: str
    last: str
    by: str
    centre: str
    district: str
    field: str

    @property
    def pairs(self) -> dict[str, str]:
        """The query that asks for this."""
        named = {"from": self.first, "to": self.last, "by": self.by}
        chosen = {"centre": self.centre, "district": self.district, "field": self.field}
        return named | {name: value for name, value in chosen.items() if value}


def typed() -> Typed:
    """What the address says; today by centre where it says nothing."""
    args = {name: value.replace("\0", "")[:_MOST] for name, value in request.args.items()}
    days = of_preset(args.get("preset", ""))
    last = args.get("to", "").strip() or today().isoformat()
    first = args.get("from", "").strip() or last
    if days is not None:
        first, last = days.first.isoformat(), days.last.isoformat()
    chosen = (args.get(name, "") for name in ("centre", "district", "field"))
    return Typed(first[:20], last[:20], args.get("by", RowsBy.CENTRE.value)[:20], *chosen)


def meant(said: Typed, known: CityNames) -> CityReportQuery:
    """The parsed query, limited to what the caller may see.

    Raises `not_valid`, `range_backwards`, `day_to_come`, `range_too_long`, `not_allowed`.
    """
    try:
        first, last, by = date.fromisoformat(said.first), date.fromisoformat(said.last), RowsBy(said.by)
    except ValueError as error:
        raise Refusal("not_valid", reason="from, to, by") from error
    check_days(Days(first, last), today())
    return CityReportQuery(first, last, by, _centres(said, known), (said.field,) if said.field else ())


def _centres(said: Typed, known: CityNames) -> tuple[str, ...] | None:
    if said.centre:
        may_see(said.centre)
    sees = person().sees
    if sees is None and not said.centre and not said.district:
        return None
    return tuple(
        code
        for code in known.centres
        if said.centre in {"", code} and said.district in {"", known.districts[code]}
    )


def presets(said: Typed) -> list[dict[str, Any]]:
    """Each range by name, with an address that asks for it and keeps all else; and whether it is the one that is shown."""
    kept = {name: value for name, value in said.pairs.items() if name not in {"from", "to"}}
    found = []
    for preset, text in PRESET_NAMES.items():
        days = preset_days(preset, today())
        shown = (days.first.isoformat(), days.last.isoformat()) == (said.first, said.last)
        address = f"/reports?{urlencode({'preset': preset.value} | kept)}"
        found.append({"text": text.said(page_language()), "href": address, "shown": shown})
    return found


def of_preset(name: str) -> Days | None:
    """The days of a range by name; `None` for no such name."""
    return preset_days(Preset(name), today()) if name in {each.value for each in Preset} else None


def today() -> date:
    """The day that it is here."""
    return (datetime.fromtimestamp(city().clock() / SECOND_MS, UTC) + _HERE).date()
