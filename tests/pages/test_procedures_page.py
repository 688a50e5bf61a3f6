"""The manager's page of procedures: found as people type, changed, switched off, taken in from a spreadsheet."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.pages.axe import expect_accessible
from tests.pages.layout import expect_well_laid_out
from tests.pages.sizes import EACH_SIZE, AtEachSize
from tests.pages.steps import expect_dialog, fail_once, role
from tests.support.browser import Visitors
from tests.support.demo import Demo

COPY, BIRTH = "2.000815", "1.001193"


@pytest.fixture(scope="module")
def printer_url() -> str:
    return "virtual:"


@pytest.fixture
def demo(demo: Demo) -> Iterator[Demo]:
    """What a test changed is as it was after it, and nothing of its own is left in use."""
    was = {code: demo.manage("GET", f"/procedures/{code}") for code in (COPY, BIRTH)}
    yield demo
    for code, one in was.items():
        facts = {name: one[name] for name in ("name", "short_name", "field", "said", "papers")}
        demo.manage("PUT", f"/procedures/{code}", facts)


def open_(visitors: Visitors) -> Page:
    page = visitors.signed_in("quanly", "/admin/procedures")
    expect(page.locator("body")).to_have_attribute("data-drawn", "true")
    expect(role(page, "live")).to_have_attribute("data-live", "true")
    return page


def row(page: Page, code: str) -> Locator:
    return page.locator(f'[data-key="{code}"]')


def press(page: Page, code: str, action: str) -> None:
    row(page, code).locator(f'[data-action="{action}"]').click()


def save(dialog: Locator) -> None:
    dialog.locator("[data-confirm]").click()


def csv_file(text: str) -> FilePayload:
    return {"name": "thu-tuc.csv", "mimeType": "text/csv", "buffer": text.encode("utf-8-sig")}


@EACH_SIZE
def test_all_procedures_are_found_a_page_at_a_time_as_people_type(
    visitors: Visitors, demo: Demo, at_each_size: AtEachSize
) -> None:
    page = open_(visitors)
    expect(role(page, "list").locator("li")).to_have_count(50)
    expect(role(page, "place")).to_contain_text("1–50 trên")
    at_each_size(page, expect_accessible, expect_well_laid_out)
    role(page, "next").click()
    expect(role(page, "place")).to_contain_text("51–100 trên")
    page.fill("#field-search", "ddawng kys khai sinh")
    expect(row(page, BIRTH)).to_be_visible()
    expect(role(page, "found")).to_contain_text("Tìm thấy")
    page.select_option("#field-in", "CT")
    expect(row(page, BIRTH)).to_have_count(0)
    page.select_option("#field-in", "")
    page.fill("#field-search", "xqzw")
    expect(role(page, "none")).to_contain_text("Không tìm thấy thủ tục nào")
    at_each_size(page, expect_accessible)
    page.get_by_role("link", name="English").click()
    expect(role(page, "found")).to_contain_text("procedures.")
    at_each_size(page, expect_accessible)


@EACH_SIZE
def test_a_procedure_is_changed_found_at_the_kiosk_and_taken_back(
    visitors: Visitors, demo: Demo, at_each_size: AtEachSize
) -> None:
    page = open_(visitors)
    press(page, COPY, "edit")
    dialog = expect_dialog(page, "procedure")
    expect(page.locator("#field-short_name")).to_be_focused()
    save(dialog)
    expect(dialog).to_contain_text("Chưa đổi gì.")
    page.fill("#field-short_name", "Sao y của phường")
    expect(role(dialog, "effect")).to_contain_text("Người dân sẽ thấy “Sao y của phường”")
    page.locator("#field-said").press("End")
    page.locator("#field-said").press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.type("xerốc mẫu tím")
    at_each_size(page, expect_accessible, expect_well_laid_out)
    save(dialog)
    expect(dialog).to_be_hidden()
    expect(role(page, "said-title")).to_have_text("Đã lưu Sao y của phường.")
    expect(role(row(page, COPY), "name")).to_have_text("Sao y của phường")
    expect(role(row(page, COPY), "changed")).to_be_visible()
    found = demo.manage("GET", "/procedures?q=xeroc mau tim")["items"]
    assert [one["short_name"] for one in found] == ["Sao y của phường"]
    role(page, "said-undo").click()
    expect(role(page, "said-title")).to_have_text("Đã hoàn tác.")
    expect(role(row(page, COPY), "name")).to_have_text("Sao y bản chính (chứng thực bản sao)")


def test_a_new_procedure_needs_a_code_and_a_name(visitors: Visitors, demo: Demo) -> None:
    page = open_(visitors)
    role(page, "add").click()
    dialog = expect_dialog(page, "procedure")
    page.fill("#field-code", "phong-hop")
    page.fill("#field-short_name", "Mượn phòng họp")
    visitors.forgive("422")
    save(dialog)
    expect(dialog).to_contain_text("Mã “phong-hop” chưa đúng")
    visitors.forgive("412")
    page.fill("#field-code", COPY)
    save(dialog)
    expect(dialog).to_contain_text(f"Mã “{COPY}” đã dùng cho “Sao y bản chính")
    page.fill("#field-code", "TN-01")
    page.fill("#field-name", "Mượn phòng họp nhà văn hóa")
    save(dialog)
    expect(dialog).to_be_hidden()
    page.fill("#field-search", "muon phong hop")
    expect(role(row(page, "TN-01"), "facts")).to_contain_text("TN-01")
    demo.manage("DELETE", "/procedures/TN-01")


@EACH_SIZE
def test_a_procedure_is_switched_off_and_on_again(
    visitors: Visitors, demo: Demo, at_each_size: AtEachSize
) -> None:
    page = open_(visitors)
    press(page, BIRTH, "switch")
    dialog = expect_dialog(page, "sure")
    expect(dialog).to_contain_text("vẫn giữ tên")
    at_each_size(page, expect_accessible, expect_well_laid_out)
    save(dialog)
    expect(dialog).to_be_hidden()
    expect(role(row(page, BIRTH), "off")).to_be_visible()
    page.select_option("#field-state", "out_of_use")
    expect(row(page, BIRTH)).to_be_visible()
    found = demo.manage("GET", "/procedures?q=dang ky khai sinh")["items"]
    assert BIRTH not in {one["code"] for one in found}
    press(page, BIRTH, "switch")
    expect(row(page, BIRTH)).to_have_count(0)
    page.select_option("#field-state", "in_use")
    expect(row(page, BIRTH)).to_be_visible()


def test_what_somebody_else_changed_meanwhile_is_shown_asked_again_and_not_overwritten(
    visitors: Visitors, demo: Demo
) -> None:
    page = open_(visitors)
    press(page, COPY, "edit")
    dialog = expect_dialog(page, "procedure")
    page.fill("#field-english_name", "Certified copies")
    demo.manage("PUT", f"/procedures/{COPY}", {"short_name": "Tên của người khác"})
    visitors.forgive("412")
    save(dialog)
    expect(dialog).to_contain_text("Nội dung mới của người khác: tên ngắn: Tên của người khác")
    expect(page.locator("#field-short_name")).to_have_value("Tên của người khác")
    save(dialog)
    expect(dialog).to_be_hidden()
    now = demo.manage("GET", f"/procedures/{COPY}")
    assert (now["short_name"], now["english_name"]) == ("Tên của người khác", "Certified copies")

    press(page, COPY, "switch")
    sure = expect_dialog(page, "sure")
    demo.manage("PUT", f"/procedures/{COPY}", {"short_name": "Lại tên khác"})
    save(sure)
    expect(sure).to_be_hidden()
    expect(role(page, "said-title")).to_contain_text("người khác đã sửa")
    expect(role(row(page, COPY), "name")).to_have_text("Lại tên khác")
    press(page, COPY, "switch")
    save(sure)
    expect(role(row(page, COPY), "off")).to_be_visible()

    page.get_by_role("radio", name="Không làm tại đây").check()
    thing = page.locator('[data-role="elsewhere-list"] [data-key="li-hon"]')
    thing.locator('[data-action="edit"]').click()
    dialog = expect_dialog(page, "elsewhere")
    page.fill("#field-where_vi", "Tòa án khu vực 3")
    told = next(e for e in demo.manage("GET", "/procedures/elsewhere")["items"] if e["key"] == "li-hon")
    facts = {name: told[name] for name in ("vi", "en", "where_vi", "where_en", "said")}
    demo.manage("PUT", "/procedures/elsewhere/li-hon", facts | {"where_en": "Court of area 3"})
    save(dialog)
    expect(dialog).to_contain_text(
        "Nội dung mới của người khác: nơi giải quyết, bằng tiếng Anh: Court of area 3"
    )
    save(dialog)
    expect(dialog).to_be_hidden()
    now = next(e for e in demo.manage("GET", "/procedures/elsewhere")["items"] if e["key"] == "li-hon")
    assert (now["where_vi"], now["where_en"]) == ("Tòa án khu vực 3", "Court of area 3")


@EACH_SIZE
def test_what_is_not_done_here_sends_people_on(
    visitors: Visitors, demo: Demo, at_each_size: AtEachSize
) -> None:
    page = open_(visitors)
    page.get_by_role("radio", name="Không làm tại đây").check()
    thing = page.locator('[data-role="elsewhere-list"] [data-key="li-hon"]')
    expect(thing).to_contain_text("→ Tòa án")
    at_each_size(page, expect_accessible, expect_well_laid_out)
    thing.locator('[data-action="edit"]').click()
    dialog = expect_dialog(page, "elsewhere")
    page.fill("#field-where_vi", "Tòa án khu vực")
    at_each_size(page, expect_accessible)
    save(dialog)
    expect(dialog).to_be_hidden()
    expect(thing).to_contain_text("→ Tòa án khu vực")
    found = demo.manage("GET", "/procedures?q=ly hon")["elsewhere"]
    assert found[0]["places"]["vi"] == "Tòa án khu vực"
    thing.locator('[data-action="remove"]').click()
    save(expect_dialog(page, "sure"))
    expect(thing).to_have_count(0)
    role(page, "said-undo").click()
    expect(thing).to_contain_text("→ Tòa án khu vực")
    thing.locator('[data-action="remove"]').click()
    save(expect_dialog(page, "sure"))
    expect(thing).to_have_count(0)
    role(page, "add-elsewhere").click()
    for name, text in {
        "vi": "Ly hôn",
        "en": "Divorce",
        "where_vi": "Tòa án",
        "where_en": "The court",
    }.items():
        page.fill(f"#field-{name}", text)
    save(dialog)
    expect(thing).to_contain_text("→ Tòa án")


@EACH_SIZE
def test_a_file_is_looked_at_before_it_is_saved(
    visitors: Visitors, demo: Demo, at_each_size: AtEachSize
) -> None:
    page = open_(visitors)
    role(page, "take-file").click()
    dialog = expect_dialog(page, "file")
    confirm = dialog.locator("[data-confirm]")
    expect(confirm).to_be_disabled()
    page.set_input_files("#field-file", csv_file("code,name,field\nTN-77,,HT\n"))
    expect(role(dialog, "wrong-rows")).to_contain_text("Dòng 2: Tên còn trống")
    expect(confirm).to_be_disabled()
    at_each_size(page, expect_accessible, expect_well_laid_out)
    name = "Sao y mới"
    page.set_input_files("#field-file", csv_file(f"code,short_name,active\n{COPY},{name},1\n{BIRTH},,0\n"))
    expect(role(dialog, "plan")).to_contain_text("sửa 1, tắt 1")
    expect(role(dialog, "changes")).to_contain_text(f"→ “{name}”")
    at_each_size(page, expect_accessible)
    assert demo.manage("GET", f"/procedures/{COPY}")["short_name"] != name
    confirm.click()
    expect(dialog).to_be_hidden()
    expect(role(page, "said-title")).to_have_text("Đã lưu 2 thay đổi từ tệp.")
    expect(role(row(page, COPY), "name")).to_have_text(name)


def test_the_menu_leads_here_a_list_that_could_not_be_had_is_asked_for_again_and_it_goes_out_as_a_file(
    visitors: Visitors, tmp_path: Path
) -> None:
    page = visitors.signed_in("quanly", "/admin")
    visitors.forgive("500")
    fail_once(page, "**/api/v1/procedures/all?*")
    page.get_by_role("link", name="Thủ tục").click()
    expect(role(page, "list").locator("li")).to_have_count(50)
    expect(role(page, "live")).to_have_attribute("data-live", "true")
    with page.expect_download() as download:
        page.get_by_role("link", name="Xuất ra tệp CSV").click()
    path = tmp_path / "out.csv"
    download.value.save_as(path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbfcode,")
