"""Each fault of a printer, then whatever people do about it: no number comes twice on paper without the mark."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kiosk import printing, slip
from kiosk.drawing import render
from server import config
from server.app import Server
from server.http.rate_limit import limiter
from tests.support.api import Api
from tests.support.centre import default_settings
from tests.support.clock import SetClock
from tests.support.process import Process, Staff
from tests.support.quick_server import quick_server
from tests.support.tcp_printer import TcpPrinter
from tests.support.waiting import until

if TYPE_CHECKING:
    from PIL import Image

FIRST, MARKED, TORN = "first", "marked", "torn"
_TRIES = 20


class Ours:
    """Remembers every slip that was drawn, so that paper can be read: whose it is, and whether it is marked."""

    def __init__(self) -> None:
        self._drawn: dict[bytes, tuple[str, str]] = {}

    def __call__(self, wanted: slip.Slip, width: slip.Width) -> "Image.Image":
        image = render(wanted, width)
        self._drawn[image.tobytes()] = (wanted.number, MARKED if wanted.reprint else FIRST)
        return image

    def on(self, pages: "list[Image.Image]") -> Counter[tuple[str, str]]:
        """How often each slip lies there; what was torn in the middle is nobody's."""
        return Counter(self._drawn.get(page.tobytes(), ("", TORN)) for page in pages)


@dataclass
class Centre:
    """A kiosk with a printer of paper, and the staff."""

    api: Api
    paper: TcpPrinter
    ours: Ours

    def ended(self, ticket: int) -> str:
        """How the slip ended, once it has."""
        until(lambda: self._state(ticket) != "printing")
        return self._state(ticket)

    def by_hand(self, ticket: int) -> None:
        """Somebody presses until the slip is out."""
        for _ in range(_TRIES):
            assert self.api.officer.post(f"/tickets/{ticket}/print").status_code == 200
            if self.ended(ticket) == "printed":
                return
        raise AssertionError("it never came out")

    def _state(self, ticket: int) -> str:
        state: str = self.api.kiosk.get(f"/tickets/{ticket}").json["print"]
        return state


@pytest.fixture
def paper() -> Iterator[TcpPrinter]:
    with TcpPrinter() as printer:
        yield printer


@pytest.fixture
def ours(monkeypatch: pytest.MonkeyPatch) -> Ours:
    drawn = Ours()
    monkeypatch.setattr(printing, "render", drawn)
    return drawn


@pytest.fixture
def server(tmp_path: Path, clock: SetClock, paper: TcpPrinter, ours: Ours) -> Iterator[Server]:
    """The whole server; it waits 1 s for the end of a slip."""
    part = config.PrinterPart(url=f"network://127.0.0.1:{paper.port}?timeout=2&confirm=1")
    running = quick_server(default_settings(tmp_path / "data", printer=part), clock)
    running.forecaster.close()
    limiter.reset()
    yield running
    running.close()


@pytest.fixture
def hall(api: Api, paper: TcpPrinter, ours: Ours) -> Centre:
    """The centre, after its first slip came out as it should."""
    centre = Centre(api, paper, ours)
    assert centre.ended(api.take("DD")["id"]) == "printed"
    return centre


def sets(name: str, value: Any) -> Callable[[TcpPrinter], None]:
    """A fault that is one switch of the printer."""
    return lambda paper: setattr(paper, name, value)


FAULTS: dict[str, tuple[Callable[[TcpPrinter], None], str, list[str]]] = {
    "paper out before the job": (sets("out_of_paper", True), "failed", [FIRST]),
    "paper out in the middle": (sets("paper_rows", 300), "unknown", [FIRST, MARKED]),
    "cover open": (sets("cover_open", True), "failed", [FIRST]),
    "gone": (sets("offline", True), "failed", [FIRST]),
    "answers nothing": (sets("silent", True), "failed", [FIRST]),
    "answers late": (sets("delay_s", 3), "unknown", [FIRST, MARKED]),
    "power cut after the last row": (sets("forgetful", True), "unknown", [FIRST, MARKED]),
    "line cut in the middle": (sets("cut_after", 30_000), "unknown", [MARKED, TORN]),
}


def repair(paper: TcpPrinter) -> None:
    """Everything is as it should be again."""
    paper.cover_open = paper.silent = paper.forgetful = paper.offline = False
    paper.delay_s, paper.cut_after = 0, None
    paper.refill()


@pytest.mark.parametrize("fault", FAULTS)
def test_no_number_comes_twice_without_the_mark(hall: Centre, fault: str) -> None:
    break_, state, lying = FAULTS[fault]
    already = hall.ours.on(hall.paper.pages)
    break_(hall.paper)
    ticket = hall.api.take("CT")
    assert hall.ended(ticket["id"]) == state
    repair(hall.paper)
    next_one = hall.api.take("HT")
    hall.ended(next_one["id"])
    hall.by_hand(ticket["id"])
    came = hall.ours.on(hall.paper.pages) - already
    kinds = Counter({(ticket["number"] if kind != TORN else "", kind): 1 for kind in lying})
    assert Counter({which: n for which, n in came.items() if which[0] != next_one["number"]}) == kinds
    assert came[next_one["number"], FIRST] <= 1
    assert came[next_one["number"], MARKED] == 0


def test_nothing_is_printed_again_by_itself(hall: Centre) -> None:
    hall.paper.forgetful = True
    doubtful = hall.api.take("CT")
    assert hall.ended(doubtful["id"]) == "unknown"
    hall.paper.forgetful, hall.paper.out_of_paper = False, True
    failed = hall.api.take("CT")
    assert hall.ended(failed["id"]) == "failed"
    hall.paper.refill()
    while hall.ended(hall.api.take("HT")["id"]) != "printed":
        pass
    came = hall.ours.on(hall.paper.pages)
    assert (came[doubtful["number"], FIRST], came[doubtful["number"], MARKED]) == (1, 0)
    assert failed["number"] not in {number for number, _ in came}


@pytest.fixture
def process(
    tmp_path: Path, paper: TcpPrinter, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Process, Staff]]:
    """A server in a process of its own, whose power can be cut; it waits long for the printer."""
    monkeypatch.setenv("GOISO_PRINTER", f"network://127.0.0.1:{paper.port}?timeout=30&confirm=30")
    with Process(tmp_path) as running:
        staff = running.enrol(officers=1)
        running.start()
        yield running, staff


def take(process: tuple[Process, Staff]) -> dict[str, Any]:
    """A number from the kiosk."""
    status, ticket = process[0].post("/api/v1/tickets", process[1].kiosk, {"field": "CT"})
    assert status == 201, ticket
    found: dict[str, Any] = ticket
    return found


def slip_of(process: tuple[Process, Staff], ticket: dict[str, Any]) -> str:
    """What is known of a ticket's slip."""
    state: str = process[0].get(f"/api/v1/tickets/{ticket['id']}", process[1].kiosk)[1]["print"]
    return state


def cut_the_power(process: tuple[Process, Staff]) -> None:
    """Kill the server and start it again."""
    process[0].kill()
    process[0].start()


def printed_by_hand(process: tuple[Process, Staff], ticket: dict[str, Any]) -> None:
    """The officer prints a slip."""
    path = f"/api/v1/tickets/{ticket['id']}/print"
    assert process[0].post(path, process[1].officers[0].token)[0] == 200
    until(lambda: slip_of(process, ticket) == "printed")


def test_a_power_cut_between_number_and_slip_prints_nothing_by_itself(
    process: tuple[Process, Staff], paper: TcpPrinter
) -> None:
    paper.silent = True
    ticket = take(process)
    assert slip_of(process, ticket) == "printing"
    cut_the_power(process)
    paper.silent = False
    assert slip_of(process, ticket) == "unknown"
    after = take(process)
    until(lambda: slip_of(process, after) == "printed")
    [other] = paper.pages
    printed_by_hand(process, ticket)
    _, marked = paper.pages
    assert marked.height > other.height, "no mark at its top"
    assert process[0].doctor().returncode == 0


def test_a_power_cut_between_slip_and_report_prints_no_second_one_by_itself(
    process: tuple[Process, Staff], paper: TcpPrinter
) -> None:
    first = take(process)
    until(lambda: slip_of(process, first) == "printed")
    paper.forgetful = True
    ticket = take(process)
    paper.wait_for_pages(2)
    cut_the_power(process)
    paper.forgetful = False
    assert slip_of(process, ticket) == "unknown"
    after = take(process)
    until(lambda: slip_of(process, after) == "printed")
    assert len(paper.pages) == 3
    printed_by_hand(process, ticket)
    _, plain, _, marked = paper.pages
    assert marked.height > plain.height, "no mark at its top"
    assert process[0].doctor().returncode == 0
