"""Fingers at the kiosk as they are: they pinch, they roll, and a palm rests on the glass."""

from typing import Any

import pytest
from playwright.sync_api import CDPSession, Locator, Page, expect

from tests.pages.steps import expect_step, role
from tests.support.browser import Visitors

Point = tuple[float, float]


@pytest.fixture(scope="module")
def printer_url() -> str:
    return "virtual:"


@pytest.fixture
def kiosk(visitors: Visitors) -> Page:
    kiosk = visitors.kiosk(has_touch=True)
    expect_at_rest(kiosk)
    return kiosk


@pytest.fixture
def glass(kiosk: Page) -> CDPSession:
    """The kiosk's touch screen."""
    return kiosk.context.new_cdp_session(kiosk)


def expect_at_rest(kiosk: Page) -> None:
    """A step that has only just come hears no finger."""
    expect(kiosk.locator("body[data-settling]")).to_have_count(0)


def middle(control: Locator) -> Point:
    box = control.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def touch(glass: CDPSession, kind: str, *points: tuple[float, float, int]) -> None:
    fingers: list[dict[str, Any]] = [{"x": x, "y": y, "id": finger} for x, y, finger in points]
    glass.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})


def test_a_pinch_does_not_leave_the_kiosk_large(kiosk: Page, glass: CDPSession) -> None:
    x, y = middle(kiosk.locator('[data-field="CT"]'))
    pinch = {"x": x, "y": y, "scaleFactor": 3, "gestureSourceType": "touch"}
    glass.send("Input.synthesizePinchGesture", pinch)
    assert kiosk.evaluate("visualViewport.scale") == 1
    assert kiosk.evaluate("getComputedStyle(document.documentElement).touchAction") == "pan-y"


def test_a_finger_that_rolls_presses_and_one_that_is_drawn_away_does_not(
    kiosk: Page, glass: CDPSession
) -> None:
    x, y = middle(kiosk.locator('[data-field="CT"]'))
    for across in ((16, 0), (0, 16), (11, 11)):
        touch(glass, "touchStart", (x, y, 1))
        for part in (0.5, 1):
            touch(glass, "touchMove", (x + part * across[0], y + part * across[1], 1))
        touch(glass, "touchEnd")
        expect_step(kiosk, "confirm")
        kiosk.keyboard.press("Escape")
        expect_step(kiosk, "start")
        expect_at_rest(kiosk)
    touch(glass, "touchStart", (x, y, 1))
    for part in (0.5, 1):
        touch(glass, "touchMove", (x + part * 200, y, 1))
    touch(glass, "touchEnd")
    kiosk.locator('[data-for="start"] [data-action="find"]').tap()
    expect_step(kiosk, "search")


def test_a_palm_that_rests_is_told_so_until_it_goes_and_keeps_no_finger_from_pressing(
    kiosk: Page, glass: CDPSession
) -> None:
    expect(role(kiosk, "resting")).to_be_hidden()
    touch(glass, "touchStart", (20.0, 1700.0, 1))
    expect(role(kiosk, "resting")).to_contain_text("nhấc tay")
    touch(glass, "touchEnd")
    expect(role(kiosk, "resting")).to_be_hidden()
    x, y = middle(kiosk.locator('[data-field="CT"]'))
    palm = (20.0, 1700.0, 1)
    touch(glass, "touchStart", palm)
    touch(glass, "touchStart", palm, (x, y, 2))
    touch(glass, "touchEnd", (x, y, 2))
    expect_step(kiosk, "confirm")
