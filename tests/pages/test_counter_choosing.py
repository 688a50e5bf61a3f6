"""Choosing a number by typing it, and questions in which nothing is chosen before somebody chooses."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.pages.axe import expect_accessible
from tests.pages.staying import Staying
from tests.pages.steps import (
    answer,
    call_next,
    expect_dialog,
    expect_in_hand,
    expect_state,
    hold,
    press,
    role,
)
from tests.support.browser import Visitors
from tests.support.demo import Demo


@pytest.fixture(scope="module")
def printer_url() -> str:
    return "virtual:"


@pytest.fixture
def visitors(those_who_stay: Staying) -> Staying:
    """The officer of counter 1 stays from test to test."""
    return those_who_stay


@pytest.fixture
def waiting(demo: Demo) -> list[dict[str, Any]]:
    """Twelve people of two fields of counter 1."""
    return [demo.take("HT" if n % 4 == 3 else "CT") for n in range(12)]


def short(number: str) -> str:
    """A number as people type it: A017 is a17."""
    return f"{number[0].lower()}{int(number[1:])}"


def pick(console: Page, people: int = 12) -> None:
    expect(role(console, "waiting-total")).to_have_text(str(people))
    press(console, "l")
    expect_dialog(console, "pick")


def shown(console: Page) -> list[str]:
    return console.locator('dialog[open] [data-role="tickets"] [data-role="choice-title"]').all_inner_texts()


def test_a_number_beyond_those_listed_is_found_and_called(demo: Demo, visitors: Visitors) -> None:
    people = [demo.take("CT") for _ in range(53)]
    wanted = people[-2]["number"]
    console = visitors.counter(1)
    pick(console, 53)
    console.get_by_label("Tìm số").fill(short(wanted))
    expect(console.locator('dialog[open] [data-role="tickets"]')).to_contain_text(wanted)
    expect(console.locator("dialog[open]").get_by_text("Không có số nào")).to_be_hidden()
    assert shown(console) == [wanted]
    console.get_by_label("Tìm số").fill("a999")
    expect(console.locator("dialog[open]").get_by_text("Không có số nào")).to_be_visible()
    console.get_by_label("Tìm số").fill(short(wanted))
    expect(console.locator('dialog[open] [data-role="tickets"]')).to_contain_text(wanted)
    console.locator("dialog[open] [data-confirm]").click()
    expect(role(console, "why-number")).to_contain_text(wanted)
    console.locator("dialog[open] [data-confirm]").click()
    expect_in_hand(console, wanted, "called")


def test_a_number_that_is_typed_is_the_one_that_is_called(
    waiting: list[dict[str, Any]], visitors: Visitors
) -> None:
    wanted = waiting[9]["number"]
    console = visitors.counter(1)
    pick(console)
    console.keyboard.type(short(wanted))
    expect(role(console, "tickets").locator("input:checked")).to_have_count(1)
    assert shown(console)[0] == wanted
    console.keyboard.press("Enter")
    expect(role(console, "why-number")).to_contain_text(wanted)
    answer(console, "1")
    expect_in_hand(console, wanted, "called")


def test_whoever_waits_for_another_counter_is_marked_where_numbers_are_chosen(
    demo: Demo, visitors: Visitors
) -> None:
    call_next(demo, 1)
    demo.act(1, "transfer", counter=4)
    demo.take("CT")
    console = visitors.counter(1)
    pick(console, people=2)
    details = role(role(expect_dialog(console, "pick"), "tickets"), "choice-detail")
    expect(details.filter(has_text="Dành cho quầy 4")).to_have_count(1)
    expect(details).to_have_count(2)


def test_a_paper_number_that_was_not_brought_in_leads_to_the_page_that_does(
    waiting: list[dict[str, Any]], visitors: Visitors
) -> None:
    console = visitors.counter(1)
    pick(console)
    expect(role(console, "not-brought-in")).to_be_hidden()
    console.keyboard.type("dpa 7")
    expect(role(console, "not-brought-in")).to_be_visible()
    expect(role(console, "not-brought-in").get_by_role("link")).to_have_attribute("href", "/admin/paper")


def test_who_holds_a_paper_number_at_the_counter_is_brought_in_and_called_in_one_step(
    demo: Demo, visitors: Visitors
) -> None:
    pads = visitors.signed_in("quanly", "/admin/paper")
    with pads.expect_download() as printed:
        pads.get_by_role("button", name="Tạo tập mới (PDF)").click()
    prefix = printed.value.suggested_filename.removeprefix("so-giay-").removesuffix(".pdf")
    demo.take("CT")
    console = visitors.counter(1)
    pick(console, 1)
    console.keyboard.type(f"{prefix.lower()} 7")
    expect(role(console, "not-brought-in")).to_be_visible()
    expect_accessible(console)
    role(console, "paper-field").select_option("HT")
    role(console, "bring-in").click()
    expect_in_hand(console, f"{prefix}007", "called")
    assert demo.console(1)["ticket"]["field"] == "HT"

    demo.act(1, "no-show")
    console.goto(
        f"{demo.url}/admin/paper"
    )  # what is done while nobody waits: the console has nothing to choose from
    for name, typed in (("number", f"{prefix}008"), ("at", "08:00")):
        role(console, name).fill(typed)
    role(console, "field").select_option("CT")
    role(console, "call").click()
    console.wait_for_url("**/counter/1")
    expect_in_hand(console, f"{prefix}008", "called")


def test_digits_of_a_typed_number_choose_nobody_else(
    waiting: list[dict[str, Any]], visitors: Visitors
) -> None:
    console = visitors.counter(1)
    pick(console)
    console.keyboard.type("a")
    expect(console.locator("dialog[open] [data-role='tickets'] [data-key]")).to_have_count(0)
    console.keyboard.type("999")
    expect(role(console, "no-ticket")).to_be_visible()
    console.keyboard.press("Enter")
    expect_dialog(console, "pick")
    expect(role(console, "why")).to_be_hidden()
    expect(console.locator("dialog[open] [data-confirm]")).to_be_disabled()


def test_digits_choose_by_place_again_when_the_box_is_empty(
    waiting: list[dict[str, Any]], visitors: Visitors
) -> None:
    console = visitors.counter(1)
    pick(console)
    console.keyboard.type("a9")
    for _ in "a9":
        console.keyboard.press("Backspace")
    expect(role(console, "tickets").locator("input")).to_have_count(12)
    console.keyboard.press("3")
    third = role(console, "tickets").locator(".choice").nth(2)
    expect(third.locator("input")).to_be_checked()
    expect(third).to_contain_text(waiting[2]["number"])


def test_a_number_is_typed_though_the_focus_is_on_the_list(
    waiting: list[dict[str, Any]], visitors: Visitors
) -> None:
    wanted = waiting[5]["number"]
    console = visitors.counter(1)
    pick(console)
    console.keyboard.press("ArrowDown")
    console.keyboard.type(short(wanted))
    expect(role(console, "tickets").locator("input:checked")).to_have_count(1)
    assert shown(console)[0] == wanted


@pytest.mark.parametrize("key", ["c", "NumpadMultiply", "o", "p"])
def test_enter_alone_moves_nobody_and_hands_nothing_over(key: str, demo: Demo, visitors: Visitors) -> None:
    if key == "c":
        call_next(demo, 1)
    before = held(demo)
    console = visitors.counter(1)
    expect_state(console, "open")
    press(console, key)
    dialog = console.locator("dialog[open]")
    expect(dialog.locator(".choice-input:visible").first).to_be_visible()
    expect(dialog.locator(".choice-input:checked")).to_have_count(0)
    expect(dialog.locator("[data-confirm]")).to_be_disabled()
    console.keyboard.press("Enter")
    expect(dialog).to_be_visible()
    assert held(demo) == before


def test_officers_that_come_late_take_the_focus_from_what_closes_the_question(visitors: Visitors) -> None:
    console = visitors.counter(1)
    expect_state(console, "open")
    asked = hold(console, "**/api/v1/officers", "GET")
    with console.expect_request("**/api/v1/officers"):
        press(console, "o")
    dialog = expect_dialog(console, "hand-over")
    asked[0].continue_()
    expect(dialog.locator(".choice-input:not(:disabled)").first).to_be_focused()
    console.keyboard.press("Enter")
    expect(dialog).to_be_visible()


def held(demo: Demo) -> list[Any]:
    """What would change: the counter's state, who holds it, the number in hand."""
    now = demo.console(1)
    return [now["state"], now["officer"], (now["ticket"] or {}).get("number")]


def test_the_first_step_down_chooses_the_first(demo: Demo, visitors: Visitors) -> None:
    console = visitors.counter(1)
    press(console, "p")
    dialog = expect_dialog(console, "pause")
    console.keyboard.press("NumpadAdd")
    expect(dialog.locator(".choice-input").first).to_be_checked()
    console.keyboard.press("NumpadAdd")
    expect(dialog.locator(".choice-input").nth(1)).to_be_checked()


def test_the_key_for_a_break_asks_no_priority(demo: Demo, visitors: Visitors) -> None:
    ticket = call_next(demo, 1)
    console = visitors.counter(1)
    expect_in_hand(console, ticket["number"], "called")
    press(console, "p")
    press(console, "i")
    expect_dialog(console, "priority")
    expect(console.locator("dialog[open]")).to_have_count(1)
    console.keyboard.press("Escape")
    press(console, "NumpadMultiply")
    expect_dialog(console, "priority")


def test_the_mark_of_a_class_tells_by_what_rule_it_goes_first(demo: Demo, visitors: Visitors) -> None:
    ticket = demo.take("CT", priority="elderly")
    demo.act(1, "call")
    console = visitors.counter(1)
    expect_in_hand(console, ticket["number"], "called")
    mark = role(role(console, "marks"), "priority")
    expect(mark).to_have_text("Người cao tuổi")
    expect(mark).to_have_attribute("title", re.compile("Luật Người cao tuổi 39/2009"))
