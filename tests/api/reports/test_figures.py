"""The figures over the API: what is asked for wrongly, who may see whose, and the files."""

import csv
import io

from openpyxl import load_workbook

from server.app import Server
from server.core.events import PersonAdded
from server.service.queue import counters
from tests.support.api import Api

WRONG = (
    ("from=2026-11-23&to=2026-11-22", 422, "range_backwards"),
    ("from=2026-11-23&to=2026-11-24", 422, "day_to_come"),
    ("from=2016-11-01&to=2026-11-23", 422, "range_too_long"),
    ("field=ZZ", 404, "unknown_field"),
    ("counter=77", 404, "unknown_counter"),
    ("counter=one", 404, "unknown_counter"),
    ("officer=nobody", 404, "unknown_officer"),
    ("procedure=0.000000", 404, "unknown_procedure"),
    ("class=vip", 404, "unknown_priority"),
    ("hall=Z", 404, "unknown_hall"),
    ("channel=fax", 400, "bad_request"),
    ("hour=24", 400, "bad_request"),
    ("from=2026-02-30", 400, "bad_request"),
)


def test_what_cannot_be_asked_is_said_clearly(api: Api) -> None:
    for query, status, code in WRONG:
        for report in (
            "figures",
            "figures.csv",
            "figures.xlsx",
            "visits",
            "visits.csv",
            "visits.xlsx",
            "heatmap",
        ):
            answer = api.admin.get(f"/reports/{report}?{query}")
            assert (answer.status_code, (answer.json or {})["code"]) == (status, code), (report, query)
    assert api.admin.get("/reports/figures?by=moon").status_code == 400
    assert api.admin.get("/reports/counters?by=channel").status_code == 400


def test_a_day_without_visits_has_zeros_and_nulls(api: Api) -> None:
    answer = api.admin.get("/reports/figures?from=2026-11-20&to=2026-11-20&by=day").json
    (row,) = answer["items"]
    assert (row["key"], row["visits"], row["wait_median_s"]) == ("2026-11-20", 0, None)
    assert answer["total"]["above_limit_share"] is None


def test_officers_see_their_own_alone(api: Api) -> None:
    officer = api.at_work()
    api.take()
    for step in ("call", "serve", "finish"):
        officer.post(f"/counters/1/{step}", {})
    own = officer.get("/reports/figures?by=officer").json
    assert [row["key"] for row in own["items"]] == ["lan"]
    assert own == officer.get("/reports/figures?by=officer&officer=me").json
    assert officer.get("/reports/figures?officer=minh").status_code == 403
    assert api.other.get("/reports/figures").json["total"]["services"] == 0
    assert api.admin.get("/reports/figures?officer=lan").json["total"]["services"] == 1


def test_visits_come_a_page_at_a_time(api: Api) -> None:
    taken = [api.take()["number"] for _ in range(5)]
    found, after = list[str](), ""
    while after is not None:
        page = api.admin.get(f"/reports/visits?limit=2{after and f'&after={after}'}").json
        found += [item["number"] for item in page["items"]]
        after = page["after"]
    assert found == taken
    assert api.admin.get("/reports/visits?after=nowhere").status_code == 400


def test_cancelled_numbers_are_listed_by_themselves(api: Api) -> None:
    ticket = api.take()
    api.admin.post(f"/tickets/{ticket['id']}/cancel")
    assert api.admin.get("/reports/visits").json["items"] == []
    (item,) = api.admin.get("/reports/visits?which=cancelled").json["items"]
    assert (item["number"], item["end"]) == (ticket["number"], "cancelled")


def test_files_are_named_and_the_visits_file_has_every_visit(api: Api) -> None:
    taken = [api.take()["number"] for _ in range(3)]
    answer = api.admin.get("/reports/visits.csv")
    assert answer.headers["Content-Disposition"] == "attachment; filename=visits-2026-11-23-2026-11-23.csv"
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"), newline="")))
    assert [row["number"] for row in rows] == taken
    assert {row["end"] for row in rows} == {"Chưa xong"}
    assert api.admin.get("/reports/visits.xlsx?from=2024-11-23").status_code == 422


def test_a_name_that_a_spreadsheet_would_run_or_break_stands_in_the_visits_files_as_text(
    server: Server, api: Api
) -> None:
    hostile = PersonAdded("dung", '=1+1\nDũng, "D"', "officer")
    server.context.store.write(lambda transaction: transaction.record(hostile, "test"))
    api.take()
    counters.open_(server.context, 1, counters.Officer("dung"), ["CT"])
    for step in (counters.call, counters.no_show):
        step(server.context, 1, counters.Officer("dung"))
    text = api.admin.get("/reports/visits.csv").data.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    assert row["officer"] == '\'=1+1 Dũng, "D"'
    sheet = load_workbook(io.BytesIO(api.admin.get("/reports/visits.xlsx").data)).active
    assert sheet is not None
    cells = {str(cell.value): cell.data_type for cell in sheet[2]}
    assert cells['=1+1 Dũng, "D"'] == "s"


def test_the_first_day_of_the_calendar_had_no_visits(api: Api) -> None:
    query = "from=0001-01-01&to=0001-01-01&until=0001-01-01T08:00:00Z"
    for report in ("figures?by=hour&", "visits?", "heatmap?", "counters?by=hour&"):
        assert api.admin.get(f"/reports/{report}{query}").status_code == 200, report


def test_a_file_tells_how_far_it_has_come(api: Api) -> None:
    key = "a-key-of-mine"
    assert api.admin.get(f"/reports/progress?key={key}").json == {"done": 0, "days": 0}
    assert api.admin.get(f"/reports/visits.csv?from=2026-11-01&progress={key}").data
    assert api.admin.get(f"/reports/progress?key={key}").json == {"done": 23, "days": 23}
    assert api.admin.get("/reports/progress?key=../x").status_code == 400


def test_a_preset_stands_for_its_days(api: Api) -> None:
    answer = api.admin.get("/reports/figures?preset=last_month&by=day").json
    assert (answer["from"], answer["to"], len(answer["items"])) == ("2026-10-01", "2026-10-31", 31)
