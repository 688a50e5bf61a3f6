"""Machines without a keyboard are paired by six digits or a QR code, and the manager keeps them on one page."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.pages.axe import expect_accessible
from tests.pages.layout import expect_well_laid_out
from tests.pages.sizes import EACH_SIZE, AtEachSize
from tests.pages.steps import expect_step, resized, role
from tests.support.browser import ANY_KIOSK, COUNTER, HALL, KIOSK, PHONE, TABLET, Visitors
from tests.support.demo import Demo

SMALL_KIOSK = (1024, 768)
MACHINES = {
    "kiosk": ("/kiosk", KIOSK, "Máy lấy số"),
    "helper": ("/helper", TABLET, "Máy của người hướng dẫn"),
    "counter": ("/pin", COUNTER, "Máy tại quầy"),
    "rating": ("/rating", TABLET, "Máy đánh giá"),
    "display": ("/screen", HALL, "Màn hình sảnh"),
}


@pytest.fixture(scope="module")
def printer_url() -> str:
    return "virtual:"


def test_a_new_machine_shows_six_digits_and_goes_on_by_itself_once_confirmed(visitors: Visitors) -> None:
    manager = visitors.signed_in("quanly", "/admin/devices")
    for which, (path, size, kind) in MACHINES.items():
        machine = visitors.page(path, size)
        code = shown_code(machine)
        expect(role(machine, "pairing")).to_contain_text("Đọc sáu số này cho người quản trị")
        expect(role(machine, "pairing")).to_contain_text("Read these six digits to the manager")
        expect_drawn(machine)
        expect_well_laid_out(machine)
        expect_accessible(machine)
        if which == "kiosk":
            expect_drawn(resized(machine, SMALL_KIOSK))
            expect_well_laid_out(machine)

        manager.get_by_label("Sáu số trên máy").fill(f"{code[:3]} {code[3:]}")
        manager.get_by_role("button", name="Tiếp tục").click()
        expect(role(manager, "asks")).to_have_text(kind)
        expect(manager.locator("#pair")).to_contain_text("Địa chỉ mạng của máy: 127.0.0.1")
        if which in {"kiosk", "rating"}:  # where it stands is asked of the second
            expect_accessible(manager)
        manager.get_by_label("Tên máy").fill(f"Thử {which}")
        if which in {"counter", "rating"}:
            manager.get_by_label("Máy đặt ở quầy").select_option("7")
        manager.get_by_role("button", name="Ghép máy này").click()
        row = manager.locator(".admin-device").filter(has_text=f"Thử {which}")
        expect(row).to_contain_text(kind)
        expect_at_work(machine, which)
        visitors.lint(machine)
        machine.context.close()


def test_the_managers_phone_scans_the_code_signs_in_and_confirms(demo: Demo, visitors: Visitors) -> None:
    kiosk = visitors.page("/kiosk", ANY_KIOSK)
    code = shown_code(kiosk)
    phone = visitors.page(f"/admin/devices?code={code}", PHONE)
    phone.fill('[name="username"]', "quanly")
    phone.fill('[name="password"]', demo.passwords["quanly"])
    phone.click('form[action="/sign-in"] button')
    expect(role(phone, "asks")).to_have_text("Máy lấy số")
    expect_well_laid_out(phone)
    expect_accessible(phone)
    phone.get_by_label("Tên máy").fill("Kiosk quét mã")
    phone.get_by_role("button", name="Ghép máy này").click()
    expect_step(kiosk, "start")


def test_a_wrong_code_and_a_code_used_twice_are_said_in_words(visitors: Visitors) -> None:
    visitors.forgive("404", "409")
    kiosk = visitors.page("/kiosk", ANY_KIOSK)
    code = shown_code(kiosk)
    one, other = (
        visitors.signed_in("quanly", f"/admin/devices?code={(int(code) + wrong) % 1_000_000:06}")
        for wrong in (1, 0)
    )
    expect(one.get_by_role("alert")).to_contain_text("Mã sai hoặc đã hết hạn")
    visitors.go(one, f"/admin/devices?code={code}")
    for page in (one, other):
        page.get_by_label("Tên máy").fill("Kiosk hai người ghép")
        page.get_by_role("button", name="Ghép máy này").click()
    expect(one.locator("main")).to_contain_text("Đã thêm máy “Kiosk hai người ghép”")
    expect(other.get_by_role("alert")).to_contain_text(
        "Mã này vừa được dùng để thêm máy “Kiosk hai người ghép”"
    )
    expect_step(kiosk, "start")


@EACH_SIZE
def test_a_machine_is_found_renamed_and_taken_back_after_its_effect_is_told(
    visitors: Visitors, at_each_size: AtEachSize
) -> None:
    visitors.forgive("401")
    name = "Kiosk để đổi tên"
    kiosk = visitors.page("/kiosk", ANY_KIOSK)
    manager = visitors.signed_in("quanly", f"/admin/devices?code={shown_code(kiosk)}")
    manager.get_by_label("Tên máy").fill(name)
    manager.get_by_role("button", name="Ghép máy này").click()
    expect_step(kiosk, "start")
    row = manager.locator(".admin-device").filter(has_text=name)
    expect(role(row, "state")).to_have_text("Đang kết nối")
    at_each_size(manager, expect_well_laid_out, expect_accessible)

    manager.get_by_label("Tìm theo tên hoặc loại máy").fill("khong co may nao")
    manager.get_by_role("button", name="Tìm", exact=True).click()
    expect(manager.locator("main")).to_contain_text("Không có máy nào khớp “khong co may nao”")
    at_each_size(manager, expect_well_laid_out)
    manager.get_by_label("Tìm theo tên hoặc loại máy").fill("de doi ten")
    manager.get_by_role("button", name="Tìm", exact=True).click()
    expect(manager.locator("li[data-device]")).to_have_count(1)

    row.get_by_role("link").click()
    manager.get_by_label("Tên máy").fill("Đã đổi")
    manager.get_by_role("button", name="Lưu").click()
    expect(manager.get_by_role("heading", level=1)).to_have_text("Đã đổi")
    expect(role(manager, "loss")).to_contain_text("hiện lại sáu số để ghép")
    expect(role(manager, "loss")).to_contain_text("Hôm nay máy này đã phát 0 số")
    at_each_size(manager, expect_well_laid_out, expect_accessible)
    manager.get_by_role("button", name="Thu hồi máy này").click()
    expect(manager.locator("li[data-device]").filter(has_text="Đã đổi")).to_have_count(0)
    expect(role(kiosk, "pairing-code")).to_be_visible()


def shown_code(machine: Page) -> str:
    """The six digits that a machine shows."""
    code = role(machine, "pairing-code")
    expect(code).to_have_text(re.compile(r"^\d{3} \d{3}$"))
    return code.inner_text().replace(" ", "")


def expect_drawn(machine: Page) -> None:
    """The QR code is a picture that came, large enough to be scanned."""
    picture = role(machine, "pairing-qr")
    expect(picture).to_be_visible()
    machine.wait_for_function(
        "(image) => image.complete && image.naturalWidth > 0", arg=picture.element_handle()
    )
    box = picture.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 140


def expect_at_work(machine: Page, which: str) -> None:
    """It shows what it is for."""
    if which == "kiosk":
        expect_step(machine, "start")
        expect(machine.locator('[data-field="CT"] [data-role="load"]')).not_to_be_empty()
    elif which == "helper":
        expect(machine.locator('[data-for="find"]')).to_be_visible()
    elif which == "counter":
        expect(role(machine, "names")).to_be_visible()
    elif which == "rating":
        expect_step(machine, "idle")
        expect(role(machine, "counter")).to_have_text("Quầy 7")
    else:
        machine.wait_for_url("**/display?hall=1&layout=main&sound=on")
