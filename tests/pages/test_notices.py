"""Notices between calls, the emergency message over everything, and the manager's page that places them."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.pages.axe import expect_accessible
from tests.pages.steps import choose, expect_settled, expect_step, lose_answers, role, take
from tests.support.browser import HALL, KIOSK, PHONE, Visitors
from tests.support.demo import Demo

LONG_WORD = "Niêm yết danh mục thủ tục hành chính thuộc thẩm quyền giải quyết của Ủy ban nhân dân phường. "
LONGEST = (LONG_WORD * 5)[:400].strip()
COMES_BACK = "document.dispatchEvent(new Event('visibilitychange'))"
"""Somebody looks at their phone again: it asks."""
NO_VIDEO = b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2" + bytes(4000)


@pytest.fixture(scope="module")
def printer_url() -> str:
    return "virtual:"


@pytest.fixture(autouse=True)
def _clean(demo: Demo) -> Iterator[None]:
    """Whatever stands afterwards is taken away again."""
    yield
    standing = demo.manage("GET", "/notices")
    for notice in standing["items"]:
        send(demo, f"/notices/{notice['id']}/remove")
    for outage in standing["outages"]:
        send(demo, f"/notices/outages/{outage['field']}/end")
    for emergency in standing["emergencies"]:
        send(demo, "/notices/emergency/lift", hall=emergency["hall"])


@pytest.fixture
def page(visitors: Visitors) -> Page:
    """The manager's page of notices."""
    page = visitors.signed_in("quanly", "/admin/notices")
    expect(page.locator("body")).to_have_attribute("data-drawn", "true")
    return page


def send(demo: Demo, path: str, **body: object) -> None:
    """What the manager does, through the API."""
    demo.manage("POST", path, body)


def keep(page: Page, content: bytes) -> str:
    """Send a file in the manager's session; answers its name."""
    headers = {
        "X-CSRFToken": page.locator('meta[name="csrf-token"]').get_attribute("content") or "",
        "Content-Type": "application/octet-stream",
    }
    origin = page.url[: page.url.index("/admin")]
    answer = page.request.put(f"{origin}/api/v1/notices/files", data=content, headers=headers)
    assert answer.ok, answer.text()
    name: str = answer.json()["file"]
    return name


def picture() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (1600, 900), "#146a63").save(file, "PNG")
    return file.getvalue()


def slide(hall: Page) -> Locator:
    return hall.locator(".slide[data-shown]")


def test_a_notice_is_shown_between_calls_and_leaves_for_a_call(demo: Demo, visitors: Visitors) -> None:
    hall = visitors.hall(reduced_motion="reduce")
    send(demo, "/notices", kind="text", vi=LONGEST, en="Procedures of the ward")
    expect(slide(hall)).to_contain_text("Niêm yết danh mục")
    fits = "node => node.scrollHeight <= node.clientHeight && node.scrollWidth <= node.clientWidth"
    assert slide(hall).evaluate(fits)
    ticket = demo.take("CT")
    demo.act(1, "call")
    expect(role(hall, "newest-number")).to_have_text(ticket["number"])
    expect(role(hall, "notices")).to_be_hidden()
    expect(role(hall, "newest-number")).to_be_visible()
    # When the call has had its time, the notice comes back, and the number is still there.
    expect(role(hall, "notices")).to_be_visible(timeout=40_000)
    beside = role(hall, "notice-place").get_by_text(ticket["number"], exact=True)
    expect(beside.locator("visible=true")).to_have_count(1)
    expect_accessible(hall)


def test_the_emergency_message_is_over_everything_until_it_is_lifted(
    page: Page, demo: Demo, visitors: Visitors
) -> None:
    hall = visitors.hall(HALL)
    send(demo, "/notices", kind="text", vi="Giờ làm việc")
    expect(slide(hall)).to_be_visible()
    page.get_by_role("button", name="Có cháy…").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Có cháy. Xin mọi người bình tĩnh")
    dialog.get_by_role("button", name="Hiện ngay").click()
    over = role(hall, "emergency")
    expect(over).to_contain_text("Có cháy. Xin mọi người bình tĩnh")
    box = over.bounding_box()
    assert box is not None
    assert (box["width"], box["height"]) == HALL
    top = "() => document.elementFromPoint(960, 540).closest('[data-role=emergency]') !== null"
    assert hall.evaluate(top)  # that all can read it is seen in tests/pages/test_contrast.py
    hall.reload()  # a screen that comes later
    expect(over).to_contain_text("Có cháy")
    expect_accessible(page)
    page.get_by_role("button", name="Gỡ thông báo khẩn").click()
    expect(over).to_be_hidden()
    expect(role(page, "emergencies").locator("li")).to_have_count(0)


def test_an_emergency_message_stops_the_kiosk_until_it_is_lifted(demo: Demo, visitors: Visitors) -> None:
    kiosk, late = visitors.kiosk(KIOSK), visitors.kiosk(KIOSK)
    choose(late, "CT")
    send(demo, "/notices/emergency", vi="Có cháy!", en="Fire!")
    for stopped in (kiosk, late):
        over = role(stopped, "emergency")
        expect(over).to_contain_text("Có cháy!")
        expect(over).to_contain_text("Máy tạm dừng cấp số")
        box = over.bounding_box()
        assert box is not None
        assert (box["width"], box["height"]) == KIOSK
        expect_step(stopped, "error")
        for key in ("Escape", "a", "Enter"):
            stopped.keyboard.press(key)
        expect_step(stopped, "error")
    expect_accessible(kiosk)
    kiosk.reload()  # a kiosk that comes later
    expect(role(kiosk, "emergency-vi")).to_contain_text("Có cháy!")
    send(demo, "/notices/emergency/lift")
    expect(role(kiosk, "emergency")).to_be_hidden()
    expect_step(late, "start")
    take(kiosk, "CT")


def test_officers_and_helpers_are_shown_an_emergency_message(demo: Demo, visitors: Visitors) -> None:
    send(demo, "/notices/emergency", vi="Có cháy!", en="Fire!")
    for staff in (visitors.counter(1), visitors.helper(demo.helper_token)):
        expect(role(staff, "alarm")).to_contain_text("Có cháy!")
        top = "document.elementFromPoint(innerWidth / 2, 20).closest('[data-role=alarm]') !== null"
        assert staff.evaluate(top)
        expect_accessible(staff)
    send(demo, "/notices/emergency/lift")
    expect(role(staff, "alarm")).to_be_hidden()


def test_the_emergency_message_is_on_phones_in_the_language_of_their_page(
    demo: Demo, visitors: Visitors
) -> None:
    phone = visitors.fresh(PHONE)
    address = f"/t/{demo.take('CT')['track']}?lang=en"
    text = role(phone, "emergency-text")
    for english, shown in (("Fire! Leave now.", "en"), ("", "vi")):
        send(demo, "/notices/emergency", vi="Có cháy!", en=english)
        visitors.go(phone, address)
        for _ in range(2):  # as the server wrote it, and as the page's script does
            expect(text).to_have_text(english or "Có cháy!")
            assert text.evaluate("(node) => node.closest('[lang]').lang") == shown, english
            with phone.expect_response("**/api/v1/track/*"):
                phone.evaluate(COMES_BACK)
            expect_settled(phone)
        send(demo, "/notices/emergency/lift")


def test_a_language_called_id_is_not_told_the_number_of_the_message(demo: Demo, visitors: Visitors) -> None:
    phone = visitors.page(f"/t/{demo.take('CT')['track']}?lang=en", PHONE)
    phone.evaluate("document.documentElement.lang = 'id'")  # Indonesian
    send(demo, "/notices/emergency", vi="Có cháy!", en="Fire!")
    phone.evaluate(COMES_BACK)
    expect(role(phone, "emergency-text")).to_have_text("Fire!")
    phone.evaluate("document.documentElement.lang = 'en'")


def test_a_message_that_was_raised_is_said_to_be_raised_though_the_list_cannot_be_had(
    page: Page, visitors: Visitors
) -> None:
    visitors.forgive("500")
    refuse = "**/api/v1/notices"
    page.route(
        refuse, lambda route: route.fulfill(status=500, json={"code": "internal", "detail": "", "action": ""})
    )
    page.get_by_role("button", name="Có cháy…").click()
    page.get_by_role("dialog").get_by_role("button", name="Hiện ngay").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(role(page, "said")).to_have_attribute("data-kind", "good")
    expect(role(page, "stale")).to_be_visible()
    page.unroute(refuse)
    expect(role(page, "emergencies").locator("li")).to_have_count(1)
    expect(role(page, "stale")).to_be_hidden()
    expect(role(page, "live")).to_have_attribute("data-live", "true")


def test_a_notice_whose_answer_was_lost_is_added_once(page: Page, demo: Demo, visitors: Visitors) -> None:
    visitors.forgive_lost_line()
    lost = lose_answers(page, "**/api/v1/notices", times=4)
    role(page, "form").get_by_label("Nội dung tiếng Việt").fill("Đem theo căn cước")
    page.get_by_role("button", name="Thêm thông báo").click()
    expect(role(page, "form-problem")).to_be_visible()
    page.get_by_role("button", name="Thêm thông báo").click()
    expect(role(page, "said")).to_have_attribute("data-kind", "good")
    assert len(lost) == 4
    assert len(demo.manage("GET", "/notices")["items"]) == 1


def test_a_video_that_cannot_play_is_skipped_and_reported(page: Page, demo: Demo, visitors: Visitors) -> None:
    visitors.forgive(r"net::ERR_", r"MEDIA")
    send(demo, "/notices", kind="video", vi="Hướng dẫn", file=keep(page, NO_VIDEO))
    send(demo, "/notices", kind="picture", vi="Sơ đồ các quầy", file=keep(page, picture()))
    hall = visitors.hall()
    expect(slide(hall).get_by_role("img", name="Sơ đồ các quầy")).to_be_visible()
    first = role(page, "list").locator("li").first
    expect(role(first, "trouble")).to_contain_text("Có màn hình không hiện được")


def test_the_manager_adds_looks_at_orders_switches_and_deletes(
    page: Page, visitors: Visitors, tmp_path: Path
) -> None:
    form = role(page, "form")
    form.get_by_label("Nội dung tiếng Việt").fill("Đem theo căn cước")
    page.get_by_role("button", name="Thêm thông báo").click()
    rows = role(page, "list").locator("li")
    expect(rows).to_have_count(1)
    file = tmp_path / "so-do.png"
    file.write_bytes(picture())
    form.get_by_text("Ảnh", exact=True).click()
    form.locator('[name="file"]').set_input_files(file)
    form.get_by_label("Nội dung tiếng Việt").fill("Sơ đồ")
    page.get_by_role("button", name="Thêm thông báo").click()
    expect(rows).to_have_count(2)
    expect(rows.nth(1).locator("img")).to_be_visible()
    expect_accessible(page)

    rows.nth(1).get_by_role("button", name="Lên trước").click()
    expect(role(rows.first, "vi")).to_have_text("Sơ đồ")
    rows.first.get_by_role("button", name="Tắt").click()
    expect(role(rows.first, "badge-off")).to_be_visible()
    rows.first.get_by_role("button", name="Xóa").click()
    page.get_by_role("dialog").get_by_role("button", name="Xóa thông báo").click()
    expect(rows).to_have_count(1)
    expect(role(rows, "vi")).to_have_text("Đem theo căn cước")


def test_what_is_wrong_is_said_beside_the_form_and_nothing_typed_is_lost(page: Page, tmp_path: Path) -> None:
    form = role(page, "form")
    text = form.get_by_label("Nội dung tiếng Việt")
    text.fill("ă" * 5000)
    page.get_by_role("button", name="Thêm thông báo").click()
    expect(role(page, "form-problem-title")).to_have_text("Nội dung có 5000 chữ; nhiều nhất là 400 chữ.")
    expect(text).to_have_value("ă" * 5000)
    text.fill("Không phải ảnh")
    form.get_by_text("Ảnh", exact=True).click()
    large = tmp_path / "anh-lon.png"
    with large.open("wb") as hole:
        hole.truncate(30 * 1024 * 1024)
    form.locator('[name="file"]').set_input_files(large)
    page.get_by_role("button", name="Thêm thông báo").click()
    expect(role(page, "form-problem-title")).to_have_text("Tệp lớn hơn 20 MB.")


def test_an_outage_is_said_beside_its_field_at_the_kiosk_and_on_the_phone(
    demo: Demo, page: Page, visitors: Visitors
) -> None:
    track = demo.take("CT")["track"]
    hall, kiosk = visitors.hall(), visitors.kiosk()
    row = page.locator('[data-field="CT"]')
    row.get_by_role("button").click()
    expect(row.get_by_role("button")).to_have_attribute("aria-pressed", "true")
    expect(hall.locator('[data-role="fields"] [data-outage]')).to_contain_text("Hệ thống đang bảo trì")
    expect(role(hall, "ticker")).to_contain_text("Chứng thực: Hệ thống đang bảo trì")
    tile = kiosk.locator('[data-field="CT"]')
    expect(tile).to_contain_text("Đang bảo trì")
    tile.click()
    expect(role(kiosk, "chosen-outage")).to_contain_text("Hệ thống đang bảo trì")
    expect_accessible(kiosk)
    phone = visitors.page(f"/t/{track}", PHONE)
    expect(role(phone, "outage")).to_contain_text("Hệ thống đang bảo trì")
    row.get_by_role("button").click()
    expect(role(tile, "outage")).to_have_count(0)
    expect(role(hall, "ticker")).to_be_hidden()


def test_a_notice_is_changed_in_the_form_that_it_was_written_in(
    page: Page, demo: Demo, visitors: Visitors
) -> None:
    hall = visitors.hall(reduced_motion="reduce")
    weekdays = list(range(1, 8))
    schedule = {"weekdays": weekdays, "last_day": "2099-01-31"}
    send(demo, "/notices", kind="picture", vi="Sơ đồ", file=keep(page, picture()), schedule=schedule)
    row = role(page, "list").locator("li")
    row.get_by_role("button", name="Sửa").click()
    form = role(page, "form")
    expect(form.get_by_role("heading")).to_have_text("Sửa thông báo")
    expect(form.get_by_label("Nội dung tiếng Việt")).to_be_focused()
    expect(form.get_by_label("Đến hết ngày")).to_have_value("2099-01-31")
    expect(form.get_by_label("Chủ Nhật")).to_be_checked()
    expect(form.get_by_label("Ảnh", exact=False).first).to_be_disabled()
    expect(role(page, "file-kept")).to_be_visible()
    expect_accessible(page)
    form.get_by_label("Nội dung tiếng Việt").fill("Sơ đồ tầng 2")
    form.get_by_label("Mỗi lần hiện (giây)").fill("20")
    form.get_by_role("button", name="Lưu thay đổi").click()
    expect(role(page, "said")).to_contain_text("Đã lưu thay đổi.")
    expect(role(row, "vi")).to_have_text("Sơ đồ tầng 2")
    expect(row.locator("img")).to_have_count(1)
    expect(slide(hall).get_by_role("img", name="Sơ đồ tầng 2")).to_be_visible()
    kept = demo.manage("GET", "/notices")["items"][0]
    assert (kept["seconds"], kept["schedule"]["weekdays"], kept["shown"]) == (20, weekdays, True)
    expect(form.get_by_role("heading")).to_have_text("Thêm thông báo")
    expect(form.get_by_label("Nội dung tiếng Việt")).to_have_value("")


def test_who_changes_a_notice_that_somebody_else_has_just_changed_is_told_so(
    page: Page, demo: Demo, visitors: Visitors
) -> None:
    visitors.forgive(r"412")
    send(demo, "/notices", kind="text", vi="Nghỉ lúc 16:00")
    form = role(page, "form")
    form.get_by_label("Nội dung tiếng Việt").fill("Mai nghỉ buổi")
    role(form, "when").locator("summary").click()
    form.get_by_label("Mỗi lần hiện (giây)").fill("25")
    row = role(page, "list").locator("li")
    row.get_by_role("button", name="Sửa").click()
    expect(form.get_by_label("Nội dung tiếng Việt")).to_have_value("Nghỉ lúc 16:00")
    notice = demo.manage("GET", "/notices")["items"][0]
    demo.manage("PUT", f"/notices/{notice['id']}", {"kind": "text", "vi": "Nghỉ lúc 15:30"})
    expect(role(row, "vi")).to_have_text("Nghỉ lúc 15:30")
    form.get_by_label("Nội dung tiếng Việt").fill("Nghỉ lúc 16:15")
    form.get_by_role("button", name="Lưu thay đổi").click()
    expect(role(page, "form-problem")).to_contain_text("đã được người khác sửa")
    expect(form.get_by_label("Nội dung tiếng Việt")).to_have_value("Nghỉ lúc 16:15")
    expect(role(row, "vi")).to_have_text("Nghỉ lúc 15:30")
    form.get_by_role("button", name="Không sửa nữa").click()
    expect(row.get_by_role("button", name="Sửa")).to_be_focused()
    expect(form.get_by_role("heading")).to_have_text("Thêm thông báo")
    expect(form.get_by_label("Nội dung tiếng Việt")).to_have_value("Mai nghỉ buổi")
    expect(form.get_by_label("Mỗi lần hiện (giây)")).to_have_value("25")
