"""Nothing on any page keeps out whoever sees, hears or moves otherwise: axe-core looks at every state.

Each state is made once: zoomed in, or on a narrow phone, no page scrolls sideways either, and nothing is cut off or covered.
"""

import math

import pytest
from playwright.sync_api import Page

from tests.pages.axe import expect_accessible, faults
from tests.pages.layout import expect_well_laid_out
from tests.pages.scenes import (
    COUNTER_SCENES,
    DESK_SCENES,
    HALL_SCENES,
    KIOSK_SCENES,
    STALE_SCENES,
    TRACK_SCENES,
    in_english,
    size_of,
)
from tests.pages.steps import resized
from tests.support.browser import KIOSK, KIOSK_WIDE, Visitors
from tests.support.demo import Demo

AT_A_DESK = HALL_SCENES | COUNTER_SCENES | DESK_SCENES | STALE_SCENES
NARROW = (320, 568)
"""WCAG 2.2, 1.4.10: no scrolling in two directions at 320 CSS pixels."""
TARGET_MM = 20
PX_PER_MM = math.hypot(*KIOSK) / (32 * 25.4)
"""A kiosk's screen of 32 inches."""
SMALL_TARGETS = """(least) => [...(document.querySelector("dialog[open]") ?? document).querySelectorAll("a, button, input")]
  .filter((node) => node.checkVisibility() && node.type !== "hidden")
  .map((node) => [node.textContent.trim() || node.name, node.getBoundingClientRect()])
  .filter(([, { width, height }]) => Math.min(width, height) < least)
  .map(([name, { width, height }]) => `${name}: ${width} × ${height} px`)"""


@pytest.fixture(scope="module")
def printer_url() -> str:
    return "virtual:"


@pytest.mark.parametrize("step", KIOSK_SCENES)
def test_every_step_of_the_kiosk_is_accessible_fits_and_has_targets_of_20_mm_upright_and_lying(
    step: str, demo: Demo, visitors: Visitors
) -> None:
    kiosk = KIOSK_SCENES[step](visitors, demo, size=KIOSK_WIDE)
    for first, other in ((KIOSK_WIDE, KIOSK), (KIOSK, KIOSK_WIDE)):  # Vietnamese, then English
        expect_accessible(resized(kiosk, first))
        for size in (first, other):
            expect_well_laid_out(resized(kiosk, size))
            assert kiosk.evaluate(SMALL_TARGETS, TARGET_MM * PX_PER_MM) == []
        in_english(kiosk)


@pytest.mark.parametrize("scene", AT_A_DESK)
def test_every_page_is_accessible_zooms_to_200_percent_and_the_managers_fit_the_narrowest_phone(
    scene: str, demo: Demo, visitors: Visitors
) -> None:
    wide, high = size_of(scene)
    page = AT_A_DESK[scene](visitors, demo, size=(wide, high), device_scale_factor=2)
    expect_accessible(page)
    expect_well_laid_out(resized(page, (wide // 2, high // 2)))
    if scene in DESK_SCENES:
        expect_well_laid_out(resized(page, NARROW))


@pytest.mark.parametrize("scene", TRACK_SCENES)
def test_every_page_of_a_number_is_accessible_and_fits_the_narrowest_phone(
    scene: str, demo: Demo, visitors: Visitors
) -> None:
    page = TRACK_SCENES[scene](visitors, demo, size=size_of(scene))
    expect_accessible(page)
    expect_well_laid_out(resized(page, NARROW))


@pytest.mark.parametrize(
    ("break_it", "rule"),
    [
        ("() => (document.querySelector('h1').style.color = '#bbb')", "color-contrast"),
        ("() => document.querySelector('label').remove()", "label"),
        ("() => document.querySelector('main').setAttribute('role', 'none')", "landmark-one-main"),
        ("() => document.querySelector('.button-main').replaceChildren()", "button-name"),
    ],
)
def test_a_fault_would_be_found(break_it: str, rule: str, visitors: Visitors) -> None:
    page: Page = visitors.page("/sign-in")
    page.evaluate(break_it)
    assert any(fault.startswith(f"{rule}:") for fault in faults(page))
