"""Every job is printed in its turn and reported once, whatever goes wrong."""

import threading
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from kiosk.health import PrinterHealth, PrinterWatch
from kiosk.outcome import Outcome, Reason, failed, printed, unknown
from kiosk.printing import Job, PrintQueue
from kiosk.slip import Slip, Width
from kiosk.status import PrinterStatus
from tests.support.clock import SetClock
from tests.support.slips import a_slip
from tests.support.waiting import PATIENCE_S, until

if TYPE_CHECKING:
    from PIL import Image


class FakePrinter:
    """Prints what it is told to; `gate` holds it back."""

    width: Width = 384

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.gate.set()
        self.labels: list[str] = []
        self.asked = 0
        self.threads: set[int] = set()
        self.answer: Callable[[], Outcome] = printed
        self.state: Callable[[], PrinterStatus] = lambda: PrinterStatus.READY

    def print(self, image: "Image.Image", label: str = "") -> Outcome:
        assert image.width == self.width
        self.threads.add(threading.get_ident())
        self.labels.append(label)
        assert self.gate.wait(PATIENCE_S)
        return self.answer()

    def status(self) -> PrinterStatus:
        self.threads.add(threading.get_ident())
        self.asked += 1
        return self.state()


class Reports:
    """What was reported, in order."""

    def __init__(self) -> None:
        self.all: list[tuple[int, Outcome]] = []
        self._came = threading.Condition()

    def __call__(self, ticket: int, outcome: Outcome) -> None:
        with self._came:
            self.all.append((ticket, outcome))
            self._came.notify_all()

    def wait(self, count: int) -> list[tuple[int, Outcome]]:
        with self._came:
            assert self._came.wait_for(lambda: len(self.all) >= count, PATIENCE_S), self.all
            return list(self.all)


@pytest.fixture
def printer() -> FakePrinter:
    """A printer in good order."""
    return FakePrinter()


@pytest.fixture
def reports() -> Reports:
    """Who is told."""
    return Reports()


@pytest.fixture
def jobs(printer: FakePrinter, reports: Reports) -> Iterator[PrintQueue]:
    """The queue, for three waiting jobs."""
    queue = PrintQueue(printer, reports, PrinterWatch(SetClock()), room=3, patience_s=30)
    yield queue
    printer.gate.set()
    queue.close()


def job(ticket: int) -> Job:
    """Make a job whose slip bears the ticket's number."""
    return Job(ticket, lambda: a_slip(number=f"A{ticket:03}"))


def raising(error: BaseException) -> Callable[[], Outcome]:
    """Make a printer's answer that is an error."""

    def answer() -> Outcome:
        raise error

    return answer


def test_jobs_are_printed_and_reported_in_order(
    jobs: PrintQueue, printer: FakePrinter, reports: Reports
) -> None:
    """First come, first served, by one thread."""
    for ticket in (1, 2, 3):
        jobs.submit(job(ticket))
    assert reports.wait(3) == [(1, printed()), (2, printed()), (3, printed())]
    assert printer.labels == ["A001", "A002", "A003"]
    assert len(printer.threads) == 1


def test_submitting_does_not_wait_for_the_printer(
    jobs: PrintQueue, printer: FakePrinter, reports: Reports
) -> None:
    """The citizen's number is on the screen meanwhile."""
    printer.gate.clear()
    jobs.submit(job(1))
    assert not reports.all
    printer.gate.set()
    reports.wait(1)


def test_a_full_queue_fails_at_once(jobs: PrintQueue, printer: FakePrinter, reports: Reports) -> None:
    """The printer is busy; nothing was printed of the one too many."""
    printer.gate.clear()
    jobs.submit(job(1))
    until(lambda: printer.labels == ["A001"])
    for ticket in (2, 3, 4, 5):
        jobs.submit(job(ticket))
    assert reports.all == [(5, failed(Reason.PRINTER_BUSY))]
    printer.gate.set()
    assert [ticket for ticket, _ in reports.wait(5)] == [5, 1, 2, 3, 4]


@pytest.mark.parametrize("error", [RuntimeError("firmware"), SystemExit(1)])
def test_a_printer_that_raises_leaves_it_unknown_and_the_next_prints(
    jobs: PrintQueue, printer: FakePrinter, reports: Reports, error: BaseException
) -> None:
    """Exceptions never end the thread."""
    printer.answer = raising(error)
    jobs.submit(job(1))
    assert reports.wait(1) == [(1, unknown(Reason.CRASHED))]
    printer.answer = printed
    jobs.submit(job(2))
    assert reports.wait(2)[1] == (2, printed())


def test_a_slip_that_cannot_be_made_fails_and_the_next_prints(
    jobs: PrintQueue, printer: FakePrinter, reports: Reports
) -> None:
    """Nothing had been sent."""

    def no_slip() -> Slip:
        raise KeyError("CT")

    jobs.submit(Job(1, no_slip))
    jobs.submit(job(2))
    assert reports.wait(2) == [(1, failed(Reason.BAD_SLIP)), (2, printed())]
    assert printer.labels == ["A002"]


def test_an_unknown_job_is_never_sent_again(jobs: PrintQueue, printer: FakePrinter, reports: Reports) -> None:
    """Nor is it reported again."""
    printer.answer = lambda: unknown(Reason.NO_ANSWER)
    jobs.submit(job(1))
    jobs.submit(job(2))
    assert reports.wait(2) == [(1, unknown(Reason.NO_ANSWER)), (2, unknown(Reason.NO_ANSWER))]
    assert printer.labels == ["A001", "A002"]


def test_a_listener_that_raises_does_not_stop_the_printer(printer: FakePrinter) -> None:
    """It is logged."""
    seen: list[int] = []

    def report(ticket: int, _: Outcome) -> None:
        seen.append(ticket)
        raise RuntimeError("database is locked")

    queue = PrintQueue(printer, report, PrinterWatch(SetClock()))
    queue.submit(job(1))
    queue.submit(job(2))
    queue.close()
    assert seen == [1, 2]


def test_closing_prints_what_waits(printer: FakePrinter, reports: Reports) -> None:
    """And takes no more."""
    queue = PrintQueue(printer, reports, PrinterWatch(SetClock()))
    queue.submit(job(1))
    queue.submit(job(2))
    queue.close()
    queue.submit(job(3))
    assert reports.all == [(1, printed()), (2, printed()), (3, failed(Reason.STOPPED))]


def test_closing_with_a_stuck_printer_reports_every_job_once(printer: FakePrinter, reports: Reports) -> None:
    """The one in print is unknown, those that wait have failed; a late end changes nothing."""
    queue = PrintQueue(printer, reports, PrinterWatch(SetClock()))
    printer.gate.clear()
    queue.submit(job(1))
    until(lambda: printer.labels == ["A001"])
    queue.submit(job(2))
    queue.close(timeout_s=0.05)
    assert reports.all == [(1, unknown(Reason.STOPPED)), (2, failed(Reason.STOPPED))]
    printer.gate.set()
    queue.close()
    assert len(reports.all) == 2


def test_closing_twice_is_harmless(printer: FakePrinter, reports: Reports) -> None:
    """Shut-down code may run twice."""
    queue = PrintQueue(printer, reports, PrinterWatch(SetClock()))
    queue.close()
    queue.close()


def test_the_status_is_asked_once_for_many_who_look(jobs: PrintQueue, printer: FakePrinter) -> None:
    """By the printing thread alone, at most once in two seconds."""
    looking = [threading.Thread(target=jobs.status) for _ in range(20)]
    for thread in looking:
        thread.start()
    for thread in looking:
        thread.join()
    assert jobs.status() is PrinterStatus.READY
    assert printer.asked == 1
    assert len(printer.threads) == 1


def test_a_status_is_asked_anew_when_it_is_old_and_after_a_job(
    printer: FakePrinter, reports: Reports
) -> None:
    """A job that failed for want of paper shows at once."""
    queue = PrintQueue(printer, reports, PrinterWatch(SetClock(), fresh_s=3600), patience_s=30)
    assert queue.status() is PrinterStatus.READY
    printer.state = lambda: PrinterStatus.OUT_OF_PAPER
    assert queue.status() is PrinterStatus.READY
    queue.submit(job(1))
    reports.wait(1)
    assert queue.status() is PrinterStatus.OUT_OF_PAPER
    queue.close()


def test_an_old_status_is_not_given(printer: FakePrinter, reports: Reports) -> None:
    """Old is what `fresh_s` says."""
    queue = PrintQueue(printer, reports, PrinterWatch(SetClock(), fresh_s=0.01), patience_s=30)
    assert queue.status() is PrinterStatus.READY
    printer.state = lambda: PrinterStatus.OFFLINE
    time.sleep(0.02)
    assert queue.status() is PrinterStatus.OFFLINE
    queue.close()


def test_looking_at_a_printing_printer_does_not_wait(printer: FakePrinter) -> None:
    """The last known status is given, busy before there is one, and the printer is left alone."""
    jobs = PrintQueue(printer, lambda *_: None, PrinterWatch(SetClock()), patience_s=30)
    printer.gate.clear()
    jobs.submit(job(1))
    until(lambda: printer.labels == ["A001"])
    start = time.monotonic()
    assert jobs.status() is PrinterStatus.BUSY
    assert time.monotonic() - start < 20
    assert printer.asked == 0
    printer.gate.set()
    jobs.close()


def test_a_status_question_that_raises_is_an_error_and_the_next_job_prints(
    jobs: PrintQueue, printer: FakePrinter, reports: Reports
) -> None:
    """Exceptions never end the thread."""

    def broken() -> PrinterStatus:
        raise RuntimeError("driver")

    printer.state = broken
    assert jobs.status() is PrinterStatus.ERROR
    jobs.submit(job(1))
    assert reports.wait(1) == [(1, printed())]


def test_an_idle_printer_is_asked_by_itself_and_a_change_is_told(
    printer: FakePrinter, reports: Reports
) -> None:
    """So that a new roll shows though nobody prints and nobody looks."""
    told: list[PrinterStatus] = []
    known = PrinterWatch(SetClock(), lambda: told.append(known.status), poll_s=0.01)
    queue = PrintQueue(printer, reports, known)
    until(lambda: told == [PrinterStatus.READY])
    printer.state = lambda: PrinterStatus.OUT_OF_PAPER
    until(lambda: told[-1] is PrinterStatus.OUT_OF_PAPER)
    printer.state = lambda: PrinterStatus.READY
    until(lambda: told[-1] is PrinterStatus.READY)
    queue.close()
    assert len(told) == 3


def test_paper_that_ran_low_in_a_job_shows_right_after_it(printer: FakePrinter, reports: Reports) -> None:
    """The printer goes on printing; only the staff are told."""
    low = threading.Event()
    queue = PrintQueue(printer, reports, PrinterWatch(SetClock(), low.set, poll_s=3600))
    printer.state = lambda: PrinterStatus.PAPER_LOW
    queue.submit(job(1))
    assert reports.wait(1) == [(1, printed())]
    assert low.wait(PATIENCE_S)
    assert queue.health().status is PrinterStatus.PAPER_LOW
    queue.close()


def test_its_health_tells_since_when_what_waits_and_when_it_printed(
    printer: FakePrinter, reports: Reports
) -> None:
    """A failed job is no slip."""
    times = iter((1000, 2000, 3000))
    queue = PrintQueue(printer, reports, PrinterWatch(lambda: next(times), poll_s=3600), patience_s=10)
    assert queue.health() == PrinterHealth(PrinterStatus.BUSY, None, 0, None)
    assert queue.status() is PrinterStatus.READY
    printer.answer = lambda: failed(Reason.OUT_OF_PAPER)
    queue.submit(job(1))
    reports.wait(1)
    assert queue.health() == PrinterHealth(PrinterStatus.READY, 1000, 0, None)
    printer.answer = printed
    printer.gate.clear()
    queue.submit(job(2))
    queue.submit(job(3))
    until(lambda: printer.labels == ["A001", "A002"])
    assert queue.health().waiting == 2
    printer.gate.set()
    reports.wait(3)
    assert queue.health() == PrinterHealth(PrinterStatus.READY, 1000, 0, 3000)
    queue.close()


def test_one_who_hears_of_changes_and_raises_does_not_stop_the_printer(
    printer: FakePrinter, reports: Reports
) -> None:
    """It is logged."""

    def deaf() -> None:
        raise RuntimeError("no line")

    queue = PrintQueue(printer, reports, PrinterWatch(SetClock(), deaf, poll_s=0.01))
    until(lambda: queue.health().status is PrinterStatus.READY)
    queue.submit(job(1))
    assert reports.wait(1) == [(1, printed())]
    queue.close()
