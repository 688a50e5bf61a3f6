"""Somebody's phone in a real browser: their number, the places, and honest words about how old it all is."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from server.city.phones.writer import FeedWriter
from server.core.clock import wall_clock
from tests.pages.axe import expect_accessible
from tests.pages.layout import expect_well_laid_out
from tests.pages.steps import resized, role
from tests.support.browser import PHONE, Visitors
from tests.support.city_centres import at_counter, call, names, shown, state
from tests.support.city_phones import PhonesCity

ZOOMED = (195, 422)
"""200 % of a phone."""
A_POLL_MS = 13_000
_HIDE = """(hidden) => {
  Object.defineProperty(document, "hidden", { configurable: true, value: hidden });
  document.dispatchEvent(new Event("visibilitychange"));
}"""
_COUNT = """
window.asked = 0;
const { geolocation } = navigator;
const ask = geolocation.getCurrentPosition.bind(geolocation);
geolocation.getCurrentPosition = (...how) => { window.asked += 1; ask(...how); };
"""


def ticket(visitors: Visitors, code: str, number: str, day: str = "20261129", **profile: Any) -> Page:
    page = visitors.fresh(PHONE, own_clock=True, **profile)
    return visitors.go(page, f"/t/{code}/{number}-{day}")


def stands(page: Page, state_: str) -> None:
    expect(page.locator(".track-state:not([hidden])")).to_have_attribute("data-state", state_)


def asks_again(page: Page) -> None:
    """Its next question is answered."""
    with page.expect_response(re.compile("/w/")):
        page.clock.run_for(A_POLL_MS)


def test_the_way_of_a_number(city: PhonesCity, visitors: Visitors) -> None:
    lines = {"CT": ["A012", "A013", "A014"]}
    city.put("W0001", lines=lines)
    page = ticket(visitors, "W0001", "A014")
    stands(page, "waiting")
    expect(role(page, "ahead")).to_have_text("2")
    expect(role(page, "wait")).to_have_text("khoảng 6–15 phút")
    expect(role(page, "field")).to_have_text("Chứng thực")
    expect(role(page, "age")).to_be_hidden()
    city.put("W0001", lines={"CT": ["A014"]})
    asks_again(page)
    stands(page, "soon")
    came_to = state(lines={}, counters=at_counter("A014"), calls=[call("A014")])
    city.put("W0001", lines={}, came_to=came_to)
    asks_again(page)
    stands(page, "called")
    expect(page.locator(".track-counter")).to_have_text("3")
    size = page.locator(".track-counter").evaluate("(node) => parseFloat(getComputedStyle(node).fontSize)")
    assert size >= 128
    expect(page).to_have_title(re.compile(r"quầy 3 · A014"))
    city.put("W0001", lines={}, came_to=state(lines={}, calls=[call("A014", 3, "Phòng 203")]))
    asks_again(page)
    stands(page, "missed")
    expect(page.locator('[data-state="missed"]')).to_contain_text("Phòng 203")
    expect(page.locator('[data-state="missed"]')).to_contain_text("xin đến gặp công chức tại quầy này ngay")
    city.put("W0001", lines={}, came_to=state(lines={}))
    asks_again(page)
    stands(page, "gone")


def test_it_asks_for_one_file_by_its_etag_and_rests_while_nobody_looks(
    city: PhonesCity, visitors: Visitors
) -> None:
    city.put("W0001", lines={"CT": ["A012"]})
    page = visitors.fresh(PHONE, own_clock=True)
    answers: list[tuple[str, int]] = []
    page.on("response", lambda answer: answers.append((answer.url, answer.status)))
    visitors.go(page, "/t/W0001/A012-20261129")
    stands(page, "soon")
    answers.clear()
    asks_again(page)
    assert answers == [(f"{city.url}/w/W0001.json", 304)]
    page.evaluate(_HIDE, True)
    answers.clear()
    page.clock.run_for(10 * A_POLL_MS)
    page.evaluate("fetch('/c/W0001')")
    expect(page).to_have_url(re.compile("W0001"))
    assert [url for url, _ in answers if "/w/" in url] == []
    with page.expect_response(re.compile("/w/")):
        page.evaluate(_HIDE, False)


def test_a_phone_whose_clock_is_wrong_by_years_is_told_the_truth(
    city: PhonesCity, visitors: Visitors
) -> None:
    city.put("W0001", lines={"CT": ["A012"]})
    page = visitors.fresh(PHONE)
    page.clock.install(time="2019-01-01T00:00:00Z")
    visitors.go(page, "/t/W0001/A012-20261129")
    stands(page, "soon")
    expect(role(page, "age")).to_be_hidden()


def test_a_ward_that_fell_silent_is_told_with_its_last_moment(city: PhonesCity, visitors: Visitors) -> None:
    city.put("W0004", name="Phường Im", heard_s=-600)
    page = ticket(visitors, "W0004", "A013")
    stands(page, "waiting")
    expect(role(page, "age-text")).to_have_text(
        re.compile(r"^Số liệu lúc \d\d:\d\d.*, phường đang mất kết nối\.$")
    )
    visitors.go(page, "/?field=CT")
    expect(page.locator('[data-centre="W0004"] [data-role="wait"]')).to_contain_text("Mất kết nối từ")


def test_files_that_nobody_writes_any_more_say_so(city: PhonesCity, visitors: Visitors) -> None:
    _as_of(city, "W0005", wall_clock() - 100_000)
    page = ticket(visitors, "W0005", "A012")
    stands(page, "soon")
    expect(role(page, "age-text")).to_have_text(
        re.compile(r"^Số liệu lúc \d\d:\d\d.*, chưa được cập nhật\.$")
    )


def test_a_file_gets_old_under_the_eyes_of_whoever_looks(city: PhonesCity, visitors: Visitors) -> None:
    _as_of(city, "W0006", wall_clock() - 60_000)
    page = ticket(visitors, "W0006", "A012")
    stands(page, "soon")
    expect(role(page, "age")).to_be_hidden()
    page.context.set_offline(True)
    visitors.forgive_lost_line()
    page.clock.run_for(40_000)
    expect(role(page, "age-text")).to_contain_text("Điện thoại này đang mất kết nối")
    page.context.set_offline(False)


NONSENSE = (
    "{",
    '{"at":1,"fields":{"CT":5},"lines":{"CT":7},"waits":{},"calls":[3],"counters":{"1":null}}',
)


def test_a_file_of_garbage_takes_nothing_from_the_page_and_heals(
    city: PhonesCity, visitors: Visitors
) -> None:
    city.put("W0001", lines={"CT": ["A012"]})
    page = ticket(visitors, "W0001", "A012")
    for nonsense in NONSENSE:
        stands(page, "soon")
        for file in ("W0001.json", "W0001.json.gz"):
            (city.feeds / file).unlink()
        (city.feeds / "W0001.json").write_text(nonsense, encoding="utf-8")
        asks_again(page)
        expect(role(page, "age-text")).to_contain_text("chưa được cập nhật")
        stands(page, "soon")
        city.put("W0001", lines={"CT": ["A001", "A012"]})
        asks_again(page)
        expect(role(page, "age")).to_be_hidden()
        stands(page, "waiting")
        city.put("W0001", lines={"CT": ["A012"]})
        asks_again(page)


def test_what_a_centre_says_is_never_markup(city: PhonesCity, visitors: Visitors) -> None:
    evil = "<img src=x onerror=alert(1)>"
    came_to = state(lines={}, counters=at_counter("A012", name=evil))
    came_to["fields"]["CT"]["names"] = names(evil, evil)
    city.put(
        "W0008",
        name=evil,
        came_to=came_to,
        said=shown(lines={}, opened=False, closed_words=names(evil, evil)),
    )
    page = ticket(visitors, "W0008", "A012")
    expect(page.locator(".track-counter")).to_have_text(evil)
    visitors.go(page, "/c/W0008")
    expect(role(page, "closed-words")).to_have_text(evil)
    city.centres.execute("UPDATE centre SET retired_at = now() WHERE code = 'W0008'")


def test_pages_go_on_when_the_program_is_gone(city: PhonesCity, visitors: Visitors) -> None:
    city.put("W0001", lines={"CT": ["A012"]})
    warm = ticket(visitors, "W0001", "A012")
    stands(warm, "soon")
    city.public.kill()
    try:
        page = ticket(visitors, "W0001", "A099")
        stands(page, "gone")
        city.put("W0001", lines={"CT": ["A012", "A099"]})
        asks_again(page)
        stands(page, "waiting")
    finally:
        city.public.start()


def test_places_follow_the_file_and_the_phone_tells_nobody_where_it_is(
    city: PhonesCity, visitors: Visitors
) -> None:
    _three_places(city)
    page = visitors.fresh(
        PHONE, own_clock=True, permissions=["geolocation"], geolocation={"latitude": 21.0, "longitude": 105.8}
    )
    page.add_init_script(_COUNT)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url + (request.post_data or "")))
    visitors.go(page, "/?field=CT&district=Thử")
    assert _order(page) == ["W0012", "W0011", "W0013"]
    assert page.evaluate("asked") == 0
    page.locator('[data-action="near"]').click()
    expect(page.locator('[data-centre="W0011"] [data-role="distance"]')).to_have_text(" · cách 11 km")
    page.get_by_text("Gần nhất").click()
    assert _order(page) == ["W0013", "W0011", "W0012"]
    page.get_by_text("Chờ ít nhất", exact=True).click()
    city.put("W0013", district="Thử", said=_place(21.01, [0, 60]), lines={"CT": []})
    asks_again(page)
    expect(page.locator('[data-centre="W0013"] [data-role="wait"]')).to_have_text("dưới 1 phút")
    assert _order(page) == ["W0013", "W0012", "W0011"]
    assert not [url for url in asked if "105.8" in url or "21.0" in url]


def test_a_phone_that_does_not_tell_its_place_is_led_by_districts(
    city: PhonesCity, visitors: Visitors
) -> None:
    _three_places(city)
    page = visitors.page("/?field=CT", PHONE)
    page.locator('[data-action="near"]').click()
    expect(role(page, "near-said")).to_contain_text("Xin chọn khu vực")
    page.get_by_label("Khu vực").select_option("Thử")
    page.get_by_role("button", name="Chọn").click()
    assert _order(page) == ["W0012", "W0011", "W0013"]


def test_a_thing_in_plain_words_leads_to_a_place(city: PhonesCity, visitors: Visitors) -> None:
    city.put("W0001")
    page = visitors.page("/", PHONE)
    page.get_by_label("Ông/bà cần làm việc gì?").fill("giay khai sinh")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Khai sinh").first.click()
    page.get_by_role("link", name="Phường Hoàn Kiếm").first.click()
    expect(page.get_by_role("heading", name="Phường Hoàn Kiếm")).to_be_visible()
    page.get_by_label("Xem số của ông/bà").fill("a12")
    page.keyboard.press("Enter")
    expect(role(page, "number")).to_have_text("A012")


def test_places_are_read_without_scripts(city: PhonesCity, visitors: Visitors) -> None:
    _three_places(city)
    page = visitors.page("/?field=CT&district=Thử", PHONE, java_script_enabled=False)
    expect(page.locator('[data-centre="W0012"] [data-role="wait"]')).to_have_text("khoảng 3–5 phút")
    expect(page.get_by_role("link", name="Xem lại")).to_be_visible()


QUIET = {
    "weekdays": [1, 2, 3, 4, 5, 6],
    "hours": [{"hour": hour, "waits_s": [1500, 1140, 240, None, 7300, -1]} for hour in range(7, 17)],
}
SCENES = {
    "fields": "/",
    "places": "/?field=CT",
    "words": "/?q=giay khai sinh",
    "centre": "/c/W0021",
    "closed": "/c/W0022",
    "no number": "/c/W0021?number=12",
    "waiting": "/t/W0021/A013-20261129",
    "called": "/t/W0021/A010-20261129",
    "missed": "/t/W0021/A009-20261129",
    "gone": "/t/W0021/A777-20261129",
    "silent": "/t/W0022/A013-20261129",
}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_page_is_accessible_and_well_laid_out_even_at_twice_its_size(
    city: PhonesCity, visitors: Visitors, language: str
) -> None:
    calls = [call("A010"), call("A009", 2, "Phòng 203")]
    came_to = state(lines={"CT": ["A012", "A013"]}, counters=at_counter("A010"), calls=calls)
    place = {"lat": 21.0, "lon": 105.8, "address": "126 phố Hàng Trống, phường Hoàn Kiếm"}
    city.put("W0021", came_to=came_to, said=shown(lines={"CT": ["A012", "A013"]}, place=place), quiet=QUIET)
    closed = shown(lines={"CT": ["A012", "A013"]}, opened=False, closed_words=names("Nghỉ trưa", "Lunch"))
    city.put("W0022", name="Phường Thanh Xuân Nam", heard_s=-90, said=closed)
    page = visitors.fresh(PHONE)
    for path in SCENES.values():
        resized(page, PHONE)
        visitors.go(page, f"{path}{'&' if '?' in path else '?'}lang={language}")
        if "/t/" in path:
            expect(page.locator('[data-state="looking"]')).to_be_hidden()
        if language == "vi":
            expect_accessible(page)
        expect_well_laid_out(page)
        resized(page, ZOOMED)
        expect_well_laid_out(page)


def test_a_centre_says_when_it_is_quiet_in_both_languages(city: PhonesCity, visitors: Visitors) -> None:
    city.put("W0031", quiet=QUIET)
    page = visitors.fresh(PHONE)
    for language, title in (("vi", "Giờ vắng"), ("en", "Quiet hours")):
        visitors.go(page, f"/c/W0031?lang={language}")
        expect(page.get_by_role("heading", name=title)).to_be_visible()
        expect(page.get_by_role("table")).to_be_visible()


def _order(page: Page) -> list[str]:
    found: list[str] = page.locator("[data-centre].where-row").evaluate_all(
        "(rows) => rows.map((row) => row.dataset.centre)"
    )
    return found


def _place(lat: float, wait: list[int]) -> dict[str, Any]:
    return shown(lines={}, waits={"CT": wait}, place={"lat": lat, "lon": 105.8, "address": ""})


def _three_places(city: PhonesCity) -> None:
    for code, lat, wait in (
        ("W0011", 21.1, [600, 900]),
        ("W0012", 21.2, [180, 300]),
        ("W0013", 21.01, [1200, 1800]),
    ):
        city.put(code, name=f"Phường {code}", district="Thử", said=_place(lat, wait), lines={"CT": []})


def _as_of(city: PhonesCity, code: str, at: int) -> None:
    """A file that was written then, by a writer that is gone."""
    city.put("W0001", lines={"CT": ["A012"]})
    content = {name: part for name, part in city.read("W0001").items() if name != "at"}
    FeedWriter(city.feeds, lambda: at).write(code, content | {"code": code})
