"""A running centre joins a city and leaves it, and one that belongs to none runs nothing of the line."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from server.app import Server
from server.link.joined import Ended, forget, keep, read
from server.operations.city_line import CityLine
from server.operations.doctor.city_here import CityHere
from server.store import doctor
from tests.support.api import Api
from tests.support.fake_city import TOKEN, FakeCity
from tests.support.linked import all_is_there, join
from tests.support.no_machines import NoMachines
from tests.support.program import ROOT
from tests.support.waiting import until

_ALONE = """
import sys
from pathlib import Path
from tests.support.centre import default_settings
from tests.support.clock import SetClock
from tests.support.quick_server import quick_server
from tests.support.api import Api
from tests.support.enrolled import enrol_everybody

server = quick_server(default_settings(Path(sys.argv[1])), SetClock())
api = Api(server.app, enrol_everybody(server.context))
api.take()
server.watches.city.look()
assert not [each for each in server.watches.doctor.look() if each.kind.code.startswith("city")]
assert api.admin.get("/doctor").status_code == 200
print(server.watches.city.now(), [name for name in sys.modules if name.startswith("server.link")])
server.close()
"""


@pytest.fixture
def city() -> Iterator[FakeCity]:
    with FakeCity() as running:
        yield running


def test_a_centre_of_no_city_imports_nothing_of_the_line(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _ALONE, str(tmp_path / "data")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.splitlines()[-1] == "None []", done.stderr


@pytest.fixture
def line(server: Server) -> Iterator[CityLine]:
    """One that looks only when it is told to, as after a start; the server's own has not looked yet."""
    with closing(CityLine(server.context, server.settings.server.data, NoMachines(), 10_000.0)) as opened:
        yield opened


def told(api: Api) -> list[tuple[str, str, str]]:
    """What the journal says of the city: the type, the actor and the machine's user of each row."""
    items = api.admin.get("/journal?limit=1000").json["items"]
    return [
        (each["type"], each["actor"], each["data"]["by"]) for each in items if each["type"].startswith("city")
    ]


def test_it_joins_while_it_runs_tells_how_it_is_and_leaves(server: Server, api: Api, city: FakeCity) -> None:
    line, data = server.watches.city, server.settings.server.data
    assert line.now() is None
    join(city, server.context, data)
    line.look()
    api.take()
    api.at_work().post("/counters/1/call", key="k1")
    all_is_there(server.context, city)
    until(lambda: any("health" in body for body in city.bodies))
    until(lambda: any(body.get("shown", {}).get("lines", {}).get("CT") == [] for body in city.bodies))
    health = next(body["health"] for body in city.bodies if "health" in body)
    assert health["kiosks"] == [{"n": 1, "state": "silent", "printer": "unknown", "paper": "unknown"}]
    assert health["screens"] == {"on": 0, "silent": 1}
    assert health["disk_free_mb"] > 0
    now = line.now()
    assert now is not None
    assert (now.centre, now.trouble) == ("W0001", None)
    assert told(api) == [("city_joined", "system", "test")]
    line.leave("admin:binh")
    assert line.now() is None
    assert read(data) is None
    assert told(api) == [("city_joined", "system", "test"), ("city_left", "admin:binh", "")]
    assert TOKEN not in api.admin.get("/journal?limit=1000").text
    asked = len(city.asked)
    api.take()
    server.watches.city.look()
    assert len(city.asked) == asked


def test_a_file_that_cannot_be_read_keeps_nobody_from_working(server: Server, api: Api) -> None:
    file = server.settings.server.data / "city.json"
    for text in ("{", "[]", '{"url": 1}', "null"):
        file.write_text(text, encoding="utf-8")
        server.watches.city.look()
        assert server.watches.city.now() is None
    api.take()


def test_a_new_token_takes_the_place_of_the_old_one(server: Server, api: Api, city: FakeCity) -> None:
    data = server.settings.server.data
    joined = join(city, server.context, data)
    server.watches.city.look()
    keep(data, replace(joined, token="cd" * 32))
    server.watches.city.look()
    until(lambda: (now := server.watches.city.now()) is not None and now.trouble is not None)
    keep(data, replace(joined, at=2))
    server.watches.city.look()
    all_is_there(server.context, city)
    assert [each[0] for each in told(api)] == ["city_joined", "city_joined"], "once for each joining"


def test_what_a_stopped_server_could_not_write_is_written_at_its_start(
    server: Server, api: Api, line: CityLine, city: FakeCity
) -> None:
    data = server.settings.server.data
    server.watches.city.close()
    join(city, server.context, data)
    line.look()
    line.look()
    assert told(api) == [("city_joined", "system", "test")]
    line.close()
    forget(data, Ended("system", "goiso"))
    with closing(CityLine(server.context, data, NoMachines(), 10_000.0)) as started:
        started.look()
        started.look()
    assert told(api) == [("city_joined", "system", "test"), ("city_left", "system", "goiso")]
    with server.context.store.read() as connection:
        assert list(doctor.examine(connection)) == []


def test_a_centre_begun_anew_beside_an_old_token_has_not_joined(
    server: Server, api: Api, city: FakeCity
) -> None:
    data = server.settings.server.data
    keep(data, replace(join(city, server.context, data), journal="another"))
    server.watches.city.look()
    assert told(api) == []


def test_a_token_that_is_gone_is_lost_until_somebody_ends_it(
    server: Server, api: Api, city: FakeCity
) -> None:
    line, data = server.watches.city, server.settings.server.data
    join(city, server.context, data)
    line.look()
    assert line.here().lost is None
    (data / "city.json").unlink()
    line.look()
    lost = line.here().lost
    assert lost is not None
    assert (lost.url, lost.centre) == (city.url, "W0001")
    (data / "city.json").write_text("{", encoding="utf-8")
    line.look()
    assert line.here().lost == lost, "one that cannot be read is as good as none"
    line.leave("admin:binh")
    assert line.here() == CityHere()
    assert told(api)[-1] == ("city_left", "admin:binh", "")


def test_leaving_is_done_at_once_and_written_once_the_disk_takes_it(
    server: Server, api: Api, city: FakeCity
) -> None:
    line, data = server.watches.city, server.settings.server.data
    join(city, server.context, data)
    line.look()
    with sqlite3.connect(data / "goiso.db") as beside:
        beside.execute("CREATE TRIGGER full BEFORE INSERT ON journal BEGIN SELECT RAISE(ABORT, 'full'); END")
    line.leave("admin:binh")
    assert (line.now(), read(data)) == (None, None)
    with sqlite3.connect(data / "goiso.db") as beside:
        beside.execute("DROP TRIGGER full")
    line.look()
    assert told(api)[-1] == ("city_left", "admin:binh", "")
