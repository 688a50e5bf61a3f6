"""The hall's largest number, and what would be found where a page is cut off, covers itself or scrolls sideways.

The pages' states are measured where axe looks at them, in tests/pages/test_accessibility.py.
"""

import pytest
from playwright.sync_api import expect

from tests.pages.layout import faults
from tests.pages.scenes import hall_calls
from tests.support.browser import HALL, Visitors
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

BROKEN = """(body) => {
  document.body.innerHTML = body;
  for (const node of document.querySelectorAll("[data-style]")) node.style.cssText = node.dataset.style;
}"""
"""A page with these styles: its content security policy forbids them in the markup."""
CUT = "overflow: hidden; white-space: nowrap"
FAULTS = {
    "<p style='width: 900px'>Rộng</p>": "the page is",
    f"<p style='width: 60px; {CUT}'>Trung tâm Phục vụ</p>": "sticks out",
    f"<p style='width: 60px; {CUT}; text-overflow: ellipsis'>Trung tâm Phục vụ</p>": "sticks out",
    "<button style='width: 40px; white-space: nowrap'>Gọi số tiếp theo</button>": "sticks out",
    "<p>Một</p><p style='margin-top: -34px'>Hai</p>": "lies over",
    "<a href='/'>Một</a><div style='position: fixed; inset: 0; background: tan'></div>": "is covered",
}


@pytest.fixture(scope="module")
def printer_url() -> str:
    return "virtual:"


def test_the_called_number_is_an_eighth_of_the_halls_screen(demo: Demo, visitors: Visitors) -> None:
    hall = hall_calls(visitors, demo, size=HALL)
    seen = {
        (number, counters): hall.evaluate(FIGURES_HIGH, [number, counters])
        for counters in ("few", "wide", "large", "middle", "small")
        for number in ("A012", "W888", "W1888")
    }
    assert {case: told for case, told in seen.items() if told["high"] < 0.12 * HALL[1]} == {}
    assert [case for case, told in seen.items() if not told["fits"]] == []


def test_a_page_that_is_well_laid_out_passes_and_each_fault_would_be_found(visitors: Visitors) -> None:
    page = visitors.page("/sign-in", size=NARROW)
    expect(page.locator("h1")).to_be_visible()
    assert faults(page) == []
    for body, fault in FAULTS.items():
        page.evaluate(BROKEN, body.replace("style=", "data-style="))
        found = faults(page, settles_s=0)
        assert any(fault in one for one in found), (body, found)
