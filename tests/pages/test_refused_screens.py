"""Screens that the server turns away say why, and what to do."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.pages.steps import expect_step, role
from tests.support.browser import Visitors
from tests.support.demo import Demo


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    with Demo(tmp_path_factory.mktemp("small"), sockets=2) as demo:
        yield demo


def test_one_screen_too_many_says_so_and_gets_in_when_there_is_room(visitors: Visitors) -> None:
    seated = [visitors.hall() for _ in range(2)]
    for hall in seated:
        expect(hall.locator("body")).to_have_attribute("data-view", "live")
    late, kiosk = visitors.hall(), visitors.kiosk()
    expect(role(late, "gate")).to_be_visible()
    expect(role(late, "gate-vi")).to_contain_text("2")
    expect(role(late, "gate-en")).to_be_visible()
    expect_step(kiosk, "error")
    expect(role(kiosk, "error-title")).to_have_text("Máy này chưa nối được với trung tâm")

    for hall in seated:
        hall.close()
    expect(role(late, "gate")).to_be_hidden()
    expect(late.locator("body")).to_have_attribute("data-view", "live")
    expect_step(kiosk, "start")


def test_a_machine_that_nobody_enrolled_says_what_to_do_and_can_be_enrolled_by_pasting_its_token(
    demo: Demo, visitors: Visitors
) -> None:
    kiosk, hall = visitors.page("/kiosk"), visitors.page("/display?hall=1")
    expect(role(kiosk, "error-title")).to_have_text("Máy này chưa được đăng ký")
    expect(role(kiosk, "pairing")).to_contain_text("Đọc sáu số này cho người quản trị")
    expect(role(hall, "gate-title")).to_contain_text("Màn hình này chưa được đăng ký")
    role(hall, "by-hand").locator("summary").click()
    role(kiosk, "enrol").locator("summary").click()
    for page, token in ((kiosk, demo.kiosk_token), (hall, demo.display_token)):
        page.fill('[name="token"]', f" {token} ")
        page.press('[name="token"]', "Enter")
    expect_step(kiosk, "start")
    expect(hall.locator("body")).to_have_attribute("data-view", "live")


def test_a_token_that_nobody_gave_out_is_refused_in_words(visitors: Visitors) -> None:
    visitors.forgive("401")
    expect(role(visitors.kiosk(token="made-up"), "error-title")).to_have_text("Máy này chưa được đăng ký")
    hall = visitors.hall(token="made-up")
    expect(role(hall, "gate-title")).to_be_visible()
    expect(role(hall, "by-hand")).to_be_visible()


def test_a_machine_whose_token_was_taken_back_stops_and_says_so(visitors: Visitors) -> None:
    visitors.forgive("401")
    admin = visitors.admin()
    for kind, name in {"display": "Màn hình thử", "kiosk": "Máy lấy số thử"}.items():
        machine = visitors.page(enrol(admin, kind, name))
        machine.wait_for_url("**/kiosk" if kind == "kiosk" else "**/display**")
        expect_at_work(machine, kind)

        visitors.go(admin, "/admin")
        admin.get_by_role("button", name=f"Thu hồi: {name}").click()
        admin.locator('dialog [value="revoke"]').click()
        expect(admin.get_by_role("button", name=f"Thu hồi: {name}")).to_be_hidden()
        if kind == "kiosk":
            expect(role(machine, "error-title")).to_have_text("Máy này chưa được đăng ký")
        else:
            expect(role(machine, "gate")).to_be_visible()
            expect(role(machine, "gate-vi")).not_to_be_empty()


def enrol(admin: Page, kind: str, name: str) -> str:
    """The manager adds a machine; answers the path of its link."""
    admin.select_option('[name="kind"]', kind)
    admin.fill('[name="name"]', name)
    admin.get_by_role("button", name="Thêm thiết bị").click()
    link = role(admin, "link").input_value()
    return link[link.index("/enter") :]


def expect_at_work(machine: Page, kind: str) -> None:
    """It shows what it is for."""
    if kind == "kiosk":
        expect_step(machine, "start")
        expect(machine.locator('[data-field="CT"] [data-role="load"]')).not_to_be_empty()
    else:
        expect(machine.locator("body")).to_have_attribute("data-view", "live")
