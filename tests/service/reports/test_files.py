"""The API, the CSV file, the XLSX file and the page say, cell by cell, what is counted by hand from the journal."""

import csv
import html
import io
import re
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from server.app import Server
from server.core.reports.figures import NAMES
from server.http.rate_limit import limiter
from server.service.reports.asked import RowsBy
from server.service.today import day_now
from tests.api.browsing import sign_in
from tests.service.reports.by_hand import ByHand, Count, Row, rows_of
from tests.service.reports.histories import History, Steps
from tests.service.reports.test_property import FILTERS, STEPS
from tests.support.api import Api
from tests.support.clock import HANOI, SetClock

HISTORIES: dict[str, Any] = {
    "steps": STEPS,
    "by": st.sampled_from(RowsBy),
    "filters": st.sampled_from(FILTERS),
}
MODEST: dict[str, Any] = {"deadline": None, "suppress_health_check": list(HealthCheck)}
TOTAL = "the total"
KINDS = ("csv", "xlsx")
ROW = re.compile(r'<tr data-key="([^"]*)"><th scope="row">(.*?)</th>(.*?)</tr>', re.DOTALL)
CELL = re.compile(r'data-name="(\w+)" data-value="([^"]*)">([^<]*)<')
LINK = re.compile("</?a[^>]*>")
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

    def by_hand(self, first: date, last: date, by: RowsBy, where: dict[str, Any]) -> tuple[ByHand, Row]:
        """The figures that are counted from the journal alone: of each row, and of all together."""
        context = self.server.context
        with context.store.read() as connection:
            rows = rows_of(connection)
        halls = {str(n): place.hall for n, place in context.centre.layout.counters.items()}
        counted, whole = (
            Count(first, last, each, HANOI, halls, where=where).of(rows) for each in (by.value, "total")
        )
        return counted, whole.figures("total")

    def page(self, query: str) -> str:
        """The manager's page, for somebody who signs in: months lie between two histories."""
        limiter.reset()
        browser = self.server.app.test_client()
        sign_in(browser, "binh")
        answer = browser.get(f"/admin/reports?{query}")
        assert answer.status_code == 200
        return answer.text


@pytest.fixture
def centre(server: Server, api: Api, clock: SetClock) -> Centre:
    return Centre(server, api, clock)


def check(centre: Centre, steps: Steps, by: RowsBy, filters: dict[str, Any]) -> None:
    first, last = centre.live(steps)
    told = {"class" if name == "priority" else name: values for name, values in filters.items()}
    query = urlencode({"from": first, "to": last, "by": by.value, **told}, doseq=True)
    rows, total = centre.by_hand(first, last, by, told)

    answer = centre.api.admin.get(f"/reports/figures?{query}").json
    assert answer is not None
    keys = [row["key"] for row in answer["items"]]
    labels = [row["names"]["vi"] for row in answer["items"]]
    expected = [rows.figures(key) for key in keys]
    assert set(rows.counts) <= set(keys)
    assert len(set(keys)) == len(keys)
    assert [{name: row[name] for name in NAMES} for row in answer["items"]] == expected
    assert answer["total"] == total

    names = [" ".join(label.split()) for label in labels]
    cells = [[row[name] for name in NAMES] for row in (*expected, total)]
    check_csv(centre.api.admin.get(f"/reports/figures.csv?{query}").data, keys, names, cells[:-1])
    check_xlsx(centre.api.admin.get(f"/reports/figures.xlsx?{query}").data, keys, names, cells)
    check_page(centre.page(query), keys, labels, cells)
    behind = urlencode({"from": first, "to": last, **told}, doseq=True)
    check_visits(*(centre.api.admin.get(f"/reports/visits.{kind}?{behind}").data for kind in KINDS), total)


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


def check_visits(text: bytes, workbook: bytes, total: Row) -> None:
    """The files of the visits behind it have as many, and run nothing that somebody is called."""
    _, *lines = csv.reader(io.StringIO(text.decode("utf-8-sig"), newline=""))
    sheet = load_workbook(io.BytesIO(workbook)).active
    assert sheet is not None
    rows = list(sheet.iter_rows(min_row=2))
    assert len(lines) == len(rows) == total["visits"]
    assert not any(cell.startswith(RUNS) or "\n" in cell for line in lines for cell in line)
    assert {cell.data_type for row in rows for cell in row} <= {"n", "s", "d"}, "a formula"


def as_told(cell: Any) -> Any:
    """Lengths of time back in seconds."""
    value = cell.value
    if isinstance(value, datetime | time):
        value = timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
    return round(value.total_seconds()) if isinstance(value, timedelta) else value


def check_page(page: str, keys: list[str], labels: list[str], expected: list[list[Any]]) -> None:
    """Each cell of the tables holds the value, and shows it as people write it."""
    shown: dict[str, list[str]] = {}
    for body in re.findall(r"<t(?:body|foot)>.*?</t(?:body|foot)>", page, re.DOTALL):
        for key, label, row in ROW.findall(body):
            place = TOTAL if body.startswith("<tfoot") else html.unescape(key)
            shown.setdefault(place, [html.unescape(LINK.sub("", label))]).extend(CELL.findall(row))
    named = zip((*keys, TOTAL), (*labels, "Tổng"), expected, strict=True)
    assert set(shown) == {*keys, TOTAL}
    for key, label, values in named:
        there, *cells = shown[key]
        assert there == label
        assert {name: (value, said) for name, value, said in cells} == {
            name: ("" if value is None else str(value), written(name, value))
            for name, value in zip(NAMES, values, strict=True)
        }


def written(name: str, value: float | None) -> str:
    """A value as people in Vietnam write it: 1.234 visits, 12,5%, 9:05 or 1:02:03."""
    if value is None:
        return "–"
    if name.endswith("_share"):
        return f"{value * 100:.1f}%".replace(".", ",")
    if name.endswith("_s"):
        hours, seconds = divmod(round(value), 3600)
        minutes, clock = seconds // 60, f"{seconds // 60:02d}:{seconds % 60:02d}"
        return f"{hours}:{clock}" if hours else f"{minutes}:{seconds % 60:02d}"
    return f"{value:,}".replace(",", ".")


@settings(max_examples=5, **MODEST)
@given(**HISTORIES)
def test_they_all_say_the_same(centre: Centre, steps: Steps, by: RowsBy, filters: dict[str, Any]) -> None:
    check(centre, steps, by, filters)


@pytest.mark.torture
@settings(max_examples=50, **MODEST)
@given(**HISTORIES)
def test_they_all_say_the_same_over_fifty_histories(
    centre: Centre, steps: Steps, by: RowsBy, filters: dict[str, Any]
) -> None:
    check(centre, steps, by, filters)
