"""Makes backups when they are due or asked for, each in a separate process that gives way to the hall's work."""

import threading
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import Final

import structlog

from server.background.backup_program import Program
from server.config.backup import BackupPart
from server.core.backups import is_due
from server.core.texts import BothTexts, in_both
from server.service.backups.told import MadeBackup, made, made_at, tell
from server.service.context import Context
from server.service.settings.folder_tried import same_disk

_EVERY_S: Final = 20.0
_AGAIN_AFTER_S: Final = 300.0
"""The time between a failure and the next try: somebody may put the stick back."""
_ENDED: Final = BothTexts(
    "Hệ thống đã dừng việc sao lưu (tín hiệu {signal}), có thể vì thiếu bộ nhớ.",
    "It was ended by the system (signal {signal}), perhaps for want of memory.",
)
_log = structlog.get_logger(__name__)
Run = Callable[[list[str]], tuple[int, str]]


class BackupKeeper:
    """Makes backups of the data folder, from a thread of its own. `run` runs `goiso` with these arguments."""

    def __init__(
        self, context: Context, data: Path, run: Run | None = None, every_s: float = _EVERY_S
    ) -> None:
        self._context, self._data = context, data
        self._program = Program()
        self._run = run or self._program.run
        self._every_s = every_s
        self._not_before = 0.0
        self._asked, self._busy, self._closing = threading.Event(), threading.Event(), False
        self._thread = threading.Thread(target=self._loop, name="backups", daemon=True)
        self._thread.start()

    def make(self) -> None:
        """Make a backup now, unless one is being made."""
        if not self._busy.is_set():
            self._busy.set()
            self._asked.set()

    def making(self) -> bool:
        """Whether a backup is asked for or being made."""
        return self._busy.is_set()

    def beside_data(self, folder: Path) -> bool:
        """Whether a folder is on the same disk as the data, as a stick's folder is while the stick is out."""
        return same_disk(folder, self._data)

    def close(self) -> None:
        """Make no more backups; one that is being made is stopped and does not count."""
        self._closing = True
        self._program.stop()
        self._asked.set()
        self._thread.join(timeout=5)

    def _loop(self) -> None:
        while not self._closing:
            self._asked.wait(self._every_s)
            asked = self._asked.is_set()
            self._asked.clear()
            try:
                if not self._closing:
                    self._look(asked=asked)
            except Exception:
                _log.exception("backup_failed")
            finally:
                self._busy.clear()

    def _look(self, *, asked: bool) -> None:
        part = self._context.settings.document.backup
        if part.folder is not None and (asked or self._is_due(part)):
            self._busy.set()
            # whatever goes wrong, it is not tried again at once
            self._not_before = monotonic() + _AGAIN_AFTER_S
            came = self._make(part, part.folder)
            if not self._closing:
                tell(self._context, str(part.folder), came)
                self._not_before = 0.0 if isinstance(came, MadeBackup) else self._not_before

    def _is_due(self, part: BackupPart) -> bool:
        if monotonic() < self._not_before:
            return False
        return is_due(part.every_hours, made_at(self._context), self._context.clock())

    def _make(self, part: BackupPart, folder: Path) -> MadeBackup | str:
        """Make one; returns the error text if it failed."""
        keep = part.keep
        options = ("--keep-hours", keep.hours, "--keep-days", keep.days, "--keep-months", keep.months)
        where = ("--data", self._data, "--to", folder)
        status, said = self._run([str(each) for each in ("backup", *where, "--gently", *options)])
        last = said.strip().rpartition("\n")[2].removeprefix("Error: ")
        if status < 0:
            last = in_both(_ENDED.filled(signal=-status))
        if status:
            _log.error("backup_failed", folder=str(folder), said=said.strip())
            return last
        _log.info("backup_made", file=last)
        return made(Path(last))
