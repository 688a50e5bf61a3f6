"""Printers that do not answer as others do print all the same, and it is said honestly what is known of them."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from PIL import Image

from kiosk.drawing import render
from kiosk.outcome import Outcome, Reason, failed, printed, unknown
from kiosk.printer import PrinterUrlError, connect
from kiosk.printers.address import parse
from kiosk.printers.commands import ASK_DONE, job
from kiosk.printers.line import LineError
from kiosk.printers.thermal import ThermalPrinter
from kiosk.printers.usb import UsbLine
from kiosk.status import PrinterStatus
from tests.support.slips import a_slip
from tests.support.tcp_printer import TcpPrinter

SLIP = Image.new("1", (384, 20), 1)
Says = Callable[[bytes], bytes]
"""What a printer says to a question."""


class Answering:
    """A line to a printer that answers each question as `says` does."""

    answers = True

    def __init__(self, says: Says) -> None:
        self.says = says
        self.sent: list[bytes] = []
        self.inbox = b""

    def open(self) -> None:
        self.inbox = b""

    def send(self, data: bytes) -> None:
        self.sent.append(data)
        question = data[-3:] if data.endswith(ASK_DONE) or data.startswith(b"\x10\x04") else b""
        self.inbox += self.says(question)

    def receive(self, within_s: float) -> bytes:
        assert within_s > 0
        told, self.inbox = self.inbox[:1], self.inbox[1:]
        return told

    def close(self) -> None:
        """It is one line."""

    @property
    def slips(self) -> int:
        return sum(data.startswith(job(SLIP)) for data in self.sent)


def nothing(_: bytes) -> bytes:
    return b""


def zeros(question: bytes) -> bytes:
    return b"\x00" if question else b""


def always_offline(question: bytes) -> bytes:
    return {b"\x10\x04\x01": b"\x1a", b"\x10\x04\x02": b"\x12", b"\x10\x04\x04": b"\x12"}.get(question, b"")


def no_done(question: bytes) -> bytes:
    return b"\x12" if question.startswith(b"\x10\x04") else b""


def everything(question: bytes) -> bytes:
    return b"\x00" if question == ASK_DONE else no_done(question)


def printer_on(line: Answering) -> ThermalPrinter:
    return ThermalPrinter(line, 384, patience_s=0.01, confirm_s=0.01, quiet_s=0.01)


@pytest.mark.parametrize("says", [nothing, zeros, always_offline, no_done])
def test_every_slip_comes_out_of_a_printer_that_does_not_answer(says: Says) -> None:
    line = Answering(says)
    printer = printer_on(line)
    assert [printer.print(SLIP) for _ in range(3)] == [printed(Reason.SENT)] * 3
    assert line.slips == 3


@pytest.mark.parametrize(
    ("says", "status"),
    [
        (nothing, PrinterStatus.UNHEARD),
        (zeros, PrinterStatus.UNHEARD),
        (always_offline, PrinterStatus.UNHEARD),
        (no_done, PrinterStatus.READY),
    ],
)
def test_the_manager_reads_what_is_known_of_it(says: Says, status: PrinterStatus) -> None:
    printer = printer_on(Answering(says))
    printer.print(SLIP)
    assert printer.status() is status
    assert "Máy in không cho biết tình trạng" in PrinterStatus.UNHEARD.text["vi"]


def test_one_that_answers_all_is_still_asked_for_every_slip() -> None:
    line = Answering(everything)
    printer = printer_on(line)
    assert [printer.print(SLIP) for _ in range(2)] == [printed(), printed()]


@pytest.mark.parametrize(
    ("falls_to", "outcome"),
    [
        (nothing, failed(Reason.OFFLINE)),
        (always_offline, failed(Reason.OFFLINE)),
        (no_done, unknown(Reason.NO_ANSWER)),
    ],
)
def test_one_that_has_answered_and_falls_silent_is_in_trouble(falls_to: Says, outcome: Outcome) -> None:
    line = Answering(everything)
    printer = printer_on(line)
    printer.print(SLIP)
    line.says = falls_to
    assert printer.print(SLIP) == outcome


def test_one_that_begins_to_answer_is_believed_again() -> None:
    line = Answering(no_done)
    printer = printer_on(line)
    assert printer.print(SLIP) == printed(Reason.SENT)
    line.says = everything
    assert printer.print(SLIP) == printed(Reason.CONFIRMED)


def test_a_silent_network_printer_prints_the_slip() -> None:
    with TcpPrinter() as paper:
        paper.silent = True
        printer = connect(f"network://127.0.0.1:{paper.port}?timeout=0.3&confirm=0.3", 384)
        assert printer.print(SLIP) == printed(Reason.SENT)
        assert len(paper.wait_for_pages(1)) == 1


@pytest.mark.parametrize("width", [432, 512, 640, 832])
def test_paper_of_any_width_gets_a_slip_as_wide(width: int) -> None:
    assert connect("virtual:", width).width == width
    assert render(a_slip(), width).width == width


@pytest.mark.parametrize("width", [0, 100, 577, 4000])
def test_a_width_that_no_printer_has_is_refused(width: int) -> None:
    with pytest.raises(PrinterUrlError, match="multiple of 8"):
        connect("virtual:", width)


def usb(serial: str, bus: int, *ports: int) -> SimpleNamespace:
    return SimpleNamespace(serial_number=serial, bus=bus, port_numbers=ports)


@pytest.mark.parametrize(
    ("options", "meant"),
    [("serial=B2", [1]), ("port=1-2.4", [2]), ("port=1-2", [0]), ("serial=A1&port=1-3", []), ("", [0, 1, 2])],
)
def test_two_printers_of_one_model_are_told_apart(
    options: str, meant: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    attached = [usb("A1", 1, 2), usb("B2", 1, 3), usb("C3", 1, 2, 4)]
    asked: list[dict[str, object]] = []

    def find(**ids: object) -> None:
        asked.append(ids)

    monkeypatch.setattr("usb.core.find", find)
    line = UsbLine(parse(f"usb://04b8:0e15?{options}"))
    with pytest.raises(LineError):
        line.open()
    ids = asked[0]
    assert (ids["idVendor"], ids["idProduct"]) == (0x04B8, 0x0E15)
    which = ids.get("custom_match", lambda _device: True)
    assert callable(which)
    assert [n for n, device in enumerate(attached) if which(device)] == meant


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("usb://04b8:0e15?port=two", "bus and a port"),
        ("network://a?serial=B2", "usb only"),
        ("serial:///dev/ttyS0?port=1-2", "usb only"),
    ],
)
def test_a_place_that_is_none_is_refused(url: str, why: str) -> None:
    with pytest.raises(PrinterUrlError, match=why):
        parse(url)
