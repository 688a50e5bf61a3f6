"""Finding the right number at the kiosk: by words, by what is asked for most, with papers, priority and a card."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Route, expect

from tests.pages.axe import expect_accessible
from tests.pages.shared import each_its_own_troubles, next_person
from tests.pages.steps import expect_step, resized, role
from tests.support.browser import ANY_KIOSK, KIOSK, KIOSK_WIDE, Visitors
from tests.support.demo import Demo

BIRTH, COPY = "1.001193", "2.000815"
ELDERLY_CARD = "001050012345|012345678|Nguyễn Văn A|15031950|Nam|Hà Nội|01012021"
YOUNG_CARD = "001050012345||Trần Thị B|15032001|Nữ|Hà Nội"


TYPED = """read => {
  const began = performance.now() + 100_000 * (window.scans = (window.scans ?? 0) + 1);
  for (const [n, key] of [...read, "Enter"].entries()) {
    const down = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
    Object.defineProperty(down, "timeStamp", { value: began + 5 * n });
    if (document.activeElement.dispatchEvent(down) && key !== "Enter") document.execCommand("insertText", false, key);
  }
}"""
WAY = """wanted => {
  const middle = (node) => {
    const box = node.getBoundingClientRect();
    return { x: box.left + box.width / 2, y: box.top + box.height / 2, box };
  };
  const [here, there] = [document.activeElement, document.querySelector(wanted)];
  if (here === there) return null;
  if (!here.matches("button, input")) return "ArrowDown";
  const [from, to] = [middle(here), middle(there)];
  if (to.y > from.box.bottom || to.y < from.box.top) return to.y > from.y ? "ArrowDown" : "ArrowUp";
  return to.x > from.x ? "ArrowRight" : "ArrowLeft";
}"""


TWENTY_MM = 54
"""In dots of a screen of 32 inches: 1080×1920 on it are 2.71 dots a millimetre."""
BUTTONS = """() => [...document.querySelectorAll("button")].filter((button) => button.offsetParent)
  .map((button) => [button.innerText, button.offsetHeight, button.offsetWidth])"""


@pytest.fixture(scope="module")
def printer_url() -> str:
    return "virtual:"


@pytest.fixture(scope="module")
def page(everybody: Visitors) -> Page:
    """One kiosk for all: people come to it one after the other."""
    return everybody.kiosk()


@pytest.fixture
def kiosk(demo: Demo, page: Page, everybody: Visitors) -> Iterator[Page]:
    """The kiosk as the next person finds it."""
    if page.evaluate("window.scans"):  # a key pressed by hand would seem to come before those of a scanner
        page.reload()
    next_person(page)
    with each_its_own_troubles(everybody):
        yield page
    page.unroute_all()
    resized(page, ANY_KIOSK)


def find(kiosk: Page, words: str, *, by_touch: bool = False) -> None:
    """Write these words, on the screen's keyboard or at once, and wait for what the last letter leads to."""
    kiosk.locator('[data-for="start"] [data-action="find"]').click()
    expect_step(kiosk, "search")
    if by_touch:
        for letter in words:
            kiosk.locator(f'[data-letter="{letter}"]').click()
    else:
        role(kiosk, "words").fill(words)
    expect(role(kiosk, "found")).not_to_have_attribute("aria-busy", "true")


def scan(kiosk: Page, card: str) -> None:
    """A scanner types what it reads, a key every 5 ms by the keys' own time, however busy this machine is."""
    kiosk.evaluate(TYPED, card)


def taken(demo: Demo, number: str) -> dict[str, object]:
    """The newest waiting ticket with this number, as counter 1 sees it."""
    waiting = demo.console(1)["waiting"]["items"]
    return next(ticket for ticket in waiting if ticket["number"] == number)


def press_until(kiosk: Page, key: str, focused: str) -> None:
    """Press a key until what is wanted has the focus."""
    for _ in range(20):
        if kiosk.evaluate("wanted => document.activeElement.matches(wanted)", focused):
            return
        kiosk.keyboard.press(key)
    raise AssertionError(f"{key} does not lead to {focused}")


def test_by_touch_words_lead_to_papers_and_a_number_upright_and_lying(kiosk: Page) -> None:
    resized(kiosk, KIOSK)
    find(kiosk, "giay khai s", by_touch=True)
    first = kiosk.locator(".found-row").first
    expect(role(first, "name")).to_have_text("Khai sinh")
    expect_at_a_glance(kiosk)
    small = [found for found in kiosk.evaluate(BUTTONS) if min(found[1:]) < TWENTY_MM]
    assert small == []
    first.click()
    expect_step(kiosk, "confirm")
    expect(role(kiosk, "chosen-name")).to_have_text("Khai sinh")
    expect(role(kiosk, "papers").locator("li").first).to_contain_text("Giấy chứng sinh")
    expect(role(kiosk, "chosen-wait")).not_to_be_empty()
    expect_at_a_glance(kiosk)
    kiosk.locator('[data-action="take"]').click()
    expect_step(kiosk, "result")
    expect(role(kiosk, "number")).to_contain_text("B")


def expect_at_a_glance(kiosk: Page) -> None:
    """Nobody has to scroll, whichever way the screen hangs; afterwards it stands upright."""
    for size in (KIOSK_WIDE, KIOSK):
        assert resized(kiosk, size).evaluate("document.documentElement.scrollHeight") <= size[1], size


def test_up_from_any_letter_is_the_lowest_of_few_rows(kiosk: Page) -> None:
    find(kiosk, "sao")
    expect(kiosk.locator(".found-row")).not_to_have_count(0)
    expect(role(kiosk, "found")).not_to_have_attribute("aria-busy", "true")
    for letter in ("q", "t", "p"):
        kiosk.locator(f'[data-letter="{letter}"]').focus()
        kiosk.keyboard.press("ArrowUp")
        expect(kiosk.locator(".found-row").last).to_be_focused()


def test_with_the_keypad_alone(kiosk: Page) -> None:
    expect_step(kiosk, "start")
    press_until(kiosk, "ArrowUp", '[data-action="find"]')
    kiosk.keyboard.press("Enter")
    expect_step(kiosk, "search")
    expect(kiosk.locator(".found-row").first).to_be_visible()
    press_until(kiosk, "Numpad2", ".found-row")
    kiosk.keyboard.press("Numpad5")
    expect_step(kiosk, "confirm")
    press_until(kiosk, "ArrowDown", '[data-class=""], [data-class="disabled"]')
    press_until(kiosk, "ArrowDown", '[data-action="take"], [data-action="back"]')
    press_until(kiosk, "ArrowRight", '[data-action="take"]')
    kiosk.keyboard.press("Enter")
    expect_step(kiosk, "result")


def test_letters_can_be_typed_on_keys_too(kiosk: Page) -> None:
    kiosk.locator('[data-for="start"] [data-action="find"]').click()
    role(kiosk, "words").focus()
    kiosk.keyboard.type("ket hon")
    expect(role(kiosk.locator(".found-row").first, "name")).to_contain_text("kết hôn")


def test_in_english(kiosk: Page) -> None:
    kiosk.locator('button[data-language="en"]').click()
    find(kiosk, "birth")
    first = kiosk.locator(".found-row").first
    expect(role(first, "name")).to_contain_text("irth")
    first.click()
    expect(role(kiosk, "confirm-title")).to_have_text("Take a number for this?")
    expect(role(kiosk, "papers").locator("li").first).to_be_visible()
    expect(kiosk.locator('[data-class="elderly"]')).to_have_text("Elderly person")


KEYPAD, LARGE, ENGLISH = "keypad", "at 200%", "in English"
CHOSEN = [("field", KEYPAD), ("search", KEYPAD), ("search", LARGE), ("asked", ENGLISH)]
REST = [("asked", KEYPAD), ("field", LARGE), ("asked", LARGE), ("field", ENGLISH), ("search", ENGLISH)]


@pytest.mark.parametrize(
    ("way", "how"), [*CHOSEN, *(pytest.param(*case, marks=pytest.mark.torture) for case in REST)]
)
def test_each_way_leads_to_a_number(way: str, how: str, demo: Demo, kiosk: Page) -> None:
    demo.take("CT", procedure=COPY)
    resized(kiosk, (KIOSK[0] // 2, KIOSK[1] // 2) if how == LARGE else KIOSK)
    if how == ENGLISH:
        kiosk.locator('button[data-language="en"]').click()
    press = by_key if how == KEYPAD else by_touch
    if way == "field":
        press(kiosk, '[data-field="CT"]')
    else:
        press(kiosk, '[data-for="start"] [data-action="find"]')
        expect_step(kiosk, "search")
        expect(kiosk.locator(".found-row").first).to_be_visible()
    if way == "search":
        for letter in "sao":
            press(kiosk, f'[data-letter="{letter}"]')
        expect(role(kiosk, "words")).to_have_value("sao")
    if way != "field":
        expect(role(kiosk, "found")).not_to_have_attribute("aria-busy", "true")
        expect(kiosk.locator(f'.found-row[data-procedure="{COPY}"]')).to_be_visible()
        press(kiosk, f'.found-row[data-procedure="{COPY}"]')
    expect_step(kiosk, "confirm")
    press(kiosk, '[data-action="take"]')
    expect_step(kiosk, "result")
    expect(role(kiosk, "number")).to_contain_text("A")
    assert kiosk.evaluate("document.documentElement.scrollWidth <= innerWidth")


def by_touch(kiosk: Page, wanted: str) -> None:
    kiosk.locator(wanted).click()


def by_key(kiosk: Page, wanted: str) -> None:
    """Arrows towards it, as somebody does who looks where it is, then Enter."""
    expect(kiosk.locator(wanted)).to_be_visible()
    for _ in range(40):
        way = kiosk.evaluate(WAY, wanted)
        if way is None:
            kiosk.keyboard.press("Enter")
            return
        kiosk.keyboard.press(way)
    raise AssertionError(f"the arrows do not lead to {wanted}")


def test_what_is_asked_for_most_is_there_before_a_letter_is_typed(demo: Demo, kiosk: Page) -> None:
    for _ in range(3):
        demo.take("CT", procedure=COPY)
    kiosk.locator('[data-for="start"] [data-action="find"]').click()
    expect(role(kiosk, "found-title")).to_have_text("Hay được hỏi")
    expect(role(kiosk.locator(".found-row").first, "name")).to_contain_text("Sao y")


def test_on_a_slow_network_the_rows_of_earlier_words_say_that_they_are_old(kiosk: Page) -> None:
    find(kiosk, "sao y")
    found, first = role(kiosk, "found"), kiosk.locator(".found-row").first
    expect(first).to_have_attribute("data-procedure", COPY)
    held: list[Route] = []
    let_go = False

    def hold(route: Route) -> None:
        if let_go:
            route.fallback()
        else:
            held.append(route)

    kiosk.route("**/api/v1/procedures?*", hold)
    role(kiosk, "words").fill("ket hon")
    expect(found).to_have_attribute("aria-busy", "true")
    expect(found).to_have_css("opacity", "0.55")
    expect(first).to_have_attribute("data-procedure", COPY)
    let_go = True  # the last letter's question may be still to come
    for route in held:
        route.continue_()
    expect(found).not_to_have_attribute("aria-busy", "true")
    expect(found).to_have_css("opacity", "1")
    expect(role(first, "name")).to_contain_text("kết hôn")


def test_the_next_person_does_not_see_what_the_last_one_found(kiosk: Page) -> None:
    find(kiosk, "sao y")
    expect(kiosk.locator(".found-row").first).to_be_visible()
    kiosk.keyboard.press("Escape")
    kiosk.route("**/api/v1/procedures/asked?*", lambda route: None)
    kiosk.locator('[data-for="start"] [data-action="find"]').click()
    expect_step(kiosk, "search")
    expect(kiosk.locator(".found-row")).to_have_count(0)


def test_nothing_found_says_what_to_do_and_what_is_done_elsewhere_where(kiosk: Page) -> None:
    find(kiosk, "xqzw")
    expect(role(kiosk, "search-hint")).to_contain_text("hỏi người hướng dẫn")
    expect(kiosk.locator(".found-row")).to_have_count(0)
    role(kiosk, "words").fill("ly lich tu phap")
    expect(role(kiosk, "search-hint")).to_contain_text("Công an")
    expect(kiosk.locator(".found-row")).to_have_count(0)
    kiosk.locator('[data-letter="clear"]').click()
    expect(kiosk.locator(".found-row").first).to_be_visible()


def test_back_from_the_confirmation_leads_to_the_search_with_its_words_all_of_it_accessible(
    kiosk: Page,
) -> None:
    find(kiosk, "ket hon")
    expect(kiosk.locator(".found-row").first).to_be_visible()
    expect_accessible(kiosk)
    kiosk.locator(".found-row").first.click()
    expect_step(kiosk, "confirm")
    expect_accessible(kiosk)
    kiosk.locator('[data-for="confirm"] [data-action="back"]').click()
    expect_step(kiosk, "search")
    expect(role(kiosk, "words")).to_have_value("ket hon")
    kiosk.keyboard.press("Escape")
    expect_step(kiosk, "start")


def test_who_is_not_sure_is_shown_the_desk_and_needs_no_number(demo: Demo, kiosk: Page) -> None:
    demo.take("KQ")
    kiosk.locator('[data-for="start"] [data-action="unsure"]').click()
    expect_step(kiosk, "helper")
    expect(role(kiosk, "guidance-counters")).to_contain_text("Quầy")
    expect(role(kiosk, "guidance-line")).to_contain_text("người chờ hướng dẫn")
    expect_accessible(kiosk)
    kiosk.locator('[data-action="guidance"]').click()
    expect_step(kiosk, "confirm")
    expect(role(kiosk, "chosen-name")).to_contain_text("Hướng dẫn")


def test_a_priority_class_is_chosen_in_one_touch_and_reaches_the_officer(demo: Demo, kiosk: Page) -> None:
    find(kiosk, "sao y")
    kiosk.locator(".found-row").first.click()
    kiosk.locator('[data-class="pregnant"]').click()
    expect(kiosk.locator('[data-class="pregnant"]')).to_have_attribute("aria-pressed", "true")
    expect(kiosk.locator('[data-class=""]')).to_have_attribute("aria-pressed", "false")
    kiosk.locator('[data-action="take"]').click()
    expect_step(kiosk, "result")
    expect(role(kiosk, "result-wish")).to_contain_text("Sao y bản chính")
    expect(role(kiosk, "result-wish")).to_contain_text("Ưu tiên: Phụ nữ")
    ticket = taken(demo, role(kiosk, "number").inner_text().strip())
    assert (ticket["priority"], ticket["procedure"]) == ("pregnant", COPY)


def test_the_next_person_begins_without_the_last_ones_choices(kiosk: Page) -> None:
    kiosk.locator('[data-ease="contrast"]').click()
    kiosk.locator('[data-field="CT"]').click()
    kiosk.locator('[data-class="merit"]').click()
    kiosk.locator('[data-for="confirm"] [data-action="back"]').click()
    expect_step(kiosk, "start")
    expect(kiosk.locator('[data-ease="contrast"]')).to_have_attribute("aria-pressed", "false")
    kiosk.locator('[data-field="CT"]').click()
    expect(kiosk.locator('[data-class="merit"]')).to_have_attribute("aria-pressed", "false")


def test_a_card_offers_priority_by_age_and_leaves_nothing_behind(kiosk: Page) -> None:
    sent: list[str] = []
    kiosk.on("request", lambda request: sent.append(request.url + (request.post_data or "")))
    scan(kiosk, ELDERLY_CARD)
    expect(role(kiosk, "card-note")).to_contain_text("ưu tiên người cao tuổi")
    kiosk.locator('[data-field="CT"]').click()
    expect(kiosk.locator('[data-class="elderly"]')).to_have_attribute("aria-pressed", "true")
    kiosk.locator('[data-action="take"]').click()
    expect_step(kiosk, "result")
    for secret in ("001050012345", "Nguyễn Văn A", "15031950"):
        assert secret not in kiosk.content()
        assert not any(secret in request for request in sent)
        assert secret not in kiosk.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")


def test_a_card_read_into_the_search_leaves_the_words_as_they_were(kiosk: Page) -> None:
    sent: list[str] = []
    kiosk.on("request", lambda request: sent.append(request.url))
    for words in ("", "sao y"):
        find(kiosk, words)
        role(kiosk, "words").focus()
        scan(kiosk, ELDERLY_CARD)
        expect(role(kiosk, "words")).to_have_value(words)
        expect(role(kiosk, "card-note")).to_contain_text("ưu tiên người cao tuổi")
        expect(role(kiosk, "found")).not_to_have_attribute("aria-busy", "true")
        kiosk.locator('[data-for="search"] [data-action="start"]').click()
        expect(role(kiosk, "card-note")).to_be_hidden()
    assert not any("001050012345" in url for url in sent)


def test_a_cards_number_is_never_asked_for(kiosk: Page) -> None:
    find(kiosk, "sao y")
    sent: list[str] = []
    kiosk.on("request", lambda request: sent.append(request.url))
    role(kiosk, "words").fill("001050012345")
    expect(role(kiosk, "search-hint")).to_contain_text("Chưa tìm thấy")
    assert sent == []


def test_a_young_persons_card_offers_nothing_but_vietnamese_to_whoever_reads_another_language(
    kiosk: Page,
) -> None:
    scan(kiosk, YOUNG_CARD)
    expect(role(kiosk, "card-note")).to_contain_text("Đã đọc thẻ")
    kiosk.locator('[data-field="CT"]').click()
    expect(kiosk.locator('[data-class=""]')).to_have_attribute("aria-pressed", "true")
    kiosk.locator('[data-for="confirm"] [data-action="back"]').click()
    kiosk.locator('button[data-language="en"]').click()
    scan(kiosk, YOUNG_CARD)
    expect(role(kiosk, "card-note")).to_contain_text("read")
    expect_accessible(kiosk)
    role(kiosk, "card-vietnamese").click()
    expect(kiosk.locator("html")).to_have_attribute("lang", "vi")
    expect(role(kiosk, "card-vietnamese")).to_be_hidden()
    expect(role(kiosk, "card-note")).to_contain_text("Đã đọc thẻ")


NO_CARDS = {
    "gibberish": "abc|def",
    "no such day": "001050012345||X|31021950|Nam|Y",
    "not born yet": "001050012345||X|15032950|Nam|Y",
    "empty": "|||||",
    "six hundred letters": "001050012345|" + "9" * 600,
    "too many fields": "001050012345||X|1503195|Nam|Y|Z|W",
}


def test_what_is_no_card_is_said_to_be_none_and_changes_nothing(kiosk: Page) -> None:
    for read in NO_CARDS.values():
        kiosk.locator('[data-for="start"] [data-action="find"]').click()
        expect(role(kiosk, "card-note")).to_be_hidden()
        role(kiosk, "words").focus()
        scan(kiosk, read)
        expect(role(kiosk, "card-note")).to_contain_text("Không đọc được thẻ")
        expect_step(kiosk, "search")
        kiosk.locator('[data-for="search"] [data-action="start"]').click()
        expect_step(kiosk, "start")


FIND_TOP = (
    """() => document.querySelector('[data-for="start"] [data-action="find"]').getBoundingClientRect().top"""
)
NAME_SIZE = "parseFloat(getComputedStyle(document.querySelector('.tile-name')).fontSize)"


def test_each_way_to_make_it_easier_works_and_is_off_for_the_next_person(kiosk: Page) -> None:
    """That contrast and large letters are accessible is seen in tests/pages/test_contrast.py."""
    plain = float(resized(kiosk, KIOSK).evaluate(NAME_SIZE))
    for ease in ("contrast", "large", "low"):
        expect(kiosk.locator('[data-ease][aria-pressed="true"]')).to_have_count(0)
        kiosk.locator(f'[data-ease="{ease}"]').click()
        expect(kiosk.locator(f'[data-ease="{ease}"]')).to_have_attribute("aria-pressed", "true")
        if ease == "large":
            assert float(kiosk.evaluate(NAME_SIZE)) >= 1.45 * plain
        if ease == "low":
            assert kiosk.evaluate(FIND_TOP) > KIOSK[1] / 3
            expect_accessible(kiosk)
        kiosk.locator('[data-field="CT"]').click()
        expect_step(kiosk, "confirm")
        if ease == "low":
            expect_accessible(kiosk)
        kiosk.locator('[data-for="confirm"] [data-action="back"]').click()
        expect_step(kiosk, "start")
