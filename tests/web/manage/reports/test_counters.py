"""How counters spent their time: the page, its files and the API say the same."""

import csv
import html
import io
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook

from tests.support.api import Api
from tests.web.manage.reports.shown import WEEK, links, rows

COUNTER_NAMES = ("visits", "open_s", "busy_s", "idle_s", "idle_waiting_s", "paused_s", "pauses")


@pytest.mark.parametrize("by", ["counter", "hour", "officer", "day"])
def test_how_counters_spent_their_time_is_the_same_on_the_page_in_files_and_in_the_api(
    api: Api, browser: FlaskClient, by: str
) -> None:
    told = api.admin.get(f"/reports/counters?{WEEK}&by={by}").json["items"]
    figures = api.admin.get(f"/reports/figures?{WEEK}&by={by}").json["items"]
    visits = {row["key"]: row["visits"] for row in figures}
    page = browser.get(f"/admin/reports/counters?{WEEK}&by={by}").text
    files = [browser.get(link).data for link in links(page, "/api/v1/reports/counters.")]
    sheet = load_workbook(io.BytesIO(files[0])).active
    assert sheet is not None
    head, *lines = csv.reader(io.StringIO(files[1].decode("utf-8-sig"), newline=""))
    assert head == ["key", "name", *COUNTER_NAMES, "reasons"]
    shown = rows(page)
    for row, line, cells in zip(told, lines, sheet.iter_rows(min_row=2, values_only=True), strict=True):
        assert row["visits"] == visits[row["key"]]
        numbers = [str(row[name]) for name in COUNTER_NAMES]
        assert [shown[row["key"]][name] for name in COUNTER_NAMES] == line[2:-1] == numbers
        assert [number_in(cell) for cell in cells[2:-1]] == numbers
        reasons = html.unescape(shown[row["key"]]["reasons"])
        assert line[-1].removeprefix("'") == (cells[-1] or "") == reasons
        assert (line[0], line[1]) == (cells[0], cells[1]) == (row["key"], row["names"]["vi"])
    assert sum(row["visits"] for row in told) > 0


def number_in(cell: Any) -> str:
    """A cell of a workbook as whole seconds, or as the number that it is."""
    return str(round(cell.total_seconds()) if isinstance(cell, timedelta) else seconds_of(cell))


def seconds_of(cell: Any) -> int:
    is_clock = isinstance(cell, time | datetime)
    return cell.hour * 3600 + cell.minute * 60 + cell.second if is_clock else int(cell)


def test_breaks_are_told_by_their_reasons(api: Api, browser: FlaskClient) -> None:
    (day,) = api.admin.get("/reports/counters?from=2026-11-23&to=2026-11-23&by=day").json["items"]
    breaks = [("", 1, 90), ("=Họp\nđầu giờ", 1, 90)]
    assert [tuple(each.values()) for each in day["reasons"]] == breaks
    assert (day["pauses"], day["paused_s"]) == (2, 180)
    page = browser.get("/admin/reports/counters?from=2026-11-23&to=2026-11-23&by=day").text
    assert "Không ghi lý do: 1 lần, 1:30; =Họp đầu giờ: 1 lần, 1:30</td>" in html.unescape(page)


def test_rows_that_counters_do_not_have_are_asked_by_counter(browser: FlaskClient) -> None:
    page = browser.get(f"/admin/reports/counters?{WEEK}&by=procedure").text
    assert "Quầy 1" in page
    assert "Không quầy nào mở" in browser.get("/admin/reports/counters?from=2026-11-20&to=2026-11-20").text
    assert browser.get("/admin/reports/counters?from=2020-01-01&to=2026-11-20").status_code == 422
