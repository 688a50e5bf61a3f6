"""Where people wait least: the rows of the page, in the order of the city's file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any, Final

from server.core.forecast.wait_words import wait_words
from server.core.units import SECOND_MS

_ZONE: Final = timezone(timedelta(hours=7))
"""Vietnam has one time."""


@dataclass(frozen=True, slots=True)
class FoundCentre:
    """One centre for one field. `state`: open, unserved, unknown, silent or closed; `about`: the wait has a lower end; `since` when it was heard last, where it is silent."""

    code: str
    name: str
    district: str
    state: str
    wait: str
    about: bool
    waiting: int
    since: str


def rows(city: dict[str, Any], field: str, district: str, language: str) -> list[FoundCentre]:
    """The centres that have the field, the least wait first; of one district where one is named."""
    return [row for row in _rows(city, field, language) if not district or row.district == district]


def districts(city: dict[str, Any]) -> list[str]:
    """All that centres are in, by name."""
    return sorted({centre["district"] for centre in city["centres"].values() if centre["district"]})


def clock_time(at: int | None, now: int) -> str:
    """`08:15`, with the day where it was another; empty for never. UTC milliseconds."""
    if at is None:
        return ""
    then, today = (datetime.fromtimestamp(each / SECOND_MS, UTC).astimezone(_ZONE) for each in (at, now))
    return f"{then:%H:%M}" if then.date() == today.date() else f"{then:%H:%M %d/%m}"


def today(now: int) -> date:
    """The day at `now`, UTC milliseconds."""
    return datetime.fromtimestamp(now / SECOND_MS, UTC).astimezone(_ZONE).date()


def state_of(centre: dict[str, Any], field: dict[str, Any]) -> str:
    """What stands in a row before anything else."""
    if centre["open"] is False:
        return "closed"
    if centre["silent"]:
        return "silent"
    if "wait" not in field:
        return "unknown"
    return "unserved" if field["wait"] is None else "open"


def words_of_wait(wait: dict[str, int] | None, language: str) -> str:
    """The wait in words, like `10–20 phút`; empty without a wait."""
    return wait_words(wait["low_s"], wait["high_s"], language) if wait else ""


def _rows(city: dict[str, Any], field: str, language: str) -> Iterator[FoundCentre]:
    for code in city["fields"].get(field, {"order": ()})["order"]:
        centre = city["centres"][code]
        now = centre["fields"][field]
        yield FoundCentre(
            code,
            centre["names"][language],
            centre["district"],
            state_of(centre, now),
            words_of_wait(wait := now.get("wait"), language),
            bool(wait and wait["low_s"]),
            now["waiting"],
            clock_time(centre["silent_since"], city["at"]),
        )
