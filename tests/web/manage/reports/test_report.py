"""The pages of figures: cell by cell what the API answers, down to each visit, kind where nothing can be told."""

import html
import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from server.app import Server
from server.service.reports.asked import RowsBy
from tests.api.browsing import sign_in
from tests.support.api import Api
from tests.web.manage.reports.shown import CELL, ROW, WEEK, links, rows

BOX = re.compile(r'data-role="chosen">([^<]*)<.*?<ul[^>]*data-role="filter-(\w+)"', re.DOTALL)


def spelled(value: Any) -> str:
    return "" if value is None else str(value)


@pytest.mark.parametrize("by", [by.value for by in RowsBy])
def test_every_cell_is_what_the_api_answers(api: Api, browser: FlaskClient, by: str) -> None:
    told = api.admin.get(f"/reports/figures?{WEEK}&by={by}").json
    shown = rows(browser.get(f"/admin/reports?{WEEK}&by={by}").text)
    wanted = {row["key"]: row for row in told["items"]} | {"": told["total"]}
    names = list(told["total"])
    assert {key: [cells[name] for name in names] for key, cells in shown.items() if key} == {
        key: [spelled(row[name]) for name in names] for key, row in wanted.items() if key
    }
    totals = re.findall(
        r"<tfoot>(.*?)</tfoot>", browser.get(f"/admin/reports?{WEEK}&by={by}").text, re.DOTALL
    )
    assert dict(CELL.findall("".join(totals))) == {name: spelled(told["total"][name]) for name in names}


def test_filters_and_ranges_by_name_count_as_in_the_api(api: Api, browser: FlaskClient) -> None:
    for query in ("preset=yesterday&by=hour", f"{WEEK}&field=CT&counter=1&by=officer", "preset=today&class="):
        told = api.admin.get(f"/reports/figures?{query}").json["total"]
        page = browser.get(f"/admin/reports?{query}").text
        totals = re.findall(r"<tfoot>(.*?)</tfoot>", page, re.DOTALL)
        assert dict(CELL.findall("".join(totals)))["visits"] == str(told["visits"])
        assert told["visits"] > 0


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("procedure=", "Không ghi thủ tục"),
        ("weekday=2", "Thứ Ba"),
        ("hour=08", "8 giờ"),
        ("field=CT&field=HT", "Đã chọn 2"),
        ("field=any", "Tất cả"),
    ],
)
def test_each_filter_of_the_api_is_a_box_that_says_what_is_chosen(
    browser: FlaskClient, query: str, named: str
) -> None:
    for path in ("/admin/reports", "/admin/reports/visits"):
        page = browser.get(f"{path}?{WEEK}&{query}").text
        shown = {name: html.unescape(chosen) for chosen, name in re.findall(BOX, page)}
        assert shown.pop(query.partition("=")[0]) == named
        assert set(shown.values()) == {"Tất cả"}
        assert {"procedure", "weekday", "hour"} <= {*shown, query.partition("=")[0]}
        sent = re.findall(r'name="(\w+)" value="([^"]*)" checked', page)
        assert "&".join(f"{name}={value}" for name, value in sent) == query.replace("field=any", "")


def test_files_are_asked_with_the_same_query(api: Api, browser: FlaskClient) -> None:
    page = browser.get(f"/admin/reports?{WEEK}&by=field&counter=1").text
    for file in ("/api/v1/reports/figures.csv?", "/admin/reports/figures.xlsx?"):
        (link,) = links(page, file)
        assert "from=2026-11-23&to=2026-11-25&by=field&counter=1" in link
        assert browser.get(link).status_code == 200


@pytest.mark.parametrize("by", [by.value for by in RowsBy])
def test_each_row_leads_to_the_visits_behind_it_and_each_visit_stands_behind_one_row(
    browser: FlaskClient, by: str
) -> None:
    page = browser.get(f"/admin/reports?{WEEK}&by={by}").text
    behind = list[str]()
    for key, row in ROW.findall(page.split("<tfoot>", maxsplit=1)[0]):
        (link,) = links(row, "/admin/reports/visits?")
        visits = links(browser.get(link).text, "/admin/visits/")
        assert len(visits) == int(dict(CELL.findall(row))["visits"]), key
        behind += visits
    everything = links(browser.get(f"/admin/reports/visits?{WEEK}").text, "/admin/visits/")
    assert sorted(behind) == sorted(everything) != []


def test_a_visit_in_the_list_leads_to_its_life(browser: FlaskClient) -> None:
    visit = links(browser.get(f"/admin/reports/visits?{WEEK}").text, "/admin/visits/")[0]
    assert "Được gọi đến quầy 1" in html.unescape(browser.get(visit).text)


def test_visits_come_a_page_at_a_time(browser: FlaskClient) -> None:
    address, seen = f"/admin/reports/visits?{WEEK}&limit=5", []
    while address:
        page = browser.get(address).text
        seen += links(page, "/admin/visits/")
        assert "Điểm tiếp nhận</th>" not in page, "there is one point only"
        address = next((link for link in links(page, "/admin/reports/visits?") if "after=" in link), "")
    assert len(seen) == len(set(seen)) == 12


@pytest.mark.parametrize("which", ["visits", "stays", "cancelled"])
def test_the_visits_of_three_years_come_a_page_at_a_time_and_files_of_one(
    browser: FlaskClient, which: str
) -> None:
    report = browser.get("/admin/reports?from=2023-11-25&to=2026-11-25&by=total").text
    (link,) = links(ROW.findall(report)[0][1], "/admin/reports/visits?")
    years = browser.get(f"{link}&which={which}")
    assert years.status_code == 200
    days = browser.get(f"{link.replace('2023-11-25', '2026-11-23')}&which={which}").text
    assert links(years.text, "/admin/visits/") == links(days, "/admin/visits/") != []
    assert "Tệp các lượt có nhiều nhất 1 năm." in html.unescape(years.text)
    assert links(years.text, "/api/v1/reports/visits.") == []
    assert len(links(days, "/api/v1/reports/visits.")) == 2


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("from=2026-11-25&to=2026-11-23", "bắt đầu 25/11/2026 mà kết thúc 23/11/2026"),
        ("from=2026-11-23&to=2026-12-24", "Chưa có số liệu của ngày 24/12/2026; hôm nay là 25/11/2026"),
        ("from=2010-01-01&to=2026-11-23", "nhiều nhất 10 năm"),
        ("from=hôm+qua", "chưa hợp lệ"),
        ("by=colour", "chưa hợp lệ"),
        ("hour=25", "chưa hợp lệ"),
        ("field=ZZ", "ZZ"),
    ],
)
def test_what_cannot_be_told_is_said_kindly_and_the_form_stays(
    browser: FlaskClient, query: str, words: str
) -> None:
    for path in ("/admin/reports", "/admin/reports/visits"):
        if path.endswith("visits") and "by=" in query:
            continue
        answer = browser.get(f"{path}?{query}")
        assert answer.status_code in (400, 404, 422), path
        assert words in html.unescape(answer.text), path
        assert 'class="report-form"' in answer.text.replace("card ", "")


def test_it_says_what_the_visits_come_to_so_that_they_add_up(browser: FlaskClient) -> None:
    page = html.unescape(browser.get(f"/admin/reports?{WEEK}").text)
    assert "Phường Hòa Bình. Lập lúc 08:55 ngày 25/11/2026." in page, (
        "what was printed twice can be told apart"
    )
    total = rows(page)[""]
    listed = browser.get(f"/admin/reports/visits?{WEEK}").text
    not_over = len(re.findall(r"<td>(?:Chưa xong|Chờ bổ sung|Chuyển quầy|Trả về hàng chờ)</td>", listed))
    waiting = int(total["not_called"])
    assert (
        f"{total['visits']} lượt công dân gồm: {total['finished']} hoàn thành, {total['no_shows']} vắng mặt,"
        f" {waiting} chưa được gọi, {total['lapsed']} quên kết thúc, {not_over - waiting} chưa xong" in page
    )
    ended = sum(int(total[name]) for name in ("finished", "no_shows", "lapsed"))
    assert ended + not_over == int(total["visits"])
    assert not_over > waiting > 0


def test_a_list_of_visits_says_how_many_there_are_on_all_pages(browser: FlaskClient) -> None:
    assert "Có 12 lượt." in html.unescape(browser.get(f"/admin/reports/visits?{WEEK}&limit=5").text)
    cancelled = browser.get(f"/admin/reports/visits?{WEEK}&which=cancelled").text
    assert "Có 3 số đã hủy." in html.unescape(cancelled)
    assert 'data-role="count"' not in browser.get(f"/admin/reports/visits?{WEEK}&which=stays").text


def test_a_day_without_visits_says_so_and_has_zeros(browser: FlaskClient) -> None:
    page = browser.get("/admin/reports?from=2026-11-20&to=2026-11-20&by=field").text
    assert "Không có lượt nào trong những ngày này" in page
    assert rows(page)["CT"]["visits"] == "0"
    assert '<svg class="heat"' not in page
    assert (
        "Không có lượt nào như vậy" in browser.get("/admin/reports/visits?from=2026-11-20&to=2026-11-20").text
    )


def test_the_headline_is_how_many_waited_above_the_limit(api: Api, browser: FlaskClient) -> None:
    total = api.admin.get(f"/reports/figures?{WEEK}").json["total"]
    page = html.unescape(re.sub(r"\s+", " ", browser.get(f"/admin/reports?{WEEK}").text))
    share = f"{total['above_limit_share'] * 100:.1f}%".replace(".", ",")
    assert total["above_limit"] > 0
    assert f"{total['above_limit']} <small>({share})</small>" in page
    assert "lượt chờ quá giới hạn lúc được gọi (nay là 20 phút): số và tỷ lệ" in page


HEAT = re.compile(r'<svg class="heat".*?</svg>', re.DOTALL)
HEAT_TABLE = re.compile(
    r"<caption[^>]*>([^<]*)</caption>\s*<thead>(.*?)</thead>\s*<tbody>(.*?)</tbody>", re.DOTALL
)


def test_the_heatmap_has_each_value_in_its_cell_and_in_a_table(api: Api, browser: FlaskClient) -> None:
    cells = api.admin.get(f"/reports/heatmap?{WEEK}").json["items"]
    page = browser.get(f"/admin/reports?{WEEK}&lang=en").text
    tables = {caption: (head, body) for caption, head, body in HEAT_TABLE.findall(page)}
    drawn = HEAT.findall(page)
    told = (("Visits", str), ("Wait, median", clock_of))
    for heat, (title, said), name in zip(drawn, told, ("visits", "wait_median_s"), strict=True):
        values = {(cell["weekday"], cell["hour"]): said(cell[name]) for cell in cells if cell[name]}
        weekdays = sorted({weekday for weekday, _ in values})
        hours = sorted({cell["hour"] for cell in cells})
        assert texts(heat, "heat-value") == [values[at] for at in sorted(values)]
        head, body = tables[title]
        assert re.findall(r">([^<]+)</th>", head)[1:] == [f"{int(hour)}:00" for hour in hours]
        lines = [re.findall(r"<td[^>]*>([^<]*)</td>", row) for row in body.split("</tr>")[:-1]]
        assert lines == [[values.get((day, hour), "–") for hour in hours] for day in weekdays]
        assert re.findall(r'<th scope="row">([^<]+)<', body) == ["Monday", "Tuesday", "Wednesday"]
    assert "Busy and quiet by weekday and hour" in page
    browser.get("/admin/reports?lang=vi")


def texts(drawing: str, name: str) -> list[str]:
    return re.findall(rf'class="{name}"[^>]*>([^<]+)<', drawing)


def clock_of(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02d}"


def test_rows_are_compared_by_small_charts_on_one_scale(api: Api, browser: FlaskClient) -> None:
    page = browser.get(f"/admin/reports?{WEEK}&by=field").text
    visits, waits = re.findall(r'<ul class="small-charts">(.*?)</ul>', page, re.DOTALL)
    told = [r for r in api.admin.get(f"/reports/figures?{WEEK}&by=field").json["items"] if r["visits"]]
    for drawn in (visits, waits):
        titles = re.findall(r'<p class="small-chart-title">([^<]+)</p>', drawn)
        assert [html.unescape(title) for title in titles] == [row["names"]["vi"] for row in told]
    for row, chart in zip(told, visits.split("</li>"), strict=False):
        of_hours = f"/reports/figures?{WEEK}&by=hour&field={row['key']}"
        hours = {r["names"]["vi"]: r["visits"] for r in api.admin.get(of_hours).json["items"] if r["visits"]}
        columns = re.findall(r'height="([\d.]+)"><title>([^:]+): (\d+)<', chart)
        assert {hour: int(n) for _, hour, n in columns} == hours
        heights = {round(float(high) / int(n), 1) for high, _, n in columns}
        assert len(heights) == 1, "a visit is as high in every chart"
    days = re.findall(r"<title>(\d\d/\d\d)[^:]*: ", waits)
    assert days[:3] == days[3:6] == ["23/11", "24/11", "25/11"]
    assert "small-charts" not in browser.get(f"/admin/reports?{WEEK}&by=day").text
    longer = browser.get("/admin/reports?from=2026-10-01&to=2026-11-25&by=field").text
    (link,) = [link for link in links(longer, "/admin/reports?") if "heat=1" in link]
    assert "small-charts" not in longer
    assert "small-charts" in browser.get(link).text


def test_over_a_long_range_the_heatmap_is_drawn_for_who_asks_for_it(browser: FlaskClient) -> None:
    query = "from=2025-01-01&to=2026-11-25&by=month"
    page = browser.get(f"/admin/reports?{query}").text
    assert '<svg class="heat"' not in page
    (link,) = [link for link in links(page, "/admin/reports?") if "heat=1" in link]
    assert '<svg class="heat"' in browser.get(link).text
    assert '<svg class="heat"' in browser.get("/admin/reports?from=2026-01-01&to=2026-11-25&by=month").text


def test_it_is_for_whoever_may_read_figures(server: Server) -> None:
    officer = server.app.test_client()
    assert officer.get("/admin/reports").status_code == 302
    sign_in(officer, "lan")
    assert officer.get("/admin/reports").status_code == 403
    assert officer.get("/admin/reports/visits").status_code == 403
    assert officer.get("/admin/reports/today").status_code == 403


def test_of_many_rows_the_latest_are_shown_and_all_when_asked_for(browser: FlaskClient) -> None:
    year = "/admin/reports?from=2026-01-01&to=2026-11-25&by=day"
    first = browser.get(year).text
    days = ROW.findall(first.partition("</table>")[0])
    assert (len(days[:-1]), days[-2][0]) == (100, "2026-11-25"), "and the total"
    assert "Bảng hiện 100 trong 329 dòng" in first
    (more,) = re.findall(r'href="([^"]+rows=all)"', first)
    all_of_them = browser.get(html.unescape(more)).text
    assert len(ROW.findall(all_of_them.partition("</table>")[0])) == 329 + 1
    assert "Bảng hiện" not in all_of_them
    assert days[-1] == ROW.findall(all_of_them.partition("</table>")[0])[-1]
