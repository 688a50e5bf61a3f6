"""Points and halls."""

from typing import Any, Final

from tests.service.settings.effects.ward import Effect, Ward, first, sets, told_at_hut

HAMLET: Final = {"code": "hamlet", "vi": "Thôn Đồi", "en": "Hill hamlet", "address_vi": "Nhà văn hóa"}
HALLS: Final = [
    {"code": "ward", "vi": "Sảnh", "en": "Hall"},
    {"code": "hut", "vi": "Nhà văn hóa", "en": "Hut", "point": "hamlet"},
]
TWO_POINTS: Final = first(sets("points", [HAMLET]), sets("halls", HALLS))
OPEN_THERE: Final = told_at_hut("opening", "open")


def point(**changed: Any) -> Any:
    """Two points, and this of the hamlet."""

    def given(ward: Ward) -> None:
        TWO_POINTS(ward)
        for name, value in changed.items():
            ward.set(f"points.{name}", value)

    return given


def hours(**changed: Any) -> list[dict[str, Any]]:
    """The hamlet's own week."""
    return [{"weekday": 1, "from": "07:00", "until": "12:00"} | changed]


def dates(**changed: Any) -> list[dict[str, Any]]:
    """The hamlet's own dates."""
    return [{"day": "2026-11-23", "from": "07:00", "until": "12:00", "reason_vi": "Họp thôn"} | changed]


CLOSED: Final = point(exceptions=dates(**{"from": None, "until": None}))


def named_on_devices(ward: Ward) -> bool:
    """Whether a kiosk can be put into a hall at the new point."""
    halls = ward.part("halls")
    answer = ward.api.admin.put_json("/settings/halls", [*halls[:1], halls[1] | {"point": "moi"}])
    return bool(answer.status_code == 200) and told_at_hut("point", "names", "vi")(ward) == "Điểm mới"


def on_screens_page(words: str, query: str = "") -> Any:
    """Whether the manager's page of screens has these words."""
    return lambda ward: words in ward.page("binh", f"/admin/screens{query}")


POINTS: Final = {
    "points.code": Effect(
        {"code": "moi", "vi": "Điểm mới", "en": "New point"}, named_on_devices, then=True, given=TWO_POINTS
    ),
    "points.vi": Effect("Thôn Bãi", told_at_hut("point", "names", "vi"), "Thôn Bãi", TWO_POINTS),
    "points.en": Effect("Beach hamlet", told_at_hut("point", "names", "en"), "Beach hamlet", TWO_POINTS),
    "points.address_vi": Effect("Đình làng", told_at_hut("point", "address", "vi"), "Đình làng", TWO_POINTS),
    "points.address_en": Effect(
        "Village hall", told_at_hut("point", "address", "en"), "Village hall", TWO_POINTS
    ),
    "points.hours.weekday": Effect(hours(weekday=6), OPEN_THERE, then=False, given=point(hours=hours())),
    "points.hours.from": Effect(
        hours(**{"from": "09:00"}), OPEN_THERE, then=False, given=point(hours=hours())
    ),
    "points.hours.until": Effect(hours(until="07:30"), OPEN_THERE, then=False, given=point(hours=hours())),
    "points.exceptions.day": Effect(
        dates(day="2026-11-24", **{"from": None, "until": None}), OPEN_THERE, then=True, given=CLOSED
    ),
    "points.exceptions.from": Effect(
        dates(**{"from": "09:00"}), OPEN_THERE, then=False, given=point(exceptions=dates())
    ),
    "points.exceptions.until": Effect(
        dates(until="07:30"), OPEN_THERE, then=False, given=point(exceptions=dates())
    ),
    "points.exceptions.reason_vi": Effect(
        dates(reason_vi="Lễ hội", **{"from": None, "until": None}),
        told_at_hut("opening", "reason", "vi"),
        "Lễ hội",
        CLOSED,
    ),
    "points.exceptions.reason_en": Effect(
        dates(reason_en="Fair", **{"from": None, "until": None}),
        told_at_hut("opening", "reason", "en"),
        "Fair",
        CLOSED,
    ),
}
HALL: Final = {
    "halls.code": Effect(
        {"code": "moi", "vi": "Sảnh mới", "en": "New hall"},
        lambda w: w.api.display.get("/board?hall=moi").status_code,
        200,
        TWO_POINTS,
    ),
    "halls.vi": Effect("Đình làng", on_screens_page("Đình làng"), then=True, given=TWO_POINTS),
    "halls.en": Effect(
        "Village hall", on_screens_page("Village hall", "?lang=en"), then=True, given=TWO_POINTS
    ),
    "halls.point": Effect("", told_at_hut("point", "code"), "", TWO_POINTS),
}
