"""What people do on the pages, and what they look at."""

import json
from datetime import datetime
from typing import Any

from playwright.sync_api import Locator, Page, Route, expect

from tests.pages.settled import drawn
from tests.support.demo import Demo

SETTLED_TIMES = 4


def role(place: Page | Locator, name: str) -> Locator:
    """The element with this role."""
    return place.locator(f'[data-role="{name}"]')


def choose(kiosk: Page, field: str) -> None:
    """Touch a field on the kiosk."""
    kiosk.locator(f'[data-field="{field}"]').click()
    expect_step(kiosk, "confirm")


def take(kiosk: Page, field: str) -> dict[str, Any]:
    """Take a number; answers the ticket as the server gave it to the kiosk."""
    choose(kiosk, field)
    with kiosk.expect_response("**/api/v1/tickets") as answer:
        kiosk.locator('[data-action="take"]').click()
    expect_step(kiosk, "result")
    ticket: dict[str, Any] = answer.value.json()
    return ticket


def expect_step(kiosk: Page, step: str) -> None:
    """The kiosk shows this step and no other."""
    expect(kiosk.locator("[data-for]:visible")).to_have_attribute("data-for", step)


def expect_print(kiosk: Page, state: str) -> None:
    """The kiosk shows a number and says what became of its slip; before it does, the last one's slip stands there unseen."""
    expect_step(kiosk, "result")
    expect(role(kiosk, "print-state")).to_have_attribute("data-state", state)


def expect_newest(hall: Page, number: str, counter: int, state: str = "called") -> None:
    """The hall screen shows this number as the newest call."""
    expect(role(hall, "newest-number")).to_have_text(number)
    expect(role(hall, "newest-counter")).to_have_text(str(counter))
    expect(hall.locator(".hall-newest")).to_have_attribute("data-state", state)


def press(console: Page, *keys: str) -> None:
    """Press keys on a counter's console, each when what went before is over."""
    for key in keys:
        expect(console.locator('[aria-busy="true"]')).to_have_count(0)
        console.keyboard.press(key)


def expect_dialog(console: Page, name: str) -> Locator:
    """This dialog is open and can be answered."""
    dialog = console.locator(f'dialog[open][data-dialog="{name}"]')
    expect(dialog).to_be_visible()
    return dialog


def answer(console: Page, *keys: str, enter: str = "Enter") -> None:
    """Press keys in the open dialog, then Enter; waits until it has closed."""
    dialog = console.locator("dialog[open]")
    expect(dialog).to_be_visible()
    for key in keys:
        if (sign := key.removeprefix("Numpad")).isdigit():
            expect(dialog.locator(f'[data-key="{sign}"]:not(:disabled):visible')).to_be_visible()
        console.keyboard.press(key)
    expect(dialog.locator("[data-confirm]")).to_be_enabled()
    console.keyboard.press(enter)
    expect(console.locator("dialog[open]")).to_have_count(0)


def expect_state(console: Page, state: str) -> None:
    """The counter is open, paused or closed, and the badge says so."""
    expect(console.locator("body")).to_have_attribute("data-state", state)
    expect(role(console, "state")).to_have_attribute("data-state", state)


def expect_in_hand(console: Page, number: str, state: str) -> None:
    """This number is in the officer's hand."""
    expect(role(console, "current-number")).to_have_text(number)
    expect(role(console, "ticket-state")).to_have_attribute("data-state", state)


def expect_nobody(console: Page) -> None:
    """No number is in the officer's hand."""
    expect(role(console, "nobody")).to_be_visible()


def expect_shown(console: Page, demo: Demo, n: int = 1) -> None:
    """The console shows how counter `n` is now."""
    now = demo.console(n)
    expect_state(console, now["state"])
    expect(role(console, "waiting-total")).to_have_text(str(now["waiting"]["total"]))
    for kept in ("missed", "parked"):
        expect(role(console, kept).locator("li")).to_have_count(len(now[kept]["items"]))
    expect(role(console, "help-shown")).to_be_visible(visible=now["help"] is not None)
    if now["ticket"] is None:
        expect(role(console, "current")).to_be_hidden()
    else:
        expect_in_hand(console, now["ticket"]["number"], now["ticket"]["state"])


_COUNTERS = """(told) => told.every(([n, state, number]) => {
  const shown = document.querySelector(`.admin-counter[data-counter="${n}"]`)?.dataset;
  return shown?.state === state && shown.number === (number ?? "");
})"""


def expect_counters_shown(admin: Page, demo: Demo) -> None:
    """The manager's page shows how every counter is now."""
    now = demo.manage("GET", "/board")["counters"]
    admin.wait_for_function(_COUNTERS, arg=[[one["n"], one["state"], one["number"]] for one in now])


def call_next(demo: Demo, n: int, field: str = "CT") -> dict[str, Any]:
    """Somebody takes a number and counter `n` calls it."""
    demo.take(field)
    return demo.act(n, "call")


def expect_settled(page: Page) -> None:
    """What was answered so far has been dealt with: a question asked now comes after it."""
    page.evaluate("fetch('/healthz').then((answer) => answer.text())")


def hold(page: Page, path: str, method: str = "POST") -> list[Route]:
    """What is sent there gets no answer until the test lets it go on; answers what is held, as it comes."""
    held: list[Route] = []

    def keep(route: Route) -> None:
        if route.request.method == method:
            held.append(route)
        else:
            route.fallback()

    page.route(path, keep)
    return held


def lose_answers(page: Page, path: str, times: int) -> list[str]:
    """Let requests through and lose their answers; answers the Idempotency-Keys that were lost, as they come."""
    lost: list[str] = []

    def lose(route: Route) -> None:
        if len(lost) == times or route.request.method != "POST":
            return route.fallback()
        route.fetch()
        lost.append(route.request.headers["idempotency-key"])
        return route.abort()

    page.route(path, lose)
    return lost


def stop_clock(page: Page) -> None:
    """Let the time of a page with a clock of its own stand: from now on only the test moves it, however slow this machine.

    It jumps some seconds ahead first, since it cannot stand in the past.
    """
    page.clock.pause_at(page.evaluate("Date.now()") / 1000 + _AHEAD_S)


def mark(page: Page) -> None:
    """Leave a mark that is lost when the page is loaded anew."""
    page.evaluate("window.marked = true")


def expect_not_reloaded(page: Page) -> None:
    """The mark is still there."""
    assert page.evaluate("window.marked === true"), f"{page.url} was loaded anew"


def local_minute(at: str) -> str:
    """The hour and minute of an ISO time, in its own offset."""
    return datetime.fromisoformat(at).strftime("%H:%M")


_AHEAD_S = 5
CARD = "012345678901|123456789|Nguyễn Thị Mẫu|05031950|Nữ|Tổ 5, Phường Mẫu, Hà Nội|06082024||||"
_SCANNED = """([read, apart, pause, long]) => {
  let at = performance.now() + 100_000 * (window.scans = (window.scans ?? 0) + 1);
  for (const [n, key] of [...read, "Enter"].entries()) {
    at += n === pause ? long : apart;
    const active = document.activeElement;
    const down = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
    Object.defineProperty(down, "timeStamp", { value: at });
    const goesOn = active.dispatchEvent(down);
    if (goesOn && key !== "Enter") document.execCommand("insertText", false, key);
    else if (goesOn && active.matches("a, button, summary")) active.click();
    else if (goesOn && active.matches("input")) active.form?.requestSubmit();
  }
}"""


def scan(page: Page, read: str = CARD, *, apart_ms: int = 5, pause_at: int = 0, pause_ms: int = 100) -> None:
    """A scanner types what it reads and Enter, by the keys' own times, with one pause before a key."""
    page.evaluate(_SCANNED, [read, apart_ms, pause_at, pause_ms])


def expect_scan_refused(page: Page) -> None:
    """The page says that a scanner typed, and has had the time to do what it would do."""
    expect(role(page, "scanned")).to_contain_text("máy quét thẻ")
    expect_settled(page)


def fail_once(page: Page, path: str) -> None:
    """The next question for this path is answered with an error."""
    body = json.dumps({"code": "internal", "detail": "Lỗi máy chủ.", "action": "Thử lại."})
    kind = "application/problem+json"
    page.route(path, lambda route: route.fulfill(status=500, body=body, content_type=kind), times=1)


def resized(page: Page, size: tuple[int, int]) -> Page:
    """The page in a window of this size, once it has been drawn so: turned, or zoomed in."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    drawn(page)
    return page


def lose_session(page: Page) -> None:
    """The browser has no session any more, also when an answer that was under way brings its cookie again."""
    quiet = 0
    while quiet < SETTLED_TIMES:
        quiet = 0 if page.context.cookies() else quiet + 1
        page.context.clear_cookies()
        expect_settled(page)
