"""Who the centre is, and when it is open."""

from typing import Any, Final

from server.link.shown import Shown
from tests.service.settings.effects.ward import (
    Effect,
    Ward,
    answered,
    came,
    first,
    passes,
    sets,
    told,
    works,
)
from tests.support.logos import a_logo

DAY: Final = {"sessions": [["07:00", "17:00"]]}
OPEN: Final = told("opening", "open")
TODAY: Final = told("opening", "sessions")
HERE: Final = {"date": "2026-11-23", "vi": "Họp", "en": "Meeting", "sessions": []}


def place(ward: Ward) -> Any:
    """What a city is told of where the centre is."""
    return Shown(ward.context).now()["place"]


def offset(ward: Ward) -> str:
    """By how much the centre's clock differs."""
    return str(told("now")(ward))[-6:]


def sheet(ward: Ward) -> bool:
    """Whether pages are in the colour that is set below."""
    return "#7b1fa2" in ward.phone.get("/static/style.css").text


def with_logo(ward: Ward) -> str:
    """The name of a logo that was sent there."""
    return str(ward.api.admin.put("/logos", a_logo()).json["file"])


def days(**changed: Any) -> list[dict[str, Any]]:
    """Mondays with a session of their own."""
    return [{"weekday": 1, "from": "07:00", "until": "11:00"} | changed]


THERE: Final = {"address": "12 Lê Lợi", "latitude": 10.5, "longitude": 106.5}

CENTRE: Final = {
    "centre.name": Effect("Trung tâm mới", told("names", "vi"), "Trung tâm mới"),
    "centre.name_en": Effect("New Centre", told("names", "en"), "New Centre"),
    "centre.ward": Effect("Xã Khác", told("ward"), "Xã Khác"),
    "centre.timezone": Effect("Asia/Tokyo", offset, "+09:00"),
    "centre.guidance_field": Effect("HT", told("guidance"), "HT"),
    "centre.colour": Effect("#7b1fa2", sheet, then=True),
    "centre.logo": Effect(with_logo, told("logo"), lambda _, after: after.startswith("/logos/")),
    "centre.languages": Effect(["vi"], told("languages"), ["vi"]),
    "centre.address": Effect("9 Lê Lợi", place, {"address": "9 Lê Lợi", "lat": None, "lon": None}),
    "centre.latitude": Effect(
        20.5, place, {"address": "12 Lê Lợi", "lat": 20.5, "lon": 106.5}, sets("centre", THERE)
    ),
    "centre.longitude": Effect(
        105.5, place, {"address": "12 Lê Lợi", "lat": 10.5, "lon": 105.5}, sets("centre", THERE)
    ),
}
HOURS: Final = {
    "hours.weekdays": Effect([2, 3], OPEN, then=False, given=sets("hours", DAY)),
    "hours.sessions": Effect([["13:00", "17:00"]], OPEN, then=False, given=sets("hours", DAY)),
    "hours.days.weekday": Effect(
        days(weekday=1),
        TODAY,
        [{"from": "07:00", "to": "11:00"}],
        sets("hours", DAY | {"days": days(weekday=2)}),
    ),
    "hours.days.from": Effect(
        days(**{"from": "07:30"}),
        TODAY,
        [{"from": "07:30", "to": "11:00"}],
        sets("hours", DAY | {"days": days()}),
    ),
    "hours.days.until": Effect(
        days(until="10:00"), TODAY, [{"from": "07:00", "to": "10:00"}], sets("hours", DAY | {"days": days()})
    ),
    "hours.turn_away": Effect(
        value=False,
        seen=answered("code"),
        then=None,
        given=first(works(), came(8), sets("hours", {"sessions": [["07:00", "08:20"]]}), passes(1)),
    ),
}
EXCEPTIONS: Final = {
    "exceptions.date": Effect(HERE, OPEN, then=False),
    "exceptions.vi": Effect(
        "Mất điện", told("opening", "reason", "vi"), "Mất điện", sets("exceptions", [HERE])
    ),
    "exceptions.en": Effect("Outage", told("opening", "reason", "en"), "Outage", sets("exceptions", [HERE])),
    "exceptions.sessions": Effect([["07:00", "17:00"]], OPEN, then=True, given=sets("exceptions", [HERE])),
}
