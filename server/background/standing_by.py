"""What a server does for a second box: a snapshot to begin with, and its own end once that one has taken over."""

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
"""So long can the last rows be pulled."""


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
        """What routes are handed."""
        return StandbyPorts(self._data, self.snapshot, self.end_soon, self.boxes.pulled, self.boxes.all)

    def snapshot(self) -> IO[bytes]:
        """A backup, made by a process of its own, which is gone from the disk once it was read.

        Raises `storage_restore` when it cannot be made, `restore_busy` while another one is.
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
        """End this server in a while; asked again it ends once."""
        if self._end is None:
            self._end = threading.Timer(self._after_s, self.again)
            self._end.daemon = True
            self._end.start()

    def close(self) -> None:
        """It ends already; what is known of second boxes is kept."""
        self.boxes.close()
        if self._end is not None:
            self._end.cancel()
