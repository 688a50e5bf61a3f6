"""Service centres to test with: the default one, always open, and a small one of three fields."""

from dataclasses import replace
from datetime import time
from functools import cache
from pathlib import Path
from typing import Any, Final

from server import config
from server.core.centre import Centre, PhoneRules
from server.core.model import CounterPlace, Field, Layout
from server.core.points import Point
from server.core.queue.opening_hours import Hours, Session
from server.core.queue.policy import Policy
from tests.support.clock import HANOI

MORNING_AND_AFTERNOON = Hours(
    (Session(time(7), time(11, 30)), Session(time(13), time(17))), frozenset(range(1, 7))
)


TWO_POINTS: Final[dict[str, Any]] = {
    "centre": {"name": "Trung tâm", "ward": "Phường Hòa Bình"},
    "fields": [
        {"code": code, "prefix": prefix, "vi": code, "en": code}
        for code, prefix in (("CT", "A"), ("HT", "B"), ("DD", "C"))
    ],
    "points": [
        {"code": "hamlet", "vi": "Thôn Đồi", "en": "Hill hamlet", "address_vi": "Nhà văn hóa thôn Đồi"},
    ],
    "halls": [
        {"code": "ward", "vi": "Sảnh", "en": "Hall"},
        {"code": "hut", "vi": "Nhà văn hóa", "en": "Culture house", "point": "hamlet"},
    ],
    "counters": [
        {"n": n, "fields": served, "hall": hall}
        for n, served, hall in ((1, ["CT"], "ward"), (2, ["CT", "HT"], "hut"), (3, ["HT", "DD"], "hut"))
    ],
}
"""Settings of a centre that receives at two points: counter 1 at the main one, 2 and 3 in a hamlet."""

SATURDAY_POINT: Final[dict[str, Any]] = {
    "code": "hamlet",
    "vi": "Thôn Đồi",
    "en": "Hill hamlet",
    "hours": [{"weekday": 6, "from": "07:30", "until": "17:00"}],
}
"""A point that is open on Saturdays alone."""


def default_settings(data: Path, **parts: Any) -> config.Settings:
    """The settings that come with the product, but always open and without alerts; `parts` replace whole tables."""
    server = _shipped().server.model_copy(update={"data": data})
    return _shipped().model_copy(update={"server": server, "hours": config.HoursPart(), "alerts": ()} | parts)


@cache
def _shipped() -> config.Settings:
    return config.load(None, {}, server__data=Path("data"))


def default_centre(hours: Hours | None = None) -> Centre:
    """The default centre of ten fields and ten counters, always open unless `hours` are given."""
    centre = default_settings(Path("data")).as_centre()
    return replace(centre, hours=hours or Hours())


def small_layout() -> Layout:
    """Three fields and three counters whose fields overlap, so that they compete for tickets."""
    fields = {
        code: Field(code, prefix, {"vi": code, "en": code})
        for code, prefix in (("CT", "A"), ("HT", "B"), ("DD", "C"))
    }
    served = {1: ("CT",), 2: ("CT", "HT"), 3: ("HT", "DD")}
    counters = {n: CounterPlace(n, f"Quầy {n}", codes) for n, codes in served.items()}
    return Layout(fields, counters, {"elderly": {"vi": "Người cao tuổi", "en": "Elderly person"}})


def two_points_layout() -> Layout:
    """The small layout, its counters 2 and 3 in a hamlet; nobody there helps out at the main point, nor the other way round."""
    layout = small_layout()
    halls = {code: {"vi": code, "en": code} for code in ("ward", "hut")}
    counters = {n: replace(place, hall="ward" if n == 1 else "hut") for n, place in layout.counters.items()}
    points = {"hamlet": Point({"vi": "Thôn Đồi", "en": "Hill hamlet"}, {"vi": "Nhà văn hóa thôn"})}
    return replace(layout, counters=counters, halls=halls, points=points, hall_points={"hut": "hamlet"})


def small_centre() -> Centre:
    """A centre with the small layout, always open; elderly people count as having come half an hour earlier, places are kept for twenty minutes."""
    names = {"vi": "Trung tâm", "en": "Centre"}
    policy = Policy(weights_s={"elderly": 1800})
    phone = PhoneRules(keep_place_minutes=20)
    return Centre(names, "Phường Hòa Bình", HANOI, Hours(), small_layout(), policy=policy, phone=phone)
