"""A printer behind a device file, which is only written to."""

import os
import select
from contextlib import suppress

from kiosk.printers.address import Address
from kiosk.printers.line import LineError, chunks

_CHUNK = 4096


class FileLine:
    """A device file such as /dev/usb/lp0.

    Written without python-escpos: its File waits for ever on a printer that takes nothing, and makes an
    ordinary file where the device is missing, so that slips would vanish into /dev.
    """

    answers = False

    def __init__(self, address: Address) -> None:
        self._path = address.path
        self._patience_ms = round(address.timeout_s * 1000)
        self._file = -1

    def open(self) -> None:
        """Open what exists; an ordinary file is added to. Raises `LineError`."""
        try:
            self._file = os.open(self._path, os.O_WRONLY | os.O_NONBLOCK | os.O_APPEND | os.O_CLOEXEC)
        except OSError as gone:
            raise LineError(str(gone)) from gone

    def send(self, data: bytes) -> None:
        """Write all the data. Raises `LineError` if the device does not accept it in time."""
        try:
            for chunk in chunks(data, _CHUNK):
                self._write(chunk)
        except OSError as broken:
            raise LineError(str(broken)) from broken

    def _write(self, data: bytes) -> None:
        room = select.poll()
        room.register(self._file, select.POLLOUT)
        while data:
            if not room.poll(self._patience_ms):
                raise LineError("the device takes no more")
            data = data[os.write(self._file, data) :]

    def receive(self, within_s: float) -> bytes:  # noqa: ARG002 -- the port has it
        """Hear nothing."""
        return b""

    def close(self) -> None:
        """Close the file."""
        with suppress(OSError):
            os.close(self._file)
        self._file = -1
