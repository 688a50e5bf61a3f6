"""A printer with a network socket (port 9100)."""

import socket

from kiosk.printers.address import Address
from kiosk.printers.library import DeviceNotFoundError, Network
from kiosk.printers.line import LineError, chunks

_CHUNK = 4096


class NetworkLine:
    """TCP through python-escpos. Most printers serve one connection at a time, so it is never kept open."""

    def __init__(self, address: Address) -> None:
        self.answers = address.answers
        self._patience_s = address.timeout_s
        self._printer = Network(address.host, address.port, timeout=address.timeout_s)

    def open(self) -> None:
        """Connect. Raises `LineError`."""
        try:
            self._printer.open()
            # Else the end of a slip waits 40 ms for the printer's delayed acknowledgement.
            self._printer.device.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except (DeviceNotFoundError, OSError) as gone:
            self.close()
            raise LineError(str(gone)) from gone

    def send(self, data: bytes) -> None:
        """Send all of it. Raises `LineError`."""
        try:
            self._printer.device.settimeout(self._patience_s)
            for chunk in chunks(data, _CHUNK):
                self._printer._raw(chunk)  # noqa: SLF001 -- its documented way for raw bytes
        except OSError as broken:
            raise LineError(str(broken)) from broken

    def receive(self, within_s: float) -> bytes:
        """Wait for bytes; returns none when the time is over. Raises `LineError` if the printer hung up."""
        try:
            self._printer.device.settimeout(within_s)
            received = bytes(self._printer._read())  # noqa: SLF001
        except TimeoutError:
            return b""
        except OSError as broken:
            raise LineError(str(broken)) from broken
        if not received:
            raise LineError("the printer hung up")
        return received

    def close(self) -> None:
        """Hang up."""
        if self._printer._device:  # noqa: SLF001 -- reading .device would open it
            self._printer.close()
