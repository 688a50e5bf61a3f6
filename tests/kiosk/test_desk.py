"""Take a number: commit, then print, then report; one slip a ticket."""

from typing import Any

import pytest

from kiosk.desk import Desk, Ticket
from kiosk.outcome import Outcome, Reason, failed, printed
from kiosk.printers.virtual import Fault, VirtualPrinter
from kiosk.printing import Job, PrintQueue
from kiosk.slip import Slip
from kiosk.words import Language
from tests.support.slips import a_slip

TICKET = {"id": 17, "number": "A012", "print": "printing"}


class FakeIssuer:
    """Gives out one ticket, or raises."""

    def __init__(self, happened: list[str]) -> None:
        self.happened = happened
        self.ticket: dict[str, Any] = dict(TICKET)
        self.refusal: Exception | None = None
        self.new = True

    def issue(self, request: dict[str, Any]) -> tuple[dict[str, Any], bool]:
        if self.refusal:
            raise self.refusal
        self.happened.append(f"committed {request['field']}")
        new, self.new = self.new, False
        return self.ticket, new


class FakePrinting:
    """Notes the jobs."""

    def __init__(self, happened: list[str]) -> None:
        self.happened = happened
        self.jobs: list[Job] = []

    def submit(self, job: Job) -> None:
        self.happened.append("printing")
        self.jobs.append(job)


def slip_of(ticket: Ticket, language: Language) -> Slip:
    """Make a ticket's slip."""
    return a_slip(number=ticket["number"], language=language)


@pytest.fixture
def happened() -> list[str]:
    """What happened, in order."""
    return []


@pytest.fixture
def issuer(happened: list[str]) -> FakeIssuer:
    """Who gives numbers."""
    return FakeIssuer(happened)


@pytest.fixture
def printing(happened: list[str]) -> FakePrinting:
    """Where slips go."""
    return FakePrinting(happened)


def test_it_prints_after_the_number_is_safe(
    issuer: FakeIssuer, printing: FakePrinting, happened: list[str]
) -> None:
    """A slip for a number that is then lost would send somebody home angry."""
    ticket = Desk(issuer.issue, printing, slip_of).take({"field": "CT"}, "en")
    assert happened == ["committed CT", "printing"]
    assert ticket == TICKET
    [job] = printing.jobs
    assert job.ticket == 17
    assert job.slip() == a_slip(number="A012", language="en")


def test_a_refused_number_prints_nothing(issuer: FakeIssuer, printing: FakePrinting) -> None:
    """The refusal is handed on."""
    issuer.refusal = RuntimeError("closed")
    with pytest.raises(RuntimeError, match="closed"):
        Desk(issuer.issue, printing, slip_of).take({"field": "CT"})
    assert not printing.jobs


def test_a_double_tap_gets_one_slip(issuer: FakeIssuer, printing: FakePrinting) -> None:
    """The issuer gives the same ticket for the same key, and says that it is not new."""
    desk = Desk(issuer.issue, printing, slip_of)
    assert desk.take({"field": "CT"}) == desk.take({"field": "CT"})
    assert len(printing.jobs) == 1


@pytest.mark.parametrize(
    ("fault", "outcome"), [(Fault.NONE, printed()), (Fault.PAPER_OUT, failed(Reason.OUT_OF_PAPER))]
)
def test_the_whole_way_from_tap_to_report(issuer: FakeIssuer, fault: Fault, outcome: Outcome) -> None:
    """Desk, queue and printer together."""
    printer = VirtualPrinter(576)
    printer.fault = fault
    reports: list[tuple[int, Outcome]] = []
    queue = PrintQueue(printer, lambda ticket, result: reports.append((ticket, result)))
    Desk(issuer.issue, queue, slip_of).take({"field": "CT"})
    queue.close()
    assert reports == [(17, outcome)]
    assert [slip.label for slip in printer.slips()] == (["A012"] if fault is Fault.NONE else [])
