"""The centre's hours as a kiosk's box keeps them while it is alone, by the last answer of `GET /centre`."""

from collections.abc import Callable, Mapping
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from server.config import ExceptionPart, HoursPart
from server.core.queue.days import moment
from server.core.queue.opening_hours import Hours, Session, WeekSession
from server.core.queue.opening_words import closed, field_closed
from server.core.refusal import Refusal
from server.core.texts import Languages
from server.service.centre import opening_at
from server.service.centre_views import opening_view

Told = Mapping[str, Any]
"""The answer of `GET /centre`."""


def is_open(centre: Told, at_ms: int) -> bool:
    """Whether numbers are given at a moment."""
    opening, at = centre["opening"], _moment(centre, at_ms)
    untold = centre.get("hours") is None and opening["opens_at"] is not None
    if untold and at < datetime.fromisoformat(opening["opens_at"]):
        return False
    return _hours(centre).open_at(at)


def as_at(centre: Told, at_ms: int) -> dict[str, Any]:
    """The answer with `opening`, of the centre and of each field with its own hours, brought to a moment."""
    at = _moment(centre, at_ms)
    opening = opening_view(opening_at(_hours(centre), at)) | {"open": is_open(centre, at_ms)}
    return {
        **centre,
        "opening": opening,
        "fields": [_field_at(centre, each, at) for each in centre["fields"]],
    }


def closed_in(languages: Languages) -> Callable[[Told, str, int, str], dict[str, object] | None]:
    """Why a field gives no number at a moment, in these languages; `None` if it gives numbers."""

    def why(centre: Told, field: str, at_ms: int, language: str) -> dict[str, object] | None:
        refusal = _refusal(centre, field, at_ms)
        return None if refusal is None else refusal.problem(languages.of(language))

    return why


def _refusal(centre: Told, code: str, at_ms: int) -> Refusal | None:
    at = _moment(centre, at_ms)
    if not is_open(centre, at_ms):
        return closed(_hours(centre), at)
    field = next(each for each in centre["fields"] if each["code"] == code)
    own = _hours(centre).of_field(_own(field))
    return None if own.open_at(at) else field_closed(field["names"], own, at)


def _field_at(centre: Told, field: Told, at: datetime) -> dict[str, Any]:
    if not (own := _own(field)):
        return dict(field)
    hours = _hours(centre).of_field(own)
    opens_at = hours.opens_at(at)
    told = None if opens_at is None else opens_at.isoformat(timespec="seconds")
    return {**field, "open": hours.open_at(at), "opens_at": told}


def _moment(centre: Told, at_ms: int) -> datetime:
    return moment(at_ms, ZoneInfo(centre["timezone"]))


def _hours(centre: Told) -> Hours:
    """The week and the exceptions. A server of an earlier version sends only today's sessions, a later one may send more."""
    told = centre.get("hours")
    if told is None:
        return Hours(tuple(_session(each) for each in centre["opening"]["sessions"]))
    week = {name: value for name, value in told.items() if name != "exceptions"}
    exceptions = [ExceptionPart.model_validate(each, extra="ignore") for each in told["exceptions"]]
    return HoursPart.model_validate(week, extra="ignore").as_hours(exceptions)


def _own(field: Told) -> tuple[WeekSession, ...]:
    return tuple(WeekSession(each["weekday"], _session(each)) for each in field.get("hours") or ())


def _session(told: Told) -> Session:
    return Session(time.fromisoformat(told["from"]), time.fromisoformat(told["to"]))
