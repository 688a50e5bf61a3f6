"""The kiosk where a helper gives a field's numbers, or a card is needed, and where people are told to go."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.pages.axe import expect_accessible
from tests.pages.layout import expect_well_laid_out
from tests.pages.steps import choose, expect_step, role
from tests.pages.test_kiosk_cards import CARD, scan
from tests.support.browser import Visitors
from tests.support.demo import Demo
from tests.support.made_boards import SIZES


@pytest.fixture(scope="module")
def printer_url() -> str:
    return "virtual:"


@pytest.fixture
def demo(demo: Demo) -> Iterator[Demo]:
    """What a test sets is as before after it."""
    with demo.settings_kept("fields", "kiosk"):
        yield demo
        demo.clear()


def test_a_card_is_asked_for_a_helper_is_named_and_people_are_told_where_to_go(
    visitors: Visitors, demo: Demo
) -> None:
    demo.set_field("HT", helper_only=True, icon="people")
    demo.set_field(
        "CT", card_only=True, icon="stamp", go_to_vi="Tầng 2, phòng 203", go_to_en="Floor 2, room 203"
    )
    kiosk = visitors.kiosk()
    tile = kiosk.locator('[data-field="HT"]')
    expect(role(tile, "load")).to_have_text("Gặp người hướng dẫn")
    expect(tile.locator(".tile-icon .icon")).to_be_visible()
    expect(role(kiosk.locator('[data-field="CT"]'), "rule")).to_have_text("Cần thẻ căn cước")
    expect_well_laid_out(kiosk)
    expect_accessible(kiosk)
    tile.click()
    expect_step(kiosk, "helper")
    expect(role(kiosk, "helper-title")).to_have_text("Số của lĩnh vực này do người hướng dẫn cấp")
    expect(role(kiosk, "guidance-take")).to_be_hidden()
    expect_accessible(kiosk)
    kiosk.locator('[data-for="helper"] [data-action="start"]').click()
    choose(kiosk, "CT")
    take = kiosk.locator('[data-for="confirm"] [data-action="take"]')
    expect(take).to_be_disabled()
    expect(role(kiosk, "chosen-card-text")).to_contain_text("Xin quét mã trên thẻ căn cước")
    expect_accessible(kiosk)
    scan(kiosk, CARD)
    expect(role(kiosk, "chosen-card-text")).to_contain_text("Đã quét thẻ")
    take.click()
    expect_step(kiosk, "result")
    expect(role(kiosk, "result-place")).to_have_text("Mời đến: Tầng 2, phòng 203")
    expect_well_laid_out(kiosk)
    kiosk.locator('[data-for="result"] [data-action="done"]').click()
    choose(kiosk, "CT")
    expect(take).to_be_disabled()


def test_the_screen_above_a_room_says_its_name_and_its_note(visitors: Visitors, demo: Demo) -> None:
    counter = next(each for each in demo.settings()["counters"] if each["n"] == 1)
    note = {"note_vi": "Chỉ nhận hồ sơ đã công chứng", "note_en": "Notarized papers only"}
    demo.manage("PUT", "/settings/counters/1", counter | {"name": "Phòng 203"} | note)
    panel = visitors.page("/", SIZES["counter"])
    panel.evaluate("(token) => localStorage.setItem('goiso.display.token', token)", demo.display_token)
    visitors.go(panel, "/display?layout=counter&counter=1")
    expect(panel.locator("body")).to_have_attribute("data-view", "live")
    expect(role(panel, "desk")).to_have_text("Phòng 203")
    expect(role(panel, "note-vi")).to_have_text("Chỉ nhận hồ sơ đã công chứng")
    expect(role(panel, "note-en")).to_have_text("Notarized papers only")
    expect_well_laid_out(panel, may_shorten=True)
    expect_accessible(panel)
    demo.manage("PUT", "/settings/counters/1", counter)
    expect(role(panel, "note")).to_be_hidden()


def test_a_kiosk_that_gave_many_numbers_asks_for_a_helper(visitors: Visitors, demo: Demo) -> None:
    visitors.forgive("429")
    demo.manage("PUT", "/settings/kiosk", demo.settings()["kiosk"] | {"numbers_per_minute": 1})
    kiosk = visitors.kiosk()
    choose(kiosk, "CT")
    kiosk.locator('[data-action="take"]').click()
    expect_step(kiosk, "result")
    kiosk.locator('[data-for="result"] [data-action="done"]').click()
    choose(kiosk, "CT")
    kiosk.locator('[data-action="take"]').click()
    expect_step(kiosk, "helper")
    expect(role(kiosk, "helper-title")).to_have_text("Máy này vừa cấp nhiều số")
    expect(role(kiosk, "helper-field")).to_have_text("Chứng thực")
    expect_accessible(kiosk)


def test_the_kiosk_asks_how_many_dossiers_and_the_counter_is_told(visitors: Visitors, demo: Demo) -> None:
    demo.set_field("CT", asks_dossiers=True, card_only=True, many_from=15, many_field="HT")
    demo.set_field("HT", helper_only=True)
    kiosk = visitors.kiosk()
    choose(kiosk, "CT")
    one, twelve = (kiosk.locator(f'[data-dossiers="{count}"]') for count in (1, 12))
    expect(one).to_have_attribute("aria-pressed", "true")
    kiosk.locator('[data-dossiers="15"]').click()
    expect(role(kiosk, "chosen-many-text")).to_contain_text(
        "Từ 15 hồ sơ trở lên: số của ông/bà thuộc Tư pháp"
    )
    expect(kiosk.locator('[data-for="confirm"] [data-action="take"]')).to_be_disabled()
    expect_well_laid_out(kiosk)
    demo.set_field("HT", helper_only=False)
    expect(kiosk.locator('[data-for="confirm"] [data-action="take"]')).to_be_enabled()
    twelve.click()
    expect(role(kiosk, "chosen-many")).to_be_hidden()
    expect(one).to_have_attribute("aria-pressed", "false")
    expect_well_laid_out(kiosk)
    expect_accessible(kiosk)
    scan(kiosk, CARD)
    kiosk.locator('[data-for="confirm"] [data-action="take"]').click()
    expect_step(kiosk, "result")
    console = visitors.counter(1)
    console.keyboard.press("Enter")
    expect(role(console, "dossiers-told")).to_have_text("12")
    expect_accessible(console)
    kiosk.locator('[data-for="result"] [data-action="done"]').click()
    choose(kiosk, "CT")
    expect(one).to_have_attribute("aria-pressed", "true")
