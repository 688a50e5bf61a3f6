"""Settings change while people stand at phones and tablets: the pages follow, and nobody loses what they have begun."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from playwright.sync_api import Page, expect

from tests.pages.axe import expect_accessible
from tests.pages.layout import expect_well_laid_out
from tests.pages.steps import choose, role
from tests.support.browser import Visitors
from tests.support.demo import Demo

PHONE = (360, 740)
LONGER_THAN_A_LOOK_MS = 13_000


@pytest.fixture(scope="module")
def printer_url() -> str:
    return "virtual:"


@pytest.fixture
def demo(demo: Demo) -> Iterator[Demo]:
    """What a test sets is as before after it."""
    with demo.settings_kept("fields", "phone"):
        yield demo
        demo.clear()


OLDER = """
  const count = (name) => (sessionStorage[name] = Number(sessionStorage[name] ?? 0) + 1);
  count("loads");
  addEventListener("goiso-program", () => count("told"));
  document.addEventListener("readystatechange", () => (document.documentElement.dataset.build = "0"));
"""
"""The page is of a build before the server's, however often it is loaded; counts loads, and how often it was told of the server's."""


def expect_shut(page: Page, text: str) -> None:
    expect(role(page, text)).to_contain_text("Cấp số lúc 07:00")
    expect(role(page, text)).to_contain_text("07:00–11:00")


def test_phones_and_the_tablet_follow_and_keep_what_was_begun(demo: Demo, visitors: Visitors) -> None:
    demo.manage("PUT", "/settings/phone", {"enabled": True, "presence_minutes": 0, "per_phone_per_day": 2})
    form, slip = visitors.fresh(PHONE), visitors.fresh(PHONE)
    for phone, path in ((form, "/take"), (slip, f"/t/{demo.take('CT')['track']}")):
        phone.clock.install()
        visitors.go(phone, path)
    form.locator('input[value="CT"]').check()
    key = form.locator('input[name="key"]').input_value()
    slip.locator('[data-action="notify"]').click()
    tablet = visitors.helper(demo.helper_token)
    tablet.locator('.helper-fields [data-field="CT"]').click()
    tablet.locator('[data-action="show"]').click()
    tablet.locator('[data-for="result"] [data-action="next"]').click()
    role(tablet, "words").fill("khai")
    before = tablet.locator("html").get_attribute("data-settings")

    demo.set_field("CT", vi="Chứng thực, sao y")
    for phone, name in ((form, ".take-field:has(input:checked)"), (slip, ".track-field")):
        phone.clock.run_for(LONGER_THAN_A_LOOK_MS)
        expect(phone.locator(name)).to_contain_text("Chứng thực, sao y")
        expect_well_laid_out(phone)
    assert form.locator('input[name="key"]').input_value() == key
    expect(role(slip, "notified")).to_be_visible()
    assert tablet.locator("html").get_attribute("data-settings") == before
    role(tablet, "words").fill("")
    expect(tablet.locator('.helper-fields [data-field="CT"]')).to_contain_text("Chứng thực, sao y")
    expect(tablet.locator('[data-role="recent-list"] li')).to_have_count(1)


def test_outside_a_fields_own_hours_people_read_at_once_when_it_gives_numbers(
    demo: Demo, visitors: Visitors
) -> None:
    kiosk, tablet = visitors.kiosk(), visitors.helper(demo.helper_token)
    before = kiosk.locator("html").get_attribute("data-settings") or ""
    other = datetime.fromisoformat(demo.centre()["now"]).isoweekday() % 7 + 1
    demo.set_field("CT", hours=[{"weekday": other, "from": "07:00", "until": "11:00"}])
    for page in (kiosk, tablet):  # each has loaded itself anew
        expect(page.locator("html")).not_to_have_attribute("data-settings", before)
    expect(role(kiosk.locator('[data-field="CT"]'), "load")).to_contain_text("07:00–11:00")
    choose(kiosk, "CT")
    button = tablet.locator('.helper-fields [data-field="CT"]')
    expect(button).to_contain_text("Cấp số lúc 07:00")
    button.click()
    takes = (
        kiosk.locator('[data-for="confirm"] [data-action="take"]'),
        tablet.locator('[data-action="print"]'),
        tablet.locator('[data-action="show"]'),
    )
    expect_shut(kiosk, "chosen-shut-text")
    expect_shut(tablet, "shut-text")
    for take in takes:
        expect(take).to_be_disabled()
    expect_accessible(kiosk)
    expect_accessible(tablet)
    demo.set_field("CT", hours=[])
    for take in takes:
        expect(take).to_be_enabled()


def test_after_an_upgrade_of_the_server_kiosks_and_tablets_load_themselves_anew_once(
    demo: Demo, visitors: Visitors
) -> None:
    for page in (visitors.kiosk(), visitors.helper(demo.helper_token)):
        page.add_init_script(OLDER)
        page.reload()
        page.wait_for_function("() => sessionStorage.told === '2'")
        assert page.evaluate("sessionStorage.loads") == "2"
