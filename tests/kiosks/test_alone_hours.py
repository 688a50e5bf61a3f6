"""A kiosk's box keeps to the hours that it was told, also of a server of another version."""

from typing import Any

from server.kiosks.alone_hours import is_open
from tests.support.clock import SetClock

EXCEPTION = {"date": "2026-11-24", "vi": "Nghỉ", "en": "Closed", "sessions": [], "point": "a later version's"}
WEEK: dict[str, Any] = {
    "weekdays": [1, 2, 3, 4, 5],
    "sessions": [["07:00", "11:30"]],
    "days": [{"weekday": 5, "from": "08:00", "until": "09:00", "point": "a later version's"}],
    "turn_away": True,
    "points": "a later version's",
    "exceptions": [EXCEPTION],
}
CENTRE: dict[str, Any] = {"timezone": "Asia/Ho_Chi_Minh", "hours": WEEK, "opening": {"opens_at": None}}


def test_what_a_later_version_tells_besides_is_left_aside() -> None:
    clock = SetClock()
    told = {}
    for at in ("2026-11-23 08:00", "2026-11-24 08:00", "2026-11-27 08:30", "2026-11-27 10:00"):
        clock.set(at)
        told[at] = is_open(CENTRE, clock())
    assert list(told.values()) == [True, False, True, False]
