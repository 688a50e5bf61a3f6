"""Slips that a helper asks for come out of the kiosk's printer."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.printers.virtual import VirtualPrinter
from server.app import Server
from server.config import PrinterPart
from tests.support.api import Api
from tests.support.centre import default_settings
from tests.support.clock import SetClock
from tests.support.enrolled import enrol_everybody
from tests.support.quick_server import quick_server
from tests.support.waiting import until


@pytest.fixture
def printing(tmp_path: Path, clock: SetClock) -> Iterator[Server]:
    running = quick_server(default_settings(tmp_path / "data", printer=PrinterPart(url="virtual:")), clock)
    yield running
    running.close()


@pytest.fixture
def callers(printing: Server) -> Api:
    return Api(printing.app, enrol_everybody(printing.context))


def slips(server: Server) -> list[str]:
    assert isinstance(server.printing.printer, VirtualPrinter)
    return [slip.label for slip in server.printing.printer.slips()]


def test_a_helper_may_have_the_slip_printed(printing: Server, callers: Api) -> None:
    ticket = callers.helper.post("/tickets", {"field": "CT", "print": True}).json
    assert (ticket["print"], ticket["channel"]) == ("printing", "helper")
    until(lambda: callers.helper.get(f"/tickets/{ticket['id']}").json["print"] == "printed")
    assert slips(printing) == [ticket["number"]]


def test_a_repeat_prints_no_second_slip(printing: Server, callers: Api) -> None:
    wish = {"field": "CT", "print": True}
    first, again = (callers.helper.post("/tickets", wish, key="k1").json for _ in range(2))
    assert first == again
    until(lambda: callers.helper.get(f"/tickets/{first['id']}").json["print"] == "printed")
    assert slips(printing) == [first["number"]]


def test_without_asking_a_helper_gets_a_number_and_no_slip(printing: Server, callers: Api) -> None:
    assert callers.helper.post("/tickets", {"field": "CT"}).json["print"] is None
    assert callers.helper.post("/tickets", {"field": "CT", "print": False}).json["print"] is None
    assert slips(printing) == []


def test_a_kiosks_slip_is_always_printed(callers: Api) -> None:
    assert callers.kiosk.post("/tickets", {"field": "CT"}).json["print"] == "printing"


def test_where_there_is_no_printer_the_number_is_given_all_the_same(api: Api) -> None:
    answer = api.helper.post("/tickets", {"field": "CT", "print": True})
    assert (answer.status_code, answer.json["print"]) == (201, None)
