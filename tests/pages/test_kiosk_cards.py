"""Citizens' cards at the kiosk, as real scanners type them: slow, with pauses, with Tab or nothing at the end."""

from collections.abc import Iterator
from itertools import product

import pytest
from playwright.sync_api import Page, expect

from tests.pages.shared import each_its_own_troubles, next_person
from tests.pages.steps import expect_step, role, stop_clock
from tests.support.browser import Visitors

CARD = "012345678901|123456789|Nguyễn Thị Mẫu|05031950|Nữ|Tổ 5, Phường Mẫu, Hà Nội|06082024"  # made up
SINCE_2024 = CARD + "||||"
LONGER_THAN_IDLE_MS = 31_000
LONGER_THAN_THE_WARNING_MS = 21_000
SCANNED = """({ read, gap, pauses, suffix, code }) => {
  let at = performance.now() + 100_000 * (window.scans = (window.scans ?? 0) + 1);
  for (const [n, key] of [...read, ...suffix].entries()) {
    at += pauses[n] ?? gap;
    const where = code && /\\d/.test(key) ? `Numpad${key}` : "";
    const down = new KeyboardEvent("keydown", { key, code: where, bubbles: true, cancelable: true });
    Object.defineProperty(down, "timeStamp", { value: at });
    const target = document.activeElement;
    if (!target.dispatchEvent(down)) continue;
    if (key.length === 1) document.execCommand("insertText", false, key);
    else if (key === "Enter" && target.matches("button")) target.click();
  }
}"""


@pytest.fixture(scope="module")
def printer_url() -> str:
    return "virtual:"


@pytest.fixture(scope="module")
def page(everybody: Visitors) -> Page:
    """One kiosk for all: people come to it one after the other."""
    return everybody.kiosk(own_clock=True)


@pytest.fixture
def kiosk(page: Page, everybody: Visitors) -> Iterator[Page]:
    """The kiosk as the next person finds it."""
    next_person(page)
    with each_its_own_troubles(everybody):
        yield page
    page.clock.resume()


def scan(
    kiosk: Page,
    read: str,
    *,
    gap: int = 5,
    pauses: dict[int, int] | None = None,
    suffix: tuple[str, ...] = ("Enter",),
    keypad: bool = False,
) -> None:
    """A scanner types what it reads; the times in ms are the keys' own, however busy this machine is."""
    at = {str(n): ms for n, ms in (pauses or {}).items()}
    scanned = {"read": read, "gap": gap, "pauses": at, "suffix": list(suffix), "code": keypad}
    kiosk.evaluate(SCANNED, scanned)


def expect_read(kiosk: Page) -> None:
    expect(role(kiosk, "card-note")).to_contain_text("ưu tiên người cao tuổi")
    expect_step(kiosk, "start")


def test_cards_of_every_year_are_read(kiosk: Page) -> None:
    for card in (CARD, SINCE_2024, CARD + "|Nguyễn Văn Cha|Trần Thị Mẹ||"):
        next_person(kiosk)
        scan(kiosk, card)
        expect_read(kiosk)


def test_a_scanner_may_end_with_enter_with_tab_or_with_nothing(kiosk: Page) -> None:
    for suffix in (("Enter",), ("Tab",), (), ("Enter", "Tab")):
        next_person(kiosk)
        kiosk.locator('[data-field="CT"]').focus()
        scan(kiosk, SINCE_2024, suffix=suffix)
        expect_read(kiosk)
        expect(kiosk.locator('[data-field="CT"]')).to_be_focused()


def test_slow_scanners_and_those_that_pause_are_read(kiosk: Page) -> None:
    for gap, pause in product((2, 40, 70), (0, 75, 150)):
        next_person(kiosk)
        scan(kiosk, SINCE_2024, gap=gap, pauses={7: pause, 24: pause, 60: pause} if pause else None)
        expect_read(kiosk)


def test_no_letter_of_a_name_opens_a_field(kiosk: Page) -> None:
    card = SINCE_2024.replace("Nguyễn Thị Mẫu", "GKHABCD EFGBDH")
    for at in (25, 30, 37):
        next_person(kiosk)
        scan(kiosk, card, gap=70, pauses={at: 150})
        expect_read(kiosk)


def test_another_code_opens_nothing_and_is_said_to_be_none(kiosk: Page) -> None:
    for read in ("GABCDHK", "https://vneid.gov.vn/ABCD"):
        next_person(kiosk)
        kiosk.locator('[data-field="CT"]').focus()
        scan(kiosk, read, gap=70)
        expect(role(kiosk, "card-note")).to_contain_text("Không đọc được thẻ")
        expect_step(kiosk, "start")


def test_digits_typed_as_on_a_keypad_press_nothing(kiosk: Page) -> None:
    kiosk.locator('[data-field="CT"]').focus()
    scan(kiosk, SINCE_2024, gap=70, keypad=True)
    expect_read(kiosk)
    expect(kiosk.locator('[data-field="CT"]')).to_be_focused()


def test_a_fields_letter_alone_opens_it(kiosk: Page) -> None:
    kiosk.reload()  # a key pressed by hand would seem to come before those of a scanner
    letter = role(kiosk, "tiles").locator('[data-field="CT"] .prefix').inner_text()
    kiosk.keyboard.press(letter.lower())
    expect_step(kiosk, "confirm")


def test_a_pause_within_the_number_sends_nothing_of_it(kiosk: Page) -> None:
    kiosk.locator('[data-for="start"] [data-action="find"]').click()
    expect_step(kiosk, "search")
    expect(kiosk.locator(".found-row").first).to_be_visible()
    role(kiosk, "words").focus()
    sent: list[str] = []
    kiosk.on("request", lambda request: sent.append(request.url))
    scan(kiosk, CARD[:6], suffix=())
    kiosk.clock.run_for(150)
    scan(kiosk, CARD[6:11], suffix=())
    kiosk.clock.run_for(1000)
    expect(role(kiosk, "search-hint")).to_contain_text("Chưa tìm thấy")
    assert not [url for url in sent if "procedures?q" in url]


def test_what_one_person_left_on_the_first_step_is_not_there_for_the_next(kiosk: Page) -> None:
    for left in (None, '[data-ease="large"]', 'button[data-language="en"]'):
        if left is None:
            scan(kiosk, CARD)
            expect_read(kiosk)
        else:
            kiosk.locator(left).click()
        stop_clock(kiosk)
        kiosk.clock.fast_forward(LONGER_THAN_IDLE_MS)
        expect(role(kiosk, "still")).to_be_visible()
        kiosk.clock.fast_forward(LONGER_THAN_THE_WARNING_MS)
        expect(role(kiosk, "card-note")).to_be_hidden()
        expect(kiosk.locator("html")).not_to_have_attribute("data-large", "")
        expect(kiosk.locator("html")).to_have_attribute("lang", "vi")
        expect_step(kiosk, "start")
        kiosk.clock.resume()


def test_who_searches_is_asked_whether_they_are_still_there_before_the_page_leaves_them(kiosk: Page) -> None:
    kiosk.locator('[data-for="start"] [data-action="find"]').click()
    expect_step(kiosk, "search")
    stop_clock(kiosk)
    kiosk.clock.fast_forward(LONGER_THAN_IDLE_MS)
    kiosk.locator('[data-action="stay"]').click()
    expect(role(kiosk, "still")).to_be_hidden()
    expect_step(kiosk, "search")
