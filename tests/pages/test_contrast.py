"""Axe where it is easily forgotten: the kiosk in high contrast and large, halls in an emergency, the manager's pages zoomed."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.pages.axe import faults
from tests.pages.layout import expect_well_laid_out
from tests.pages.scenes import STAND_STILL, Stops, kiosk_start
from tests.pages.steps import choose, expect_print, expect_step, resized, role
from tests.support.browser import COUNTER, HALL, KIOSK, Visitors
from tests.support.demo import Demo

LAYOUTS = {"main": HALL, "counter": (1024, 600), "totem": KIOSK, "entrance": KIOSK, "plain": HALL}
MANAGERS = ["/admin/screens", "/admin/printer", "/admin/voice", "/admin/notices"]
"""The others are zoomed where their states are, in tests/pages/test_accessibility.py."""
Look = tuple[str, ...]
LOOKS: tuple[Look, ...] = (("contrast",), ("contrast", "large"))
EVERY_LOOK: tuple[Look, ...] = (*LOOKS, ("large",))


@pytest.fixture(scope="module")
def printer_url() -> str:
    return "virtual:"


def eased(kiosk: Page, look: Look) -> Page:
    """The kiosk with these switches on and no others; where a message covers them, they were pressed before it came."""
    for kind in ("contrast", "large"):
        switch = kiosk.locator(f'[data-ease="{kind}"]')
        if (switch.get_attribute("aria-pressed") == "true") != (kind in look):
            switch.evaluate("(button) => button.click()")
    return kiosk


def steps(visitors: Visitors, demo: Demo) -> Stops:
    """What somebody sees on the way to a number, and where they ask for help."""
    kiosk = kiosk_start(visitors, demo)
    kiosk.evaluate(STAND_STILL, 0)
    yield "start", kiosk
    kiosk.locator('[data-action="find"]').first.click()
    expect_step(kiosk, "search")
    yield "search", kiosk
    kiosk.keyboard.press("Escape")
    kiosk.locator('[data-for="start"] [data-action="unsure"]').click()
    kiosk.get_by_role("button", name="Gọi người hướng dẫn đến đây").click()
    expect(role(kiosk, "call-helper-state")).to_be_visible()
    yield "helper called", kiosk
    kiosk.keyboard.press("Escape")
    choose(kiosk, "KQ")
    yield "confirm", kiosk
    kiosk.locator('[data-action="take"]').click()
    expect_print(kiosk, "printed")
    yield "result", kiosk


@pytest.mark.parametrize(
    "looks",
    [
        pytest.param(LOOKS, id="chosen"),
        pytest.param(EVERY_LOOK, id="every", marks=pytest.mark.torture),
    ],
)
def test_who_sees_badly_can_read_every_step_in_high_contrast_and_large(
    looks: tuple[Look, ...], demo: Demo, visitors: Visitors
) -> None:
    for step, kiosk in steps(visitors, demo):
        for look in looks:
            assert (step, look, faults(eased(kiosk, look))) == (step, look, [])
        if step == "confirm":
            expect_no_further_page(kiosk)


def expect_no_further_page(kiosk: Page) -> None:
    """High contrast needs none for what fits without: in large letters the last priority class was cut in it alone."""
    before = kiosk.viewport_size
    eased(resized(kiosk, KIOSK), ("large",))
    high = "() => document.querySelector('.step-confirm .step-body').scrollHeight"
    turner = kiosk.locator(".step-confirm .turner")
    expect(turner).to_be_hidden()
    plain = kiosk.evaluate(high)
    eased(kiosk, ("large", "contrast"))
    expect(turner).to_be_hidden()
    assert kiosk.evaluate(high) <= plain
    assert before is not None
    kiosk.set_viewport_size(before)


@pytest.fixture
def fire(demo: Demo) -> Iterator[None]:
    """An emergency message stands in all halls."""
    words = {"vi": "Có cháy! Mời ra lối thoát hiểm.", "en": "Fire! Leave by the emergency exit."}
    demo.manage("POST", "/notices/emergency", words)
    yield
    demo.manage("POST", "/notices/emergency/lift", {})


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
    page = visitors.signed_in("quanly", "/admin/left-out", size, device_scale_factor=2)
    for address in MANAGERS:
        visitors.go(page, address)
        page.wait_for_load_state("networkidle")
        assert (address, faults(page)) == (address, [])
        expect_well_laid_out(page)
