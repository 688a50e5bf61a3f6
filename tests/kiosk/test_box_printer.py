"""A printer at the kiosk's own box: what becomes of its slips, and the same slip once more."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.printers.virtual import Fault, VirtualPrinter
from server.app import Server
from server.service.queue import slips
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
