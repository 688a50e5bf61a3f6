"""Axe where it is easily forgotten: the kiosk in high contrast and large, halls in an emergency, the manager's pages zoomed."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.pages.axe import faults
from tests.pages.layout import expect_well_laid_out
from tests.pages.scenes import kiosk_confirm, kiosk_printed, kiosk_start
from tests.pages.steps import expect_step, resized, role
from tests.support.browser import COUNTER, HALL, KIOSK, Visitors
from tests.support.demo import Demo

LAYOUTS = {"main": HALL, "counter": (1024, 600), "totem": KIOSK, "entrance": KIOSK, "plain": HALL}
MANAGERS = ["/admin", "/admin/screens", "/admin/printer", "/admin/voice", "/admin/notices", "/admin/left-out"]
LOOKS = [("contrast",), ("large",), ("contrast", "large")]


@pytest.fixture(scope="module")
def printer_url() -> str:
    return "virtual:"


def eased(kiosk: Page, look: tuple[str, ...]) -> Page:
    """The kiosk with these switches on and no others; where a message covers them, they were pressed before it came."""
    for kind in ("contrast", "large"):
        switch = kiosk.locator(f'[data-ease="{kind}"]')
        if (switch.get_attribute("aria-pressed") == "true") != (kind in look):
            switch.evaluate("(button) => button.click()")
    return kiosk


def at_search(visitors: Visitors, _: Demo) -> Page:
    kiosk = visitors.kiosk()
    kiosk.locator('[data-action="find"]').first.click()
    expect_step(kiosk, "search")
    return kiosk


def at_helper(visitors: Visitors, _: Demo) -> Page:
    kiosk = visitors.kiosk()
    kiosk.locator('[data-for="start"] [data-action="unsure"]').click()
    kiosk.get_by_role("button", name="Gọi người hướng dẫn đến đây").click()
    expect(role(kiosk, "call-helper-state")).to_be_visible()
    return kiosk


STEPS = {
    "start": kiosk_start,
    "search": at_search,
    "helper called": at_helper,
    "confirm": kiosk_confirm,
    "result": kiosk_printed,
}


@pytest.mark.parametrize("step", STEPS)
def test_who_sees_badly_can_read_every_step_in_high_contrast_and_large(
    step: str, demo: Demo, visitors: Visitors
) -> None:
    kiosk = STEPS[step](visitors, demo)
    for look in LOOKS:
        assert faults(eased(kiosk, look)) == [], look


def test_high_contrast_needs_no_further_page_for_what_fits_without(demo: Demo, visitors: Visitors) -> None:
    """At 1080 × 1920 in large letters the last priority class was cut in high contrast alone."""
    kiosk = eased(kiosk_confirm(visitors, demo, size=KIOSK), ("large",))
    high = "() => document.querySelector('.step-confirm .step-body').scrollHeight"
    turner = kiosk.locator(".step-confirm .turner")
    expect(turner).to_be_hidden()
    plain = kiosk.evaluate(high)
    eased(kiosk, ("large", "contrast"))
    expect(turner).to_be_hidden()
    assert kiosk.evaluate(high) <= plain


@pytest.fixture
def fire(visitors: Visitors) -> Iterator[None]:
    """An emergency message stands in all halls."""
    page = visitors.signed_in("quanly", "/admin/notices")
    expect(page.locator("body")).to_have_attribute("data-drawn", "true")
    send(
        page,
        "/notices/emergency",
        vi="Có cháy! Mời ra lối thoát hiểm.",
        en="Fire! Leave by the emergency exit.",
    )
    yield
    send(page, "/notices/emergency/lift")


def send(page: Page, path: str, **body: Any) -> None:
    headers = {"X-CSRFToken": page.locator('meta[name="csrf-token"]').get_attribute("content") or ""}
    origin = page.url[: page.url.index("/admin")]
    assert page.request.post(f"{origin}/api/v1{path}", data=body, headers=headers).ok


@pytest.mark.usefixtures("fire")
def test_the_emergency_message_can_be_read_in_every_layout_of_the_hall(
    demo: Demo, visitors: Visitors
) -> None:
    hall = visitors.hall()
    for layout, size in LAYOUTS.items():
        resized(hall, size)
        if layout == "plain":
            hall.goto(f"{demo.url}/display/enter?token={demo.display_token}")
        hall.goto(f"{demo.url}/display?layout={layout}&counter=1")
        expect(hall.get_by_text("Có cháy!").locator("visible=true").first).to_be_visible()
        # A page without scripts can only load itself again.
        left = [fault for fault in faults(hall) if not (layout == "plain" and "meta-refresh" in fault)]
        assert left == [], layout
        visitors.lint(hall)


@pytest.mark.usefixtures("fire")
def test_the_emergency_message_can_be_read_on_a_kiosk_in_every_look(visitors: Visitors) -> None:
    kiosk = visitors.kiosk()
    expect(role(kiosk, "emergency-vi")).to_be_visible()
    for look in LOOKS:
        assert faults(eased(kiosk, look)) == [], look


def test_the_manager_can_zoom_every_page_to_200_percent(visitors: Visitors) -> None:
    size = (COUNTER[0] // 2, COUNTER[1] // 2)
    page = visitors.signed_in("quanly", "/admin", size, device_scale_factor=2)
    for address in MANAGERS:
        visitors.go(page, address)
        page.wait_for_load_state("networkidle")
        assert (address, faults(page)) == (address, [])
        expect_well_laid_out(page)
