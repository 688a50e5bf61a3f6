"""A printer at the kiosk's own box: what becomes of its slips, and the same slip once more."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk import printing
from kiosk.printers.virtual import Fault, VirtualPrinter
from kiosk.slip import Slip, Width
from server.app import Server
from server.service.queue import slips
from tests.support.api import Api
from tests.support.boxes import BoxClock, Kiosk
from tests.support.clock import SetClock
from tests.support.enrolled import Tokens
from tests.support.waiting import PATIENCE_S, until


@pytest.fixture
def printer() -> VirtualPrinter:
    return VirtualPrinter(576, slow_s=PATIENCE_S)


@pytest.fixture
def kiosk(
    server: Server, tokens: Tokens, tmp_path: Path, clock: SetClock, printer: VirtualPrinter
) -> Iterator[Kiosk]:
    made = Kiosk(server.app, tmp_path / "box", tokens.kiosk, BoxClock(clock), printer)
    made.look()
    yield made
    printer.fault = Fault.NONE
    made.agent.close()


def in_doubt(server: Server) -> list[tuple[str, str | None]]:
    """The manager's list of slips that failed or are unknown."""
    return [(ticket.number, ticket.print) for ticket in slips.unprinted(server.context)]


def state(kiosk: Kiosk, ticket: int) -> str:
    told: str = kiosk.get(f"/api/v1/tickets/{ticket}").json["print"]
    return told


def again(kiosk: Kiosk, ticket: int, key: str = "again") -> Any:
    """The person asks for the slip once more."""
    headers = {
        "Authorization": f"Bearer {kiosk.token}",
        "Accept-Language": "en",
        "Idempotency-Key": f"{key}-{ticket}",
    }
    return kiosk.agent.app.test_client().post(f"/api/v1/tickets/{ticket}/print", json={}, headers=headers)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Of each slip that is printed, whether it bears the mark of a reprint."""
    marked: list[bool] = []
    drawn = printing.render

    def note(slip: Slip, width: Width) -> Any:
        marked.append(slip.reprint)
        return drawn(slip, width)

    monkeypatch.setattr(printing, "render", note)
    return marked


def test_a_slip_that_surely_did_not_come_is_printed_at_a_touch_and_another_one_is_marked(
    kiosk: Kiosk, printer: VirtualPrinter, made: list[bool]
) -> None:
    printer.fault = Fault.PAPER_OUT
    ticket = kiosk.touch().json
    until(lambda: state(kiosk, ticket["id"]) == "failed")
    for key, fault, end in (
        ("1", Fault.CUT, "unknown"),
        ("2", Fault.PAPER_OUT, "failed"),
        ("3", Fault.NONE, "printed"),
    ):
        printer.fault = fault
        answer = again(kiosk, ticket["id"], key)
        assert (answer.status_code, answer.json["number"]) == (200, ticket["number"])
        until(lambda end=end: state(kiosk, ticket["id"]) == end)
    assert made == [False, False, True, True]


def test_a_slip_is_printed_once_more_also_when_the_server_is_gone_and_once_for_a_repeated_touch(
    kiosk: Kiosk, printer: VirtualPrinter
) -> None:
    printer.fault = Fault.CUT
    ticket = kiosk.touch().json
    until(lambda: state(kiosk, ticket["id"]) == "unknown")
    kiosk.cable.cut, printer.fault = True, Fault.SLOW
    assert again(kiosk, ticket["id"]).status_code == 200
    assert again(kiosk, ticket["id"]).json["print"] == "printing"
    refused = again(kiosk, ticket["id"], "other")
    assert (refused.status_code, refused.json["code"]) == (409, "slip_printing")
    kiosk.cable.cut, printer.fault = False, Fault.NONE
    until(lambda: state(kiosk, ticket["id"]) == "printed")
    assert len(printer.slips()) == 2


def test_a_slip_that_this_box_did_not_print_is_asked_of_the_server(kiosk: Kiosk, api: Api) -> None:
    elsewhere = api.take()
    assert again(kiosk, elsewhere["id"]).status_code in {404, 409}
    assert kiosk.cable.asked[-1] == ("POST", f"/api/v1/tickets/{elsewhere['id']}/print")


def test_a_slip_is_printed_once_more_only_for_the_kiosks_own_page(
    kiosk: Kiosk, printer: VirtualPrinter
) -> None:
    ticket = kiosk.touch().json
    until(lambda: state(kiosk, ticket["id"]) == "printed")
    kiosk.token = "made-up"
    assert again(kiosk, ticket["id"]).status_code == 401
    assert len(printer.slips()) == 1


def test_a_slip_still_in_print_when_its_number_joins_is_in_doubt_for_the_staff(
    kiosk: Kiosk, server: Server, printer: VirtualPrinter
) -> None:
    kiosk.cable.cut, printer.fault = True, Fault.SLOW
    ticket = kiosk.touch().json
    kiosk.cable.cut = False
    kiosk.look()
    assert state(kiosk, ticket["id"]) == "printing"
    assert in_doubt(server) == [("LA001", "unknown")]
    printer.fault = Fault.NONE
    until(lambda: state(kiosk, ticket["id"]) == "printed")


def test_a_slip_cut_by_a_power_failure_is_in_doubt_and_no_longer_in_print(
    kiosk: Kiosk, server: Server
) -> None:
    kiosk.cable.cut = True
    ticket = kiosk.touch().json
    until(lambda: state(kiosk, ticket["id"]) == "printed")
    kiosk.agent.series.slip(ticket["id"], "printing")  # as the file is while the slip is on its way
    kiosk.restart("boot-2")
    assert state(kiosk, ticket["id"]) == "unknown"
    kiosk.cable.cut = False
    kiosk.look()
    assert in_doubt(server) == [("LA001", "unknown")]
