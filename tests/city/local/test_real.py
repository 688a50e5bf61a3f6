"""A real centre of a demo's city: begun, joined once, and one that was ended while it began is begun anew."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from server.city.local import real
from server.city.local.children import module
from server.city.local.real import NotJoined, RealCentre
from tests.support.ports import free_port

CENTRE = """
import http.server, pathlib, sys
data, port = pathlib.Path(sys.argv[1]), int(sys.argv[2])
if data.exists() and not (data / "demo.json").exists():
    sys.exit("half done")
data.mkdir(exist_ok=True)
(data / "demo.json").write_text("{}")
class Ready(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path == "/readyz" else 404)
        self.end_headers()
http.server.HTTPServer(("127.0.0.1", port), Ready).serve_forever()
"""
LINK = """
import pathlib, sys
code, data = sys.argv[sys.argv.index("--code") + 1], sys.argv[sys.argv.index("--data") + 1]
if code != "GOOD-CODE-22":
    sys.exit("The city knows no such code.")
(pathlib.Path(data) / "city.json").write_text(sys.argv[sys.argv.index("--city") + 1])
"""


@pytest.fixture
def centre(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[RealCentre]:
    """A stand-in for the centre and for the command that joins it."""

    def goiso(what: str, *arguments: str) -> list[str]:
        words = dict(zip(arguments[::2], arguments[1::2], strict=False))
        if what == "link":
            return [*module("x")[:1], "-c", LINK, *arguments]
        return [*module("x")[:1], "-c", CENTRE, words["--data"], words["--port"]]

    monkeypatch.setattr(real, "goiso", goiso)
    found = RealCentre(tmp_path / "real", free_port(), busy=False)
    yield found
    found.stop()


def join(centre: RealCentre, code: str, given_up: Callable[[], bool] = lambda: False) -> None:
    centre.join("http://127.0.0.1:8100", lambda: code, given_up)


def test_it_is_begun_and_joins_once_while_it_runs(centre: RealCentre, tmp_path: Path) -> None:
    join(centre, "GOOD-CODE-22")
    assert (tmp_path / "real/data/city.json").read_text() == "http://127.0.0.1:8100"
    assert centre.alive()
    join(centre, "asked for no second time")
    centre.start()
    assert centre.alive()


def test_why_it_could_not_join_is_told_in_the_commands_words(centre: RealCentre) -> None:
    with pytest.raises(NotJoined, match="knows no such code"):
        join(centre, "BAD")
    assert centre.alive()
    join(centre, "GOOD-CODE-22")


def test_one_that_was_ended_while_it_began_begins_anew(centre: RealCentre, tmp_path: Path) -> None:
    (tmp_path / "real/data").mkdir()
    (tmp_path / "real/data/goiso.db").write_bytes(b"half done")
    join(centre, "GOOD-CODE-22")
    assert not (tmp_path / "real/data/goiso.db").exists()


def test_whoever_stops_the_demo_meanwhile_does_not_wait(centre: RealCentre) -> None:
    with pytest.raises(NotJoined, match="did not answer"):
        join(centre, "GOOD-CODE-22", given_up=lambda: True)
