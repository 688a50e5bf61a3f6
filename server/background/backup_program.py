"""Runs `goiso` as a separate process, for work on a disk that may stop answering."""

import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import Final

from server.core.texts import BothTexts, in_both

LONGEST_STILL_S: Final = 1800.0
"""A slow USB stick may need many minutes for the data handed to it, without any visible progress."""
_LOOK_S: Final = 5.0
_END_S: Final = 5.0
_CPU_TIMES: Final = slice(11, 13)
"""The places of user and system time after the name in /proc/PID/stat."""
_STANDS_STILL: Final = BothTexts(
    "Chưa sao lưu được. Nơi sao lưu ngừng trả lời giữa chừng: {minutes} phút không ghi thêm được gì. Xem ổ chia sẻ, cáp mạng hoặc USB; sẽ tự thử lại.",
    "No backup was made. Where it goes stopped answering in the middle: nothing more was written for {minutes} minutes. Look at the share, the network's cable or the stick; it is tried again by itself.",
)


class Program:
    """Runs `goiso`, one process at a time, and ends a process that makes no progress.

    `signs` answers for a process's number what changes while it works; `clock` counts seconds. It is looked at every `look_s`.
    """

    def __init__(
        self,
        signs: Callable[[int], object] | None = None,
        clock: Callable[[], float] = monotonic,
        look_s: float = _LOOK_S,
    ) -> None:
        self._signs, self._clock, self._look_s = signs or signs_of_work, clock, look_s
        self._process: subprocess.Popen[str] | None = None

    def run(self, arguments: Sequence[str]) -> tuple[int, str]:
        """Run it; returns its exit status and output, or what to say about a process that made no progress or could not be ended."""
        if self._process is not None and self._process.poll() is None:
            return _still()
        self._process = process = subprocess.Popen(  # noqa: S603 - this program, with the centre's own settings
            [sys.executable, "-m", "server.command.main", *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        said = self._said(process)
        return _still() if said is None else (process.returncode, said)

    def stop(self) -> None:
        """End it if it is running."""
        if self._process is not None:
            self._process.kill()

    def _said(self, process: subprocess.Popen[str]) -> str | None:
        """Its output until its end; `None` if it made no progress and was ended."""
        seen, since = None, self._clock()
        while True:
            with suppress(subprocess.TimeoutExpired):
                return process.communicate(timeout=self._look_s)[0]
            if (now := self._signs(process.pid)) != seen:
                seen, since = now, self._clock()
            elif self._clock() - since >= LONGEST_STILL_S:
                process.kill()
                with suppress(subprocess.TimeoutExpired):  # a share may hold it all the same
                    process.communicate(timeout=_END_S)
                return None


def signs_of_work(pid: int) -> object:
    """How much a process has computed, read and written; a new value each time if the system does not say."""
    try:
        reckoned = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2]
        return reckoned.split()[_CPU_TIMES], Path(f"/proc/{pid}/io").read_text(encoding="ascii")
    except OSError:
        return object()


def _still() -> tuple[int, str]:
    return 1, in_both(_STANDS_STILL.filled(minutes=round(LONGEST_STILL_S / 60)))
