"""A printer without paper: it keeps the last slips in memory, and fails on purpose when told to."""

import io
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from kiosk.outcome import Outcome, Reason, failed, printed, unknown
from kiosk.printers.heard import Heard
from kiosk.slip import Width
from kiosk.status import PrinterStatus

if TYPE_CHECKING:
    from PIL import Image

_KEPT = 20


class Fault(StrEnum):
    """What to do wrong: nothing, no paper, not there, take long, or lose power in the middle of a slip."""

    NONE = "none"
    PAPER_OUT = "paper_out"
    OFFLINE = "offline"
    SLOW = "slow"
    CUT = "cut"


@dataclass(frozen=True, slots=True)
class VirtualSlip:
    """A slip as it came out: `id` counts from 1, `png` is the picture."""

    id: int
    at: datetime
    label: str
    png: bytes


_REFUSALS = {
    Fault.PAPER_OUT: (PrinterStatus.OUT_OF_PAPER, Reason.OUT_OF_PAPER),
    Fault.OFFLINE: (PrinterStatus.OFFLINE, Reason.OFFLINE),
}


class VirtualPrinter:
    """Keeps the last 20 slips. Safe to look at from any thread while another prints.

    `slow_s` is how many seconds a slip takes under the fault "slow".
    """

    def __init__(
        self, width: Width, *, now: Callable[[], datetime] = lambda: datetime.now(UTC), slow_s: float = 4.0
    ) -> None:
        self.width: Width = width
        self._now, self._slow_s = now, slow_s
        self._lock = threading.Lock()
        self._hurry = threading.Event()
        self._slips: deque[VirtualSlip] = deque(maxlen=_KEPT)
        self._count = 0
        self._fault = Fault.NONE

    @property
    def fault(self) -> Fault:
        """What it does wrong from now on."""
        return self._fault

    @fault.setter
    def fault(self, fault: Fault) -> None:
        with self._lock:
            self._fault = fault
            if fault is Fault.SLOW:
                self._hurry.clear()
            else:
                self._hurry.set()

    def slips(self) -> list[VirtualSlip]:
        """The slips that it keeps, newest first."""
        with self._lock:
            return list(reversed(self._slips))

    def slip(self, slip_id: int) -> VirtualSlip | None:
        """One slip, if it still has it."""
        return next((slip for slip in self.slips() if slip.id == slip_id), None)

    def print(self, image: "Image.Image", label: str = "") -> Outcome:
        """Keep the slip, or do what the fault says. If the power is lost, the upper part is out and the outcome is unknown."""
        if image.width != self.width:
            raise ValueError(f"a slip is {self.width} dots wide, not {image.width}")
        fault = self._fault
        if fault in _REFUSALS:
            return failed(_REFUSALS[fault][1])
        if fault is Fault.SLOW:
            self._hurry.wait(self._slow_s)
        if fault is Fault.CUT:
            self._keep(image.crop((0, 0, image.width, image.height * 3 // 5)), label)
            return unknown(Reason.CUT_OFF)
        self._keep(image, label)
        return printed()

    def status(self) -> PrinterStatus:
        """How it is: ready unless a fault is set."""
        refusal = _REFUSALS.get(self._fault)
        return refusal[0] if refusal else PrinterStatus.READY

    def heard(self) -> Heard:
        """It answers everything."""
        return Heard(status=True, done=True)

    ask = heard

    def _keep(self, image: "Image.Image", label: str) -> None:
        png = io.BytesIO()
        image.save(png, "PNG")
        with self._lock:
            self._count += 1
            self._slips.append(VirtualSlip(self._count, self._now(), label, png.getvalue()))
