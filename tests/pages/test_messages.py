"""Messages as people meet them: the manager sets them up, somebody in the hall asks for one, and it comes when they are called."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.pages.axe import expect_accessible
from tests.pages.layout import expect_well_laid_out
from tests.support.browser import COUNTER, PHONE, Visitors
from tests.support.demo import Demo
from tests.support.gateway import Gateway
from tests.support.messages import SMS_KEYS, sms
from tests.support.waiting import until

TAKEN = '{"CodeResult":"100"}'


@pytest.fixture(scope="module")
def printer_url() -> str:
    return "virtual:"


@pytest.fixture(autouse=True)
def as_before(demo: Demo) -> Iterator[None]:
    with demo.settings_kept("messages"):
        yield


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    with Gateway(lambda _: (200, TAKEN)) as made:
        yield made


def check(page: Page) -> None:
    expect_well_laid_out(page)
    expect_accessible(page)


def test_a_message_from_the_first_key_to_the_call(demo: Demo, visitors: Visitors, gateway: Gateway) -> None:
    demo.manage("PUT", "/settings/messages", sms(gateway.host, near_people=1, near_minutes=0))
    manager = visitors.signed_in("quanly", "/admin/messages", COUNTER)
    way = manager.locator('[data-way="sms"]')
    expect(way).to_contain_text("Còn thiếu")
    check(manager)
    for name, key in SMS_KEYS.items():
        way.locator(f'[name="{name}"]').fill(key)
    way.get_by_role("button", name="Lưu khóa").click()
    expect(way).to_contain_text("Sẵn sàng")
    manager.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    check(manager)
    way.locator('[name="phone"]').fill("0987 654 321")
    way.get_by_role("button", name="Gửi thử").click()
    expect(manager.locator(".notice-good")).to_contain_text("Bên chuyển tin đã nhận tin thử.")

    ticket = demo.take("CT")
    visitors.forgive("422")
    phone = visitors.page(f"/t/{ticket['track']}", PHONE)
    phone.get_by_text("Nhắn cho tôi khi gần đến lượt").click()
    phone.get_by_label("Số điện thoại di động").fill("028 3812 3456")
    phone.get_by_label("Tôi đồng ý").check()
    check(phone)
    phone.get_by_role("button", name="Nhắn cho tôi").click()
    expect(phone.locator('[data-trouble="phone_not_mobile"]')).to_be_visible()
    check(phone)
    expect(phone.get_by_label("Tôi đồng ý")).to_be_checked()
    phone.get_by_label("Số điện thoại di động").fill("0912 345 678")
    phone.get_by_role("button", name="Nhắn cho tôi").click()
    expect(phone.get_by_text("ba số cuối là 678")).to_be_visible()
    check(phone)
    until(lambda: any(b"84912345678" in body and b"sap den so" in body for body in gateway.bodies()))
    demo.act(1, "call")
    until(lambda: any(b"84912345678" in body and b"den quay so 1" in body for body in gateway.bodies()))
    expect(phone.get_by_text("ba số cuối là 678")).to_be_hidden()
