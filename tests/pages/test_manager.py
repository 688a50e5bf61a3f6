"""The manager's page at work: what to open, who needs help, who sits where, and why each number."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.pages.axe import expect_accessible
from tests.pages.layout import expect_well_laid_out
from tests.pages.staying import Staying
from tests.pages.steps import call_next, resized, role
from tests.support.browser import COUNTER, PHONE, Visitors
from tests.support.demo import Demo

ENOUGH = 12
"""So many people for one counter wait longer than the centre allows."""
NARROW = PHONE, (683, 384), (320, 640)


@pytest.fixture(scope="module")
def printer_url() -> str:
    return "virtual:"


@pytest.fixture
def visitors(those_who_stay: Staying) -> Staying:
    """The manager stays from test to test."""
    return those_who_stay


@pytest.fixture
def admin(demo: Demo, visitors: Visitors) -> Iterator[Page]:
    """The manager's page in a quiet hall; what the test left at counters is put right again."""
    page = visitors.admin()
    expect(role(page, "counters").locator("li")).to_have_count(10)
    expect(role(page, "help-section")).to_be_hidden()
    yield page
    for n in range(1, 11):
        put_right(page, demo, n)


def put_right(page: Page, demo: Demo, n: int) -> None:
    """The counter is its usual officer's again, and calls for no help."""
    now = demo.console(n)
    officer = next(o["username"] for o in demo.credentials["officers"] if o["counter"] == n)
    if now["help"] is not None:
        manage(page, n, "help-done")
    if now["officer"] and now["officer"]["username"] != officer:
        manage(page, n, "hand-over", officer=officer)


def manage(page: Page, n: int, action: str, **body: str) -> None:
    """What the manager does through the API, in their session."""
    headers = {"X-CSRFToken": page.locator('meta[name="csrf-token"]').get_attribute("content") or ""}
    url = page.url[: page.url.index("/admin")]
    answer = page.request.post(f"{url}/api/v1/counters/{n}/{action}", data=body, headers=headers)
    assert answer.ok, answer.text()


def test_a_quiet_hall_has_nothing_to_do(admin: Page) -> None:
    expect(role(admin, "suggestions")).to_be_hidden()
    expect(role(admin, "suggestions-none")).to_be_visible()
    expect(role(admin, "help-section")).to_be_hidden()
    expect(counter(admin, 6).get_by_role("button")).to_have_text(["Mở quầy… Quầy 6"])
    expect_accessible(admin)


def test_the_days_end_of_the_journal_stands_below_the_figures(demo: Demo, admin: Page) -> None:
    line = role(admin, "journal-end")
    expect(line).to_have_text(
        re.compile(r"Dấu vân tay nhật ký ngày \d\d/\d\d: ([0-9a-f]{4} ){3}[0-9a-f]{4}…, dòng [\d.]+\.")
    )
    before = line.inner_text()
    demo.take("CT")
    expect(line).not_to_have_text(before)
    line.get_by_role("link").click()
    expect(admin.get_by_role("heading", name="Dấu vân tay nhật ký")).to_be_visible()


def test_a_suggestion_opens_the_counter_of_somebody_signed_in_in_one_action_that_can_be_taken_back(
    demo: Demo, visitors: Visitors, admin: Page
) -> None:
    visitors.counter(7)
    crowd(demo, "CA")
    row = role(admin, "by-field").locator("tr", has_text="Cư trú - Căn cước")
    expect(role(row, "wait")).to_have_attribute("data-late", "true")
    suggested = admin.get_by_role("button", name="Mở Quầy 7 cho Cư trú - Căn cước")
    suggested.click()
    expect(role(admin, "said-title")).to_have_text("Đã mở Quầy 7.")
    expect(counter(admin, 7)).to_have_attribute("data-state", "open")
    expect(role(counter(admin, 7), "officer")).to_have_text("Đặng Thị Mai")
    now = demo.console(7)
    assert (now["state"], now["fields"], now["officer"]["username"]) == ("open", ["CA"], "canbo07")

    role(admin, "said-undo").click()
    expect(role(admin, "said-title")).to_have_text("Đã hoàn tác ở Quầy 7.")
    expect(role(admin, "said-undo")).to_be_hidden()
    expect(counter(admin, 7)).to_have_attribute("data-state", "closed")
    assert demo.console(7)["state"] == "closed"

    suggested.click()
    expect(role(admin, "said-undo")).to_be_visible()
    number = demo.act(7, "call")["number"]
    expect(role(counter(admin, 7), "number")).to_have_text(number)
    role(admin, "said-undo").click()  # not what somebody else did since
    expect(role(admin, "said-title")).to_have_text("Không hoàn tác được nữa.")
    assert demo.console(7)["ticket"]["number"] == number


def test_nobody_who_has_not_signed_in_is_said_to_be_free_or_sent_to_a_counter(
    demo: Demo, admin: Page
) -> None:
    crowd(demo, "CA")
    suggestion = role(admin, "suggestions").locator("li")
    expect(suggestion).to_contain_text("đang bận hoặc chưa đăng nhập")
    expect(suggestion).not_to_contain_text("đang rảnh")
    suggestion.get_by_role("button", name="Chọn người mở Quầy 7…").click()
    dialog = admin.locator("#dialog-open")
    usual = dialog.locator(".choice", has_text="Đặng Thị Mai")
    expect(usual).to_contain_text("thường làm việc tại quầy này · chưa đăng nhập")
    expect(dialog.locator('[name="officer"]:checked')).to_have_count(0)
    dialog.get_by_role("button", name="Mở Quầy 7").click()
    expect(role(dialog, "dialog-notice")).to_contain_text("Xin chọn người làm việc tại quầy.")
    assert demo.console(7)["state"] == "closed"


def test_a_person_being_served_is_sent_back_only_after_a_question(demo: Demo, admin: Page) -> None:
    number = call_next(demo, 1)["number"]
    demo.act(1, "serve")
    expect(role(counter(admin, 1), "ticket")).to_have_attribute("data-state", "serving")
    press(admin, 1, f"Trả số {number} về hàng")
    dialog = admin.locator("#dialog-sure")
    expect(dialog).to_contain_text(f"Quầy 1 đang phục vụ số {number}.")
    assert demo.console(1)["ticket"]["number"] == number
    expect_accessible(admin)
    dialog.get_by_role("button", name="Trả về hàng chờ").click()
    expect(role(admin, "said-title")).to_have_text(f"Đã trả số {number} về hàng chờ.")
    assert demo.console(1)["ticket"] is None


def test_a_counter_that_holds_places_is_closed_only_after_a_question(demo: Demo, admin: Page) -> None:
    number = call_next(demo, 1)["number"]
    demo.act(1, "park")
    expect(role(counter(admin, 1), "number")).to_have_text("–")
    press(admin, 1, "Đóng quầy")
    dialog = admin.locator("#dialog-sure")
    expect(dialog).to_contain_text(number)
    assert demo.console(1)["state"] == "open"
    dialog.get_by_role("button", name="Đóng quầy").click()
    expect(counter(admin, 1)).to_have_attribute("data-state", "closed")


def test_a_double_tap_on_a_suggestion_opens_one_counter(demo: Demo, visitors: Visitors, admin: Page) -> None:
    visitors.counter(6)
    visitors.counter(7)
    crowd(demo, "CA")
    crowd(demo, "CT", 3 * ENOUGH)
    role(admin, "suggestions").locator("button").first.dblclick()
    expect(role(admin, "said-undo")).to_be_visible()
    expect(role(admin, "counters").locator('[data-state="open"].admin-counter')).to_have_count(6)
    assert sum(demo.console(n)["state"] == "open" for n in range(1, 11)) == 6


def test_a_call_for_help_appears_at_the_top_and_is_answered(demo: Demo, admin: Page) -> None:
    demo.act(3, "help", text="Công dân không có giấy tờ gốc")
    call = role(admin, "help").locator("li")
    expect(call).to_contain_text("Công dân không có giấy tờ gốc")
    expect(call).to_contain_text("Lê Thị Hương")
    expect(role(admin, "help-said")).to_have_text("Quầy 3 gọi hỗ trợ. Công dân không có giấy tờ gốc")
    expect_accessible(admin, '[data-role="help-section"]')
    call.get_by_role("button", name="Đã hỗ trợ Quầy 3").click()
    expect(role(admin, "help-section")).to_be_hidden()
    expect(role(admin, "said-title")).to_have_text("Đã ghi nhận hỗ trợ ở Quầy 3.")
    assert demo.console(3)["help"] is None


def test_a_call_for_help_is_seen_wherever_the_page_is_opened(
    demo: Demo, visitors: Visitors, admin: Page
) -> None:
    demo.act(2, "help")
    again = visitors.admin(PHONE)
    expect(role(again, "help").locator("li")).to_contain_text("Trần Văn Minh")
    expect(again.get_by_role("button", name="Đã hỗ trợ Quầy 2")).to_be_in_viewport()


def test_a_counter_is_opened_for_chosen_fields_and_a_chosen_officer(demo: Demo, admin: Page) -> None:
    press(admin, 9, "Mở quầy…")
    dialog = admin.locator("#dialog-open")
    expect(dialog.get_by_role("heading")).to_have_text("Mở Quầy 9")
    expect(dialog.get_by_label("Bảo hiểm xã hội")).to_be_checked()
    expect(dialog.get_by_label("Đỗ Thị Ngọc")).not_to_be_checked()
    expect(dialog.get_by_label("Nguyễn Thị Lan")).to_be_disabled()
    expect_accessible(admin)
    dialog.get_by_text("Văn hóa - Xã hội").click()
    dialog.get_by_text("Thuế").click()
    dialog.get_by_text("Hồ Văn Sơn").click()
    dialog.get_by_role("button", name="Mở Quầy 9").click()
    expect(dialog).to_be_hidden()
    expect(role(counter(admin, 9), "officer")).to_have_text("Hồ Văn Sơn")
    now = demo.console(9)
    assert (sorted(now["fields"]), now["officer"]["username"]) == (["BH", "TH"], "canbo10")
    press(admin, 9, "Đóng quầy")
    expect(counter(admin, 9)).to_have_attribute("data-state", "closed")


def test_a_counter_without_fields_is_not_opened(demo: Demo, admin: Page) -> None:
    press(admin, 7, "Mở quầy…")
    dialog = admin.locator("#dialog-open")
    dialog.get_by_text("Cư trú - Căn cước").click()
    dialog.get_by_role("button", name="Mở Quầy 7").click()
    expect(role(dialog, "dialog-notice")).to_contain_text("Chọn ít nhất một lĩnh vực.")
    admin.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert demo.console(7)["state"] == "closed"


def test_the_manager_takes_a_counter_over_with_its_ticket(demo: Demo, admin: Page) -> None:
    number = call_next(demo, 1)["number"]
    press(admin, 1, "Giao cho người khác…")
    dialog = admin.locator("#dialog-hand-over")
    dialog.get_by_text("chính tôi").click()
    expect_accessible(admin)
    dialog.get_by_role("button", name="Giao Quầy 1").click()
    expect(role(counter(admin, 1), "officer")).to_have_text("Chủ tịch Trần Thị Bình")
    expect(role(admin, "said-title")).to_have_text("Đã giao Quầy 1 cho Chủ tịch Trần Thị Bình.")
    now = demo.console(1)
    assert (now["officer"]["username"], now["ticket"]["number"]) == ("quanly", number)
    role(admin, "said-undo").click()
    expect(role(counter(admin, 1), "officer")).to_have_text("Nguyễn Thị Lan")


def test_a_counter_is_handed_to_an_officer_who_is_free(demo: Demo, admin: Page) -> None:
    press(admin, 2, "Giao cho người khác…")
    dialog = admin.locator("#dialog-hand-over")
    dialog.get_by_text("Vũ Đức Anh").click()
    dialog.get_by_role("button", name="Giao Quầy 2").click()
    expect(role(counter(admin, 2), "officer")).to_have_text("Vũ Đức Anh")


def test_a_ticket_in_hand_goes_back_to_its_place(demo: Demo, admin: Page) -> None:
    number = call_next(demo, 1)["number"]
    press(admin, 1, f"Trả số {number} về hàng")
    expect(role(admin, "said-title")).to_have_text(f"Đã trả số {number} về hàng chờ.")
    expect(role(counter(admin, 1), "number")).to_have_text("–")
    assert demo.console(1)["ticket"] is None
    assert demo.waiting("CT") == 1


def test_a_break_says_why(demo: Demo, admin: Page) -> None:
    demo.act(4, "pause", reason="họp với lãnh đạo phường")
    expect(role(counter(admin, 4), "reason")).to_contain_text("họp với lãnh đạo phường")
    expect(role(counter(admin, 4), "state")).to_have_attribute("data-state", "paused")
    demo.act(4, "resume")
    expect(role(counter(admin, 4), "reason")).to_have_text("")


def test_what_cannot_be_done_says_what_to_do(demo: Demo, visitors: Visitors, admin: Page) -> None:
    visitors.forgive("409")
    press(admin, 8, "Mở quầy…")
    dialog = admin.locator("#dialog-open")
    demo.act(8, "open")
    demo.act(8, "pause")
    dialog.get_by_text("Hồ Văn Sơn").click()
    dialog.get_by_role("button", name="Mở Quầy 8").click()
    expect(role(dialog, "dialog-notice")).to_contain_text("Bùi Văn Hải đang làm việc tại quầy 8.")
    expect(role(dialog, "dialog-notice")).to_contain_text("Chọn quầy khác")


def test_an_answer_lost_on_the_way_is_asked_for_again(demo: Demo, visitors: Visitors, admin: Page) -> None:
    visitors.forgive("net::ERR_FAILED")
    keys: list[str] = []

    def lose_the_first(route: object) -> None:
        keys.append(route.request.headers["idempotency-key"])  # type: ignore[attr-defined]
        if len(keys) > 1:
            return route.continue_()  # type: ignore[attr-defined,no-any-return]
        route.fetch()  # type: ignore[attr-defined]
        return route.abort()  # type: ignore[attr-defined,no-any-return]

    admin.route("**/counters/5/close", lose_the_first)
    press(admin, 5, "Đóng quầy")
    expect(role(admin, "said-title")).to_have_text("Đã đóng Quầy 5.")
    assert len(set(keys)) == 1
    assert demo.console(5)["state"] == "closed"


def test_it_says_why_each_number_was_called(demo: Demo, admin: Page) -> None:
    first = call_next(demo, 1)["number"]
    demo.act(1, "no-show")
    second = call_next(demo, 1)["number"]
    calls = role(admin, "calls").locator("li details")
    expect(calls.first).to_contain_text(second)
    expect(calls.first).to_contain_text("Quầy 1")
    expect(calls.first).to_contain_text("Nguyễn Thị Lan")
    calls.first.locator("summary").click()
    expect(role(calls.first, "why").locator("li").first).to_contain_text("Đến trước nhất")

    admin.fill('[data-role="why-form"] [name="number"]', first.lower())
    admin.get_by_role("button", name="Tìm", exact=True).click()
    expect(role(admin, "why-status")).to_have_text(f"Các lượt gọi số {first} hôm nay.")
    expect(calls).to_have_count(1)
    expect(calls.first).to_contain_text(first)
    admin.fill('[data-role="why-form"] [name="number"]', "Z999")
    admin.keyboard.press("Enter")
    expect(role(admin, "why-status")).to_contain_text("Hôm nay chưa gọi số Z999.")
    expect(calls).to_have_count(0)


def test_a_number_is_found_though_the_live_line_brings_nothing(
    demo: Demo, visitors: Staying, admin: Page
) -> None:
    visitors.leaves(admin)
    called = call_next(demo, 1)["number"]
    admin.route_web_socket("**/socket.io/**", lambda _silent: None)
    admin.reload()
    admin.fill('[data-role="why-form"] [name="number"]', called)
    admin.keyboard.press("Enter")
    expect(role(admin, "why-status")).to_have_text(f"Các lượt gọi số {called} hôm nay.")
    expect(role(admin, "calls").locator("li details")).to_contain_text("Quầy 1")
    expect(role(admin, "counters").locator("li")).to_have_count(0)


def test_it_says_how_right_the_foretold_waits_were(demo: Demo, admin: Page) -> None:
    for _ in range(5):
        call_next(demo, 1)
        demo.act(1, "serve")
        demo.act(1, "finish", outcome="received")
    expect(role(admin, "waits")).to_be_visible()
    expect(role(admin, "waits-within")).to_contain_text("%")
    expect(role(admin, "waits-tickets")).not_to_have_text("–")
    row = role(admin, "by-field").locator("tr").first
    expect(role(row, "dossiers")).to_have_text(re.compile(r"^([5-9]|\d{2,})$"))


@pytest.mark.parametrize(
    "looked_at", [NARROW[-1:], pytest.param(NARROW, marks=pytest.mark.torture)], ids=["narrowest", "each"]
)
def test_it_speaks_english_and_nothing_is_cut_off_where_it_is_narrow(
    demo: Demo, visitors: Visitors, admin: Page, looked_at: tuple[tuple[int, int], ...]
) -> None:
    crowd(demo, "CA")
    call_next(demo, 1)
    demo.act(4, "help", text="Máy in của quầy không nhận lệnh, công dân đang đợi")
    for size in NARROW:
        resized(admin, size)
        expect(role(admin, "help").locator("li")).to_have_count(1)
        expect(role(admin, "suggestions").locator("li")).to_have_count(1)
        assert admin.evaluate("document.documentElement.scrollWidth <= innerWidth"), size
        if size in looked_at:
            expect_accessible(admin)
    resized(admin, COUNTER)
    visitors.counter(7)
    visitors.go(admin, "/admin?lang=en")
    expect(admin.get_by_role("button", name="Open Counter 7 for Residence and ID cards")).to_be_visible()
    expect(admin.get_by_role("button", name="Helped Counter 4")).to_be_visible()
    visitors.go(admin, "/admin?lang=vi")


def crowd(demo: Demo, field: str, people: int = ENOUGH) -> None:
    for _ in range(people):
        demo.take(field)


def counter(page: Page, n: int) -> Locator:
    return page.locator(f'.admin-counter[data-counter="{n}"]')


def press(page: Page, n: int, what: str) -> None:
    counter(page, n).get_by_role("button", name=what).click()


def test_on_a_phone_the_pages_lie_behind_one_button_with_what_needs_a_look(admin: Page) -> None:
    menu = resized(admin, PHONE).locator("nav#menu")
    expect(menu).to_be_hidden()
    expect_well_laid_out(admin)
    button = admin.get_by_role("button", name="Danh mục")
    expect(button).to_contain_text("Cần kiểm tra")
    button.press("Enter")
    expect(menu.get_by_role("link", name="Báo cáo 15 giờ")).to_be_visible()
    expect_accessible(admin)
    admin.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    resized(admin, COUNTER)
    expect(menu).to_be_visible()
    expect(button).to_be_hidden()
