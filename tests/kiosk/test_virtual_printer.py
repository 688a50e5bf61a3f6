"""The printer without paper: what it keeps, and how it fails on purpose."""

import io
import threading
from datetime import UTC, datetime

import pytest
from PIL import Image

from kiosk.outcome import Reason, failed, printed, unknown
from kiosk.printer import PrinterStatus, connect
from kiosk.printers.virtual import Fault, VirtualPrinter

AT = datetime(2026, 11, 23, 0, 32, tzinfo=UTC)
BLANK = Image.new("1", (384, 100), 1)


@pytest.fixture
def printer() -> VirtualPrinter:
    """A printer whose clock stands."""
    return VirtualPrinter(384, now=lambda: AT, slow_s=5)


def test_it_is_had_by_its_address() -> None:
    """The demo's printer."""
    assert isinstance(connect("virtual:", 576), VirtualPrinter)


def test_it_keeps_a_slip_as_a_picture(printer: VirtualPrinter) -> None:
    """With its number and time."""
    assert printer.print(BLANK, "A001") == printed()
    [slip] = printer.slips()
    assert (slip.id, slip.label, slip.at) == (1, "A001", AT)
    assert Image.open(io.BytesIO(slip.png)).size == (384, 100)
    assert printer.slip(1) == slip
    assert printer.slip(2) is None


def test_it_keeps_the_last_twenty_newest_first(printer: VirtualPrinter) -> None:
    """Ids go on counting."""
    for n in range(25):
        printer.print(BLANK, f"A{n:03}")
    assert [slip.id for slip in printer.slips()] == list(range(25, 5, -1))


@pytest.mark.parametrize(
    ("fault", "reason", "status"),
    [
        (Fault.PAPER_OUT, Reason.OUT_OF_PAPER, PrinterStatus.OUT_OF_PAPER),
        (Fault.OFFLINE, Reason.OFFLINE, PrinterStatus.OFFLINE),
    ],
)
def test_it_refuses_on_purpose(
    printer: VirtualPrinter, fault: Fault, reason: Reason, status: PrinterStatus
) -> None:
    """Nothing comes out until the fault is taken back."""
    printer.fault = fault
    assert (printer.print(BLANK), printer.status(), printer.slips()) == (failed(reason), status, [])
    printer.fault = Fault.NONE
    assert (printer.print(BLANK), printer.status()) == (printed(), PrinterStatus.READY)


def test_losing_power_leaves_half_a_slip_and_nobody_knows(printer: VirtualPrinter) -> None:
    """The upper part is out."""
    printer.fault = Fault.CUT
    assert printer.print(BLANK) == unknown(Reason.CUT_OFF)
    assert Image.open(io.BytesIO(printer.slips()[0].png)).height == 60


def test_a_slow_slip_hurries_when_the_fault_is_taken_back(printer: VirtualPrinter) -> None:
    """So that nobody waits for a printer that is not slow any more."""
    printer.fault = Fault.SLOW
    job = threading.Thread(target=printer.print, args=(BLANK,))
    job.start()
    assert not printer.slips()
    printer.fault = Fault.NONE
    job.join(2)
    assert len(printer.slips()) == 1


def test_a_slow_slip_comes_out_in_the_end() -> None:
    """The fault is slowness only."""
    printer = VirtualPrinter(384, slow_s=0.01)
    printer.fault = Fault.SLOW
    assert printer.print(BLANK) == printed()


def test_it_can_be_looked_at_while_it_prints(printer: VirtualPrinter) -> None:
    """Four threads print, one looks."""
    threads = [
        threading.Thread(target=lambda: [printer.print(BLANK) for _ in range(25)], daemon=True)
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        ids = [slip.id for slip in printer.slips()]
        assert ids == sorted(ids, reverse=True)
    assert [slip.id for slip in printer.slips()] == list(range(100, 80, -1))


def test_an_image_of_another_width_is_refused(printer: VirtualPrinter) -> None:
    """As on paper."""
    with pytest.raises(ValueError, match="384 dots wide"):
        printer.print(Image.new("1", (576, 10)))
