"""Numbers and their slips: the kiosk room's print queue beside the use cases."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from threading import Lock
from typing import Any, Final

from kiosk.filling import SlipFiller
from kiosk.health import PrinterHealth, PrinterWatch
from kiosk.outcome import Outcome, PrintEnd
from kiosk.printer import Printer, connect
from kiosk.printing import Job, PrintQueue
from kiosk.texts import Language, joined
from kiosk.trials import SlipPlace, Trials
from server.config import PrinterPart
from server.core.events import Entry
from server.core.forecast.wait_words import wait_words
from server.core.model import PrintState
from server.core.refusal import Refusal
from server.core.texts import Languages
from server.kiosks.logo import logo_of
from server.service.centre import centre_now, procedure_name
from server.service.centre_views import centre_view
from server.service.context import Context
from server.service.machines.now import PrinterNow
from server.service.queue import slips, tickets
from server.service.queue.tickets import NumberRequest, Once
from server.service.views import View

NO_PRINTER: Final = {"vi": "Chưa cài đặt máy in.", "en": "No printer is set up."}

STATES: Final[Mapping[PrintEnd, PrintState]] = {
    PrintEnd.PRINTED: PrintState.PRINTED,
    PrintEnd.FAILED: PrintState.FAILED,
    PrintEnd.UNKNOWN: PrintState.UNKNOWN,
}
"""The state of a ticket's slip after each end of a print job."""


class Printing:
    """Gives numbers; if a printer is set up, a kiosk's slip is printed after the commit and its end is reported.

    `settings` gives the present printer; `address` says how phones reach the server; `languages` are those of slips and news; `tell` passes a
    slip's end on to the kiosks; `changed` hears when the printer's state changes.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - what is printed on, where to, in which languages, and who hears
        self,
        settings: Callable[[], PrinterPart],
        context: Context,
        address: Callable[[], str],
        languages: Languages,
        tell: Callable[[View], None],
        changed: Callable[[], None] = lambda: None,
    ) -> None:
        self._context = context
        self._languages = languages
        self._tell = tell
        self._changed = changed
        self._address = address
        self._settings = settings
        self._following = Lock()
        self._connected = settings()
        self.printer: Printer | None
        self._queue: PrintQueue | None
        self.printer, self._queue = self._connect()
        self.trials = self._trials_of()
        self._filler = SlipFiller(
            lambda point: centre_view(context, centre_now(context, point), "vi"),
            lambda code: procedure_name(context, code),
            address,
            wait_words,
            lambda tag: languages.of(tag).texts,
            logo_of(context),
        )

    def heard(self, _: list[Entry]) -> None:
        """Changed settings may name another printer."""
        self.follow()

    def follow(self) -> None:
        """Use the printer that is set now; jobs waiting for the old one are printed there or reported."""
        with self._following:
            if self._settings() == self._connected:
                return
            self._connected = self._settings()
            self.close()
            self.printer, self._queue = self._connect()
            self.trials = self._trials_of()
        self._changed()

    def take(
        self, request: NumberRequest, actor: str, once: Once | None = None, language: Language = "vi"
    ) -> Mapping[str, Any]:
        """Give a number, and start printing its slip for a kiosk or on request (`to_print`).

        Does not wait for the printer; without one nothing is printed. A repeat with the same key brings the first
        answer again and no second slip. Raises what issuing raises; then nothing is printed.
        """
        queue = self._queue if request.to_print or actor.startswith("kiosk:") else None
        ticket, new = tickets.issue(self._context, replace(request, to_print=queue is not None), actor, once)
        if queue is not None and new:
            queue.submit(Job(ticket["id"], partial(self._filler, ticket, language)))
        return ticket

    def reprint(
        self, ticket: int, actor: str, once: Once | None = None, language: Language = "vi"
    ) -> Mapping[str, Any]:
        """Print a ticket's slip because somebody asked. Raises `no_printer` and what `slips.request` raises."""
        queue = self._queue
        if queue is None:
            raise Refusal("no_printer")
        asked = slips.request(self._context, ticket, actor, once)
        if asked.new:
            slip = partial(self._filler, asked.ticket, language, reprint=asked.marked)
            queue.submit(Job(ticket, slip))
        return asked.ticket

    def now(self) -> PrinterNow:
        """The present state of the printer; the printer is asked if the known state is too old."""
        queue = self._queue
        if queue is None:
            return PrinterNow("none", self._languages.everywhere(NO_PRINTER))
        status, health = queue.status(), queue.health()
        text = self._languages.everywhere(status.text)
        return PrinterNow(status.value, text, health.since, health.waiting, health.printed_at)

    def health(self) -> PrinterHealth | None:
        """The known state of the printer, without asking it; `None` without a printer."""
        queue = self._queue
        return None if queue is None else queue.health()

    def close(self) -> None:
        """Finish the job in print; report the jobs that cannot be finished."""
        if self._queue is not None:
            self._queue.close()

    def _connect(self) -> tuple[Printer, PrintQueue] | tuple[None, None]:
        if not self._connected.url:
            return None, None
        printer = connect(self._connected.url, self._connected.width)
        return printer, PrintQueue(printer, self._report, PrinterWatch(self._context.clock, self._changed))

    def _trials_of(self) -> Trials | None:
        """Test slips on this printer; `None` without a printer."""
        if self._queue is None or self.printer is None:
            return None

        def place() -> SlipPlace:
            return SlipPlace(
                self._context.centre.names["vi"], self._connected.url or "", f"{self._address().rstrip('/')}/"
            )

        def now() -> datetime:
            return self._context.centre.local(self._context.clock())

        return Trials(self._queue, self.printer, place, now, self._changed)

    def _report(self, ticket: int, outcome: Outcome) -> None:
        state = STATES[outcome.end]
        reported = slips.report(self._context, ticket, state, outcome.reason.value, "printer")
        text = joined(*map(self._languages.everywhere, outcome.parts))
        self._tell({"ticket": ticket, "number": reported.number, "state": state.value, "text": text})
