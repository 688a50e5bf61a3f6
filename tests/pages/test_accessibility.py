"""Nothing on any page keeps out whoever sees, hears or moves otherwise: axe-core looks at every state."""

import pytest
from playwright.sync_api import Page

from tests.pages.axe import expect_accessible, faults
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

SCENES = HALL_SCENES | COUNTER_SCENES | TRACK_SCENES | DESK_SCENES | STALE_SCENES


@pytest.fixture(scope="module")
def printer_url() -> str:
    return "virtual:"


@pytest.mark.parametrize("step", KIOSK_SCENES)
def test_every_step_of_the_kiosk_is_accessible_in_both_languages_upright_and_lying(
    step: str, demo: Demo, visitors: Visitors
) -> None:
    kiosk = KIOSK_SCENES[step](visitors, demo, size=KIOSK)
    for _ in "vi", "en":
        for size in (KIOSK, KIOSK_WIDE):
            expect_accessible(resized(kiosk, size))
        in_english(kiosk)


@pytest.mark.parametrize("scene", SCENES)
def test_every_page_is_accessible(scene: str, demo: Demo, visitors: Visitors) -> None:
    expect_accessible(SCENES[scene](visitors, demo, size=size_of(scene)))


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
