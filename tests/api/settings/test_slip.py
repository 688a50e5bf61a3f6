"""The slip's own lines: seen before they are set, told to kiosks, refused when nobody could read them."""

from base64 import b64decode
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from kiosk.drawing import render
from kiosk.filling import SlipFiller
from server.app import Server
from server.core.forecast.wait_words import wait_words
from tests.support.api import Api

LINES: dict[str, Any] = {
    "header": ["Giờ làm việc: 7:30–16:30"],
    "header_en": [],
    "footer": ["Đường dây nóng: 1022"],
    "footer_en": ["Hotline: 1022"],
}


def preview(api: Api, part: str, value: Any) -> Image.Image:
    found = api.admin.post(f"/settings/{part}/preview", {"value": value})
    assert found.status_code == 200, found.text
    return Image.open(BytesIO(b64decode(found.json["slip"]["png"])))


def test_kiosks_are_told_the_lines_at_once(api: Api) -> None:
    assert api.kiosk.get("/centre").json["slip"]["footer"] == {"vi": [], "en": []}
    assert api.admin.put_json("/settings/slip", LINES).status_code == 200
    assert api.kiosk.get("/centre").json["slip"]["footer"] == {
        "vi": ["Đường dây nóng: 1022"],
        "en": ["Hotline: 1022"],
    }


def test_the_preview_is_the_slip_that_the_printer_gets(api: Api, server: Server) -> None:
    """The very same dots as those of a ticket with the same facts once the lines are set."""
    drawn = preview(api, "slip", LINES)
    assert api.admin.get("/settings").json["slip"] == {name: [] for name in LINES}
    api.admin.put_json("/settings/slip", LINES)
    centre = api.kiosk.get("/centre").json
    for field in centre["fields"]:  # as if all counters that serve it were open
        field["counters"] = [
            n for n, c in server.context.centre.layout.counters.items() if field["code"] in c.fields
        ]
    ticket = {
        "number": f"{centre['fields'][0]['prefix']}012",
        "field": centre["fields"][0]["code"],
        "procedure": None,
        "priority": None,
        "ahead": 3,
        "wait": {"low_s": 300, "high_s": 900},
        "issued_at": centre["now"],
        "track": "k3JxQ9vLm2RtYw8Z",
    }
    fill = SlipFiller(lambda _: centre, lambda _: None, server.url, wait_words)
    assert drawn.tobytes() == render(fill(ticket, "vi"), 576).tobytes()


def test_the_preview_is_as_wide_as_the_paper(api: Api) -> None:
    assert preview(api, "printer", {"url": None, "width": 384}).width == 384


def test_a_part_that_is_on_no_slip_has_none(api: Api) -> None:
    phone = api.admin.get("/settings").json["phone"]
    assert api.admin.post("/settings/phone/preview", {"value": phone}).json["slip"] is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"footer": ["x" * 61]},
        {"footer": ["1", "2", "3", "4"]},
        {"header": ["  "]},
        {"header": ["谢谢"]},
        {"header": "Giờ làm việc"},
    ],
    ids=["long", "many", "empty", "letters", "no list"],
)
def test_what_nobody_could_read_is_refused_by_name(api: Api, wrong: dict[str, Any]) -> None:
    name = next(iter(wrong))
    for refused in (
        api.admin.put_json("/settings/slip", LINES | wrong),
        api.admin.post("/settings/slip/preview", {"value": LINES | wrong}),
    ):
        assert (refused.status_code, refused.json["code"]) == (422, "not_valid")
        assert f"slip.{name}" in refused.json["detail"]
    assert api.admin.get("/settings").json["slip"] == {name: [] for name in LINES}
