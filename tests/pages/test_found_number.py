"""A number that somebody asks about: found at the counter, by the manager and on a tablet; its steps, its slip once more."""

from datetime import timedelta

from playwright.sync_api import Locator, Page, expect

from tests.pages.axe import expect_accessible
from tests.pages.layout import expect_well_laid_out
from tests.pages.steps import call_next, expect_dialog, expect_in_hand, press, resized, role
from tests.support.browser import PHONE, TABLET, Visitors
from tests.support.demo import Demo
from tests.support.long_day import long_day_now
from tests.support.tcp_printer import TcpPrinter
from tests.support.waiting import until

NOW = long_day_now()
CONSOLES = (1280, 720), (360, 640)


def find(place: Page | Locator, typed: str) -> Locator:
    place.get_by_label("Số trên phiếu").press_sequentially(typed)
    place.get_by_label("Số trên phiếu").press("Enter")
    row = role(place, "find-list").locator("li.find-row")
    expect(row).to_have_count(1)
    return row


def spoken(number: str) -> str:
    """A017 as people type it: a 17."""
    return f"{number[0].lower()} {int(number[1:])}"


def expect_printed_again(
    demo: Demo, printer: TcpPrinter, place: Page | Locator, row: Locator, ticket: int
) -> None:
    """The slip is pressed for, and comes out of the printer."""
    until(lambda: demo.ticket(ticket)["print"] == "printed")
    before = len(printer.pages)
    row.get_by_role("button", name="In lại").click()
    expect(role(place, "find-status")).to_contain_text("Đang in lại phiếu")
    until(lambda: demo.ticket(ticket)["print"] == "printed")
    assert len(printer.pages) == before + 1


def expect_fits(page: Page, *sizes: tuple[int, int]) -> None:
    for size in sizes:
        expect_well_laid_out(resized(page, size))


def test_a_lost_slip_is_found_with_its_steps_and_printed_again_at_the_counter_by_keys_alone(
    demo: Demo, visitors: Visitors, printer: TcpPrinter
) -> None:
    called, lost = call_next(demo, 1)["number"], demo.take("CT")
    console = visitors.counter(1)
    expect_in_hand(console, called, "called")
    press(console, "f")
    dialog = expect_dialog(console, "find")
    row = find(dialog, spoken(lost["number"]))
    expect(row).to_contain_text("đang chờ")
    expect_printed_again(demo, printer, dialog, row, lost["id"])

    steps = row.get_by_role("button", name="Từng bước")
    steps.focus()
    console.keyboard.press("Enter")
    expect(steps).to_have_attribute("aria-expanded", "true")
    told = role(row, "found-steps").locator("li.find-step")
    expect(told.first).to_contain_text(f"Lấy số {lost['number']} ở máy lấy số: Chứng thực")
    expect(told.filter(has_text="Yêu cầu in lại phiếu")).to_have_count(1)
    expect(role(dialog, "find-status")).to_contain_text(f"Số {lost['number']}: {told.count()} bước.")
    expect_fits(console, *CONSOLES)
    expect_accessible(console)
    console.keyboard.press("End")
    expect(told.last).to_be_in_viewport()
    console.keyboard.press("Enter")
    expect(steps).to_have_attribute("aria-expanded", "false")
    expect(told).to_have_count(0)
    press(console, "Escape")
    expect_in_hand(console, called, "called")  # what was typed commanded nothing


def test_on_a_tablet_it_is_found_by_its_field_and_hour_with_its_steps_and_printed_again(
    demo: Demo, visitors: Visitors, printer: TcpPrinter
) -> None:
    lost, other = demo.take("CT"), demo.take("HT")
    demo.act(1, "call")
    tablet = visitors.helper(demo.helper_token)
    place = role(tablet, "lost")
    place.locator("summary").click()
    place.get_by_label("Lĩnh vực").select_option("CT")
    place.get_by_label("Lấy khoảng mấy giờ").fill(lost["issued_at"][11:16])
    place.get_by_role("button", name="Tìm số này").click()
    rows = role(place, "find-list").locator("li.find-row")
    expect(role(rows.first, "found-number")).to_have_text(lost["number"])
    expect(rows.filter(has_text=other["number"])).to_have_count(0)
    row = rows.first
    expect(row).to_contain_text("đang được gọi")
    expect_printed_again(demo, printer, place, row, lost["id"])

    row.get_by_role("button", name="Từng bước").click()
    told = role(row, "found-steps").locator("li.find-step")
    expect(told.filter(has_text="Được gọi đến")).to_contain_text("Vì sao gọi số này?")
    expect_fits(tablet, PHONE, TABLET)
    expect_accessible(tablet, '[data-role="lost"]')

    demo.act(1, "serve")
    demo.act(1, "finish", outcome="refused")
    printed = len(printer.pages)
    visitors.forgive("409")
    row.get_by_role("button", name="In lại").click()
    expect(role(place, "find-status")).to_contain_text(f"Số {lost['number']} không còn hiệu lực.")
    assert len(printer.pages) == printed
    for _ in range(2):
        row.get_by_role("button", name="Từng bước").click()
    expect(told.filter(has_text="Hoàn tất")).to_have_count(1)
    expect(told.filter(has_text="từ chối")).to_have_count(0)


def test_the_manager_prints_it_again_and_reads_its_steps_on_a_page(
    demo: Demo, visitors: Visitors, printer: TcpPrinter
) -> None:
    lost = demo.take("CT")
    manager = visitors.admin()
    manager.get_by_label("Lấy khoảng mấy giờ").fill("00:01")
    manager.locator('[name="find-field"]').select_option("HT")
    manager.get_by_role("button", name="Tìm số này").click()
    expect(role(manager, "find-status")).to_contain_text("Hôm nay không có số nào như vậy.")
    manager.locator('[name="find-field"]').select_option("")
    manager.get_by_label("Lấy khoảng mấy giờ").fill("")
    row = find(manager, spoken(lost["number"]))
    expect_printed_again(demo, printer, manager, row, lost["id"])
    row.get_by_role("link", name="Từng bước").click()
    expect(manager.get_by_text("Yêu cầu in lại phiếu")).to_be_visible()


def test_a_number_of_an_earlier_day_is_found_by_its_day_and_is_not_printed_again(
    demo: Demo, visitors: Visitors
) -> None:
    manager, before = visitors.admin(), NOW - timedelta(days=3)
    token = manager.locator('meta[name="csrf-token"]').get_attribute("content") or ""
    pad = manager.request.post(f"{demo.url}/admin/paper/pads", form={"count": 5, "csrf_token": token})
    assert pad.ok, pad.text()
    number = demo.manage("GET", "/paper/pads")["items"][0]["first"]
    served = {"counter": 1, "called": "07:20", "finished": "07:30"}
    row = {"number": number, "field": "CT", "at": "07:00", "day": f"{before:%Y-%m-%d}", "served": served}
    assert demo.manage("POST", "/paper/numbers", {"items": [row]})["recorded"]
    manager.get_by_label("Số trên phiếu").fill(number)
    manager.get_by_role("button", name="Tìm số này").click()
    expect(role(manager, "find-status")).to_contain_text("Hôm nay không có số nào như vậy.")
    manager.get_by_label("Ngày (để trống: hôm nay)").fill(f"{before:%Y-%m-%d}")
    manager.get_by_role("button", name="Tìm số này").click()
    found = role(manager, "find-list").locator("li")
    expect(found).to_contain_text(f"lấy lúc 07:00 ngày {before:%d/%m/%Y}")
    expect(found.get_by_role("button", name="In lại")).to_be_hidden()
    manager.get_by_label("Số trên phiếu").fill("Z999")
    manager.get_by_role("button", name="Tìm số này").click()
    expect(role(manager, "find-status")).to_contain_text(f"Ngày {before:%d/%m/%Y} không có số nào như vậy.")
    expect(found).to_have_count(0)
