"""Numbers and their slips from the server: what is queued, for whom, and what its end is called."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.outcome import PrintEnd
from kiosk.printing import Job, PrintQueue
from server.app import Server
from server.config import PrinterPart
from server.core.model import Channel, PrintState
from server.core.refusal import Refusal
from server.kiosks.printing import STATES
from server.service.queue.tickets import NumberRequest
from tests.support.centre import default_settings
from tests.support.clock import SetClock
from tests.support.quick_server import quick_server


@pytest.fixture
def server(tmp_path: Path, clock: SetClock) -> Iterator[Server]:
    running = quick_server(default_settings(tmp_path / "data", printer=PrinterPart(url="virtual:")), clock)
    yield running
    running.close()


@pytest.fixture
def jobs(monkeypatch: pytest.MonkeyPatch) -> list[Job]:
    """What the print queue is given."""
    given: list[Job] = []
    monkeypatch.setattr(PrintQueue, "submit", lambda _, job: given.append(job))
    return given


def test_every_end_of_a_job_is_a_state_of_its_slip_under_the_same_name() -> None:
    assert set(STATES) == set(PrintEnd)
    assert set(STATES.values()) == set(PrintState) - {PrintState.PRINTING}
    assert {end.value for end in STATES} == {state.value for state in STATES.values()}
    assert all(end.value == state.value for end, state in STATES.items())


def test_the_slip_of_a_number_is_queued_in_its_persons_language(server: Server, jobs: list[Job]) -> None:
    wanted = NumberRequest("CT", channel=Channel.KIOSK)
    ticket = server.printing.take(wanted, "kiosk:1", language="en")
    slip = jobs[0].slip()
    assert (jobs[0].ticket, slip.number, slip.language) == (ticket["id"], ticket["number"], "en")


def test_a_number_that_is_refused_queues_no_slip(server: Server, jobs: list[Job]) -> None:
    with pytest.raises(Refusal, match="unknown_field"):
        server.printing.take(NumberRequest("ZZ", channel=Channel.KIOSK), "kiosk:1")
    assert jobs == []
