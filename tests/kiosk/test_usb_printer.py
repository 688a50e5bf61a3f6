"""A USB printer: pyusb's device is played by the paper printer."""

import queue
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import usb.core  # type: ignore[import-untyped]

from kiosk.drawing import render
from kiosk.outcome import Reason, failed, printed, unknown
from kiosk.printer import Printer, PrinterStatus, connect
from tests.support.golden import differing_dots
from tests.support.paper_printer import PaperPrinter
from tests.support.slips import SAMPLE

OUT, IN = 0x03, 0x84


@dataclass
class Endpoint:
    """What pyusb tells of an endpoint; attributes 2: bulk, 3: interrupt."""

    bEndpointAddress: int  # noqa: N815 -- pyusb's name
    bmAttributes: int = 2  # noqa: N815


class FakeUsb:
    """A device as pyusb shows it, with ends that are not python-escpos' defaults."""

    def __init__(self, paper: PaperPrinter) -> None:
        self.backend = self
        self.paper, self.answers = paper, queue.Queue[int]()
        self.ends = [Endpoint(0x81, 3), Endpoint(IN), Endpoint(OUT)]
        self.fails_after: int | None = None
        paper.connected(lambda data: self.answers.put(data[0]))

    def get_active_configuration(self) -> dict[tuple[int, int], list[Endpoint]]:
        return {(0, 0): self.ends}

    def write(self, end: int, data: bytes, timeout: int) -> int:
        assert end == OUT
        assert timeout > 0, "pyusb waits for ever"
        if self.fails_after is not None and self.paper.received + len(data) > self.fails_after:
            raise usb.core.USBTimeoutError("timeout")
        self.paper.feed(bytes(data))
        return len(data)

    def read(self, end: int, _size: int, timeout: int) -> list[int]:
        assert end == IN
        try:
            return [self.answers.get(timeout=timeout / 1000)]
        except queue.Empty:
            raise usb.core.USBTimeoutError("timeout") from None


@pytest.fixture
def device(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeUsb]:
    """The device that pyusb finds."""
    paper = PaperPrinter()
    found = FakeUsb(paper)
    monkeypatch.setattr(usb.core, "find", lambda **ids: found if ids["idVendor"] == 0x04B8 else None)
    monkeypatch.setattr(usb.util, "dispose_resources", lambda _: None)
    yield found
    paper.close()


@pytest.fixture
def printer(device: FakeUsb) -> Printer:
    """Our side of it."""
    return connect("usb://04b8:0e15?timeout=3&confirm=3", 576)


def test_it_prints_and_confirms_on_the_ends_that_the_printer_has(device: FakeUsb, printer: Printer) -> None:
    """Endpoint numbers differ from model to model; the device is not reset, which would wipe its buffer."""
    image = render(SAMPLE, 576)
    assert printer.print(image) == printed()
    assert differing_dots(device.paper.pages[0], image) == 0


def test_out_of_paper_prints_nothing(device: FakeUsb, printer: Printer) -> None:
    """It says so before the job."""
    device.paper.out_of_paper = True
    assert printer.print(render(SAMPLE, 576)) == failed(Reason.OUT_OF_PAPER)


def test_an_answer_left_from_before_is_dropped(device: FakeUsb, printer: Printer) -> None:
    """USB keeps what nobody read: an old "in good order" must not answer the new question."""
    device.paper.out_of_paper = True
    for _ in range(3):
        device.answers.put(0x12)
    assert printer.status() is PrinterStatus.OUT_OF_PAPER


def test_a_cable_pulled_in_the_middle_leaves_it_unknown(device: FakeUsb, printer: Printer) -> None:
    """Some of it is on paper."""
    device.fails_after = 20_000
    assert printer.print(render(SAMPLE, 576)) == unknown(Reason.CUT_OFF)


def test_no_confirmation_leaves_it_unknown(device: FakeUsb) -> None:
    """The power went."""
    printer = connect("usb://04b8:0e15?confirm=0.3", 576)
    printer.print(render(SAMPLE, 576))
    device.paper.forgetful = True
    assert printer.print(render(SAMPLE, 576)) == unknown(Reason.NO_ANSWER)


def test_a_printer_that_is_not_plugged_in_is_offline(device: FakeUsb) -> None:
    """Nothing is raised."""
    printer = connect("usb://1234:5678", 576)
    assert printer.status() is PrinterStatus.OFFLINE
    assert printer.print(render(SAMPLE, 576)) == failed(Reason.OFFLINE)


def test_a_device_without_a_way_back_needs_answers_no(device: FakeUsb) -> None:
    """With it, a slip that was sent counts as printed."""
    device.ends = [Endpoint(OUT)]
    assert connect("usb://04b8:0e15", 576).status() is PrinterStatus.OFFLINE
    one_way = connect("usb://04b8:0e15?answers=no", 576)
    assert one_way.print(render(SAMPLE, 576)) == printed(Reason.SENT)


def test_a_machine_without_the_usb_library_is_offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pyusb raises a ValueError of its own then."""

    def no_backend(**_: object) -> None:
        raise usb.core.NoBackendError("No backend available")

    monkeypatch.setattr(usb.core, "find", no_backend)
    assert connect("usb://04b8:0e15", 576).status() is PrinterStatus.OFFLINE
