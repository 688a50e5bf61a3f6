"""A centre that receives at two points, in the browser: the console, the phone, the settings and the machines say where."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.pages.axe import expect_accessible
from tests.pages.layout import expect_well_laid_out
from tests.pages.sizes import EACH_SIZE, AtEachSize
from tests.pages.steps import expect_dialog, press, role
from tests.support.browser import PHONE, Visitors
from tests.support.demo import Demo

POINT = {
    "code": "doi",
    "vi": "Thôn Đồi",
    "en": "Hill hamlet",
    "address_vi": "Nhà văn hóa thôn Đồi",
    "hours": [{"weekday": None, "from": "00:00", "until": "00:00"}],
}
HALLS = [
    {"code": "chinh", "vi": "Sảnh chính", "en": "Main hall"},
    {"code": "nha", "vi": "Nhà văn hóa", "en": "Culture house", "point": "doi"},
]


@pytest.fixture(scope="module")
def printer_url() -> str:
    return "virtual:"


@pytest.fixture
def two(demo: Demo) -> Iterator[Demo]:
    """The demo with counter 9 at work in a hamlet; one place again after it."""
    before = demo.settings()
    demo.act(9, "close")
    demo.manage("PUT", "/settings/points", [POINT])
    demo.manage("PUT", "/settings/halls", HALLS)
    counters = [c | ({"hall": "nha"} if c["n"] == 9 else {}) for c in before["counters"]]
    demo.manage("PUT", "/settings/counters", counters)
    demo.manage("PUT", "/settings/phone", before["phone"] | {"enabled": True, "presence_minutes": 0})
    demo.act(9, "open")
    yield demo
    demo.clear()
    demo.act(9, "close")
    for part in ("phone", "counters", "halls", "points"):
        demo.manage("PUT", f"/settings/{part}", before[part])


@EACH_SIZE
def test_each_page_says_which_place_is_meant(two: Demo, visitors: Visitors, at_each_size: AtEachSize) -> None:
    number = two.take("CT")
    two.act(1, "call")
    two.act(1, "serve")
    console = visitors.counter(1)
    expect(role(console, "place")).to_have_text("Trụ sở chính")
    press(console, "c")
    dialog = expect_dialog(console, "transfer")
    dialog.locator('[name="side"][value="counter"]').check()
    there = dialog.locator("label", has_text="Người dân phải sang Thôn Đồi")
    expect(there).to_have_count(1)
    there.locator("input").check()
    dialog.locator("[data-confirm]").click()
    expect(console.locator("dialog[open]")).to_have_count(0)
    assert two.ticket(number["id"])["point"] == "doi"

    track = visitors.page(f"/t/{number['track']}", PHONE)
    expect(role(track, "place")).to_contain_text("Thôn Đồi")
    at_each_size(track, expect_accessible, expect_well_laid_out)

    take = visitors.page("/take", PHONE)
    take.select_option("#point", "doi")
    take.get_by_role("button", name="Chọn").click()
    expect(role(take, "place")).to_contain_text("Nhà văn hóa thôn Đồi")
    at_each_size(take, expect_accessible, expect_well_laid_out)

    settings = visitors.signed_in("quanly", "/admin/settings/points", PHONE)
    expect(settings.locator("body")).to_have_attribute("data-drawn", "true")
    expect(settings.locator('li[data-key="doi"]')).to_contain_text("Thôn Đồi")
    at_each_size(settings, expect_accessible, expect_well_laid_out)

    kiosk = visitors.signed_in("quanly", "/admin/devices/1", PHONE)
    expect(kiosk.locator("#in-hall option")).to_have_count(3)
    at_each_size(kiosk, expect_accessible, expect_well_laid_out)
