"""The printer port: what a ticket printer can do, and how to get one from its address."""

from typing import TYPE_CHECKING, Protocol

from kiosk.outcome import Outcome, PrintEnd, Reason
from kiosk.printers.address import Address, PrinterUrlError, parse
from kiosk.printers.heard import Heard
from kiosk.slip import NARROWEST, WIDEST, Width, fits_a_printer
from kiosk.status import PrinterStatus

if TYPE_CHECKING:
    from PIL import Image

__all__ = ["Heard", "Outcome", "PrintEnd", "Printer", "PrinterStatus", "PrinterUrlError", "Reason", "connect"]


class Printer(Protocol):
    """A ticket printer. Not safe to use from several threads: `kiosk.printing` gives it one."""

    @property
    def width(self) -> Width:
        """The width of its paper in dots."""

    def print(self, image: "Image.Image", label: str = "") -> Outcome:
        """Print a 1-bit image as wide as the paper and cut; label names it in logs and lists.

        Never raises for trouble with the printer: that is an outcome. Raises `ValueError` for an image of
        another width.
        """

    def status(self) -> PrinterStatus:
        """Ask the printer for its status now. Takes up to a few seconds if nothing answers."""

    def heard(self) -> Heard:
        """Which questions it has answered so far. Asks nothing; may be called from any thread."""

    def ask(self) -> Heard:
        """Try every question, and return which ones it answers. Takes a few seconds if it is silent."""


def connect(url: str, width: int) -> Printer:
    """The printer at an address; nothing is sent to it before the first job or question.

    `network://HOST:9100?timeout=3`, `usb://04b8:0e15`, `serial:///dev/ttyUSB0?baud=19200`,
    `file:///dev/usb/lp0`, `virtual:`; see `kiosk.printers.address` for their options. Width is 576 or 384
    dots, or any multiple of 8 that a printer has. Raises `PrinterUrlError` (a ValueError) that says what is wrong.
    """
    if not fits_a_printer(width):
        raise PrinterUrlError(
            f"the paper is 576 or 384 dots wide, or another multiple of 8 from {NARROWEST} to {WIDEST}, not {width}"
        )
    return _make(parse(url), width)


def _make(address: Address, width: Width) -> Printer:
    # Imported here: python-escpos takes 0.25 s and 9 MB, which a server without a printer does not pay.
    if address.scheme == "virtual":
        from kiosk.printers.virtual import VirtualPrinter  # noqa: PLC0415

        return VirtualPrinter(width)
    from kiosk.printers.lines import line_to  # noqa: PLC0415
    from kiosk.printers.thermal import ThermalPrinter  # noqa: PLC0415

    return ThermalPrinter(line_to(address), width, patience_s=address.timeout_s, confirm_s=address.confirm_s)
