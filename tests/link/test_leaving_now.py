"""Nothing leaves the centre beside its journal that is not listed, and all that is listed is told."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from server.core.link.allowed_now import LEAVES_NOW, leaving_now
from server.link.answer import answer
from server.link.conversation import Sources
from server.link.health import MachinesHealth
from server.link.quiet import quiet
from server.link.shown import Shown
from server.service.context import Context
from server.service.machines.now import DeviceNow
from server.service.settings.begun import begin_settings
from tests.support.centre import default_settings
from tests.support.fake_city import FakeCity
from tests.support.linked import all_is_there, linked
from tests.support.waiting import until

REQUEST = {"id": "r-1", "kind": "number", "field": "CT", "procedure": None, "left_s": 60.0, "language": "en"}
KIOSK = {"n", "state", "printer", "paper"}


@pytest.fixture
def context(context: Context) -> Context:
    """With settings, as a real centre has."""
    context.settings.take(default_settings(Path("data")).of_centre())
    begin_settings(context)
    return context


def health(context: Context, data: Path) -> dict[str, Any]:
    kiosk = DeviceNow(4, "kiosk", "Máy của bà Hoa", None, True, None, None, False, 0)
    machines: Any = SimpleNamespace(devices=lambda: [kiosk], printers=list, screens=list, clocks_ahead=list)
    return MachinesHealth(context, data, machines).now()


def test_all_that_is_told_is_listed_and_all_that_is_listed_is_told(context: Context, tmp_path: Path) -> None:
    assert Shown(context).now().keys() == LEAVES_NOW["shown"]
    assert quiet(context).keys() == LEAVES_NOW["quiet"]
    told = health(context, tmp_path)
    assert told.keys() == LEAVES_NOW["health"]
    assert [each.keys() for each in told["kiosks"]] == [KIOSK]


def test_an_answer_holds_what_is_listed(context: Context) -> None:
    (refused,) = answer(context, [REQUEST])
    assert refused.keys() <= LEAVES_NOW["answers"]


def test_what_nobody_listed_stays_at_home(morning: Context, tmp_path: Path, city: FakeCity) -> None:
    def said() -> dict[str, Any]:
        return {"open": True, "officers": ["Nguyễn Thị Lan"]}

    def machines() -> dict[str, Any]:
        return {"uptime_s": 1, "names": ["Máy của bà Hoa"]}

    with linked(morning, tmp_path / "data", city, sources=Sources(said, machines)):
        all_is_there(morning, city)
        until(lambda: any("health" in body for body in city.bodies))
    assert {str(body["shown"]) for body in city.bodies if "shown" in body} == {str({"open": True})}
    assert {str(body["health"]) for body in city.bodies if "health" in body} == {str({"uptime_s": 1})}
    assert leaving_now("answers", {"request": "1", "officer": "lan"}) == {"request": "1"}
