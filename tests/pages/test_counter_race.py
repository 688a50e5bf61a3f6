"""Two consoles that want the same, and a counter whose network is gone in the middle of an action."""

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from tests.pages.staying import Staying
from tests.pages.steps import (
    answer,
    call_next,
    expect_dialog,
    expect_in_hand,
    expect_nobody,
    hold,
    lose_answers,
    press,
    role,
)
from tests.support.browser import Visitors
from tests.support.demo import Demo

GONE = "Máy chủ chưa trả lời"


@pytest.fixture(scope="module")
def printer_url() -> str:
    return "virtual:"


@pytest.fixture
def visitors(those_who_stay: Staying) -> Staying:
    """The officer of counter 1 stays from test to test."""
    return those_who_stay


def test_a_number_that_somebody_just_took_is_said_to_be_theirs(demo: Demo, visitors: Visitors) -> None:
    visitors.forgive("409")
    demo.take("CT")
    wanted = demo.take("CT")
    consoles = [visitors.counter(n) for n in (1, 2)]
    for console in consoles:
        expect(role(console, "waiting-total")).to_have_text("2")
        press(console, "l")
        dialog = expect_dialog(console, "pick")
        console.keyboard.press("2")
        console.keyboard.press("Enter")
        expect(role(dialog, "why-number")).to_contain_text(wanted["number"])
    answer(consoles[0], "1")
    expect_in_hand(consoles[0], wanted["number"], "called")
    consoles[1].keyboard.press("Enter")
    notice = role(consoles[1].locator("dialog[open]"), "dialog-notice")
    expect(notice).to_contain_text(f"Nguyễn Thị Lan ở quầy 1 đang giữ số {wanted['number']}")
    assert demo.console(2)["ticket"] is None
    consoles[1].keyboard.press("Escape")
    press(consoles[1], "Enter")
    expect(role(consoles[1], "ticket-state")).to_have_attribute("data-state", "called")


def test_two_who_choose_one_number_at_once_do_not_both_get_it(demo: Demo, visitors: Visitors) -> None:
    visitors.forgive("409")
    wanted = demo.take("CT")["number"]
    consoles = [visitors.counter(n) for n in (1, 2)]
    for console in consoles:
        expect(role(console, "waiting-total")).to_have_text("1")
        press(console, "l")
        console.keyboard.press("Enter")
        expect(role(console.locator("dialog[open]"), "why")).to_be_visible()
    at = consoles[0].evaluate("Date.now() + 500")
    for console in consoles:
        console.evaluate(
            """(at) => void setTimeout(() => document.activeElement.dispatchEvent(new KeyboardEvent(
              "keydown", { key: "Enter", code: "Enter", bubbles: true, cancelable: true })), at - Date.now())""",
            at,
        )
    for console in consoles:
        expect(
            console.locator('[data-role="current"]:visible, [data-role="dialog-notice"]:visible')
        ).to_have_count(1)
    held = [demo.console(n)["ticket"] for n in (1, 2)]
    assert [ticket["number"] for ticket in held if ticket] == [wanted]


def test_what_is_being_written_never_becomes_a_command(demo: Demo, visitors: Visitors) -> None:
    bring_in_the_missed(demo)
    demo.take("CT")
    console = visitors.counter(2)
    posted = posts(console)
    press(console, "l", "Enter")
    dialog = expect_dialog(console, "pick")
    expect(role(dialog, "why")).to_be_visible()
    own = dialog.get_by_label("Ghi thêm")
    own.focus()
    console.keyboard.type("Người già ")
    taken = demo.act(1, "call")
    expect(role(dialog, "dialog-notice")).to_contain_text("Không còn số nào để chọn")
    console.keyboard.type("yếu, uống thuốc rồi")
    expect(own).to_have_value("Người già yếu, uống thuốc rồi")
    console.keyboard.press("Enter")
    console.keyboard.press("Escape")
    expect(console.locator("dialog[open]")).to_have_count(0)
    assert posted == []
    assert demo.console(2)["ticket"] is None
    assert demo.console(1)["ticket"]["id"] == taken["id"]


def test_the_reason_of_a_refusal_stays_when_its_dialog_is_over(demo: Demo, visitors: Staying) -> None:
    visitors.forgive("409")
    visitors.forgive_lost_line()
    call_next(demo, 1)
    console = visitors.counter(1)
    visitors.leaves(console)
    line = Line(console)
    press(console, "c")
    dialog = expect_dialog(console, "transfer")
    console.keyboard.press("1")
    expect(dialog.locator("[data-confirm]")).to_be_enabled()
    line.dead = True
    demo.act(1, "return")
    console.keyboard.press("Enter")
    notice = role(dialog, "dialog-notice")
    expect(notice).to_be_visible()
    refusal = notice.inner_text()
    line.dead = False
    expect_nobody(console)
    expect(notice).to_have_text(refusal, use_inner_text=True)
    expect(dialog.locator("[data-confirm]")).to_be_hidden()


def test_a_key_that_is_pressed_twice_at_once_is_one_action(demo: Demo, visitors: Visitors) -> None:
    numbers = [demo.take("CT")["number"] for _ in range(3)]
    demo.act(1, "call")
    demo.act(1, "serve")
    console = visitors.counter(1)
    console.keyboard.press("n")
    console.keyboard.press("n")
    expect_in_hand(console, numbers[1], "called")
    console.wait_for_timeout(600)
    expect_in_hand(console, numbers[1], "called")
    assert demo.waiting("CT") == 1


def test_a_press_shows_at_once_that_it_is_under_way(demo: Demo, visitors: Visitors) -> None:
    demo.take("CT")
    console = visitors.counter(1)
    held = hold(console, "**/counters/1/call")
    console.keyboard.press("Enter")
    step = console.locator("[data-step]:not([hidden])")
    expect(step).to_have_attribute("aria-busy", "true")
    expect(step).to_have_attribute("data-action", "call")
    expect(step).to_be_disabled()
    held[0].continue_()
    expect(step).not_to_have_attribute("data-action", "call")


def test_nothing_is_asked_while_a_press_is_under_way(demo: Demo, visitors: Visitors) -> None:
    ticket = call_next(demo, 1)
    console = visitors.counter(1)
    held = hold(console, "**/counters/1/serve")
    with console.expect_request("**/counters/1/serve"):
        press(console, "Enter")
    console.keyboard.press("4")
    expect(console.locator("dialog[open]")).to_have_count(0)
    held[0].continue_()
    expect_in_hand(console, ticket["number"], "serving")
    press(console, "4")
    answer(console)
    expect_nobody(console)


def test_the_answer_is_lost_and_the_call_is_done_once(demo: Demo, visitors: Visitors) -> None:
    visitors.forgive_lost_line()
    first, second = (demo.take("CT")["number"] for _ in range(2))
    console = visitors.counter(1)
    lost = lose_answers(console, "**/counters/1/call", times=1)
    press(console, "Enter")
    expect_in_hand(console, first, "called")
    assert len(lost) == 1
    assert demo.console(1)["ticket"]["calls"] == 1
    assert second in [t["number"] for t in demo.console(1)["waiting"]["items"]]


def test_the_network_is_gone_and_the_same_key_is_pressed_again(demo: Demo, visitors: Staying) -> None:
    """The server has done it; the counter heard nothing, neither the answer nor the news."""
    visitors.forgive_lost_line()
    ticket = call_next(demo, 1)
    demo.act(1, "serve")
    following = [demo.take("CT") for _ in range(2)]
    console = visitors.counter(1)
    visitors.leaves(console)
    line = Line(console)
    expect(role(console, "waiting-total")).to_have_text("2")
    line.dead = True
    lost = lose_answers(console, "**/counters/1/next", times=4)
    press(console, "n")
    expect(role(console, "notice")).to_contain_text(GONE)
    expect(console.locator('[aria-busy="true"]')).to_have_count(0)
    expect_in_hand(console, ticket["number"], "serving")
    line.dead = False
    press(console, "n")
    expect_in_hand(console, following[0]["number"], "called")
    assert len(lost) == 4
    assert len(set(lost)) == 1, "another key would have been another action"
    assert demo.ticket(ticket["id"])["state"] == "finished"
    assert demo.ticket(following[1]["id"])["state"] == "waiting"


def test_a_dialog_keeps_what_was_said_while_the_network_is_gone(demo: Demo, visitors: Visitors) -> None:
    visitors.forgive_lost_line()
    call_next(demo, 1)
    ticket = demo.act(1, "serve")
    console = visitors.counter(1)
    refuse = "**/counters/1/finish"
    console.route(refuse, lambda route: route.abort())
    press(console, "k")
    dialog = expect_dialog(console, "result")
    console.keyboard.press("4")
    console.keyboard.press("Enter")
    expect(role(dialog, "dialog-notice")).to_contain_text(GONE)
    expect(console.locator('[aria-busy="true"]')).to_have_count(0)
    expect(dialog.locator('[name="outcome"][value="refused"]')).to_be_checked()
    console.unroute(refuse)
    answer(console)
    expect_nobody(console)
    assert demo.ticket(ticket["id"])["outcome"] == "refused"


def bring_in_the_missed(demo: Demo) -> None:
    """Nobody is left in the list of those who were missed."""
    for missed in demo.console(2)["missed"]["items"]:
        demo.act(1, "call", ticket=missed["id"])
        demo.act(1, "serve")
        demo.act(1, "finish")


def posts(console: Page) -> list[str]:
    """What the console sends from now on, as it comes."""
    sent: list[str] = []
    console.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    return sent


class Line:
    """A console's live line, and its questions for the state, that a test can make silent."""

    def __init__(self, console: Page) -> None:
        self.dead = False
        console.route_web_socket("**/socket.io/**", self._carry)
        console.route("**/api/v1/counters/1", lambda r: r.abort() if self.dead else r.fallback())
        console.reload()
        expect(role(console, "live")).to_have_attribute("data-live", "true")

    def _carry(self, page: WebSocketRoute) -> None:
        server = page.connect_to_server()
        page.on_message(server.send)
        server.on_message(lambda news: None if self.dead else page.send(news))
