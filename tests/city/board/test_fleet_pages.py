"""The pages about the centres' machines, by a browser without scripts; and who is let in."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from server.city.board.running import board
from server.city.people import access
from server.city.people.access import needs
from server.city.people.people import Person
from server.city.roles import BOARD, city_app
from server.city.settings import CitySettings
from tests.support.city_rows import City, name_of

WHOEVER: dict[str, Person | None] = {}


@pytest.fixture
def client(
    conninfo: str, tmp_path: Path, city: City, monkeypatch: pytest.MonkeyPatch
) -> Iterator[FlaskClient]:
    app = city_app(CitySettings(database=conninfo, data=tmp_path, feeds=tmp_path), BOARD)
    monkeypatch.setattr(access, "person_here", lambda: WHOEVER["here"])
    WHOEVER["here"] = Person("thử", "Người thử", "administrator")
    yield app.test_client()
    with app.app_context():
        board().close()


@pytest.mark.parametrize("path", ["/board", "/board.json", "/fleet", "/fleet/W0001"])
def test_nobody_looks_who_has_not_signed_in(client, path):
    WHOEVER["here"] = None
    if path != "/board.json":
        answer = client.get(path, headers={"Accept": "text/html"})
        assert (answer.status_code, answer.location.partition("?")[0]) == (302, "/sign-in")
    assert client.get(path, headers={"Accept": "application/json"}).status_code == 401


def test_a_liaison_sees_the_machines_of_their_own_centres(client, city):
    city.fill(3)
    WHOEVER["here"] = Person("minh", "Lê Minh", "liaison", centres=("W0002",))
    assert re.findall(r'data-key="(W\d+)"', client.get("/fleet").text) == ["W0002"]
    assert client.get("/fleet/W0002").status_code == 200
    assert client.get("/fleet/W0001").status_code == 403


def test_a_page_cannot_ask_for_a_permission_that_there_is_not():
    with pytest.raises(ValueError, match="no permission"):
        needs("moon.reach")


def test_the_worst_comes_first_and_each_says_what_to_do(client, city):
    city.fill(4)
    city.silent(2)
    city.sick(1)
    page = client.get("/fleet").text
    assert re.findall(r'data-key="(W\d+)"', page) == ["W0002", "W0003", "W0001", "W0004"]
    assert "Máy lấy số 1 hết giấy." in page
    assert "Nhắc trung tâm thay cuộn giấy." in page
    assert "2 trong 4 trung tâm cần xem" in page
    assert "is out of paper" in client.get("/fleet?lang=en").text


def test_its_figures_are_written_as_the_language_writes_them(client, city):
    city.fill(1)
    assert {"11,7 GB"} <= set(re.findall(r"<dd>([^<]*)</dd>", client.get("/fleet").text))
    assert {"11.7 GB"} <= set(re.findall(r"<dd>([^<]*)</dd>", client.get("/fleet?lang=en").text))


def test_an_empty_city_says_how_to_begin(client):
    assert "goiso city centre add" in client.get("/fleet").text


def test_a_name_that_is_markup_stays_a_text(client, city):
    city.fill(1)
    city.set(0, name="<script>alert(1)</script>", district="<b>", health={"kiosks": [{"n": "<i>"}]})
    for path in ("/fleet", "/fleet/W0001"):
        page = client.get(path).text
        assert "<script>alert" not in page
        assert "<i>" not in page


def test_a_fork_is_seen_once_and_by_name(client, city):
    city.fill(1)
    city.forked(0)
    page = client.get("/fleet/W0001").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token
    assert client.post("/fleet/W0001/epochs/2/seen").status_code == 400
    assert client.post("/fleet/W0001/epochs/2/seen", data={"csrf_token": token[1]}).status_code == 303
    WHOEVER["here"] = Person("khác", "Người khác", "administrator")
    assert client.post("/fleet/W0001/epochs/2/seen", data={"csrf_token": token[1]}).status_code == 303
    assert city.connection.execute("SELECT seen_by FROM epoch WHERE epoch = 2").fetchone() == ("thử",)
    assert "Đã xem: thử" in client.get("/fleet/W0001").text
    assert client.post("/fleet/W0001/epochs/3/seen", data={"csrf_token": token[1]}).status_code == 404


def test_one_centres_page(client, city):
    city.fill(3)
    city.halted(2)
    page = client.get("/fleet/W0003").text
    assert name_of(2) in page
    assert "Dừng ở dòng 900, loại ticket_teleported" in page
    assert client.get("/fleet/W9999").status_code == 404


@pytest.mark.parametrize("said", ["3", '"x"', "[]", '{"kiosks": "no", "screens": [1], "disk_free_mb": "x"}'])
def test_whatever_is_kept_of_a_centre_its_pages_are_shown(client, city, said):
    city.fill(1)
    city.connection.execute("UPDATE centre SET health = %s, halted = %s", (said, said))
    assert client.get("/fleet").status_code == 200
    assert client.get("/fleet/W0001").status_code == 200
