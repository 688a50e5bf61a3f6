"""Pages in the states in which people meet them, for tests that look at all of them.

A walk leads one page from state to state and stops in each, so that everything can be looked at in one visit: it yields the
state's name and the page. It gets the visitors, a demo centre that nobody is in, and how the browser looks at the page (its
`size`, and what else a browser's profile may hold).
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

from playwright.sync_api import Page, expect

from tests.pages.steps import (
    call_next,
    choose,
    expect_print,
    expect_settled,
    expect_state,
    expect_step,
    hold,
    press,
    role,
)
from tests.support.browser import COUNTER, HALL, PHONE, Visitors
from tests.support.demo import Demo

Stops = Iterator[tuple[str, Page]]
Walk = Callable[..., Stops]
GROUPS_OF_FOUR = re.compile(r"([0-9a-f]{4} ){15}[0-9a-f]{4}")
LONGER_THAN_IDLE_MS = 31_000
LONGER_THAN_SILENCE_MS = 15_000
STAND_STILL = "(ahead) => { const at = performance.now() + ahead; performance.now = () => at; }"
"""Whoever waits on this page waits no longer than this: however long it is looked at, nobody is asked whether they left."""
BREAK = """(fault) => fetch("/demo/printer/fault", {
  method: "POST",
  headers: {
    "Content-Type": "application/json",
    "X-CSRFToken": document.querySelector('meta[name="csrf-token"]').content,
  },
  body: JSON.stringify({ fault }),
}).then((answer) => answer.json())"""


def kiosk_start(visitors: Visitors, demo: Demo, **look: Any) -> Page:
    for field in ("CT", "CT", "HT", "KQ", "BH"):
        demo.take(field)
    kiosk = visitors.kiosk(**look)
    expect(role(kiosk.locator('[data-field="KQ"]'), "wait")).not_to_be_empty()
    return kiosk


def kiosk_walk(visitors: Visitors, demo: Demo, **look: Any) -> Stops:
    kiosk = kiosk_start(visitors, demo, **look)
    kiosk.evaluate(STAND_STILL, 0)
    yield "start", kiosk
    choose(kiosk, "KQ")
    yield "confirm", kiosk
    kiosk.evaluate(STAND_STILL, LONGER_THAN_IDLE_MS)
    expect(role(kiosk, "still")).to_be_visible()
    yield "still there?", kiosk
    kiosk.locator('[data-action="stay"]').click()
    held = hold(kiosk, "**/api/v1/tickets")
    with kiosk.expect_request("**/api/v1/tickets"):
        kiosk.locator('[data-action="take"]').click()
    expect_step(kiosk, "issuing")
    yield "issuing", kiosk
    visitors.forgive("net::ERR_FAILED")
    kiosk.route("**/api/v1/tickets", lambda route: route.abort())
    held[0].abort()
    expect_step(kiosk, "error")
    yield "server down", kiosk
    kiosk.unroute_all()
    expect_step(kiosk, "result")  # it asks again by itself
    expect_print(kiosk, "printed")
    yield "printed", kiosk
    kiosk.locator('[data-action="done"]').click()
    choose(kiosk, "KQ")
    break_printer(kiosk, "paper_out")
    kiosk.locator('[data-action="take"]').click()
    expect_print(kiosk, "failed")
    expect(role(kiosk, "qr")).to_be_visible()
    break_printer(kiosk, "none")
    yield "not printed", kiosk
    yield "stale", stale(visitors, kiosk)
    kiosk = visitors.page("/kiosk", **look)
    expect(role(kiosk, "enrol")).to_be_visible()
    yield "not enrolled", kiosk


def counter_walk(visitors: Visitors, demo: Demo, **look: Any) -> Stops:
    demo.act(1, "close")
    console = visitors.counter(1, **look)
    expect_state(console, "closed")
    yield "closed", console
    demo.act(1, "open")
    expect_state(console, "open")
    yield "open and empty", console
    call_next(demo, 1)
    demo.act(1, "no-show")
    number = call_next(demo, 1, "HT")["number"]
    for _ in range(3):
        demo.take("CT")
    expect(role(console, "current-number")).to_have_text(number)
    expect(role(console, "waiting-total")).to_have_text("3")
    yield "called", console
    demo.act(1, "serve")
    expect(role(console, "ticket-state")).to_have_attribute("data-state", "serving")
    yield "serving", console
    demo.clear()
    expect(role(console, "nobody")).to_be_visible()
    expect(role(console, "waiting-total")).to_have_text("0")
    visitors.forgive(r"404 .*/call$")
    press(console, "Enter")
    expect(role(console, "notice")).to_be_visible()
    yield "with a notice", console
    number = call_next(demo, 1)["number"]
    expect(role(console, "current-number")).to_have_text(number)
    yield "stale", stale(visitors, console)


def hall_calls(visitors: Visitors, demo: Demo, **look: Any) -> Page:
    fill_hall(demo)
    hall = live(visitors.hall(**look))
    expect(role(hall, "newest-number")).not_to_be_empty()
    return hall


def hall_walk(visitors: Visitors, demo: Demo, **look: Any) -> Stops:
    hall = live(visitors.hall(**look))
    yield "empty", hall
    fill_hall(demo)
    expect(role(hall, "newest-number")).not_to_be_empty()
    expect_settled(hall)
    yield "calls", hall
    yield "stale", stale(visitors, hall)
    hall = visitors.page("/display?hall=1", **look)
    expect(role(hall, "gate")).to_be_visible()
    yield "not enrolled", hall


def manager_walk(visitors: Visitors, demo: Demo, **look: Any) -> Stops:
    """The manager's first page, and what stands beside it, in one window."""
    call_next(demo, 1)
    call_next(demo, 2, "HT")
    demo.act(2, "serve")
    demo.act(3, "pause")
    left_out = demo.leave_out()
    admin = visitors.admin(**look)
    expect(role(admin, "counters").locator("li")).to_have_count(10)
    yield "as usual", admin
    break_printer(admin, "paper_out")
    expect(role(admin, "printer-warning")).to_be_visible()
    yield "printer warning", admin
    break_printer(admin, "none")
    admin.get_by_role("button", name="Thu hồi").first.click()
    expect(role(admin, "revoke-dialog")).to_be_visible()
    yield "revoke?", admin
    admin.keyboard.press("Escape")
    admin.fill('[name="name"]', f"Máy lấy số cửa phụ {left_out}, tầng hai, khu nhà đa năng")
    admin.get_by_role("button", name="Thêm thiết bị").click()
    expect(role(admin, "link")).to_be_visible()
    yield "new device", admin
    visitors.go(admin, "/admin").locator('a[href="/admin/left-out"]').click()
    expect(admin.locator("td").first).to_contain_text(left_out)
    yield "a number left out", admin
    visitors.go(admin, "/admin").locator('a[href="/admin/journal"]').click()
    expect(admin.locator("td").last).to_contain_text(GROUPS_OF_FOUR)
    yield "where the journal ended", admin
    visitors.go(admin, f"/admin/devices?code={asked_pairing(visitors)}")
    expect(role(admin, "asks")).to_be_visible()
    expect(role(admin, "state").first).not_to_have_text("Đang tải…")
    yield "devices", admin
    visitors.go(admin, "/admin/devices")
    admin.locator("[data-device]").filter(has_text="Máy tại quầy").first.get_by_role("link").click()
    expect(role(admin, "loss")).to_be_visible()
    yield "one device", admin


def asked_pairing(visitors: Visitors) -> str:
    """The code of a machine that asks to be paired."""
    screen = visitors.page("/pin")
    expect(role(screen, "pairing-code")).to_have_text(re.compile(r"\d{3} \d{3}"))
    code = role(screen, "pairing-code").inner_text().replace(" ", "")
    screen.close()
    return code


def public_walk(visitors: Visitors, demo: Demo, **look: Any) -> Stops:
    """What anybody may open, in one window."""
    demo.take("KQ")
    page = visitors.page("/demo/printer", **look)
    expect(role(page, "slips").locator("img").first).to_be_visible()
    yield "printer", page
    for name, path in (("home", "/"), ("components", "/components"), ("sign-in", "/sign-in")):
        yield name, visitors.go(page, path)
    visitors.forgive("401")
    page.fill('[name="username"]', "canbo01")
    page.fill('[name="password"]', "không phải mật khẩu")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    yield "sign-in: wrong", page
    visitors.go(page, "/enter")
    expect(role(page, "incomplete")).to_be_visible()
    yield "enrol: incomplete", page


def track_walk(visitors: Visitors, demo: Demo, **look: Any) -> Stops:
    page = visitors.fresh(**look)
    for state, ticket in TICKETS.items():
        demo.clear()
        visitors.go(page, f"/t/{ticket(demo)['track']}")
        expect(page.locator(f'[data-state="{state}"]')).to_be_visible()
        yield state, page
        if state == "soon":
            page.locator(".track-cancel summary").click()
            expect(page.locator(".track-cancel form")).to_be_visible()
            yield "giving up", page


def waiting_ticket(demo: Demo) -> dict[str, Any]:
    demo.take("KQ")
    return demo.take("KQ")


def ticket_after(*actions: str) -> Callable[[Demo], dict[str, Any]]:
    """A ticket with which counter 5 has done all this."""

    def ticket(demo: Demo) -> dict[str, Any]:
        taken = demo.take("KQ")
        for action in actions:
            demo.act(5, action)
        return taken

    return ticket


def cancelled_ticket(demo: Demo) -> dict[str, Any]:
    taken = demo.take("KQ")
    demo.clear()
    return taken


def unserved_ticket(demo: Demo) -> dict[str, Any]:
    """A ticket of a field whose only counter has closed."""
    demo.act(5, "close")
    return demo.take("CA")


TICKETS: dict[str, Callable[[Demo], dict[str, Any]]] = {
    "waiting": waiting_ticket,
    "soon": ticket_after(),
    "unserved": unserved_ticket,
    "called": ticket_after("call"),
    "serving": ticket_after("call", "serve"),
    "no_show": ticket_after("call", "no-show"),
    "finished": ticket_after("call", "serve", "finish"),
    "cancelled": cancelled_ticket,
}

WALKS: dict[str, tuple[Walk, tuple[int, int]]] = {
    "hall": (hall_walk, HALL),
    "counter": (counter_walk, COUNTER),
    "manager": (manager_walk, COUNTER),
    "anybody": (public_walk, COUNTER),
    "track": (track_walk, PHONE),
}
"""All but the kiosk's, each with the size of the screen on which it is usually seen."""


def fill_hall(demo: Demo) -> None:
    """Counters that call, serve and call again, and people who wait."""
    for n, field in enumerate(("CT", "HT", "DD", "VX", "KQ"), 1):
        call_next(demo, n, field)
    demo.act(1, "recall")
    demo.act(2, "serve")
    demo.act(3, "no-show")
    for field in ("CT", "CT", "HT", "KQ", "BH"):
        demo.take(field)


def live(hall: Page) -> Page:
    """The hall screen, when it shows the hall."""
    expect(hall.locator("body")).to_have_attribute("data-view", "live")
    return hall


def stale(visitors: Visitors, page: Page) -> Page:
    """The page, after it has heard nothing for long."""
    visitors.forgive_lost_line()
    page.clock.install()
    with page.expect_websocket() as line:
        page.reload()
    line.value.wait_for_event("framereceived", lambda frame: "snapshot" in str(frame))
    page.wait_for_load_state(
        "networkidle"
    )  # what is still under way then keeps the browser's network busy for ever
    page.context.set_offline(True)
    page.clock.fast_forward(LONGER_THAN_SILENCE_MS)
    expect(role(page, "stale")).to_be_visible()
    return page


def break_printer(page: Page, fault: str) -> None:
    """Give the virtual printer this fault, as its own page does."""
    assert page.evaluate(BREAK, fault)["fault"] == fault


def in_language(page: Page, name: str) -> Page:
    """The kiosk after a touch on a language; where a dialog lies over its button, as if touched before."""
    button = page.get_by_role("button", name=name)
    if button.is_visible():
        button.dispatch_event("click")
    return page


def in_english(page: Page) -> Page:
    """The kiosk after a touch on English."""
    return in_language(page, "English")
