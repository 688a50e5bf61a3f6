"""A serial printer: the paper printer at the far end of a pseudo-terminal."""

import os
import pty
import threading
import tty
from contextlib import suppress
from typing import Self

from tests.support.paper_printer import PaperPrinter


class PtyPrinter(PaperPrinter):
    """A printer whose serial port is `path`."""

    def __init__(self) -> None:
        super().__init__()
        self._master, self._slave = pty.openpty()
        tty.setraw(self._slave)
        self.path = os.ttyname(self._slave)
        self._reading = threading.Event()
        self._reading.set()
        self.connected(self._reply)
        self._reader = threading.Thread(target=self._receive, daemon=True)
        self._reader.start()

    @property
    def url(self) -> str:
        """The address for kiosk.printer.connect; add "&confirm=0.3" to it where silence is expected."""
        return f"serial://{self.path}?baud=115200&timeout=3&confirm=3"

    def unplug(self) -> None:
        """Take the far end away."""
        # First, else the thread goes on reading from whoever gets this file's number next.
        self.stop_reading()
        os.close(self._slave)
        os.close(self._master)

    def stop_reading(self) -> None:
        """Take no more bytes, as a printer that holds the line."""
        if self._reading.is_set():
            self._reading.clear()
            os.write(self._slave, b"\0")
            self._reader.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
        with suppress(OSError):
            self.unplug()

    def _reply(self, data: bytes) -> None:
        with suppress(OSError):
            os.write(self._master, data)

    def _receive(self) -> None:
        with suppress(OSError):
            while self._reading.is_set():
                self.feed(os.read(self._master, 4096))
