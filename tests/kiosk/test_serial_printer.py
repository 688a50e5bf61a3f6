"""A serial printer, over a real (pseudo-)terminal."""

import time
from collections.abc import Iterator

import pytest
import serial
from PIL import Image

from kiosk.drawing import render
from kiosk.outcome import Outcome, Reason, failed, printed, unknown
from kiosk.printer import Printer, PrinterStatus, connect
from tests.support.golden import differing_dots
from tests.support.pty_printer import PtyPrinter
from tests.support.slips import SAMPLE


@pytest.fixture
def paper() -> Iterator[PtyPrinter]:
    """A printer at the other end."""
    with PtyPrinter() as printer:
        yield printer


@pytest.fixture
def printer(paper: PtyPrinter) -> Printer:
    """Our side of it."""
    return connect(paper.url, 384)


@pytest.fixture
def impatient(paper: PtyPrinter) -> Printer:
    """Our side of it, which does not wait long for a confirmation that the test holds back."""
    return connect(f"{paper.url}&confirm=0.3", 384)


def test_it_prints_and_confirms(paper: PtyPrinter, printer: Printer) -> None:
    """All bytes arrive as they are: no newline is turned into two."""
    image = render(SAMPLE, 384)
    assert printer.print(image) == printed()
    assert differing_dots(paper.pages[0], image) == 0


def test_it_does_not_wait_for_bytes_that_never_come(printer: Printer) -> None:
    """Python-escpos reads 16 bytes or waits for its whole timeout; an answer is one byte."""
    printer.status()
    start = time.monotonic()
    assert printer.status() is PrinterStatus.READY
    assert time.monotonic() - start < 2


def test_out_of_paper_prints_nothing(paper: PtyPrinter, printer: Printer) -> None:
    """It says so before the job."""
    paper.out_of_paper = True
    assert printer.status() is PrinterStatus.OUT_OF_PAPER
    assert printer.print(render(SAMPLE, 384)) == failed(Reason.OUT_OF_PAPER)


def test_paper_that_ends_in_the_middle_leaves_it_unknown(paper: PtyPrinter, impatient: Printer) -> None:
    """As on any other line."""
    paper.paper_rows = 300
    assert impatient.print(render(SAMPLE, 384)) == unknown(Reason.OUT_OF_PAPER)


def test_no_confirmation_leaves_it_unknown(paper: PtyPrinter, impatient: Printer) -> None:
    """The power went."""
    impatient.print(render(SAMPLE, 384))
    paper.forgetful = True
    assert impatient.print(render(SAMPLE, 384)) == unknown(Reason.NO_ANSWER)


def test_a_port_that_is_not_there_is_offline() -> None:
    """The adapter was pulled out."""
    printer = connect("serial:///dev/no-such-port", 384)
    assert printer.status() is PrinterStatus.OFFLINE
    assert printer.print(render(SAMPLE, 384)) == failed(Reason.OFFLINE)


def test_a_far_end_that_goes_away_is_offline(paper: PtyPrinter, printer: Printer) -> None:
    """And nothing is raised."""
    assert printer.status() is PrinterStatus.READY
    paper.unplug()
    assert printer.status() is PrinterStatus.OFFLINE


def test_a_printer_that_holds_the_line_leaves_it_unknown(paper: PtyPrinter) -> None:
    """Nobody reads any more: writing ends after its time instead of never."""
    printer = connect(f"serial://{paper.path}?timeout=0.2&answers=no", 576)
    paper.stop_reading()
    # More than the 64 KB that the terminal itself holds.
    assert printer.print(render(SAMPLE, 576)) == unknown(Reason.CUT_OFF)


class BufferedPort:
    """A serial port whose buffer empties as far as `held`, and no further."""

    is_open = True
    in_waiting = 0

    def __init__(self) -> None:
        self._waiting = self.held = 0

    def write(self, data: bytes) -> None:
        self._waiting += len(data)

    def close(self) -> None:
        self.is_open = False

    @property
    def out_waiting(self) -> int:
        self._waiting = max(self.held, self._waiting - 200)
        return self._waiting


@pytest.mark.parametrize(("held", "outcome"), [(0, printed(Reason.SENT)), (9, unknown(Reason.CUT_OFF))])
def test_a_slip_is_sent_when_it_has_left_the_ports_buffer(
    monkeypatch: pytest.MonkeyPatch, held: int, outcome: Outcome
) -> None:
    """What is still in the computer is not in the printer."""
    port = BufferedPort()
    monkeypatch.setattr(serial, "Serial", lambda **_: port)
    printer = connect("serial:///dev/ttyUSB0?timeout=0.05&answers=no", 384)
    port.held = held
    assert printer.print(Image.new("1", (384, 10), 1)) == outcome
    assert not port.is_open
