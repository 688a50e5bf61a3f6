"""The pages that are made of the files: what is asked of them, and what they answer to nonsense."""

import base64
import gzip
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from server.city.phones import slips
from server.city.phones.centre_feed import KnownCentre, centre_feed
from server.city.phones.city_feed import city_feed
from server.city.phones.procedures import search
from server.city.roles import PUBLIC, city_app
from server.city.settings import CitySettings
from tests.support.city_centres import Centres, shown, state
from tests.support.clock import SetClock

AT = 1_795_000_000_000
MOST_MORE_BYTES = 2000
"""A week of quiet hours, as it travels."""
LINES = {"CT": ["A012", "A013"]}


def code_of(row: int) -> str:
    """The code on a slip: a seal of seven bytes, then the ticket."""
    return base64.urlsafe_b64encode(b"sealing" + row.to_bytes(5, "big")).decode()


@pytest.fixture
def feeds(tmp_path: Path) -> Path:
    folder = tmp_path / "feeds"
    folder.mkdir()
    made = [
        centre_feed(
            KnownCentre(code, name, district, AT, False, 1, False, shown(lines=LINES), state(lines=LINES))
        )
        for code, name, district in (
            ("W0001", "Phường Một", "Đông"),
            ("W0002", "Phường <b>Hai</b>", "Tây"),
        )
    ]
    for feed in made:
        (folder / f"{feed['code']}.json").write_text(json.dumps({"at": AT} | feed), encoding="utf-8")
    (folder / "city.json").write_text(json.dumps({"at": AT} | city_feed(made)), encoding="utf-8")
    return folder


@pytest.fixture
def phone(tmp_path: Path, feeds: Path, conninfo: str, clock: SetClock) -> FlaskClient:
    settings = CitySettings(data=tmp_path / "data", feeds=feeds, database=conninfo)
    return city_app(settings, PUBLIC, clock).test_client()


@pytest.fixture
def centres(conninfo: str) -> Iterator[Centres]:
    opened = Centres(conninfo)
    yield opened
    opened.close()


def test_a_thing_said_in_plain_words_leads_to_its_field(phone: FlaskClient) -> None:
    page = phone.get("/?q=giay khai sinh").get_data(as_text=True)
    assert 'href="/?field=HT"' in page
    assert "Chưa tìm thấy" not in page
    assert "Chưa tìm thấy" in phone.get("/?q=xyzzy").get_data(as_text=True)
    assert search("sao y chứng thực")[0].field == "CT"


def test_a_district_narrows_the_list(phone: FlaskClient) -> None:
    page = phone.get("/?field=CT&district=Đông").get_data(as_text=True)
    assert 'data-centre="W0001"' in page
    assert 'data-centre="W0002"' not in page


def test_names_are_shown_as_they_are_written(phone: FlaskClient) -> None:
    page = phone.get("/?field=CT").get_data(as_text=True)
    assert "Phường &lt;b&gt;Hai" in page
    assert "<b>Hai" not in page


@pytest.mark.parametrize(
    "path", ["/?field=NO", "/?field=%00", "/?district=x", "/?q=" + "x" * 5000, "/?q=%ff%fe"]
)
def test_nonsense_is_answered_with_the_page(phone: FlaskClient, path: str) -> None:
    assert phone.get(path).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/c/W9999",
        "/c/city",
        "/c/..%2fcity",
        "/c/W0001%00",
        "/t/W9999/A012-20261129",
        "/t/W0001/A012-20261399",
        "/t/W0001/a012-20261129",
        "/t/W0001/nonsense",
    ],
)
def test_what_leads_nowhere_says_what_to_do(phone: FlaskClient, path: str) -> None:
    answer = phone.get(path)
    assert answer.status_code == 404


def test_what_is_no_centre_says_what_to_do(phone: FlaskClient) -> None:
    assert "quét lại mã" in phone.get("/c/W9999").get_data(as_text=True)


QUIET = {
    "weekdays": [1, 3],
    "hours": [{"hour": 8, "waits_s": [1500, None]}, {"hour": 10, "waits_s": [-1, 240]}],
}


def with_quiet(feeds: Path, said: object) -> None:
    file = feeds / "W0001.json"
    known = KnownCentre(
        "W0001", "Phường Một", "Đông", AT, False, 1, False, shown(lines=LINES), state(lines=LINES), said
    )
    file.write_text(json.dumps({"at": AT} | centre_feed(known)), encoding="utf-8")


def test_a_centre_says_when_it_is_quiet(phone: FlaskClient, feeds: Path) -> None:
    assert "Giờ vắng" not in phone.get("/c/W0001").text
    with_quiet(feeds, QUIET)
    page = phone.get("/c/W0001").text
    assert "Vắng nhất: sáng thứ Tư 10–11 giờ, thường chờ khoảng 4 phút." in page
    assert "Đông nhất: sáng thứ Hai 8–9 giờ, thường chờ khoảng 25 phút." in page
    cells = re.findall(r'<td data-level="(\w+)"><span aria-hidden="true">(.*?)</span>', page)
    assert cells == [("busy", "25"), ("few", "–"), ("closed", ""), ("quiet", "4")]
    assert "Quietest: Wednesday morning" in phone.get("/c/W0001?lang=en").text


@pytest.mark.parametrize(
    "said", [None, {}, {"weekdays": [1], "hours": [{"hour": 8, "waits_s": [None]}]}, {"weekdays": ["x"]}]
)
def test_where_no_hour_is_known_nothing_is_said_of_it(phone: FlaskClient, feeds: Path, said: object) -> None:
    with_quiet(feeds, said)
    assert "Giờ vắng" not in phone.get("/c/W0001").text


def test_the_page_of_a_centre_stays_light_with_its_quiet_hours(phone: FlaskClient, feeds: Path) -> None:
    def weighs(path: str) -> int:
        return len(gzip.compress(phone.get(path).data))

    before = weighs("/c/W0001")
    week = [{"hour": hour, "waits_s": [hour * 67 + day * 71 for day in range(7)]} for hour in range(7, 18)]
    with_quiet(feeds, {"weekdays": list(range(1, 8)), "hours": week})
    assert weighs("/c/W0001") - before < MOST_MORE_BYTES
    assert weighs("/static/quiet/table.css") < MOST_MORE_BYTES


def test_only_the_page_of_places_may_ask_where_the_phone_is(phone: FlaskClient) -> None:
    allowed = {
        path: "geolocation=(self)" in phone.get(path).headers["Permissions-Policy"]
        for path in ("/", "/c/W0001", "/t/W0001/A012-20261129", "/static/tokens.css", "/healthz")
    }
    assert allowed == {path: path == "/" for path in allowed}


def test_the_page_of_a_number_is_the_same_for_every_number(phone: FlaskClient) -> None:
    first, second = (phone.get(f"/t/W0001/{slip}-20261129").data for slip in ("A012", "B777"))
    assert first == second


@pytest.mark.parametrize(
    ("said", "number"), [("a12", "A012"), ("A012", "A012"), (" b 3 ", "B003"), ("la001", "LA001")]
)
def test_a_number_is_found_as_people_type_it(phone: FlaskClient, said: str, number: str) -> None:
    assert phone.get("/c/W0001", query_string={"number": said}).location == f"/t/W0001/{number}-20261123"


@pytest.mark.parametrize("said", ["12", "Z12", "A", "'; DROP TABLE", "A" * 80])
def test_what_is_no_number_of_the_hall_is_said_so(phone: FlaskClient, said: str) -> None:
    answer = phone.get("/c/W0001", query_string={"number": said})
    assert answer.status_code == 200
    assert 'role="alert"' in answer.get_data(as_text=True)


def test_the_code_on_a_slip_leads_to_its_number(phone: FlaskClient, centres: Centres) -> None:
    centres.give("W0001", 1207, "A", 44)
    assert phone.get(f"/t/W0001/{code_of(1207)}").location == "/t/W0001/A044-20261129"
    assert phone.get(f"/t/W0001/{code_of(1208)}").status_code == 404
    assert phone.get(f"/t/W0002/{code_of(1207)}").status_code == 404


def test_slips_are_read_and_written_alike() -> None:
    slip = slips.slip_of("A012-20261129")
    assert slip == slips.Slip("A012", date(2026, 11, 29))
    assert slip.name == "A012-20261129"


@pytest.mark.parametrize("body", ["", "{", "[]", "null", "\x00"])
def test_a_file_that_makes_no_sense_is_no_page(phone: FlaskClient, feeds: Path, body: str) -> None:
    for name in ("W0001", "city"):
        (feeds / f"{name}.json").write_text(body, encoding="utf-8")
    for path in ("/", "/c/W0001", "/t/W0001/A012-20261129"):
        assert phone.get(path).status_code == 503


def test_before_the_first_file_the_page_says_so(phone: FlaskClient, feeds: Path) -> None:
    (feeds / "city.json").unlink()
    answer = phone.get("/?field=CT")
    assert answer.status_code == 503
    assert "Chưa có số liệu của thành phố" in answer.get_data(as_text=True)
