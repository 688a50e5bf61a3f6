"""From an empty folder to the first called number that the hall hears, without a shell after `goiso serve`."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from server.service.people.people import NewPerson, add_person
from server.store.backups.making import make
from tests.pages.axe import expect_accessible
from tests.pages.layout import expect_well_laid_out
from tests.pages.steps import (
    expect_newest,
    expect_print,
    expect_state,
    expect_step,
    press,
    resized,
    role,
    take,
)
from tests.support.backup_key import KEY, PASSPHRASE
from tests.support.browser import ANY_HALL, ANY_KIOSK, COUNTER, PHONE, Visitors
from tests.support.centre import default_centre
from tests.support.clock import SetClock
from tests.support.journeys import a_morning
from tests.support.ports import free_port
from tests.support.program import Program
from tests.support.quick_server import quick_context
from tests.support.tcp_printer import TcpPrinter
from tests.support.tone_clips import pack

PASSWORD = "mat-khau-dai"
STEPS = ["centre", "fields", "counters", "hours", "printer", "screen", "kiosk", "number", "backup"]


@dataclass
class NewCentre:
    """A real `goiso serve` on an empty folder; its voice is recordings of a few hundredths of a second a word."""

    folder: Path
    port: int = field(default_factory=free_port)
    kiosk_token: str = ""
    display_token: str = ""
    passwords: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        serve = [
            "serve",
            "--data",
            str(self.folder / "data"),
            "--host",
            "127.0.0.1",
            "--port",
            str(self.port),
        ]
        program = ["tests.support.quick_voice", str(pack(self.folder / "clips")), *serve]
        self.program = Program(program, self.port, self.folder / "output.txt", forked=True)

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.port}"

    def said(self) -> tuple[str, str]:
        """The address and the code that the start printed last."""
        output = self.program.output()
        address = re.findall(r"Mở (\S+) ", output)[-1]
        return address, re.findall(r"^ +(\d{4} \d{4})$", output, re.MULTILINE)[-1]


@pytest.fixture
def new_centre(tmp_path: Path) -> Iterator[NewCentre]:
    centre = NewCentre(tmp_path)
    centre.program.start(60)
    yield centre
    centre.program.kill()


@pytest.fixture
def people(browser: Browser, new_centre: NewCentre) -> Iterator[Visitors]:
    with Visitors(browser, new_centre) as visitors:
        yield visitors


def begin(people: Visitors, centre: NewCentre, size: tuple[int, int]) -> Page:
    """The first address, the code, the administrator: by keyboard, as the page leads; axe looks at one of them on each size."""
    address, code = centre.said()
    assert address == f"{centre.url}/start"
    page = people.page("/", size)
    page.wait_for_url(address)
    expect(page.get_by_label("Mã tám chữ số")).to_be_focused()
    if size == COUNTER:
        expect_accessible(page)
    expect_well_laid_out(page)
    page.keyboard.type(code)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Người quản trị đầu tiên")
    if size == PHONE:
        expect_accessible(page)
    expect_well_laid_out(page)
    page.get_by_label("Hiện mật khẩu").check()
    expect(page.get_by_label("Mật khẩu", exact=True)).to_have_attribute("type", "text")
    page.get_by_label("Họ tên").fill("Trần Thị Bình")
    expect(page.get_by_label("Tên đăng nhập")).to_have_value("binh.tran")
    for label, said in (("Tên đăng nhập", "binh"), ("Họ tên", "Trần Thị Bình"), ("Mật khẩu", PASSWORD)):
        page.get_by_label(label, exact=True).fill(said)
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/setup")
    return page


def expect_state_of(page: Page, name: str, state: str) -> None:
    expect(page.locator(f'[data-step="{name}"]')).to_have_attribute("data-state", state)


def expect_open(page: Page, name: str) -> None:
    """This step is the one to go on with."""
    expect(page.locator("[data-step]:has(details[open])")).to_have_attribute("data-step", name)


def press_in(page: Page, name: str, button: str) -> None:
    page.locator(f'[data-step="{name}"]').get_by_role("button", name=button).click()


def test_an_empty_folder_becomes_a_hall_that_hears_its_first_number(
    people: Visitors, new_centre: NewCentre, printer: TcpPrinter
) -> None:
    go_to_the_end(begin(people, new_centre, COUNTER), people, new_centre, printer, COUNTER)


def go_to_the_end(
    page: Page, people: Visitors, centre: NewCentre, printer: TcpPrinter, size: tuple[int, int]
) -> None:
    """Every step, in a window of this size, until a number is taken, called and heard, and nothing is left to do."""
    name_it_and_keep_the_fields(page, size)
    add_the_officer(page)
    open_on_sundays(page)
    people.go(page, "/admin/setup")
    print_a_test_slip(people, page, printer)
    hall, kiosk = people.page("/screen", ANY_HALL), people.page("/kiosk", ANY_KIOSK)
    pair(people, page, "screen", hall)
    hall.wait_for_url("**/display?**")
    pair(people, page, "kiosk", kiosk)
    expect_step(kiosk, "start")
    assert to_do(people, page) == ["number", "backup"]

    expect_open(page, "number")
    expect_well_laid_out(resized(page, PHONE))  # where, and as whom, officers sign in
    resized(page, size)
    number = take(kiosk, "CT")["number"]
    expect_print(kiosk, "printed")
    call(people, number, size)
    expect_newest(hall, number, 1)
    expect_state_of(page, "number", "done")  # by itself: the screen told that it spoke
    people.go(page, "/admin/setup")
    backup_to(page, centre.folder)
    expect(role(page, "progress")).to_contain_text("Đã xong 9 trên 9 việc. Trung tâm sẵn sàng")
    expect(role(page, "ready")).to_be_visible()
    assert to_do(people, page) == []


def test_on_a_phone_a_step_is_put_off_and_found_again_the_hall_hears_its_first_number_and_the_first_run_is_over(
    people: Visitors, new_centre: NewCentre, printer: TcpPrinter
) -> None:
    page = begin(people, new_centre, PHONE)
    put_off_and_find_again(people, page)
    go_to_the_end(page, people, new_centre, printer, PHONE)

    late = people.page("/start", PHONE)
    late.wait_for_url("**/sign-in")
    people.forgive_lost_line()
    new_centre.program.stop()
    new_centre.program.start(60)
    assert new_centre.program.output().count("There is no administrator yet.") == 1


def put_off_and_find_again(people: Visitors, page: Page) -> None:
    for name in STEPS:
        if name != "centre":  # which is open: it is the next one
            page.locator(f'[data-step="{name}"] .setup-head').press("Enter")
    expect(page.locator("details[open]")).to_have_count(len(STEPS))
    expect_accessible(page)
    expect_well_laid_out(page)
    press_in(page, "centre", "Để sau")
    expect_state_of(page, "centre", "skipped")
    expect_open(page, "fields")
    assert to_do(people, page) == [*STEPS[1:], "centre"]
    people.go(page, "/admin")
    page.get_by_role("link", name="Tên trung tâm và phường").click()
    press_in(page, "centre", "Làm tiếp việc này")
    expect_state_of(page, "centre", "open")


def name_it_and_keep_the_fields(page: Page, size: tuple[int, int]) -> None:
    """On a phone axe has looked at all steps at once."""
    expect_open(page, "centre")
    if size == COUNTER:
        expect_accessible(page)
    expect_well_laid_out(page)
    page.get_by_label("Phường, xã").fill("Phường Ba Đình")
    page.keyboard.press("Enter")
    expect_open(page, "fields")
    expect_state_of(page, "centre", "done")
    press_in(page, "fields", "Đúng rồi, dùng các lĩnh vực đã đánh dấu")
    expect_state_of(page, "fields", "done")


def add_the_officer(page: Page) -> None:
    """She also ticks a counter off and does not save that by its own button: it is not lost."""
    expect_open(page, "counters")
    page.get_by_label("Quầy 10").uncheck()
    page.get_by_label("Họ tên công chức").fill("Nguyễn Thị Lan")
    page.get_by_label("Tên đăng nhập").fill("lan")
    page.get_by_label("Mật khẩu đầu tiên").fill(PASSWORD)
    press_in(page, "counters", "Thêm công chức")
    expect_state_of(page, "counters", "done")
    expect(page.get_by_label("Quầy 10")).to_have_count(0)
    expect(page.get_by_label("Quầy 9")).to_be_checked()
    expect(page.get_by_text("Đã thêm Nguyễn Thị Lan.")).to_be_in_viewport()
    page.get_by_role("link", name="Đủ người, làm việc tiếp theo").click()
    expect(page.locator("#step-hours")).to_be_in_viewport()


def open_on_sundays(page: Page) -> None:
    expect_open(page, "hours")
    step = page.locator('[data-step="hours"]')
    step.get_by_label("Chủ Nhật").check()
    expect(step.get_by_label("Từ").first).to_have_value("07:00")
    press_in(page, "hours", "Dùng giờ này")


def print_a_test_slip(people: Visitors, page: Page, printer: TcpPrinter) -> None:
    expect_state_of(page, "hours", "done")
    expect_open(page, "printer")
    page.get_by_label("Địa chỉ IP của máy in nối mạng").fill(
        f"network://127.0.0.1:{printer.port}?timeout=2&confirm=3"
    )
    press_in(page, "printer", "Dùng máy in này")
    printed = len(printer.pages)
    press_in(page, "printer", "In phiếu thử")
    expect_state_of(page, "printer", "done")
    assert len(printer.pages) == printed + 1


def backup_to(page: Page, folder: Path) -> None:
    expect_open(page, "backup")
    page.get_by_label("Thư mục sao lưu").fill(f"{folder}/stick")
    press_in(page, "backup", "Sao lưu vào đây")
    expect_state_of(page, "backup", "done")


def pair(people: Visitors, page: Page, name: str, machine: Page) -> None:
    """Type a machine's six digits at its step, and confirm it on the page that this leads to."""
    people.go(page, "/admin/setup")
    expect_open(page, name)
    code = role(machine, "pairing-code")
    expect(code).to_have_text(re.compile(r"^\d{3} \d{3}$"))
    page.locator(f"#code-{name}").fill(code.inner_text())
    page.keyboard.press("Enter")
    page.get_by_label("Tên máy").fill(f"Máy {name}")
    page.get_by_role("button", name="Ghép máy này").click()
    expect(page.locator("main")).to_contain_text(f"Đã thêm máy “Máy {name}”")


def call(people: Visitors, number: str, size: tuple[int, int]) -> None:
    """The officer signs in, opens the counter and calls: by keys, or with a thumb."""
    console = people.page("/sign-in", size)
    console.fill('[name="username"]', "lan")
    console.fill('[name="password"]', PASSWORD)
    console.keyboard.press("Enter")
    console.wait_for_url("**/counter/1")
    expect_state(console, "closed")
    press_next(console, size)
    expect_state(console, "open")
    press_next(console, size)
    expect(role(console, "current-number")).to_have_text(number)
    expect_well_laid_out(console)


def press_next(console: Page, size: tuple[int, int]) -> None:
    if size == COUNTER:
        press(console, "Enter")
    else:
        expect(console.locator('[aria-busy="true"]')).to_have_count(0)
        console.locator("[data-step]:visible").click()


def to_do(people: Visitors, page: Page) -> list[str]:
    """What the manager's first page names as left to do; the page is the list of steps again after it."""
    people.go(page, "/admin")
    links = page.locator('[data-role="to-do"] li a')
    found = links.evaluate_all("all => all.map((link) => new URL(link.href).searchParams.get('at'))")
    if found:  # all else is the page as every day
        expect_accessible(page, ':has(> [data-role="to-do"])')
    expect_well_laid_out(page)
    people.go(page, "/admin/setup")
    return [str(name) for name in found]


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """An encrypted backup of a centre at work."""
    context = quick_context(tmp_path / "old", default_centre(), SetClock())
    add_person(context, NewPerson("binh", "Trần Thị Bình", "admin", PASSWORD), "system")
    a_morning(context)
    name = "goiso-ababab-2026-11-23-080000.age.tar"
    make(tmp_path / "old", tmp_path, name, "1.0", context.clock(), KEY)
    context.close()
    return tmp_path / name


def test_a_backup_takes_the_place_of_the_empty_centre_and_the_server_goes_on_with_it(
    people: Visitors, new_centre: NewCentre, backup: Path
) -> None:
    page = people.page("/", PHONE)
    page.wait_for_url("**/start")
    page.keyboard.type(new_centre.said()[1])
    page.keyboard.press("Enter")
    page.get_by_role("link", name="khôi phục từ bản sao lưu").click()
    page.get_by_label("Tệp trên máy đang dùng").check()
    page.get_by_label("Tệp sao lưu").set_input_files(backup)
    page.get_by_label("Mật khẩu sao lưu").fill("sai mật khẩu rồi")
    expect_accessible(page)
    expect_well_laid_out(page)
    page.keyboard.press("Enter")
    expect(role(page, "trouble-text")).to_contain_text("Mật khẩu này không mở được")
    page.get_by_label("Mật khẩu sao lưu").fill(PASSPHRASE)
    page.keyboard.press("Enter")
    expect(role(page, "verdict")).to_contain_text("khớp nhau")
    expect_accessible(page)
    expect_well_laid_out(page)
    page.get_by_label("Số cao nhất người dân đang cầm").fill("A047")
    people.forgive_lost_line()
    page.get_by_role("button", name="Khôi phục", exact=True).click()
    page.wait_for_url("**/sign-in")
    page.fill('[name="username"]', "binh")
    page.fill('[name="password"]', PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin")
    expect(page.locator(".notice", has_text="Đã khôi phục bản sao lưu lúc 08:00 23/11/2026")).to_contain_text(
        "A048"
    )
    expect_accessible(page)
    page.get_by_role("link", name="Xem và xác nhận đã đọc").click()
    expect(role(page, "restored-text")).to_contain_text("A048")
    role(page, "seen").click()
    expect(role(page, "restored")).to_be_hidden()
