"""The settings' pages: everything that can be set is set there, seen before it is saved, taken back, and shown at once."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from server.config import CentreSettings
from server.web.manage.settings.forms import model_of
from tests.pages.axe import expect_accessible, faults
from tests.pages.layout import expect_well_laid_out
from tests.pages.sizes import EACH_SIZE, AtEachSize
from tests.pages.steps import choose, expect_dialog, expect_step, fail_once, role
from tests.support.browser import COUNTER, PHONE, Visitors
from tests.support.demo import Demo
from tests.support.logos import a_logo

PARTS = sorted(CentreSettings.model_fields, key=lambda part: (part != "points", part != "halls"))
NEW_KEYS = {
    "fields": "ZZ",
    "halls": "moi",
    "points": "moi",
    "priority_classes": "moi",
    "counters": "77",
    "exceptions": "2090-02-17",
    "alerts": "moi",
}
SAMPLES = {
    "timezone": "Asia/Bangkok",
    "prefix": "W",
    "colour": "#1a4f8b",
    "url": "virtual:",
    "zalo_app": "4321",
    "zalo_near": "1001",
    "zalo_near_data": '{"so": "{number}"}',
    "zalo_called": "1002",
    "zalo_called_data": '{"quay": "{counter}"}',
    "sms_url": "https://sms.example.vn/send?to={phone}",
    "sms_header": "Authorization: Bearer {key}",
    "sms_body": '{"text": "{text}"}',
    "folder": "/media/usb/bao-cao",
    "recipient": "age1ds8cmacrh2mwtydhfdzv0gq5lcsr40gk8qzapwu722ew3u5z5alse8k0aw",
}


LOGO = a_logo()


@pytest.fixture(scope="module")
def printer_url() -> str:
    return "virtual:"


@pytest.fixture
def demo(demo: Demo) -> Iterator[Demo]:
    """What a test sets is as before after it."""
    before = {part: value for part, value in demo.settings().items() if part != "version"}
    yield demo
    demo.clear()
    for part in ("alerts", "centre", "voice", "fields", "counters", "halls", *before):
        if demo.settings()[part] != before[part]:
            demo.manage("PUT", f"/settings/{part}", before[part])


def open_(visitors: Visitors, part: str, size: tuple[int, int] = COUNTER) -> Page:
    page = visitors.signed_in("quanly", f"/admin/settings/{part}", size)
    expect(page.locator("body")).to_have_attribute("data-drawn", "true")
    expect(role(page, "live")).to_have_attribute("data-live", "true")
    return page


def names(part: str) -> list[str]:
    return [field.alias or name for name, field in model_of(part)[0].model_fields.items()]


def save(page: Page | Locator) -> None:
    page.locator('[data-role="save"], [data-confirm]').click()


def expect_saved(page: Page) -> None:
    expect(role(page, "said")).to_be_visible()
    expect(role(page, "said-title")).to_contain_text("Đã lưu.")
    expect(page.locator("dialog[open]")).to_have_count(0)


CHANGE = """(place, [names, samples]) => {
  const can = (node) => {
    if (!node.checkVisibility() || node.disabled) throw new Error(`${node.id} cannot be set`);
    node.focus();
    return node;
  };
  const put = (node, value) => {
    can(node).value = value;
    for (const told of ["input", "change"]) node.dispatchEvent(new Event(told, { bubbles: true }));
  };
  const another = ({ min, max, step, value }) => {
    const [now, by] = [Number(value || min), step === "any" ? 0.25 : Number(step || 1)];
    return now + by <= Number(max || now + by) ? now + by : now - by;
  };
  const change = (control, name) => {
    const all = (those) => [...control.querySelectorAll(those)];
    const [one] = all("[data-add], [role=switch], select, input:not([type=checkbox]), textarea");
    if (!one) return can(all("[type=checkbox]:not(:checked)")[0] ?? all("[type=checkbox]").at(-1)).click();
    if (one.readOnly) return;
    if (one.matches("[role=switch]")) return can(one).click();
    if (one.matches("[type=file]")) return name;
    if (one.matches("select")) return put(one, [...one.options].map(({ value }) => value).findLast((value) => value !== one.value));
    if (one.matches("[type=number]")) return put(one, another(one));
    if (one.matches("textarea")) return put(one, "Điện thoại: 028 1022");
    if (!one.matches("[data-add]")) return put(one, samples[name] || `${one.value}x`);
    can(one).click();
    const row = all(".settings-row").at(-1);
    [...row.querySelectorAll("[type=time]")].forEach((time, place) => put(time, place ? "20:00" : "19:00"));
    for (const text of row.querySelectorAll("[type=text], [type=date]")) put(text, text.type === "date" ? "2090-02-17" : "moi");
  };
  return names.map((name) => {
    const controls = place.querySelectorAll(`[data-setting="${name}"]`);
    if (controls.length !== 1) throw new Error(`${controls.length} controls for ${name}`);
    return change(controls[0], name);
  }).filter((left) => typeof left === "string");
}"""
"""Sets every control to something else, whatever kind it is, as fast as the page can follow; answers what wants a file."""


def change_all(place: Locator, part: str, samples: dict[str, str]) -> None:
    for name in place.evaluate(CHANGE, [names(part), samples]):
        control = place.locator(f'[data-setting="{name}"]')
        control.locator('[type="file"]').set_input_files(
            {"name": "logo.png", "mimeType": "image/png", "buffer": LOGO}
        )
        expect(control.locator("img")).to_be_visible()


def expect_all_changed(part: str, before: dict[str, Any], after: dict[str, Any]) -> None:
    keys = {"code", "n", "date"}
    left = [name for name in names(part) if name not in keys and before[name] == after[name]]
    assert not left, f"{part}: not changed by its page: {left}"


def expect_foretold(place: Page | Locator, part: str) -> None:
    """What saving would bring is said beside the form; looked at on one page, and in one dialog: all are made alike."""
    if part in {"phone", "halls"}:
        expect(role(place, "told-lines").first.locator("li").first).to_be_visible()


def entry(settings: dict[str, Any], part: str, key: str) -> dict[str, Any]:
    found: dict[str, Any] = next(
        e for e in settings[part] if str(e.get("code", e.get("n", e.get("date")))) == key
    )
    return found


def add_entry(page: Page, part: str) -> None:
    """A new entry of a list, with what it must have."""
    role(page, "add").click()
    dialog = expect_dialog(page, "entry")
    given = {
        "code": NEW_KEYS[part],
        "n": NEW_KEYS[part],
        "date": NEW_KEYS[part],
        "prefix": "Y",
        "vi": "Mục mới",
        "en": "New entry",
    }
    for name in names(part):
        if name in given:
            dialog.locator(f"#setting-{name}").fill(given[name])
    if part == "counters":
        dialog.locator('[data-setting="fields"] [type="checkbox"]').first.check()
    save(dialog)
    expect_saved(page)
    page.get_by_role("button", name="Đóng thông báo").click()


def test_every_setting_is_changed_on_its_page(
    visitors: Visitors, demo: Demo, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = str(tmp_path_factory.mktemp("set"))  # it is there until all is set back
    samples = SAMPLES | {"clips": folder, "folder": folder}
    # where the counters stand, which are at work: a hall that is added goes to another point without them
    demo.manage("PUT", "/settings/halls", [{"code": "chinh", "vi": "Sảnh chính", "en": "Main hall"}])
    # where two belong together, one is shown before the other
    visitors.forgive("422 .*/preview$")
    page = open_(visitors, PARTS[0])
    for part in PARTS:
        visitors.go(page, f"/admin/settings/{part}")
        expect(page.locator("body")).to_have_attribute("data-drawn", "true")
        if not model_of(part)[1]:
            before = demo.settings()[part]
            change_all(page.locator("body"), part, samples)
            expect_foretold(page, part)
            save(page)
            expect_saved(page)
            expect_all_changed(part, before, demo.settings()[part])
            continue
        key = NEW_KEYS[part]
        add_entry(page, part)
        before = entry(demo.settings(), part, key)
        page.locator(f'li[data-key="{key}"] [data-action="edit"]').click()
        dialog = expect_dialog(page, "entry")
        change_all(dialog, part, samples)
        expect_foretold(dialog, part)
        save(dialog)
        expect_saved(page)
        expect_all_changed(part, before, entry(demo.settings(), part, key))


def test_a_folder_is_tried_before_it_is_saved_and_what_to_do_is_said(
    visitors: Visitors, demo: Demo, tmp_path: Path
) -> None:
    page = open_(visitors, "backup")
    folder = page.locator('[data-setting="folder"] input')
    folder.fill(str(tmp_path))
    expect(role(page, "effect-folder")).to_have_attribute("data-state", "fine")
    folder.fill(str(tmp_path / "stick"))
    expect(role(page, "effect-folder")).to_have_attribute("data-state", "absent")
    expect(role(page, "folder-said")).to_have_text(f"Máy chủ không thấy thư mục {tmp_path}/stick.")
    expect(role(page, "folder-do")).to_contain_text("Vẫn chọn được")
    expect_accessible(page)
    save(page)
    expect_saved(page)
    assert demo.settings()["backup"]["folder"] == f"{tmp_path}/stick"


@EACH_SIZE
def test_the_manager_finds_the_settings_in_the_menu_and_one_of_them_by_its_words(
    visitors: Visitors, demo: Demo, at_each_size: AtEachSize
) -> None:
    page = visitors.admin()
    page.get_by_role("link", name="Cài đặt").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Cài đặt")
    expect(role(page, "live")).to_have_attribute("data-live", "true")
    expect(page.locator("[data-card]")).to_have_count(len([*PARTS, "history"]))
    at_each_size(page, expect_accessible, expect_well_laid_out)
    page.fill("#field-search", "ket qua thuong le")
    expect(page.locator("[data-card]:visible")).to_have_count(1)
    page.fill("#field-search", "khong co gi nhu vay")
    expect(role(page, "none")).to_contain_text("Không tìm thấy cài đặt nào")
    page.fill("#field-search", "cho lau nhat")
    page.get_by_role("link", name="Chờ lâu nhất").click()
    expect(page.locator("#setting-longest_wait_minutes")).to_be_focused()


@pytest.mark.parametrize("part", ["hours", "exceptions", "voice", "fields", "halls"])
@EACH_SIZE
def test_the_forms_are_for_everybody(
    visitors: Visitors, demo: Demo, part: str, at_each_size: AtEachSize
) -> None:
    page = open_(visitors, part)
    if part == "halls":
        expect(role(page, "none")).to_contain_text("Trung tâm đang là một sảnh.")
    at_each_size(page, expect_accessible, expect_well_laid_out)
    if part in {"fields", "halls"}:
        role(page, "add").click()
        dialog = expect_dialog(page, "entry")
        at_each_size(page, expect_accessible, expect_well_laid_out)
        assert dialog.evaluate("(dialog) => dialog.scrollHeight - dialog.clientHeight") <= 0
    page.keyboard.press("Escape")
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("body")).to_have_attribute("data-drawn", "true")
    at_each_size(page, expect_accessible)


def test_who_would_be_called_earlier_is_shown_before_the_order_is_saved(
    visitors: Visitors, demo: Demo
) -> None:
    page = open_(visitors, "priority_classes", PHONE)
    page.locator('li[data-key="elderly"] [data-action="edit"]').click()
    dialog = expect_dialog(page, "entry")
    expect(role(dialog, "calling-said")).to_contain_text("đang chờ")
    page.keyboard.press("Escape")
    for priority in (None, None, "elderly"):
        demo.take("CT", priority=priority)
    page.locator('li[data-key="elderly"] [data-action="edit"]').click()
    dialog.locator("#setting-weight_minutes").fill("0")
    expect(role(dialog, "calling-said")).to_contain_text("Có người được gọi sớm hơn hoặc muộn hơn")
    expect(role(dialog, "calling-lines").locator("tbody tr").first).to_be_visible()
    wide = "(table) => table.offsetWidth - table.parentElement.offsetWidth"
    assert role(dialog, "calling-lines").locator("table").first.evaluate(wide) <= 0
    expect_accessible(page)
    expect_well_laid_out(page)
    page.keyboard.press("Escape")
    page.locator('li[data-key="elderly"] [data-action="remove"]').click()
    removal = expect_dialog(page, "removal")
    expect(role(removal, "leaving-said")).to_contain_text("Đang có diện này: ")
    expect(role(removal, "calling-lines").locator("tbody tr").first).to_be_visible()
    expect_accessible(page)
    expect_well_laid_out(page)
    page.keyboard.press("Escape")
    free = page.locator('li[data-key="appointment"]')
    free.locator('[data-action="remove"]').click()
    expect(role(removal, "leaving-said")).to_contain_text("không ai mất ưu tiên")
    save(removal)
    expect(free).to_have_count(0)
    role(page, "said-undo").click()
    expect(role(page, "said-title")).to_have_text("Đã hoàn tác.")
    expect(free).to_have_count(1)


def test_the_slip_is_shown_before_it_is_saved(visitors: Visitors, demo: Demo) -> None:
    visitors.forgive("422")
    page = open_(visitors, "slip", PHONE)
    slip = role(page, "slip")
    expect(slip).to_be_visible()
    was = slip.get_attribute("src") or ""
    page.fill("#setting-footer", "Đường dây nóng: 1022\nwww.phuong.vn")
    expect(slip).not_to_have_attribute("src", was)
    expect(role(page, "lines")).to_contain_text("→ đổi thành Đường dây nóng: 1022 / www.phuong.vn")
    expect_accessible(page)
    expect_well_laid_out(page)
    assert demo.settings()["slip"]["footer"] == []
    page.fill("#setting-footer", "谢谢")
    expect(role(page, "no-effect")).to_be_visible()
    save(page)
    expect(page.locator("#error-setting-footer")).to_contain_text("Có chữ mà phông chữ của phiếu không có.")


def test_another_colour_is_shown_before_it_is_saved_and_then_everywhere(
    visitors: Visitors, demo: Demo
) -> None:
    visitors.forgive("422")
    kiosk, page = visitors.kiosk(), open_(visitors, "centre")
    head = kiosk.locator(".kiosk-head")
    background = "(node) => getComputedStyle(node).backgroundColor"
    was = head.evaluate(background)
    page.fill("#setting-colour", "#e3b04b")
    expect(page.locator("#error-setting-colour")).to_contain_text("Màu này quá nhạt")
    page.fill("#setting-colour", "#7b1fa2")
    expect(role(page, "contrast")).to_contain_text("Tương phản thấp nhất 6")
    expect(page.locator("#error-setting-colour")).to_be_hidden()
    expect_accessible(page)
    assert head.evaluate(background) == was
    save(page)
    expect_saved(page)
    version = str(demo.settings()["version"])
    expect(kiosk.locator("html")).to_have_attribute("data-settings", version)
    expect_step(kiosk, "start")
    assert head.evaluate(background) not in {was, ""}
    assert faults(kiosk) == []


@EACH_SIZE
def test_what_will_change_is_shown_before_it_is_saved_and_what_is_wrong_at_its_setting(
    visitors: Visitors, demo: Demo, at_each_size: AtEachSize
) -> None:
    visitors.forgive("422")
    page = open_(visitors, "calling")
    page.fill("#setting-longest_wait_minutes", "50")
    expect(role(page, "lines")).to_contain_text("Chờ lâu nhất: 45 phút → đổi thành 50 phút")
    at_each_size(page, expect_accessible)
    assert demo.settings()["calling"]["longest_wait_minutes"] == 45
    save(page)
    expect(role(page, "said-title")).to_have_text("Đã lưu. Chờ lâu nhất: 45 phút → 50 phút")
    assert demo.settings()["calling"]["longest_wait_minutes"] == 50
    save(page)
    expect(role(page, "said-title")).to_have_text("Chưa đổi gì.")
    page.fill("#setting-most_priority_in_a_row", "99")
    save(page)
    expect(page.locator("#error-setting-most_priority_in_a_row")).to_have_text("Nhiều nhất 20")
    expect(page.locator("#setting-most_priority_in_a_row")).to_be_focused()
    at_each_size(page, expect_accessible)
    page.get_by_role("button", name="Đóng thông báo").click()
    at_each_size(page, expect_well_laid_out)
    role(page, "discard").click()
    page.fill("#setting-help_after_minutes", "100")
    save(page)
    expect(page.locator("#error-setting-help_after_minutes")).to_have_text("Phải không quá mức chờ lâu nhất.")
    visitors.go(page, "/admin/settings/fields")
    page.locator('li[data-key="CT"] [data-action="edit"]').click()
    dialog = expect_dialog(page, "entry")
    dialog.locator("#setting-prefix").fill("I")
    save(dialog)
    expect(dialog.locator("#error-setting-prefix")).to_contain_text("Phải là một hoặc hai chữ hoa hay chữ số")
    dialog.locator("#setting-prefix").fill("LA")
    save(dialog)
    expect(dialog.locator("#error-setting-prefix")).to_contain_text(
        "LA giống số mà máy lấy số cấp khi mất mạng"
    )
    dialog.locator("#setting-prefix").fill("B1")
    save(dialog)
    expect(dialog.locator("#error-setting-prefix")).to_contain_text("bắt đầu giống 'B' của lĩnh vực khác")


@EACH_SIZE
def test_a_page_follows_what_somebody_else_changes_and_keeps_what_was_typed(
    visitors: Visitors, demo: Demo, at_each_size: AtEachSize
) -> None:
    visitors.forgive("412")
    page = open_(visitors, "centre")
    now = demo.settings()["centre"]
    demo.manage("PUT", "/settings/centre", now | {"ward": "Phường Một"})
    expect(page.locator("#setting-ward")).to_have_value("Phường Một")  # nobody has touched the page
    page.fill("#setting-name_en", "Ward Centre")
    demo.manage("PUT", "/settings/centre", now | {"ward": "Phường Khác"})
    save(page)
    expect(role(page, "said-title")).to_contain_text("Người khác vừa đổi: Trung tâm – Xã, phường:")
    expect(page.locator("#setting-ward")).to_have_value("Phường Khác")
    expect(page.locator("#setting-name_en")).to_have_value("Ward Centre")
    at_each_size(page, expect_accessible)
    save(page)
    expect_saved(page)
    centre = demo.settings()["centre"]
    assert (centre["ward"], centre["name_en"]) == ("Phường Khác", "Ward Centre")


@EACH_SIZE
def test_whoever_waits_for_a_field_that_goes_is_asked_for_and_fields_are_put_in_another_order(
    visitors: Visitors, demo: Demo, at_each_size: AtEachSize
) -> None:
    visitors.forgive("409")
    code, prefix = "YA", "Y"
    names = {"vi": "Trích lục", "en": "Extracts"}
    demo.manage("PUT", f"/settings/fields/{code}", {"code": code, "prefix": prefix, **names})
    demo.take(code)
    was = demo.waiting("HT")
    page = open_(visitors, "fields")
    page.locator(f'li[data-key="{code}"] [data-action="remove"]').click()
    dialog = expect_dialog(page, "removal")
    at_each_size(page, expect_accessible)
    save(dialog)
    expect(role(dialog, "dialog-notice-title")).to_contain_text("1 người của lĩnh vực Trích lục")
    at_each_size(page, expect_accessible)
    page.select_option("#field-to", "HT")
    save(dialog)
    expect(role(page, "said-title")).to_contain_text("Người đang chờ đã chuyển sang")
    expect(page.locator(f'li[data-key="{code}"]')).to_have_count(0)
    assert demo.waiting("HT") == was + 1
    expect(role(page, "said-undo")).to_be_hidden()
    page.get_by_role("button", name="Đóng thông báo").click()
    before = [field["code"] for field in demo.settings()["fields"]]
    page.locator(f'li[data-key="{before[1]}"] [data-action="up"]').click()
    expect(role(page, "changes").first).to_be_visible()
    role(page, "save-order").click()
    expect_saved(page)
    assert [f["code"] for f in demo.settings()["fields"]] == [before[1], before[0], *before[2:]]


def test_a_field_that_was_just_removed_comes_back_with_all_that_named_it(
    visitors: Visitors, demo: Demo
) -> None:
    before = demo.settings()
    guidance = before["centre"]["guidance_field"]
    assert guidance
    page = open_(visitors, "fields")
    page.locator(f'li[data-key="{guidance}"] [data-action="remove"]').click()
    save(expect_dialog(page, "removal"))
    expect(page.locator(f'li[data-key="{guidance}"]')).to_have_count(0)
    role(page, "said-undo").click()
    expect(role(page, "said-title")).to_have_text("Đã hoàn tác.")
    after = demo.settings()
    assert (after["centre"], after["counters"]) == (before["centre"], before["counters"])
    assert {each["code"] for each in after["fields"]} == {each["code"] for each in before["fields"]}


@EACH_SIZE
def test_a_field_tells_before_it_is_saved_what_would_follow_and_how_many_would_move(
    visitors: Visitors, demo: Demo, at_each_size: AtEachSize
) -> None:
    demo.take("VX")
    page = open_(visitors, "fields")
    page.locator('li[data-key="VX"] [data-action="edit"]').click()
    dialog = expect_dialog(page, "entry")
    expect(role(dialog, "effect-told")).to_be_hidden()
    dialog.get_by_label("Số đầu tiên").fill("700")
    told = role(dialog, "told-lines")
    expect(told).to_contain_text(re.compile(r"Số tiếp theo sẽ in: [A-K]+700\."))
    expect(told).to_contain_text("Ô trên máy lấy số")
    at_each_size(page, expect_accessible)
    dialog.locator("[data-cancel]").click()
    page.locator('li[data-key="VX"] [data-action="remove"]').click()
    removal = expect_dialog(page, "removal")
    expect(role(removal, "told-lines")).to_contain_text("người đang chờ phải chuyển sang lĩnh vực khác")
    at_each_size(page, expect_accessible)


def test_a_point_where_a_hall_is_says_before_it_is_removed_that_it_cannot_go(
    visitors: Visitors, demo: Demo
) -> None:
    visitors.forgive("422")
    demo.manage("PUT", "/settings/points", [{"code": "hamlet", "vi": "Thôn Đồi", "en": "Hill hamlet"}])
    halls = [{"code": "chinh", "vi": "Sảnh", "en": "Hall"}, {"code": "dinh", "vi": "Đình", "en": "Hut"}]
    demo.manage("PUT", "/settings/halls", [halls[0], halls[1] | {"point": "hamlet"}])
    page = open_(visitors, "points")
    page.locator('li[data-key="hamlet"] [data-action="remove"]').click()
    removal = expect_dialog(page, "removal")
    expect(role(removal, "told-lines")).to_have_text(
        "Không bỏ được: còn sảnh ở điểm này. Chuyển sảnh sang điểm khác trước."
    )
    expect_accessible(page)
    save(removal)
    expect(role(removal, "dialog-notice-title")).to_have_text("Không bỏ được: còn sảnh ở điểm này.")


@EACH_SIZE
def test_the_history_says_no_limit_in_words_and_a_change_is_taken_back_from_it(
    visitors: Visitors, demo: Demo, at_each_size: AtEachSize
) -> None:
    phone = demo.settings()["phone"]
    demo.manage("PUT", "/settings/phone", phone | {"presence_minutes": 7})
    demo.manage("PUT", "/settings/phone", phone | {"presence_minutes": 9})
    field = next(each for each in demo.settings()["fields"] if each["code"] == "CT")
    for limited in (field | {"daily_limit": 120}, field):
        demo.manage("PUT", "/settings/fields/CT", limited)
    page = open_(visitors, "history")
    expect(role(page.locator("li[data-key]").first, "lines")).to_contain_text(
        "120 số → đổi thành không giới hạn"
    )
    page.select_option("#field-part", "phone")
    latest, earlier = page.locator("li[data-key]").nth(0), page.locator("li[data-key]").nth(1)
    expect(role(latest, "lines")).to_contain_text("Đổi mã tại sảnh sau mỗi: 7 phút → đổi thành 9 phút")
    expect(role(earlier, "over")).to_contain_text("đã sửa tiếp “Đổi mã tại sảnh sau mỗi”")
    expect(role(earlier, "over")).to_contain_text("hoàn tác thay đổi đó trước")
    at_each_size(page, expect_accessible, expect_well_laid_out)
    role(latest, "take-back").click()
    dialog = expect_dialog(page, "take-back")
    at_each_size(page, expect_accessible)
    save(dialog)
    expect(role(page, "said-title")).to_contain_text("Đã hoàn tác.")
    expect(role(page.locator("li[data-key]").nth(1), "taken-back")).to_be_visible()
    assert demo.settings()["phone"]["presence_minutes"] == 7
    page.select_option("#field-part", "halls")
    if page.locator("li[data-key]").count() == 0:
        expect(role(page, "none")).to_contain_text("Không có thay đổi nào")


def test_the_history_tells_of_people_too_and_is_filtered_by_who_and_by_day(
    visitors: Visitors, demo: Demo
) -> None:
    person = next(each for each in demo.manage("GET", "/people")["items"] if each["role"] == "officer")
    demo.manage("PATCH", f"/people/{person['username']}", {"title": "Công chức hộ tịch"})
    page = open_(visitors, "history")
    page.select_option("#field-part", ":people")
    newest = page.locator("li[data-key]").first
    expect(role(newest, "title")).to_have_text(f"Sửa người dùng {person['name']} ({person['username']})")
    expect(role(newest, "lines")).to_contain_text("→ đổi thành Công chức hộ tịch")
    page.select_option("#field-who", "system")
    expect(page.locator("li[data-key]", has_text="Thêm người dùng").first).to_be_visible()
    expect(page.locator("li[data-key]", has_text="Công chức hộ tịch")).to_have_count(0)
    expect_accessible(page)
    page.fill("#field-last", "2020-01-01")
    expect(role(page, "none")).to_contain_text("Không có thay đổi nào")


@EACH_SIZE
def test_a_persons_change_is_taken_back_from_the_history_and_a_password_says_what_to_do_instead(
    visitors: Visitors, demo: Demo, at_each_size: AtEachSize
) -> None:
    person = {"username": "hoa", "name": "Phạm Thị Hoa", "role": "officer", "password": "mot-hai-ba-bon-nam"}
    demo.manage("POST", "/people", person)
    demo.manage("PATCH", "/people/hoa", {"title": "Kế toán"})
    demo.manage("PATCH", "/people/hoa", {"password": "nam-bon-ba-hai-mot"})
    page = open_(visitors, "history")
    page.select_option("#field-part", ":people")
    password, changed, _, added = (page.locator("li[data-key]").nth(n) for n in range(4))
    expect(role(password, "take-back")).to_be_hidden()
    expect(role(password, "over")).to_contain_text(
        "Mật khẩu cũ không được lưu lại: đặt mật khẩu mới ở trang Người dùng."
    )
    expect(role(added, "over")).to_contain_text("đã sửa tiếp mục này")
    at_each_size(page, expect_accessible, expect_well_laid_out)
    role(changed, "take-back").click()
    dialog = expect_dialog(page, "take-back")
    expect(role(dialog, "lines")).to_contain_text("Chức danh: Kế toán → đổi thành không có")
    at_each_size(page, expect_accessible)
    save(dialog)
    expect(role(page, "said-title")).to_contain_text("Đã hoàn tác.")
    expect(role(page.locator("li[data-key]").nth(2), "taken-back")).to_be_visible()
    added = page.locator("li[data-key]", has_text="Thêm người dùng Phạm Thị Hoa")
    role(added, "take-back").click()
    expect(role(dialog, "does")).to_contain_text("Sẽ xóa người dùng Phạm Thị Hoa (hoa)")
    expect(role(dialog, "changes")).to_be_hidden()
    at_each_size(page, expect_accessible)
    save(dialog)
    expect(role(added, "taken-back")).to_be_visible()
    assert all(each["username"] != "hoa" for each in demo.manage("GET", "/people")["items"])


def test_panel_and_board_say_that_somebody_has_priority_where_the_centre_wants_it(
    visitors: Visitors, demo: Demo
) -> None:
    demo.take("CT", priority="elderly")
    demo.act(1, "call")
    hall, panel = visitors.hall(), visitors.hall()
    visitors.go(panel, "/display?layout=counter&counter=1")
    tile = hall.locator('[data-counter="1"]')
    for page in (hall, panel):
        expect(page.locator("body")).to_have_attribute("data-view", "live")
    expect(role(tile, "priority")).to_be_hidden()
    demo.manage("PUT", "/settings/display", demo.settings()["display"] | {"priority_shown": True})
    version = str(demo.settings()["version"])
    for page, place in ((hall, tile), (panel, panel)):
        expect(page.locator("html")).to_have_attribute("data-settings", version)
        expect(role(place, "priority")).to_be_visible()
        expect_accessible(page)
        expect_well_laid_out(page, may_shorten=True)


def rename(demo: Demo, name: str) -> None:
    field = next(each for each in demo.settings()["fields"] if each["code"] == "CT")
    demo.manage("PUT", "/settings/fields/CT", field | {"vi": name})


def test_a_renamed_field_is_on_kiosk_console_and_screen_at_once_and_disturbs_nobody_in_the_middle_of_something(
    visitors: Visitors, demo: Demo
) -> None:
    kiosk, console, hall = visitors.kiosk(), visitors.counter(1), visitors.hall()
    expect_step(kiosk, "start")
    expect(hall.locator("body")).to_have_attribute("data-view", "live")
    rename(demo, "Sao y bản chính")
    expect(kiosk.locator('[data-field="CT"]')).to_contain_text("Sao y bản chính")
    version = str(demo.settings()["version"])
    for page in (kiosk, console, hall):
        expect(page.locator("html")).to_have_attribute("data-settings", version)

    expect_step(kiosk, "start")
    expect(role(console, "live")).to_have_attribute("data-live", "true")
    choose(kiosk, "HT")
    console.keyboard.press("p")
    expect(console.locator("dialog[open]")).to_have_count(1)
    rename(demo, "Bản sao")
    newer = str(demo.settings()["version"])
    expect(hall.locator("html")).to_have_attribute("data-settings", newer)
    expect(kiosk.locator('[data-field="CT"]')).to_contain_text("Bản sao")
    expect_step(kiosk, "confirm")
    for page in (kiosk, console):
        expect(page.locator("html")).to_have_attribute("data-settings", version)
    console.keyboard.press("Escape")
    expect(console.locator("html")).to_have_attribute("data-settings", newer)
    kiosk.locator('[data-action="back"]:visible').first.click()
    expect(kiosk.locator("html")).to_have_attribute("data-settings", newer)


def test_settings_that_could_not_be_had_are_asked_for_again_by_themselves(visitors: Visitors) -> None:
    page = visitors.signed_in("quanly", "/admin/settings")
    visitors.forgive("500")
    fail_once(page, "**/api/v1/settings")
    page.locator('h2 a[href="/admin/settings/display"]').click()
    expect(page.locator("body")).to_have_attribute("data-drawn", "true")
