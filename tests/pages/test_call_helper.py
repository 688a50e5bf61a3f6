"""Somebody at a kiosk calls a helper to it."""

import pytest
from playwright.sync_api import Page, expect

from tests.pages.axe import expect_accessible
from tests.pages.steps import role
from tests.support.browser import KIOSK, PHONE, TABLET, Visitors
from tests.support.demo import Demo

WANTED = "cần người hướng dẫn"


def calling(visitors: Visitors, size: tuple[int, int] = KIOSK) -> Page:
    """A kiosk at which somebody has called a helper."""
    kiosk = visitors.kiosk(size)
    kiosk.locator('[data-for="start"] [data-action="unsure"]').click()
    kiosk.get_by_role("button", name="Gọi người hướng dẫn đến đây").click()
    expect(role(kiosk, "call-helper-state")).to_have_text("Đã gọi người hướng dẫn. Xin ông/bà đợi ở máy này.")
    return kiosk


def answer_all(page: Page) -> None:
    buttons = role(page, "kiosk-help").get_by_role("button")
    while buttons.count():
        count = buttons.count()
        buttons.first.click()
        expect(buttons).to_have_count(count - 1)


@pytest.mark.parametrize("size", [TABLET, PHONE])
def test_the_tablet_says_which_kiosk_calls_and_the_kiosk_says_who_presses_comes(
    demo: Demo, visitors: Visitors, size: tuple[int, int]
) -> None:
    tablet = visitors.helper(demo.helper_token, size)
    expect(role(tablet, "kiosk-help")).to_be_hidden()
    kiosk = calling(visitors)
    expect(role(kiosk, "call-helper")).to_be_hidden()  # twice is once
    expect(role(tablet, "kiosk-help-list").locator("li")).to_have_count(1)
    expect(role(tablet, "kiosk-help-text")).to_contain_text(WANTED)
    expect(role(tablet, "kiosk-help-said")).to_contain_text(WANTED)
    expect_accessible(tablet)
    expect_accessible(kiosk)
    answer_all(tablet)
    expect(role(kiosk, "call-helper-state")).to_have_text("Người hướng dẫn đang đến")
    expect(role(tablet, "kiosk-help")).to_be_hidden()


def test_the_manager_and_the_guides_counter_are_told_at_once_and_others_are_not(
    demo: Demo, visitors: Visitors
) -> None:
    guide = next(officer for officer in demo.credentials["officers"] if "KQ" in officer["fields"])
    other = next(officer for officer in demo.credentials["officers"] if "KQ" not in officer["fields"])
    console = visitors.counter(guide["counter"], guide["username"], size=(1280, 720))
    elsewhere = visitors.counter(other["counter"], other["username"])
    manager = visitors.admin(size=PHONE)
    kiosk = calling(visitors)
    expect(role(console, "kiosk-help-text")).to_contain_text(WANTED)
    expect(role(manager, "kiosk-help-text")).to_contain_text(WANTED)
    expect(role(elsewhere, "kiosk-help")).to_be_hidden()
    expect_accessible(console)
    expect_accessible(manager)
    answer_all(manager)
    expect(role(console, "kiosk-help")).to_be_hidden()
    expect(role(kiosk, "call-helper-state")).to_have_text("Người hướng dẫn đang đến")


def test_the_next_person_finds_the_button_again_and_nothing_of_the_call_before(visitors: Visitors) -> None:
    kiosk = calling(visitors)
    kiosk.locator('[data-for="helper"] [data-action="start"]').click()
    kiosk.locator('[data-for="start"] [data-action="unsure"]').click()
    expect(role(kiosk, "call-helper")).to_be_visible()
    expect(role(kiosk, "call-helper-state")).to_be_hidden()


def test_a_kiosk_whose_server_is_gone_does_not_offer_the_call(visitors: Visitors) -> None:
    visitors.forgive_lost_line()
    kiosk = visitors.kiosk()
    kiosk.locator('[data-for="start"] [data-action="unsure"]').click()
    expect(role(kiosk, "call-helper")).to_be_visible()
    kiosk.context.set_offline(True)
    expect(role(kiosk, "stale")).to_be_visible()
    expect(role(kiosk, "call-helper")).to_be_hidden()
