"""The page and the files of the city's reports."""

import csv
import io
from datetime import date

import pytest
from openpyxl import load_workbook

from server.city.reports import ratings
from server.city.reports.asked import CityReportQuery, RowsBy
from server.core.reports.marks import times_of
from tests.support.city_office import Office
from tests.support.city_stays import make_tables

DAY = "2026-11-23"


@pytest.fixture(autouse=True)
def stays(office):
    """Of W0001 two visits, of W0002 one and a number that nobody called, of W0003 nothing."""
    with office.database.transaction() as transaction:
        make_tables(transaction)
        rows = [
            ("W0001", 1, "CT", "vsfR", (600, 5, 300, 905)),
            ("W0001", 2, "HT", "vsfLT", (1800, 5, 60, 1865)),
            ("W0002", 1, "CT", "vnm", (120, None, None, None)),
        ]
        for centre, seq, field, marks, lengths in rows:
            transaction.execute(
                "INSERT INTO stay (centre, day, seq, ticket, came, field, channel, point, marks, times)"
                " VALUES (%s, %s, %s, %s, 1795402800000, %s, 'kiosk', '', %s, %s)",
                (centre, DAY, seq, seq, field, marks, times_of(lengths)),
            )
        transaction.execute(
            "INSERT INTO ticket (centre, id, day, prefix, n, field, channel, issued_at, state, calls, dossiers, slip_out,"
            " arrived, point) VALUES ('W0002', 9, %s, 'A', 9, 'CT', 'kiosk', 1795402800000, 'waiting', 0, '[]', false, 9, '')",
            (DAY,),
        )
        transaction.execute(
            "INSERT INTO centre_now (centre, epoch, v, seq, day, state)"
            " VALUES ('W0001', 1, 1, 1, '2026-11-23', %s)",
            ('{"fields": {"CT": {"names": {"vi": "Chứng thực", "en": "Certification"}}}}',),
        )
        transaction.execute("UPDATE centre SET name = '=HYPERLINK(\"x\")' WHERE code = 'W0003'")


def table(office: Office, who: str, query: str) -> dict[str, dict[str, str]]:
    sent = office.browser(who).get(f"/reports/figures.csv?{query}")
    assert sent.status_code == 200, sent.text
    return {row["key"]: row for row in csv.DictReader(io.StringIO(sent.data.decode("utf-8-sig")))}


def test_every_centre_has_its_row_also_the_one_without_data(office):
    found = table(office, "hoa", f"from={DAY}&to={DAY}&by=centre")
    assert {code: row["visits"] for code, row in found.items()} == {"W0001": "2", "W0002": "2", "W0003": "0"}
    assert (found["W0001"]["wait_median_s"], found["W0001"]["above_limit"]) == ("600", "1")
    assert (found["W0002"]["no_shows"], found["W0002"]["not_called"]) == ("1", "1")
    assert found["W0003"]["wait_median_s"] == ""


def test_a_liaison_sees_only_the_centres_named_for_them(office):
    assert set(table(office, "minh", f"from={DAY}&to={DAY}&by=centre")) == {"W0001"}
    assert table(office, "minh", f"from={DAY}&to={DAY}&by=field")["CT"]["visits"] == "1"
    browser = office.browser("minh")
    page = browser.get(f"/reports?from={DAY}&to={DAY}").text
    assert ("Phường 1" in page, "Phường 2" in page) == (True, False)
    for address in (f"/reports?from={DAY}&to={DAY}&centre=W0002", "/reports/figures.csv?centre=W0002"):
        assert browser.get(address).status_code == 403
    assert table(office, "minh", f"from={DAY}&to={DAY}&by=total&district=Đống Đa")["total"]["visits"] == "0"


def test_filters_and_districts_add_up(office):
    by_district = table(office, "hoa", f"from={DAY}&to={DAY}&by=district")
    assert {key: row["visits"] for key, row in by_district.items()} == {"Ba Đình": "4", "Đống Đa": "0"}
    assert table(office, "hoa", f"from={DAY}&to={DAY}&by=total&field=CT")["total"]["visits"] == "3"
    assert table(office, "hoa", f"from={DAY}&to={DAY}&by=total&centre=W0002")["total"]["visits"] == "2"


RATED = {RowsBy.CENTRE, RowsBy.DISTRICT, RowsBy.DAY, RowsBy.WEEK, RowsBy.WEEKDAY, RowsBy.MONTH, RowsBy.TOTAL}
"""What satisfaction is told by."""
NO_REPORTS = [
    (f"from={DAY}&to=2026-11-20", 422, "sau"),
    ("from=hôm-nay&to=mai", 422, "chưa hợp lệ"),
    ("from=2016-11-23&to=2026-11-23&by=king", 422, "chưa hợp lệ"),
    ("from=2027-01-01&to=2027-01-02", 422, ""),
    ("from=2010-01-01&to=2026-11-23", 422, "10"),
]


def test_every_grouping_has_its_page_in_both_languages(office):
    browser = office.browser("hoa")
    for by in RowsBy:
        for language, title in (("vi", "Mức hài lòng</h3>"), ("en", "Satisfaction</h3>")):
            page = browser.get(f"/reports?from=2026-11-02&to={DAY}&by={by.value}&lang={language}")
            assert (by, language, page.status_code) == (by, language, 200)
            assert (by, language, title in page.text) == (by, language, by in RATED)


def test_what_is_no_report_is_told_in_words(office):
    browser = office.browser("hoa")
    for query, status, told in NO_REPORTS:
        page = browser.get(f"/reports?{query}")
        assert (query, page.status_code, told in page.text) == (query, status, True)
        assert (query, browser.get(f"/reports/figures.csv?{query}").status_code) == (query, status)


def test_ten_years_by_day_have_a_row_each_in_the_file_and_the_page_says_what_it_leaves_out(office):
    found = table(office, "hoa", f"from=2016-11-23&to={DAY}&by=day")
    assert len(found) == 3653
    assert found[DAY]["visits"] == "4"
    assert "Còn 3253 dòng" in office.browser("hoa").get(f"/reports?from=2016-11-23&to={DAY}&by=day").text


def test_a_day_on_which_nobody_came_says_so(office):
    page = office.browser("hoa").get("/reports?from=2026-11-22&to=2026-11-22").text
    assert "Không có lượt nào trong những ngày này" in page
    assert table(office, "hoa", "from=2026-11-22&to=2026-11-22&by=hour") == {}


def test_the_workbook_has_lengths_as_times_and_no_formula(office):
    sent = office.browser("hoa").get(f"/reports/figures.xlsx?from={DAY}&to={DAY}&by=centre&lang=en")
    assert "filename=so-lieu-2026-11-23-2026-11-23-centre.xlsx" in sent.headers["Content-Disposition"]
    sheet = load_workbook(io.BytesIO(sent.data)).active
    rows = list(sheet.iter_rows())
    titles = [cell.value for cell in rows[0]]
    assert titles[:3] == ["Key", "Centre", "Visits"]
    wait = rows[1][titles.index("Wait, median")]
    assert (
        wait.number_format,
        wait.value.total_seconds() if hasattr(wait.value, "total_seconds") else None,
    ) == (
        "[h]:mm:ss",
        600.0,
    )
    assert {cell.data_type for row in rows for cell in row} <= {"s", "n", "d"}
    assert any("=HYPERLINK" in str(row[1].value) for row in rows)
    raw = office.browser("hoa").get(f"/reports/figures.csv?from={DAY}&to={DAY}&by=centre").text
    assert "'=HYPERLINK" in raw


def test_procedures_have_the_names_of_the_citys_catalogue_and_fields_those_of_the_centres(office):
    file = "code,short_name,name,field\n1.001,Khai sinh,Đăng ký khai sinh,CT\n".encode()
    office.browser("lan").post("/catalogue", file=(io.BytesIO(file), "x.csv"), note="")
    with office.database.transaction() as transaction:
        transaction.execute("UPDATE catalogue SET whole_at = now()")
        transaction.execute("UPDATE stay SET procedure = '1.001' WHERE seq = 1")
        transaction.execute("UPDATE stay SET procedure = '9.999' WHERE seq = 2")
    found = table(office, "hoa", f"from={DAY}&to={DAY}&by=procedure")
    assert {key: row["name"] for key, row in found.items()} == {
        "1.001": "Khai sinh",
        "9.999": "9.999",
        "": "Không ghi thủ tục",
    }
    assert table(office, "hoa", f"from={DAY}&to={DAY}&by=field")["CT"]["name"] == "Chứng thực"


def test_satisfaction_is_what_centres_told_last_of_each_day(office):
    said = [
        (
            "W0001",
            {"ratings": {"day": DAY, "levels": {"very_satisfied": 3, "satisfied": 2, "not_satisfied": 0}}},
        ),
        (
            "W0001",
            {"ratings": {"day": DAY, "levels": {"very_satisfied": 7, "satisfied": 2, "not_satisfied": 1}}},
        ),
        ("W0002", {"ratings": {"day": DAY, "levels": None}}),
        ("W0002", {"ratings": {"day": "hôm nay", "levels": {"satisfied": 5}}}),
        ("W0002", {"ratings": {"day": DAY, "levels": {"satisfied": "nhiều", "not_satisfied": -4}}}),
        ("W0002", {"ratings": {"day": 7, "levels": {"satisfied": 5}}}),
        ("W0003", {}),
    ]
    with office.database.transaction() as transaction:
        for centre, shown in said:
            ratings.keep(transaction, centre, shown)
        asked = CityReportQuery(date(2026, 11, 23), date(2026, 11, 23), RowsBy.CENTRE)
        counted = ratings.counted(transaction, asked)
    assert dict(counted["W0001"]) == {"very_satisfied": 7, "satisfied": 2, "not_satisfied": 1}
    found = table(office, "hoa", f"from={DAY}&to={DAY}&by=district")
    assert (found["Ba Đình"]["very_satisfied"], found["Đống Đa"]["satisfied"]) == ("7", "0")
    assert "very_satisfied" not in table(office, "hoa", f"from={DAY}&to={DAY}&by=hour").popitem()[1]
