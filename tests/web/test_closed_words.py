"""What screens and kiosks say while the centre is closed."""

import json

import pytest

from tests.support.modules import on_a_stub

TEXTS = {
    "opens_today": {"vi": "Mở cửa lại {time} hôm nay."},
    "opens_never": {"vi": "Chưa có lịch mở cửa lại."},
    "closed_keeps": {"vi": "Số đã lấy vẫn giữ nguyên lượt."},
    "closed_hours": {"vi": "Giờ làm việc: {hours}."},
}
EARLY = "2026-11-23T06:00:00+07:00"
AT_SEVEN = {"open": False, "opens_at": "2026-11-23T07:00:00+07:00", "sessions": [], "reason": None}


@pytest.mark.parametrize(
    ("reason", "shown"),
    [
        ({"vi": "Nghỉ Tết", "en": "Closed for Tết"}, ["Nghỉ Tết", "Closed for Tết"]),
        ({"vi": "Nghỉ Tết", "en": "Nghỉ Tết"}, ["Nghỉ Tết", ""]),
        (None, ["", ""]),
    ],
)
def test_a_screen_says_a_reason_without_english_once(reason: dict[str, str] | None, shown: list[str]) -> None:
    found = on_a_stub(f"""
        const {{ drawClosed }} = await load("/display/static/closed.js");
        drawClosed({{ closed_reason: {json.dumps(reason)}, opens_text: {{ vi: "Mở", en: "Opens" }} }});
        const answer = ["shut-vi", "shut-en", "opens-vi", "opens-en"].map(textOf);
    """)
    assert found == [*shown, "Mở", "Opens"]


@pytest.mark.parametrize(
    ("told", "lines"),
    [
        ({}, ["Mở cửa lại 07:00 hôm nay."]),
        ({"keeps_places": False}, ["Mở cửa lại 07:00 hôm nay."]),
        ({"keeps_places": True}, ["Mở cửa lại 07:00 hôm nay. Số đã lấy vẫn giữ nguyên lượt."]),
        ({"reason": {"vi": "Họp"}}, ["Họp.", "Mở cửa lại 07:00 hôm nay."]),
        ({"reason": {"vi": "Nghỉ theo QĐ."}}, ["Nghỉ theo QĐ.", "Mở cửa lại 07:00 hôm nay."]),
    ],
)
def test_a_kiosk_says_that_places_are_kept_when_the_server_says_so(
    told: dict[str, object], lines: list[str]
) -> None:
    found = on_a_stub(
        f"""
        const {{ closedText }} = await load("/kiosk/static/trouble.js");
        const answer = closedText({json.dumps(AT_SEVEN | told)}, "{EARLY}");
        """,
        TEXTS,
    )
    assert found.split("\n") == lines
