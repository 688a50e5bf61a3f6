"""The page of the 15:00 report, its file, and what is written by itself."""

import html
import io
import re
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from server.app import Server
from server.core.written_digest import grouped
from server.service.reports import journal
from tests.api.browsing import sign_in, submit
from tests.support.api import Api
from tests.support.clock import SetClock


def test_one_click_tells_today_until_fifteen_hours(server: Server, api: Api, clock: SetClock) -> None:
    browser = server.app.test_client()
    sign_in(browser, "binh")
    clock.forward(seconds=40)
    api.take()
    clock.forward(seconds=10)
    assert (
        "Tính đến 8 giờ ngày 23/11, Trung tâm tiếp nhận 1 lượt công dân"
        in browser.get("/admin/reports/today").text
    )
    clock.set("2026-11-23 16:40")
    api.take()
    page = html.unescape(browser.get("/admin/reports/today").text)
    assert "Tính đến 15 giờ ngày 23/11, Trung tâm tiếp nhận 1 lượt công dân" in page
    assert 'href="/admin/reports/today.xlsx?day=2026-11-23&at=15%3A00%3A00"' in page
    file = browser.get("/admin/reports/today.txt?day=2026-11-23&at=16:40")
    assert file.headers["Content-Disposition"] == 'attachment; filename="bao-cao-2026-11-23-16h40.txt"'
    assert file.data.startswith(b"\xef\xbb\xbf")
    told = file.data.decode("utf-8-sig")
    assert "Tính đến 16 giờ 40 ngày 23/11, Trung tâm tiếp nhận 2 lượt công dân" in told
    end = journal.end(server.context, "2026-11-23")
    assert end.digest is not None
    written = f"Dấu vân tay nhật ký: dòng {end.seq}, {grouped(end.digest)}."
    assert written in told
    assert written in html.unescape(browser.get("/admin/reports/today?day=2026-11-23&at=16:40").text)


def test_its_files_count_to_the_second_of_the_page_whenever_they_are_fetched(
    server: Server, api: Api, clock: SetClock
) -> None:
    browser = server.app.test_client()
    sign_in(browser, "binh")
    for visits, moment in enumerate(("2026-11-23 14:10:20", "2026-11-23 15:00:20")):
        clock.set(moment)
        page = html.unescape(browser.get("/admin/reports/today").text)
        told = between(page, 'data-role="sentence">([^<]*)<')
        clock.forward(seconds=20)
        api.take()
        assert between(page, 'name="at"[^>]* value="([^"]*)"') == moment[11:16]
        text = browser.get(between(page, 'href="(/admin/reports/today.txt[?][^"]*)"')).data.decode(
            "utf-8-sig"
        )
        assert told in text
        file = browser.get(between(page, 'href="(/admin/reports/today.xlsx[?][^"]*)"')).data
        assert total_of(file) == visits


def total_of(file: bytes) -> Any:
    """How many visits a workbook tells in all."""
    rows = list(load_workbook(io.BytesIO(file)).active.values)  # type: ignore[union-attr]
    titles = next(row for row in rows if "Lượt công dân" in row)
    return rows[-1][titles.index("Lượt công dân")]


def test_the_figures_behind_it_count_until_then_too_and_lead_to_the_whole_day(
    server: Server, api: Api, clock: SetClock
) -> None:
    browser = server.app.test_client()
    sign_in(browser, "binh")
    api.take()
    clock.set("2026-11-23 16:40")
    api.take()
    page = html.unescape(browser.get("/admin/reports/today").text)
    cut = between(page, 'href="(/admin/reports[?][^"]*)"')
    figures = html.unescape(browser.get(cut).text)
    assert "Chỉ tính đến 15:00 ngày 23/11/2026." in figures
    assert visits_in(figures) == "1"
    behind = html.unescape(
        browser.get(between(figures, 'href="(/admin/reports/visits[?][^"]*field=CT)"')).text
    )
    assert (behind.count("A001"), behind.count("A002")) == (1, 0)
    whole = html.unescape(browser.get(between(figures, r'href="([^"]*)">Xem cả ngày')).text)
    assert "Chỉ tính đến" not in whole
    assert visits_in(whole) == "2"


def test_a_moment_of_another_day_is_no_moment_of_the_report(server: Server, api: Api) -> None:
    browser = server.app.test_client()
    sign_in(browser, "binh")
    for until in ("2026-11-22T15:00:00%2B07:00", "0001-01-01T00:00:00%2B14:00", "15h"):
        asked = f"from=2026-11-23&to=2026-11-23&until={until}"
        assert browser.get(f"/admin/reports?{asked}").status_code == 422


def between(page: str, pattern: str) -> str:
    """What stands in the first such place of a page."""
    found = re.search(pattern, page)
    assert found, pattern
    return found[1]


def visits_in(page: str) -> str:
    """How many visits a report tells in all."""
    total = page[page.index('<tr data-key=""') :]
    return between(total, 'data-name="visits" data-value="([^"]*)"')


def test_a_time_that_is_still_to_come_is_said_kindly(server: Server, api: Api) -> None:
    browser = server.app.test_client()
    sign_in(browser, "binh")
    answer = browser.get("/admin/reports/today?day=2026-11-23&at=15:00")
    assert answer.status_code == 422
    assert "Chưa đến 15:00 23/11/2026" in answer.text
    assert browser.get("/admin/reports/today?day=hôm+qua").status_code == 422
    for kind in ("txt", "xlsx"):
        refused = browser.get(f"/admin/reports/today.{kind}?at=15:00")
        assert (refused.status_code, "Chưa đến 15:00 23/11/2026" in refused.text) == (422, True), kind


def live(server: Server) -> Any:
    """What the manager's page is told of it by the live line."""
    return server.lines.broadcasters["/admin"].snapshot("")["reports"]


def test_what_is_set_is_written_by_itself_and_the_manager_is_told_when_it_cannot_be(
    server: Server, api: Api, clock: SetClock, tmp_path: Path
) -> None:
    folder = tmp_path / "usb"
    wanted = {"times": [{"at": "15:00"}], "folder": str(folder)}
    assert api.admin.put_json("/settings/reports", wanted).status_code == 200
    server.keepers.reports.look()
    api.take()
    clock.set("2026-11-23 15:00")
    server.keepers.reports.look()
    browser = server.app.test_client()
    sign_in(browser, "binh")
    assert "Chưa ghi được báo cáo tự động" in html.unescape(browser.get("/admin/reports").text)
    told = live(server)
    assert (told["waiting"], told["folder"]) == (1, str(folder))
    tried = submit(browser, "/admin/reports/today/write", "/admin/reports/today")
    assert "Chưa ghi được vào" in tried.text
    folder.mkdir()
    server.keepers.reports.look()
    assert "Đã ghi vào" in submit(browser, "/admin/reports/today/write", "/admin/reports/today").text
    assert sorted(path.name for path in folder.iterdir()) == [
        f"bao-cao-2026-11-23-15h00.{kind}" for kind in ("txt", "xlsx")
    ]
    assert live(server) is None


def test_without_a_folder_nothing_is_written_at_once_either(server: Server, api: Api) -> None:
    browser = server.app.test_client()
    sign_in(browser, "binh")
    assert "Ghi vào thư mục" not in browser.get("/admin/reports/today").text
    assert submit(browser, "/admin/reports/today/write", "/admin/reports/today").status_code == 409


def test_a_folder_that_is_no_whole_path_is_refused(api: Api) -> None:
    answer = api.admin.put_json("/settings/reports", {"times": [], "folder": "bao-cao"})
    assert answer.status_code == 422
    assert "đường dẫn đầy đủ" in answer.text
    twice = {"times": [{"at": "15:00"}, {"at": "15:00"}], "folder": "/media/usb"}
    assert api.admin.put_json("/settings/reports", twice).status_code == 422
