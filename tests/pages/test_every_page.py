"""No page is kept from axe: each is opened by a test in which axe looks at it, and those that no other opens are opened here."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Page, expect

from server.app import Server
from server.config import CentreSettings
from server.core.certificates import folder_of
from server.operations.certificate_names import Names
from server.operations.certificates import make
from tests.pages.axe import expect_accessible
from tests.pages.layout import expect_well_laid_out
from tests.pages.steps import call_next, resized, role
from tests.pages.test_reports import CODE, FILE
from tests.support.browser import COUNTER, PHONE, Visitors
from tests.support.demo import Demo

ELSEWHERE: Final = {
    "admin.home": "scenes: /admin",
    "admin.left_out": "scenes: /admin/left-out",
    "admin_journal.ends": "scenes: /admin/journal",
    "admin_messages.home": "test_track: /admin/messages",
    "admin_programs.home": "test_programs: /admin/programs",
    "admin_voice.home": "test_voice: /admin/voice",
    "admin_webhooks.home": "test_programs: /admin/webhooks",
    "api_docs.home": "test_programs: /api/docs",
    "backup_pages.home": "test_backups_page: /admin/backups",
    "city_pages.home": "test_city_page: /admin/city",
    "counter.console": "scenes: visitors.counter",
    "device_pages.home": "scenes: /admin/devices",
    "device_pages.show": "scenes: one device",
    "display.show": "scenes: visitors.hall",
    "doctor_pages.home": "test_doctor_page: /admin/doctor",
    "dossier_list_pages.home": "test_reports: /admin/dossiers",
    "day_report_pages.show": "test_reports: /admin/reports/today",
    "messages.form": "test_track: /messages",
    "notice_pages.home": "test_notices: /admin/notices",
    "pages.enter": "scenes: /enter",
    "pages.first": 'scenes: "/"',
    "pages.helper": "test_helper: visitors.helper",
    "pages.keep_form": "test_track: Giữ chỗ 20 phút",
    "pages.kiosk": "scenes: visitors.kiosk",
    "pages.ticket": "scenes: /t/",
    "paper_pages.home": "test_paper_page: /admin/paper",
    "people_pages.home": "test_people_page: /admin/people",
    "pin.form": "test_pin: /pin",
    "printer_pages.home": "test_printers: /admin/printer",
    "procedures_pages.home": "test_procedures_page: /admin/procedures",
    "quiet.page": "test_attention: /quiet",
    "quiet.poster": "test_attention: /quiet/poster",
    "rating_pages.home": "test_ratings: /admin/ratings",
    "ratings_pages.tablet": "test_ratings: /rating",
    "report_counter_pages.show": "test_reports: /admin/reports/counters",
    "report_pages.report": "test_reports: /admin/reports",
    "report_visit_pages.show": "test_reports: tr[data-key=CT] a",
    "restore.form": "test_first_run: khôi phục từ bản sao lưu",
    "screen_pages.home": "test_screens: /admin/screens",
    "screen_pages.start": "test_screens: /screen",
    "settings_pages.history": "test_settings_pages: history",
    "settings_pages.home": "test_settings_pages: Cài đặt",
    "setup_pages.home": "test_first_run: /admin/setup",
    "sign_in.form": "scenes: /sign-in",
    "start.form": "test_first_run: /start",
    "take.form": "test_take: /take",
    "take.poster": "test_take: /poster",
    "visit_pages.life": "test_reports: Vì sao gọi số này?",
}
"""Where axe looks at a page: a module of these tests, and what in it leads to the page."""
HERE: Final = {
    "account_pages.home",
    "account_pages.own_figures",
    "dossier_pages.form",
    "form06_pages.show",
    "settings_pages.part",
    "trust.page",
}
NOT_PAGES: Final = {
    "admin_voice.sample": "a sound",
    "day_report_pages.file": "a workbook",
    "day_report_pages.text": "plain text",
    "display.let_in": "leads on to the screen",
    "display_files.static": "a file",
    "kiosk_files.static": "a file",
    "logo_files.file": "a picture",
    "notice_pages.file": "a picture or a video",
    "operations.healthz": "for programs",
    "operations.metrics": "for programs",
    "operations.readyz": "for programs",
    "pages.qr": "a picture",
    "pairing.qr": "a picture",
    "report_pages.file": "a workbook",
    "restore.now": "for the page's script",
    "scripts.script": "a script",
    "setup_pages.onwards": "leads on to the step that is next",
    "setup_pages.sample": "a table to fill in",
    "static": "a file",
    "style_sheets.sheet": "a style sheet",
    "take.shows": "for the page's script",
    "trust.authority": "a certificate",
}
PARTS = sorted(CentreSettings.model_fields)
LOOKED_AT_AS_FORMS = {"hours", "exceptions", "voice", "fields", "halls", "points", "calling", "slip"}
LOOKED_AT_AS_FORMS |= {"backup", "centre", "priority_classes"}
"""Parts of the settings that axe looks at while they are filled in."""
LEFT = [part for part in PARTS if part not in LOOKED_AT_AS_FORMS]


@pytest.fixture(scope="module")
def printer_url() -> str:
    return "virtual:"


def test_each_page_is_opened_in_a_test_in_which_axe_looks_at_it(server: Server) -> None:
    rules = [rule for rule in server.app.url_map.iter_rules() if "GET" in (rule.methods or ())]
    pages = {rule.endpoint for rule in rules if not rule.rule.startswith("/api/v1")}
    assert pages == {*ELSEWHERE, *HERE, *NOT_PAGES}, "a page that is new, or gone"
    texts = {path.stem: path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("*.py")}
    for where in ELSEWHERE.values():
        module, leads = where.split(": ", 1)
        assert leads in texts[module], where
        assert module == "scenes" or "accessible" in texts[module], where


def look(page: Page, *sizes: tuple[int, int]) -> None:
    """Axe looks at the first of these sizes."""
    for size in sizes:
        expect_well_laid_out(resized(page, size))
        if size == sizes[0]:
            expect_accessible(page)


def test_officers_read_their_own_figures_on_a_phone_and_at_a_desk_in_both_languages(
    demo: Demo, visitors: Visitors
) -> None:
    call_next(demo, 1)
    for step in ("serve", "finish"):
        demo.act(1, step)
    page = visitors.signed_in("canbo01", "/account?lang=vi", PHONE)
    look(page, PHONE)
    page.get_by_role("link", name="Số liệu của tôi").click()
    expect(page.locator(".own-figures dd").first).to_have_text("1")
    look(page, PHONE, COUNTER)
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("My figures")
    look(page, COUNTER, PHONE)


def test_a_dossier_is_asked_for_on_a_phone_and_the_form_06_is_read_on_one(
    demo: Demo, visitors: Visitors
) -> None:
    page = visitors.signed_in("quanly", "/admin/dossiers", PHONE)
    page.set_input_files("#field-file", {"name": "a.csv", "mimeType": "text/csv", "buffer": FILE.encode()})
    role(page, "save").click()
    expect(role(page, "source")).to_contain_text("a.csv")
    visitors.go(page, "/admin/reports/form06")
    look(page, PHONE, COUNTER)
    phone = visitors.page("/dossiers", PHONE)
    phone.get_by_label("Mã hồ sơ trên giấy tiếp nhận").fill(CODE)
    phone.get_by_role("button", name="Tra hồ sơ").click()
    expect(phone.locator("main")).to_contain_text("Đang giải quyết")
    look(phone, PHONE)
    demo.manage("DELETE", "/dossiers/list")


def test_how_a_machine_is_told_to_trust_the_centre_is_read_on_a_phone_in_both_languages(
    demo: Demo, visitors: Visitors
) -> None:
    page = visitors.page("/trust", PHONE)
    expect(page.locator("main")).to_contain_text("máy không cần cài gì")
    fingerprint = make(folder_of(demo.data), Names.of(["goiso.local"]), datetime.now(UTC)).fingerprint
    for language in ("vi", "en"):
        visitors.go(page, f"/trust?lang={language}")
        expect(role(page, "fingerprint")).to_have_text(fingerprint)
        for summary in page.locator("summary").all():
            summary.click()
        look(page, PHONE)


@pytest.mark.parametrize(
    ("parts", "sizes"),
    [(LEFT[::2], [PHONE]), pytest.param(PARTS, [PHONE, COUNTER], marks=pytest.mark.torture)],
    ids=["half", "every"],
)
def test_the_settings_are_for_everybody(
    visitors: Visitors, parts: list[str], sizes: list[tuple[int, int]]
) -> None:
    """What stands around a part was looked at on others."""
    page = visitors.signed_in("quanly", f"/admin/settings/{parts[0]}", PHONE)
    for part in parts:
        visitors.go(page, f"/admin/settings/{part}")
        expect(page.locator("body")).to_have_attribute("data-drawn", "true")
        for size in sizes:
            expect_well_laid_out(resized(page, size))
            expect_accessible(page, "main")
