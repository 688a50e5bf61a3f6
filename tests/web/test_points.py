"""Pages of a centre that receives at two points: each says which place is meant."""

import csv
import html
import io
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook

from kiosk.filling import SlipFiller
from server import config
from server.app import Server
from server.core.forecast.wait_words import wait_words
from server.service.centre import centre_now
from server.service.centre_views import centre_view
from server.service.reports.now import figures
from server.service.reports.views import figures_view
from tests.support.api import Api
from tests.support.centre import TWO_POINTS
from tests.support.clock import SetClock
from tests.support.enrolled import PASSWORD, Tokens, enrol_everybody
from tests.support.quick_server import quick_server

PHONE = {"enabled": True, "presence_minutes": 0}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    data = {"data": tmp_path_factory.mktemp("points") / "data"}
    settings = config.Settings.model_validate(TWO_POINTS | {"server": data, "phone": PHONE, "alerts": []})
    running = quick_server(settings, SetClock())
    yield running
    running.close()


@pytest.fixture(scope="module")
def tokens(server: Server) -> Tokens:
    return enrol_everybody(server.context)


@pytest.fixture(scope="module")
def api(server: Server, tokens: Tokens) -> Api:
    return Api(server.app, tokens)


@pytest.fixture
def browser(server: Server) -> FlaskClient:
    return server.app.test_client()


def read(browser: FlaskClient, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, answer.status
    return answer.get_data(as_text=True)


def csrf(page: str) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def signed_in(browser: FlaskClient, username: str) -> FlaskClient:
    sent = {"username": username, "password": PASSWORD, "csrf_token": csrf(read(browser, "/sign-in"))}
    assert browser.post("/sign-in", data=sent).status_code == 303
    return browser


def test_a_phone_takes_its_number_at_the_point_that_it_chose(browser: FlaskClient, server: Server) -> None:
    assert 'name="point"' in read(browser, "/take")
    page = read(browser, "/take?point=hamlet")
    assert "Số sẽ được gọi ở: <strong>Thôn Đồi</strong>, Nhà văn hóa thôn Đồi" in re.sub(r"\s+", " ", page)
    key = re.search(r'name="key" value="([^"]+)"', page)
    assert key is not None
    sent = {"field": "CT", "point": "hamlet", "key": key[1], "csrf_token": csrf(page)}
    taken = browser.post("/take", data=sent)
    assert taken.status_code == 303
    track = read(browser, taken.headers["Location"])
    assert "<strong>Thôn Đồi</strong><br>Nhà văn hóa thôn Đồi" in track
    assert 'data-point="hamlet"' in track
    assert browser.get("/take?point=nowhere").status_code == 404


def test_a_slip_says_where_its_number_is_called_and_names_the_counters_there(
    server: Server, api: Api
) -> None:
    api.other.post("/counters/2/open")
    context = server.context
    fill = SlipFiller(
        lambda point: centre_view(context, centre_now(context, point), "vi"),
        lambda _: None,
        lambda: "http://10.0.0.5:8000/",
        wait_words,
    )
    ticket = api.officer.post("/tickets", {"field": "CT", "point": "hamlet"}).json
    here, there = (fill(found, "vi") for found in (api.take(), ticket or {}))
    assert (here.place, here.address, here.counters) == (
        {"vi": "Trụ sở chính", "en": "Main office"},
        None,
        (),
    )
    assert there.place == {"vi": "Thôn Đồi", "en": "Hill hamlet"}
    assert there.address == dict.fromkeys(("vi", "en"), "Nhà văn hóa thôn Đồi")
    assert there.counters == (2,)


def test_whoever_transfers_is_told_to_which_place_a_counter_sends(
    server: Server, browser: FlaskClient, api: Api
) -> None:
    page = read(signed_in(browser, "lan"), "/counter/1")
    assert "Trụ sở chính" in page
    halls = re.search(r'data-role="halls">([^<]+)<', page)
    assert halls is not None
    assert server.app.json.loads(halls[1]) == [
        {"hall": "ward", "point": ""},
        {"hall": "hut", "point": "Thôn Đồi"},
    ]


def test_whoever_takes_numbers_without_a_tablet_says_for_which_place(
    server: Server, browser: FlaskClient, api: Api
) -> None:
    assert 'id="where"' not in read(browser, "/helper")
    assert '<option value="" selected>Trụ sở chính' in read(signed_in(browser, "lan"), "/helper")
    api.other.post("/counters/2/open")
    page = read(signed_in(server.app.test_client(), "minh"), "/helper")
    assert '<option value="hamlet" selected>Thôn Đồi' in page


def test_the_managers_figures_are_by_field_and_by_point(
    server: Server, browser: FlaskClient, api: Api
) -> None:
    before = {row["code"]: row["issued"] for row in today(server)}
    api.officer.post("/tickets", {"field": "HT", "point": "hamlet"})
    rows = {row["code"]: row for row in today(server)}
    assert rows["HT@hamlet"]["issued"] == before.get("HT@hamlet", 0) + 1
    assert rows["HT@hamlet"]["names"] == {"vi": "HT · Thôn Đồi", "en": "HT · Hill hamlet"}
    assert rows["HT"]["issued"] == before["HT"]
    page = read(signed_in(browser, "binh"), "/admin/reports?by=point")
    assert 'value="point" selected' in page
    assert re.search(r"Thôn Đồi", page)
    lines = api.admin.get("/reports/figures.csv?by=point").get_data(as_text=True).splitlines()
    assert [line.split(",")[1] for line in lines[1:3]] == ["Trụ sở chính", "Thôn Đồi"]
    behind = re.findall(r'data-key="(\w*)"><th scope="row"><a href="([^"]+)"', page)[:2]
    assert [key for key, _ in behind] == ["", "hamlet"]
    for (_, link), line in zip(behind, lines[1:3], strict=True):
        listed = read(browser, html.unescape(link)).count('href="/admin/visits/')
        assert listed == int(line.split(",")[2])
    answer = api.admin.get("/reports/figures?by=field&point=hamlet").json or {}
    assert answer["total"]["visits"] == int(lines[2].split(",")[2])
    assert (api.admin.get("/reports/figures?point=nowhere").json or {})["code"] == "unknown_point"


def test_each_visit_says_at_which_point_it_was(server: Server, browser: FlaskClient, api: Api) -> None:
    number = (api.officer.post("/tickets", {"field": "HT", "point": "hamlet"}).json or {})["number"]
    query = f"/reports/visits?{urlencode({'point': 'hamlet', 'limit': 500})}"
    assert {item["point"] for item in (api.admin.get(query).json or {})["items"]} == {"hamlet"}
    file = api.admin.get("/reports/visits.csv").get_data().decode("utf-8-sig")
    said = {row["number"]: row["point"] for row in csv.DictReader(io.StringIO(file, newline=""))}
    assert said[number] == "Thôn Đồi"
    book = load_workbook(io.BytesIO(api.admin.get("/reports/visits.xlsx").get_data()), read_only=True)
    titles, *rows = book.worksheets[0].iter_rows(values_only=True)
    found = {row[titles.index("Số")]: row[titles.index("Điểm tiếp nhận")] for row in rows}
    assert found[number] == "Thôn Đồi"
    page = read(signed_in(browser, "binh"), "/admin/reports/visits")
    assert '<th scope="col">Điểm tiếp nhận</th>' in page
    assert "<td>Thôn Đồi</td>" in page


def today(server: Server) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = figures_view(server.context, figures(server.context))["today"]["fields"]
    return rows
