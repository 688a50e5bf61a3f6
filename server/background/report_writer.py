"""Writes the day's report at the set times, in its own thread."""

import errno
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

import structlog

from server.background.repeated import Repeated
from server.background.report_files import recall, remember, write_whole
from server.config import ReportsPart
from server.core.files import REPORTS
from server.core.refusal import Refusal
from server.core.reports.set_times import Memory, look
from server.core.reports.troubles import ReportTrouble, reason_of
from server.service.context import Context

Make = Callable[[datetime], Mapping[str, bytes]]
"""The files of the report of a day until a local moment, by name."""
_EVERY_S: Final = 20.0
_log = structlog.get_logger(__name__)


class ReportWriter:
    """Writes each report once; a report that cannot be written is tried again, and `trouble` says so meanwhile.

    `make` makes the files of a moment; the folder `data` remembers what was written.
    """

    def __init__(self, context: Context, make: Make, data: Path, every_s: float = _EVERY_S) -> None:
        self._context = context
        self._make = make
        self._path = data / REPORTS
        self._memory = recall(self._path)
        self._trouble: ReportTrouble | None = None
        self._again = Repeated("report-writer", self.look, every_s)

    def trouble(self) -> ReportTrouble | None:
        """Why due reports are not written; `None` if all is well."""
        return self._trouble

    def write_now(self) -> ReportTrouble | None:
        """Write the report of this moment into the set folder; returns why that failed, `None` on success.

        Raises `no_report_folder`.
        """
        folder = self._context.settings.document.reports.folder
        if not folder:
            raise Refusal("no_report_folder")
        now = self._context.centre.local(self._context.clock())
        try:
            self._put(Path(folder), now)
        except Exception as error:
            _log.warning("report_not_written", reason=repr(error))
            return ReportTrouble(self._context.clock(), 1, folder, reason_of(error))
        return None

    def look(self) -> None:
        """Write the reports that are due, and those that could not be written before."""
        try:
            part = self._part()
            if part is None:
                self._keep(None)
                self._trouble = None
                return
            self._keep(self._looked(self._memory, part))
            self._write_all(Path(part.folder))
        except Exception as error:
            _log.exception("reports_failed")
            self._note(error)

    def close(self) -> None:
        """Stop looking."""
        self._again.close()

    def _part(self) -> ReportsPart | None:
        """The settings; `None` if no reports should be written."""
        settings = self._context.settings
        part = settings.document.reports if settings.settable else None
        return part if part is not None and part.folder and part.times else None

    def _looked(self, memory: Memory | None, part: ReportsPart) -> Memory:
        centre = self._context.centre
        now = centre.local(self._context.clock())
        times = (each.at for each in part.times)
        return look(
            memory, times, now, lambda day: any(each.sessions_on(day) for each in centre.hours_everywhere())
        )

    def _write_all(self, folder: Path) -> None:
        """Write due reports, the oldest first. A report that cannot be made does not stop the others; a bad folder does."""
        failed: Exception | None = None
        for moment in self._due():
            try:
                self._write(folder, moment)
            except Exception as error:  # the next look tries again
                failed = failed or error
                if isinstance(error, OSError):
                    break
        if failed is None:
            self._trouble = None
        else:
            self._note(failed)

    def _due(self) -> tuple[datetime, ...]:
        """The waiting reports that are due. A moment in the future means that a clock was ahead, or that this one is behind."""
        now = self._context.centre.local(self._context.clock())
        return tuple(moment for moment in self._memory.waiting if moment <= now) if self._memory else ()

    def _write(self, folder: Path, moment: datetime) -> None:
        self._put(folder, moment.astimezone(self._context.centre.zone))
        assert self._memory is not None
        self._keep(self._memory.written(moment))

    def _put(self, folder: Path, moment: datetime) -> None:
        if not folder.is_dir():
            raise FileNotFoundError(errno.ENOENT, "no such folder", str(folder))
        for name, content in self._make(moment).items():
            write_whole(folder, name, content)
        _log.info("report_written", at=moment.isoformat(), folder=str(folder))

    def _keep(self, memory: Memory | None) -> None:
        if memory != self._memory:
            remember(self._path, memory)
            self._memory = memory

    def _note(self, error: Exception) -> None:
        """Note what went wrong; each kind of trouble is logged once."""
        part, reason = self._part(), reason_of(error)
        before = self._trouble
        if before is None or before.reason != reason:
            _log.warning("report_not_written", reason=repr(error))
        self._trouble = ReportTrouble(
            before.since if before else self._context.clock(),
            len(self._due()),
            part.folder if part else "",
            reason,
        )
