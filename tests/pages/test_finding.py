"""Finding the right number at the kiosk: by words, by what is asked for most, with papers, priority and a card."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.pages.axe import expect_accessible
from tests.pages.steps import expect_step, resized, role
from tests.support.browser import KIOSK, KIOSK_WIDE, Visitors
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


@pytest.fixture(scope="module")
def printer_url() -> str:
    return "virtual:"


@pytest.fixture
def kiosk(visitors: Visitors) -> Page:
    return visitors.kiosk()


def find(kiosk: Page, words: str) -> None:
    """Type on the screen's keyboard, and wait for what the last letter leads to."""
    kiosk.locator('[data-for="start"] [data-action="find"]').click()
    expect_step(kiosk, "search")
    for letter in words:
        kiosk.locator(f'[data-letter="{letter}"]').click()
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


@pytest.mark.parametrize("size", [KIOSK, KIOSK_WIDE], ids=["upright", "lying"])
def test_by_touch_words_lead_to_papers_and_a_number(size: tuple[int, int], visitors: Visitors) -> None:
    kiosk = visitors.kiosk(size)
    find(kiosk, "giay khai s")
    first = kiosk.locator(".found-row").first
    expect(role(first, "name")).to_have_text("Khai sinh")
    assert kiosk.evaluate("document.documentElement.scrollHeight") <= size[1]
    first.click()
    expect_step(kiosk, "confirm")
    expect(role(kiosk, "chosen-name")).to_have_text("Khai sinh")
    expect(role(kiosk, "papers").locator("li").first).to_contain_text("Giấy chứng sinh")
    expect(role(kiosk, "chosen-wait")).not_to_be_empty()
    assert kiosk.evaluate("document.documentElement.scrollHeight") <= size[1]
    kiosk.locator('[data-action="take"]').click()
    expect_step(kiosk, "result")
    expect(role(kiosk, "number")).to_contain_text("B")


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


def test_at_two_hundred_percent_everything_is_reached(visitors: Visitors) -> None:
    kiosk = visitors.kiosk((KIOSK[0] // 2, KIOSK[1] // 2))
    find(kiosk, "sao y")
    first = kiosk.locator(".found-row").first
    expect(role(first, "name")).to_contain_text("Sao y")
    first.click()
    kiosk.locator('[data-class="elderly"]').click()
    assert kiosk.evaluate("document.documentElement.scrollWidth") <= KIOSK[0] // 2
    kiosk.locator('[data-action="take"]').click()
    expect_step(kiosk, "result")


def test_in_english(kiosk: Page) -> None:
    kiosk.locator('button[data-language="en"]').click()
    find(kiosk, "birth")
    first = kiosk.locator(".found-row").first
    expect(role(first, "name")).to_contain_text("irth")
    first.click()
    expect(role(kiosk, "confirm-title")).to_have_text("Take a number for this?")
    expect(role(kiosk, "papers").locator("li").first).to_be_visible()
    expect(kiosk.locator('[data-class="elderly"]')).to_have_text("Elderly person")


@pytest.mark.parametrize("way", ["field", "search", "asked"])
@pytest.mark.parametrize("how", ["keypad", "at 200%", "in English"])
def test_each_way_leads_to_a_number(way: str, how: str, demo: Demo, visitors: Visitors) -> None:
    demo.take("CT", procedure=COPY)
    kiosk = visitors.kiosk((KIOSK[0] // 2, KIOSK[1] // 2) if how == "at 200%" else KIOSK)
    if how == "in English":
        kiosk.locator('button[data-language="en"]').click()
    press = by_key if how == "keypad" else by_touch
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
    expect(role(kiosk, "found-title")).to_have_text("Hay được hỏi vào giờ này")
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
    kiosk.locator('[data-letter="clear"]').click()
    for letter in "ket hon":
        kiosk.locator(f'[data-letter="{letter}"]').click()
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


def test_nothing_found_says_what_to_do(kiosk: Page) -> None:
    find(kiosk, "xqzw")
    expect(role(kiosk, "search-hint")).to_contain_text("hỏi người hướng dẫn")
    expect(kiosk.locator(".found-row")).to_have_count(0)
    kiosk.locator('[data-letter="clear"]').click()
    expect(kiosk.locator(".found-row").first).to_be_visible()


def test_back_from_the_confirmation_leads_to_the_search_with_its_words(kiosk: Page) -> None:
    find(kiosk, "ket hon")
    kiosk.locator(".found-row").first.click()
    expect_step(kiosk, "confirm")
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


@pytest.mark.parametrize("words", ["", "sao y"], ids=["nothing typed", "words typed"])
def test_a_card_read_into_the_search_leaves_the_words_as_they_were(words: str, kiosk: Page) -> None:
    find(kiosk, words)
    role(kiosk, "words").focus()
    sent: list[str] = []
    kiosk.on("request", lambda request: sent.append(request.url))
    scan(kiosk, ELDERLY_CARD)
    expect(role(kiosk, "words")).to_have_value(words)
    expect(role(kiosk, "card-note")).to_contain_text("ưu tiên người cao tuổi")
    expect(role(kiosk, "found")).not_to_have_attribute("aria-busy", "true")
    assert not any("001050012345" in url for url in sent)


def test_a_cards_number_is_never_asked_for(kiosk: Page) -> None:
    find(kiosk, "sao y")
    sent: list[str] = []
    kiosk.on("request", lambda request: sent.append(request.url))
    role(kiosk, "words").fill("001050012345")
    expect(role(kiosk, "search-hint")).to_contain_text("Chưa tìm thấy")
    assert sent == []


def test_a_young_persons_card_offers_nothing(kiosk: Page) -> None:
    scan(kiosk, YOUNG_CARD)
    expect(role(kiosk, "card-note")).to_contain_text("Đã đọc thẻ")
    kiosk.locator('[data-field="CT"]').click()
    expect(kiosk.locator('[data-class=""]')).to_have_attribute("aria-pressed", "true")


def test_a_card_offers_vietnamese_to_whoever_reads_another_language(kiosk: Page) -> None:
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


def test_each_way_to_make_it_easier_is_accessible_and_works(kiosk: Page) -> None:
    for ease in ("contrast", "large", "low"):
        expect(kiosk.locator('[data-ease][aria-pressed="true"]')).to_have_count(0)
        kiosk.locator(f'[data-ease="{ease}"]').click()
        expect(kiosk.locator(f'[data-ease="{ease}"]')).to_have_attribute("aria-pressed", "true")
        expect_accessible(kiosk)
        kiosk.locator('[data-field="CT"]').click()
        expect_step(kiosk, "confirm")
        expect_accessible(kiosk)
        kiosk.locator('[data-for="confirm"] [data-action="back"]').click()
        expect_step(kiosk, "start")


def test_low_keys_are_in_the_lower_half_of_an_upright_screen(kiosk: Page) -> None:
    resized(kiosk, KIOSK).locator('[data-ease="low"]').click()
    top = kiosk.locator('[data-for="start"] [data-action="find"]').bounding_box()
    assert top is not None
    assert top["y"] > KIOSK[1] / 3


def test_large_letters_are_half_as_large_again(kiosk: Page) -> None:
    size = "getComputedStyle(document.querySelector('.tile-name')).fontSize"
    plain = float(kiosk.evaluate(size)[:-2])
    kiosk.locator('[data-ease="large"]').click()
    assert float(kiosk.evaluate(size)[:-2]) >= 1.45 * plain


def test_every_target_is_twenty_millimetres_high_on_a_32_inch_screen(kiosk: Page) -> None:
    """1080×1920 on 32 inches are 2.71 dots a millimetre: 54 dots."""
    find(resized(kiosk, KIOSK), "sao y")
    expect(kiosk.locator(".found-row").first).to_be_visible()
    heights = kiosk.eval_on_selector_all(
        "button",
        "all => all.filter(b => b.offsetParent).map(b => [b.innerText, b.offsetHeight, b.offsetWidth])",
    )
    small = [found for found in heights if min(found[1:]) < 54]
    assert small == []


def test_the_search_is_accessible(kiosk: Page) -> None:
    find(kiosk, "khai sinh")
    expect(kiosk.locator(".found-row").first).to_be_visible()
    expect_accessible(kiosk)
    kiosk.locator(".found-row").first.click()
    expect_step(kiosk, "confirm")
    expect_accessible(kiosk)


def test_where_a_thing_is_done_that_is_not_done_here_is_said(kiosk: Page) -> None:
    find(kiosk, "ly lich tu phap")
    expect(role(kiosk, "search-hint")).to_contain_text("Công an")
    expect(kiosk.locator(".found-row")).to_have_count(0)
