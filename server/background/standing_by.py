"""What a server does for a second box: gives it a snapshot to begin with, and ends itself after that box has taken over."""

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Final

from server.background.restoring import start_again
from server.core.refusal import Refusal
from server.ports import StandbyPorts
from server.service.standby.second_boxes import SecondBoxes

_ENDS_AFTER_S: Final = 20.0
"""The time for which the last rows can still be fetched."""


class StandbyCopies:
    """Serves second `boxes` from the folder `data`; `again` ends this server, which does not begin again then."""

    def __init__(
        self,
        data: Path,
        boxes: SecondBoxes,
        again: Callable[[], None] = start_again,
        after_s: float = _ENDS_AFTER_S,
    ) -> None:
        self._data, self.boxes, self.again, self._after_s = data.absolute(), boxes, again, after_s
        self._one = threading.Lock()
        self._end: threading.Timer | None = None

    def ports(self) -> StandbyPorts:
        """What routes need."""
        return StandbyPorts(self._data, self.snapshot, self.end_soon, self.boxes.pulled, self.boxes.all)

    def snapshot(self) -> IO[bytes]:
        """A backup made by a separate process; its file is deleted once it is read.

        Raises `storage_restore` if it cannot be made, `restore_busy` while another one is being made.
        """
        if not self._one.acquire(blocking=False):
            raise Refusal("restore_busy")
        try:
            with TemporaryDirectory(prefix=f".{self._data.name}.standby-", dir=self._data.parent) as to:
                program = [sys.executable, "-m", "server.command.main", "backup"]
                done = subprocess.run(  # noqa: S603 - this program
                    [*program, "--plain", "--gently", "--data", str(self._data), "--to", to],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT,
                    text=True,
                    check=False,
                )
                said = done.stdout.strip().rpartition("\n")[2]
                if done.returncode:
                    raise Refusal("storage_restore", reason=said)
                return Path(said).open("rb")  # it stays readable when the folder is gone
        except OSError as error:
            raise Refusal("storage_restore", reason=str(error)) from error
        finally:
            self._one.release()

    def end_soon(self) -> None:
        """End this server after a short time; further calls change nothing."""
        if self._end is None:
            self._end = threading.Timer(self._after_s, self.again)
            self._end.daemon = True
            self._end.start()

    def close(self) -> None:
        """The server is ending: keep what is known about second boxes."""
        self.boxes.close()
        if self._end is not None:
            self._end.cancel()
