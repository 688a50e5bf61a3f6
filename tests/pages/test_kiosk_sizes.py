"""Kiosks of every size, 20 fields, large letters, contrast, three languages, low keys: all can be seen and pressed."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.pages.kiosk_sizes import SIZES, apart, faults
from tests.pages.steps import choose, expect_step, role
from tests.pages.wordy import WordyCentre
from tests.support.browser import WIDEST_DAY, Visitors

MORE = 12
LETTERS = "JKLMNPQRSTUV"
STRIP_LOOKS = [("vi", False, False, False), ("vi", True, False, False)]
STRIP_STAYS = """() => {
  const strip = document.querySelector(".stale[data-role=stale]");
  strip.hidden = false;
  Object.defineProperty(strip, "hidden", { configurable: true, get: () => false, set: () => {} });
}"""
"""As without a server, however often this one says that it is there."""
STRIP_GOES = """() => {
  const strip = document.querySelector(".stale[data-role=stale]");
  delete strip.hidden;
  strip.hidden = true;
}"""
AWAY_MS = 61_000
CLASS = (
    '[[priority_classes]]\ncode = "small_child"\nvi = "Người có con nhỏ"\nen = "Person with a small child"'
)


@pytest.fixture(scope="module")
def twenty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WordyCentre]:
    fields = (
        f'[[fields]]\ncode = "M{n}"\nprefix = "{LETTERS[n]}"\nvi = "Lĩnh vực {n}"\nen = "Field {n}"'
        for n in range(MORE)
    )
    more = "\n\n".join([*fields, CLASS])
    with WordyCentre(tmp_path_factory.mktemp("twenty"), more=more, guidance="NN") as centre:
        centre.act("open")
        for field in ("NN", "NN", "LD", "M3"):
            centre.take(field)
        yield centre


@pytest.fixture(scope="module")
def visitors(browser: Browser, twenty: WordyCentre) -> Iterator[Visitors]:
    with Visitors(browser, twenty) as visitors:
        yield visitors


@pytest.fixture(scope="module")
def page(visitors: Visitors) -> Page:
    """One page for all: it is resized, not loaded again."""
    kiosk = visitors.kiosk(SIZES[0])
    kiosk.clock.install()
    kiosk.add_init_script(WIDEST_DAY)
    kiosk.reload()
    expect(kiosk.locator(".tile")).to_have_count(20)
    return kiosk


@pytest.fixture
def kiosk(page: Page) -> Iterator[Page]:
    yield page
    page.evaluate(
        "document.querySelector('[data-for]:not([hidden]) [data-action=start], [data-for]:not([hidden]) [data-action=done], [data-for=confirm]:not([hidden]) [data-action=back]')?.click()"
    )
    expect_step(page, "start")


def test_every_field_and_every_switch_can_be_reached_at_the_start(kiosk: Page) -> None:
    found = faults(kiosk, "[data-for=start] [data-action=find], [data-for=start] [data-action=unsure]")
    assert not found, "\n".join(found)


def test_back_and_every_letter_stay_in_the_search(kiosk: Page) -> None:
    kiosk.locator('[data-for="start"] [data-action="find"]').click()
    expect_step(kiosk, "search")
    expect(kiosk.locator(".found-row")).to_have_count(5)
    found = faults(kiosk, "[data-for=search] .press, .letter, #words")
    assert not found, "\n".join(found)


def test_the_button_that_takes_a_number_is_always_on_the_screen(kiosk: Page) -> None:
    choose(kiosk, "NN")
    found = faults(kiosk, "[data-for=confirm] .presses > .press")
    assert not found, "\n".join(found)


def test_the_number_and_the_way_on_are_always_on_the_screen(kiosk: Page) -> None:
    choose(kiosk, "NN")
    kiosk.locator('[data-action="take"]').click()
    expect_step(kiosk, "result")
    expect(role(kiosk, "qr")).to_be_visible()
    found = faults(kiosk, "[data-for=result] .presses > .press, [data-role=number]")
    assert not found, "\n".join(found)


def test_what_the_number_was_taken_for_covers_nothing_and_nothing_covers_it(kiosk: Page) -> None:
    kiosk.locator('[data-for="start"] [data-action="find"]').click()
    kiosk.locator(".found-row").first.click()
    expect_step(kiosk, "confirm")
    kiosk.locator('[data-class="small_child"]').click()
    kiosk.locator('[data-action="take"]').click()
    expect_step(kiosk, "result")
    expect(role(kiosk, "qr")).to_be_visible()
    expect(role(kiosk, "result-wish")).to_contain_text("Ưu tiên: Người có con nhỏ")
    found = faults(kiosk, "[data-for=result] .presses > .press, [data-role=number]")
    found += apart(kiosk, ".step-result .step-body > *")
    assert not found, "\n".join(found)


def test_the_desk_of_those_who_guide_is_whole(kiosk: Page) -> None:
    kiosk.locator('[data-for="start"] [data-action="unsure"]').click()
    expect_step(kiosk, "helper")
    expect(role(kiosk, "guidance-line")).to_contain_text("người chờ hướng dẫn")
    found = faults(
        kiosk,
        "[data-for=helper] .presses > .press, #helper-title, [data-role=guidance-counters], [data-role=guidance-line]",
    )
    assert not found, "\n".join(found)


def test_low_keys_are_offered_only_where_a_screen_stands_upright(kiosk: Page) -> None:
    low = kiosk.locator('[data-ease="low"]')
    for width, height in SIZES:
        kiosk.set_viewport_size({"width": width, "height": height})
        expect(low).to_be_visible(visible=height > width)


def test_pages_of_fields_are_turned_and_turn_back_for_the_next_person(kiosk: Page) -> None:
    kiosk.set_viewport_size({"width": 1366, "height": 768})
    turner = kiosk.locator(".tiles + .turner")
    place = role(turner, "turner-place")
    expect(place).to_have_text("1/4")
    first, last = kiosk.locator('[data-field="NN"]'), kiosk.locator(f'[data-field="M{MORE - 1}"]')
    expect(last).not_to_be_in_viewport()
    for page in ("2/4", "3/4", "4/4"):
        turner.locator('[data-turn="1"]').click()
        expect(place).to_have_text(page)
    expect(last).to_be_in_viewport(ratio=0.99)
    expect(turner.locator('[data-turn="1"]')).to_be_disabled()
    kiosk.clock.run_for(AWAY_MS)
    expect(place).to_have_text("1/4")
    expect(first).to_be_in_viewport(ratio=0.99)


def test_the_strip_of_a_lost_line_leaves_the_switches_in_reach(kiosk: Page) -> None:
    kiosk.evaluate(STRIP_STAYS)
    found = faults(kiosk, "[data-role=stale]", STRIP_LOOKS)
    kiosk.evaluate(STRIP_GOES)
    assert not found, "\n".join(found)
