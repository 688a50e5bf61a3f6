"""What the use case answers, the API, the CSV file and the XLSX file say, cell by cell."""

import csv
import io
from dataclasses import asdict
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from server.app import Server
from server.core.reports.figures import NAMES
from server.service.reports.asked import By, FiguresAsked, Filters
from server.service.reports.figures import figures
from server.service.today import day_now
from tests.service.reports.histories import History, Steps
from tests.service.reports.test_property import FILTERS, STEPS
from tests.support.api import Api
from tests.support.clock import SetClock

HISTORIES: dict[str, Any] = {
    "steps": STEPS,
    "by": st.sampled_from(By),
    "filters": st.sampled_from(FILTERS),
}
MODEST: dict[str, Any] = {"deadline": None, "suppress_health_check": list(HealthCheck)}
RUNS = ("=", "+", "-", "@", "\t", "\r")


class Centre:
    """One server for all histories, each in a month of its own."""

    def __init__(self, server: Server, api: Api, clock: SetClock) -> None:
        self.server, self.api, self.clock = server, api, clock
        self.history = History(server.context, clock)

    def live(self, steps: Steps) -> tuple[date, date]:
        """One history on new days; answers the first and the last of them."""
        first = date.fromisoformat(day_now(self.server.context)) + timedelta(days=3)
        self.clock.set(f"{first} 08:00")
        self.history.run(steps)
        return first - timedelta(days=1), date.fromisoformat(day_now(self.server.context))


@pytest.fixture
def centre(server: Server, api: Api, clock: SetClock) -> Centre:
    return Centre(server, api, clock)


def check(centre: Centre, steps: Steps, by: By, filters: dict[str, Any]) -> None:
    first, last = centre.live(steps)
    asked = FiguresAsked(first, last, by, Filters(**filters))
    report = figures(centre.server.context, asked)
    told = {"class" if name == "priority" else name: values for name, values in filters.items()}
    query = urlencode({"from": first, "to": last, "by": by.value, **told}, doseq=True)

    answer = centre.api.admin.get(f"/reports/figures?{query}")
    assert answer.status_code == 200, answer.json
    items = [{"key": row.key, "names": row.labels, **asdict(row.figures)} for row in report.rows]
    assert (answer.json or {})["items"] == items
    assert (answer.json or {})["total"] == asdict(report.total)

    names = [" ".join(row.labels["vi"].split()) for row in report.rows]
    expected = [[getattr(row.figures, name) for name in NAMES] for row in report.rows]
    keys = [row.key for row in report.rows]
    check_csv(centre.api.admin.get(f"/reports/figures.csv?{query}").data, keys, names, expected)
    last_row = [getattr(report.total, name) for name in NAMES]
    check_xlsx(
        centre.api.admin.get(f"/reports/figures.xlsx?{query}").data, keys, names, [*expected, last_row]
    )


def check_csv(file: bytes, keys: list[str], names: list[str], expected: list[list[Any]]) -> None:
    assert file.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(io.StringIO(file.decode("utf-8-sig"), newline=""))
    assert head == ["key", "name", *NAMES]
    for row, key, name, values in zip(rows, keys, names, expected, strict=True):
        assert row[2:] == ["" if value is None else str(value) for value in values]
        assert [cell.removeprefix("'") for cell in row[:2]] == [key, name]
        assert not any(cell.startswith(RUNS) or "\n" in cell for cell in row)


def check_xlsx(file: bytes, keys: list[str], names: list[str], expected: list[list[Any]]) -> None:
    sheet = load_workbook(io.BytesIO(file)).active
    assert sheet is not None
    assert [cell.value for cell in sheet[1]][2] == "Lượt công dân"
    rows = list(sheet.iter_rows(min_row=2))
    for row, values in zip(rows, expected, strict=True):
        assert [as_told(cell) for cell in row[2:]] == values
    assert [row[0].value or "" for row in rows] == [*keys, ""]
    assert [row[1].value for row in rows] == [*names, "Tổng"]
    assert {cell.data_type for row in rows for cell in row} <= {"n", "s", "d"}, "a formula"


def as_told(cell: Any) -> Any:
    """Lengths of time back in seconds."""
    value = cell.value
    if isinstance(value, datetime | time):
        value = timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
    return round(value.total_seconds()) if isinstance(value, timedelta) else value


@settings(max_examples=5, **MODEST)
@given(**HISTORIES)
def test_they_all_say_the_same(centre: Centre, steps: Steps, by: By, filters: dict[str, Any]) -> None:
    check(centre, steps, by, filters)


@pytest.mark.torture
@settings(max_examples=50, **MODEST)
@given(**HISTORIES)
def test_they_all_say_the_same_over_fifty_histories(
    centre: Centre, steps: Steps, by: By, filters: dict[str, Any]
) -> None:
    check(centre, steps, by, filters)
