"""A real centre of a demo's city: a whole one, a demo of its own, that joins as every centre does."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Final

from server.city.local.children import Child, goiso
from server.city.local.ready import answers, wait_for

_JOINED: Final = "city.json"
"""In the centre's data folder: to which city it belongs."""
_BEGUN: Final = "demo.json"
"""There once its people and machines were made."""
_BEGINS_S: Final = 240.0
_JOINS_S: Final = 120.0


class NotJoined(Exception):
    """The centre goes on alone; the text says why."""


class RealCentre:
    """The centre of a folder, listening on `port`; `busy` for a full hall."""

    def __init__(self, folder: Path, port: int, *, busy: bool) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._folder, self._port = folder, port
        self._data = folder / "data"
        self._log = folder / "goiso.log"
        crowd = ["--busy"] if busy else []
        command = goiso("demo", "--data", str(self._data), "--port", str(port), *crowd)
        self._running = Child(command, self._log)

    @property
    def url(self) -> str:
        """Its own address."""
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        """Start it, or leave it running."""
        if not self.alive():
            self._running.start()

    def alive(self) -> bool:
        """Whether it runs."""
        return self._running.alive()

    def stop(self) -> None:
        """End it."""
        self._running.stop()

    def join(self, city: str, code: Callable[[], str], given_up: Callable[[], bool]) -> None:
        """Begin it, and let it join the city at this address with a one-time code; once is enough. It goes on running.

        Raises `NotJoined`.
        """
        if (self._data / _JOINED).exists():
            return
        if self._data.exists() and not (self._data / _BEGUN).exists():
            shutil.rmtree(self._data)  # it was ended while it began
        self.start()
        begun = wait_for(
            lambda: answers(self._port, "/readyz"), _BEGINS_S, lambda: given_up() or not self.alive()
        )
        if not begun:
            raise NotJoined(f"it did not answer at {self.url}; see {self._log}")
        self._link(city, code())

    def _link(self, city: str, code: str) -> None:
        command = goiso("link", "--city", city, "--code", code, "--data", str(self._data))
        try:
            said = subprocess.run(command, check=False, capture_output=True, text=True, timeout=_JOINS_S)
        except subprocess.TimeoutExpired as error:
            raise NotJoined("the city did not answer") from error
        if said.returncode:
            raise NotJoined((said.stderr or said.stdout).strip().rpartition("\n")[2])
