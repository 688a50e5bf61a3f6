"""Each thing an officer can do, by the keyboard; and each of them taken back."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.pages.staying import Staying
from tests.pages.steps import (
    answer,
    call_next,
    expect_dialog,
    expect_in_hand,
    expect_nobody,
    expect_settled,
    expect_shown,
    expect_state,
    press,
    role,
    scan,
)
from tests.support.browser import Visitors
from tests.support.demo import Demo
from tests.support.waiting import until


@pytest.fixture(scope="module")
def printer_url() -> str:
    return "virtual:"


@pytest.fixture
def visitors(those_who_stay: Staying) -> Staying:
    """The officer of counter 1 stays from test to test."""
    return those_who_stay


def test_enter_finishes_with_the_usual_outcome_and_says_so_before(demo: Demo, visitors: Visitors) -> None:
    ticket = serve_next(demo)
    console = visitors.counter(1)
    expect(role(console, "finish-text")).to_have_text("Hoàn tất: đã tiếp nhận")
    press(console, "Enter")
    expect_nobody(console)
    assert demo.ticket(ticket["id"])["outcome"] == "received"


def test_the_usual_outcome_is_that_of_the_field(demo: Demo, visitors: Visitors) -> None:
    demo.take("KQ")  # whom counter 1 helps out
    ticket = demo.act(1, "call")
    demo.act(1, "serve")
    console = visitors.counter(1)
    expect(role(console, "finish-text")).to_have_text("Hoàn tất: đã trả kết quả")
    press(console, "Enter")
    expect_nobody(console)
    assert demo.ticket(ticket["id"])["outcome"] == "returned"


def test_a_ticket_with_a_procedure_is_finished_as_one_dossier(demo: Demo, visitors: Visitors) -> None:
    ticket = serve_next(demo, procedure=some_procedure(demo))
    console = visitors.counter(1)
    press(console, "Enter")
    expect_nobody(console)
    (dossier,) = demo.ticket(ticket["id"])["dossiers"]
    assert dossier == {
        "procedure": ticket["procedure"],
        "outcome": "received",
        "channel": "direct",
        "code": None,
    }


def test_finish_and_call_next_is_one_press(demo: Demo, visitors: Visitors) -> None:
    ticket = serve_next(demo)
    following = demo.take("CT")
    console = visitors.counter(1)
    press(console, "n")
    expect_in_hand(console, following["number"], "called")
    assert demo.ticket(ticket["id"])["outcome"] == "received"
    expect(console.locator('[data-action="next"]')).to_be_hidden()


def test_finish_and_call_next_finishes_when_nobody_waits(demo: Demo, visitors: Visitors) -> None:
    ticket = serve_next(demo)
    console = visitors.counter(1)
    press(console, "n")
    expect_nobody(console)
    assert demo.ticket(ticket["id"])["state"] == "finished"


def test_a_visit_is_finished_in_detail_with_several_dossiers(demo: Demo, visitors: Visitors) -> None:
    ticket = serve_next(demo, procedure=some_procedure(demo))
    console = visitors.counter(1)
    press(console, "k")
    dialog = expect_dialog(console, "result")
    expect(role(dialog, "dialog-about")).to_have_text(ticket["number"])
    console.keyboard.press("3")
    console.keyboard.press("*")
    expect(role(dialog, "dossier-place")).to_have_text("Hồ sơ 2 / 2")
    dialog.get_by_label("Tìm thủ tục khác").fill("ket hon")
    expect(role(dialog, "found").locator("button").first).to_be_visible()
    console.keyboard.press("Enter")
    expect(role(dialog, "procedure-name")).to_contain_text("kết hôn")
    console.keyboard.press("/")
    dialog.get_by_label("Mã hồ sơ").fill("H26.14-251123-0012")
    answer(console)
    expect_nobody(console)
    first, second = demo.ticket(ticket["id"])["dossiers"]
    assert (first["outcome"], first["procedure"]) == ("supplement", ticket["procedure"])
    assert (second["outcome"], second["channel"]) == ("received", "online_helped")
    assert second["procedure"] not in (None, ticket["procedure"])
    assert second["code"] == "H26.14-251123-0012"


def test_a_dossiers_code_is_scanned_into_its_box_and_ends_nothing_by_itself(
    demo: Demo, visitors: Visitors
) -> None:
    ticket = serve_next(demo, procedure=some_procedure(demo))
    console = visitors.counter(1)
    press(console, "k")
    dialog = expect_dialog(console, "result")
    box = dialog.get_by_label("Mã hồ sơ")
    box.focus()
    scan(console, "H26.14-251123-0012")
    expect(box).to_have_value("H26.14-251123-0012")
    expect_settled(console)
    expect(dialog).to_be_visible()
    assert demo.ticket(ticket["id"])["state"] == "serving"
    answer(console)
    expect_nobody(console)
    (dossier,) = demo.ticket(ticket["id"])["dossiers"]
    assert (dossier["code"], dossier["outcome"]) == ("H26.14-251123-0012", "received")


def test_a_dossier_that_was_added_by_mistake_goes_again(demo: Demo, visitors: Visitors) -> None:
    ticket = serve_next(demo, procedure=some_procedure(demo))
    console = visitors.counter(1)
    press(console, "k")
    answer(console, "2", "*", "0", "8")
    expect_nobody(console)
    (dossier,) = demo.ticket(ticket["id"])["dossiers"]
    assert dossier["outcome"] == "received"


def test_a_visit_can_end_without_any_outcome(demo: Demo, visitors: Visitors) -> None:
    ticket = serve_next(demo)
    console = visitors.counter(1)
    press(console, "k")
    answer(console, "9")
    expect_nobody(console)
    assert demo.ticket(ticket["id"])["outcome"] is None
    expect(role(console, "without-outcome")).not_to_have_text("0")


def test_a_wrong_dossier_code_is_told_where_it_is_typed(demo: Demo, visitors: Visitors) -> None:
    visitors.forgive("400")
    ticket = serve_next(demo)
    console = visitors.counter(1)
    press(console, "k")
    dialog = expect_dialog(console, "result")
    dialog.get_by_label("Mã hồ sơ").fill("12")
    console.keyboard.press("Enter")
    expect(role(dialog, "dialog-notice")).to_contain_text("không đúng dạng mã hồ sơ")
    assert demo.ticket(ticket["id"])["state"] == "serving"
    dialog.get_by_label("Mã hồ sơ").fill("")
    answer(console)
    expect_nobody(console)


def test_a_ticket_is_transferred_to_a_field_with_a_note_and_to_an_open_counter_by_its_number(
    demo: Demo, visitors: Visitors
) -> None:
    ticket = serve_next(demo)
    console = visitors.counter(1)
    press(console, "c")
    dialog = expect_dialog(console, "transfer")
    console.keyboard.press("2")
    dialog.get_by_label("Ghi chú").fill("Đã xem bản chính")
    answer(console)
    expect_nobody(console)
    moved = demo.ticket(ticket["id"])
    assert (moved["state"], moved["field"], moved["note"]) == ("waiting", "DD", "Đã xem bản chính")
    there = visitors.counter(3)
    expect(role(there, "waiting")).to_contain_text("Đã xem bản chính")

    ticket = serve_next(demo)
    expect_in_hand(console, ticket["number"], "serving")
    press(console, "c")
    dialog = expect_dialog(console, "transfer")
    console.keyboard.press("/")
    expect(role(dialog, "to-counter").locator("input")).to_have_count(4)
    answer(console, "3")
    expect_nobody(console)
    assert demo.ticket(ticket["id"])["for_counter"] == 3
    expect(role(there, "waiting")).to_contain_text("Dành cho quầy này")


def test_a_kept_ticket_goes_back_to_everybody_of_its_field(demo: Demo, visitors: Visitors) -> None:
    ticket = serve_next(demo)
    field = demo.ticket(ticket["id"])["field"]
    demo.act(1, "transfer", counter=3)
    demo.act(3, "call", ticket=ticket["id"])
    console = visitors.counter(3)
    press(console, "c")
    dialog = expect_dialog(console, "transfer")
    dialog.locator(f'input[value="{field}"]').check(force=True)
    answer(console)
    expect_nobody(console)
    back = demo.ticket(ticket["id"])
    assert (back["state"], back["field"], back["for_counter"]) == ("waiting", field, None)


def test_a_ticket_is_parked_and_called_in_again(demo: Demo, visitors: Visitors) -> None:
    ticket = serve_next(demo)
    console = visitors.counter(1)
    press(console, "g")
    answer(console, "2")
    expect_nobody(console)
    parked = role(console, "parked").locator("li")
    expect(parked).to_contain_text("Về lấy giấy tờ còn thiếu")
    parked.get_by_role("button", name="Gọi vào").click()
    expect_in_hand(console, ticket["number"], "called")
    expect(parked).to_have_count(0)


def test_a_parked_citizen_who_is_back_waits_first_for_this_counter(demo: Demo, visitors: Visitors) -> None:
    ticket = serve_next(demo)
    demo.act(1, "park", reason="Đi nộp tiền")
    other = serve_next(demo)
    console = visitors.counter(1)
    role(console, "parked").get_by_role("button", name="Đã quay lại").click()
    expect(role(console, "waiting")).to_contain_text(ticket["number"])
    expect_in_hand(console, other["number"], "serving")
    press(console, "n")
    expect_in_hand(console, ticket["number"], "called")


def test_a_reason_of_ones_own_may_be_written(demo: Demo, visitors: Visitors) -> None:
    ticket = serve_next(demo)
    console = visitors.counter(1)
    press(console, "g")
    dialog = expect_dialog(console, "park")
    dialog.get_by_label("Ghi thêm").fill("Chờ con đến đón")
    answer(console)
    expect_nobody(console)
    assert demo.ticket(ticket["id"])["note"] == "Chờ con đến đón"


def test_a_given_ticket_is_called_with_the_reason_why(demo: Demo, visitors: Visitors) -> None:
    demo.take("CT")
    second = demo.take("CT")
    console = visitors.counter(1)
    expect(role(console, "waiting-total")).to_have_text("2")
    press(console, "l")
    dialog = expect_dialog(console, "pick")
    console.keyboard.press("ArrowDown")
    console.keyboard.press("Enter")
    expect(role(dialog, "why-number")).to_contain_text(second["number"])
    answer(console, "1")
    expect_in_hand(console, second["number"], "called")


def test_help_is_called_for_and_can_be_withdrawn(demo: Demo, visitors: Visitors) -> None:
    console = visitors.counter(1)
    press(console, "h")
    answer(console, "2")
    expect(role(console, "help-shown")).to_contain_text("Máy hoặc mạng trục trặc")
    assert demo.console(1)["help"]["text"] == "Máy hoặc mạng trục trặc"
    press(console, "h")
    expect(role(console, "help-shown")).to_be_hidden()
    assert demo.console(1)["help"] is None


def test_a_break_says_why(demo: Demo, visitors: Visitors) -> None:
    console = visitors.counter(1)
    press(console, "p")
    answer(console, "3")
    expect_state(console, "paused")
    expect(role(console, "nobody-title")).to_contain_text("Ăn trưa")


def test_the_fields_are_chosen_first_and_help_out(demo: Demo, visitors: Visitors) -> None:
    before = demo.console(1)
    console = visitors.counter(1)
    press(console, "b")
    answer(console, "1", "8")  # certification: first choice → help out; tax: neither → first choice
    expect(role(console, "fields")).to_contain_text("Thuế")
    now = demo.console(1)
    assert set(now["fields"]) == {"HT", "TH"}
    assert set(now["helps"]) == {"CT", "KQ"}
    demo.act(1, "open", fields=before["fields"], helps=before["helps"])


def test_a_standby_counter_opens_for_chosen_fields(demo: Demo, visitors: Visitors) -> None:
    console = visitors.counter(7)
    expect_state(console, "closed")
    press(console, "8")
    answer(console, "3")
    expect_state(console, "open")
    assert set(demo.console(7)["fields"]) == {"DD", "CA"}
    demo.act(7, "open", fields=["CA"])


def test_who_waits_is_told_apart_by_first_choice_and_help(demo: Demo, visitors: Visitors) -> None:
    own, helped = demo.take("CT"), demo.take("KQ")
    console = visitors.counter(1)
    expect(role(console, "waiting")).to_contain_text(own["number"])
    expect(role(console, "helped")).to_contain_text(helped["number"])
    expect(role(console, "helped-title")).to_be_visible()


def test_the_counter_is_handed_over_with_its_ticket(demo: Demo, visitors: Visitors) -> None:
    ticket = serve_next(demo)
    console = visitors.counter(1)
    press(console, "o")
    dialog = expect_dialog(console, "hand-over")
    expect(dialog.get_by_label("Trần Văn Minh")).to_be_disabled()  # works at counter 2
    answer(console, "1")
    expect(role(console, "officer")).not_to_have_text("Nguyễn Thị Lan")
    now = demo.console(1)
    assert now["officer"]["username"] != "canbo01"
    assert now["ticket"]["id"] == ticket["id"]
    press(console, "u")
    expect(role(console, "officer")).to_have_text("Nguyễn Thị Lan")


def test_a_dialog_is_given_up_by_escape_and_by_the_keypads_point(demo: Demo, visitors: Visitors) -> None:
    serve_next(demo)
    console = visitors.counter(1)
    for key in ("Escape", "NumpadDecimal"):
        press(console, "g")
        expect_dialog(console, "park")
        console.keyboard.press(key)
        expect(console.locator("dialog[open]")).to_have_count(0)
    assert demo.console(1)["ticket"]["state"] == "serving"


KEY_AS_A_DIALOG_CLOSES = """() => {
  document.querySelector("dialog[open]").close();
  document.activeElement.dispatchEvent(
    new KeyboardEvent("keydown", { key: "g", code: "KeyG", bubbles: true, cancelable: true }));
}"""


def test_a_key_in_the_moment_after_a_dialog_is_not_lost(demo: Demo, visitors: Visitors) -> None:
    serve_next(demo)
    console = visitors.counter(1)
    press(console, "g")
    expect_dialog(console, "park")
    console.evaluate(KEY_AS_A_DIALOG_CLOSES)
    expect_dialog(console, "park")
    console.keyboard.press("NumpadDecimal")
    expect(console.locator("dialog[open]")).to_have_count(0)
    assert demo.console(1)["ticket"]["state"] == "serving"


def test_the_focus_comes_back_to_where_a_dialog_was_opened(demo: Demo, visitors: Visitors) -> None:
    serve_next(demo)
    console = visitors.counter(1)
    button = console.locator('[data-action="transfer"]')
    button.focus()
    console.keyboard.press("Enter")
    expect_dialog(console, "transfer")
    for _ in range(30):
        console.keyboard.press("Tab")
        assert console.evaluate(
            "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        )
    console.keyboard.press("Escape")
    console.keyboard.press("Escape")
    expect(button).to_be_focused()


def test_a_dialog_says_when_there_is_nothing_left_to_ask(demo: Demo, visitors: Visitors) -> None:
    ticket = serve_next(demo)
    console = visitors.counter(1)
    press(console, "g")
    dialog = expect_dialog(console, "park")
    demo.act(1, "finish")
    expect(role(dialog, "dialog-notice")).to_contain_text(f"không còn giữ số {ticket['number']}")
    expect(dialog.locator("[data-confirm]")).to_be_hidden()
    console.keyboard.press("Enter")
    expect(dialog).to_be_visible()
    console.keyboard.press("Escape")
    expect(console.locator("dialog[open]")).to_have_count(0)
    expect_nobody(console)
    serve_next(demo)
    expect(role(console, "current")).to_be_visible()
    press(console, "g")
    expect(role(dialog, "dialog-notice")).to_be_hidden()
    answer(console)
    expect_nobody(console)


def test_a_dialog_about_one_number_is_not_answered_for_the_next(demo: Demo, visitors: Visitors) -> None:
    serve_next(demo)
    console = visitors.counter(1)
    press(console, "c")
    dialog = expect_dialog(console, "transfer")
    console.keyboard.press("2")
    expect(dialog.locator("[data-confirm]")).to_be_enabled()
    demo.take("CT")
    following = demo.act(1, "next")
    expect(role(dialog, "dialog-notice")).to_contain_text("không còn giữ số")
    console.keyboard.press("1")
    console.keyboard.press("Enter")
    console.keyboard.press("Escape")
    expect_in_hand(console, following["number"], "called")
    assert demo.console(1)["ticket"]["id"] == following["id"]


Prepare = Callable[[Demo], Any]


def nothing(_: Demo) -> None:
    """Everything is there."""


def one_waits(demo: Demo) -> None:
    """Somebody to call."""
    demo.take("CT")


def two_wait(demo: Demo) -> None:
    """Somebody to choose."""
    demo.take("CT")
    demo.take("CT")


def called(demo: Demo) -> None:
    """A number in hand that is called."""
    call_next(demo, 1)


def serving(demo: Demo) -> None:
    """A number in hand that is served."""
    serve_next(demo)


def serving_and_one_waits(demo: Demo) -> None:
    """A number in hand, and a next one."""
    serve_next(demo)
    demo.take("CT")


def paused(demo: Demo) -> None:
    """A break."""
    demo.act(1, "pause", reason="Họp")


def closed(demo: Demo) -> None:
    """Nobody at the counter."""
    demo.act(1, "close")


def helped(demo: Demo) -> None:
    """Help is called."""
    demo.act(1, "help", text="Họp")


EACH: dict[str, tuple[Prepare, list[str], str]] = {
    "call": (one_waits, ["Enter"], "gọi số"),
    "chosen call": (two_wait, ["l", "2", "Enter", "1", "Enter"], "gọi số"),
    "recall": (called, ["r"], "nhắc lại số"),
    "serve": (called, ["Enter"], "bắt đầu phục vụ số"),
    "finish": (serving, ["Enter"], "hoàn tất số"),
    "finish in detail": (serving, ["k", "5", "Enter"], "hoàn tất số"),
    "next": (serving_and_one_waits, ["n"], "gọi tiếp"),
    "no-show": (called, ["v"], "báo vắng số"),
    "return": (called, ["t"], "về hàng chờ"),
    "park": (serving, ["g", "Enter"], "giữ chỗ cho số"),
    "priority": (serving, ["i", "3", "Enter"], "sửa diện ưu tiên số"),
    "priority by the keypad": (called, ["NumpadMultiply", "2", "Enter"], "sửa diện ưu tiên số"),
    "transfer": (serving, ["c", "3", "Enter"], "chuyển số"),
    "open": (closed, ["Enter"], "mở quầy"),
    "open for fields": (nothing, ["b", "3", "Enter"], "đổi lĩnh vực"),
    "close": (nothing, ["d"], "đóng quầy"),
    "pause": (nothing, ["p", "2", "Enter"], "tạm nghỉ"),
    "resume": (paused, ["Enter"], "tiếp tục làm việc"),
    "hand-over": (nothing, ["o", "1", "Enter"], "bàn giao quầy"),
    "help": (nothing, ["h", "Enter"], "gọi hỗ trợ"),
    "help has come": (helped, ["h"], "đã được hỗ trợ"),
}
GROUPS = 3
"""On how many pages they are tried, one after the other."""


@pytest.mark.parametrize("first", range(GROUPS))
def test_each_action_is_undone_by_one_key(first: int, demo: Demo, visitors: Visitors) -> None:
    console = visitors.counter(1)
    expect(role(console, "name")).to_have_text("Quầy 1")
    for prepare, keys, said in [*EACH.values()][first::GROUPS]:
        demo.clear()
        prepare(demo)
        expect_shown(console, demo)
        before = essence(demo)
        expect_done(console, keys, said)
        until(lambda was=before: essence(demo) != was)
        press(console, "u")
        expect(role(console, "undo-what")).to_have_text("Chưa có gì để hoàn tác")
        expect(console.locator('[data-action="undo"]')).to_be_disabled()
        assert (said, essence(demo)) == (said, before)


def expect_done(console: Page, keys: list[str], said: str) -> None:
    """These keys do what is said, and it can be undone."""
    for key in keys:
        if key == "Enter":
            expect(console.locator("dialog[open] [data-confirm]:disabled")).to_have_count(0)
        if key.isdigit():
            expect(console.locator(f'dialog[open] [data-key="{key}"]:not(:disabled):visible')).to_be_visible()
        press(console, key)
    expect(role(console, "undo-what")).to_contain_text(said)
    expect(role(console, "undo-left")).to_contain_text("giây")


def essence(demo: Demo) -> dict[str, Any]:
    """What an action changes and its undo brings back."""
    console = demo.console(1)
    if console["ticket"] is not None:
        console["ticket"] = {key: value for key, value in console["ticket"].items() if key != "print"}
    shown = {key: console[key] for key in ("state", "fields", "helps", "officer", "reason", "help", "ticket")}
    lists = {key: [t["id"] for t in console[key]["items"]] for key in ("waiting", "missed", "parked")}
    return shown | lists


def serve_next(demo: Demo, **wanted: Any) -> dict[str, Any]:
    """Somebody takes a number and is served at counter 1."""
    demo.take("CT", **wanted)
    demo.act(1, "call")
    return demo.act(1, "serve")


def some_procedure(demo: Demo) -> str:
    """A procedure of certification."""
    return str(demo.procedures("CT")[0]["code"])
