"""A printer on a serial line."""

import time

from kiosk.printers.address import Address
from kiosk.printers.library import Serial
from kiosk.printers.line import LineError, chunks

_CHUNK = 256
_POLL_S = 0.005


class SerialLine:
    """A serial port through python-escpos.

    Its own reading waits for 16 bytes that never come, its writing waits for ever when the printer holds the
    line, and so does its closing; here each has its time.
    """

    def __init__(self, address: Address) -> None:
        self.answers = address.answers
        self._patience_s = address.timeout_s
        self._printer = Serial(address.path, baudrate=address.baud, timeout=address.timeout_s)

    def open(self) -> None:
        """Open the port; pyserial drops what came before. Raises `LineError`."""
        try:
            self._printer.open()
            self._printer.device.write_timeout = self._patience_s
        except Exception as gone:
            self.close()
            raise LineError(str(gone)) from gone

    def send(self, data: bytes) -> None:
        """Send all of it and see it leave the port's buffer. Raises `LineError`."""
        try:
            for chunk in chunks(data, _CHUNK):
                self._printer._raw(chunk)  # noqa: SLF001 -- its documented way for raw bytes
            self._drain()
        except OSError as broken:
            raise LineError(str(broken)) from broken

    def _drain(self) -> None:
        port, deadline = self._printer.device, time.monotonic() + self._patience_s
        left = port.out_waiting
        while left:
            time.sleep(_POLL_S)
            if port.out_waiting < left:
                deadline = time.monotonic() + self._patience_s
            left = port.out_waiting
            if time.monotonic() > deadline:
                raise LineError("the printer holds the line")

    def receive(self, within_s: float) -> bytes:
        """Wait for bytes; returns none if the time is over or the port is gone."""
        port = self._printer.device
        try:
            port.timeout = within_s
            return bytes(port.read(max(1, port.in_waiting)))
        except OSError:
            return b""

    def close(self) -> None:
        """Close the port, dropping what has not left it."""
        port = self._printer.device if self._printer._device else None  # noqa: SLF001
        self._printer.device = False
        if port is not None:
            port.close()
