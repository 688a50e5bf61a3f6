"""A printer behind a device file: written to, never heard."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from kiosk.drawing import render
from kiosk.outcome import Reason, failed, printed, unknown
from kiosk.printer import PrinterStatus, connect
from kiosk.printers.commands import job, mend
from tests.support.slips import SAMPLE


@pytest.fixture
def fifo(tmp_path: Path) -> Iterator[tuple[Path, int]]:
    """A device that takes 64 KB and then waits to be read, as a printer without paper does."""
    path = tmp_path / "lp0"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    yield path, reader
    os.close(reader)


def test_a_slip_that_was_written_counts_as_printed(tmp_path: Path) -> None:
    """The reason says that nobody confirmed it; slips are added to an ordinary file."""
    path = tmp_path / "slips"
    path.touch()
    image = render(SAMPLE, 384)
    printer = connect(f"file://{path}", 384)
    assert [printer.print(image), printer.print(image)] == [printed(Reason.SENT)] * 2
    assert path.read_bytes() == job(image) * 2


def test_a_device_that_is_not_there_is_offline_and_is_not_made(tmp_path: Path) -> None:
    """Else slips would vanish into an ordinary file in /dev."""
    path = tmp_path / "lp0"
    printer = connect(f"file://{path}", 384)
    assert printer.status() is PrinterStatus.OFFLINE
    assert printer.print(render(SAMPLE, 384)) == failed(Reason.OFFLINE)
    assert not path.exists()


def test_a_device_that_takes_bytes_is_ready(fifo: tuple[Path, int]) -> None:
    """What was written can be read at the other end."""
    path, reader = fifo
    printer = connect(f"file://{path}", 384)
    image = render(SAMPLE, 384)
    assert printer.status() is PrinterStatus.READY
    assert printer.print(image) == printed(Reason.SENT)
    assert os.read(reader, 1_000_000) == job(image)


def test_a_device_that_takes_no_more_leaves_it_unknown(fifo: tuple[Path, int]) -> None:
    """It does not wait for ever."""
    printer = connect(f"file://{fifo[0]}?timeout=0.1", 576)
    assert printer.print(render(SAMPLE, 576)) == unknown(Reason.CUT_OFF)


def test_after_a_torn_slip_the_next_one_is_whole(fifo: tuple[Path, int]) -> None:
    """The device may wait for the rest of a fragment: it gets white, a cut, and then the next slip."""
    path, reader = fifo
    printer = connect(f"file://{path}?timeout=0.1", 576)
    printer.print(render(SAMPLE, 576))
    os.read(reader, 1_000_000)
    small = Image.new("1", (576, 10), 1)
    assert printer.print(small) == printed(Reason.SENT)
    assert os.read(reader, 1_000_000) == mend(576) + job(small)


def test_a_device_that_nobody_reads_is_offline(tmp_path: Path) -> None:
    """Opening does not wait for ever either."""
    path = tmp_path / "lp0"
    os.mkfifo(path)
    assert connect(f"file://{path}", 384).print(render(SAMPLE, 384)) == failed(Reason.OFFLINE)
