"""The bytes for the printer, and what its answers mean."""

import pytest
from escpos.printer import Dummy  # type: ignore[import-untyped]
from PIL import Image

from kiosk.drawing import render
from kiosk.printers.commands import (
    CUT,
    FRAGMENT_ROWS,
    RESET,
    answers_done,
    answers_status,
    job,
    status_from,
)
from kiosk.status import PrinterStatus
from tests.support.slips import SAMPLE


@pytest.mark.filterwarnings("ignore")
def test_a_slip_is_encoded_as_python_escpos_does_it() -> None:
    """The same GS v 0 fragments, 20 times as fast and without its line on stdout."""
    image = render(SAMPLE, 576)
    dummy = Dummy()
    dummy.image(image, impl="bitImageRaster", fragment_height=FRAGMENT_ROWS)
    dummy.cut(feed=False)
    assert job(image) == RESET + dummy.output


def test_an_image_shorter_than_a_fragment_is_one_piece() -> None:
    """Its height stands in the header, low byte first."""
    data = job(Image.new("1", (384, 10)))
    assert data == RESET + b"\x1dv0\x00\x30\x00\x0a\x00" + b"\xff" * 480 + CUT


@pytest.mark.parametrize(
    ("printer", "cause", "paper", "status"),
    [
        (0x12, 0x12, 0x12, PrinterStatus.READY),
        (0x12, 0x12, 0x1E, PrinterStatus.PAPER_LOW),
        (0x1A, 0x32, 0x7E, PrinterStatus.OUT_OF_PAPER),
        (0x1A, 0x32, 0x12, PrinterStatus.OUT_OF_PAPER),
        (0x1A, 0x16, 0x12, PrinterStatus.ERROR),
        (0x1A, 0x52, 0x12, PrinterStatus.ERROR),
        (0x1A, 0x1A, 0x12, PrinterStatus.BUSY),
        (0x1A, 0x12, 0x12, PrinterStatus.OFFLINE),
    ],
)
def test_it_reads_the_answers(printer: int, cause: int, paper: int, status: PrinterStatus) -> None:
    """Paper goes before an error: it is what a person can do something about."""
    assert status_from(printer, cause, paper) is status


def test_no_byte_answers_two_questions() -> None:
    """So a late answer is never taken for another."""
    assert not [byte for byte in range(256) if answers_status(byte) and answers_done(byte)]
