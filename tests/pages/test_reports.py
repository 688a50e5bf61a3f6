"""Figures in a browser: from a report to one visit, on paper too; and a lost slip, found and printed again."""

import csv
import io
import re

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.pages.axe import expect_accessible
from tests.pages.layout import expect_well_laid_out
from tests.pages.sizes import EACH_SIZE, SIZES, AtEachSize
from tests.pages.steps import call_next, expect_dialog, expect_step, press, resized, role, scan
from tests.support.browser import KIOSK_WIDE, Visitors
from tests.support.demo import Demo
from tests.support.long_day import long_day_now

NOW = long_day_now()
PAPER, MOST_SHEETS = (1031, 702), 4
"""What a lying A4 sheet has between its edges of 12 mm, in CSS pixels."""
DAY, CODE = f"{NOW:%d/%m/%Y}", f"H26.14-{NOW:%y%m%d}-0003"
FILE = (
    "Mã hồ sơ;Lĩnh vực;Họ tên;Trạng thái;Ngày tiếp nhận;Ngày hẹn trả\n"
    f"{CODE};Chứng thực;Lê Văn Kín;Đang xử lý;{DAY};{DAY}\n"
)


@pytest.fixture(scope="module")
def printer_url() -> str:
    return "virtual:"


def expect_fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def expect_a4(pdf: bytes, *, lying: bool = False) -> None:
    """Every sheet has this paper's size; what a browser makes of millimetres is a little less or more."""
    sheets = {tuple(map(float, box.split())) for box in re.findall(rb"/MediaBox\s*\[([\d. ]+)\]", pdf)}
    size = (842, 595) if lying else (595, 842)
    assert [(*map(round, sheet),) for sheet in sheets] == [(0, 0, *size)]


def expect_on_paper(page: Page, *parts: str) -> None:
    """The sheets lie, have these parts, nothing is cut off at their side, and nothing on them is to be pressed."""
    page.emulate_media(media="print")
    before = page.viewport_size
    resized(page, PAPER)
    for part in parts:
        expect(page.locator(part)).to_be_visible()
    expect_fits(page)
    for gone in (".report-form", ".report-acts", ".masthead"):
        expect(page.locator(f"{gone}:visible")).to_have_count(0)
    pdf = page.pdf(prefer_css_page_size=True)
    page.emulate_media(media="null")
    resized(page, (before["width"], before["height"]))
    assert 1 <= pages_of(pdf) <= MOST_SHEETS
    expect_a4(pdf, lying=True)


@EACH_SIZE
def test_from_a_figure_of_the_report_to_the_visit_and_onto_paper(
    demo: Demo, visitors: Visitors, at_each_size: AtEachSize
) -> None:
    demo.take("DD")
    number = call_next(demo, 1)["number"]
    demo.act(1, "serve")
    demo.act(1, "finish", outcome="received")
    page = visitors.signed_in("quanly", "/admin/reports?by=field")
    at_each_size(page, expect_accessible, expect_fits)
    expect(page.locator("svg.heat").first).to_be_visible()
    expect_on_paper(page, "svg.heat >> nth=0", ".report-table >> nth=0", ".small-charts >> nth=0")
    procedures = page.locator("details", has=role(page, "filter-procedure"))
    procedures.locator("summary").click()
    procedures.get_by_label("Tìm trong danh sách").fill("khai sinh")
    procedures.get_by_role("checkbox").first.check()
    at_each_size(page, expect_accessible, expect_fits, expect_well_laid_out)
    weekdays = page.locator("details", has=role(page, "filter-weekday"))
    weekdays.locator("summary").click()
    expect(procedures.get_by_role("checkbox").first).to_be_hidden()  # one box is open at a time
    for weekday in ("Thứ Ba", "Thứ Tư"):
        weekdays.get_by_role("checkbox", name=weekday).check()
    expect(role(weekdays, "chosen")).to_have_text("Đã chọn 2")
    at_each_size(page, expect_accessible, expect_fits, expect_well_laid_out)
    page.get_by_role("button", name="Xem", exact=True).click()
    expect(page).to_have_url(re.compile(r"&procedure=[\d.]+&weekday=2&weekday=3$"))
    expect(role(procedures, "chosen")).to_have_text("Khai sinh")
    page.go_back()
    page.locator("tr[data-key=CT] a").first.click()
    at_each_size(page, expect_accessible, expect_fits)
    expect_on_paper(page, "table", f'text="{number}"')
    with page.expect_download() as file:
        page.get_by_role("link", name="Tải XLSX").click()
    assert file.value.suggested_filename.endswith(".xlsx")
    expect(role(page, "progress-text")).to_have_text("Tệp đã lập xong.")
    page.get_by_role("link", name=number, exact=True).click()
    expect(page.get_by_role("heading", name=f"Lượt {number}")).to_be_visible()
    expect(page.get_by_text("Vì sao gọi số này?")).to_be_visible()
    at_each_size(page, expect_accessible, expect_fits)
    visitors.go(page, "/admin/reports/counters?by=counter")
    at_each_size(page, expect_accessible, expect_fits)
    expect_on_paper(page, ".report-table")
    visitors.go(page, "/admin/reports/today")
    at_each_size(page, expect_accessible, expect_fits)
    expect(role(page, "sentence")).to_contain_text("Trung tâm tiếp nhận")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator('[data-action="copy"]').click()
    expect(role(page, "copied")).to_contain_text("Đã chép.")
    sentence = role(page, "sentence").inner_text()
    assert page.evaluate("navigator.clipboard.readText()") == sentence
    pdf = page.pdf(prefer_css_page_size=True)
    assert pages_of(pdf) == 1
    expect_a4(pdf)


def expect_form06_as_in_its_files(visitors: Visitors, page: Page) -> None:
    """On the screen, on a phone, on paper and in both files: the same cells."""
    visitors.go(page, "/admin/reports/form06")
    for size in SIZES:
        resized(page, size)
        expect_accessible(page)
        expect_fits(page)
    lines = page.locator(".form06-table tbody tr, .form06-table tfoot tr").all()
    shown = [[cell.strip() for cell in line.locator("th, td").all_inner_texts()][1:] for line in lines]
    files = dict[str, bytes]()
    for name in ("CSV", "XLSX"):
        with page.expect_download() as file:
            page.get_by_role("link", name=f"Tải {name}").click()
        files[name] = file.value.path().read_bytes()
    listed = list(csv.reader(files["CSV"].decode("utf-8-sig").splitlines()))[1:]
    sheet = load_workbook(io.BytesIO(files["XLSX"])).active
    assert sheet is not None
    drawn = [["" if cell is None else str(cell) for cell in row] for row in sheet.values][1:]
    assert [row[1:-1] for row in listed] == shown[:-1]
    assert [row[1:-1] for row in drawn] == shown
    pdf = page.pdf(prefer_css_page_size=True)
    assert pages_of(pdf) == 1
    expect_a4(pdf, lying=True)


def test_a_list_is_taken_in_with_a_preview_and_kiosk_and_counter_say_how_far_a_dossier_is(
    visitors: Visitors, demo: Demo
) -> None:
    kiosk = visitors.kiosk(KIOSK_WIDE)
    page = visitors.signed_in("quanly", "/admin/dossiers")
    expect(role(page, "source")).to_have_text("Chưa nhập danh sách nào.")
    expect(role(kiosk, "dossier-open")).to_be_hidden()
    for text, wrong in ((FILE + "xx;;;;;\n", 1), (FILE, 0)):
        file = {"name": "thang.csv", "mimeType": "text/csv", "buffer": text.encode()}
        page.set_input_files("#field-file", file)
        expect(page.locator('[data-role="wrong-rows"] li')).to_have_count(wrong)
        expect(role(page, "plan")).to_contain_text("1 hồ sơ: 1 mới")
        expect(role(page, "save")).to_be_enabled(enabled=wrong == 0)
    expect_accessible(page)
    role(page, "save").click()
    expect(role(page, "source")).to_contain_text("thang.csv: 1 hồ sơ")

    expect(role(kiosk, "dossier-open")).to_be_visible()
    scan(kiosk, CODE)
    expect_step(kiosk, "dossier")
    expect(role(kiosk, "dossier-state")).to_have_text("Đang giải quyết")
    expect(role(kiosk, "dossier-due")).to_have_text(f"Ngày hẹn trả: {DAY}.")
    kiosk.get_by_role("button", name="中文").click()
    expect(role(kiosk, "dossier-due")).to_have_text(f"约定日期：{DAY}。")
    expect(kiosk.locator("body[data-settling]")).to_have_count(0)
    role(kiosk, "dossier-other").click()
    visitors.forgive("404")
    for letter in f"{CODE[:-1]}9":
        kiosk.locator(f'[data-for="dossier"] [data-letter="{letter}"]').click()
    kiosk.locator('[data-role="dossier-form"] [type="submit"]').click()
    expect(role(kiosk, "dossier-said")).to_contain_text("未找到该材料")
    expect_accessible(kiosk)
    expect_well_laid_out(kiosk)
    kiosk.get_by_role("button", name="Tiếng Việt").click()
    scan(kiosk, CODE)
    expect(role(kiosk, "dossier-said")).to_have_text(CODE)
    expect(kiosk.locator("body[data-settling]")).to_have_count(0)
    kiosk.locator('[data-for="dossier"] [data-action="start"]').click()
    expect(role(kiosk, "dossier-said")).not_to_contain_text(CODE)

    expect_form06_as_in_its_files(visitors, page)

    console = visitors.counter(1)
    press(console, "f")
    expect_dialog(console, "find")
    console.locator('[name="find-dossier"]').focus()
    scan(console, CODE)
    expect(role(console, "find-dossier-line")).to_contain_text(f"Đang giải quyết. Hẹn trả {DAY}.")
    expect(console.locator('[name="find-dossier"]')).to_have_value(CODE)
    demo.manage("DELETE", "/dossiers/list")
    expect(role(kiosk, "dossier-open")).to_be_hidden()
