"""The main job in a browser: a touch, a slip, a key, and the number on every hall screen."""

from typing import Any

from PIL import Image
from playwright.sync_api import Route, expect

from kiosk.drawing import render
from kiosk.filling import SlipFiller
from server.core.forecast.wait_words import wait_words
from tests.pages.steps import choose, expect_newest, expect_print, expect_step, press, role, stop_clock, take
from tests.support.browser import KIOSK_WIDE, Visitors
from tests.support.demo import Demo
from tests.support.golden import differing_dots
from tests.support.tcp_printer import TcpPrinter


def test_it_leads_from_a_touch_to_every_hall_screen(
    demo: Demo, printer: TcpPrinter, visitors: Visitors
) -> None:
    kiosk, console, halls = visitors.kiosk(), visitors.counter(1), [visitors.hall(), visitors.hall()]
    already = len(printer.pages)

    ticket = take(kiosk, "CT")
    expect(role(kiosk, "number")).to_have_text(ticket["number"])
    expect_print(kiosk, "printed")
    (slip,) = printer.pages[already:]
    assert slip.size == (expected := drawn(demo, ticket)).size
    assert differing_dots(slip, expected) == 0

    expect(role(console, "waiting-total")).to_have_text("1")
    press(console, "Enter")
    expect(role(console, "current-number")).to_have_text(ticket["number"])
    for hall in halls:
        expect_newest(hall, ticket["number"], 1)
        expect(role(hall, "invite")).to_be_visible()
        expect(role(hall.locator('[data-counter="1"]'), "number")).to_have_text(ticket["number"])

    press(console, "Enter")
    expect(role(console, "ticket-state")).to_have_attribute("data-state", "serving")
    for hall in halls:
        expect_newest(hall, ticket["number"], 1, "serving")
    press(console, "Enter")
    expect(role(console, "nobody")).to_be_visible()
    assert demo.ticket(ticket["id"])["state"] == "finished"
    for hall in halls:
        expect(role(hall, "called-last")).to_be_visible()  # nobody is invited any more
        expect(role(hall, "invite")).to_be_hidden()


def test_its_kiosk_returns_to_the_start_by_itself_but_not_under_somebody_who_reads(
    demo: Demo, visitors: Visitors
) -> None:
    kiosk = visitors.kiosk(KIOSK_WIDE, own_clock=True)
    for sign in ("touch", "key"):
        kiosk.clock.resume()
        take(kiosk, "DD")
        expect_print(kiosk, "printed")
        stop_clock(kiosk)
        for _ in range(2):
            kiosk.clock.run_for(15_000)
            if sign == "touch":
                role(kiosk, "number").click()
            else:
                kiosk.keyboard.press("ArrowDown")
            expect(role(kiosk, "closing-text")).to_contain_text("20")
        kiosk.clock.run_for(18_000)
        expect_step(kiosk, "result")
        kiosk.clock.run_for(5_000)
        expect_step(kiosk, "start")
        expect(role(kiosk, "number")).to_have_text("")


def test_a_double_tap_on_a_field_takes_no_number_yet(demo: Demo, visitors: Visitors) -> None:
    kiosk = visitors.kiosk()
    for field in kiosk.locator("[data-field]").all():
        field.dblclick()
        expect_step(kiosk, "confirm")
        kiosk.keyboard.press("Escape")
        expect_step(kiosk, "start")
    assert sum(field["waiting"] for field in demo.centre()["fields"]) == 0


def test_a_double_tap_on_take_or_taps_faster_than_any_finger_make_one_ticket_and_leave_the_number_up(
    demo: Demo, visitors: Visitors
) -> None:
    kiosk = visitors.kiosk()
    choose(kiosk, "CT")
    kiosk.locator('[data-action="take"]').dblclick()
    expect_print(kiosk, "printed")
    expect_step(kiosk, "result")
    assert demo.waiting("CT") == 1

    kiosk.keyboard.press("Escape")
    expect_step(kiosk, "start")
    choose(kiosk, "CT")
    kiosk.locator('[data-action="take"]').evaluate("(take) => { take.click(); take.click(); take.click(); }")
    expect_print(kiosk, "printed")
    assert demo.waiting("CT") == 2


def test_an_answer_that_was_lost_on_the_way_makes_no_second_ticket(
    demo: Demo, printer: TcpPrinter, visitors: Visitors
) -> None:
    kiosk, already, lost = visitors.kiosk(), len(printer.pages), []
    visitors.forgive("net::ERR_FAILED")

    def lose_the_first(route: Route) -> None:
        if lost:
            return route.continue_()
        lost.append(route.fetch().json())
        return route.abort()

    kiosk.route("**/api/v1/tickets", lose_the_first)
    choose(kiosk, "CT")
    kiosk.locator('[data-action="take"]').click()
    expect_print(kiosk, "printed")
    expect(role(kiosk, "number")).to_have_text(lost[0]["number"])
    assert demo.waiting("CT") == 1
    assert len(printer.pages) == already + 1


def drawn(demo: Demo, ticket: dict[str, Any]) -> Image.Image:
    """The slip as the kiosk room draws it for this ticket: its QR holds the tracking address."""
    filler = SlipFiller(lambda _: demo.centre(), lambda _: None, lambda: demo.url, wait_words)
    return render(filler(ticket, "vi"), 576)
