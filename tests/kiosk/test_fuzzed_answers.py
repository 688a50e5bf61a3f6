"""Whatever bytes a printer answers, and whenever its line breaks: a slip has one outcome, goes out at most once, and the line is hung up."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.outcome import Outcome
from kiosk.printers.commands import ASK_DONE, job
from kiosk.printers.line import LineError
from kiosk.printers.thermal import ThermalPrinter
from kiosk.status import PrinterStatus
from tests.kiosk.test_thermal_printer import SLIP

Answers = list[bytes | None]
ANSWERS = st.lists(
    st.none() | st.binary(max_size=4) | st.sampled_from((b"\x12", b"\x00", b"\x16", b"\x00\x00")), max_size=14
)


class AnyLine:
    """Whatever is asked, the next of the answers comes; `None` is a broken line, and afterwards there is silence."""

    answers = True

    def __init__(self, answers: Answers) -> None:
        self._left = list(answers)
        self.inbox = bytearray()
        self.sent: list[bytes] = []
        self.is_open = False

    def open(self) -> None:
        self.is_open = True

    def send(self, data: bytes) -> None:
        self.sent.append(data)
        answer = self._left.pop(0) if self._left else b""
        if answer is None:
            raise LineError("cut")
        self.inbox += answer

    def receive(self, within_s: float) -> bytes:
        taken = bytes(self.inbox[:1])
        del self.inbox[:1]
        return taken

    def close(self) -> None:
        self.is_open = False


def has_one_outcome(answers: Answers) -> None:
    line = AnyLine(answers)
    printer = ThermalPrinter(line, 384, patience_s=0.001, confirm_s=0.001, quiet_s=0.001)
    for _ in range(2):
        sent = len(line.sent)
        assert isinstance(printer.print(SLIP), Outcome)
        assert line.sent[sent:].count(job(SLIP) + ASK_DONE) <= 1
        assert not line.is_open
    assert isinstance(printer.status(), PrinterStatus)
    assert not line.is_open


@settings(max_examples=60)
@given(ANSWERS)
def test_whatever_a_printer_answers(answers: Answers) -> None:
    has_one_outcome(answers)


@pytest.mark.torture
@settings(max_examples=20_000, derandomize=False)
@given(ANSWERS)
def test_whatever_it_answers_twenty_thousand_times(answers: Answers) -> None:
    has_one_outcome(answers)
