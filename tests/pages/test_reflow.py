"""The kiosk zoomed in, the hall's largest number, and what would be found: no page scrolls sideways, nothing is cut off.

The other pages' states are measured where axe looks at them, in tests/pages/test_accessibility.py.
"""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.pages.layout import expect_well_laid_out, faults
from tests.pages.scenes import (
    KIOSK_SCENES,
    hall_calls,
    in_english,
)
from tests.pages.steps import resized
from tests.support.browser import HALL, KIOSK, KIOSK_WIDE, Visitors
from tests.support.demo import Demo

NARROW = (320, 568)
"""WCAG 2.2, 1.4.10: no scrolling in two directions at 320 CSS pixels."""
FIGURES_HIGH = """async ([number, counters]) => {
  const plate = document.querySelector('[data-role="newest-number"]');
  const hero = plate.closest(".hall-newest");
  document.body.dataset.counters = counters;
  hero.dataset.length = number.length > 4 ? "long" : "";
  plate.textContent = number;
  const { fontWeight, fontSize, fontFamily } = getComputedStyle(plate);
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `${fontWeight} ${fontSize} ${fontFamily}`;
  await document.fonts.load(pen.font);
  const way = hero.querySelector(".hall-direction");
  return { high: pen.measureText("1").actualBoundingBoxAscent, fits: way.scrollWidth <= hero.clientWidth };
}"""


@pytest.fixture(scope="module")
def printer_url() -> str:
    return "virtual:"


def half(size: tuple[int, int]) -> tuple[int, int]:
    return size[0] // 2, size[1] // 2


def zoomed(size: tuple[int, int]) -> dict[str, Any]:
    """How a browser at 200 % sees a screen of this size."""
    return {"size": half(size), "device_scale_factor": 2}


@pytest.mark.parametrize("step", KIOSK_SCENES)
def test_the_kiosk_can_be_zoomed_to_200_percent_upright_and_lying(
    step: str, demo: Demo, visitors: Visitors
) -> None:
    kiosk = KIOSK_SCENES[step](visitors, demo, **zoomed(KIOSK))
    for _ in "vi", "en":
        for size in (KIOSK, KIOSK_WIDE):
            expect_well_laid_out(resized(kiosk, half(size)))
        in_english(kiosk)


def test_the_called_number_is_an_eighth_of_the_halls_screen(demo: Demo, visitors: Visitors) -> None:
    hall = hall_calls(visitors, demo, size=HALL)
    seen = {
        (number, counters): hall.evaluate(FIGURES_HIGH, [number, counters])
        for counters in ("few", "wide", "large", "middle", "small")
        for number in ("A012", "W888", "W1888")
    }
    assert {case: told for case, told in seen.items() if told["high"] < 0.12 * HALL[1]} == {}
    assert [case for case, told in seen.items() if not told["fits"]] == []


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<p style='width: 900px'>Rộng</p>", "the page is"),
        ("<p style='width: 60px; overflow: hidden; white-space: nowrap'>Trung tâm Phục vụ</p>", "sticks out"),
        ("<button style='width: 40px; white-space: nowrap'>Gọi số tiếp theo</button>", "sticks out"),
        ("<p>Một</p><p style='margin-top: -34px'>Hai</p>", "lies over"),
        ("<a href='/'>Một</a><div style='position: fixed; inset: 0; background: tan'></div>", "is covered"),
        (
            "<p style='width: 60px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap'>Trung tâm Phục vụ</p>",
            "sticks",
        ),
    ],
)
def test_a_fault_would_be_found(body: str, fault: str, demo: Demo, visitors: Visitors) -> None:
    page: Page = visitors.page("/sign-in", size=NARROW)
    page.evaluate("(body) => (document.body.innerHTML = body)", body.replace("style=", "data-style="))
    page.evaluate(
        "() => document.querySelectorAll('[data-style]').forEach((n) => (n.style.cssText = n.dataset.style))"
    )
    assert any(fault in found for found in faults(page, settles_s=0))


def test_a_page_that_is_well_laid_out_passes(visitors: Visitors) -> None:
    page = visitors.page("/sign-in", size=NARROW)
    expect(page.locator("h1")).to_be_visible()
    assert faults(page) == []
