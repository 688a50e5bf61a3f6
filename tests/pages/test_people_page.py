"""People, looked after by the manager; one's own account; and what a viewer and a helper find after signing in."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.pages.axe import expect_accessible
from tests.pages.layout import expect_well_laid_out
from tests.pages.sizes import EACH_SIZE, AtEachSize
from tests.pages.steps import expect_dialog, role
from tests.support.browser import Visitors
from tests.support.demo import Demo

PASSWORD = "mat-khau-dai"
HOA = {"username": "hoa", "name": "Phạm Thị Hoa", "role": "officer", "password": PASSWORD, "counter": 8}


@pytest.fixture(scope="module")
def printer_url() -> str:
    return "virtual:"


@pytest.fixture(scope="module")
def running(running: Demo) -> Demo:
    """People who are added here may sign in as those of the demo may."""
    names = ("hoa", "hoa.pham", "thu", "xem", "giup")
    running.passwords.update(dict.fromkeys(names, PASSWORD))
    return running


@pytest.fixture
def visitors(browser: Browser, sessions: dict[str, Any], demo: Demo) -> Iterator[Visitors]:
    """Whoever a test added is gone after it, once their pages are closed: an open one would ask on, and be refused."""
    with Visitors(browser, demo, sessions) as visitors:
        yield visitors
    for person in demo.people():
        if not person["username"].startswith(("canbo", "quanly")):
            demo.manage("DELETE", f"/people/{person['username']}")
            sessions.pop(person["username"], None)


def open_(visitors: Visitors, username: str = "quanly") -> Page:
    page = visitors.signed_in(username, "/admin/people")
    expect(page.locator("body")).to_have_attribute("data-drawn", "true")
    expect(role(page, "live")).to_have_attribute("data-live", "true")
    return page


def row(page: Page, username: str) -> Locator:
    return page.locator(f'[data-key="{username}"]')


def press(page: Page, username: str, action: str) -> None:
    row(page, username).locator(f'[data-action="{action}"]').click()


def in_english(page: Page) -> None:
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")


def effects(dialog: Locator) -> Locator:
    return role(dialog, "effects-list")


def save(dialog: Locator) -> None:
    dialog.locator("[data-confirm]").click()


@EACH_SIZE
def test_everybody_is_listed_with_where_they_are_and_found_without_marks(
    visitors: Visitors, demo: Demo, at_each_size: AtEachSize
) -> None:
    page = open_(visitors)
    expect(role(page, "found")).to_have_text("11 người.")
    lan = row(page, "canbo01")
    expect(role(lan, "role")).to_have_text("Công chức")
    expect(role(lan, "at")).to_have_text("Đang trực Quầy 1")
    expect(role(lan, "seen")).to_contain_text("Hoạt động gần nhất")
    expect(role(row(page, "quanly"), "me")).to_be_visible()
    at_each_size(page, expect_accessible, expect_well_laid_out)
    page.fill("#field-search", "nguyen lan")
    expect(role(page, "list").locator("li")).to_have_count(1)
    expect(role(page, "found")).to_have_text("Tìm thấy 1 trên 11 người.")
    page.fill("#field-search", "quan tri")
    expect(row(page, "quanly")).to_be_visible()
    page.fill("#field-search", "không có ai như vậy")
    expect(role(page, "none")).to_contain_text("Không tìm thấy ai")
    at_each_size(page, expect_accessible)
    in_english(page)
    expect(role(page, "found")).to_have_text("11 people.")
    expect(role(row(page, "canbo01"), "role")).to_have_text("Officer")
    at_each_size(page, expect_accessible, expect_well_laid_out)


@EACH_SIZE
def test_somebody_is_added_and_signs_in_at_once(
    visitors: Visitors, demo: Demo, at_each_size: AtEachSize
) -> None:
    page = open_(visitors)
    role(page, "add").click()
    dialog = expect_dialog(page, "person")
    expect(page.locator("#field-name")).to_be_focused()
    expect(effects(dialog)).to_contain_text("Công chức được: ")
    at_each_size(page, expect_accessible, expect_well_laid_out)
    page.keyboard.type("Phạm Thị Hoa")
    expect(page.locator("#field-username")).to_have_value("hoa.pham")
    page.fill("#field-username", "")
    save(dialog)
    expect(page.locator("#error-username")).to_have_text(
        "Tên đăng nhập chưa đúng. Viết liền, không dấu, ví dụ: lan.nguyen"
    )
    expect(page.locator("#field-username")).to_be_focused()
    expect(role(dialog, "dialog-notice")).to_be_hidden()
    at_each_size(page, expect_accessible, expect_well_laid_out)
    page.fill("#field-username", "canbo01")
    dialog.get_by_label("Hiện mật khẩu").check()
    expect(page.locator("#field-password")).to_have_attribute("type", "text")
    page.fill("#field-password", PASSWORD)
    page.select_option("#field-counter", "8")
    page.fill("#field-pin", "97531")
    visitors.forgive("409")
    save(dialog)
    expect(page.locator("#error-username")).to_contain_text("Đã có người dùng tên đăng nhập “canbo01”.")
    expect(page.locator("#field-username")).to_be_focused()
    page.fill("#field-username", "hoa.pham")
    save(dialog)
    expect(dialog).to_be_hidden()
    expect(role(page, "said-title")).to_have_text("Đã thêm Phạm Thị Hoa. Người này đăng nhập được ngay.")
    expect(role(row(page, "hoa.pham"), "facts")).to_have_text("hoa.pham · thường ở Quầy 8 · có mã PIN")
    role(page, "add").click()
    expect(page.locator("#field-password")).to_have_attribute("type", "password")
    expect(page.locator("#error-username")).to_be_hidden()
    page.fill("#field-name", "Phạm Hòa")
    expect(page.locator("#field-username")).to_have_value("hoa.pham2")
    console = visitors.signed_in("hoa.pham", "/counter/8")
    expect(role(console, "officer")).to_have_text("Phạm Thị Hoa")


def test_what_another_role_does_is_said_before_it_is_done(visitors: Visitors, demo: Demo) -> None:
    page = open_(visitors)
    press(page, "canbo01", "edit")
    dialog = expect_dialog(page, "person")
    page.select_option("#field-role", "viewer")
    expect(effects(dialog)).to_contain_text("Đang trực Quầy 1: hãy đóng quầy hoặc bàn giao trước.")
    expect(effects(dialog)).to_contain_text("Người này sẽ phải đăng nhập lại ở mọi nơi")
    expect(effects(dialog)).to_contain_text("Mã PIN của người này sẽ bị bỏ")
    expect_accessible(page)
    visitors.forgive("409")
    save(dialog)
    expect(role(dialog, "dialog-notice-title")).to_have_text("Nguyễn Thị Lan đang ở Quầy 1.")
    page.select_option("#field-role", "admin")
    expect(effects(dialog)).not_to_contain_text("Đang trực Quầy 1")
    page.keyboard.press("Escape")
    press(page, "quanly", "edit")
    page.select_option("#field-role", "manager")
    expect(effects(dialog)).to_contain_text("Đây là tài khoản của chính ông/bà")
    save(dialog)
    expect(dialog).to_contain_text("là người quản trị duy nhất đang dùng được")


@EACH_SIZE
def test_what_another_manager_does_is_in_the_list_by_itself_shown_meanwhile_and_not_overwritten(
    visitors: Visitors, demo: Demo, at_each_size: AtEachSize
) -> None:
    page = open_(visitors)
    demo.manage("POST", "/people", HOA)
    expect(row(page, "hoa")).to_be_visible()
    demo.manage("PATCH", "/people/hoa", {"active": False})
    expect(role(row(page, "hoa"), "off")).to_be_visible()
    demo.manage("PATCH", "/people/hoa", {"active": True})
    expect(role(row(page, "hoa"), "off")).to_be_hidden()
    press(page, "hoa", "edit")
    dialog = expect_dialog(page, "person")
    page.fill("#field-name", "Phạm Hoa")
    demo.manage("PATCH", "/people/hoa", {"title": "Chuyên viên", "role": "viewer"})
    visitors.forgive("412")
    save(dialog)
    told = role(dialog, "dialog-notice-title")
    expect(told).to_contain_text("chức danh: Chuyên viên, vai trò: Người xem số liệu")
    expect(page.locator("#field-title")).to_have_value("Chuyên viên")
    expect(page.locator("#field-role")).to_have_value("viewer")
    expect(page.locator("#field-name")).to_have_value("Phạm Hoa")
    at_each_size(page, expect_accessible)
    save(dialog)
    expect(dialog).to_be_hidden()
    hoa = next(person for person in demo.people() if person["username"] == "hoa")
    assert (hoa["name"], hoa["title"], hoa["role"]) == ("Phạm Hoa", "Chuyên viên", "viewer")

    press(page, "hoa", "edit")  # by the keyboard
    page.focus("#field-role")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#field-role")).to_have_value("manager")
    page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    expect(role(row(page, "hoa"), "role")).to_have_text("Người quản lý")


@EACH_SIZE
def test_somebody_is_switched_off_and_on_and_removed(
    visitors: Visitors, demo: Demo, at_each_size: AtEachSize
) -> None:
    demo.manage("POST", "/people", HOA)
    page = open_(visitors)
    press(page, "hoa", "switch")
    dialog = expect_dialog(page, "sure")
    expect(effects(dialog)).to_contain_text("Tên vẫn còn trong nhật ký và số liệu.")
    at_each_size(page, expect_accessible)
    save(dialog)
    expect(dialog).to_be_hidden()
    expect(role(row(page, "hoa"), "off")).to_be_visible()
    role(page, "said-undo").click()
    expect(role(page, "said-title")).to_have_text("Đã bật lại tài khoản của Phạm Thị Hoa.")
    expect(role(row(page, "hoa"), "off")).to_be_hidden()
    press(page, "hoa", "switch")
    save(dialog)
    expect(role(row(page, "hoa"), "off")).to_be_visible()
    visitors.forgive("403")
    gate = visitors.page("/sign-in")
    gate.fill('[name="username"]', "hoa")
    gate.fill('[name="password"]', PASSWORD)
    gate.click('form[action="/sign-in"] button')
    expect(gate.get_by_role("alert")).to_contain_text("Tài khoản này đã được tắt")
    press(page, "hoa", "switch")
    save(dialog)
    expect(role(row(page, "hoa"), "off")).to_be_hidden()
    press(page, "hoa", "remove")
    expect(effects(dialog)).to_contain_text("Không khôi phục được")
    save(dialog)
    expect(row(page, "hoa")).to_have_count(0)


@EACH_SIZE
def test_a_forgotten_password_and_pin_are_set_anew(
    visitors: Visitors, demo: Demo, at_each_size: AtEachSize
) -> None:
    demo.manage("POST", "/people", HOA)
    page = open_(visitors)
    press(page, "hoa", "secrets")
    dialog = expect_dialog(page, "secrets")
    save(dialog)
    expect(dialog).to_contain_text("Chưa đổi gì.")
    page.fill("#field-new_password", "ngan")
    expect(effects(dialog)).to_contain_text("Người này sẽ phải đăng nhập lại ở mọi nơi")
    save(dialog)
    expect(dialog).to_contain_text("Mật khẩu quá ngắn.")
    page.fill("#field-new_password", PASSWORD)
    page.fill("#field-new_pin", "97531")
    at_each_size(page, expect_accessible, expect_well_laid_out)
    save(dialog)
    expect(dialog).to_be_hidden()
    expect(role(page, "said-title")).to_have_text("Đã đặt lại cho Phạm Thị Hoa.")
    expect(role(row(page, "hoa"), "facts")).to_contain_text("có mã PIN")


def test_a_manager_is_offered_nothing_that_only_an_administrator_may(visitors: Visitors, demo: Demo) -> None:
    demo.manage(
        "POST", "/people", {"username": "thu", "name": "Thu", "role": "manager", "password": PASSWORD}
    )
    page = open_(visitors, username="thu")
    expect(role(row(page, "quanly"), "untouchable")).to_be_visible()
    expect(role(row(page, "quanly"), "acts")).to_be_hidden()
    press(page, "canbo06", "edit")
    values = page.locator("#field-role option").evaluate_all("all => all.map(({ value }) => value)")
    assert values == ["officer", "helper", "manager", "viewer"]


@EACH_SIZE
def test_an_officer_changes_their_own_password_and_pin(
    visitors: Visitors, demo: Demo, at_each_size: AtEachSize
) -> None:
    demo.manage("POST", "/people", HOA)
    console = visitors.signed_in("hoa", "/counter/8")
    console.get_by_role("link", name="Tài khoản").click()
    expect(console.get_by_role("heading", level=1)).to_have_text("Tài khoản của tôi")
    at_each_size(console, expect_accessible, expect_well_laid_out)
    console.fill("#field-old", "mat-khau-sai")
    console.fill("#field-fresh", "mat-khau-moi")
    console.fill("#field-again", "mat-khau-khac")
    change = console.get_by_role("button", name="Đổi mật khẩu")
    change.click()
    said = role(console, "password-said")
    expect(said).to_contain_text("Hai lần nhập không giống nhau.")
    console.fill("#field-again", "mat-khau-moi")
    visitors.forgive("403")
    change.click()
    expect(said).to_contain_text("Mật khẩu hiện tại không đúng nên chưa đổi gì.")
    at_each_size(console, expect_accessible)
    console.fill("#field-old", PASSWORD)
    change.click()
    expect(said).to_contain_text("Đã đổi mật khẩu.")
    expect(console.locator("#field-old")).to_have_value("")
    console.fill("#field-pin_old", "mat-khau-moi")
    console.fill("#field-pin_fresh", "97531")
    console.fill("#field-pin_again", "97531")
    console.get_by_role("button", name="Đặt mã PIN").click()
    expect(role(console, "pin-said")).to_contain_text("Đã đặt mã PIN mới.")
    expect(role(console, "pin-now")).to_have_text("Đang có mã PIN.")
    console.fill("#field-pin_old", "mat-khau-moi")
    role(console, "pin-none").click()
    expect(role(console, "pin-said")).to_contain_text("Đã bỏ mã PIN.")
    in_english(console)
    at_each_size(console, expect_accessible, expect_well_laid_out)
    console.get_by_role("link", name="Back to work").click()
    expect(console).to_have_url(f"{demo.url}/counter/8")


@EACH_SIZE
def test_a_viewer_reads_the_day_and_has_nothing_to_press(
    visitors: Visitors, demo: Demo, at_each_size: AtEachSize
) -> None:
    demo.manage("POST", "/people", {"username": "xem", "name": "Xem", "role": "viewer", "password": PASSWORD})
    demo.take("CT")
    demo.act(1, "call")
    page = visitors.signed_in("xem", "/admin")
    expect(role(page, "counters").locator("li")).to_have_count(10)
    expect(role(page, "calls").locator("li")).not_to_have_count(0)
    expect(role(page, "calls").locator("li").first).to_contain_text("Nguyễn Thị Lan")
    expect(page.locator("main a:not(nav *), main form[method=post], [data-counter-action]")).to_have_count(0)
    at_each_size(page, expect_accessible, expect_well_laid_out)


def test_a_helper_who_signs_in_takes_numbers_on_any_tablet(visitors: Visitors, demo: Demo) -> None:
    demo.manage(
        "POST", "/people", {"username": "giup", "name": "Giúp", "role": "helper", "password": PASSWORD}
    )
    page = visitors.signed_in("giup", "/helper")
    page.locator('[data-field="CT"]').click()
    with page.expect_response("**/api/v1/tickets") as answer:
        page.locator('[data-action="show"]').click()
    assert answer.value.status == 201
    expect(role(page, "number")).to_have_text(answer.value.json()["number"])
    expect(page.get_by_role("link", name="Tài khoản")).to_be_visible()
