"""Nothing on any page keeps out whoever sees, hears or moves otherwise: axe-core looks at every state.

Each state is made once: zoomed to 200 %, turned, or on a narrow phone, no page scrolls sideways either, and nothing is cut off or
covered.
"""

import math

import pytest
from playwright.sync_api import Page

from tests.pages import axe, layout
from tests.pages.scenes import WALKS, in_language, kiosk_walk
from tests.pages.steps import resized
from tests.support.browser import KIOSK, KIOSK_WIDE, Visitors
from tests.support.demo import Demo

NARROW = (320, 568)
"""WCAG 2.2, 1.4.10: no scrolling in two directions at 320 CSS pixels."""
ZOOMED = {"manager: as usual", "manager: a number left out"}
"""Where axe looks at 200 %; of the manager's page it sees the whole a moment later, with a warning on it."""
TARGET_MM = 20
PX_PER_MM = math.hypot(*KIOSK) / (32 * 25.4)
"""A kiosk's screen of 32 inches."""
SMALL_TARGETS = """(least) => [...(document.querySelector("dialog[open]") ?? document).querySelectorAll("a, button, input")]
  .filter((node) => node.checkVisibility() && node.type !== "hidden")
  .map((node) => [node.textContent.trim() || node.name, node.getBoundingClientRect()])
  .filter(([, { width, height }]) => Math.min(width, height) < least)
  .map(([name, { width, height }]) => `${name}: ${width} × ${height} px`)"""
FAULTS = {
    "color-contrast": "document.querySelector('h1').style.color = '#bbb'",
    "label": "document.querySelector('label').remove()",
    "landmark-one-main": "document.querySelector('main').setAttribute('role', 'none')",
    "button-name": "document.querySelector('.button-main').replaceChildren()",
}
"""What axe calls a fault, and what makes it, in the page where one signs in."""


@pytest.fixture(scope="module")
def printer_url() -> str:
    return "virtual:"


def half(size: tuple[int, int]) -> tuple[int, int]:
    """What is left of a screen of this size at 200 %."""
    return size[0] // 2, size[1] // 2


def kept_out(scene: str, page: Page) -> list[str]:
    """What axe finds, each with the scene where it is."""
    return [f"{scene}: {fault}" for fault in axe.faults(page)]


def unfit(scene: str, page: Page, *sizes: tuple[int, int]) -> list[str]:
    """What is cut off, covered or makes the page scroll sideways, each with the scene and the size at which it is so."""
    return [
        f"{scene}, {size[0]} × {size[1]}: {fault}"
        for size in sizes
        for fault in layout.faults(resized(page, size))
    ]


def small(scene: str, page: Page) -> list[str]:
    """Which targets are less than 20 mm wide or high, each with the scene where it is."""
    return [f"{scene}: {target}" for target in page.evaluate(SMALL_TARGETS, TARGET_MM * PX_PER_MM)]


@pytest.mark.parametrize(
    "every", [False, pytest.param(True, marks=pytest.mark.torture)], ids=["chosen", "every"]
)
def test_every_step_of_the_kiosk_is_accessible_fits_zooms_and_has_targets_of_20_mm_upright_and_lying(
    every: bool, demo: Demo, visitors: Visitors
) -> None:
    """Axe looks at one step in Vietnamese and at the next in English; with `make torture` at each in both."""
    upright, lying = [half(KIOSK), KIOSK], [half(KIOSK_WIDE), KIOSK_WIDE]
    found = []
    for n, (step, kiosk) in enumerate(kiosk_walk(visitors, demo, size=KIOSK_WIDE, device_scale_factor=2)):
        for language, sizes in (
            ("Tiếng Việt", [*lying, *upright]),
            ("English", [*upright, *lying] if every else [half(KIOSK_WIDE), KIOSK]),
        ):
            scene = f"{step}, {language}"
            found += unfit(scene, in_language(kiosk, language), *sizes)
            for size in {KIOSK, KIOSK_WIDE} & {*sizes}:
                found += small(f"{scene}, {size}", resized(kiosk, size))
            if every or (n % 2 == 0) == (language == "English"):
                found += kept_out(scene, kiosk)
        in_language(kiosk, "Tiếng Việt")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("who", WALKS)
def test_every_page_is_accessible_zooms_to_200_percent_and_the_managers_and_phones_fit_the_narrowest(
    who: str, demo: Demo, visitors: Visitors
) -> None:
    walk, size = WALKS[who]
    sizes = {"manager": [half(size), NARROW], "anybody": [half(size), NARROW], "track": [NARROW]}
    found = []
    for state, page in walk(visitors, demo, size=size, device_scale_factor=2):
        scene = f"{who}: {state}"
        found += kept_out(scene, resized(page, half(size) if scene in ZOOMED else size))
        found += unfit(scene, page, *sizes.get(who, [half(size)]))
        resized(page, size)
    assert not found, "\n".join(found)


def test_a_fault_would_be_found(visitors: Visitors) -> None:
    page = visitors.page("/sign-in")
    for break_it in FAULTS.values():
        page.evaluate(f"() => {{ {break_it}; }}")
    assert {fault.partition(":")[0] for fault in axe.faults(page)} >= {*FAULTS}
