"""Prints each job to its end: one thread for each printer, one report for each job."""

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

import structlog

from kiosk.drawing import render
from kiosk.health import PrinterHealth, PrinterWatch
from kiosk.outcome import Outcome, PrintEnd, Reason, failed, unknown
from kiosk.printer import Printer
from kiosk.slip import Slip
from kiosk.status import PrinterStatus
from kiosk.trial_slip import TrialSlip

_log = structlog.get_logger(__name__)

Report = Callable[[int, Outcome], None]
"""Called once for each job with the ticket's id and what became of its slip. Called from several threads."""


@dataclass(frozen=True, slots=True)
class Job:
    """A slip to print for a ticket. The slip is made on the printing thread, off the citizen's request.

    `report` hears what became of this one, in place of the queue's.
    """

    ticket: int
    slip: Callable[[], Slip | TrialSlip]
    report: Report | None = None


@dataclass(eq=False, slots=True)
class _Task:
    job: Job
    reported: bool = field(default=False)


class PrintQueue:
    """Prints in order, on its own thread, the only one that uses the printer.

    While there is nothing to print, it asks for the printer's status now and then, so that refilled paper is noticed. `known` is
    where the printer's known state is kept; `room` is how many jobs may wait; `patience_s` is how long `status` waits for
    a newer status.
    """

    def __init__(
        self,
        printer: Printer,
        report: Report,
        known: PrinterWatch,
        *,
        room: int = 32,
        patience_s: float = 0.25,
    ) -> None:
        self._printer, self._report = printer, report
        self._watch = known
        self._room, self._patience_s = room, patience_s
        self._changed = threading.Condition()
        self._waiting: deque[_Task] = deque()
        self._printing: _Task | None = None
        self._asked = self._closing = False
        self._thread = threading.Thread(target=self._work, name="printing", daemon=True)
        self._thread.start()

    def submit(self, job: Job) -> None:
        """Queue a job. With no room left, or when closing, it fails at once."""
        task = _Task(job)
        with self._changed:
            refusal = self._refusal()
            if refusal is None:
                self._waiting.append(task)
                self._changed.notify_all()
        if refusal is not None:
            self._settle(task, failed(refusal))

    def status(self) -> PrinterStatus:
        """The printer's status, fresh unless it is printing or slow to answer.

        Before the first answer it is busy.
        """
        with self._changed:
            if not self._watch.fresh and self._printing is None:
                self._asked = True
                self._changed.notify_all()
                self._changed.wait_for(lambda: self._watch.fresh, self._patience_s)
            return self._watch.status

    def health(self) -> PrinterHealth:
        """The known state of the printer, without asking it."""
        with self._changed:
            waiting = len(self._waiting) + (self._printing is not None)
            return self._watch.health(waiting)

    def close(self, timeout_s: float = 3.0) -> None:
        """Print what waits, for at most `timeout_s`; report the rest as failed, and the one in print as unknown."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        self._thread.join(timeout_s)
        with self._changed:
            stuck, left = self._printing, list(self._waiting)
            self._waiting.clear()
        if stuck is not None:
            self._settle(stuck, unknown(Reason.STOPPED))
        for task in left:
            self._settle(task, failed(Reason.STOPPED))

    def _refusal(self) -> Reason | None:
        if self._closing:
            return Reason.STOPPED
        return Reason.PRINTER_BUSY if len(self._waiting) >= self._room else None

    def _work(self) -> None:
        while (turn := self._next()) is not None:
            turn()

    def _next(self) -> Callable[[], None] | None:
        with self._changed:
            self._changed.wait_for(
                lambda: self._waiting or self._asked or self._closing,
                self._watch.due_in_s,
            )
            if self._waiting:
                self._printing = self._waiting.popleft()
                return partial(self._print, self._printing)
            return None if self._closing else self._refresh

    def _print(self, task: _Task) -> None:
        outcome = self._outcome(task.job)
        with self._changed:
            self._printing = None
            self._watch.worked(printed=outcome.end is PrintEnd.PRINTED)
        self._settle(task, outcome)

    def _outcome(self, job: Job) -> Outcome:
        # Everything is caught, SystemExit too: one bad job must not take the printer from all the others.
        try:
            slip = job.slip()
            image = render(slip, self._printer.width)
        except BaseException:
            _log.exception("slip_not_made", ticket=job.ticket)
            return failed(Reason.BAD_SLIP)
        try:
            return self._printer.print(image, slip.number)
        except BaseException:
            _log.exception("slip_not_printed", ticket=job.ticket)
            return unknown(Reason.CRASHED)

    def _refresh(self) -> None:
        try:
            status = self._printer.status()
        except Exception:
            _log.exception("printer_not_asked")
            status = PrinterStatus.ERROR
        with self._changed:
            other = self._watch.heard(status)
            self._asked = False
            self._changed.notify_all()
        if other:
            self._tell_change()

    def _tell_change(self) -> None:
        try:
            self._watch.changed()
        except Exception:
            _log.exception("printer_change_not_told")

    def _settle(self, task: _Task, outcome: Outcome) -> None:
        with self._changed:
            if task.reported:
                return
            task.reported = True
        try:
            (task.job.report or self._report)(task.job.ticket, outcome)
        except Exception:
            _log.exception("slip_not_reported", ticket=task.job.ticket, outcome=outcome)
