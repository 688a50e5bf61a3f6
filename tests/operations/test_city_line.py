"""A running centre joins a city and leaves it, and one that belongs to none runs nothing of the line."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.app import Server
from server.link.joined import read
from tests.support.api import Api
from tests.support.fake_city import FakeCity
from tests.support.linked import all_is_there, join
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
    line.leave("admin:binh")
    assert line.now() is None
    assert read(data) is None
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
    from dataclasses import replace

    from server.link.joined import keep

    data = server.settings.server.data
    joined = join(city, server.context, data)
    keep(data, replace(joined, token="cd" * 32))
    server.watches.city.look()
    until(lambda: (now := server.watches.city.now()) is not None and now.trouble is not None)
    keep(data, joined)
    server.watches.city.look()
    all_is_there(server.context, city)
