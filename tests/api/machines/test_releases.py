"""The release that kiosks' boxes are offered over the API, and what they tell of it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.alone.link import Link
from kiosk.alone.upstream import Gone
from kiosk.upgrade.limits import Limits
from kiosk.upgrade.release import release_of
from kiosk.upgrade.signature import Stranger, must_be_signed
from kiosk.upgrade.steps import BoxSteps
from server import __version__
from server.app import Server
from server.command.release_files import lay_out
from server.core.box_upgrades import BoxUpgrade
from server.kiosks import releases
from server.service.machines.views import device_view
from tests.support.api import Api
from tests.support.boxes import BoxClock, Kiosk
from tests.support.centre import default_settings
from tests.support.clock import SetClock
from tests.support.enrolled import Tokens
from tests.support.quick_server import quick_server
from tests.support.releases import release_in


@pytest.fixture
def server(tmp_path: Path, clock: SetClock) -> Iterator[Server]:
    """A server with a folder for a release, empty so far."""
    settings = default_settings(tmp_path / "data")
    machine = settings.server.model_copy(update={"release": tmp_path / "release"})
    running = quick_server(settings.model_copy(update={"server": machine}), clock)
    running.forecaster.close()
    yield running
    running.close()


@pytest.fixture
def folder(server: Server, tmp_path: Path) -> Path:
    """That folder, with a release of the server's own version."""
    release_in(tmp_path / "wheels", __version__)
    lay_out(tmp_path / "wheels", server.settings.server.release, __version__)
    return server.settings.server.release


@pytest.fixture
def box(server: Server, tokens: Tokens, tmp_path: Path, clock: SetClock) -> Any:
    made = Kiosk(server.app, tmp_path / "box", tokens.kiosk, BoxClock(clock))
    made.look()
    yield made
    made.agent.close()


def steps(box: Kiosk, folder: Path) -> BoxSteps:
    return BoxSteps(box.agent.link, box.cable, folder, [], Limits(room=0))


def test_a_server_without_one_says_so_and_a_box_tells_how_far_it_is(
    api: Api, box: Kiosk, server: Server, tmp_path: Path
) -> None:
    told = api.kiosk.get("/box/release").json
    assert (told["version"], told["files"]) == (__version__, [])
    assert steps(box, tmp_path).offered() is None
    box.agent.report.upgrade = lambda: {"version": "0.3.0", "state": "waiting", "why": None}
    box.look()
    told = [each.upgrade for each in server.life.devices() if each.kind == "kiosk"]
    assert told == [BoxUpgrade("0.3.0", "waiting")]


def test_a_box_is_offered_it_signed_and_fetches_it_in_pieces(
    api: Api, box: Kiosk, folder: Path, tmp_path: Path
) -> None:
    offered = steps(box, tmp_path).offered()
    assert offered is not None
    assert offered.version == __version__
    steps(box, tmp_path).fetch(offered, tmp_path / "fetched")
    for file in offered.files:
        assert (tmp_path / "fetched" / file.name).read_bytes() == (folder / file.name).read_bytes()
    told = api.kiosk.get("/box/release").json
    memory, signed = box.agent.memory, (told["key"], told["signature"])
    must_be_signed(memory, "token", *signed, release_of(told).text())
    told["files"][0]["sha256"] = "0" * 64
    with pytest.raises(Stranger):
        must_be_signed(memory, "token", *signed, release_of(told).text())


def test_no_file_but_those_of_the_release_is_given(api: Api, folder: Path) -> None:
    (folder / "other-1-py3-none-any.whl").touch()
    for name in ("release.json", "other-1-py3-none-any.whl", "..%2F..%2Fdata%2Fgoiso.db", "none.whl"):
        assert api.kiosk.get(f"/box/release/{name}").status_code == 404
    gone = next(folder.glob("pip*"))
    gone.unlink()
    assert api.kiosk.get(f"/box/release/{gone.name}").status_code == 404


def test_one_of_another_version_or_damaged_is_none(api: Api, folder: Path) -> None:
    told = json.loads((folder / releases.TELLS).read_text())
    for written in ("", "{}", '{"version": "9.9.9", "files": []}', json.dumps(told | {"version": "9.9.9"})):
        (folder / releases.TELLS).write_text(written)
        assert api.kiosk.get("/box/release").json["files"] == []
    (folder / releases.TELLS).write_text(json.dumps(told))
    assert api.kiosk.get("/box/release").json["files"] == told["files"]


def test_a_server_of_an_earlier_version_offers_nothing(box: Kiosk, tmp_path: Path) -> None:
    link: Link = box.agent.link
    missing = box.cable.ask("GET", "/api/v1/no/such/route", [], None, 1)
    box.cable.instead = missing
    assert steps(box, tmp_path).offered() is None
    link.up = False
    box.cable.cut = True
    assert steps(box, tmp_path).offered() is None
    link.up = True
    with pytest.raises(Gone):
        steps(box, tmp_path).offered()


def test_the_manager_and_the_doctor_hear_why_a_box_did_not_take_it(api: Api, server: Server) -> None:
    told = {"version": "0.3.0", "state": "failed", "why": "rehearsal"}
    body = {"clock_ahead_s": 0, "printer": None, "upgrade": told}
    api.kiosk.post("/box", body, **{"X-Goiso-Box": "0.1.0"})
    (kiosk,) = [each for each in server.life.devices() if each.kind == "kiosk"]
    view = device_view(server.context, kiosk)["upgrade"]
    said = "Could not take version 0.3.0: the new version did not work in its rehearsal."
    assert (view["state"], view["text"]["en"]) == ("failed", said)
    found = {each["code"]: each for each in api.admin.get("/doctor").json["items"]}
    assert said in str(found["box_not_upgraded"])
    assert "box_old" not in found
