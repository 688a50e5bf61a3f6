"""The board's page in a browser: 126 centres on a wall, at a desk, on a phone; found, sorted, by the keyboard, zoomed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, WebSocketRoute, expect

from server.city.local.postgres import PrivatePostgres
from tests.pages.axe import expect_accessible
from tests.pages.layout import faults
from tests.pages.steps import resized
from tests.support.board import BoardProcess
from tests.support.browser import COUNTER, HALL, PATIENCE_MS, PHONE
from tests.support.city_rows import City, code_of, name_of
from tests.support.ports import free_port
from tests.support.postgres import fresh_city

ALL = 126
LONG = "Trung tâm Phục vụ hành chính công phường Văn Miếu - Quốc Tử Giám"
SILENT, HALTED, BURNS, SICK, FORKED, LONG_ONE = 3, 17, 8, 25, 50, 77
NAMES = """() => [...document.querySelectorAll(".board-tile-name")].every((name) =>
  name.scrollWidth <= name.clientWidth && name.getBoundingClientRect().bottom <= name.parentElement.getBoundingClientRect().bottom)"""
SEEN_AT_ONCE = "() => document.documentElement.scrollHeight <= innerHeight && document.documentElement.scrollWidth <= innerWidth"
LETTER = "() => parseFloat(getComputedStyle(document.querySelector('.board-tile-name')).fontSize)"
SMALLEST_PX = 11.5


@pytest.fixture(scope="module")
def board(server: PrivatePostgres, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BoardProcess]:
    """A city on one of its bad days."""
    folder: Path = tmp_path_factory.mktemp("board")
    with fresh_city(server) as conninfo, City(conninfo) as city:
        city.fill(ALL)
        city.silent(SILENT)
        city.halted(HALTED)
        city.on_fire(BURNS)
        city.sick(SICK)
        city.forked(FORKED)
        city.set(LONG_ONE, name=LONG)
        running = BoardProcess(folder, free_port(), conninfo)
        try:
            running.start()
            yield running
        finally:
            running.kill()


@pytest.fixture
def open_page(browser: Browser, board: BoardProcess) -> Iterator[object]:
    """Opens a page; whatever it says that it should not fails the test."""
    contexts, troubles = [], list[str]()

    def heard(said: ConsoleMessage) -> None:
        if said.type in {"error", "warning"}:
            troubles.append(said.text)

    def go(path: str, size: tuple[int, int] = COUNTER) -> Page:
        viewport = {"width": size[0], "height": size[1]}
        context = browser.new_context(viewport=viewport, locale="vi-VN")
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        context.on("console", heard)
        context.on("weberror", lambda error: troubles.append(str(error.error)))
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{board.port}{path}")
        if path.startswith("/board"):
            page.wait_for_selector("body[data-ready]")
        return page

    go.forgiven = ()  # type: ignore[attr-defined]
    yield go
    for context in contexts:
        context.close()
    assert [said for said in troubles if not any(word in said for word in go.forgiven)] == []  # type: ignore[attr-defined]


def rows(page: Page) -> list[str]:
    return page.eval_on_selector_all(
        '[data-role="rows"] > tr', "(rows) => rows.map((row) => row.dataset.key)"
    )


def test_the_list_begins_with_what_is_worst_and_says_it_in_words(open_page):
    page = open_page("/board")
    found = rows(page)
    assert len(found) == ALL
    assert found[:4] == [code_of(n) for n in (HALTED, SILENT, BURNS, SICK)]
    said = page.locator('[data-role="rows"] [data-role="trouble"]').all_inner_texts()[:4]
    assert said[0] == "Phiên bản mới hơn"
    assert said[1].startswith("Mất kết nối từ ")
    assert said[2] == "Chờ quá mức"
    assert said[3].startswith("Máy lấy số mất liên lạc")
    assert page.locator('[data-role="rows"] [data-role="name"]').nth(0).inner_text() == name_of(HALTED)


def test_it_is_found_without_diacritics_filtered_and_sorted_by_the_keyboard(open_page):
    page = open_page("/board")
    page.get_by_label("Tìm trung tâm").fill("quoc tu giam hanh chinh")
    assert rows(page) == [code_of(LONG_ONE)]
    expect(page.locator('[data-role="found"]')).to_have_text(f"Hiện 1 trong {ALL} trung tâm.")
    page.get_by_label("Tìm trung tâm").fill("không có nơi này")
    expect(page.get_by_text("Không có trung tâm nào khớp")).to_be_visible()
    page.get_by_label("Tìm trung tâm").fill("")
    page.get_by_label("Vấn đề").select_option("late")
    assert rows(page) == [code_of(BURNS)]
    page.get_by_label("Vấn đề").select_option("any")
    assert {*rows(page)} == {code_of(n) for n in (HALTED, SILENT, BURNS, SICK)}
    page.get_by_label("Vấn đề").select_option("")
    page.get_by_label("Khu vực", exact=True).select_option("Khu vực Hà Đông")
    assert {*rows(page)} == {code_of(n) for n in range(ALL) if n % 12 == 4}
    page.get_by_label("Khu vực", exact=True).select_option("")
    head = page.get_by_role("button", name="Đang chờ")
    head.focus()
    page.keyboard.press("Enter")
    assert rows(page)[0] == code_of(BURNS)
    expect(page.get_by_role("columnheader", name="Đang chờ")).to_have_attribute("aria-sort", "descending")
    page.keyboard.press("Space")
    assert rows(page)[-1] == code_of(BURNS)
    expect(page.get_by_role("columnheader", name="Đang chờ")).to_have_attribute("aria-sort", "ascending")
    page.get_by_label("Tìm trung tâm").focus()
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".board-tile").first).to_be_visible()


CHOOSE = """([name, value]) => {
  const tools = document.querySelector('[data-role="tools"]');
  tools.elements[name].value = value;
  tools.dispatchEvent(new Event("input"));
}"""
"""As by hand, also in the languages whose words the test does not know."""


def few(page: Page) -> Page:
    """Only the centres with troubles: of the others each is like any other."""
    page.evaluate(CHOOSE, ["trouble", "any"])
    return page


EACH = ["vi", "en"]
IN_VIETNAMESE = ["vi", pytest.param("en", marks=pytest.mark.torture)]
IN_ENGLISH = ["en", pytest.param("vi", marks=pytest.mark.torture)]
"""What is accessible in one language is so in the other but for a word that is missing: each page has one in turn."""
DESK = (COUNTER, (COUNTER[0] // 2, COUNTER[1] // 2), PHONE)
"""At a desk, zoomed to 200 % there, and on a phone."""


def expect_whole(page: Page, *sizes: tuple[int, int]) -> None:
    """Nothing is cut off at any of these sizes."""
    for size in sizes:
        assert (size, faults(resized(page, size))) == (size, [])


@pytest.mark.parametrize("language", EACH)
def test_a_wall_shows_all_at_once_no_name_is_cut_and_all_can_read_it(open_page, language):
    page = open_page(f"/board?view=wall&lang={language}", HALL)
    expect(page.locator(".board-tile")).to_have_count(ALL)
    for size in (HALL, COUNTER):
        resized(page, size).wait_for_function(SEEN_AT_ONCE)
        assert page.evaluate(NAMES), size
        assert page.evaluate(LETTER) >= SMALLEST_PX, size
        expect_whole(page, size)
    if language == "en":
        expect_accessible(few(page))


@pytest.mark.parametrize("language", IN_VIETNAMESE)
def test_the_board_is_accessible_and_whole_at_a_desk_zoomed_and_on_a_phone(open_page, language):
    page = open_page(f"/board?lang={language}")
    page.evaluate(CHOOSE, ["district", "Khu vực Đống Đa"])
    expect_whole(page, *DESK)
    page.evaluate(CHOOSE, ["district", ""])
    expect_accessible(few(resized(page, COUNTER)))
    page.locator('[name="view"][value="tiles"]').check(force=True)
    expect_accessible(page)


@pytest.mark.parametrize("language", IN_ENGLISH)
def test_the_fleet_is_accessible_and_whole_at_a_desk_zoomed_and_on_a_phone(open_page, language):
    page = open_page(f"/fleet?lang={language}")
    expect_whole(page, *DESK)
    page.evaluate("document.querySelectorAll('[data-badness=\"0\"]').forEach((line) => line.remove())")
    expect_accessible(resized(page, COUNTER))


@pytest.mark.parametrize("language", IN_VIETNAMESE)
def test_one_centre_of_the_fleet_is_accessible_and_whole_at_a_desk_zoomed_and_on_a_phone(open_page, language):
    expect_whole(open_page(f"/fleet/W0026?lang={language}"), *DESK)
    expect_accessible(open_page(f"/fleet/W0051?lang={language}"))


def test_it_says_that_it_is_out_of_date_and_comes_back_by_itself(open_page):
    open_page.forgiven = ("WebSocket", "ERR_FAILED")
    page = open_page("/board")
    lines: list[WebSocketRoute] = []
    cut = False

    def line(route: WebSocketRoute) -> None:
        if cut:
            route.close()
        else:
            route.connect_to_server()
            lines.append(route)

    page.route_web_socket("**/socket.io/**", line)
    page.clock.install()
    page.reload()
    page.wait_for_selector("body[data-ready]")
    stale, live = page.locator('[data-role="stale"]'), page.locator('[data-role="live"]')
    expect(live).to_have_attribute("data-live", "true")
    cut = True
    page.route("**/board.json", lambda route: route.abort())
    lines[-1].close()
    page.clock.run_for(11_000)
    expect(stale).to_be_visible()
    expect(live).to_have_attribute("data-live", "false")
    assert len(rows(page)) == ALL, "what was known stays"
    page.unroute("**/board.json")
    page.clock.run_for(3_000)
    expect(stale).to_be_hidden()
    expect(live).to_have_attribute("data-live", "true")
