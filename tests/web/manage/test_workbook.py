"""The workbook that people take home: a name that they know, and whose figures of which days they are."""

import io
from typing import Any

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook

from tests.api.browsing import sign_in
from tests.support.enrolled import Tokens

TITLES = "Lượt công dân"


@pytest.fixture
def manager(client: FlaskClient, tokens: Tokens) -> FlaskClient:
    """The manager's browser."""
    sign_in(client, "binh")
    return client


def taken(client: FlaskClient, address: str) -> tuple[str, list[list[Any]]]:
    """The file's name, and its rows."""
    answer = client.get(address)
    assert answer.status_code == 200
    sheet = load_workbook(io.BytesIO(answer.data)).active
    assert sheet is not None
    return answer.headers["Content-Disposition"], [[cell.value for cell in row] for row in sheet.iter_rows()]


@pytest.mark.parametrize(
    ("asked", "name", "days"),
    [
        ("preset=today", "bao-cao-2026-11-23", "Báo cáo ngày 23/11/2026, theo: ngày"),
        (
            "from=2026-11-01&to=2026-11-23&by=field",
            "bao-cao-2026-11-01-den-2026-11-23",
            "Báo cáo từ 01/11/2026 đến 23/11/2026, theo: lĩnh vực",
        ),
    ],
)
def test_a_report_is_called_by_its_days_and_says_whose_it_is(
    manager: FlaskClient, asked: str, name: str, days: str
) -> None:
    called, rows = taken(manager, f"/admin/reports/figures.xlsx?{asked}")
    assert called == f'attachment; filename="{name}.xlsx"'
    assert [row[0] for row in rows[:3]] == ["Trung tâm Phục vụ hành chính công", "Phường Hòa Bình", days]
    assert rows[3][2] == TITLES


def test_a_part_of_the_visits_says_so(manager: FlaskClient) -> None:
    _, rows = taken(manager, "/admin/reports/figures.xlsx?preset=today&field=CT")
    assert rows[3][0] == "Đã lọc: chỉ một phần các lượt."
    assert rows[4][2] == TITLES


def test_a_day_that_is_cut_says_until_when(manager: FlaskClient) -> None:
    asked = "from=2026-11-23&to=2026-11-23&until=2026-11-23T07:30:00%2B07:00"
    called, rows = taken(manager, f"/admin/reports/figures.xlsx?{asked}")
    assert called == 'attachment; filename="bao-cao-2026-11-23-07h30.xlsx"'
    assert rows[2][0] == "Báo cáo ngày 23/11/2026, tính đến 07:30, theo: ngày"


def test_in_english_it_has_an_english_name(manager: FlaskClient) -> None:
    manager.get("/admin/reports?lang=en")
    called, rows = taken(manager, "/admin/reports/figures.xlsx?preset=today&lang=en")
    assert called == 'attachment; filename="report-2026-11-23.xlsx"'
    assert rows[3][2] == "Visits"


def test_the_days_report_is_called_as_its_text_is(manager: FlaskClient) -> None:
    called, rows = taken(manager, "/admin/reports/today.xlsx?day=2026-11-23&at=07:00")
    assert called == 'attachment; filename="bao-cao-2026-11-23-07h00.xlsx"'
    assert rows[2][0] == "Báo cáo ngày 23/11/2026, tính đến 07:00, theo: lĩnh vực"
    assert 'href="/admin/reports/today.xlsx?' in manager.get("/admin/reports/today").text


def test_programs_are_given_the_titles_in_the_first_row_and_the_name_they_know(manager: FlaskClient) -> None:
    called, rows = taken(manager, "/api/v1/reports/figures.xlsx?preset=today&lang=vi")
    assert called == "attachment; filename=figures-2026-11-23-2026-11-23.xlsx"
    assert rows[0][2] == TITLES
