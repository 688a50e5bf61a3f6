"""Form 06: what the list says of each field, what the queue counted, and nothing that has no source."""

import csv
import io

from openpyxl import load_workbook

from tests.api.dossiers.lists import MONTH, SAVE, WHOLE, plan
from tests.support.api import Api

NAMES = [
    "to_handle",
    "received_online",
    "received_direct",
    "from_before",
    "handled",
    "handled_early",
    "handled_on_day",
    "handled_late",
    "open",
    "open_in_time",
    "open_late",
]
QUEUE = ("counter_received", "counter_returned", "online_helped")


def visit(api: Api, *dossiers: dict[str, str]) -> None:
    api.take("CT")
    api.officer.post("/counters/1/open", {})
    for step in ("call", "serve"):
        api.officer.post(f"/counters/1/{step}", {})
    answer = api.officer.post(
        "/counters/1/finish", {"dossiers": [{"procedure": "2.000815", **each} for each in dossiers]}
    )
    assert answer.status_code == 200, answer.text


def test_without_a_list_the_form_has_what_the_queue_knows_and_the_rest_is_empty(api: Api) -> None:
    visit(
        api,
        {"outcome": "received", "channel": "direct"},
        {"outcome": "returned", "channel": "direct"},
        {"outcome": "received", "channel": "online_helped"},
    )
    form = api.admin.get(f"/reports/form06?{MONTH}").json
    assert form["list"] is None
    assert {column["missing"] for column in form["columns"] if column["number"]} == {"no_list"}
    for row in (*form["items"], form["total"]):
        assert [row[name] for name in NAMES] == [None] * len(NAMES)
    assert [form["total"][name] for name in QUEUE] == [1, 1, 1]


def test_the_list_fills_the_columns_by_field_and_is_named(api: Api) -> None:
    plan(api, WHOLE, SAVE)
    form = api.admin.get(f"/reports/form06?{MONTH}").json
    rows = {row["field"]: [row[name] for name in NAMES] for row in form["items"]}
    assert rows["CT"] == [2, 1, 1, 0, 1, 0, 1, 0, 1, 0, 1]
    assert rows["HT"] == [1, 0, 0, 1, 1, 0, 0, 1, 0, 0, 0]
    assert rows[""] == [1, 0, 1, 0, 0, 0, 0, 0, 1, 1, 0]
    assert [form["total"][name] for name in NAMES] == [4, 1, 2, 1, 2, 0, 1, 1, 2, 1, 1]
    assert form["list"]["source"] == "=thang 11.csv"
    other = api.admin.get("/reports/form06?from=2026-10-01&to=2026-11-23").json
    assert other["total"]["to_handle"] is None
    assert {column["missing"] for column in other["columns"] if column["number"]} == {"other_days"}


def test_page_and_files_say_the_same_and_run_no_formula(api: Api) -> None:
    no_channel = "\n".join(line.rpartition(";")[0] for line in WHOLE.splitlines())
    plan(api, no_channel, SAVE)
    form = api.admin.get(f"/reports/form06?{MONTH}").json
    told = [[row[name] for name in (*NAMES, *QUEUE)] for row in form["items"]]
    assert told[0][1:3] == [None, None]
    file = api.admin.get(f"/reports/form06.csv?{MONTH}").data.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(file)))
    assert [[int(row[name]) if row[name] else None for name in (*NAMES, *QUEUE)] for row in rows] == told
    assert {row["source"] for row in rows} == {
        "'=thang 11.csv: hồ sơ từ 01/11/2026 đến 23/11/2026, 4 hồ sơ, Trần Thị Bình nhập lúc 08:00 23/11/2026"
    }
    book = load_workbook(io.BytesIO(api.admin.get(f"/reports/form06.xlsx?{MONTH}").data))
    head, *cells, total = [[cell.value for cell in row] for row in book.active.iter_rows()]
    assert [row[2:-1] for row in cells] == told
    assert total[2:-1] == [form["total"][name] for name in (*NAMES, *QUEUE)]
    assert head[3] == "(4) Trong kỳ, trực tuyến — chưa có nguồn: danh sách không ghi đủ hình thức nộp"
    assert str(cells[0][-1]).startswith("=thang 11.csv: ")
    assert book.active.cell(2, len(head)).data_type == "s"
