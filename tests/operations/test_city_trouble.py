"""The doctor of a centre that belongs to a city tells what is wrong with the line, over the API, on the page and beside the server."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from server.app import Server
from server.core.doctor.examine import Facts, examine
from server.core.link.now import LinkNow
from server.link.heard import kept
from server.operations.city_line import CityLine
from server.operations.doctor.city_here import CityHere, city_beside, city_facts
from tests.support.api import Api
from tests.support.clock import SetClock
from tests.support.fake_city import TOKEN, FakeCity
from tests.support.linked import all_is_there, join
from tests.support.no_machines import NoMachines
from tests.support.waiting import until


@pytest.fixture
def city() -> Iterator[FakeCity]:
    with FakeCity() as running:
        yield running


@pytest.fixture
def joined(server: Server, api: Api, city: FakeCity) -> Server:
    """A centre whose city has all that happened."""
    join(city, server.context, server.settings.server.data)
    server.watches.city.look()
    all_is_there(server.context, city)
    until(lambda: now(server).heard_at is not None)
    return server


def now(server: Server) -> LinkNow:
    found = server.watches.city.now()
    assert found is not None
    return found


def findings(api: Api) -> dict[str, dict[str, str]]:
    items = api.admin.get("/doctor").json["items"]
    return {each["code"]: each for each in items if each["code"].startswith("city")}


def cut(server: Server, city: FakeCity) -> None:
    """From now on every line to the city is cut."""
    city.take = lambda *_: "cut"  # type: ignore[method-assign]
    server.watches.city.heard([])
    until(lambda: now(server).trouble is not None)


def figures(server: Server) -> dict[str, float]:
    """What `/metrics` says of the line."""
    text = server.app.test_client().get("/metrics").text
    rows = (row.split() for row in text.splitlines() if row.startswith("goiso_city"))
    return {name: float(value) for name, value in rows}


def test_figures_tell_of_the_line_where_there_is_one(
    server: Server, api: Api, city: FakeCity, request: pytest.FixtureRequest
) -> None:
    assert figures(server) == {}
    request.getfixturevalue("joined")
    until(lambda: now(server).to_send == 0)
    heard = now(server).heard_at
    assert heard is not None
    assert figures(server) == {
        "goiso_city_silent": 0,
        "goiso_city_last_answer_timestamp_seconds": heard / 1000,
        "goiso_city_rows_to_send": 0,
    }
    cut(server, city)
    api.take()
    told = figures(server)
    assert told["goiso_city_silent"] == 1
    assert told["goiso_city_rows_to_send"] > 0


def test_a_line_that_is_well_has_no_finding(joined: Server, api: Api) -> None:
    assert findings(api) == {}


def test_a_city_that_does_not_answer_is_told_after_an_hour_and_after_a_day(
    joined: Server, api: Api, city: FakeCity, clock: SetClock
) -> None:
    cut(joined, city)
    clock.forward(minutes=30)
    assert findings(api) == {}
    clock.forward(minutes=31)
    found = findings(api)
    assert (found.keys(), found["city_silent"]["severity"]) == ({"city_silent"}, "soon")
    assert found["city_silent"]["text"]["en"] == (
        "The city has taken nothing since 08:00 23/11. The city cannot be reached."
    )
    assert "mở địa chỉ của thành phố bằng trình duyệt" in found["city_silent"]["action"]["vi"]
    clock.forward(hours=23)
    assert {code: each["severity"] for code, each in findings(api).items()} == {"city_silent_long": "urgent"}


def test_another_trouble_of_the_same_silence_begins_no_new_hour(
    joined: Server, city: FakeCity, clock: SetClock
) -> None:
    cut(joined, city)
    before = now(joined).trouble
    assert before is not None
    clock.forward(minutes=50)
    city.take = lambda *_: (503, {"code": "later"}, {})  # type: ignore[method-assign]
    until(lambda: (found := now(joined).trouble) is not None and found.code == "later")
    after = now(joined).trouble
    assert after is not None
    assert after.since == before.since


def test_a_token_that_was_refused_is_told_at_once(joined: Server, api: Api, city: FakeCity) -> None:
    city.tokens.clear()
    until(lambda: now(joined).trouble is not None)
    found = findings(api)["city_stopped"]
    assert found["severity"] == "urgent"
    assert found["action"]["en"].startswith(
        "Ask the city for a new code, then on this machine run: goiso link"
    )


def test_a_clock_that_the_city_finds_wrong_is_told(joined: Server, api: Api, city: FakeCity) -> None:
    city.skew_ms = 600_000
    until(lambda: now(joined).clock_ahead_ms == -600_000)
    told = findings(api)["city_clock_apart"]
    assert (
        told["text"]["en"]
        == "The server's clock says 08:00 23/11/2026, while the city's says 07:50 23/11/2026."
    )
    city.skew_ms = 900
    until(lambda: now(joined).clock_ahead_ms == -900)
    assert findings(api) == {}


def test_a_catalogue_that_cannot_be_used_is_told_with_its_reason(
    joined: Server, api: Api, city: FakeCity
) -> None:
    city.catalogue = b"name\nx\n"
    until(lambda: (found := now(joined).catalogue) is not None and found.state == "refused")
    found = findings(api)["city_catalogue_refused"]
    assert found["text"]["vi"].startswith("Danh mục bản 42 của thành phố không dùng được ở đây:")
    assert "thiếu cột" in found["text"]["vi"]
    assert "column" in found["text"]["en"]


def test_a_restart_knows_when_the_city_was_last_heard(
    joined: Server, city: FakeCity, clock: SetClock
) -> None:
    heard_at = now(joined).heard_at
    joined.watches.city.close()
    clock.forward(days=3)
    city.take = lambda *_: "cut"  # type: ignore[method-assign]
    with closing(CityLine(joined.context, joined.settings.server.data, NoMachines(), 10_000.0)) as started:
        started.look()
        found = started.now()
        assert found is not None
        assert found.heard_at == heard_at


def test_what_is_kept_is_private_and_bears_no_token(joined: Server) -> None:
    file = joined.settings.server.data / "city-heard.part"
    assert file.stat().st_mode & 0o077 == 0
    assert TOKEN not in file.read_text(encoding="utf-8")
    for text in ("{", "[]", "{}", '{"trouble": 1}'):
        file.write_text(text, encoding="utf-8")
        assert kept(file.parent) is None


def test_beside_the_server_it_is_told_from_what_is_kept(
    joined: Server, city: FakeCity, clock: SetClock
) -> None:
    data = joined.settings.server.data
    city.tokens.clear()
    until(lambda: (found := kept(data)) is not None and found.trouble is not None)
    with closing(sqlite3.connect(data / "goiso.db")) as connection:
        here = city_beside(connection, data, running=True)
        assert here.link is not None
        facts = city_facts(here, clock(), joined.context.centre.local)
        assert [each.kind.code for each in examine(Facts(city=facts))] == ["city_stopped"]
        assert city_beside(connection, data, running=False) == CityHere(), (
            "a stopped server sends nothing anyway"
        )
        (data / "city.json").unlink()
        lost = city_beside(connection, data, running=False).lost
    assert lost is not None
    assert lost.url == city.url
