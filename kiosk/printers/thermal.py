"""A thermal printer: a job is done when the printer says so, and never sent twice when it does not."""

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from kiosk.outcome import Outcome, Reason, failed, printed, unknown
from kiosk.printers.commands import (
    ASK_DONE,
    answers_done,
    answers_status,
    ask_status,
    job,
    mend,
    status_from,
)
from kiosk.printers.heard import Heard
from kiosk.printers.line import LineError, PrinterLine
from kiosk.slip import Width
from kiosk.status import PrinterStatus

if TYPE_CHECKING:
    from PIL import Image

_REFUSALS = {
    PrinterStatus.OUT_OF_PAPER: Reason.OUT_OF_PAPER,
    PrinterStatus.OFFLINE: Reason.OFFLINE,
    PrinterStatus.ERROR: Reason.ERROR,
    PrinterStatus.BUSY: Reason.PRINTER_BUSY,
}


class ThermalPrinter:
    """An ESC/POS printer at the end of a line.

    Before a job it is asked for its status; trouble until then is `failed`: nothing was printed. After the first
    byte of the job only its answer to GS r makes it `printed`; without that answer it is `unknown`.

    After an unknown job the printer may still hold it. The next job waits until the printer has finished
    everything, and fails if it does not: else its old answer would be taken for the new slip's.

    The printer's abilities are found out: one that has never told its status since the start, or only that it is
    offline without a reason, is `unheard` and prints all the same; for one that never answered GS r, the
    connection's result counts. Once it has answered, silence is trouble.

    It waits `patience_s` seconds for a status, `confirm_s` for the end of a job, `quiet_s` for stray answers.
    """

    def __init__(
        self,
        line: PrinterLine,
        width: Width,
        *,
        patience_s: float = 3.0,
        confirm_s: float = 10.0,
        quiet_s: float = 0.2,
    ) -> None:
        self.width: Width = width
        self._line = line
        self._patience_s, self._confirm_s, self._quiet_s = patience_s, confirm_s, quiet_s
        self._doubtful, self._torn = True, False
        self._heard = Heard(one_way=not line.answers)

    def print(self, image: "Image.Image", label: str = "") -> Outcome:  # noqa: ARG002 -- the port has it
        """Print and cut. Raises `ValueError` for an image that is not 1-bit and as wide as the paper."""
        if (image.mode, image.width) != ("1", self.width):
            raise ValueError(f"a slip is 1-bit and {self.width} dots wide, not {image.mode}, {image.width}")
        try:
            self._line.open()
        except LineError:
            return failed(Reason.OFFLINE)
        try:
            return self._refusal() or self._send(job(image))
        finally:
            self._line.close()

    def status(self) -> PrinterStatus:
        """Ask for its status; a printer that cannot answer counts as ready if its line opens."""
        try:
            self._line.open()
        except LineError:
            return PrinterStatus.OFFLINE
        try:
            return self._ask_status()
        finally:
            self._line.close()

    def heard(self) -> Heard:
        """Which questions it has answered so far."""
        return replace(self._heard)

    def ask(self) -> Heard:
        """Ask for its status and whether all work is done, to learn which questions it can answer."""
        with suppress(LineError):
            self._line.open()
            try:
                if self._ask_status().can_print:
                    self._settled()
            finally:
                self._line.close()
        return self.heard()

    def _refusal(self) -> Outcome | None:
        """Why nothing should be sent now; `None` if it may be sent."""
        status = self._ask_status()
        if not status.can_print:
            return failed(_REFUSALS[status])
        try:
            return None if self._settled() else failed(Reason.PRINTER_BUSY)
        except LineError:
            return failed(Reason.OFFLINE)

    def _settled(self) -> bool:
        """Whether the printer has nothing left to do or to say; waits if there is any doubt."""
        self._mend()
        if self._doubtful and self._line.answers and not self._heard.nonsense:
            if not self._says_done():
                return self._heard.done is not True
            while self._answer(answers_done, self._quiet_s) is not None:
                pass
        self._doubtful = False
        return True

    def _says_done(self) -> bool:
        """Ask whether all work is done; wait longer if it is not known whether the printer can answer that."""
        patience = {None: 2 * self._patience_s, True: self._patience_s, False: self._quiet_s}
        self._line.send(ASK_DONE)
        said = self._answer(answers_done, patience[self._heard.done]) is not None
        self._heard.done = self._heard.done or said
        return said

    def _mend(self) -> None:
        if self._torn:
            self._line.send(mend(self.width))
            self._torn = False

    def _send(self, data: bytes) -> Outcome:
        self._doubtful = True
        confirms = self._line.answers and self._heard.done is True and not self._heard.nonsense
        try:
            self._line.send(data + ASK_DONE if confirms else data)
        except LineError:
            self._torn = True
            return unknown(Reason.CUT_OFF)
        if confirms and not self._confirmed():
            return unknown(self._why_silent())
        self._doubtful = not confirms
        return printed(Reason.CONFIRMED if confirms else Reason.SENT)

    def _confirmed(self) -> bool:
        try:
            return self._answer(answers_done, self._confirm_s) is not None
        except LineError:
            return False

    def _why_silent(self) -> Reason:
        status = self._ask_status()
        # What the line took may never have arrived: the printer may be left in the middle of a fragment.
        self._torn = status is PrinterStatus.OFFLINE
        return Reason.OUT_OF_PAPER if status is PrinterStatus.OUT_OF_PAPER else Reason.NO_ANSWER

    def _ask_status(self) -> PrinterStatus:
        if not self._line.answers:
            return PrinterStatus.READY
        try:
            status = self._asked()
            if self._torn and status is PrinterStatus.OFFLINE:
                # Some printers in the middle of a fragment take even the question for dots.
                self._mend()
                status = self._asked()
        except LineError:
            return PrinterStatus.OFFLINE
        return status

    def _asked(self) -> PrinterStatus:
        answers = []
        for n in (1, 2, 4):
            self._line.send(ask_status(n))
            answer = self._answer(answers_status, self._patience_for_status())
            if answer is None:
                self._heard.status = self._heard.status or False
                return PrinterStatus.OFFLINE if self._heard.status else PrinterStatus.UNHEARD
            answers.append(answer)
        return self._heard.status_of(status_from(*answers))

    def _patience_for_status(self) -> float:
        return self._quiet_s if self._heard.status is False else self._patience_s

    def _answer(self, fits: Callable[[int], bool], within_s: float) -> int | None:
        """The next byte that fits, skipping others; `None` if nothing came in time or the line is broken."""
        deadline = time.monotonic() + within_s
        while (left := deadline - time.monotonic()) > 0:
            received = self._line.receive(left)
            if not received:
                return None
            for byte in received:
                if fits(byte):
                    return byte
            self._heard.nonsense = self._heard.nonsense or (
                fits is answers_status and self._heard.status is None
            )
        return None
