"""What was taken out of use keeps its name in the figures of the days when it was in use."""

from tests.support.api import Api
from tests.support.clock import SetClock

DAY = "2026-11-23"
HALLS = [
    {"code": "ward", "vi": "Sảnh chính", "en": "Main hall"},
    {"code": "hut", "vi": "Nhà văn hóa", "en": "Hut", "point": "hamlet"},
]
OWN = {
    "name": "Việc cũ",
    "field": "XD",
    "national_field": "Xây dựng",
    "level": "commune",
    "audience": "citizens",
}
PUT = {
    "settings/points": [{"code": "hamlet", "vi": "Thôn Đồi", "en": "Hill hamlet"}],
    "settings/halls": HALLS,
    "settings/counters/12": {"n": 12, "name": "Phòng 203", "fields": ["XD"], "hall": "hut"},
    "settings/priority_classes/veteran": {"code": "veteran", "vi": "Cựu chiến binh", "en": "Veteran"},
    "procedures/9.000001": OWN,
}
GONE = (
    *("people/minh", "procedures/9.000001", "settings/counters/12", "settings/fields/XD"),
    *("settings/priority_classes/veteran", "settings/halls/hut", "settings/points/hamlet"),
)
NAMED = {
    "field": ("XD", "Xây dựng - Đô thị"),
    "class": ("veteran", "Cựu chiến binh"),
    "counter": ("12", "Phòng 203"),
    "hall": ("hut", "Nhà văn hóa"),
    "point": ("hamlet", "Thôn Đồi"),
    "officer": ("minh", "Trần Văn Minh"),
    "procedure": ("9.000001", "Việc cũ"),
}


def named(api: Api, by: str) -> dict[str, str]:
    """What the rows with visits are called, by key."""
    items = api.admin.get(f"/reports/figures?by={by}&from={DAY}&to={DAY}").json["items"]
    return {row["key"]: row["names"]["vi"] for row in items if row["visits"]}


def test_each_row_keeps_its_name_once_what_it_is_of_is_gone(api: Api, clock: SetClock) -> None:
    for path, value in PUT.items():
        assert api.admin.put_json(f"/{path}", value).status_code == 200, path
    asked = {"field": "XD", "procedure": "9.000001", "priority": "veteran", "point": "hamlet"}
    assert api.other.post("/tickets", asked).status_code == 201
    for step in ("open", "call", "serve", "finish", "close"):
        assert api.other.post(f"/counters/12/{step}").status_code == 200, step
    clock.forward(days=1)
    for path in GONE:
        answer = api.admin.delete(f"/{path}")
        assert answer.status_code in {200, 204}, (path, answer.text)
    assert {by: named(api, by) for by in NAMED} == {by: dict([name]) for by, name in NAMED.items()}
