"""`python -m tests.pictures`: pictures of every page, taken from a demo centre at work, into docs/pictures."""

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from playwright.sync_api import Page, expect, sync_playwright

from tests import screen_pictures
from tests.pages.steps import call_next, choose, expect_print, expect_step, press, role
from tests.support.browser import PHONE, Visitors
from tests.support.chromium import FLAGS, executable
from tests.support.demo import Demo
from tests.support.long_day import long_day_now

FOLDER: Final = Path(__file__).parent.parent / "docs" / "pictures"
_FIELDS: Final = ["CT", "HT", "CA", "CT", "VX", "BH", "CT", "DD", "TH", "KQ", "HT", "CT", "XD", "KT", "CA"]
Take = Callable[[Visitors, Demo], Page]


def kiosk(visitors: Visitors, demo: Demo) -> Page:
    page = visitors.kiosk()
    expect(role(page.locator('[data-field="CT"]'), "wait")).not_to_be_empty()
    return page


def kiosk_search(visitors: Visitors, demo: Demo) -> Page:
    page = visitors.kiosk()
    page.locator('[data-for="start"] [data-action="find"]').click()
    expect_step(page, "search")
    for letter in "giay khai s":
        page.locator(f'[data-letter="{letter}"]').click()
    expect(role(page.locator(".found-row").first, "name")).to_have_text("Khai sinh")
    return page


def kiosk_confirm(visitors: Visitors, demo: Demo) -> Page:
    page = kiosk_search(visitors, demo)
    page.locator(".found-row").first.click()
    expect_step(page, "confirm")
    return page


def kiosk_number(visitors: Visitors, demo: Demo) -> Page:
    page = visitors.kiosk()
    choose(page, "CT")
    page.locator('[data-action="take"]').click()
    expect_print(page, "printed")
    return page


def hall(visitors: Visitors, demo: Demo) -> Page:
    page = visitors.hall()
    expect(role(page, "newest-number")).not_to_be_empty()
    return page


def counter(visitors: Visitors, demo: Demo) -> Page:
    page = visitors.counter(1)
    press(page, "Enter")
    expect(role(page, "finish-text")).to_be_visible()
    return page


def manager(visitors: Visitors, demo: Demo) -> Page:
    page = visitors.admin()
    expect(role(page, "counters").locator("li")).to_have_count(10)
    return page


def phone(visitors: Visitors, demo: Demo) -> Page:
    return visitors.page(f"/t/{demo.take('CT')['track']}", PHONE)


def helper(visitors: Visitors, demo: Demo) -> Page:
    return visitors.helper(demo.helper_token)


def first_steps(visitors: Visitors, demo: Demo) -> Page:
    return visitors.signed_in("quanly", "/admin/setup")


def report(visitors: Visitors, demo: Demo) -> Page:
    return visitors.signed_in("quanly", "/admin/reports?preset=today&by=field")


def history(visitors: Visitors, demo: Demo) -> Page:
    return visitors.signed_in("quanly", "/admin/settings/history")


def doctor(visitors: Visitors, demo: Demo) -> Page:
    return visitors.signed_in("quanly", "/admin/doctor")


PICTURES: Final[dict[str, Take]] = {
    "kiosk": kiosk,
    "kiosk-search": kiosk_search,
    "kiosk-confirm": kiosk_confirm,
    "kiosk-number": kiosk_number,
    "hall": hall,
    "counter": counter,
    "manager": manager,
    "phone": phone,
    "helper": helper,
    "first-steps": first_steps,
    "report": report,
    "history": history,
    "doctor": doctor,
}


def main() -> None:
    """Take them all, saying which."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with _at_work() as (visitors, demo):
        for name, take in PICTURES.items():
            page = take(visitors, demo)
            page.evaluate("document.fonts.ready")
            page.screenshot(path=FOLDER / f"{name}.png", animations="disabled")
            sys.stdout.write(f"docs/pictures/{name}.png\n")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=list(FLAGS))
        screen_pictures.take_all(browser)
        browser.close()


def _clock_is_right(page: Page) -> None:
    """Let the browser's clock say what the demo's own says, which runs on the tests' long day."""
    page.clock.install(time=long_day_now())


@contextmanager
def _at_work() -> Iterator[tuple[Visitors, Demo]]:
    """A demo centre some minutes after it has opened: people wait, and each of five counters has called."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Demo(Path(folder)) as demo,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=executable(), args=list(FLAGS))
        for field in _FIELDS:
            demo.take(field)
        for n in range(5, 0, -1):
            call_next(demo, n)
        with Visitors(browser, demo, opened=_clock_is_right) as visitors:
            yield visitors, demo
        browser.close()


if __name__ == "__main__":
    main()
