"""Pages in the states in which people meet them, for tests that look at all of them.

A scene gets the visitors, a demo centre that nobody is in, and how the browser looks at the page
(its `size`, and what else a browser's profile may hold); it answers the page.
"""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from tests.pages.steps import call_next, choose, expect_print, expect_step, press, role
from tests.support.browser import COUNTER, HALL, KIOSK, PHONE, Visitors
from tests.support.demo import Demo

Scene = Callable[..., Page]
GROUPS_OF_FOUR = re.compile(r"([0-9a-f]{4} ){15}[0-9a-f]{4}")
LONGER_THAN_IDLE_MS = 31_000
LONGER_THAN_SILENCE_MS = 15_000


def kiosk_start(visitors: Visitors, demo: Demo, **look: Any) -> Page:
    for field in ("CT", "CT", "HT", "KQ", "BH"):
        demo.take(field)
    kiosk = visitors.kiosk(**look)
    expect(role(kiosk.locator('[data-field="KQ"]'), "wait")).not_to_be_empty()
    return kiosk


def kiosk_confirm(visitors: Visitors, demo: Demo, **look: Any) -> Page:
    kiosk = kiosk_start(visitors, demo, **look)
    choose(kiosk, "KQ")
    return kiosk


def kiosk_still_there(visitors: Visitors, demo: Demo, **look: Any) -> Page:
    kiosk = visitors.kiosk(**look)
    kiosk.clock.install()
    choose(kiosk, "KQ")
    kiosk.clock.fast_forward(LONGER_THAN_IDLE_MS)
    expect(role(kiosk, "still")).to_be_visible()
    expect(role(kiosk, "stale")).to_be_hidden()  # to the live line it was a jump of the clock
    return kiosk


def kiosk_issuing(visitors: Visitors, demo: Demo, **look: Any) -> Page:
    kiosk = visitors.kiosk(**look)
    kiosk.route("**/api/v1/tickets", lambda route: None)
    choose(kiosk, "KQ")
    kiosk.locator('[data-action="take"]').click()
    expect_step(kiosk, "issuing")
    return kiosk


def kiosk_printed(visitors: Visitors, demo: Demo, **look: Any) -> Page:
    kiosk = kiosk_confirm(visitors, demo, **look)
    kiosk.clock.install()
    kiosk.locator('[data-action="take"]').click()
    expect_print(kiosk, "printed")
    return kiosk


def kiosk_not_printed(visitors: Visitors, demo: Demo, **look: Any) -> Page:
    kiosk = kiosk_confirm(visitors, demo, **look)
    kiosk.clock.install()
    printer = visitors.page("/demo/printer")
    break_printer(printer, "paper_out")
    kiosk.locator('[data-action="take"]').click()
    expect_print(kiosk, "failed")
    expect(role(kiosk, "qr")).to_be_visible()
    break_printer(printer, "none")
    printer.close()
    return kiosk


def kiosk_down(visitors: Visitors, demo: Demo, **look: Any) -> Page:
    visitors.forgive("net::ERR_FAILED")
    kiosk = visitors.kiosk(**look)
    kiosk.route("**/api/v1/tickets", lambda route: route.abort())
    choose(kiosk, "KQ")
    kiosk.locator('[data-action="take"]').click()
    expect_step(kiosk, "error")
    return kiosk


def kiosk_not_enrolled(visitors: Visitors, demo: Demo, **look: Any) -> Page:
    kiosk = visitors.page("/kiosk", **look)
    expect(role(kiosk, "enrol")).to_be_visible()
    return kiosk


def kiosk_stale(visitors: Visitors, demo: Demo, **look: Any) -> Page:
    return stale(visitors, kiosk_start(visitors, demo, **look))


def counter_closed(visitors: Visitors, demo: Demo, **look: Any) -> Page:
    demo.act(1, "close")
    return console_in("closed", visitors, **look)


def counter_empty(visitors: Visitors, demo: Demo, **look: Any) -> Page:
    return console_in("open", visitors, **look)


def counter_called(visitors: Visitors, demo: Demo, **look: Any) -> Page:
    call_next(demo, 1)
    demo.act(1, "no-show")
    ticket = call_next(demo, 1, "HT")
    for _ in range(3):
        demo.take("CT")
    console = console_in("open", visitors, **look)
    expect(role(console, "current-number")).to_have_text(ticket["number"])
    return console


def counter_serving(visitors: Visitors, demo: Demo, **look: Any) -> Page:
    call_next(demo, 1)
    demo.act(1, "serve")
    console = console_in("open", visitors, **look)
    expect(role(console, "ticket-state")).to_have_attribute("data-state", "serving")
    return console


def counter_told(visitors: Visitors, demo: Demo, **look: Any) -> Page:
    visitors.forgive(r"404 .*/call$")
    console = console_in("open", visitors, **look)
    press(console, "Enter")
    expect(role(console, "notice")).to_be_visible()
    return console


def counter_stale(visitors: Visitors, demo: Demo, **look: Any) -> Page:
    return stale(visitors, counter_called(visitors, demo, **look))


def hall_empty(visitors: Visitors, demo: Demo, **look: Any) -> Page:
    return live(visitors.hall(**look))


def hall_calls(visitors: Visitors, demo: Demo, **look: Any) -> Page:
    for n, field in enumerate(("CT", "HT", "DD", "VX", "KQ"), 1):
        call_next(demo, n, field)
    demo.act(1, "recall")
    demo.act(2, "serve")
    demo.act(3, "no-show")
    for field in ("CT", "CT", "HT", "KQ", "BH"):
        demo.take(field)
    hall = live(visitors.hall(**look))
    expect(role(hall, "newest-number")).not_to_be_empty()
    return hall


def hall_not_enrolled(visitors: Visitors, demo: Demo, **look: Any) -> Page:
    hall = visitors.page("/display?hall=1", **look)
    expect(role(hall, "gate")).to_be_visible()
    return hall


def hall_stale(visitors: Visitors, demo: Demo, **look: Any) -> Page:
    return stale(visitors, hall_calls(visitors, demo, **look))


def manager(visitors: Visitors, demo: Demo, **look: Any) -> Page:
    call_next(demo, 1)
    call_next(demo, 2, "HT")
    demo.act(2, "serve")
    demo.act(3, "pause")
    admin = visitors.admin(**look)
    expect(role(admin, "counters").locator("li")).to_have_count(10)
    return admin


def manager_warned(visitors: Visitors, demo: Demo, **look: Any) -> Page:
    printer = visitors.page("/demo/printer")
    break_printer(printer, "paper_out")
    admin = manager(visitors, demo, **look)
    expect(role(admin, "printer-warning")).to_be_visible()
    break_printer(printer, "none")
    printer.close()
    return admin


def manager_asked(visitors: Visitors, demo: Demo, **look: Any) -> Page:
    admin = manager(visitors, demo, **look)
    admin.get_by_role("button", name="Thu hồi").first.click()
    expect(role(admin, "revoke-dialog")).to_be_visible()
    return admin


def manager_device(visitors: Visitors, demo: Demo, **look: Any) -> Page:
    admin = visitors.admin(**look)
    others = admin.locator("[data-device]").count()
    admin.fill('[name="name"]', f"Máy lấy số cửa phụ {others}, tầng hai, khu nhà đa năng")
    admin.get_by_role("button", name="Thêm thiết bị").click()
    expect(role(admin, "link")).to_be_visible()
    return admin


def manager_devices(visitors: Visitors, demo: Demo, **look: Any) -> Page:
    """All machines, and one that asks to be paired."""
    screen = visitors.page("/pin")
    expect(role(screen, "pairing-code")).to_have_text(re.compile(r"\d{3} \d{3}"))
    code = role(screen, "pairing-code").inner_text().replace(" ", "")
    screen.close()
    admin = visitors.signed_in("quanly", f"/admin/devices?code={code}", **look)
    expect(role(admin, "asks")).to_be_visible()
    expect(role(admin, "state").first).not_to_have_text("Đang tải…")
    return admin


def manager_one_device(visitors: Visitors, demo: Demo, **look: Any) -> Page:
    admin = visitors.signed_in("quanly", "/admin/devices", **look)
    admin.locator("[data-device]").filter(has_text="Máy tại quầy").first.get_by_role("link").click()
    expect(role(admin, "loss")).to_be_visible()
    return admin


def manager_left_out(visitors: Visitors, demo: Demo, **look: Any) -> Page:
    number = demo.leave_out()
    admin = visitors.admin(**look)
    admin.locator('a[href="/admin/left-out"]').click()
    expect(admin.locator("td").first).to_contain_text(number)
    return admin


def manager_journal(visitors: Visitors, demo: Demo, **look: Any) -> Page:
    admin = visitors.admin(**look)
    admin.locator('a[href="/admin/journal"]').click()
    expect(admin.locator("td").last).to_contain_text(GROUPS_OF_FOUR)
    return admin


def enrol_incomplete(visitors: Visitors, demo: Demo, **look: Any) -> Page:
    page = visitors.page("/enter", **look)
    expect(role(page, "incomplete")).to_be_visible()
    return page


def sign_in(visitors: Visitors, demo: Demo, **look: Any) -> Page:
    return visitors.page("/sign-in", **look)


def sign_in_wrong(visitors: Visitors, demo: Demo, **look: Any) -> Page:
    visitors.forgive("401")
    page = visitors.page("/sign-in", **look)
    page.fill('[name="username"]', "canbo01")
    page.fill('[name="password"]', "không phải mật khẩu")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    return page


def track(state: str) -> Scene:
    """A tracking page whose ticket is in this state."""

    def scene(visitors: Visitors, demo: Demo, **look: Any) -> Page:
        ticket = TICKETS[state](demo)
        page = visitors.page(f"/t/{ticket['track']}", **look)
        expect(page.locator(f'[data-state="{state}"]')).to_be_visible()
        return page

    return scene


def track_giving_up(visitors: Visitors, demo: Demo, **look: Any) -> Page:
    page = track("soon")(visitors, demo, **look)
    page.locator(".track-cancel summary").click()
    expect(page.locator(".track-cancel form")).to_be_visible()
    return page


def printer_with_slip(visitors: Visitors, demo: Demo, **look: Any) -> Page:
    demo.take("KQ")
    page = visitors.page("/demo/printer", **look)
    expect(role(page, "slips").locator("img").first).to_be_visible()
    return page


def home(visitors: Visitors, demo: Demo, **look: Any) -> Page:
    return visitors.page("/", **look)


def components(visitors: Visitors, demo: Demo, **look: Any) -> Page:
    return visitors.page("/components", **look)


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

KIOSK_SCENES: dict[str, Scene] = {
    "start": kiosk_start,
    "confirm": kiosk_confirm,
    "still there?": kiosk_still_there,
    "issuing": kiosk_issuing,
    "printed": kiosk_printed,
    "not printed": kiosk_not_printed,
    "server down": kiosk_down,
    "not enrolled": kiosk_not_enrolled,
}
HALL_SCENES: dict[str, Scene] = {
    "hall: empty": hall_empty,
    "hall: calls": hall_calls,
    "hall: not enrolled": hall_not_enrolled,
}
COUNTER_SCENES: dict[str, Scene] = {
    "counter: closed": counter_closed,
    "counter: open and empty": counter_empty,
    "counter: called": counter_called,
    "counter: serving": counter_serving,
    "counter: with a notice": counter_told,
}
TRACK_SCENES: dict[str, Scene] = {
    **{f"track: {state}": track(state) for state in TICKETS},
    "track: giving up": track_giving_up,
}
DESK_SCENES: dict[str, Scene] = {
    "manager": manager,
    "manager: printer warning": manager_warned,
    "manager: revoke?": manager_asked,
    "manager: new device": manager_device,
    "manager: devices": manager_devices,
    "manager: one device": manager_one_device,
    "manager: a number left out": manager_left_out,
    "manager: where the journal ended": manager_journal,
    "enrol: incomplete": enrol_incomplete,
    "sign-in": sign_in,
    "sign-in: wrong": sign_in_wrong,
    "printer": printer_with_slip,
    "home": home,
    "components": components,
}
STALE_SCENES: dict[str, Scene] = {
    "kiosk: stale": kiosk_stale,
    "hall: stale": hall_stale,
    "counter: stale": counter_stale,
}
SIZES = {"kiosk": KIOSK, "hall": HALL, "track": PHONE}


def size_of(name: str) -> tuple[int, int]:
    """The size of the screen on which a scene is usually seen."""
    return SIZES.get(name.partition(":")[0], COUNTER)


def console_in(state: str, visitors: Visitors, **look: Any) -> Page:
    """The console of counter 1, when it shows that the counter is in this state."""
    console = visitors.counter(1, **look)
    expect(console.locator("body")).to_have_attribute("data-state", state)
    return console


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
    page.context.set_offline(True)
    page.clock.fast_forward(LONGER_THAN_SILENCE_MS)
    expect(role(page, "stale")).to_be_visible()
    return page


def break_printer(page: Page, fault: str) -> None:
    """Give the virtual printer this fault, on its own page."""
    button = page.locator(f'[data-fault="{fault}"]')
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")


def in_english(page: Page) -> Page:
    """The kiosk after a touch on English; where a dialog lies over the button, as if touched before."""
    english = page.get_by_role("button", name="English")
    if english.is_visible():
        english.dispatch_event("click")
    return page
