"""A request as its phone is told it: one standing, in words, with times of the centre's day."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from server.city.requests.asking import RequestNow
from server.city.requests.offer import Offer

OVER: Final = frozenset({"refused", "cancelled", "lapsed"})
"""Nothing more happens to it."""
_FIVE_MINUTES: Final = 5


def standing_of(asked: RequestNow, *, silent: bool) -> str:
    """What its phone sees: `asking`, `silent`, `expired` while no number has come, else the state itself.

    One that was handed over is `expired` for its person once its time is over, though a number may still come.
    """
    if asked.state in {"asked", "handed"}:
        if asked.now >= asked.deadline:
            return "expired"
        return "silent" if silent else "asking"
    return asked.state


def request_view(
    asked: RequestNow, offer: Offer, step: tuple[str, str, dict[str, Any]] | None, language: str
) -> dict[str, Any]:
    """What `GET /public/requests/{centre}/{id}` answers; times of day are `HH:MM` in the centre's zone."""
    told = asked.told
    standing = standing_of(asked, silent=offer.silent)
    return {
        "id": str(asked.id),
        "centre": asked.centre,
        "standing": standing,
        "number": asked.number,
        "field": asked.field,
        "procedure": asked.procedure,
        "ahead": told.get("ahead"),
        "come_by": _moment(asked, offer.zone, told.get("low_s")),
        "kept_until": _moment(asked, offer.zone, told.get("kept_s")),
        "track": told.get("track"),
        "words": _said(told, language) if standing in {"refused", "expired"} else "",
        "silent": offer.silent,
        "step": None
        if step is None
        else {"kind": step[0], "state": step[1], "words": _said(step[2], language)},
    }


def _moment(asked: RequestNow, zone: ZoneInfo, after_s: Any) -> str | None:
    """The time so many seconds after the answer, rounded down to five minutes if it is far enough away."""
    if asked.answered_at is None or not isinstance(after_s, int | float):
        return None
    at = (asked.answered_at + timedelta(seconds=after_s)).astimezone(zone)
    if after_s >= _FIVE_MINUTES * 60:
        at -= timedelta(minutes=at.minute % _FIVE_MINUTES)
    return f"{at:%H:%M}"


def since_words(heard_at: datetime | None, zone: ZoneInfo) -> str:
    """When the centre was last heard, `HH:MM` in its zone; empty for never."""
    return "" if heard_at is None else f"{heard_at.astimezone(zone):%H:%M}"


def _said(told: Mapping[str, Any], language: str) -> str:
    return str(told.get(language) or told.get("vi") or "")
