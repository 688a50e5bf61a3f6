"""The printer's protocol with a line that answers by a script."""

import pytest
from PIL import Image

from kiosk.outcome import Reason, failed, printed, unknown
from kiosk.printers.commands import ASK_DONE, job, mend
from kiosk.printers.line import LineError
from kiosk.printers.thermal import ThermalPrinter

SLIP = Image.new("1", (384, 20), 1)
STATUS_GOOD, DONE, SILENCE, BROKEN = b"\x12", b"\x00", b"", None


class ScriptedLine:
    """Every question whether it is done gets the script's next answer; the status is always good."""

    answers = True

    def __init__(self, *script: bytes | None) -> None:
        self.script = list(script)
        self.sent: list[bytes] = []
        self.inbox: list[bytes] = []
        self.is_open = False

    def open(self) -> None:
        self.is_open = True

    def send(self, data: bytes) -> None:
        assert self.is_open
        self.sent.append(data)
        if data.startswith(b"\x10\x04"):
            self.inbox.append(STATUS_GOOD)
        if data.endswith(ASK_DONE):
            answer = self.script.pop(0)
            if answer is None:
                raise LineError("cut")
            self.inbox += [bytes([byte]) for byte in answer]

    def receive(self, within_s: float) -> bytes:
        assert within_s > 0
        return self.inbox.pop(0) if self.inbox else b""

    def close(self) -> None:
        self.is_open = False


def printer_on(line: ScriptedLine) -> ThermalPrinter:
    """Make a printer that waits for nothing."""
    return ThermalPrinter(line, 384, patience_s=0.01, confirm_s=0.01, quiet_s=0.01)


def test_the_first_job_makes_sure_that_nothing_is_left_from_before() -> None:
    """The program may have been restarted in the middle of a job."""
    line = ScriptedLine(DONE, DONE, DONE)
    printer = printer_on(line)
    assert [printer.print(SLIP), printer.print(SLIP)] == [printed(), printed()]
    assert [data for data in line.sent if not data.startswith(b"\x10\x04")] == [
        ASK_DONE,
        job(SLIP) + ASK_DONE,
        job(SLIP) + ASK_DONE,
    ]


def test_two_late_answers_are_not_taken_for_the_next_slip() -> None:
    """The old job's and the question's own; the new slip itself got none."""
    line = ScriptedLine(DONE, SILENCE, DONE + DONE, SILENCE)
    printer = printer_on(line)
    assert printer.print(SLIP) == unknown(Reason.NO_ANSWER)
    assert printer.print(SLIP) == unknown(Reason.NO_ANSWER)


def test_a_status_that_comes_late_does_not_confirm_a_slip() -> None:
    """Its fixed bits tell it from the answer to GS r."""
    line = ScriptedLine(DONE, STATUS_GOOD)
    assert printer_on(line).print(SLIP) == unknown(Reason.NO_ANSWER)


def test_a_job_in_doubt_is_never_sent_again_by_itself() -> None:
    """The next call prints the next slip, not the last."""
    line = ScriptedLine(DONE, SILENCE, SILENCE)
    printer = printer_on(line)
    assert printer.print(SLIP) == unknown(Reason.NO_ANSWER)
    assert printer.print(Image.new("1", (384, 30), 1)) == failed(Reason.PRINTER_BUSY)
    assert line.sent.count(job(SLIP) + ASK_DONE) == 1
    assert not line.script


def test_a_printer_that_still_answers_after_a_cut_line_is_mended_before_the_next_slip() -> None:
    """Real printers hear the question for their status even in the middle of a fragment."""
    line = ScriptedLine(DONE, BROKEN, DONE, DONE)
    printer = printer_on(line)
    assert [printer.print(SLIP), printer.print(SLIP)] == [unknown(Reason.CUT_OFF), printed()]
    assert line.sent[-3:] == [mend(384), ASK_DONE, job(SLIP) + ASK_DONE]


@pytest.mark.parametrize("script", [(DONE, DONE), (DONE, SILENCE), (DONE, BROKEN), (BROKEN,), (SILENCE,)])
def test_it_always_hangs_up(script: tuple[bytes | None, ...]) -> None:
    """Most printers serve one connection at a time."""
    line = ScriptedLine(*script)
    printer_on(line).print(SLIP)
    assert not line.is_open
