"""A network printer for tests and for trying things out.

    with TcpPrinter() as printer:
        connect(printer.url, 576).print(image)
        assert printer.pages == [image]

From a shell, keeping every slip as a picture: python -m tests.support.tcp_printer --port 9100 --into printed
"""

import argparse
import socket
import struct
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Self

from tests.support.paper_printer import PaperPrinter

_RESET_ON_CLOSE = struct.pack("ii", 1, 0)


class TcpPrinter(PaperPrinter):
    """A printer at a free port of 127.0.0.1, one connection at a time. More faults than the paper's:

    offline     refuses connections
    cut_after   hangs up once so many bytes have come over one connection
    """

    def __init__(self, port: int = 0) -> None:
        super().__init__()
        self.cut_after: int | None = None
        self._port = port
        self._listener: socket.socket | None = None
        self._connection: socket.socket | None = None
        self._server = threading.Thread()
        self.offline = False

    @property
    def port(self) -> int:
        """The TCP port; it stays the same when the printer goes offline and comes back."""
        return self._port

    @property
    def url(self) -> str:
        """The address for kiosk.printer.connect; add "&confirm=0.3" to it where silence is expected."""
        return f"network://127.0.0.1:{self._port}?timeout=3&confirm=3"

    @property
    def offline(self) -> bool:
        """Whether it refuses connections."""
        return self._listener is None

    @offline.setter
    def offline(self, offline: bool) -> None:
        if offline and self._listener is not None:
            self._hang_up(self._listener)
            self._listener = None
            self._hang_up(self._connection)
            self._server.join()
        elif not offline and self._listener is None:
            self._listener = socket.create_server(("127.0.0.1", self._port))
            self._port = self._listener.getsockname()[1]
            self._server = threading.Thread(target=self._serve, args=(self._listener,), daemon=True)
            self._server.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.offline = True
        self.close()

    def _serve(self, listener: socket.socket) -> None:
        with suppress(OSError):
            while True:
                self._connection, _ = listener.accept()
                with self._connection, suppress(OSError):
                    self._receive(self._connection)

    def _receive(self, connection: socket.socket) -> None:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.connected(lambda data: _send(connection, data))
        came = 0
        while data := connection.recv(4096 if self.cut_after is None else max(1, self.cut_after - came)):
            came += len(data)
            self.feed(data)
            if self.cut_after is not None and came >= self.cut_after:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)
                return

    @staticmethod
    def _hang_up(end: socket.socket | None) -> None:
        with suppress(OSError):
            if end is not None:
                end.shutdown(socket.SHUT_RDWR)
        if end is not None:
            end.close()


def _send(connection: socket.socket, data: bytes) -> None:
    with suppress(OSError):
        connection.sendall(data)


def _keep(printer: TcpPrinter, folder: Path) -> None:
    """Save every page as it comes, for ever."""
    saved = 0
    while True:
        for page in printer.pages[saved:]:
            saved += 1
            page.save(folder / f"slip-{saved:03}.png")
            print(f"{folder}/slip-{saved:03}.png", flush=True)
        time.sleep(0.1)


def main() -> None:
    """Run a printer until it is interrupted."""
    parser = argparse.ArgumentParser(description="A network printer that saves slips as pictures.")
    parser.add_argument("--port", type=int, default=9100)
    parser.add_argument("--into", type=Path, default=Path("printed"), metavar="FOLDER")
    options = parser.parse_args()
    options.into.mkdir(parents=True, exist_ok=True)
    with TcpPrinter(options.port) as printer, suppress(KeyboardInterrupt):
        print(f"printing at network://127.0.0.1:{printer.port} into {options.into}", flush=True)
        _keep(printer, options.into)


if __name__ == "__main__":
    main()
